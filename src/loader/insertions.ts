import { lineStarts } from './lines';

/** Text inserted into code, never with a line break in it: lines stay, and columns can be told back. */
export interface Insertions {
  /** Inserts before the character at an offset; of two at the same offset, the one put first comes first. */
  readonly put: (offset: number, text: string) => void;
  readonly apply: () => InsertedCode;
}
export interface InsertedCode {
  readonly code: string;
  /** The column of the original text, from 1, for a column of the code. Inside an insertion: where it was made. */
  readonly toOriginal: (line: number, column: number) => number;
}

export function createInsertions(original: string): Insertions {
  const made: { readonly offset: number; readonly text: string }[] = [];
  return {
    put: (offset, text) => void made.push({ offset, text }),
    apply: () => {
      const ordered = made.toSorted((a, b) => a.offset - b.offset);
      const starts = lineStarts(original);
      const lines: { readonly column: number; readonly length: number }[][] = starts.map(() => []);
      const pieces: string[] = [];
      let [at, line] = [0, 0];
      for (const { offset, text } of ordered) {
        pieces.push(original.slice(at, offset), text);
        at = offset;
        while (line + 1 < starts.length && starts[line + 1]! <= offset) line++;
        lines[line]!.push({ column: offset - starts[line]!, length: text.length });
      }
      pieces.push(original.slice(at));
      return { code: pieces.join(''), toOriginal: (lineNumber, column) => originalColumn(lines[lineNumber - 1] ?? [], column) };
    },
  };
}

function originalColumn(insertions: readonly { readonly column: number; readonly length: number }[], column: number): number {
  const at = column - 1;
  let shift = 0;
  for (const insertion of insertions) {
    if (at < insertion.column + shift) break;
    if (at < insertion.column + shift + insertion.length) return insertion.column + 1;
    shift += insertion.length;
  }
  return column - shift;
}
