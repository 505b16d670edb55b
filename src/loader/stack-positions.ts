import type { Position } from '../protocol/solution';
import { mendMessage } from './mend-message';
import type { PreparedSource } from './prepare-source';

/** One frame of a stack that lies in a file that was loaded, at the file's own line and column. */
export interface LearnerFrame {
  readonly function: string;
  readonly position: Position;
}

/** Knows where the frames of a stack lie in the files that were loaded, as they were written. */
export interface StackPositions {
  /** The identifier under which V8 is to know this source. */
  readonly register: (source: PreparedSource) => string;
  /** Takes stack traces over, deep enough for the learner's line to be under a dozen frames of a library. Undone by what it returns. */
  readonly install: () => () => void;
  /** The frames of an error that lie in files that were loaded, innermost first. */
  readonly framesOf: (error: object) => readonly LearnerFrame[];
}

const STACK_DEPTH = 100;

/** The identifiers look like URLs of files, so that whatever prints a stack makes links of them. */
export function createStackPositions(): StackPositions {
  const sources = new Map<string, PreparedSource>();
  const frames = new WeakMap<object, readonly LearnerFrame[]>();

  const frameOf = (site: NodeJS.CallSite): LearnerFrame | undefined => {
    const source = sources.get(site.getFileName() ?? '');
    const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
    if (source === undefined || line === null || column === null) return undefined;
    return { function: functionName(site), position: { file: source.path, line, column: source.toOriginal(line, column) } };
  };

  /** Runs in the middle of learner code, which may have replaced any method of the language: it calls none of an array's. */
  const prepare = (error: Error, sites: NodeJS.CallSite[]): string => {
    const known: LearnerFrame[] = [];
    let lines = '';
    for (let i = 0; i < sites.length; i++) {
      const site = sites[i]!;
      let frame = frameOf(site);
      if (i === 0 && frame !== undefined) frame = atMissingName(error, frame, sources.get(site.getFileName()!)!);
      lines += `\n    at ${frame === undefined ? String(site) : describe(frame)}`;
      if (frame === undefined) continue;
      if (known.length === 0) mendMessage(error, site, sources.get(site.getFileName()!)!);
      known[known.length] = frame;
    }
    frames.set(error, known);
    return headline(error) + lines;
  };

  return {
    register: (source) => {
      const identifier = `file:///${encodeURI(source.path)}`;
      sources.set(identifier, source);
      return identifier;
    },
    install: () => {
      const [previous, previousLimit] = [Error.prepareStackTrace, Error.stackTraceLimit];
      Error.stackTraceLimit = STACK_DEPTH;
      Error.prepareStackTrace = prepare;
      return () => {
        Error.stackTraceLimit = previousLimit;
        Error.prepareStackTrace = previous;
      };
    },
    framesOf: (error) => {
      // V8 formats a stack when it is first read.
      void (error as { readonly stack?: unknown }).stack;
      return frames.get(error) ?? [];
    },
  };
}

/** For a name that does not exist V8 gives the start of the statement: the name itself is further right on the line. */
function atMissingName(error: Error, frame: LearnerFrame, source: PreparedSource): LearnerFrame {
  if (!(error instanceof ReferenceError)) return frame;
  const name = /^([\w$]+) is not defined$/.exec(error.message)?.[1];
  if (name === undefined) return frame;
  const { file, line, column } = frame.position;
  const text = source.blanked.slice(source.starts[line - 1]! + column - 1, source.starts[line]);
  const at = text.search(new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`));
  return at < 0 ? frame : { ...frame, position: { file, line, column: column + at } };
}

function functionName(site: NodeJS.CallSite): string {
  const name = site.getFunctionName();
  if (name === null || name === '') return '';
  return site.isConstructor() ? `new ${name}` : name;
}

function describe({ function: name, position: { file, line, column } }: LearnerFrame): string {
  return name === '' ? `${file}:${line}:${column}` : `${name} (${file}:${line}:${column})`;
}

function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
