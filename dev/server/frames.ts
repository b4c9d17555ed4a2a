// The document of a page that the add-on opened: its HTML as it ships, with google.script put in front of its own
// scripts.

/** The shim learns the callable functions from its own script element, and leaves nothing else behind. */
export function frameDocument(html: string, shim: string, functions: readonly string[]): string {
  const script = `<script data-functions="${functions.join(' ')}">${shim.replace(/<\/script/gi, '<\\/script')}</script>`;
  const head = /<head(?:\s[^>]*)?>/i.exec(html);
  if (head !== null) return insert(html, head.index + head[0].length, script);
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html);
  return insert(html, doctype?.[0].length ?? 0, script);
}

const insert = (text: string, at: number, part: string): string => text.slice(0, at) + part + text.slice(at);
