// What may befall an add-on in its host and is off by default: property stores that lose, refuse or cut; exceptions in
// another language; permissions that were not granted.
import { LANGUAGES, RULES, ruleText, type RuleName, TRANSLATIONS } from '../../dev/platform/index';
import { Killed, startRig, type RigOptions } from '../../dev/rig';
import { distOf, SCOPES } from './platform-files';

describe('property stores', () => {
  const dist = distOf(`
    const store = () => PropertiesService.getDocumentProperties();
    function write() {
      store().setProperty('first', 'new');
      SpreadsheetApp.getActive().getSheets()[0].getRange('A1').setValue('between');
      SpreadsheetApp.flush();
      store().setProperties({ last: 'new', added: 'new' });
      store().getProperty('first');
    }
    function drop() { store().deleteProperty('last'); store().getProperty('first') }
    function other() { store().setProperty('last', 'of another') }
  `);
  const start = (trouble: RigOptions['trouble'] = {}) => {
    const rig = startRig({ dist, trouble });
    rig.host.properties('document').set('first', 'old').set('last', 'old');
    return rig;
  };
  const stored = (rig: ReturnType<typeof start>) => Object.fromEntries(rig.host.properties('document'));
  const killed = (rig: ReturnType<typeof start>, name: string) => {
    rig.before = op => {
      if (op === 'Properties.getProperty') throw new Killed('Killed');
    };
    expect(() => rig.run(name)).toThrow(Killed);
    rig.before = null;
  };

  test('a killed execution keeps its writes, unless the last of them is to be lost', () => {
    const usual = start();
    killed(usual, 'write');
    expect(stored(usual)).toEqual({ first: 'new', last: 'new', added: 'new' });
    const rig = start({ lastWriteLostAtKill: true });
    killed(rig, 'write');
    expect([stored(rig), rig.sheet('Sheet1')]).toEqual([{ first: 'new', last: 'old' }, [['between']]]);
    killed(rig, 'drop');
    expect(stored(rig)).toEqual({ first: 'new', last: 'old' });
    rig.run('write');
    expect(stored(rig)).toEqual({ first: 'new', last: 'new', added: 'new' });
  });

  test('what another execution wrote since stays', () => {
    const rig = start({ lastWriteLostAtKill: true });
    rig.before = (op, _n, { functionName }) => {
      if (op !== 'Properties.getProperty' || functionName !== 'write') return;
      rig.run('other');
      throw new Killed('Killed');
    };
    expect(() => rig.run('write')).toThrow(Killed);
    expect(stored(rig)).toEqual({ first: 'new', last: 'of another' });
  });

  test('a value may be cut, by a change of the host between two executions', () => {
    const rig = start();
    rig.host.trouble.cutValuesAt = 2;
    rig.run('other');
    expect(stored(rig)['last']).toBe('of');
  });

  test('a saved moment keeps them as they were', () => {
    const rig = start();
    const back = rig.save();
    rig.host.trouble.lastWriteLostAtKill = true;
    back();
    expect(rig.host.trouble.lastWriteLostAtKill).toBe(false);
  });
});

describe('the language of exceptions', () => {
  const dist = distOf(`
    function words(what) {
      try {
        if (what === 'fetch') UrlFetchApp.fetch('https://cloudidentity.googleapis.com/');
        if (what === 'range') SpreadsheetApp.getActive().getSheets()[0].getRange(0, 1);
        if (what === 'lock') LockService.getDocumentLock().tryLock(0);
        return null;
      } catch (error) { return error.name + ': ' + error.message }
    }
    function granted() {
      return ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizedScopes();
    }
    function late() { SpreadsheetApp.getActive().getSheets()[0].getRange('A1').setValue('maybe') }
  `);
  const FETCHING = SCOPES.find(scope => scope.endsWith('external_request'))!;
  const es = { email: 'ada@acme.example', locale: 'es-419' };

  test('English unless told, also for whoever speaks another; then one for all, or each user their own', () => {
    const rig = startRig({
      dist,
      users: [es, { email: 'bob@acme.example', locale: 'ja' }, { email: 'eve@acme.example', locale: 'fr' }],
    });
    const said = () => ['ada', 'bob', 'eve'].map(name => rig.as(`${name}@acme.example`).run('words', 'range'));
    const [en, spanish, ja] = LANGUAGES.map(language => `Exception: ${ruleText('range-outside', {}, language)}`);
    expect(said()).toEqual([en, en, en]);
    rig.host.language = 'es';
    expect(said()).toEqual([spanish, spanish, spanish]);
    rig.host.language = 'user';
    expect(said()).toEqual([spanish, ja, en]);
  });

  test.each(LANGUAGES)(
    '%s: a single permission that was not granted: its address stays, and ScriptApp tells',
    language => {
      const rig = startRig({ dist, language, users: [{ ...es, refused: [FETCHING] }] });
      expect(rig.run('words', 'fetch')).toMatch(new RegExp(`UrlFetchApp.fetch.*${FETCHING}$`));
      expect(rig.run('words', 'range')).not.toBeNull();
      expect(String(rig.run('words', 'fetch')).includes('permission')).toBe(language === 'en');
    },
  );

  test.each(LANGUAGES)('%s: a day that is used up names the service, in Japanese without a colon', language => {
    const rig = startRig({ dist, language, fetchesPerDay: 0 });
    const said = String(rig.run('words', 'fetch'));
    expect(said).toContain('urlfetch');
    expect(said.endsWith(': urlfetch.')).toBe(language !== 'ja');
  });

  test.each(LANGUAGES)('%s: what is asked too often in a short time keeps the name of the remedy', language => {
    const rig = startRig({ dist, language, trouble: { tooFast: op => op === 'UrlFetchApp.fetch' } });
    expect(rig.run('words', 'fetch')).toMatch(/urlfetch.*Utilities\.sleep\(/);
  });

  test.each(LANGUAGES)('%s: a refusal may name no permission at all; ScriptApp tells all the same', language => {
    const rig = startRig({
      dist,
      language,
      users: [{ ...es, refused: [FETCHING] }],
      trouble: { namelessRefusals: true },
    });
    expect(rig.run('words', 'fetch')).toBe(`Exception: ${ruleText('authorization-required', {}, language)}`);
    expect(rig.run('words', 'fetch')).not.toContain('https:');
    expect(rig.run('granted')).not.toContain(FETCHING);
  });

  test('what is refused late, at the end of an execution, is in that language too; and a lock that is taken too often', () => {
    const rig = startRig({ dist, language: 'ja', trouble: { lockBusy: true } });
    expect(rig.run('words', 'lock')).toBe(`Exception: ${ruleText('lock-busy', {}, 'ja')}`);
    const list = { kind: 'list', values: ['yes'], dropdown: true, allowInvalid: false, help: null } as const;
    rig.spreadsheet.sheets[0]!.setStyle({ row: 1, col: 1, rows: 1, cols: 1 }, { validation: list });
    expect(() => rig.run('late')).toThrow(ruleText('validation', { cell: 'A1' }, 'ja'));
  });

  test('every refusal that a script can read has other words in Spanish and Japanese, with the same gaps', () => {
    const gaps = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    // What the workbench says of itself, and what the browser says before anything is sent.
    const english: readonly RuleName[] = ['at-load', 'run-illegal'];
    for (const [name, { text }] of Object.entries(RULES)) {
      if (text === '' || english.includes(name as RuleName)) continue;
      for (const language of ['es', 'ja'] as const) {
        const translated = TRANSLATIONS[language][name]?.text ?? '';
        expect([name, translated === text, gaps(translated)]).toEqual([name, false, gaps(text)]);
      }
    }
  });
});
