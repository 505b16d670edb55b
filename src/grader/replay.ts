import type { Outcome, Target } from '../protocol/solution';
import type { WireValue } from '../protocol/value';
import type { Engine } from './lazy-engine';
import { createLocalSolution, type Exports } from './local-solution';
import type { Stretches } from './time-guard';
import type { TestTrace } from './trace';

export interface ReplayOptions {
  /** A fresh instance of the module that is asked in the learner's place. */
  readonly exports: Exports;
  readonly engine: Engine;
}

/** Looks at the outcome of one call and says whether to go on. */
export type Visit = (outcome: Outcome, at: number) => boolean;

/**
 * Asks another module the same things, on the same inputs. Returns false when `visit` had seen enough.
 * To be driven by a TimeGuard: the module may hang.
 */
export function* replay(trace: TestTrace, { exports, engine }: ReplayOptions, visit: Visit): Stretches<boolean> {
  const solution = createLocalSolution({ exports, engine, callback: trace.callback });
  /** The learner's handles, and the other module's that stand in the same places of its answers. */
  const handles = new Map<number, number>();
  const ask = (at: number): Outcome | Promise<Outcome> => {
    const { kind, target, member, args } = trace.calls[at]!;
    return solution({
      kind,
      member,
      target: translateTarget(target, handles),
      args: args.map((arg) => translate(arg, handles)),
    });
  };
  const goesOn = (outcome: Outcome, at: number): boolean => {
    const theirs = trace.calls[at]!.outcome;
    if (theirs.outcome === 'returned' && outcome.outcome === 'returned')
      pairHandles(theirs.value, outcome.value, handles);
    return visit(outcome, at);
  };

  for (let at = 0; at < trace.calls.length; at++) {
    const answer = ask(at);
    const outcome = answer instanceof Promise ? ((yield answer) as Outcome) : answer;
    if (!goesOn(outcome, at)) return false;
  }
  return true;
}

function translateTarget(target: Target, handles: ReadonlyMap<number, number>): Target {
  return target.kind === 'export' ? target : { kind: 'handle', id: handles.get(target.id) ?? 0 };
}

function translate(value: WireValue, handles: ReadonlyMap<number, number>): WireValue {
  if (typeof value !== 'object' || value === null) return value;
  switch (value.t) {
    case 'handle':
      return { ...value, id: handles.get(value.id) ?? 0 };
    case 'array':
      return { t: 'array', items: value.items.map((item) => translate(item, handles)) };
    case 'object':
      return { t: 'object', entries: value.entries.map(([key, item]) => [key, translate(item, handles)]) };
    default:
      return value;
  }
}

function pairHandles(theirs: WireValue, ours: WireValue, handles: Map<number, number>): void {
  if (typeof theirs !== 'object' || theirs === null || typeof ours !== 'object' || ours === null) return;
  if (theirs.t === 'handle' && ours.t === 'handle') handles.set(theirs.id, ours.id);
  if (theirs.t === 'array' && ours.t === 'array')
    theirs.items.forEach((item, i) => pairHandles(item, ours.items[i] ?? null, handles));
  if (theirs.t === 'object' && ours.t === 'object') {
    const entries = new Map(ours.entries);
    for (const [key, item] of theirs.entries) pairHandles(item, entries.get(key) ?? null, handles);
  }
}
