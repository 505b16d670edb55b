import type * as tf from '@tensorflow/tfjs';
import type { Localized } from '../protocol/localized';

/**
 * What course authors write with: `import { suite, mistakes } from 'neurona/course'`.
 *
 * A test file's default export is a suite, a `mistakes.ts`'s default export its mistakes. Both are plain
 * descriptions: nothing runs until the grader runs it.
 */

// ── The learner's module, seen from a test ────────────────────────────────────────────────────────────────────

type AnyFunction = (...args: never[]) => unknown;
type AnyClass = abstract new (...args: never[]) => unknown;

type HasMethods<T> = true extends { [K in keyof T]-?: T[K] extends AnyFunction ? true : never }[keyof T] ? true : false;

/** What a call into the learner's process resolves to: functions and objects with methods become remote, data is itself. */
export type Remote<T> = T extends
  | tf.Tensor
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | readonly unknown[]
  | ArrayBufferView
  ? T
  : T extends AnyFunction
    ? RemoteFunction<T>
    : HasMethods<T> extends true
      ? RemoteInstance<T>
      : T;
export type RemoteFunction<F extends AnyFunction> = (...args: Parameters<F>) => Promise<Remote<Awaited<ReturnType<F>>>>;
/** An instance that lives in the learner's process: methods are asked for, properties are awaited. */
export type RemoteInstance<T> = {
  readonly [K in keyof T]: T[K] extends AnyFunction ? RemoteFunction<T[K]> : Promise<Remote<T[K]>>;
};

/**
 * The learner's module. Functions return promises; classes are constructed with `new` and give remote instances
 * (a mistake in the constructor shows at the first await); other exports are awaited: `await solution.weights`.
 */
export type Solution<M> = {
  readonly [K in keyof M]: M[K] extends AnyClass
    ? new (...args: ConstructorParameters<M[K]>) => RemoteInstance<InstanceType<M[K]>>
    : M[K] extends AnyFunction
      ? RemoteFunction<M[K]>
      : Promise<Remote<M[K]>>;
};

// ── Inputs ───────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Seeded draws. Each test gets a generator of its own, so adding a test never changes the inputs of another.
 * Eighths, odd multiples of 1/8 within (−2, 2), are never zero and exact in float32: use them where code branches.
 */
export interface Random {
  /** A standard normal number. */
  normal(): number;
  /** A normal tensor, float32. */
  normal(shape: readonly number[]): tf.Tensor;
  uniform(low: number, high: number): number;
  uniform(low: number, high: number, shape: readonly number[]): tf.Tensor;
  /** A whole number from 0 up to, not including, the limit. */
  integer(limit: number): number;
  eighth(): number;
  /** [length] eighths as a plain array. */
  vector(length: number): number[];
  /** [rows, columns] eighths as plain nested arrays. */
  matrix(rows: number, columns: number): number[][];
  /** Eighths as a float32 tensor. */
  eighths(shape: readonly number[]): tf.Tensor;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
}

// ── Expectations ─────────────────────────────────────────────────────────────────────────────────────────────

export interface ExpectationOptions {
  /** Largest difference allowed, relative to the largest expected element of the same tensor. 1e-4 unless told. */
  readonly tolerance?: number;
  /** What is looked at, when the call alone does not say it: { en: 'the bias', es: 'el sesgo' }. */
  readonly what?: Localized;
  /** What to try, when it fails here. */
  readonly next?: Localized;
}

/**
 * An expectation climbs a ladder and stops at the first rung that breaks: exists, kind, arity, rank, shape, dtype,
 * finite, value. What it says names the rung.
 */
export interface Expectation<T> {
  /** Equal up to the tolerance: numbers, nested arrays, typed arrays, tensors, and plain objects of them. */
  toBeCloseTo(
    expected: T | tf.Tensor | number | readonly unknown[] | object,
    options?: ExpectationOptions,
  ): Promise<void>;
  /** Exactly equal, structure and values. */
  toEqual(expected: unknown, options?: ExpectationOptions): Promise<void>;
  /** Anything a predicate can say; `claim` is the sentence that should have been true. */
  toSatisfy(predicate: (actual: T) => boolean, claim: Localized, options?: ExpectationOptions): Promise<void>;
}
export type Expect = <T>(actual: T | Promise<T>) => Expectation<T>;

// ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Pictures that a test makes of what the learner's code returned. They open in the run panel. */
export interface Picture {
  tensor(value: tf.Tensor | readonly unknown[] | number, name: string): void;
  /** One frame of a decision boundary: a line, or outputs over the plane (a function that is asked for each point). */
  boundary(
    unit: { readonly weights: readonly number[]; readonly bias: number } | ((x: number[]) => number | Promise<number>),
    data: { readonly points: readonly (readonly number[])[]; readonly labels: readonly number[] },
    name?: string,
  ): Promise<void>;
}

// ── Suites ───────────────────────────────────────────────────────────────────────────────────────────────────

export interface TestOptions {
  readonly points: number;
  /** Milliseconds; the exercise's limit unless told. */
  readonly limit?: number;
  /** English title of a test that must pass first; otherwise this one is skipped and says so. */
  readonly after?: string;
}

export interface SuiteTools<M> {
  /** The id is the English title in kebab-case: "adds the bias" is `adds-the-bias`. */
  readonly test: (title: Localized, options: TestOptions, body: (tools: TestTools<M>) => void | Promise<void>) => void;
}
export interface TestTools<M> {
  readonly solution: Solution<M>;
  /** The course's own reference, in the grader: for expectations that need it. Mistakes never see it. */
  readonly reference: M;
  readonly random: Random;
  readonly expect: Expect;
  readonly picture: Picture;
}

export interface Suite<M> {
  readonly kind: 'suite';
  readonly define: (tools: SuiteTools<M>) => void;
}

/** Describes a test file: `export default suite<typeof import('./solution')>(({ test }) => { … })`. */
export function suite<M>(define: (tools: SuiteTools<M>) => void): Suite<M> {
  return { kind: 'suite', define };
}

// ── Mistakes ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether the mistake (or the one variant of it) is switched on. */
export type Made<Id extends string> = (mistake: Id, variant?: string) => boolean;

export interface MistakeDescription<Id extends string> {
  readonly id: Id;
  /** What the learner is told when it is recognised: what was done, and what follows from it. Never the answer's code. */
  readonly tells: Localized;
  /** English titles of exactly the tests (visible and hidden) that it fails. */
  readonly fails: readonly string[];
  /** Details in which people differ; without any, the mistake has one form. A variant may fail other tests. */
  readonly variants?: readonly { readonly id: string; readonly fails?: readonly string[] }[];
  /** NaN is what gives it away, so that non-finite evidence counts. */
  readonly signature?: 'nan';
}

export interface Mistakes<M, Id extends string = string> {
  readonly kind: 'mistakes';
  /** In the order of the computation: of two made at once, the first is told first. */
  readonly list: readonly MistakeDescription<Id>[];
  /** The solution again, with switches. With every switch off it equals the reference. Called anew for each trace. */
  readonly build: (made: Made<Id>) => M;
}

/** Describes a `mistakes.ts`: `export default mistakes<typeof import('./solution')>()({ list, build })`. */
export function mistakes<M>() {
  return <const Id extends string>(description: {
    readonly list: readonly MistakeDescription<Id>[];
    readonly build: (made: Made<Id>) => M;
  }): Mistakes<M, Id> => ({ kind: 'mistakes', ...description });
}
