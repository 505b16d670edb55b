/**
 * `globals.d.ts` of a learner's workspace: the globals that exercises use. Neither the DOM's nor all of Node's,
 * so that a misspelt variable is not taken for a global of that name.
 */
export const learnerGlobals = `interface Console {
  /** Prints to the run's output. */
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  /** Prints rows and columns. */
  table(rows: unknown): void;
}
declare var console: Console;

interface Performance {
  /** Milliseconds since the process began. */
  now(): number;
}
declare var performance: Performance;

declare function structuredClone<T>(value: T): T;
`;
