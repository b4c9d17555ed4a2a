// In place of what the emulator takes from node, where it runs in a browser: see open-page.ts. Page tokens need
// Buffer's base64url; nothing in a page's test serves HTTP, or verifies an RSA signature, which a browser cannot do at
// once.
const bytesOf = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
const textOf = (bytes: string): string =>
  new TextDecoder().decode(Uint8Array.from(bytes, character => character.charCodeAt(0)));

export const Buffer = {
  from: (given: string, encoding = 'utf8') => {
    const text = encoding === 'base64url' ? textOf(atob(given.replace(/-/g, '+').replace(/_/g, '/'))) : given;
    return {
      toString: (wanted = 'utf8'): string =>
        wanted === 'base64url' ? btoa(bytesOf(text)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : text,
    };
  },
};

const absent = (): never => {
  throw new Error('There is no node in a browser.');
};
export { absent as createServer, absent as generateKeyPairSync, absent as sign, absent as verify };
