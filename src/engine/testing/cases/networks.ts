import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LSTMCellFunc } from '@tensorflow/tfjs-core/dist/ops/multi_rnn_cell';
import type { Cases } from '../fuzz';
import { pair } from './pieces';

const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;

/** Matrices, normalisations and recurrent cells. */
export const networkCases: Cases = {
  matMul: (draw) => {
    const [m, k, n, a, b] = [draw.int(1, 9), draw.int(1, 9), draw.int(1, 20), draw.coin(), draw.coin()];
    return { inputs: [a ? [k, m] : [m, k], b ? [n, k] : [k, n]], compute: (tf, x, y) => tf.matMul(x!, y!, a, b) };
  },
  'matMul of larger matrices': (draw) => {
    const [[m, k], n, a, b] = [pair(draw, 70), draw.int(1, 70), draw.coin(), draw.coin()];
    return { inputs: [a ? [k, m] : [m, k], b ? [n, k] : [k, n]], compute: (tf, x, y) => tf.matMul(x!, y!, a, b) };
  },
  'matMul in batches': (draw) => {
    const [m, k, n, a, b] = [draw.int(1, 5), draw.int(1, 5), draw.int(1, 9), draw.coin(), draw.coin()];
    const batch = draw.shape(draw.int(1, 2), 3);
    // One side for all of the other: where only some of several dimensions broadcast, cpu pairs the wrong matrices.
    const [left, right] = [batch, draw.coin() ? batch : batch.map(() => 1)];
    const sides = draw.coin() ? [left, right] : [right, left];
    return {
      inputs: [
        [...sides[0]!, ...(a ? [k, m] : [m, k])],
        [...sides[1]!, ...(b ? [n, k] : [k, n])],
      ],
      compute: (tf, x, y) => tf.matMul(x!, y!, a, b),
    };
  },
  'matMul of int32': (draw) => {
    const [m, k, n] = draw.shape(3) as [number, number, number];
    return {
      inputs: [
        { shape: [m, k], dtype: 'int32' },
        { shape: [k, n], dtype: 'int32' },
      ],
      compute: (tf, x, y) => tf.matMul(x!, y!),
    };
  },
  'dot, outerProduct': (draw) => {
    const n = draw.int(1, 6);
    return { inputs: [[n], [n]], compute: (tf, x, y) => [tf.dot(x!, y!), tf.outerProduct(x as never, y as never)] };
  },
  'fused.matMul': (draw) => {
    const [m, k, n, a, b] = [draw.int(1, 6), draw.int(1, 6), draw.int(1, 9), draw.coin(), draw.coin()];
    const [activation, bias] = [draw.pick(activations), draw.pick([[n], [1, n], [m, n], []])];
    return {
      inputs: [a ? [k, m] : [m, k], b ? [n, k] : [k, n], bias],
      // Core has gradients of the fused operations for these only.
      gradients: ['linear', 'relu', 'relu6'].includes(activation),
      compute: (tf, x, y, bias) =>
        tf.fused.matMul({
          a: x!,
          b: y!,
          transposeA: a,
          transposeB: b,
          bias: bias!,
          activation,
          preluActivationWeights: tf.scalar(0.3),
          leakyreluAlpha: 0.1,
        }),
    };
  },
  einsum: (draw) => {
    const equation = draw.pick([
      'ij,jk->ik',
      'bij,bjk->bik',
      'ij,ij->',
      'i,j->ij',
      'bij,bkj->bik',
      'ij->ji',
      'ijk->j',
      'bhqd,bhkd->bhqk',
      'i,i->',
      'ij,j->i',
    ]);
    const extents = new Map('ijkbhqd'.split('').map((letter) => [letter, draw.int(1, 4)]));
    const inputs = equation
      .split('->')[0]!
      .split(',')
      .map((letters) => letters.split('').map((letter) => extents.get(letter)!));
    return { inputs, compute: (tf, ...xs) => tf.einsum(equation, ...xs) };
  },
  batchNorm: (draw) => {
    const [x, affine] = [draw.shape(draw.int(2, 4), 5), draw.coin()];
    const c = [x.at(-1)!];
    return {
      inputs: [x, c, draw.between(0.2, 2, c), c, c],
      // Without a scale core has no gradient.
      gradients: affine,
      compute: (tf, x, mean, variance, offset, scale) =>
        affine
          ? tf.batchNorm(x!, mean as never, variance as never, offset as never, scale as never, 0.01)
          : tf.batchNorm(x!, mean as never, variance as never),
    };
  },
  'linalg.gramSchmidt, linalg.qr': (draw) => {
    const n = draw.int(2, 4);
    return {
      // Far from singular: what is nearly dependent is nearly anything.
      inputs: [draw.between(-0.4, 0.4, [n, n])],
      gradients: false,
      tolerance: 1e-4,
      compute: (tf, x) => {
        const a = tf.add(x!, tf.mul(tf.eye(n), 3));
        return [tf.linalg.gramSchmidt(a as never) as never, ...tf.linalg.qr(a), tf.linalg.bandPart(a, 1, 0)];
      },
    };
  },
  basicLSTMCell: (draw) => {
    const [n, width, units] = draw.shape(3) as [number, number, number];
    return {
      inputs: [[n, width], [n, units], [n, units], [width + units, 4 * units], [4 * units]],
      compute: (tf, x, c, h, w, b) => tf.basicLSTMCell(1, w as never, b as never, x as never, c as never, h as never),
    };
  },
  multiRNNCell: (draw) => {
    const [n, units] = pair(draw, 3);
    return {
      inputs: [
        [n, units],
        [2 * units, 4 * units],
      ],
      compute: (tf, x, w) => {
        const cell: LSTMCellFunc = (x, c, h) =>
          tf.basicLSTMCell(tf.scalar(1), w as Tensor2D, tf.zeros([4 * units]), x as Tensor2D, c, h);
        return tf
          .multiRNNCell(
            [cell, cell],
            x as never,
            [tf.zeros([n, units]), tf.zeros([n, units])],
            [tf.zeros([n, units]), tf.zeros([n, units])],
          )
          .flat();
      },
    };
  },
  'tf.signal.frame, windows': (draw) => {
    const [length, step, n] = [draw.int(2, 4), draw.int(1, 3), draw.int(5, 12)];
    return {
      inputs: [[n]],
      gradients: false,
      compute: (tf, x) => [
        tf.signal.frame(x as never, length, step, true, -1),
        tf.signal.hannWindow(n),
        tf.signal.hammingWindow(n),
      ],
    };
  },
  movingAverage: (draw) => {
    const shape = draw.shape(2);
    return { inputs: [shape, shape], gradients: false, compute: (tf, v, x) => tf.movingAverage(v!, x!, 0.9, 3) };
  },
};
