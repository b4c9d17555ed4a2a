// What the tests of the page stand on: each page knows nothing of the one before it in the same document.
import { startSidebar, type Opener } from './open-page';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});

test('globals, listeners, timers, frames and the clock of a page go with it', async () => {
  const earlier = await opener.open(undefined, { clock: '2026-01-01T00:00:00Z', language: 'es' });
  await earlier.page.evaluate(() => {
    const tell = (what: string) => () => {
      document.title += ` ${what}`;
    };
    Object.assign(window, { ofThePage: 1, onfocus: tell('onfocus') });
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    window.addEventListener('focus', tell('focus'));
    document.addEventListener('visibilitychange', tell('visibility'));
    setInterval(tell('interval'), 1);
    const again = (): void => {
      tell('frame')();
      requestAnimationFrame(again);
    };
    again();
  });
  expect(await opener.finish()).toEqual([]);

  const later = await opener.open();
  expect(later.page).toBe(earlier.page);
  const seen = await later.page.evaluate(async () => {
    document.title = 'quiet';
    window.dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange'));
    await new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 50)));
    const words = Object.keys((globalThis as unknown as { pageWords: object }).pageWords);
    return { title: document.title, at: document.visibilityState, own: 'ofThePage' in window, words };
  });
  expect(seen).toEqual({ title: 'quiet', at: 'visible', own: false, words: ['en'] });
  expect(await later.page.evaluate(() => new Date().getFullYear())).toBe(new Date().getFullYear());
  expect(await opener.finish()).toEqual([]);
});

test("Playwright's own clock, which would stay, is refused", async () => {
  const { page } = await opener.open();
  expect(() => page.clock.setFixedTime(0)).toThrow('page.clock.setFixedTime stays');
  await opener.finish();
});
