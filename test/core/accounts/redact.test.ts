// What is left of a text where nobody may be recognised in it.
import { forLog, withoutAddresses } from '../../../src/core/accounts/redact';

test.each([
  ['To ada@acme.example, <eve@acme.example>.', 'To (address), <(address)>.'],
  ['sent to ADA@ACME.EXAMPLE', 'sent to (address)'],
  ['宛先「ada@acme.example」は無効です', '宛先「(address)」は無効です'],
  ['users/ada%40acme.example:send', '(address):send'],
  ['users/ada%2540acme.example', '(address)'],
  ['ada＠acme.example', '(address)'],
  ['ada\\u0040acme.example', '(address)'],
  ['ada&#64;acme.example', '(address)'],
  ['nobody in it', 'nobody in it'],
])('%s: only what may be an address goes', (text, left) => {
  expect(withoutAddresses(text, '(address)')).toBe(left);
});

test.each([
  ['Address unavailable: https://one.example/v1/users/ada?key=x', 'Address unavailable: https://one.example/…'],
  [
    'Permisos necesarios: https://www.googleapis.com/auth/script.external_request',
    'Permisos necesarios: https://www.googleapis.com/auth/script.external_request',
  ],
  ['Unexpected token a in "to: "ada l"@acme" of it', 'Unexpected token a in "…" of it'],
  ['A sheet with the name “Ada” and «Eve»', 'A sheet with the name "…" and "…"'],
  [`Invalid argument: ${'MIIEvQIBADANBgkq'.repeat(4)}`, 'Invalid argument: …'],
  [
    '1 日にサービス properties get を実行した回数が多すぎます。',
    '1 日にサービス properties get を実行した回数が多すぎます。',
  ],
])('in the log, %s', (text, left) => {
  expect(forLog(text)).toBe(left);
});
