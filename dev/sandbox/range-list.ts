// RangeList: several ranges of one sheet written in one call.
import type { FormatName, Ref } from '../platform/ops';
import type { CellValue } from '../platform/shapes';
import { call } from './call';
import { makeRange } from './range';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.RangeList;

class RangeListFacade
  implements
    Pick<
      Google,
      | 'getRanges'
      | 'activate'
      | 'check'
      | 'uncheck'
      | 'setValue'
      | 'clearContent'
      | 'setBackground'
      | 'setFontColor'
      | 'setFontWeight'
      | 'setNumberFormat'
      | 'setNote'
    >
{
  private readonly refs: readonly Ref[];
  constructor(refs: readonly Ref[]) {
    this.refs = refs;
  }

  getRanges(): GoogleAppsScript.Spreadsheet.Range[] {
    return this.refs.map(makeRange);
  }

  activate(): Google {
    call('RangeList.activate', this.refs);
    return this.self;
  }

  check(): Google {
    call('RangeList.setChecked', this.refs, true);
    return this.self;
  }

  uncheck(): Google {
    call('RangeList.setChecked', this.refs, false);
    return this.self;
  }

  setValue(value: unknown): Google {
    call('RangeList.setValue', this.refs, (value as CellValue | null | undefined) ?? '');
    return this.self;
  }

  clearContent(): Google {
    call('RangeList.clearContent', this.refs);
    return this.self;
  }

  setBackground(color: string | null): Google {
    return this.format('background', color);
  }
  setFontColor(color: string | null): Google {
    return this.format('fontColor', color);
  }
  setFontWeight(weight: string | null): Google {
    return this.format('fontWeight', weight);
  }
  setNumberFormat(format: string): Google {
    return this.format('numberFormat', format);
  }
  setNote(note: string | null): Google {
    return this.format('note', note === '' ? null : note);
  }

  private get self(): Google {
    return this as unknown as Google;
  }

  private format(name: FormatName, value: string | null): Google {
    call('RangeList.setFormat', this.refs, name, value);
    return this.self;
  }
}

export const makeRangeList = (refs: readonly Ref[]): Google =>
  strict('RangeList', new RangeListFacade(refs)) as unknown as Google;
