import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import * as tf from '../tfjs';

/** One step of a cell whose gates are all its inputs: weights of 1 into every gate, and none from h. */
function oneStep(cell: 'simple' | 'lstm', values: readonly number[], attributes: { readonly hard: boolean }): readonly (readonly number[])[] {
  const gates = cell === 'simple' ? 1 : 4;
  const zeros = tf.zeros([values.length, 1]);
  const inputs = {
    x: tf.tensor3d([...values], [values.length, 1, 1]),
    kernel: tf.ones([1, gates]),
    recurrentKernel: tf.zeros([1, gates]),
    hidden: zeros,
    ...(cell === 'lstm' && { carry: zeros }),
  };
  const outputs = tf.engine().runKernel('RecurrentSequence', inputs, { cell, backwards: false, ...attributes }) as tf.Tensor[];
  return outputs.map((output) => [...output.dataSync()]);
}

function assertNear(actual: number, expected: number, what: string): void {
  assert.ok(Object.is(actual, expected) || Math.abs(actual - expected) <= 2.5e-7 * Math.abs(expected) + 1e-38, `${what}: ${actual} instead of ${expected}`);
}

const everywhere = [...Array.from({ length: 401 }, (_, i) => (i - 200) / 10), 0.6249, 0.625, 1e-8, -1e-20, 87, 88, 89, 200, -87, -89, -200, Infinity, -Infinity, Number.NaN];

describe('RecurrentSequence', () => {
  before(() => startEngine());

  it('has a tanh that is right to the last bits, everywhere', () => {
    const [hidden] = oneStep('simple', everywhere, { hard: false });
    everywhere.forEach((x, i) => assertNear(hidden![everywhere.length + i]!, Math.tanh(Math.fround(x)), `tanh(${x})`));
  });

  it('has a sigmoid that is right to the last bits', () => {
    const [, gates] = oneStep('lstm', everywhere, { hard: false });
    everywhere.filter((x) => x > -87).forEach((x) => assertNear(gates![4 * everywhere.indexOf(x)]!, 1 / (1 + Math.exp(-Math.fround(x))), `sigmoid(${x})`));
  });

  it('has gates that open between -2.5 and 2.5 where they are hard', () => {
    const inputs = [-3, -2.5, 0, 1, 2.5, 3];
    const [, , carry] = oneStep('lstm', inputs, { hard: true });
    inputs.forEach((x, i) => assertNear(carry![inputs.length + i]!, Math.min(1, Math.max(0, 0.2 * x + 0.5)) * Math.tanh(x), `i ⊙ g of ${x}`));
  });

  it('goes backward through every output, the initial state among them', () => {
    const hidden = tf.tensor2d([[0.5, -0.25]]);
    const weights = { kernel: tf.ones([1, 2]), recurrentKernel: tf.tensor2d([[0.5, 0], [0, 0.25]]) };
    const sum = (state: tf.Tensor) => {
      const [every] = tf.engine().runKernel('RecurrentSequence', { x: tf.zeros([1, 1, 1]), hidden: state, ...weights }, { cell: 'simple', hard: true, backwards: false }) as tf.Tensor[];
      return every!.sum() as tf.Scalar;
    };
    const gradient = [...tf.grad(sum)(hidden).dataSync()];
    // h₁ = tanh(h₀·U), and h₀ itself is an output.
    [[0.5, 0.5], [-0.25, 0.25]].forEach(([h, u], i) => assertNear(gradient[i]!, Math.fround(1 + u! * (1 - Math.tanh(h! * u!) ** 2)), `of h₀[${i}]`));
  });
});
