// Lets a component draw itself again whenever the workbook changes.
import { useEffect, useReducer } from 'preact/hooks';
import type { Workbook } from './workbook';

export function useWorkbook(book: Workbook): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => book.onChange(() => redraw(undefined)), [book]);
}
