// Small scripts written into a folder of their own, to be run as if they were the add-on.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const AUTH = 'https://www.googleapis.com/auth/';
export const SCOPES = [
  'spreadsheets.currentonly',
  'script.container.ui',
  'script.external_request',
  'cloud-identity.userinvitations',
  'userinfo.email',
].map(name => AUTH + name);

export type Manifest = { readonly oauthScopes?: readonly string[]; readonly urlFetchWhitelist?: readonly string[] };

/** A dist folder with this code; `page` is Sidebar.html. */
export function distOf(code: string, manifest: Manifest = {}, page = '<p>Hello</p>'): string {
  const folder = mkdtempSync(join(tmpdir(), 'platform-'));
  writeFileSync(join(folder, 'Code.js'), code);
  writeFileSync(join(folder, 'Sidebar.html'), page);
  writeFileSync(
    join(folder, 'appsscript.json'),
    JSON.stringify({
      timeZone: 'Etc/UTC',
      runtimeVersion: 'V8',
      oauthScopes: SCOPES,
      urlFetchWhitelist: ['https://cloudidentity.googleapis.com/'],
      ...manifest,
    }),
  );
  return folder;
}
