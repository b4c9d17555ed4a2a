// Every refusal in the platform's table of rules, each provoked by a script that does what Google refuses.
import { type RuleName, RULES, ruleText } from '../../dev/platform/index';
import { type RigOptions, startRig } from '../../dev/rig';
import { distOf, type Manifest, SCOPES } from './platform-files';

const AUTH = 'https://www.googleapis.com/auth/';
const tested = new Set<string>();

/** One test that belongs to a rule of the table. */
function rule(name: RuleName, what: string, check: () => void): void {
  tested.add(name);
  test(`${name}: ${what}`, check);
}

const SHEET = 'const book = SpreadsheetApp.getActive(); const sheet = book.getSheets()[0];';

function rigFor(code: string, options: RigOptions & { manifest?: Manifest } = {}) {
  const { manifest, ...rest } = options;
  return startRig({
    dist: distOf(`function f(a) { ${code} }`, manifest),
    fetch: requests => requests.map(() => ({ kind: 'reply', status: 200, headers: {}, body: '{}' })),
    ...rest,
  });
}
const run = (code: string, options = {}): unknown => rigFor(code, options).run('f');

/** The words with which the code fails. */
function words(code: string, options = {}): string {
  try {
    run(code, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Nothing was refused.');
}
const refuses = (code: string, name: RuleName, filled = {}, options = {}) => {
  expect(words(code, options)).toBe(`Exception: ${ruleText(name, filled)}`);
};

describe('spreadsheet', () => {
  rule('rows-mismatch', 'setValues with too few rows', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 3, 2).setValues([[1, 2], [3, 4]])`, 'rows-mismatch', { data: 2, range: 3 }),
  );
  rule('columns-mismatch', 'setValues with one ragged row', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 2, 2).setValues([[1, 2], [3]])`, 'columns-mismatch', { data: 1, range: 2 }),
  );
  test('formats must fit the range too', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 2, 2).setBackgrounds([['red', 'red']])`, 'rows-mismatch', {
      data: 1,
      range: 2,
    }));
  rule('range-outside', 'a range beyond the last row, column, or before the first', () => {
    refuses(`${SHEET} sheet.getRange(1001, 1)`, 'range-outside');
    refuses(`${SHEET} sheet.getRange(1, 27)`, 'range-outside');
    refuses(`${SHEET} sheet.getRange(0, 1)`, 'range-outside');
    refuses(`${SHEET} sheet.getRange('AA1')`, 'range-outside');
    refuses(`${SHEET} sheet.getRange(999, 1, 3, 1)`, 'range-outside');
  });
  rule('range-no-rows', 'a range of no rows', () => refuses(`${SHEET} sheet.getRange(1, 1, 0, 1)`, 'range-no-rows'));
  rule('range-no-columns', 'a range of no columns', () =>
    refuses(`${SHEET} sheet.getRange(1, 1, 1, 0)`, 'range-no-columns'),
  );
  rule('range-not-found', 'a name that is no range', () =>
    refuses(`${SHEET} sheet.getRange('nowhere at all')`, 'range-not-found'),
  );
  rule('rows-outside', 'deleting rows that are not there', () =>
    refuses(`${SHEET} sheet.deleteRows(1000, 2)`, 'rows-outside'),
  );
  rule('columns-outside', 'deleting columns that are not there', () =>
    refuses(`${SHEET} sheet.deleteColumns(26, 2)`, 'columns-outside'),
  );
  rule('delete-all-rows', 'deleting every row', () => refuses(`${SHEET} sheet.deleteRows(1, 1000)`, 'delete-all-rows'));
  rule('delete-all-columns', 'deleting every column', () =>
    refuses(`${SHEET} sheet.deleteColumns(1, 26)`, 'delete-all-columns'),
  );
  rule('delete-all-unfrozen', 'deleting every row below the frozen header', () =>
    refuses(`${SHEET} sheet.setFrozenRows(1); sheet.deleteRows(2, 999)`, 'delete-all-unfrozen'),
  );
  rule('delete-last-sheet', 'deleting the only sheet', () =>
    refuses(`${SHEET} book.deleteSheet(sheet)`, 'delete-last-sheet'),
  );
  rule('sheet-name-taken', 'two sheets of one name, whatever the case', () =>
    refuses(`${SHEET} book.insertSheet('A'); book.insertSheet('a')`, 'sheet-name-taken', { name: 'a' }),
  );
  rule('sheet-gone', 'a call on a sheet that was deleted', () =>
    refuses(`${SHEET} const gone = book.insertSheet('A'); book.deleteSheet(gone); gone.getLastRow()`, 'sheet-gone', {
      id: 1482071301,
    }),
  );
  rule('cell-too-long', 'more than 50,000 characters in a cell', () => {
    refuses(`${SHEET} sheet.getRange('A1').setValue('x'.repeat(50001))`, 'cell-too-long');
    expect(
      run(`${SHEET} sheet.getRange('A1').setValue('x'.repeat(50000)); return sheet.getRange('A1').getValue().length`),
    ).toBe(50_000);
  });
  rule('too-many-cells', 'more than ten million cells', () =>
    refuses(`${SHEET} sheet.insertRowsAfter(1000, 400000)`, 'too-many-cells'),
  );
  rule('validation', 'a value that a strict rule rejects', () =>
    refuses(
      `${SHEET} sheet.getRange('B2').insertCheckboxes(); sheet.getRange('B2').setValue('perhaps'); SpreadsheetApp.flush()`,
      'validation',
      { cell: 'B2' },
    ),
  );
  rule('filter-exists', 'a second basic filter', () =>
    refuses(`${SHEET} sheet.getRange('A1:B2').createFilter(); sheet.getRange('A1:B2').createFilter()`, 'filter-exists'),
  );
  rule('metadata-place', 'metadata on part of a column', () =>
    refuses(`${SHEET} sheet.getRange('A1:A10').addDeveloperMetadata('key')`, 'metadata-place'),
  );
  rule('signature', 'arguments of the wrong kind', () => {
    refuses(`${SHEET} sheet.getRange('A1').setValues('text')`, 'signature', {
      given: 'String',
      method: 'SpreadsheetApp.Range.setValues',
    });
    refuses(`${SHEET} sheet.getRange(1, undefined)`, 'signature', {
      given: 'null',
      method: 'SpreadsheetApp.Sheet.getRange',
    });
  });
  rule('no-document', 'a spreadsheet call outside a document', () => {
    const rig = rigFor('');
    const execution = rig.host.begin({ functionName: 'f', inDocument: false });
    execution.loading = false;
    expect(rig.host.call(execution, 'Spreadsheet.getSheets', '[]')).toContain(ruleText('no-document'));
  });
});

describe('properties, cache, lock', () => {
  rule('property-value', 'a value over 9 KB, counted in bytes', () => {
    const store = 'PropertiesService.getDocumentProperties()';
    refuses(`${store}.setProperty('k', 'x'.repeat(9217))`, 'property-value');
    refuses(`${store}.setProperty('k', 'é'.repeat(4700))`, 'property-value');
    expect(run(`${store}.setProperty('k', 'x'.repeat(9216)); return ${store}.getProperty('k').length`)).toBe(9216);
  });
  rule('property-store', 'a store over 500 KB', () =>
    refuses(
      `const s = PropertiesService.getScriptProperties(); for (let n = 0; n < 60; n++) s.setProperty('k' + n, 'x'.repeat(9000))`,
      'property-store',
    ),
  );
  rule('service-quota', 'calls beyond the quota of a day, which names the service', () => {
    const store = 'PropertiesService.getDocumentProperties()';
    const spent = (of: string) => ({ trouble: { quotaSpent: (op: string) => op.startsWith(of) } });
    refuses(
      `${store}.setProperty('mine', 'x')`,
      'service-quota',
      { service: 'properties set' },
      { trouble: { refuseWrite: (key: string) => key === 'mine' } },
    );
    refuses(`${store}.getProperty('x')`, 'service-quota', { service: 'properties get' }, spent('Properties.get'));
    refuses(`CacheService.getUserCache().get('x')`, 'service-quota', { service: 'cache' }, spent('Cache'));
    expect(run(`${store}.setProperty('mine', 'x'); return 1`, spent('Properties.get'))).toBe(1);
  });
  rule('lock-busy', 'a script that takes locks too often', () => {
    const trouble = { trouble: { lockBusy: true } };
    refuses(`LockService.getDocumentLock().tryLock(0)`, 'lock-busy', {}, trouble);
    refuses(`LockService.getScriptLock().waitLock(0)`, 'lock-busy', {}, trouble);
  });
  rule('service-error', 'a service that fails for a moment', () => {
    const rig = rigFor(`${SHEET} sheet.getLastRow()`);
    rig.crashAt(3, 'throw-before');
    expect(() => rig.run('f')).toThrow(ruleText('service-error'));
  });
  rule('cache-key', 'a key over 250 characters', () =>
    refuses(`CacheService.getUserCache().put('k'.repeat(251), 'v')`, 'cache-key'),
  );
  rule('cache-value', 'a value over 100 KB', () =>
    refuses(`CacheService.getUserCache().put('k', 'v'.repeat(102401))`, 'cache-value'),
  );
  rule('rsa-key', 'a signature with what is no private key', () =>
    refuses(`Utilities.computeRsaSha256Signature('a.b', 'no key')`, 'rsa-key'),
  );
  test('a cached value is gone after its seconds', () => {
    expect(
      run(
        `const c = CacheService.getDocumentCache(); c.put('k', 'v', 60); Utilities.sleep(59000); const early = c.get('k'); Utilities.sleep(2000); return [early, c.get('k')]`,
      ),
    ).toEqual(['v', null]);
  });
  rule('lock-timeout', 'waitLock while another execution holds it', () => {
    const rig = rigFor(
      `if (a) { LockService.getDocumentLock().waitLock(1000); return } LockService.getDocumentLock().tryLock(0); SpreadsheetApp.flush()`,
    );
    const said: string[] = [];
    rig.before = op => {
      if (op !== 'SpreadsheetApp.flush') return;
      try {
        rig.as('bob@acme.example').run('f', true);
      } catch (error) {
        said.push((error as Error).message);
      }
    };
    rig.run('f');
    expect(said).toEqual([`Exception: ${ruleText('lock-timeout')}`]);
  });
  rule('no-document-lock', 'outside a document there is no document lock, cache or store', () => {
    const rig = rigFor('');
    const execution = rig.host.begin({ functionName: 'f', inDocument: false });
    execution.loading = false;
    expect(rig.host.call(execution, 'Document.exists', '[]')).toBe('=false');
  });
  rule('release-by-holder', 'releaseLock by another execution changes nothing', () => {
    const rig = rigFor(
      `const lock = LockService.getDocumentLock(); if (a) { lock.releaseLock(); return } lock.tryLock(0); SpreadsheetApp.flush(); return lock.hasLock()`,
    );
    rig.before = op => {
      if (op === 'SpreadsheetApp.flush') rig.as('bob@acme.example').run('f', true);
    };
    expect(rig.run('f')).toBe(true);
  });
});

describe('scopes, modes, loading', () => {
  rule('scope', 'a service whose scope the manifest does not name, or the user did not grant', () => {
    const fetching = `UrlFetchApp.fetch('https://cloudidentity.googleapis.com/')`;
    const needed = { method: 'UrlFetchApp.fetch', scopes: `${AUTH}script.external_request` };
    refuses(fetching, 'scope', needed, {
      manifest: { oauthScopes: SCOPES.filter(scope => !scope.endsWith('external_request')) },
    });
    refuses(fetching, 'scope', needed, {
      users: [{ email: 'ada@acme.example', refused: [`${AUTH}script.external_request`] }],
    });
    refuses(`ScriptApp.getProjectTriggers()`, 'scope', {
      method: 'ScriptApp.getProjectTriggers',
      scopes: `${AUTH}script.scriptapp`,
    });
    refuses(
      `SpreadsheetApp.getActive()`,
      'scope',
      {
        method: 'SpreadsheetApp.getActiveSpreadsheet',
        scopes: `${AUTH}spreadsheets.currentonly || ${AUTH}spreadsheets`,
      },
      { manifest: { oauthScopes: [] } },
    );
    refuses(
      `Session.getEffectiveUser().getEmail()`,
      'scope',
      { method: 'Session.getEmail', scopes: `${AUTH}userinfo.email` },
      { manifest: { oauthScopes: [] } },
    );
  });
  test('a user who refused a scope is told so by getAuthorizationInfo', () => {
    const ask = `const i = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL); return [String(i.getAuthorizationStatus()), i.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.REQUIRED, i.getAuthorizationUrl() !== null, i.getAuthorizedScopes().length]`;
    expect(run(ask)).toEqual(['NOT_REQUIRED', false, false, 5]);
    expect(run(ask, { users: [{ email: 'ada@acme.example', refused: [SCOPES[3]] }] })).toEqual([
      'REQUIRED',
      true,
      true,
      4,
    ]);
  });
  const open = (code: string, mode: 'NONE' | 'LIMITED'): string => {
    const rig = startRig({
      dist: distOf(
        `function onOpen(e) { SpreadsheetApp.getUi().createAddonMenu().addItem(String(e.authMode) + (e.authMode === ScriptApp.AuthMode.${mode}) + Session.getActiveUserLocale(), 'f').addToUi(); ${code} }`,
      ),
    });
    const said = (): string => JSON.stringify(rig.host.menus('ada@acme.example'));
    expect(() => {
      try {
        rig.menu(mode);
      } finally {
        expect(said()).toContain(`${mode}trueen`);
      }
    }).toThrow();
    try {
      rig.menu(mode);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('Nothing was refused.');
  };
  rule('authorization', 'what AuthMode.NONE and LIMITED do not allow, though menus are built', () => {
    expect(open('PropertiesService.getDocumentProperties().getProperty("k")', 'NONE')).toMatch(
      /^Exception: You do not have permission to call/,
    );
    expect(open('SpreadsheetApp.getActive()', 'NONE')).toMatch(
      /^Exception: You do not have permission to call SpreadsheetApp.getActiveSpreadsheet/,
    );
    expect(open('UrlFetchApp.fetch("https://cloudidentity.googleapis.com/")', 'LIMITED')).toMatch(
      /^Exception: You do not have permission to call UrlFetchApp.fetch/,
    );
    expect(open('SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))', 'LIMITED')).toMatch(
      /^Exception: You do not have permission to call Ui.showSidebar/,
    );
  });
  rule('at-load', 'a service call while the files load', () => {
    const rig = startRig({ dist: distOf('var book = SpreadsheetApp.getActive(); function f() {}') });
    expect(() => rig.run('f')).toThrow(ruleText('at-load', { method: 'SpreadsheetApp.getActiveSpreadsheet' }));
  });
  rule('email-unknown', 'no address in a simple trigger', () => {
    const rig = startRig({
      dist: distOf('function onOpen() { Logger.log("[" + Session.getEffectiveUser().getEmail() + "]") }'),
    });
    rig.menu('LIMITED');
    expect(rig.logs).toEqual(['INFO []']);
  });
  rule('ui-context', 'a dialog outside a document', () => {
    const rig = rigFor('');
    const execution = rig.host.begin({ functionName: 'f', inDocument: false });
    execution.loading = false;
    expect(rig.host.call(execution, 'Ui.alert', '["","hello","OK"]')).toContain(
      ruleText('ui-context', { method: 'SpreadsheetApp.getUi()' }),
    );
  });
  test('what the workbench does not have it says', () => {
    expect(words(`${SHEET} sheet.getRange('A1').splitTextToColumns()`)).toBe(
      'NotImplemented: not implemented in the workbench: Range.splitTextToColumns',
    );
    expect(words(`DriveApp.getFiles()`)).toContain('DriveApp is not defined');
    expect(words(`SpreadsheetApp.WrapStrategy.WARP`)).toContain('WrapStrategy.WARP');
  });
});

describe('fetching', () => {
  const url = 'https://cloudidentity.googleapis.com/v1/x';
  rule('url-not-listed', 'an address that the manifest does not allow', () => {
    for (const other of [
      'https://example.com/',
      'http://cloudidentity.googleapis.com/',
      'https://cloudidentity.googleapis.com.evil.example/',
    ])
      refuses(`UrlFetchApp.fetch('${other}')`, 'url-not-listed', { url: other });
  });
  rule('url-length', 'an address over 2,082 characters', () =>
    refuses(`UrlFetchApp.fetch('${url}?' + 'x'.repeat(2082))`, 'url-length'),
  );
  rule('url-invalid', 'something that is no address', () =>
    refuses(`UrlFetchApp.fetch('cloudidentity')`, 'url-invalid', { url: 'cloudidentity' }),
  );
  rule('url-unreachable', 'one lost connection throws for the whole batch, though the rest had its effect', () => {
    const seen: string[] = [];
    const rig = rigFor(
      `return UrlFetchApp.fetchAll([1, 2, 3].map(n => ({ url: '${url}' + n, method: 'post', payload: '{}', muteHttpExceptions: true })))`,
      {
        fetch: requests =>
          requests.map(request => {
            seen.push(request.url);
            return request.url.endsWith('2')
              ? { kind: 'lost' }
              : { kind: 'reply', status: 200, headers: {}, body: '{}' };
          }),
      },
    );
    expect(() => rig.run('f')).toThrow(`Exception: ${ruleText('url-unreachable', { url: `${url}2` })}`);
    expect(seen).toHaveLength(3);
  });
  rule('url-status', 'an error status without muteHttpExceptions', () => {
    const fetch = (): { kind: 'reply'; status: number; headers: object; body: string }[] => [
      { kind: 'reply', status: 404, headers: {}, body: 'nothing here' },
    ];
    refuses(
      `UrlFetchApp.fetch('${url}')`,
      'url-status',
      { host: 'https://cloudidentity.googleapis.com', status: 404, body: 'nothing here' },
      { fetch },
    );
    expect(run(`return UrlFetchApp.fetch('${url}', { muteHttpExceptions: true }).getResponseCode()`, { fetch })).toBe(
      404,
    );
  });
  rule('url-attribute', 'a method that there is not', () =>
    refuses(`UrlFetchApp.fetch('${url}', { method: 'fetch' })`, 'url-attribute', { name: 'method' }),
  );
  rule('fetch-quota', 'more requests in a day than a user has', () => {
    refuses(
      `for (let n = 0; n < 3; n++) UrlFetchApp.fetchAll(['${url}', '${url}'])`,
      'fetch-quota',
      {},
      { fetchesPerDay: 5 },
    );
    expect(
      run(`UrlFetchApp.fetchAll(['${url}', '${url}']); return UrlFetchApp.fetch('${url}').getResponseCode()`, {
        fetchesPerDay: 3,
      }),
    ).toBe(200);
  });
  test('method, headers, body and content type go out as asked', () => {
    const seen: unknown[] = [];
    const fetch = (requests: readonly unknown[]) => {
      seen.push(...requests);
      return requests.map(() => ({
        kind: 'reply',
        status: 200,
        headers: { 'Retry-After': '7', 'set-cookie': ['a', 'b'] },
        body: 'ok',
      }));
    };
    expect(
      run(
        `const r = UrlFetchApp.fetchAll([{ url: '${url}', method: 'post', contentType: 'application/json', payload: '{}', headers: { Authorization: 'Bearer t' } }, { url: '${url}', payload: { a: 'b c' } }, '${url}']); return [r[0].getAllHeaders(), r[0].getHeaders(), r[0].getContentText()]`,
        { fetch },
      ),
    ).toEqual([{ 'Retry-After': '7', 'set-cookie': ['a', 'b'] }, { 'Retry-After': '7', 'set-cookie': 'b' }, 'ok']);
    expect(seen).toEqual([
      { url, method: 'POST', headers: { Authorization: 'Bearer t', 'Content-Type': 'application/json' }, body: '{}' },
      { url, method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=b%20c' },
      { url, method: 'GET', headers: {}, body: null },
    ]);
  });
});

describe('google.script.run', () => {
  rule('run-illegal', 'a date, a function or a circle among the arguments', () => {
    const rig = rigFor('return a');
    expect(() => rig.run('f', new Date())).toThrow(ruleText('run-illegal', { name: 0 }));
    expect(() => rig.run('f', { when: [new Date()] })).toThrow('illegal value in property');
    expect(() => rig.run('f', () => 1)).toThrow(ruleText('run-illegal', { name: 0 }));
    const circle: Record<string, unknown> = {};
    circle['again'] = circle;
    expect(() => rig.run('f', circle)).toThrow(ruleText('run-illegal', { name: 'again' }));
    expect(rig.run('f', [1, undefined, 'x'])).toEqual([1, null, 'x']);
  });
  rule('run-no-function', 'a function that does not exist or is private', () => {
    const rig = startRig({ dist: distOf('function secret_() {} var n = 1;') });
    for (const name of ['nothing', 'secret_', 'n'])
      expect(() => rig.run(name)).toThrow(ruleText('run-no-function', { name }));
  });
  rule('run-date-result', 'a date anywhere in the result makes all of it null', () => {
    expect(run('return { ok: true, when: [new Date()] }')).toBeNull();
    expect(run('return { ok: true }')).toEqual({ ok: true });
    expect(run('')).toBeNull();
  });
  rule('time-limit', 'six minutes, and nothing catches it', () => {
    const rig = rigFor(
      `try { for (;;) Utilities.sleep(60000) } catch (e) { PropertiesService.getScriptProperties().setProperty('caught', 'yes') }`,
    );
    expect(() => rig.run('f')).toThrow(ruleText('time-limit'));
    expect(rig.host.properties('script').size).toBe(0);
  });
  rule('writes-buffered', 'what was written since the last flush or read is lost when an execution is killed', () => {
    const rig = rigFor(
      `${SHEET} sheet.getRange('A1').setValue('flushed'); SpreadsheetApp.flush(); sheet.getRange('A2').setValue('lost'); PropertiesService.getScriptProperties().setProperty('k', 'v')`,
    );
    rig.before = op => {
      if (op === 'Properties.setProperties') rig.host.kill(rig.host.executions()[0]?.id ?? 0);
    };
    expect(() => rig.run('f')).toThrow('Killed');
    expect(rig.sheet('Sheet1')).toEqual([['flushed']]);
    rig.before = null;
    rig.run('f');
    expect(rig.sheet('Sheet1')).toEqual([['flushed'], ['lost']]);
  });
});

test('every rule has a test and says where it comes from', () => {
  expect([...tested].sort()).toEqual(Object.keys(RULES).sort());
  for (const { source } of Object.values(RULES)) expect(source).not.toBe('');
});
