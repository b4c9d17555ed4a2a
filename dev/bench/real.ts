// The real-clock part: a workbench of its own, the shipped add-on in a real browser, from the click until the sidebar
// says that it is done.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { findChromium } from '../chromium';
import { repository } from '../platform/load';
import type { Edit, Hello, ServerEvent, SheetView, WorldView } from '../protocol';
import type { Build } from './builds';
import { median } from './measure';
import type { Plain } from './plain';
import { REPLY_MS } from './rows';

type Clicked = { readonly name: string; readonly ms: number; readonly detail: string };
export const REAL_LIST = 'workbench, list 2,000';
export const REAL_SEND = 'workbench, send 200';

const ACCOUNTS = 2_000;
const SENT = 200;
const WAIT_MS = 60_000;
const USER = 'ada@acme.example';
/** Where two builds are compared, so that one slow start of a browser decides nothing. */
const ROUNDS = 3;

/** The builds in turns, each in a workbench and a browser of its own. */
export async function measureReal(builds: readonly Build[], wanted: (name: string) => boolean): Promise<Plain[]> {
  const clicked: (Clicked & { readonly build: Build })[] = [];
  const rounds = builds.length === 1 ? 1 : ROUNDS;
  for (let round = 0; round < rounds; round++)
    for (const build of builds)
      clicked.push(...(await withName(build, measureOnce(build, wanted))).map(figure => ({ ...figure, build })));
  return [REAL_LIST, REAL_SEND].filter(wanted).map(row => {
    const own = clicked.filter(({ name }) => name === row);
    const of = (name: Build['name']): number[] => own.filter(({ build }) => build.name === name).map(({ ms }) => ms);
    const before = of('before');
    return {
      row,
      unit: 'ms',
      now: median(of('new')),
      before: before.length === 0 ? null : median(before),
      detail: `${own[0]?.detail ?? ''}${rounds === 1 ? '' : `; median of ${rounds}`}`,
      tolerance: 0.1,
    };
  });
}

/** The first line of a browser's complaint says what it waited for or could not do. */
const withName = <T>({ name }: Build, figures: Promise<T>): Promise<T> =>
  figures.catch((error: unknown) => {
    const [told = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(`In the browser, the ${name} build was not measured: ${told}`, { cause: error });
  });

async function measureOnce({ dist }: Build, wanted: (name: string) => boolean): Promise<Clicked[]> {
  const child = spawn(
    process.execPath,
    [
      join(repository(), '.build/start.cjs'),
      '--dist',
      dist,
      '--port',
      '0',
      '--accounts',
      String(ACCOUNTS),
      '--latency',
      String(REPLY_MS),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, CLOUD_IDENTITY_URL: '', CLOUD_IDENTITY_TOKEN: '' },
    },
  );
  let browser: Browser | null = null;
  try {
    const url = await addressOf(child.stdout);
    browser = await chromium.launch(await findChromium());
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(url);
    return await clicks(page, url, wanted);
  } finally {
    await browser?.close();
    child.kill();
  }
}

const addressOf = (output: NodeJS.ReadableStream): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /http:\/\/localhost:\d+/.exec(text);
      if (found !== null) resolve(found[0]);
    });
    output.on('end', () => {
      reject(new Error(`The workbench ended:\n${text}`));
    });
  });

async function clicks(page: Page, url: string, wanted: (name: string) => boolean): Promise<Clicked[]> {
  for (const name of ['Extensions', 'Unmanaged accounts', 'Open sidebar'])
    await page.getByRole('menuitem', { name, exact: true }).click();
  const side = page.frameLocator('.sidebar iframe');
  const press = (name: string | RegExp): Promise<void> => side.getByRole('button', { name }).click();
  const figures: Clicked[] = [];
  const listed = await timed(
    () => press(/^Refresh/),
    () => side.getByText('List refreshed').waitFor(),
  );
  figures.push({ name: REAL_LIST, ms: listed, detail: 'a new sheet, in the browser' });
  if (!wanted(REAL_SEND)) return figures;
  await press('Done');

  await tick(url, SENT);
  await lookUntil(side, `${SENT} marked`);
  await press('Send invitations');
  await side.getByLabel(`Type ${SENT} to confirm`).fill(String(SENT));
  const sent = await timed(
    () => press(`Send ${SENT} invitations`),
    () => side.getByText(`${SENT} invitations sent.`).waitFor(),
  );
  const { world } = await hello(url);
  if (world.mails.total !== SENT || world.mails.people !== SENT)
    throw new Error(`${world.mails.total} mails went to ${world.mails.people} of ${SENT} people.`);
  figures.push({ name: REAL_SEND, ms: sent, detail: `${count(world)} mails, one each` });
  return figures.filter(({ name }) => wanted(name));
}

const count = ({ mails }: WorldView): number => mails.total;

async function timed(click: () => Promise<void>, done: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await click();
  await done();
  return performance.now() - began;
}

/** A tick in the sheet tells the sidebar nothing; it looks when the pointer comes. */
async function lookUntil(side: FrameLocator, text: string): Promise<void> {
  await side.getByRole('button', { name: 'Refresh', exact: true }).hover();
  await side.getByText(text).waitFor();
}

/** Ticks the first accounts that were not invited, as a person would by hand. */
async function tick(url: string, howMany: number): Promise<void> {
  const { tabs } = await hello(url);
  const sheet = tabs.find(({ name }) => name === 'Accounts')?.id;
  if (sheet === undefined) throw new Error('There is no Accounts sheet.');
  const { rows } = (await (await fetch(`${url}/sheet/${sheet}`)).json()) as SheetView;
  const open = rows.flatMap((cells, at) => (textOf(cells[2]) === 'Not invited' ? [at + 1] : [])).slice(0, howMany);
  const edits = open.map((row): Edit => ({ edit: 'tick', sheet, row, col: 1, ticked: true }));
  const reply = await fetch(`${url}/edit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: USER, tab: 'bench', edits }),
  });
  if (!reply.ok || edits.length !== howMany)
    throw new Error(`${edits.length} of ${howMany} accounts could be ticked: ${await reply.text()}`);
}

const textOf = (cell: SheetView['rows'][number][number] | undefined): string =>
  typeof cell === 'string' ? cell : (cell?.[0] ?? '');

/** The first thing that the workbench tells a page. */
async function hello(url: string): Promise<Hello> {
  const leave = new AbortController();
  const stream = await fetch(`${url}/events?user=${USER}&tab=bench`, { signal: leave.signal });
  let text = '';
  const reader = stream.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part?.value === undefined) throw new Error('The workbench says nothing.');
    text += Buffer.from(part.value as Uint8Array).toString();
    const end = text.indexOf('\n\n');
    if (end < 0) continue;
    leave.abort();
    const event = JSON.parse(text.slice('data: '.length, end)) as ServerEvent;
    if (event.on === 'hello') return event.hello;
    throw new Error(`The workbench said ${event.on} first.`);
  }
}
