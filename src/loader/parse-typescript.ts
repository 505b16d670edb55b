import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser } from 'acorn';
import { placeOf } from './lines';
import { LoadFailure } from './load-failure';
import type { Syntax } from './syntax';

/** One source file and its syntax tree. */
export interface ParsedFile {
  /** As the exercise names it: relative, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly starts: readonly number[];
  readonly program: Syntax;
}

const TypeScriptParser = Parser.extend(tsPlugin());

/** Parses a module. Throws LoadFailure (`syntax`) with the position of what is wrong. */
export function parseTypeScript(path: string, text: string, starts: readonly number[]): ParsedFile {
  try {
    const program = TypeScriptParser.parse(text, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
    return { path, text, starts, program };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = (error as SyntaxError & { pos?: number }).pos ?? 0;
    const message = error.message.replace(/ \(\d+:\d+\)$/, '');
    throw new LoadFailure('syntax', message, { position: { file: path, ...placeOf(starts, offset) }, cause: error });
  }
}
