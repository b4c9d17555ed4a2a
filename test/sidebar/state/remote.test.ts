// google.script.run as promises: what comes back, and what a failed call turns into.
import { failureOf, isCallFailure, isLost } from '../../../src/sidebar/state/call-failures';
import { createRemote, type Runner } from '../../../src/sidebar/state/remote';
import { createServer } from '../server/server';

const start = () => {
  const { server, script } = createServer();
  const outdated = jest.fn();
  return { server, outdated, remote: createRemote(() => (script as { run: Runner }).run, outdated) };
};

test('calls at the same time keep their own answers', async () => {
  const { server, remote } = start();
  server.next('overview', { late: 'hold' });
  const first = remote.overview();
  const second = await remote.progress();
  server.release('overview');
  expect(second).toEqual({ ok: true, value: null, version: VERSION });
  expect(await first).toMatchObject({ ok: true, value: { organisation: 'acme.com' } });
});

test('a problem from the server arrives as it is', async () => {
  const { server, remote } = start();
  server.list([{ email: 'ann@acme.com', marked: true }]);
  const { id } = server.begin('send');
  server.lock();
  expect(await remote.advance(id)).toEqual({
    ok: false,
    problem: {
      code: 'busy',
      title: 'Another run is working in this sheet.',
      advice: 'Wait a moment and try again. Nothing was started twice.',
      link: null,
    },
    version: VERSION,
  });
});

test.each([null, undefined, 'text', 7])('an answer that is none (%p) is a lost call, not a crash', async raw => {
  const { server, remote } = start();
  server.next('overview', { raw });
  const answer = await remote.overview();
  expect(!answer.ok && isLost(answer.problem)).toBe(true);
});

test('without google.script.run there is a problem instead of an exception', async () => {
  const remote = createRemote(() => {
    throw new ReferenceError('google is not defined');
  }, jest.fn());
  const answer = await remote.refresh();
  expect(!answer.ok && isCallFailure(answer.problem)).toBe(true);
});

describe('a server of another version', () => {
  const other = { ok: true, value: null, version: `${VERSION}1` };
  /** Whether it has settled once everything that can happen has happened. */
  const settles = async (answer: Promise<unknown>): Promise<boolean> => {
    let settled = false;
    void answer.then(() => (settled = true));
    await new Promise(resolve => setTimeout(resolve, 20));
    return settled;
  };

  test('is told once; its answer, and those of calls under way, come to nobody; and it is asked nothing more', async () => {
    const { server, outdated, remote } = start();
    server.next('advance', { late: 'hold' });
    server.next('overview', { late: 'hold' });
    server.next('progress', { raw: other });
    const [slice, overview] = [remote.advance('j'), remote.overview()];
    expect(await settles(remote.progress())).toBe(false);
    expect(outdated).toHaveBeenCalledTimes(1);
    server.release('advance');
    server.release('overview');
    expect(await settles(Promise.race([slice, overview]))).toBe(false);
    expect(await settles(remote.stop('j'))).toBe(false);
    expect(server.calls.map(({ name }) => name)).toEqual(['advance', 'overview', 'progress']);
    expect(outdated).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['of another version, a refusal', { ...other, ok: false }, true],
    ['of the same version', { ...other, version: VERSION }, false],
    ['without a version', { ok: true, value: null }, false],
  ])('is known by an answer %s', async (_what, raw, isOther) => {
    const { server, outdated, remote } = start();
    server.next('progress', { raw });
    expect(await settles(remote.progress())).toBe(!isOther);
    expect(outdated).toHaveBeenCalledTimes(isOther ? 1 : 0);
  });

  test.each([
    ['Script function not found: start', true],
    ['No se ha encontrado la función de la secuencia de comandos: start', true],
    ['スクリプト関数「start」が見つかりません', true],
    ['The script has no function start.', true],
    ['We could not start the script. Please wait a bit and try again.', false],
    ['Script function not found: startCheck', false],
    ['Exceeded maximum execution time', false],
  ])('is known by a function that it no longer has: "%s" is %p', async (message, isOther) => {
    const { server, outdated, remote } = start();
    server.next('start', { error: { name: 'ScriptError', message } });
    const options = { includeRecent: false, includeDeclined: false, includeAgain: false };
    expect(await settles(remote.start('send', options, 'plan', null, { from: 'marks' }))).toBe(!isOther);
    expect(outdated).toHaveBeenCalledTimes(isOther ? 1 : 0);
  });
});

test.each([
  [
    'Exception',
    "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.",
    'accounts',
  ],
  ['Exception', 'Lo sentimos, se ha producido un error en el servidor. Código PERMISSION_DENIED.', 'accounts'],
  ['ScriptError', 'Authorization is required to perform that action.', 'unclear'],
  ['ScriptError', 'Se necesita autorización para realizar esta acción.', 'unclear'],
  [
    'ScriptError',
    'UrlFetchApp.fetch を呼び出す権限がありません。必要な権限: https://www.googleapis.com/auth/script.external_request',
    'authorisation',
  ],
  ['NetworkError', 'Connection failure due to HTTP 0', 'lost'],
  ['NetworkError', 'Error de conexión debido a HTTP 0', 'lost'],
  ['ScriptError', "We're sorry, a server error occurred. Please wait a bit and try again.", 'unclear'],
  ['ScriptError', 'Exceeded maximum execution time', 'unclear'],
  ['', '', 'lost'],
])('%s "%s" is sorted as %s', (name, message, failure) => {
  expect(failureOf(Object.assign(new Error(message), { name }))).toBe(failure);
});

test('no raw exception text is part of the problem', async () => {
  const { server, remote } = start();
  server.next('overview', { error: { name: 'TypeError', message: 'Cannot read properties of null' } });
  expect(JSON.stringify(await remote.overview())).not.toContain('Cannot read');
});
