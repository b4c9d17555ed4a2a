// Apps Script's enums: objects that read as their names, never numbers or strings.
import { strict } from './strict';

class EnumValue {
  private readonly text: string;
  private readonly place: number;
  constructor(text: string, place: number) {
    this.text = text;
    this.place = place;
  }
  toString(): string {
    return this.text;
  }
  toJSON(): string {
    return this.text;
  }
  name(): string {
    return this.text;
  }
  ordinal(): number {
    return this.place;
  }
  compareTo(other: EnumValue): number {
    return this.place - other.place;
  }
}

const enumOf = (name: string, ...values: readonly string[]): Record<string, unknown> =>
  strict(name, Object.fromEntries(values.map((value, place) => [value, new EnumValue(value, place)])));

export const AuthMode = enumOf(
  'AuthMode',
  'NONE',
  'CUSTOM_FUNCTION',
  'LIMITED',
  'FULL',
) as unknown as typeof GoogleAppsScript.Script.AuthMode;
export const AuthorizationStatus = enumOf(
  'AuthorizationStatus',
  'REQUIRED',
  'NOT_REQUIRED',
) as unknown as typeof GoogleAppsScript.Script.AuthorizationStatus;
export const InstallationSource = enumOf(
  'InstallationSource',
  'APPS_MARKETPLACE_DOMAIN_ADD_ON',
  'NONE',
  'WEB_STORE_ADD_ON',
) as unknown as typeof GoogleAppsScript.Script.InstallationSource;
export const SheetType = enumOf(
  'SheetType',
  'GRID',
  'OBJECT',
  'DATASOURCE',
) as unknown as typeof GoogleAppsScript.Spreadsheet.SheetType;
export const Button = enumOf(
  'Button',
  'CLOSE',
  'OK',
  'CANCEL',
  'YES',
  'NO',
) as unknown as typeof GoogleAppsScript.Base.Button;
export const ButtonSet = enumOf(
  'ButtonSet',
  'OK',
  'OK_CANCEL',
  'YES_NO',
  'YES_NO_CANCEL',
) as unknown as typeof GoogleAppsScript.Base.ButtonSet;
export const DeveloperMetadataVisibility = enumOf(
  'DeveloperMetadataVisibility',
  'DOCUMENT',
  'PROJECT',
) as unknown as typeof GoogleAppsScript.Spreadsheet.DeveloperMetadataVisibility;
export const DeveloperMetadataLocationType = enumOf(
  'DeveloperMetadataLocationType',
  'SPREADSHEET',
  'SHEET',
  'ROW',
  'COLUMN',
) as unknown as typeof GoogleAppsScript.Spreadsheet.DeveloperMetadataLocationType;
export const ProtectionType = enumOf(
  'ProtectionType',
  'RANGE',
  'SHEET',
) as unknown as typeof GoogleAppsScript.Spreadsheet.ProtectionType;
export const WrapStrategy = enumOf(
  'WrapStrategy',
  'WRAP',
  'OVERFLOW',
  'CLIP',
) as unknown as typeof GoogleAppsScript.Spreadsheet.WrapStrategy;
export const CopyPasteType = enumOf(
  'CopyPasteType',
  'PASTE_NORMAL',
  'PASTE_COLUMN_WIDTHS',
) as unknown as typeof GoogleAppsScript.Spreadsheet.CopyPasteType;
export const BooleanCriteria = enumOf(
  'BooleanCriteria',
  'CELL_EMPTY',
  'CELL_NOT_EMPTY',
  'TEXT_CONTAINS',
  'TEXT_DOES_NOT_CONTAIN',
  'TEXT_EQUAL_TO',
  'TEXT_NOT_EQUAL_TO',
  'TEXT_STARTS_WITH',
  'TEXT_ENDS_WITH',
  'NUMBER_EQUAL_TO',
  'NUMBER_NOT_EQUAL_TO',
  'NUMBER_GREATER_THAN',
  'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  'NUMBER_LESS_THAN',
  'NUMBER_LESS_THAN_OR_EQUAL_TO',
  'CUSTOM_FORMULA',
) as unknown as typeof GoogleAppsScript.Spreadsheet.BooleanCriteria;
export const DataValidationCriteria = enumOf(
  'DataValidationCriteria',
  'CHECKBOX',
  'VALUE_IN_LIST',
) as unknown as typeof GoogleAppsScript.Spreadsheet.DataValidationCriteria;
export const DigestAlgorithm = enumOf(
  'DigestAlgorithm',
  'MD2',
  'MD5',
  'SHA_1',
  'SHA_256',
  'SHA_384',
  'SHA_512',
) as unknown as typeof GoogleAppsScript.Utilities.DigestAlgorithm;
export const Charset = enumOf('Charset', 'US_ASCII', 'UTF_8') as unknown as typeof GoogleAppsScript.Utilities.Charset;

/** The name of an enum's value, and the value of a name. */
export const nameOf = (value: unknown): string => String(value);
export const valueOf = <E extends object>(all: E, name: string): E[keyof E] => all[name as keyof E];
