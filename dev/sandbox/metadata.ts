// DeveloperMetadata and its finder.
import type { MetadataQuery, MetadataScope, MetadataView } from '../platform/shapes';
import { call } from './call';
import { DeveloperMetadataLocationType, DeveloperMetadataVisibility, nameOf, valueOf } from './enums';
import { makeRange } from './range';
import { makeSheet } from './sheet';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.DeveloperMetadata;
type Location = GoogleAppsScript.Spreadsheet.DeveloperMetadataLocation;
type Finder = GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder;

class LocationFacade implements Pick<Location, 'getLocationType' | 'getColumn' | 'getRow' | 'getSheet'> {
  private readonly view: MetadataView;
  constructor(view: MetadataView) {
    this.view = view;
  }

  getLocationType(): GoogleAppsScript.Spreadsheet.DeveloperMetadataLocationType {
    return valueOf(DeveloperMetadataLocationType, this.view.kind);
  }
  getSheet(): GoogleAppsScript.Spreadsheet.Sheet | null {
    return this.view.kind === 'SHEET' && this.view.sheetId !== null ? makeSheet(this.view.sheetId) : null;
  }

  getColumn(): GoogleAppsScript.Spreadsheet.Range | null {
    const { kind, sheetId, index, length } = this.view;
    if (kind !== 'COLUMN' || sheetId === null || index === null) return null;
    return makeRange({ sheet: sheetId, row: 1, col: index, cols: 1, rows: length });
  }

  getRow(): GoogleAppsScript.Spreadsheet.Range | null {
    const { kind, sheetId, index, length } = this.view;
    if (kind !== 'ROW' || sheetId === null || index === null) return null;
    return makeRange({ sheet: sheetId, row: index, col: 1, rows: 1, cols: length });
  }
}

class MetadataFacade
  implements Pick<Google, 'getId' | 'getKey' | 'getValue' | 'setValue' | 'getLocation' | 'getVisibility' | 'remove'>
{
  private readonly view: MetadataView;
  constructor(view: MetadataView) {
    this.view = view;
  }

  getId(): number {
    return this.view.id;
  }
  getKey(): string {
    return this.view.key;
  }
  getValue(): string | null {
    return this.view.value;
  }
  getVisibility(): GoogleAppsScript.Spreadsheet.DeveloperMetadataVisibility {
    return valueOf(DeveloperMetadataVisibility, this.view.visibility);
  }
  getLocation(): Location {
    return strict('DeveloperMetadataLocation', new LocationFacade(this.view)) as unknown as Location;
  }
  remove(): void {
    call('DeveloperMetadata.remove', this.view.id);
  }

  setValue(value: string): Google {
    call('DeveloperMetadata.setValue', this.view.id, value);
    return makeMetadata({ ...this.view, value });
  }
}

const makeMetadata = (view: MetadataView): Google =>
  strict('DeveloperMetadata', new MetadataFacade(view)) as unknown as Google;

class FinderFacade
  implements
    Pick<
      Finder,
      'withKey' | 'withValue' | 'withId' | 'withLocationType' | 'withVisibility' | 'onIntersectingLocations' | 'find'
    >
{
  private readonly scope: MetadataScope;
  private readonly query: MetadataQuery;
  constructor(scope: MetadataScope, query: MetadataQuery) {
    this.scope = scope;
    this.query = query;
  }

  withKey(key: string): Finder {
    return this.narrowed({ key });
  }
  withValue(value: string): Finder {
    return this.narrowed({ value });
  }
  withId(id: number): Finder {
    return this.narrowed({ id });
  }
  withLocationType(kind: unknown): Finder {
    return this.narrowed({ kind: nameOf(kind) });
  }
  withVisibility(visibility: unknown): Finder {
    return this.narrowed({ visibility: nameOf(visibility) });
  }
  onIntersectingLocations(): Finder {
    return makeFinder({ ...this.scope, intersecting: true }, this.query);
  }
  find(): Google[] {
    return call('DeveloperMetadataFinder.find', this.scope, this.query).map(makeMetadata);
  }

  private narrowed(more: MetadataQuery): Finder {
    return makeFinder(this.scope, { ...this.query, ...more });
  }
}

export const makeFinder = (scope: MetadataScope, query: MetadataQuery = {}): Finder =>
  strict('DeveloperMetadataFinder', new FinderFacade(scope, query));
