// ConditionalFormatRule and its builder.
import type { Ref } from '../platform/ops';
import type { Condition, ConditionalRule } from '../platform/shapes';
import { exception } from './call';
import { makeRange, refOf } from './range';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;
type Builder = GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder;

const textColor = (color: string | null | GoogleAppsScript.Spreadsheet.Color): string | null =>
  typeof color === 'string' || color === null ? color : color.asRgbColor().asHexString();

class ConditionFacade implements Pick<GoogleAppsScript.Spreadsheet.BooleanCondition, 'getCriteriaValues'> {
  private readonly condition: Condition;
  constructor(condition: Condition) {
    this.condition = condition;
  }
  getCriteriaValues(): Condition['values'][number][] {
    return [...this.condition.values];
  }
}

class RuleFacade implements Pick<Google, 'getRanges' | 'getBooleanCondition' | 'copy'> {
  readonly rule: ConditionalRule;
  private readonly sheet: number;
  constructor(sheet: number, rule: ConditionalRule) {
    this.sheet = sheet;
    this.rule = rule;
  }
  getRanges(): GoogleAppsScript.Spreadsheet.Range[] {
    return this.rule.areas.map(area => makeRange({ ...area, sheet: this.sheet }));
  }
  /** Google's is null for a scale of colours, which a person can make and this stand-in cannot. */
  getBooleanCondition(): GoogleAppsScript.Spreadsheet.BooleanCondition | null {
    return strict(
      'BooleanCondition',
      new ConditionFacade(this.rule.condition),
    ) as unknown as GoogleAppsScript.Spreadsheet.BooleanCondition;
  }
  copy(): Builder {
    return makeBuilder(
      this.rule,
      this.rule.areas.map(area => ({ ...area, sheet: this.sheet })),
    );
  }
}

class RuleBuilder
  implements
    Pick<
      Builder,
      | 'whenTextEqualTo'
      | 'whenTextContains'
      | 'whenTextStartsWith'
      | 'whenCellEmpty'
      | 'whenCellNotEmpty'
      | 'whenFormulaSatisfied'
      | 'whenNumberGreaterThan'
      | 'setBackground'
      | 'setFontColor'
      | 'setBold'
      | 'setRanges'
      | 'build'
    >
{
  private condition: Condition | null;
  private background: string | null;
  private fontColor: string | null;
  private bold: boolean | null;
  private refs: readonly Ref[];

  constructor(rule: ConditionalRule | null, refs: readonly Ref[]) {
    this.condition = rule?.condition ?? null;
    this.background = rule?.background ?? null;
    this.fontColor = rule?.fontColor ?? null;
    this.bold = rule?.bold ?? null;
    this.refs = refs;
  }

  whenTextEqualTo(text: string): Builder {
    return this.when('TEXT_EQUAL_TO', text);
  }
  whenTextContains(text: string): Builder {
    return this.when('TEXT_CONTAINS', text);
  }
  whenTextStartsWith(text: string): Builder {
    return this.when('TEXT_STARTS_WITH', text);
  }
  whenCellEmpty(): Builder {
    return this.when('CELL_EMPTY');
  }
  whenCellNotEmpty(): Builder {
    return this.when('CELL_NOT_EMPTY');
  }
  whenFormulaSatisfied(formula: string): Builder {
    return this.when('CUSTOM_FORMULA', formula);
  }
  whenNumberGreaterThan(number: number): Builder {
    return this.when('NUMBER_GREATER_THAN', number);
  }

  setBackground(color: string | null | GoogleAppsScript.Spreadsheet.Color): Builder {
    this.background = textColor(color);
    return this.self;
  }

  setFontColor(color: string | null | GoogleAppsScript.Spreadsheet.Color): Builder {
    this.fontColor = textColor(color);
    return this.self;
  }

  setBold(bold: boolean | null): Builder {
    this.bold = bold;
    return this.self;
  }

  setRanges(ranges: GoogleAppsScript.Spreadsheet.Range[]): Builder {
    this.refs = ranges.map(refOf);
    return this.self;
  }

  build(): Google {
    const [first] = this.refs;
    if (this.condition === null || first === undefined)
      throw exception('A conditional format rule needs a condition and at least one range.');
    return makeRule(first.sheet, {
      areas: this.refs.map(({ row, col, rows, cols }) => ({ row, col, rows, cols })),
      condition: this.condition,
      background: this.background,
      fontColor: this.fontColor,
      bold: this.bold,
    });
  }

  private when(type: string, ...values: readonly (string | number)[]): Builder {
    this.condition = { type, values };
    return this.self;
  }

  private get self(): Builder {
    return this as unknown as Builder;
  }
}

const makeBuilder = (rule: ConditionalRule | null, refs: readonly Ref[]): Builder =>
  strict('ConditionalFormatRuleBuilder', new RuleBuilder(rule, refs)) as unknown as Builder;
export const makeRule = (sheet: number, rule: ConditionalRule): Google =>
  strict('ConditionalFormatRule', new RuleFacade(sheet, rule)) as unknown as Google;
export const conditionalRuleOf = (rule: Google): ConditionalRule => (rule as unknown as RuleFacade).rule;
export const newConditionalFormatRule = (): Builder => makeBuilder(null, []);
