import type { Cases } from '../fuzz';
import { binaryCases } from './binary';
import { broadcastable, oddities } from './pieces';
import { unaryCases } from './unary';

export const elementwiseCases: Cases = {
  ...unaryCases(),
  ...binaryCases(),
  'arithmetic of mixed dtypes': (draw) => {
    const [[a, b], name] = [broadcastable(draw), draw.pick(['add', 'sub', 'mul', 'div', 'maximum'] as const)];
    // Of two bools cpu makes a bool that may be 2.
    const [left, right] = [draw.pick(['float32', 'int32'] as const), draw.pick(['float32', 'int32', 'bool'] as const)];
    return {
      inputs: [
        { shape: a, dtype: left },
        { shape: b, dtype: right },
      ],
      gradients: false,
      compute: (tf, x, y) => tf[name](x!, y!),
    };
  },
  addN: (draw) => {
    const shape = draw.shape(draw.int(0, 4));
    return { inputs: Array.from({ length: draw.int(1, 4) }, () => shape), compute: (tf, ...xs) => tf.addN(xs) };
  },
  prelu: (draw) => {
    const [x, channels] = [draw.shape(draw.int(1, 3)), draw.int(1, 4)];
    return { inputs: [[...x, channels], [channels]], compute: (tf, x, alpha) => tf.prelu(x!, alpha!) };
  },
  'leakyRelu, alpha': (draw) => {
    const alpha = draw.pick([0, 0.3, 1]);
    return { inputs: [draw.shape(2)], compute: (tf, x) => tf.leakyRelu(x!, alpha) };
  },
  'step, alpha': (draw) => ({ inputs: [draw.shape(2)], compute: (tf, x) => tf.step(x!, 0.25) }),
  clipByValue: (draw) => {
    const [min, max] = [draw.pick([-1, 0, -Infinity]), draw.pick([0.5, 1, Infinity])];
    return { inputs: [draw.shape(draw.int(0, 4))], compute: (tf, x) => tf.clipByValue(x!, min, max) };
  },
  'clipByValue of int32': (draw) => ({
    inputs: [draw.ints(-9, 9, draw.shape(2))],
    compute: (tf, x) => tf.clipByValue(x!, -2, 3),
  }),
  'clipByValue of NaN, infinities and zeros': () => ({
    inputs: [{ shape: [oddities.length], values: oddities }],
    gradients: false,
    compute: (tf, x) => tf.clipByValue(x!, -1, 1),
  }),
  cast: (draw) => {
    const dtypes = ['float32', 'int32', 'bool'] as const;
    const [from, to] = [draw.pick(dtypes), draw.pick(dtypes)];
    return {
      inputs: [{ shape: draw.shape(draw.int(0, 3)), dtype: from }],
      gradients: to === 'float32',
      compute: (tf, x) => tf.cast(x!, to),
    };
  },
  'cast of fractions': (draw) => {
    const to = draw.pick(['int32', 'bool'] as const);
    return { inputs: [draw.between(-300, 300, [9])], gradients: false, compute: (tf, x) => tf.cast(x!, to) };
  },
  clone: (draw) => ({ inputs: [draw.shape(2)], compute: (tf, x) => tf.mul(tf.clone(x!), x!) }),
  where: (draw) => {
    const [a, b] = [draw.shape(draw.int(1, 3)), draw.coin()];
    const condition = b ? a : [a[0]!];
    const dtype = draw.pick(['float32', 'int32', 'bool'] as const);
    return {
      inputs: [
        { shape: condition, dtype: 'bool' },
        { shape: a, dtype },
        { shape: a, dtype },
      ],
      // A condition of rank 1 picks whole rows.
      compute: (tf, c, x, y) => tf.where(b ? c! : tf.reshape(c!, [a[0]!, ...a.slice(1).map(() => 1)]), x!, y!),
    };
  },
  'where, of a comparison': (draw) => ({
    inputs: [draw.shape(3)],
    compute: (tf, x) => tf.where(tf.less(tf.zeros(x!.shape), tf.ones(x!.shape)), tf.square(x!), tf.neg(x!)),
  }),
  logicalNot: (draw) => ({
    inputs: [{ shape: draw.shape(draw.int(0, 3)), dtype: 'bool' }],
    compute: (tf, x) => tf.logicalNot(x!),
  }),
  bitwiseAnd: (draw) => {
    const shape = draw.shape(2);
    return { inputs: [draw.ints(-99, 99, shape), draw.ints(-99, 99, shape)], compute: (tf, a, b) => tf.bitwiseAnd(a!, b!) };
  },
  'image.threshold': (draw) => {
    const [inverted, method, channels] = [draw.coin(), draw.pick(['binary', 'otsu']), draw.pick([1, 3])];
    return {
      inputs: [draw.ints(0, 255, [5, 7, channels])],
      gradients: false,
      compute: (tf, x) => tf.image.threshold(x as never, method, inverted, 0.4),
    };
  },
};
