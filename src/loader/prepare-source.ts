import { blankTypes } from './blank-types';
import { instrument, type Site } from './instrument';
import { lineStarts } from './lines';
import { parseTypeScript, type ParsedFile } from './parse-typescript';

/** A source file made ready to run: its types blanked and, where asked, probes inserted. */
export interface PreparedSource extends ParsedFile {
  /** The text with its types blanked: every offset is the file's own. */
  readonly blanked: string;
  /** What runs. */
  readonly code: string;
  readonly toOriginal: (line: number, column: number) => number;
  /** The expressions that have probes, by their number in `code`; none when it is not instrumented. */
  readonly sites: ReadonlyMap<number, Site>;
}

/**
 * Parses once, blanks and instruments. Site numbers start at `firstSite`, so that those of several files differ.
 * Throws LoadFailure (`syntax`, `unsupported-syntax`).
 */
export function prepareSource(path: string, text: string, firstSite?: number): PreparedSource {
  const file = parseTypeScript(path, text, lineStarts(text));
  const blanked = blankTypes(file);
  if (firstSite === undefined) {
    return { ...file, blanked, code: blanked, toOriginal: (_line, column) => column, sites: new Map() };
  }
  return { ...file, blanked, ...instrument(file, blanked, firstSite) };
}

export type PrepareSource = typeof prepareSource;

/**
 * `prepareSource` with a memory of each path's last text: a grader loads the same file anew for every test.
 * What is instrumented is prepared every time, because its sites are numbered per load.
 */
export function rememberSources(): PrepareSource {
  const known = new Map<string, PreparedSource>();
  return (path, text, firstSite) => {
    if (firstSite !== undefined) return prepareSource(path, text, firstSite);
    const before = known.get(path);
    if (before?.text === text) return before;
    const source = prepareSource(path, text);
    known.set(path, source);
    return source;
  };
}
