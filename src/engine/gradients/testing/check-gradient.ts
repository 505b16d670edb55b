import assert from 'node:assert/strict';
import { createSeededRandom } from '../../../protocol/seeded-random';
import { startEngine, type Backend } from '../../start-engine';
import type * as tensorflow from '../../tfjs';
import { drawValues, type GradientCase } from './gradient-case';

type Tensor = tensorflow.Tensor;

/** What a case gave on a backend, as plain numbers. */
export interface CaseResult {
  readonly inputs: readonly (readonly number[])[];
  readonly upstream: readonly number[];
  readonly value: readonly number[];
  /** With respect to each float32 input, by its index; undefined for the others. */
  readonly gradients: readonly (readonly number[] | undefined)[];
}

/**
 * Computes a case's value and its gradients for a random upstream gradient, as learner code would: with `tf.grads`.
 * Throws when the kernel that the case names is not on the tape, or when tensors are left behind.
 */
export async function computeCase(one: GradientCase, backend: Backend): Promise<CaseResult> {
  const { tf } = await startEngine({ backend });
  const before = tf.memory().numTensors;
  const result = tf.tidy(() => {
    const random = createSeededRandom(1).next;
    const values = one.inputs.map((input) => drawValues(input, random));
    const xs = one.inputs.map(({ shape, dtype = 'float32' }, i) => tf.tensor(values[i]!, [...shape], dtype));
    const wanted = xs.flatMap(({ dtype }, i) => (dtype === 'float32' ? [i] : []));
    const value = one.compute(tf, ...xs);
    const upstream = Array.from({ length: value.size }, () => (2 * Math.floor(random() * 16) - 15) / 8);
    const dy = tf.tensor(upstream, value.shape);
    const compute = (...some: Tensor[]): Tensor => {
      const all = [...xs];
      wanted.forEach((at, i) => (all[at] = some[i]!));
      const y = one.compute(tf, ...all);
      const onTape = tf.engine().state.activeTape?.map(({ kernelName }) => kernelName) ?? [];
      assert.ok(onTape.includes(one.kernel), `${one.kernel} is not on the tape: ${onTape.join(', ')}`);
      return y;
    };
    const found = tf.grads(compute)(wanted.map((i) => xs[i]!), dy);
    const gradients = xs.map((_, i) => {
      const gradient = found[wanted.indexOf(i)];
      return gradient === undefined ? undefined : numbers(gradient);
    });
    return { inputs: values, upstream, value: numbers(value), gradients };
  });
  assert.equal(tf.memory().numTensors, before, 'tensors were left behind');
  return result;
}

const STEP = 1 / 32;
/** Of a larger input as many elements are checked, evenly spread. */
const MAX_ELEMENTS = 48;

/**
 * Asserts that the gradients of a case are the slopes of what it computes, each by central differences of fourth order:
 * f' ≈ (8 (f(x + h) - f(x - h)) - (f(x + 2h) - f(x - 2h))) / 12h, whose error is h⁴ f⁽⁵⁾ / 30 (Abramowitz and Stegun,
 * 25.3). With h = 1/32 that and float32's rounding, about 3e-6 |f|, stay below the tolerance.
 * Differences of outputs are summed in float64; |a - n| counts against |a| + |n| or, below 1, against 1.
 */
export async function checkGradient(one: GradientCase, backend: Backend, tolerance = 1e-3): Promise<void> {
  const { tf } = await startEngine({ backend });
  const { inputs, upstream, gradients } = await computeCase(one, backend);
  const weighted = (values: readonly (readonly number[])[]): number =>
    tf.tidy(() => {
      const xs = one.inputs.map(({ shape, dtype = 'float32' }, i) => tf.tensor([...values[i]!], [...shape], dtype));
      return numbers(one.compute(tf, ...xs)).reduce((sum, y, i) => sum + y * upstream[i]!, 0);
    });
  gradients.forEach((gradient, i) => {
    gradient?.forEach((analytic, j) => {
      const skip = Math.max(1, gradient.length / MAX_ELEMENTS);
      if (j !== Math.floor(Math.round(j / skip) * skip)) return;
      const at = (offset: number): number => {
        const moved = inputs.map((values) => [...values]);
        moved[i]![j]! += offset;
        return weighted(moved);
      };
      const numeric = (8 * (at(STEP) - at(-STEP)) - (at(2 * STEP) - at(-2 * STEP))) / (12 * STEP);
      const error = Math.abs(analytic - numeric) / Math.max(1, Math.abs(analytic) + Math.abs(numeric));
      assert.ok(error <= tolerance, `input ${i}, element ${j}: the gradient is ${analytic}, the slope ${numeric}`);
    });
  });
}

function numbers(tensor: Tensor): number[] {
  return Array.from(tensor.dataSync());
}
