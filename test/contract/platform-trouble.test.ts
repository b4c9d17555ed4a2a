// What may befall an add-on in its host and is off by default: property stores that lose, refuse or cut.
import { Killed, startRig, type RigOptions } from '../../dev/rig';
import { distOf } from './platform-files';

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
  const start = (storeTrouble: RigOptions['storeTrouble'] = {}) => {
    const rig = startRig({ dist, storeTrouble });
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
    rig.host.storeTrouble.cutValuesAt = 2;
    rig.run('other');
    expect(stored(rig)['last']).toBe('of');
  });

  test('a saved moment keeps them as they were', () => {
    const rig = start();
    const back = rig.save();
    rig.host.storeTrouble.lastWriteLostAtKill = true;
    back();
    expect(rig.host.storeTrouble.lastWriteLostAtKill).toBe(false);
  });
});
