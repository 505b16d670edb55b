import { createHash } from 'node:crypto';
import type { Random } from './course-api';
import type { Engine } from './lazy-engine';

/**
 * The generator of one test: its draws depend on the seed and the test's id alone, so a test that is added,
 * skipped or run on its own never changes the inputs of another.
 */
export function createRandom(seed: number, testId: string, engine: Engine): Random {
  const uniform = sfc32(seed, testId);

  const normal = (): number => {
    // 1 − u, because the logarithm of 0 is not a number one wants.
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  };
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  const integer = (limit: number): number => Math.floor(uniform() * limit);
  const eighth = (): number => {
    const odd = 2 * integer(8) + 1;
    return (uniform() < 0.5 ? -odd : odd) / 8;
  };
  const vector = (length: number): number[] => Array.from({ length }, eighth);
  const tensor = (shape: readonly number[], draw: () => number) => {
    const size = shape.reduce((product, axis) => product * axis, 1);
    return engine.tf().tensor(Float32Array.from({ length: size }, draw), [...shape], 'float32');
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = integer(last + 1);
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  };

  return {
    normal: ((shape?: readonly number[]) =>
      shape === undefined ? normal() : tensor(shape, normal)) as Random['normal'],
    uniform: ((low: number, high: number, shape?: readonly number[]) =>
      shape === undefined ? between(low, high) : tensor(shape, () => between(low, high))) as Random['uniform'],
    integer,
    eighth,
    vector,
    matrix: (rows, columns) => Array.from({ length: rows }, () => vector(columns)),
    eighths: (shape) => tensor(shape, eighth),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('There is nothing to pick from');
      return items[integer(items.length)]!;
    },
    shuffle,
  };
}

/** Chris Doty-Humphrey's sfc32, seeded with a hash: numbers in [0, 1). */
function sfc32(seed: number, label: string): () => number {
  const hash = createHash('sha256').update(`${seed}:${label}`).digest();
  let [a, b, c, counter] = [hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), hash.readInt32LE(12)];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
}
