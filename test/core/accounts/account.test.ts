// Google's JSON of an invitation, read into an account.
import { accountOf } from '../../../src/core/accounts/account';
import { isRecord } from '../../../src/core/contract/json';

const NAME = 'customers/C01abc/userinvitations/ann@acme.example';
const account = { address: 'ann@acme.example', state: 'INVITED', mails: 2, changedAt: Date.UTC(2026, 0, 15, 9) };

test.each([
  ['all fields', { name: NAME, state: 'INVITED', mailsSentCount: '2', updateTime: '2026-01-15T09:00:00Z' }, account],
  [
    'microseconds',
    { name: NAME, state: 'INVITED', mailsSentCount: '2', updateTime: '2026-01-15T09:00:00.000123Z' },
    account,
  ],
  [
    'a count that is a number',
    { name: NAME, state: 'INVITED', mailsSentCount: 2, updateTime: '2026-01-15T09:00:00Z' },
    account,
  ],
  [
    'zeros and times left out',
    { name: NAME, state: 'NOT_YET_SENT' },
    { ...account, state: 'NOT_YET_SENT', mails: 0, changedAt: null },
  ],
  [
    'a count that is an object without a value',
    { name: NAME, state: 'INVITED', mailsSentCount: { toString: 1, valueOf: 1 }, updateTime: 7 },
    { ...account, mails: null, changedAt: null },
  ],
  [
    'signs that nobody sees',
    { name: 'customers/C1/userinvitations/an\u00adn@acme.example\u200b', state: 'INVITED' },
    { ...account, mails: null, changedAt: null },
  ],
  [
    'a count and a time that are none',
    { name: NAME, state: 'DECLINED', mailsSentCount: 'many', updateTime: 'yesterday' },
    { ...account, state: 'DECLINED', mails: null, changedAt: null },
  ],
  [
    'capitals and blanks in the address',
    { name: 'customers/my_customer/userinvitations/ Ann@ACME.example ', state: 'ACCEPTED' },
    { ...account, state: 'ACCEPTED', mails: null, changedAt: null },
  ],
  [
    'an escaped address',
    { name: 'customers/C1/userinvitations/ann%2Bx%40acme.example', state: 'INVITED' },
    { address: 'ann+x@acme.example', state: 'INVITED', mails: null, changedAt: null },
  ],
  [
    'a percent sign that is part of the address',
    { name: 'customers/C1/userinvitations/100%25@acme.example', state: 'INVITED' },
    { address: '100%25@acme.example', state: 'INVITED', mails: null, changedAt: null },
  ],
  [
    'an escape that is broken',
    { name: 'customers/C1/userinvitations/%zz%40acme.example', state: 'INVITED' },
    { address: '%zz%40acme.example', state: 'INVITED', mails: null, changedAt: null },
  ],
])('%s', (_what, resource, expected) => {
  expect(accountOf(resource)).toEqual(expected);
});

test.each([
  ['nothing', null],
  ['a list', []],
  ['text', 'INVITED'],
  ['no name', { state: 'INVITED' }],
  ['a name of something else', { name: 'groups/1', state: 'INVITED' }],
  ['a name without an address', { name: 'customers/C1/userinvitations/', state: 'INVITED' }],
  ['a name with a blank for an address', { name: 'customers/C1/userinvitations/ \u200b', state: 'INVITED' }],
  ['a state that is new to us', { name: NAME, state: 'SUSPENDED' }],
  ['no state', { name: NAME }],
  ['our own state', { name: NAME, state: 'NOT_LISTED' }],
])('%s is no account', (_what, resource) => {
  expect(accountOf(resource)).toBeNull();
});

test('a record is an object and nothing else', () => {
  expect([{}, [], null, 'x', 1, undefined].map(isRecord)).toEqual([true, false, false, false, false, false]);
});
