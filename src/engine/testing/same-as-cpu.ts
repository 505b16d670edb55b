import assert from 'node:assert/strict';
import { createSeededRandom } from '../../protocol/seeded-random';
import { startEngine } from '../start-engine';
import type * as tensorflow from '../tfjs';

/** An input of a comparison: a shape, filled with odd multiples of 1/8 in [-2, 2], or values of one's own. */
export type Input =
  | readonly number[]
  | { readonly shape: readonly number[]; readonly dtype?: 'float32' | 'int32' | 'bool'; readonly values?: readonly number[] };

type Tensor = tensorflow.Tensor;
export type Compute = (tf: typeof tensorflow, ...inputs: Tensor[]) => Tensor | Tensor[];

export interface Comparison {
  /** Gradients with respect to every float32 input are compared too, for a random upstream gradient. Default true. */
  readonly gradients?: boolean;
  /** How far apart, relative to the largest magnitude in the tensor. Default 1e-5. */
  readonly tolerance?: number;
  /** Throwing on both is no longer the same: cpu has to compute it. Default false. */
  readonly computes?: boolean;
  readonly seed?: number;
}

/**
 * Asserts that a computation gives on wasm what it gives on cpu: values, shapes, dtypes and gradients, or that it
 * throws on both. Leaves no tensor behind.
 */
export async function assertSameAsCpu(compute: Compute, inputs: readonly Input[], comparison: Comparison = {}): Promise<void> {
  const cpu = await resultsOn('cpu', compute, inputs, comparison);
  const wasm = await resultsOn('wasm', compute, inputs, comparison);
  if ('error' in cpu && comparison.computes === true) throw cpu.error;
  if ('error' in cpu || 'error' in wasm) {
    assert.ok('error' in cpu && 'error' in wasm, `cpu: ${outcome(cpu)}; wasm: ${outcome(wasm)}`);
    return;
  }
  assert.equal(wasm.tensors.length, cpu.tensors.length);
  cpu.tensors.forEach((expected, index) => assertClose(wasm.tensors[index]!, expected, comparison.tolerance ?? 1e-5));
}

interface Plain {
  readonly what: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: ArrayLike<number>;
}
type Results = { readonly tensors: readonly Plain[] } | { readonly error: Error };

async function resultsOn(backend: 'cpu' | 'wasm', compute: Compute, inputs: readonly Input[], { gradients = true, seed = 1 }: Comparison): Promise<Results> {
  const { tf } = await startEngine({ backend });
  const random = createSeededRandom(seed).next;
  const before = tf.memory().numTensors;
  const plain = (what: string, tensor: Tensor): Plain => ({
    what,
    shape: tensor.shape,
    dtype: tensor.dtype,
    values: tensor.dataSync() as Float32Array,
  });
  tf.engine().startScope();
  let threw = false;
  try {
    const xs = inputs.map((input) => draw(tf, input, random));
    const outputs = [compute(tf, ...xs)].flat();
    const tensors = outputs.map((output, index) => plain(`output ${index}`, output));
    const wanted = xs.flatMap((x, index) => (x.dtype === 'float32' ? [index] : []));
    if (!gradients || wanted.length === 0) return { tensors };
    // Random weights make the sum depend on every element in its own way.
    const upstream = outputs.map(({ shape }) => tf.tensor(drawValues(shape, random), [...shape]));
    const loss = (...some: Tensor[]): tensorflow.Scalar => {
      const all = [...xs];
      wanted.forEach((at, index) => (all[at] = some[index]!));
      const ys = [compute(tf, ...all)].flat();
      return tf.addN(ys.map((y, index) => tf.sum(tf.mul(y, upstream[index]!)))).asScalar();
    };
    const gradientsOf = tf.grads(loss)(wanted.map((at) => xs[at]!));
    return { tensors: [...tensors, ...gradientsOf.map((gradient, index) => plain(`gradient of input ${wanted[index]}`, gradient))] };
  } catch (error) {
    threw = true;
    return { error: error as Error };
  } finally {
    tf.engine().endScope();
    // What threw half-way may leave some, and is what is to be told.
    if (!threw) assert.equal(tf.memory().numTensors, before, 'tensors were left behind');
  }
}

function draw(tf: typeof tensorflow, input: Input, random: () => number): Tensor {
  const { shape, dtype = 'float32', values } = 'shape' in input ? input : { shape: input };
  if (values !== undefined) return tf.tensor([...values], [...shape], dtype);
  const drawn = drawValues(shape, random);
  if (dtype === 'float32') return tf.tensor(drawn, [...shape]);
  return tf.tensor(drawn.map((value) => (dtype === 'bool' ? Number(value > 0) : Math.round(value * 2))), [...shape], dtype);
}

function drawValues(shape: readonly number[], random: () => number): number[] {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return Array.from({ length: size }, () => (2 * Math.floor(random() * 16) - 15) / 8);
}

/** Compares by tensor: a difference counts against the largest finite magnitude that is expected. */
function assertClose(actual: Plain, expected: Plain, tolerance: number): void {
  const at = expected.what;
  assert.deepEqual(actual.shape, expected.shape, `${at}: shape`);
  assert.equal(actual.dtype, expected.dtype, `${at}: dtype`);
  const finite = Array.from(expected.values).filter(Number.isFinite);
  const scale = finite.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  for (let i = 0; i < expected.values.length; i++) {
    const [a, e] = [actual.values[i]!, expected.values[i]!];
    if (Object.is(a, e) || a === e || (Number.isNaN(a) && Number.isNaN(e)) || Math.abs(a - e) <= tolerance * scale) continue;
    assert.fail(`${at}, element ${i} of [${expected.shape}]: ${a} on wasm, ${e} on cpu`);
  }
}

function outcome(results: Results): string {
  return 'error' in results ? `threw "${results.error.message}"` : 'returned';
}
