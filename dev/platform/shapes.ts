// Plain data that both the host and the code inside an execution know. Types only, and nothing of Node, so that both
// sides compile with it.
import type { Area } from './area';

/** '' is an empty cell. */
export type CellValue = string | number | boolean | Date;

export type Validation =
  | {
      readonly kind: 'checkbox';
      readonly checked: CellValue;
      readonly unchecked: CellValue;
      readonly allowInvalid: boolean;
      readonly help: string | null;
    }
  | {
      readonly kind: 'list';
      readonly values: readonly string[];
      readonly dropdown: boolean;
      readonly allowInvalid: boolean;
      readonly help: string | null;
    };

/** `type` is a name of SpreadsheetApp.BooleanCriteria. */
export type Condition = { readonly type: string; readonly values: readonly (string | number | boolean)[] };
/** `hidden`: displayed values that are filtered out. `condition`: rows that fail it are filtered out. */
export type FilterCriteria = { readonly hidden: readonly string[]; readonly condition: Condition | null };

export type ConditionalRule = {
  readonly areas: readonly Area[];
  readonly condition: Condition;
  readonly background: string | null;
  readonly fontColor: string | null;
  readonly bold: boolean | null;
};

/**
 * `row`, `col`: the cell it hangs on; `x`, `y`: pixels from there. `headers`: rows of the areas that name the series.
 */
export type ChartSpec = {
  readonly type: 'COLUMN' | 'BAR' | null;
  readonly areas: readonly Area[];
  readonly row: number;
  readonly col: number;
  readonly x: number;
  readonly y: number;
  readonly headers: number;
  readonly options: Readonly<Record<string, string | number | boolean | readonly string[]>>;
};
export type ChartView = ChartSpec & { readonly id: number };

export type LocationKind = 'SPREADSHEET' | 'SHEET' | 'ROW' | 'COLUMN';
/** `index` is the number of the row or column now, `length` how many cells it has. */
export type MetadataView = {
  readonly id: number;
  readonly key: string;
  readonly value: string | null;
  readonly visibility: string;
  readonly kind: LocationKind;
  readonly sheetId: number | null;
  readonly index: number | null;
  readonly length: number;
};
export type MetadataQuery = {
  readonly key?: string;
  readonly value?: string;
  readonly id?: number;
  readonly kind?: string;
  readonly visibility?: string;
};
/** Where to look; `intersecting` widens a search in an area to every row and column that crosses it. */
export type MetadataScope = { readonly sheetId?: number; readonly area?: Area; readonly intersecting?: boolean };

export type AuthMode = 'NONE' | 'LIMITED' | 'FULL';

export type ButtonSet = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
export type ButtonName = 'CLOSE' | 'OK' | 'CANCEL' | 'YES' | 'NO';
export type DialogAnswer = { readonly button: ButtonName; readonly text?: string };

export type MenuEntry =
  | { readonly kind: 'item'; readonly caption: string; readonly functionName: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'menu'; readonly caption: string; readonly entries: readonly MenuEntry[] };
/** A menu that onOpen built; `addon` ones stand under Extensions > name of the add-on. */
export type Menu = { readonly caption: string; readonly addon: boolean; readonly entries: readonly MenuEntry[] };

/** Pixels. A sidebar is always 300 wide, whatever a script asks for. */
export type HtmlPage = {
  readonly title: string;
  readonly html: string;
  readonly width: number;
  readonly height: number;
};

export type FetchRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};
export type HttpHeaders = Readonly<Record<string, string | readonly string[]>>;
export type HttpReply = { readonly status: number; readonly headers: HttpHeaders; readonly body: string };

export type TriggerSpec = {
  readonly functionName: string;
  readonly event: string;
  readonly everyHours: number | null;
  readonly everyMinutes: number | null;
  readonly afterMs: number | null;
};
