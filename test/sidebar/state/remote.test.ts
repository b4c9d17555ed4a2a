// google.script.run as promises: what comes back, and what a failed call turns into.
import { faultOf, isFault, isLost } from '../../../src/sidebar/state/faults';
import { createRemote, type Runner } from '../../../src/sidebar/state/remote';
import { createServer } from '../server/server';

const start = () => {
  const { server, script } = createServer();
  return { server, remote: createRemote(() => (script as { run: Runner }).run) };
};

test('calls at the same time keep their own answers', async () => {
  const { server, remote } = start();
  server.next('overview', { late: 'hold' });
  const first = remote.overview();
  const second = await remote.progress();
  server.release('overview');
  expect(second).toEqual({ ok: true, value: null });
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
  });
  const answer = await remote.refresh();
  expect(!answer.ok && isFault(answer.problem)).toBe(true);
});

test.each([
  [
    'Exception',
    "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.",
    'accounts',
  ],
  ['ScriptError', 'Authorization is required to perform that action.', 'authorisation'],
  ['ScriptError', 'You do not have permission to call UrlFetchApp.fetch.', 'authorisation'],
  ['NetworkError', 'Connection failure due to HTTP 0', 'lost'],
  ['ScriptError', "We're sorry, a server error occurred. Please wait a bit and try again.", 'lost'],
  ['ScriptError', 'Exceeded maximum execution time', 'lost'],
])('%s "%s" is sorted as %s', (name, message, fault) => {
  expect(faultOf(Object.assign(new Error(message), { name }))).toBe(fault);
});

test('no raw exception text is part of the problem', async () => {
  const { server, remote } = start();
  server.next('overview', { error: { name: 'TypeError', message: 'Cannot read properties of null' } });
  expect(JSON.stringify(await remote.overview())).not.toContain('Cannot read');
});
