// Blocks of cells as the clipboard carries them: tabs between cells, line ends between rows, quotes where a cell holds
// either.

export function toTsv(block: readonly (readonly string[])[]): string {
  return block
    .map(line => line.map(cell => (/[\t\n\r"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join('\t'))
    .join('\n');
}

export function fromTsv(text: string): string[][] {
  const block: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    block[block.length - 1]?.push(cell);
    cell = '';
  };
  for (let index = 0; index < text.length; index++) {
    const letter = text.charAt(index);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text.charAt(index + 1) === '"') {
        cell += '"';
        index++;
      } else quoted = false;
    } else if (letter === '"' && cell === '' && closes(text, index + 1)) quoted = true;
    else if (letter === '\t') endCell();
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text.charAt(index + 1) === '\n') index++;
      endCell();
      // A line end at the very end closes the last row and begins none.
      if (index < text.length - 1) block.push([]);
    } else cell += letter;
  }
  if (cell !== '' || block[block.length - 1]?.length === 0 || text.endsWith('\t')) endCell();
  return block;
}

/** A quote that is never closed is just a letter. */
function closes(text: string, from: number): boolean {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charAt(at + 1) !== '"') return at + 1 >= text.length || /[\t\n\r]/.test(text.charAt(at + 1));
  }
  return false;
}
