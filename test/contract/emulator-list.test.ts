// The emulator's list: pages, tokens, filters, orders, and speed with 100,000 accounts.
import { addAccounts, createWorld, seed, setOptions } from '../../dev/emulator/index';
import { BASE, call, cancel, DAY, emails, list, listAll, NOW, send, smallWorld } from './emulator-helpers';

const everyone = ['accepted@acme.test', 'declined@acme.test', 'invited@acme.test', 'new@acme.test'];
const crowd = (count = 450) => {
  const world = createWorld({ domains: ['acme.test', 'acme.example'], now: NOW });
  seed(world, { accounts: count });
  return world;
};
const q = encodeURIComponent;

describe('pages', () => {
  test.each([
    ['', 100],
    ['pageSize=0', 100],
    ['pageSize=7', 7],
    ['pageSize=200', 200],
    ['pageSize=1000', 200],
    ['pageSize=2147483647', 200],
  ])('%s gives %s', (query, count) => {
    const reply = list(crowd(), query);
    expect(reply.json.userInvitations).toHaveLength(count);
    expect(reply.json.nextPageToken).toEqual(expect.any(String));
  });
  test.each(['-1', 'ten', '1.5', '99999999999'])('a page size of %s is refused', size =>
    expect(list(crowd(3), `pageSize=${size}`).json.error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' }),
  );
  test.each(['last-row', 'offset'] as const)(
    'pages (%s) add up to everyone, once, in every order, and the last has no token',
    pageTokenMeans => {
      const world = crowd();
      setOptions(world.options, { pageTokenMeans });
      const sorted = listAll(world, 'pageSize=200');
      expect(new Set(sorted).size).toBe(450);
      expect([...sorted].sort()).toEqual(sorted);
      expect(listAll(world, `pageSize=37&orderBy=${q('email desc')}`)).toEqual([...sorted].reverse());
      const byTime = listAll(world, `pageSize=200&orderBy=${q('update_time asc')}`);
      expect(byTime).toHaveLength(450);
      expect(listAll(world, `pageSize=99&orderBy=${q('update_time desc')}`)).toEqual([...byTime].reverse());
    },
  );
  test('a page that ends with the last row has no token', () =>
    expect(list(smallWorld(), 'pageSize=4').json).not.toHaveProperty('nextPageToken'));
  test.each([
    ['another filter', `pageSize=2&filter=${q("state!='accepted'")}`],
    ['no filter', 'pageSize=2'],
    ['another order', `pageSize=2&filter=${q("state!='declined'")}&orderBy=${q('email desc')}`],
    ['another size', `pageSize=3&filter=${q("state!='declined'")}`],
  ])('a token used with %s is refused', (_what, query) => {
    const world = smallWorld();
    const token = list(world, `pageSize=2&filter=${q("state!='declined'")}`).json.nextPageToken;
    expect(list(world, `${query}&pageToken=${token}`).json.error).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: 'Invalid page token.',
    });
    expect(
      list(world, `pageSize=2&filter=${q('"state!=\'DECLINED\'"')}&pageToken=${token}&prettyPrint=false`).status,
    ).toBe(200);
    expect(
      call(
        world,
        'GET',
        `/v1/customers/${world.customer}/userinvitations?pageSize=2&filter=${q("state!='declined'")}&pageToken=${token}`,
      ).status,
    ).toBe(400);
  });
  test('a size may change where the option lets it', () => {
    const world = smallWorld({ options: { pageTokenBindsPageSize: false } });
    expect(emails(list(world, `pageSize=200&pageToken=${list(world, 'pageSize=1').json.nextPageToken}`))).toEqual(
      everyone.slice(1),
    );
  });
  test('a made-up, changed or old token is refused', () => {
    const world = smallWorld({ options: { pageTokenLifeMs: 1000 } });
    const token: string = list(world, 'pageSize=1').json.nextPageToken;
    for (const bad of [
      'x',
      '%00',
      `${token.slice(0, 8)}A${token.slice(9)}`,
      Buffer.from('[]').toString('base64url'),
      Buffer.from('null').toString('base64url'),
    ])
      expect(list(world, `pageSize=1&pageToken=${bad}`).status).toBe(400);
    expect(list(world, `pageSize=1&pageToken=${token}`).status).toBe(200);
    world.inner.offsetMs += 1001;
    expect(list(world, `pageSize=1&pageToken=${token}`).status).toBe(400);
  });
  test.each(['last-row', 'offset'] as const)(
    'with empty pages, each page of accounts comes after one without, and nobody is missed (%s)',
    pageTokenMeans => {
      const world = smallWorld({ options: { emptyPages: 1, pageTokenMeans } });
      const first = list(world, 'pageSize=3').json;
      expect(first.userInvitations).toEqual([]);
      expect(first.nextPageToken).toEqual(expect.any(String));
      expect(emails(list(world, `pageSize=3&pageToken=${first.nextPageToken}`))).toEqual(everyone.slice(0, 3));
      for (const order of ['email', 'email desc', 'update_time desc'])
        expect(listAll(world, `pageSize=3&orderBy=${q(order)}`).sort()).toEqual([...everyone].sort());
    },
  );
  test('a row that leaves the filter while we read makes nobody else be missed, except with offsets', () => {
    const missing = (pageTokenMeans: 'last-row' | 'offset') => {
      const world = smallWorld({
        options: { pageTokenMeans },
        accounts: ['a', 'b', 'c', 'd'].map(name => ({ email: `${name}@acme.test` })),
      });
      const query = `pageSize=2&filter=${q("state=='NOT_YET_SENT'")}`;
      const first = list(world, query);
      send(world, 'a@acme.test');
      return [...emails(first), ...emails(list(world, `${query}&pageToken=${first.json.nextPageToken}`))];
    };
    expect(missing('last-row')).toEqual(['a', 'b', 'c', 'd'].map(name => `${name}@acme.test`));
    expect(missing('offset')).not.toContain('c@acme.test');
  });
});

describe('filters', () => {
  test.each([
    ["state=='invited'", ['invited']],
    ["state=='INVITED'", ['invited']],
    ['state=="invited"', ['invited']],
    ['"state==\'invited\'"', ['invited']],
    ['\'state=="invited"\'', ['invited']],
    [" state == 'Invited' ", ['invited']],
    ["state!='accepted'", ['declined', 'invited', 'new']],
    ["state=='accepted'||state=='declined'", ['accepted', 'declined']],
    ["state == 'accepted' || state == 'declined'", ['accepted', 'declined']],
    ["state=='NOT_YET_SENT'", ['new']],
    ["state!='accepted'||state!='declined'", ['accepted', 'declined', 'invited', 'new']],
    ['', ['accepted', 'declined', 'invited', 'new']],
    ['""', ['accepted', 'declined', 'invited', 'new']],
  ])('%s', (filter, names) =>
    expect(emails(list(smallWorld(), `filter=${q(filter)}`))).toEqual(names.map(name => `${name}@acme.test`)),
  );
  test('a plus in the query is a space', () =>
    expect(emails(list(smallWorld(), "filter=state+==+'invited'"))).toEqual(['invited@acme.test']));
  test.each([
    "state='invited'",
    'state==invited',
    "state=='gone'",
    "state=='invited",
    "email=='a'",
    "state=='invited'&&state=='declined'",
    "state=='invited'||",
    "(state=='invited')",
    'invited',
    "STATE=='invited'",
    "state=='STATE_UNSPECIFIED'",
  ])('%s is refused', filter => {
    expect(list(smallWorld(), `filter=${q(filter)}`).json.error).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
    });
  });
});

describe('orders', () => {
  const byTime = ['new', 'invited', 'accepted', 'declined'].map(name => `${name}@acme.test`);
  test.each([
    ['', everyone],
    ['email', everyone],
    ['email asc', everyone],
    ['email desc', [...everyone].reverse()],
    ['update_time', byTime],
    ['update_time asc', byTime],
    ['update_time desc', [...byTime].reverse()],
    ['updateTime desc', [...byTime].reverse()],
    ["'updateTime desc'", [...byTime].reverse()],
    ['"email desc"', [...everyone].reverse()],
    ['email DESC', [...everyone].reverse()],
  ])('"%s"', (order, expected) => expect(emails(list(smallWorld(), `orderBy=${q(order)}`))).toEqual(expected));
  test.each(['state', 'email,update_time', 'email down', 'desc', 'create_time'])('%s is refused', order =>
    expect(list(smallWorld(), `orderBy=${q(order)}`).status).toBe(400),
  );
  test('what changes moves to the end of the order by time, also between reads', () => {
    const world = smallWorld();
    const order = () => emails(list(world, `orderBy=${q('update_time desc')}`)).map(email => email.split('@')[0]);
    order();
    send(world, 'new@acme.test');
    cancel(world, 'invited@acme.test');
    expect(order()).toEqual(['invited', 'new', 'declined', 'accepted']);
    send(world, 'new@acme.test');
    addAccounts(world, [{ email: 'later@acme.test', updatedAt: NOW + DAY }]);
    expect(order()).toEqual(['later', 'new', 'invited', 'declined', 'accepted']);
  });
  test('punctuation may be ignored in comparing addresses', () => {
    const world = smallWorld({ accounts: ['a.z', 'ab', 'a-c', "o'b"].map(name => ({ email: `${name}@acme.test` })) });
    expect(listAll(world)).toEqual(['a-c', 'a.z', 'ab', "o'b"].map(name => `${name}@acme.test`));
    setOptions(world.options, { emailOrder: 'punctuation-ignored' });
    expect(listAll(world, 'pageSize=1')).toEqual(['ab', 'a-c', 'a.z', "o'b"].map(name => `${name}@acme.test`));
  });
});

describe('seeds', () => {
  test('the same number gives the same people, another one others', () => {
    const people = (number: number) => {
      const world = createWorld({ now: NOW });
      seed(world, { accounts: 300, seed: number });
      return [...world.accounts.values()];
    };
    expect(people(3)).toEqual(people(3));
    expect(people(3)).not.toEqual(people(4));
  });
  test('people are varied: several domains, every state, plus signs, apostrophes, other alphabets, long names, young and managed accounts', () => {
    const world = crowd(5000);
    const accounts = [...world.accounts.values()];
    for (const pattern of [/\+/, /'/, /ü/, /[а-я]/, /^.{40,64}@/, /@acme\.test$/, /@acme\.example$/])
      expect(accounts.some(({ key }) => pattern.test(key))).toBe(true);
    for (const state of ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'])
      expect(accounts.filter(({ invitation }) => invitation.state === state).length).toBeGreaterThan(100);
    expect(accounts.filter(({ createdAt }) => NOW - createdAt < 2 * DAY)).toHaveLength(50);
    expect(accounts.filter(({ kind, invitation }) => kind === 'managed' && invitation.gone)).toHaveLength(50);
    expect(listAll(world, 'pageSize=200')).toHaveLength(5000);
    for (const { key } of accounts) expect([200, 404]).toContain(call(world, 'GET', `${BASE}/${q(key)}`).status);
  });
  test('a second seed adds to the first, and states can be weighted', () => {
    const world = crowd(200);
    seed(world, { accounts: 100, states: { INVITED: 1 }, domains: ['more.test'], young: 0, managed: 0 });
    expect(listAll(world, 'pageSize=200')).toHaveLength(300);
    expect(listAll(world, 'pageSize=200').filter(email => email.endsWith('@more.test'))).toHaveLength(100);
  });
});
