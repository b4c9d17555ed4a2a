// The add-on was updated while its page was open, in a real browser: the page says so, and does nothing more.
import { eventually, startSidebar, type Opener, type Sidebar } from '../open-page';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

const calls = ({ host }: Sidebar): Promise<number> => host(server => server.calls.length);

test('in the middle of a job: one screen says it, with the focus; the job is left alone, and nothing more is asked', async () => {
  const sidebar = await opener.open(
    server => {
      server.list(['ann', 'bob'].map(name => ({ email: `${name}@acme.com`, marked: true })));
      server.always('advance', { late: 'hold' });
    },
    { clock: true },
  );
  const { page, host } = sidebar;
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).click();
  await page.getByRole('heading', { name: 'Sending invitations' }).waitFor();
  await eventually(() => host(server => server.count('advance')), 1);

  await host(server => server.next('progress', { raw: { ok: true, value: null, version: 'another' } }));
  await page.clock.runFor(1100);

  await page.getByRole('heading', { name: 'The add-on was updated' }).waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(
    /^Open the sidebar again.*A running job goes on from the new sidebar, and nothing is lost\.$/,
  );
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('The add-on was updated');
  expect(await page.getByRole('button').count()).toBe(0);

  const asked = await calls(sidebar);
  await host(server => server.release('advance'));
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.clock.runFor(300_000);
  await page.getByRole('heading', { name: 'The add-on was updated' }).waitFor();
  expect(await calls(sidebar)).toBe(asked);
});

test('a function that the server no longer has is told the same way, in the language of the person', async () => {
  const { page } = await opener.open(
    server => {
      const message = 'No se ha encontrado la función de la secuencia de comandos: refresh';
      server.next('refresh', { error: { name: 'ScriptError', message } });
    },
    { language: 'es' },
  );
  await page.getByRole('button', { name: 'Actualizar', exact: true }).click();
  await page.getByRole('heading', { name: 'El complemento se ha actualizado' }).waitFor();
  await page.getByRole('alert').getByText('Abra de nuevo la barra lateral').waitFor();
});

test('an old page that is only just opening says it too', async () => {
  const { page } = await opener.open(server =>
    server.next('overview', { raw: { ok: false, problem: null, version: 'another' } }),
  );
  await page.getByRole('heading', { name: 'The add-on was updated' }).waitFor();
});
