// Filter and FilterCriteria.
import type { FilterCriteria } from '../platform/shapes';
import { call } from './call';
import { BooleanCriteria, nameOf, valueOf } from './enums';
import { makeRange } from './range';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.Filter;
type Criteria = GoogleAppsScript.Spreadsheet.FilterCriteria;
type Builder = GoogleAppsScript.Spreadsheet.FilterCriteriaBuilder;

class CriteriaFacade implements Pick<Criteria, 'getHiddenValues' | 'getCriteriaType' | 'getCriteriaValues'> {
  readonly criteria: FilterCriteria;
  constructor(criteria: FilterCriteria) {
    this.criteria = criteria;
  }
  getHiddenValues(): string[] {
    return [...this.criteria.hidden];
  }
  /** Google's type promises a type; where only values are hidden there is none. */
  getCriteriaType(): GoogleAppsScript.Spreadsheet.BooleanCriteria {
    return (this.criteria.condition === null
      ? null
      : valueOf(
          BooleanCriteria,
          this.criteria.condition.type,
        )) as unknown as GoogleAppsScript.Spreadsheet.BooleanCriteria;
  }
  getCriteriaValues(): unknown[] {
    return [...(this.criteria.condition?.values ?? [])];
  }
}

class CriteriaBuilder
  implements
    Pick<
      Builder,
      | 'setHiddenValues'
      | 'whenTextEqualTo'
      | 'whenTextContains'
      | 'whenCellNotEmpty'
      | 'whenCellEmpty'
      | 'withCriteria'
      | 'build'
    >
{
  private criteria: FilterCriteria = { hidden: [], condition: null };
  setHiddenValues(values: string[]): Builder {
    return this.with({ ...this.criteria, hidden: values });
  }
  whenTextEqualTo(text: string): Builder {
    return this.when('TEXT_EQUAL_TO', [text]);
  }
  whenTextContains(text: string): Builder {
    return this.when('TEXT_CONTAINS', [text]);
  }
  whenCellEmpty(): Builder {
    return this.when('CELL_EMPTY', []);
  }
  whenCellNotEmpty(): Builder {
    return this.when('CELL_NOT_EMPTY', []);
  }
  withCriteria(type: GoogleAppsScript.Spreadsheet.BooleanCriteria, values: unknown[]): Builder {
    return this.when(nameOf(type), values as string[]);
  }
  build(): Criteria {
    return strict('FilterCriteria', new CriteriaFacade(this.criteria)) as unknown as Criteria;
  }

  private when(type: string, values: readonly string[]): Builder {
    return this.with({ ...this.criteria, condition: { type, values } });
  }
  private with(criteria: FilterCriteria): Builder {
    this.criteria = criteria;
    return this as unknown as Builder;
  }
}

class FilterFacade
  implements
    Pick<
      Google,
      | 'getRange'
      | 'remove'
      | 'getColumnFilterCriteria'
      | 'setColumnFilterCriteria'
      | 'removeColumnFilterCriteria'
      | 'sort'
    >
{
  private readonly sheet: number;
  constructor(sheet: number) {
    this.sheet = sheet;
  }

  getRange(): GoogleAppsScript.Spreadsheet.Range {
    const area = call('Sheet.getFilter', this.sheet);
    if (area === null) throw new Error('The filter no longer exists.');
    return makeRange({ ...area, sheet: this.sheet });
  }

  remove(): void {
    call('Filter.remove', this.sheet);
  }

  getColumnFilterCriteria(column: number): Criteria | null {
    const criteria = call('Filter.getColumnFilterCriteria', this.sheet, column);
    return criteria === null ? null : (strict('FilterCriteria', new CriteriaFacade(criteria)) as unknown as Criteria);
  }

  setColumnFilterCriteria(column: number, criteria: Criteria | null): Google {
    call(
      'Filter.setColumnFilterCriteria',
      this.sheet,
      column,
      criteria === null ? null : (criteria as unknown as CriteriaFacade).criteria,
    );
    return this;
  }

  removeColumnFilterCriteria(column: number): Google {
    return this.setColumnFilterCriteria(column, null);
  }

  sort(column: number, ascending: boolean): Google {
    call('Filter.sort', this.sheet, column, ascending);
    return this;
  }
}

export const makeFilter = (sheet: number): Google => strict('Filter', new FilterFacade(sheet));
export const newFilterCriteria = (): Builder =>
  strict('FilterCriteriaBuilder', new CriteriaBuilder()) as unknown as Builder;
