// What the tests of the emulator share: a small world and a caller that speaks like a client.
import type { ApiResponse, World, WorldSpec } from '../../dev/emulator/index';
import { createWorld, handle } from '../../dev/emulator/index';

export const NOW = Date.UTC(2026, 5, 1, 12);
export const DAY = 86_400_000;

/** Seven people of acme.test: one for each way of being. */
export const smallWorld = (spec: WorldSpec = {}): World =>
  createWorld({
    domains: ['acme.test'],
    now: NOW,
    accounts: [
      { email: 'new@acme.test' },
      { email: 'invited@acme.test', state: 'INVITED', mails: 2, updatedAt: NOW - 3 * DAY },
      { email: 'accepted@acme.test', state: 'ACCEPTED', mails: 1, updatedAt: NOW - 2 * DAY },
      { email: 'declined@acme.test', state: 'DECLINED', mails: 1, updatedAt: NOW - DAY },
      { email: 'young@acme.test', createdAt: NOW - DAY },
      { email: 'managed@acme.test', kind: 'managed' },
      { email: 'outside@other.test' },
    ],
    ...spec,
  });

/** What a client reads: whatever was in the text. */
export type Json = ReturnType<typeof JSON.parse>;
export type Reply = ApiResponse & { readonly json: Json };

export function call(
  world: World,
  method: string,
  path: string,
  body = '',
  headers: Readonly<Record<string, string>> = { authorization: 'Bearer t' },
): Reply {
  const response = handle(world, { method, url: path, headers, body });
  return {
    ...response,
    get json(): Json {
      // oxlint-disable-next-line typescript/no-unsafe-return -- see Json
      return JSON.parse(response.body);
    },
  };
}

export const BASE = '/v1/customers/my_customer/userinvitations';
export const get = (world: World, address: string): Reply => call(world, 'GET', `${BASE}/${address}`);
export const send = (world: World, address: string): Reply => call(world, 'POST', `${BASE}/${address}:send`);
export const cancel = (world: World, address: string): Reply => call(world, 'POST', `${BASE}/${address}:cancel`);
export const check = (world: World, address: string): Reply => call(world, 'GET', `${BASE}/${address}:isInvitableUser`);
export const list = (world: World, query = ''): Reply =>
  call(world, 'GET', `${BASE}${query === '' ? '' : `?${query}`}`);

export const emails = (reply: Reply): string[] =>
  (reply.json.userInvitations as { name: string }[]).map(({ name }) => name.split('/')[3]!);

/** Every page to the end, as emails. */
export function listAll(world: World, query = ''): string[] {
  const found: string[] = [];
  for (let token = ''; ; ) {
    const page = list(world, `${query}&pageToken=${encodeURIComponent(token)}`);
    if (page.status !== 200) throw new Error(page.body);
    found.push(...emails(page));
    token = page.json.nextPageToken ?? '';
    if (token === '') return found;
  }
}
