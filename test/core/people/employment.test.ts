// Who has left, by what systems write under status and leave date.
import { dayOrderOf, leaveOf, standingOf } from '../../../src/core/people/employment';
import { rolesOf } from '../../../src/core/people/headers';

const NOW = Date.UTC(2026, 10, 21, 9);

describe('who has left', () => {
  test.each([
    ['Disabled', 'Status', 'gone'],
    ['Active', 'Status', 'here'],
    ['Contractor', 'Employment status', 'here'],
    ['Excedencia', 'Situación', 'here'],
    ['False', 'AccountEnabled', 'gone'],
    ['0', 'Enabled', 'gone'],
    ['1', 'Enabled', 'here'],
    ['TRUE', 'suspended', 'gone'],
    ['FALSE', 'suspended', 'here'],
    ['Sí', 'Activo', 'here'],
    ['Nein', 'Konto aktiv', 'gone'],
    ['Ausgetreten', 'Status', 'gone'],
    ['Désactivé', 'Statut', 'gone'],
    ['Desligado', 'Situação', 'gone'],
    ['Active - Payroll Eligible', 'Worker status', 'here'],
    ['514', 'userAccountControl', 'gone'],
    ['66048', 'userAccountControl', 'here'],
    ['', 'Status', 'untold'],
    ['Sabbatical', 'Status', 'unclear'],
    ['NormalAccount, Disabled', 'userAccountControl', 'gone'],
    ['NormalAccount', 'userAccountControl', 'here'],
    ['Baja médica', 'Estado', 'here'],
    ['Suspendida', 'Estado', 'gone'],
    ['Employee', 'Status', 'here'],
  ])('"%s" under "%s" is %s', (status, header, standing) => {
    expect(standingOf(status, header)).toBe(standing);
  });

  test.each(
    'Block credential|Blocked|Inactive|Terminated|Leaver|Locked|Baja|Inativo|Ausgeschieden|Former|Archived'.split('|'),
  )('under "%s", which is a status, a yes says gone and a no here', header => {
    expect(rolesOf([[header]])).toEqual(['status']);
    expect([standingOf('True', header), standingOf('yes', header)]).toEqual(['gone', 'gone']);
    expect([standingOf('False', header), standingOf('no', header)]).toEqual(['here', 'here']);
  });

  test.each([
    ['gone', 'Dado de baja|Baja voluntaria|Nicht aktiv|Gekündigt|Démissionnaire|Not employed|Separated|Deceased'],
    ['here', 'LOCKED_OUT|Vollzeit|Full-time|Elternzeit|En congé'],
  ])('as a status these say %s: %s', (standing, statuses) => {
    for (const status of statuses.split('|'))
      expect([status, standingOf(status, 'Status')]).toEqual([status, standing]);
  });

  test.each([
    ['2026-11-19', 'unknown', 'gone'],
    // It is still that day somewhere.
    ['2026-11-20', 'unknown', 'here'],
    ['2026-10-01T00:00:00Z', 'unknown', 'gone'],
    ['31.12.2026', 'unknown', 'here'],
    ['05/06/2026', 'unknown', 'gone'],
    ['01/12/2026', 'unknown', 'unclear'],
    ['01/12/2026', 'day-first', 'here'],
    ['01/12/2026', 'month-first', 'gone'],
    ['31/31/2026', 'unknown', 'unclear'],
    ['soon', 'unknown', 'unclear'],
    ['never', 'unknown', 'untold'],
    // 31 October 2026 and 31 December 2026.
    ['134378784000000000', 'unknown', 'gone'],
    ['134431488000000000', 'unknown', 'here'],
    ['9223372036854775807', 'unknown', 'untold'],
    ['', 'unknown', 'untold'],
    ['1/1/1601', 'unknown', 'untold'],
    ['12/31/1600 7:00:00 PM', 'unknown', 'untold'],
    ['1-Nov-2026', 'unknown', 'gone'],
    ['Nov 1, 2026', 'unknown', 'gone'],
    ['Sunday, November 1st, 2026', 'unknown', 'gone'],
    ['1. November 2026', 'unknown', 'gone'],
    ['martes, 1 de diciembre de 2026', 'unknown', 'here'],
    ['1er août 2026', 'unknown', 'gone'],
    ['20261101', 'unknown', 'gone'],
    ['20261231', 'unknown', 'here'],
    ['1.11.26', 'day-first', 'gone'],
    ['26-11-01', 'unknown', 'unclear'],
    ['31 November 2026', 'unknown', 'unclear'],
    ['maybe 2027', 'unknown', 'unclear'],
  ] as const)('a leave date "%s", read %s, is %s', (cell, order, standing) => {
    expect(leaveOf(cell, order, NOW)).toBe(standing);
  });

  test('one date of a column may tell how all of them are written', () => {
    expect(dayOrderOf(['01/02/2026', '25/02/2026'])).toBe('day-first');
    expect(dayOrderOf(['01/02/2026', '02/25/2026'])).toBe('month-first');
    expect(dayOrderOf(['25/02/2026', '02/25/2026'])).toBe('unknown');
    expect(dayOrderOf(['01/02/2026'])).toBe('unknown');
  });
});
