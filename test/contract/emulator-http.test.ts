// The emulator over HTTP: judged by Google's own client, by requests as other tools send them, and through its own
// controls.
import { fork } from 'node:child_process';
import { Agent, get, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { Served, World } from '../../dev/emulator/index';
import {
  addFault,
  coverage,
  createWorld,
  mailsTo,
  ALL_OPTIONS,
  routes,
  seed,
  serve,
  setOptions,
  signInRoutes,
} from '../../dev/emulator/index';
import type { Json } from './emulator-helpers';
import { NOW, smallWorld } from './emulator-helpers';

let world: World;
let served: Served;

async function start(with_: World): Promise<void> {
  world = with_;
  served = await serve(world);
}
beforeEach(() => start(smallWorld()));
afterEach(() => served.close());

const google = fork(join(__dirname, 'emulator-client.cjs'), { execArgv: [] });
type Answer = { readonly id: number; readonly data?: Json; readonly error?: { readonly message: string } };
const answers = new Map<number, (answer: Answer) => void>();
google.on('message', answer => answers.get((answer as Answer).id)?.(answer as Answer));
afterAll(() => {
  google.kill();
});
let calls = 0;

/** A call of Google's client: its data, or a rejection with `status`, `code`, `message` and the `reply`. */
const client = (method: string, params: object = {}): Promise<Json> =>
  new Promise((resolve, reject) => {
    calls += 1;
    answers.set(calls, ({ data, error }) => {
      if (error === undefined) resolve(data);
      else reject(Object.assign(new Error(error.message), error));
    });
    google.send({ id: calls, rootUrl: `${served.url}/`, method, params });
  });

const name = (address: string): string => `customers/my_customer/userinvitations/${address}`;
const bearer = { authorization: 'Bearer any' };
const fetched = async (path: string, init: RequestInit = {}): Promise<{ status: number; json: Json }> => {
  const reply = await fetch(served.url + path, { headers: bearer, ...init });
  return { status: reply.status, json: await reply.json() };
};

describe("Google's own client", () => {
  test('lists, gets, checks, sends and cancels', async () => {
    const data = await client('list', {
      parent: 'customers/my_customer',
      filter: "state=='INVITED'",
      orderBy: 'email desc',
      pageSize: 200,
    });
    expect(data.userInvitations).toEqual([
      { name: name('invited@acme.test'), mailsSentCount: '2', state: 'INVITED', updateTime: '2026-05-29T12:00:00Z' },
    ]);
    expect(await client('isInvitableUser', { name: name('new@acme.test') })).toEqual({ isInvitableUser: true });
    expect(await client('send', { name: name('new@acme.test') })).toMatchObject({
      done: true,
      response: { state: 'INVITED' },
    });
    expect((await client('send', { name: name('new@acme.test'), requestBody: {} })).done).toBe(true);
    expect(await client('get', { name: name('new@acme.test') })).toMatchObject({
      state: 'INVITED',
      mailsSentCount: '2',
    });
    expect((await client('cancel', { name: name('new@acme.test') })).done).toBe(true);
    expect((await client('get', { name: name('new@acme.test') })).state).toBe('NOT_YET_SENT');
    expect(mailsTo(world, 'new@acme.test')).toBe(2);
  });
  test('pages through 450 accounts', async () => {
    seed(world, { accounts: 446 });
    const found: string[] = [];
    let pageToken: string | undefined;
    do {
      const data = await client('list', {
        parent: 'customers/my_customer',
        pageSize: 200,
        ...(pageToken === undefined ? {} : { pageToken }),
      });
      found.push(...(data.userInvitations as { name: string }[]).map(item => item.name));
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);
    expect([found.length, new Set(found).size]).toEqual([450, 450]);
  });
  test.each(["o'neil+tag@acme.test", 'jürgen@acme.test', '太郎@acme.test'])('reaches %s', async address => {
    await served.close();
    await start(smallWorld({ accounts: [{ email: address }] }));
    expect((await client('get', { name: name(address) })).name).toBe(name(address));
    await client('send', { name: name(address) });
    expect(mailsTo(world, address)).toBe(1);
  });
  test('reads errors', async () => {
    await expect(client('get', { name: name('nobody@acme.test') })).rejects.toMatchObject({
      status: 404,
      message: 'Requested entity was not found.',
    });
    await expect(client('send', { name: name('managed@acme.test') })).rejects.toMatchObject({
      status: 400,
      reply: { error: { status: 'INVALID_ARGUMENT' } },
    });
    await expect(client('list', { parent: 'customers/my_customer', filter: 'state=1' })).rejects.toMatchObject({
      status: 400,
    });
    await expect(client('list', { parent: 'customers/C0unknown' })).rejects.toMatchObject({ status: 403 });
  });
  test('repeats a read after 503, and never a send', async () => {
    addFault(world, { kind: '503', match: { firstAttempts: 1 } });
    expect((await client('list', { parent: 'customers/my_customer' })).userInvitations).toHaveLength(4);
    await expect(client('send', { name: name('new@acme.test') })).rejects.toMatchObject({ status: 503 });
    expect(world.ledger.mails).toEqual([]);
  });
  test('sees a lost connection as an error, with or without the mail sent', async () => {
    addFault(world, { kind: 'lost', match: { address: 'new@*' } });
    addFault(world, { kind: 'lost', when: 'after', match: { address: 'invited@*' } });
    await expect(client('send', { name: name('new@acme.test') })).rejects.toThrow(/socket|network|ECONNRESET/i);
    await expect(client('send', { name: name('invited@acme.test') })).rejects.toThrow(/socket|network|ECONNRESET/i);
    expect([mailsTo(world, 'new@acme.test'), mailsTo(world, 'invited@acme.test')]).toEqual([0, 1]);
  });
});

describe('requests as other tools send them', () => {
  const base = '/v1/customers/my_customer/userinvitations';
  test('GAM lists with an empty order, capitals and double forms', async () => {
    const query = `?filter=${encodeURIComponent("state=='INVITED'")}&orderBy=&prettyPrint=false&alt=json&pageToken=`;
    const { status, json } = await fetched(base + query);
    expect([status, json.userInvitations.length]).toEqual([200, 1]);
  });
  test('GAM sends and cancels with an empty body and the address encoded', async () => {
    await served.close();
    await start(smallWorld({ accounts: [{ email: "o'neil+x@acme.test" }] }));
    const path = `${base}/o%27neil%2Bx%40acme.test`;
    expect((await fetched(`${path}:send?prettyPrint=false&alt=json`, { method: 'POST' })).json.done).toBe(true);
    expect((await fetched(`${path}:cancel?prettyPrint=false&alt=json`, { method: 'POST', body: '' })).json.done).toBe(
      true,
    );
    expect(mailsTo(world, "o'neil+x@acme.test")).toBe(1);
  });
  test('a whole resource name used as an address is refused', async () => {
    const { status, json } = await fetched(`${base}/${encodeURIComponent(name('new@acme.test'))}:send`, {
      method: 'POST',
    });
    expect([status, json.error.status]).toEqual([400, 'INVALID_ARGUMENT']);
  });
});

describe('the mount', () => {
  test('waits out latency, answers in parallel and keeps connections', async () => {
    setOptions(world.options, { latencyMs: 200 });
    const begun = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => fetched('/v1/customers/my_customer/userinvitations')));
    const took = performance.now() - begun;
    expect(took).toBeGreaterThanOrEqual(195);
    // On a busy machine some of them may be late for the first round.
    for (let round = 0; round < 20 && served.traffic.peak < 20; round++)
      await Promise.all(Array.from({ length: 20 }, () => fetched('/v1/customers/my_customer/userinvitations')));
    expect(served.traffic.peak).toBe(20);
    const before = served.traffic.connections;
    // Node's own client tells when it has a connection back; fetch may open another one a moment too early.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let time = 0; time < 3; time++)
      await new Promise<void>((resolve, reject) => {
        get(`${served.url}/v1/customers/my_customer/userinvitations`, { agent, headers: bearer }, reply => {
          reply.resume();
        }).on('error', reject);
        agent.once('free', () => {
          setImmediate(resolve);
        });
      });
    agent.destroy();
    expect(served.traffic.connections).toBe(before + 1);
  });
  test('really drops the connection, after the latency', async () => {
    setOptions(world.options, { latencyMs: 100 });
    addFault(world, { kind: 'lost' });
    const begun = performance.now();
    const error = await new Promise<NodeJS.ErrnoException>((resolve, reject) => {
      httpRequest(`${served.url}/v1/customers/my_customer/userinvitations`, { headers: bearer }, () => {
        reject(new Error('there was an answer'));
      })
        .on('error', resolve)
        .end();
    });
    expect(error.code).toBe('ECONNRESET');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(95);
  });
  test('takes the path raw, as it came', async () => {
    const status = await new Promise<number | undefined>(resolve => {
      httpRequest(
        { port: served.port, path: '/v1/customers/my_customer/userinvitations/../new@acme.test', headers: bearer },
        reply => {
          resolve(reply.statusCode);
          reply.resume();
        },
      ).end();
    });
    expect(status).toBe(404);
  });
  test('says so when the port is taken', async () => {
    await expect(serve(world, { port: served.port })).rejects.toThrow(`Port ${served.port} is in use.`);
  });
  test('closes while answers are outstanding', async () => {
    setOptions(world.options, { latencyMs: 60_000 });
    const outstanding = fetch(`${served.url}/v1/customers/my_customer/userinvitations`, { headers: bearer }).catch(
      (error: unknown) => error,
    );
    while (served.traffic.now === 0) await new Promise(resolve => setTimeout(resolve, 5));
    await served.close();
    expect(await outstanding).toMatchObject({ message: 'fetch failed' });
  });
});

describe('controls', () => {
  const control = (method: string, path: string, body?: unknown) =>
    fetched(`/_emulator${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const send = (address: string) =>
    fetched(`/v1/customers/my_customer/userinvitations/${address}:send`, { method: 'POST' });

  test('list themselves and the state of the world', async () => {
    expect((await control('GET', '/')).json.controls).toContainEqual(expect.stringContaining('POST /_emulator/faults'));
    expect((await control('GET', '/state')).json).toMatchObject({
      customer: 'C01abc2de',
      domains: ['acme.test'],
      now: '2026-06-01T12:00:00.000Z',
      accounts: 7,
      states: { INVITED: 1, ACCEPTED: 1, DECLINED: 1, managed: 1 },
      mails: 0,
    });
    expect((await control('GET', '/accounts?state=INVITED')).json).toMatchObject({
      total: 1,
      accounts: [{ email: 'invited@acme.test', mails: 2 }],
    });
    expect((await control('GET', '/coverage')).json.coverage).toHaveLength(coverage.length);
  });
  test('show the ledger, whole or of one person, and forget it when asked', async () => {
    await send('new@acme.test');
    await send('new@acme.test');
    expect((await control('GET', '/ledger')).json).toMatchObject({
      mails: [{ sequence: 1, email: 'new@acme.test', at: NOW }, { sequence: 2 }],
      cancels: [],
      mailsTo: { 'new@acme.test': 2 },
    });
    expect((await control('GET', '/ledger?address=invited@acme.test')).json).toEqual({
      mails: [],
      cancels: [],
      mailsTo: { 'invited@acme.test': 0 },
    });
    expect((await control('GET', '/requests')).json).toMatchObject({
      count: 2,
      requests: [{ method: 'send', status: 200 }, {}],
    });
    await control('DELETE', '/ledger');
    expect(world.ledger.mails).toEqual([]);
  });
  test('reset and seed; mails stay unless asked', async () => {
    await send('new@acme.test');
    expect((await control('POST', '/reset')).json).toMatchObject({ accounts: 0, mails: 1 });
    expect(
      (await control('POST', '/seed', { accounts: 30, domains: ['more.test'], young: 0, managed: 0 })).json,
    ).toMatchObject({ accounts: 30, domains: ['acme.test', 'more.test'] });
    expect(
      (await control('POST', '/accounts', { accounts: [{ email: 'ann@more.test', state: 'DECLINED' }] })).json,
    ).toEqual({ accounts: 31 });
    expect((await control('POST', '/reset', { ledger: true })).json).toMatchObject({ mails: 0 });
  });
  test('add, show and remove faults', async () => {
    const { id } = (await control('POST', '/faults', { kind: '503', match: { method: 'send' }, limit: 1 })).json;
    expect([(await send('new@acme.test')).status, (await send('new@acme.test')).status]).toEqual([503, 200]);
    expect((await control('GET', '/faults')).json.faults).toEqual([
      { id, rule: { kind: '503', match: { method: 'send' }, limit: 1 }, seen: 2, hits: 1 },
    ]);
    expect((await control('DELETE', `/faults/${id}`)).json).toEqual({ faults: 0 });
    expect((await control('DELETE', `/faults/${id}`)).status).toBe(400);
    expect((await control('DELETE', '/faults')).status).toBe(200);
  });
  test('change options, clock, tokens and what people do', async () => {
    expect((await control('POST', '/options', { readLagMs: 10 })).json.readLagMs).toBe(10);
    expect((await control('GET', '/options')).json.options).toContainEqual(
      expect.objectContaining({ name: 'readLagMs', default: 0, now: 10 }),
    );
    expect((await control('POST', '/clock', { advanceMs: 7 * 86_400_000 })).json.now).toBe('2026-06-08T12:00:00.000Z');
    expect((await control('POST', '/clock', { now: '2027-01-01T00:00:00Z' })).json.now).toBe(
      '2027-01-01T00:00:00.000Z',
    );
    expect(
      (await control('POST', '/people', { accept: 'invited@acme.test', decline: ['new@acme.test'] })).json,
    ).toEqual({ answered: 1, accepted: 0, declined: 0, ignored: ['new@acme.test'] });
    await send('new@acme.test');
    expect((await control('POST', '/people', { acceptPercent: 100 })).json).toMatchObject({ answered: 1, accepted: 1 });
    await control('POST', '/tokens', { tokens: ['other'] });
    expect((await send('new@acme.test')).status).toBe(401);
    await control('POST', '/tokens', { tokens: null });
    expect((await send('declined@acme.test')).status).toBe(200);
  });
  test.each([
    ['POST', '/options', { nope: 1 }, 'There is no option nope.'],
    ['POST', '/faults', { kind: '418' }, 'There is no fault of kind 418.'],
    ['POST', '/faults', { kind: 'slow' }, 'needs ms'],
    ['POST', '/faults', { kind: 'toString' }, 'There is no fault'],
    ['POST', '/faults', { kind: '429', when: 'after' }, 'has no when'],
    ['POST', '/faults', { kind: '503', match: { verb: 'send' } }, 'match has no verb'],
    ['POST', '/faults', { kind: '503', match: { method: 'sned' } }, 'There is no method sned.'],
    ['POST', '/faults', { kind: '503', match: { every: 0 } }, 'every must be'],
    ['POST', '/faults', { kind: '503', when: 'later' }, 'before or after'],
    ['POST', '/faults', { kind: 'refused' }, 'needs a status'],
    ['POST', '/seed', { accounts: -1 }, 'whole number'],
    ['POST', '/seed', { accounts: 1, states: { GONE: 1 } }, 'weight'],
    ['POST', '/accounts', {}, 'accounts must be a list'],
    ['POST', '/clock', { now: 'soon' }, 'now must be a time'],
    ['POST', '/clock', { advanceMs: 1e20 }, 'advanceMs must be'],
    ['POST', '/people', { acceptPercent: 101 }, '0 to 100'],
    ['POST', '/options', [], 'must be a JSON object'],
  ])('%s %s %j is refused in a sentence', async (method, path, body, sentence) => {
    const { status, json } = await control(method, path, body);
    expect([status, json.error]).toEqual([400, expect.stringContaining(sentence)]);
  });
  test('what is not a control says where the list is', async () => {
    expect(await control('GET', '/nothing')).toMatchObject({
      status: 404,
      json: { error: expect.stringContaining('/_emulator/') },
    });
    expect((await fetched('/_emulator/state', { method: 'POST', body: '{' })).status).toBe(404);
    expect((await fetched('/_emulator/reset', { method: 'POST', body: '{' })).status).toBe(400);
  });
});

describe('coverage', () => {
  test('every route is in the table, and the table names only routes', () => {
    expect(new Set(coverage.map(({ method }) => method))).toEqual(
      new Set(['all', ...[...routes, ...signInRoutes].map(({ id }) => id)]),
    );
  });
  test('every option for what is undocumented is in the table, and everything guessed has one', () => {
    const named = new Set(coverage.flatMap(({ options = [] }) => options));
    for (const { name: option, about } of ALL_OPTIONS) if (about === 'undocumented') expect(named).toContain(option);
    for (const row of coverage) {
      if (row.level === 'guessed') expect(row.options).not.toHaveLength(0);
      if (row.level === 'partial') expect(row.gap).toBeTruthy();
      expect(row.source).toBeTruthy();
    }
  });
  test("the routes are those of Google's own client", async () => {
    const methods: string[] = await client('methods');
    expect(methods.sort()).toEqual(routes.map(({ id }) => id).sort());
  });
  test('an empty world has nobody in it', () => expect(createWorld().accounts.size).toBe(0));
});
