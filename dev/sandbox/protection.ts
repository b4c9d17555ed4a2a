// Protection: who is warned before changing a range or a sheet.
import type { ProtectionView } from '../platform/ops';
import { call } from './call';
import { ProtectionType, valueOf } from './enums';
import { makeRange } from './range';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.Protection;

class ProtectionFacade
  implements
    Pick<
      Google,
      | 'getDescription'
      | 'setDescription'
      | 'isWarningOnly'
      | 'setWarningOnly'
      | 'getRange'
      | 'getProtectionType'
      | 'remove'
    >
{
  private readonly sheet: number;
  private view: ProtectionView;
  constructor(sheet: number, view: ProtectionView) {
    this.sheet = sheet;
    this.view = view;
  }

  getDescription(): string {
    return this.view.description;
  }
  isWarningOnly(): boolean {
    return this.view.warningOnly;
  }
  getProtectionType(): GoogleAppsScript.Spreadsheet.ProtectionType {
    return valueOf(ProtectionType, this.view.ref === null ? 'SHEET' : 'RANGE');
  }
  getRange(): GoogleAppsScript.Spreadsheet.Range {
    return makeRange(this.view.ref ?? { sheet: this.sheet, ...call('Sheet.getDataRange', this.sheet) });
  }
  remove(): void {
    call('Protection.remove', this.sheet, this.view.id);
  }

  setDescription(description: string): Google {
    call('Protection.setDescription', this.sheet, this.view.id, description);
    this.view = { ...this.view, description };
    return this as unknown as Google;
  }

  setWarningOnly(warningOnly: boolean): Google {
    call('Protection.setWarningOnly', this.sheet, this.view.id, warningOnly);
    this.view = { ...this.view, warningOnly };
    return this as unknown as Google;
  }
}

export const makeProtection = (sheet: number, view: ProtectionView): Google =>
  strict('Protection', new ProtectionFacade(sheet, view)) as unknown as Google;
