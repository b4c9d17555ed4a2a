// Reading lists: addresses in text, tables, and what is told instead of guessed.
import { readList } from '../../../src/core/lists/read-list';

const read = (text: string): { addresses: readonly string[]; invalid: readonly string[] } => {
  const { addresses, invalid } = readList(text);
  return { addresses, invalid };
};
const [ann, bob, cid] = ['ann@acme.example', 'bob@acme.example', 'cid@acme.example'];

describe('addresses in text', () => {
  test.each<[string, string[]]>([
    [`${ann}\n${bob}\r\n${cid}`, [ann, bob, cid]],
    [
      `${ann}, ${bob};${cid}\tdee@acme.example eve@acme.example`,
      [ann, bob, cid, 'dee@acme.example', 'eve@acme.example'],
    ],
    ['Ann <Ann@ACME.example>, "Doe, Bob" <bob@acme.example>', [ann, bob]],
    [`- ${ann}\n2. ${bob}\n• Cid <${cid}>`, [ann, bob, cid]],
    [`Ann <${ann}> Bob < ${bob} >`, [ann, bob]],
    [`mailto:${ann} (ann@acme.net) '${bob}'.`, [ann, 'ann@acme.net', bob]],
    ["o'hara@acme.example a+b@acme.example", ["o'hara@acme.example", 'a+b@acme.example']],
    [`<${ann}><${bob}>`, [ann, bob]],
    [`\u200b${ann}\u00a0\n\n  \n`, [ann]],
    // Labels.
    [`SMTP:${ann}`, [ann]],
    [`mail: ${ann}\nE-Mail: ${bob}\nCorreo: ${cid}`, [ann, bob, cid]],
    [`mail=${ann}`, [ann]],
    [`EMAIL;TYPE=work:${ann}`, [ann]],
    [`To: Ann Lee <${ann}>; Bob <${bob}>`, [ann, bob]],
    [`customers/C01abc23d/userinvitations/${ann}`, [ann]],
    [`users/${ann}\nuser:${bob}`, [ann, bob]],
    // Names.
    [`${ann} (Lee, Ann)`, [ann]],
    [`Ann Lee (${ann})`, [ann]],
    [`Ann Lee ::: ${ann}`, [ann]],
    [`Ann Lee - ${ann}\n${bob} – Bob Doe`, [ann, bob]],
    [`Lee, Ann, Dr. <${ann}>`, [ann]],
    [`Lee, Ann (${ann}); Doe, Bob (${bob})`, [ann, bob]],
    [`Team: ${ann}, Bob <${bob}>;`, [ann, bob]],
    // Links and pages.
    [`[${ann}](mailto:${ann})`, [ann]],
    [`[Ann](mailto:${ann})`, [ann]],
    [`<a href="mailto:${ann}?subject=Hello">Ann Lee</a>`, [ann]],
    [`<td>Ann</td><td>${ann}</td>`, [ann]],
    [`Ann &#60;${ann}&#x3E;`, [ann]],
    [`mailto:${ann}?subject=Hi&body=there`, [ann]],
    // Quotes, brackets, list signs.
    [`„${ann}“ ‚${bob}‘ 「${cid}」`, [ann, bob, cid]],
    [`{${ann}} [${bob}] \`${cid}\``, [ann, bob, cid]],
    [`**${ann}**, *${bob}*, _${cid}_`, [ann, bob, cid]],
    [`✓ ${ann}\n☑ ${bob}\n- [x] ${cid}`, [ann, bob, cid]],
    [`1 ${ann}\n2) ${bob}\n(3) ${cid}`, [ann, bob, cid]],
    [`·\t${ann}\no\t${bob}\n§ ${cid}`, [ann, bob, cid]],
    // Signs of other scripts, and signs that nobody sees.
    [`${ann}，${bob}；${cid}`, [ann, bob, cid]],
    [`${ann}、${bob}。`, [ann, bob]],
    ['ann＠acme．example', [ann]],
    [`\u202a${ann}\u202c \u2066${bob}\u2069`, [ann, bob]],
    [`ann@ac\u00adme.example`, [ann]],
    [`${ann}؛ ${bob}، ${cid}؟`, [ann, bob, cid]],
    // Ends of sentences.
    [`(${ann}).`, [ann]],
    [`${ann}...\n${bob}!!\n${cid}?`, [ann, bob, cid]],
    // A guest's name stands for the guest's mail.
    ['bob_partner.example#EXT#@acme.onmicrosoft.example', ['bob@partner.example']],
    ['Guest: bob_lee_partner.example#ext#@acme.onmicrosoft.example', ['bob_lee@partner.example']],
  ])('%j', (text, addresses) => {
    expect(read(text)).toEqual({ addresses, invalid: [] });
  });

  test.each<[string, string[], string[]]>([
    ['nobody@acme.example, benh(at)acme.test', ['nobody@acme.example'], ['benh(at)acme.test']],
    [`Ana <${ann}>, not-a-mail, ${bob}`, [ann, bob], ['not-a-mail']],
    [
      '&lt;ann&#64;acme.example&gt;\nbob&#x40;acme.example\ncid&#xd800;acme\ndee&#x40',
      [ann, bob],
      ['cid&#xd800', 'acme', 'dee&#x40'],
    ],
    [`${ann}; not-a-mail\n${bob}`, [ann, bob], ['not-a-mail']],
    ['anna silva@acme.test', [], ['anna silva@acme.test']],
    [`${bob} and ${cid}`, [], [`${bob} and ${cid}`]],
    ['Ann @ acme.com; Ann <>; Ann <ann>', [], ['Ann @ acme.com', 'Ann <>', 'Ann <ann>']],
    [`${bob} <${ann}>, cid@acme <dee@acme.example>`, [bob, ann, 'dee@acme.example'], ['cid@acme']],
    [`"${ann}","Sales"`, [ann], ['"Sales"']],
    ['#N/A\n0\n@acme.example\nann@', [], ['#N/A', '0', '@acme.example', 'ann@']],
    ['ann@acme.example@acme.example', [], ['ann@acme.example@acme.example']],
    ['john(smith)doe@acme.example', [], ['john(smith)doe@acme.example']],
    ['ann@acme. example', [], ['ann@acme. example']],
    ['ann@acme.co uk', [], ['ann@acme.co uk']],
    ['ann@acme.example/phone', [], ['ann@acme.example/phone']],
    ['a/b@acme.example', [], ['a/b@acme.example']],
    ['ACME\\ann@acme.example', [], ['ACME\\ann@acme.example']],
    ['请联系ann@acme.example谢谢', [], ['请联系ann@acme.example谢谢']],
    ['o’hara@acme.example', [], ['o’hara@acme.example']],
    ['git@github.example:acme/repo', [], ['git@github.example:acme/repo']],
    ['https://ann@host.example/path', [], ['https://ann@host.example/path']],
    ['SIP:ann@acme.example', [], ['SIP:ann@acme.example']],
    [
      '*ann@acme.example\n=ann@acme.example\n-ann@acme.example',
      [],
      ['*ann@acme.example', '=ann@acme.example', '-ann@acme.example'],
    ],
    [
      '.ann@acme.example\na..b@acme.example\nann.@acme.example',
      [],
      ['.ann@acme.example', 'a..b@acme.example', 'ann.@acme.example'],
    ],
    ['"john doe"@acme.example', [], ['"john doe"@acme.example']],
    ['{ann,bob}@acme.example', [], ['{ann', 'bob}@acme.example']],
  ])('%j: what is doubtful is told, never guessed', (text, addresses, invalid) => {
    expect(read(text)).toEqual({ addresses, invalid });
  });

  test('what comes again is told once, capitals or not, and so are the two forms of one domain', () => {
    expect(readList('ann@acme.example\nANN@acme.example, ann@acme.example')).toMatchObject({
      addresses: [ann],
      repeated: [ann],
    });
    expect(readList('ann@bücher.example\nann@xn--bcher-kva.example\nBob@BÜCHER.example')).toMatchObject({
      addresses: ['ann@bücher.example', 'bob@bücher.example'],
      repeated: ['ann@bücher.example'],
    });
  });

  test('nothing is made of nothing, and a long line is shown short', () => {
    expect(read(' \n\t\n')).toEqual({ addresses: [], invalid: [] });
    expect(readList('x'.repeat(5000)).invalid[0]).toHaveLength(80);
  });
});

test.each([
  `a@${'b'.repeat(64)}.example`,
  `${'a'.repeat(65)}@acme.example`,
  `a@${'b.'.repeat(130)}example`,
  'ann@-acme.example',
  'ann@acme-.example',
  'ann@acme_x.example',
  'ann@192.168.1.1',
  'ann@[192.168.1.1]',
  'logo@01DA2B3C.5D6E7F80',
  'ann@acme',
  'ann@acme.e',
])('%s is no address: RFC 5321 limits, and names of hosts', text => {
  expect(readList(text)).toMatchObject({ addresses: [], invalid: [expect.any(String)] });
});
