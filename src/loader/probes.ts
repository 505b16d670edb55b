import { placeOf } from './lines';
import type { PreparedSource } from './prepare-source';
import type { Site } from './instrument';
import type { Position } from '../protocol/solution';

/** The shapes that tensors had at one place in the learner's code. */
export interface SeenShapes {
  readonly kind: Site['kind'];
  readonly start: Position;
  /** The text of the expression. */
  readonly text: string;
  /** The name that received the value, where there is one. */
  readonly target?: string;
  /** Each different shape, in the order of appearance, up to a few. */
  readonly shapes: readonly (readonly number[])[];
}

/** What instrumented code calls while it runs, and what was learnt from that. */
export interface Probes {
  /** The number of the next site of a file that is about to be instrumented. */
  readonly nextSite: () => number;
  readonly add: (source: PreparedSource) => void;
  /** The exports of the module that instrumented code imports. */
  readonly functions: object;
  /** The shapes seen since, in the order of the sites. */
  readonly shapes: () => readonly SeenShapes[];
}

const MAX_SHAPES = 8;

export function createProbes(): Probes {
  const sources: PreparedSource[] = [];
  // Site numbers index these; number 0 is "outside any call".
  const parents: number[] = [0];
  const seen: (readonly number[])[][] = [];
  const current = { s: 0 };

  const record = (id: number, value: object): void => {
    const { shape, dataId } = value as { readonly shape?: readonly number[]; readonly dataId?: unknown };
    if (shape === undefined || dataId === undefined) return;
    const shapes = seen[id];
    if (shapes === undefined) {
      seen[id] = [shape];
      return;
    }
    // Nearly always the shape of the last time.
    if (sameShape(shapes[shapes.length - 1]!, shape)) return;
    if (shapes.length < MAX_SHAPES && !shapes.some((known) => sameShape(known, shape))) shapes.push(shape);
  };

  return {
    nextSite: () => parents.length,
    add: (source) => {
      sources.push(source);
      for (const [id, { parent }] of source.sites) parents[id] = parent;
    },
    functions: {
      c: current,
      t: <T>(id: number, value: T): T => {
        current.s = parents[id]!;
        if (typeof value === 'object' && value !== null) record(id, value);
        return value;
      },
      b: (id: number, value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        record(id, value);
        // Reading the stack puts the learner's own names into the message before their `catch` reads it.
        if (value instanceof TypeError) void value.stack;
      },
    },
    shapes: () => sources.flatMap((source) => shapesIn(source, seen)),
  };
}

function shapesIn(source: PreparedSource, seen: readonly (readonly (readonly number[])[] | undefined)[]): readonly SeenShapes[] {
  return [...source.sites].flatMap(([id, { kind, start, end, target }]) => {
    const shapes = seen[id];
    if (shapes === undefined) return [];
    const position = { file: source.path, ...placeOf(source.starts, start) };
    return [{ kind, start: position, text: source.text.slice(start, end), ...(target && { target: nameAt(source, target) }), shapes }];
  });
}

/** The name that a target spells, without its type. */
function nameAt({ blanked }: PreparedSource, { start, end }: { readonly start: number; readonly end: number }): string {
  return blanked.slice(start, end).trim();
}

function sameShape(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
