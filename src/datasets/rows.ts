/** A table of examples: plain nested arrays, for code that loops over them. */
export interface RowSet {
  /** [count, columns] */
  readonly x: number[][];
  /** [count] */
  readonly y: number[];
  /** What the columns of `x` are called. */
  readonly columns: string[];
}

/** A table of examples of classes 0, 1 …, which have names. */
export interface ClassSet extends RowSet {
  readonly classes: string[];
}

/** Rounded to four decimals, so that a row reads well in a table. */
export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
