// A place in a sheet as one number, for maps of cells.
const COLUMNS = 100_000;
export const placeOf = (row: number, col: number): number => row * COLUMNS + col;
