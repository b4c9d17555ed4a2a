// What a spreadsheet or its store of properties refused, in Google's words: protected cells, a rule for their content,
// a full file. Unlike a fault that passes, it stays until a person acts.
export class Refused extends Error {
  readonly code: 'sheet-refuses' | 'store-refuses';

  constructor(code: Refused['code'], google: string) {
    super(google);
    this.code = code;
  }
}
