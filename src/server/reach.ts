// Filter and colours cover a fixed range: rows added below it and columns added beside it are outside. Stretches them,
// and takes a filter's criteria away for as long as something must not meet hidden rows.
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Filter = GoogleAppsScript.Spreadsheet.Filter;
type Criteria = GoogleAppsScript.Spreadsheet.FilterCriteria;

/** Sorting by a header moves only what the filter covers, and what is outside it is never hidden. */
export function stretch(sheet: Sheet, coloured: readonly string[]): void {
  const filter = sheet.getFilter();
  if (filter !== null && filter.getRange().getLastRow() < sheet.getLastRow()) stretchFilter(sheet, filter);
  const rows = sheet.getMaxRows();
  const before = sheet.getConditionalFormatRules();
  const rules = before.map(rule => {
    const words = rule.getBooleanCondition()?.getCriteriaValues().map(String) ?? [];
    const ranges = rule.getRanges();
    // A person's own rules are left as they are.
    if (!words.some(word => coloured.includes(word)) || ranges.every(range => range.getLastRow() >= rows)) return rule;
    return rule
      .copy()
      .setRanges(
        ranges.map(range =>
          sheet.getRange(range.getRow(), range.getColumn(), rows - range.getRow() + 1, range.getNumColumns()),
        ),
      )
      .build();
  });
  if (rules.some((rule, at) => rule !== before[at])) sheet.setConditionalFormatRules(rules);
}

/** To columns made just beside it, so that they can be filtered by as well. */
export function widen(sheet: Sheet, first: number, count: number): void {
  const filter = sheet.getFilter();
  if (filter?.getRange().getLastColumn() === first - 1) stretchFilter(sheet, filter, count);
}

/** Google has no way to change a filter's range: another one takes its place, with the same criteria. */
function stretchFilter(sheet: Sheet, filter: Filter, more = 0): void {
  const range = filter.getRange();
  const kept = criteriaOf(filter);
  const create = (area: GoogleAppsScript.Spreadsheet.Range): void => {
    const made = area.createFilter();
    for (const [at, criteria] of kept) made.setColumnFilterCriteria(at, criteria);
  };
  filter.remove();
  const [row, column] = [range.getRow(), range.getColumn()];
  try {
    create(sheet.getRange(row, column, sheet.getMaxRows() - row + 1, range.getNumColumns() + more));
  } catch (error) {
    // Cells below it that somebody merged take no filter.
    create(range);
    throw error;
  }
}

function criteriaOf(filter: Filter): [number, Criteria][] {
  const range = filter.getRange();
  const [first, last] = [range.getColumn(), range.getLastColumn()];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).flatMap((column): [number, Criteria][] => {
    const criteria = filter.getColumnFilterCriteria(column);
    return criteria === null ? [] : [[column, criteria]];
  });
}

/** What a sort, a copy or a clearing does with rows that a filter hides is not documented: meanwhile it hides none. */
export function unfiltered(sheet: Sheet, work: () => void): void {
  const filter = sheet.getFilter();
  const kept = filter === null ? [] : criteriaOf(filter);
  for (const [column] of kept) filter?.removeColumnFilterCriteria(column);
  try {
    work();
  } finally {
    for (const [column, criteria] of kept) filter?.setColumnFilterCriteria(column, criteria);
  }
}

/** Those that the rules of a sheet compare cells with. */
export const wordsColouredIn = (sheet: Sheet): string[] =>
  sheet
    .getConditionalFormatRules()
    .flatMap(rule => (rule.getBooleanCondition()?.getCriteriaValues() ?? []).map(String));
