// DataValidation and its builder: tick boxes and drop-downs.
import type { CellValue, Validation } from '../platform/shapes';
import { refuse } from './call';
import { DataValidationCriteria, valueOf } from './enums';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.DataValidation;
type Builder = GoogleAppsScript.Spreadsheet.DataValidationBuilder;

class ValidationFacade
  implements Pick<Google, 'getAllowInvalid' | 'getCriteriaType' | 'getCriteriaValues' | 'getHelpText'>
{
  readonly rule: Validation;
  constructor(rule: Validation) {
    this.rule = rule;
  }
  getAllowInvalid(): boolean {
    return this.rule.allowInvalid;
  }
  getHelpText(): string {
    return this.rule.help ?? '';
  }
  getCriteriaType(): GoogleAppsScript.Spreadsheet.DataValidationCriteria {
    return valueOf(DataValidationCriteria, this.rule.kind === 'checkbox' ? 'CHECKBOX' : 'VALUE_IN_LIST');
  }
  getCriteriaValues(): unknown[] {
    return this.rule.kind === 'checkbox' ? [] : [[...this.rule.values], this.rule.dropdown];
  }
}

class ValidationBuilder
  implements Pick<Builder, 'requireCheckbox' | 'requireValueInList' | 'setAllowInvalid' | 'setHelpText' | 'build'>
{
  private criteria:
    | { readonly kind: 'checkbox'; readonly checked: CellValue; readonly unchecked: CellValue }
    | { readonly kind: 'list'; readonly values: readonly string[]; readonly dropdown: boolean }
    | null = null;
  private allowInvalid = true;
  private help: string | null = null;

  requireCheckbox(checked: unknown = true, unchecked: unknown = false): Builder {
    this.criteria = { kind: 'checkbox', checked: checked as CellValue, unchecked: unchecked as CellValue };
    return this.self;
  }

  requireValueInList(values: string[], dropdown = true): Builder {
    this.criteria = { kind: 'list', values: values.map(String), dropdown };
    return this.self;
  }

  setAllowInvalid(allowInvalid: boolean): Builder {
    this.allowInvalid = allowInvalid;
    return this.self;
  }

  setHelpText(help: string): Builder {
    this.help = help;
    return this.self;
  }

  build(): Google {
    if (this.criteria === null) refuse('SpreadsheetApp.DataValidationBuilder.build', []);
    return makeValidation({ ...this.criteria, allowInvalid: this.allowInvalid, help: this.help });
  }

  private get self(): Builder {
    return this as unknown as Builder;
  }
}

export const makeValidation = (rule: Validation): Google =>
  strict('DataValidation', new ValidationFacade(rule)) as unknown as Google;
export const ruleOf = (validation: Google): Validation => (validation as unknown as ValidationFacade).rule;
export const newDataValidation = (): Builder =>
  strict('DataValidationBuilder', new ValidationBuilder()) as unknown as Builder;
