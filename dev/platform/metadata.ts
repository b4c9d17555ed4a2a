// Developer metadata: keys and values fastened to the spreadsheet, a sheet, a whole row or a whole column, which they
// follow.
import { type Area, lastColOf, lastRowOf } from './area';
import { PlatformError } from './errors';
import { refusal } from './rules';
import type { MetadataQuery, MetadataScope, MetadataView } from './shapes';
import type { SheetModel } from './sheet-model';
import type { SheetColumn, SheetRow } from './sheet-parts';

type Anchor =
  | { readonly kind: 'SPREADSHEET' }
  | { readonly kind: 'SHEET'; readonly sheet: SheetModel }
  | { readonly kind: 'ROW'; readonly sheet: SheetModel; readonly row: SheetRow }
  | { readonly kind: 'COLUMN'; readonly sheet: SheetModel; readonly column: SheetColumn };

type Entry = {
  readonly id: number;
  readonly key: string;
  value: string | null;
  readonly visibility: string;
  readonly anchor: Anchor;
};

export class Metadata {
  private entries: Entry[] = [];
  private nextId = 1;

  add(sheet: SheetModel | null, area: Area | null, key: string, value: string | null, visibility: string): number {
    const id = this.nextId++;
    this.entries.push({ id, key, value, visibility, anchor: anchorOf(sheet, area) });
    return id;
  }

  find(scope: MetadataScope, query: MetadataQuery): MetadataView[] {
    return this.views().filter(
      view =>
        (query.key === undefined || view.key === query.key) &&
        (query.value === undefined || view.value === query.value) &&
        (query.id === undefined || view.id === query.id) &&
        (query.kind === undefined || view.kind === query.kind) &&
        (query.visibility === undefined || view.visibility === query.visibility) &&
        this.inScope(view, scope),
    );
  }

  get(id: number): MetadataView {
    const view = this.views().find(found => found.id === id);
    if (view === undefined) throw new PlatformError('The developer metadata no longer exists.');
    return view;
  }

  set(id: number, value: string): void {
    const entry = this.entries.find(found => found.id === id);
    if (entry === undefined) throw new PlatformError('The developer metadata no longer exists.');
    entry.value = value;
  }

  remove(id: number): void {
    this.entries = this.entries.filter(entry => entry.id !== id);
  }
  forgetSheet(sheet: SheetModel): void {
    this.entries = this.entries.filter(({ anchor }) => anchor.kind === 'SPREADSHEET' || anchor.sheet !== sheet);
  }

  /** Returns what brings everything back to how it is now. */
  save(): () => void {
    const { nextId } = this;
    const entries = this.entries.map(entry => ({ ...entry }));
    return () => {
      this.nextId = nextId;
      this.entries = entries.map(entry => ({ ...entry }));
    };
  }

  private views(): MetadataView[] {
    // What was fastened to a deleted row or column is gone with it.
    const views: MetadataView[] = [];
    for (const { id, key, value, visibility, anchor } of this.entries) {
      const index =
        anchor.kind === 'ROW'
          ? anchor.sheet.rows.indexOf(anchor.row) + 1
          : anchor.kind === 'COLUMN'
            ? anchor.sheet.columns.indexOf(anchor.column) + 1
            : null;
      const length =
        anchor.kind === 'ROW' ? anchor.sheet.maxColumns : anchor.kind === 'COLUMN' ? anchor.sheet.maxRows : 0;
      if (index !== 0)
        views.push({
          id,
          key,
          value,
          visibility,
          kind: anchor.kind,
          sheetId: anchor.kind === 'SPREADSHEET' ? null : anchor.sheet.id,
          index,
          length,
        });
    }
    return views;
  }

  private inScope(view: MetadataView, { sheetId, area, intersecting }: MetadataScope): boolean {
    if (sheetId === undefined) return true;
    if (view.sheetId !== sheetId) return false;
    if (area === undefined) return true;
    if (view.index === null) return false;
    const [first, last] = view.kind === 'ROW' ? [area.row, lastRowOf(area)] : [area.col, lastColOf(area)];
    return intersecting === true
      ? view.index >= first && view.index <= last
      : view.index === first && view.index === last;
  }
}

function anchorOf(sheet: SheetModel | null, area: Area | null): Anchor {
  if (sheet === null) return { kind: 'SPREADSHEET' };
  if (area === null) return { kind: 'SHEET', sheet };
  if (area.row === 1 && area.rows === sheet.maxRows && area.cols === 1)
    return { kind: 'COLUMN', sheet, column: sheet.column(area.col) };
  if (area.col === 1 && area.cols === sheet.maxColumns && area.rows === 1)
    return { kind: 'ROW', sheet, row: sheet.row(area.row) };
  throw refusal('metadata-place');
}
