// The real-clock part: a workbench of its own, the shipped add-on in a real browser, from the click until the sidebar
// says that it is done.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { findChromium } from '../chromium';
import { repository } from '../platform/load';
import type { Edit, Hello, ServerEvent, SheetView, WorldView } from '../protocol';
import type { Build } from './builds';
import type { Plain } from './plain';
import { REPLY_MS } from './rows';

type Clicked = { readonly name: string; readonly ms: number; readonly detail: string };
export const REAL_LIST = 'workbench, list 2,000';
export const REAL_SEND = 'workbench, send 200';
/** From the choice of the file until the page asks the server about the addresses in it. */
export const REAL_FILE = 'workbench, read 50,000 rows';

const ACCOUNTS = 2_000;
const SENT = 200;
const WAIT_MS = 60_000;
const USER = 'ada@acme.example';
/**
 * Where two builds are compared. The quickest counts: the page looks in steps of half a second, so that the same build
 * is done at once or a step later, by chance.
 */
const ROUNDS = 5;

/** The builds in turns, each in a workbench and a browser of its own. */
export async function measureReal(builds: readonly Build[], wanted: (name: string) => boolean): Promise<Plain[]> {
  const clicked: (Clicked & { readonly build: Build })[] = [];
  const rounds = builds.length === 1 ? 1 : ROUNDS;
  for (let round = 0; round < rounds; round++)
    for (const build of builds)
      clicked.push(...(await withName(build, measureOnce(build, wanted))).map(figure => ({ ...figure, build })));
  return [REAL_LIST, REAL_SEND, REAL_FILE].filter(wanted).map(row => {
    const own = clicked.filter(({ name }) => name === row);
    const of = (name: Build['name']): number[] => own.filter(({ build }) => build.name === name).map(({ ms }) => ms);
    const before = of('before');
    return {
      row,
      unit: 'ms',
      now: Math.min(...of('new')),
      before: before.length === 0 ? null : Math.min(...before),
      detail: `${own[0]?.detail ?? ''}${rounds === 1 ? '' : `; the quickest of ${rounds}`}`,
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
  await press('Done');
  // An older page opens no files.
  const opensFiles = (await side.locator('input[type=file]').count()) > 0;
  if (wanted(REAL_FILE) && opensFiles) figures.push(await readFile(page, side));
  if (!wanted(REAL_SEND)) return figures.filter(({ name }) => wanted(name));

  await tick(url, SENT);
  await lookUntil(side, `${SENT} marked`);
  await press('Send invitations');
  await side.getByLabel(`Type ${SENT} to confirm`).fill(String(SENT));
  const sent = await timed(
    () => press(`Send ${SENT} invitations`),
    () => side.getByText(`${SENT} invitations sent.`, { exact: true }).waitFor(),
  );
  const { world } = await hello(url);
  if (world.mails.total !== SENT || world.mails.people !== SENT)
    throw new Error(`${world.mails.total} mails went to ${world.mails.people} of ${SENT} people.`);
  figures.push({ name: REAL_SEND, ms: sent, detail: `${count(world)} mails, one each` });
  return figures.filter(({ name }) => wanted(name));
}

const FILE_ROWS = 50_000;

/** A user download of the Admin console, of 29 columns. */
function consoleFile(): string {
  const header =
    'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Last Sign In [READ ONLY],Recovery Email,Home Secondary Email,Work Secondary Email,Recovery Phone [MUST BE IN THE E.164 FORMAT],Work Phone,Home Phone,Mobile Phone,Work Address,Home Address,Employee ID,Employee Type,Employee Title,Manager Email,Department,Cost Center,2sv Enrolled [READ ONLY],2sv Enforced [READ ONLY],Building ID,Floor Name,Change Password at Next Sign-In';
  const row = (at: number): string =>
    `First${at},"Last, ${at}",user.${at}@acme.example,****,,/Sales,,Active,2026/11/02 10:11:12,private${at}@mail.example,,,+4912345,,,,"1 Road, Town",,${at},,Clerk,boss${at % 500}@acme.example,Sales,,True,False,,,False`;
  return [header, ...Array.from({ length: FILE_ROWS }, (_none, at) => row(at))].join('\n');
}

async function readFile(page: Page, side: FrameLocator): Promise<Clicked> {
  const file = { name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(consoleFile()) };
  const field = side.locator('input[type=file]');
  const frame = await (await page.locator('.sidebar iframe').elementHandle()).contentFrame();
  // This program knows no page, so what runs there is a text.
  await frame?.evaluate("addEventListener('change', () => performance.mark('chosen'), { capture: true })");
  const asked = page.waitForRequest(request => request.postData()?.includes('previewCheck') === true);
  await field.setInputFiles(file);
  const request = await asked;
  const sent = request.postData() ?? '';
  const read = sent.split(/user\.\d+@acme\.example/).length - 1;
  if (read !== FILE_ROWS || sent.includes('mail.example'))
    throw new Error(`The page asked about ${read} of ${FILE_ROWS} addresses, or about others.`);
  await side.getByText('50,000 addresses will be checked').first().waitFor();
  const chosen: number =
    (await frame?.evaluate("performance.timeOrigin + performance.getEntriesByName('chosen')[0].startTime")) ?? NaN;
  const ms = request.timing().startTime - chosen;
  await side.getByRole('button', { name: 'Back' }).click();
  return { name: REAL_FILE, ms, detail: 'a file of 10 MB, until its addresses are sent' };
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
