import type { Tensor } from '@tensorflow/tfjs-core';
import type * as tensorflow from '../../tfjs';
import type { Draw } from '../draw';
import type { Case, Cases } from '../fuzz';
import { broadcastable, oddities } from './pieces';

const arithmetic = [
  'add', 'sub', 'mul', 'div', 'divNoNan', 'floorDiv', 'maximum', 'minimum', 'mod', 'pow', 'squaredDifference', 'atan2',
] as const;
type Binary = (typeof arithmetic)[number];
const comparisons = ['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'] as const;
const logical = ['logicalAnd', 'logicalOr', 'logicalXor'] as const;

export function binaryCases(): Cases {
  const cases: Record<string, (draw: Draw) => Case> = {};
  const of =
    (name: Binary) =>
    (tf: typeof tensorflow, a: Tensor | undefined, b: Tensor | undefined): Tensor =>
      name === 'floorDiv' ? tf.engine().runKernel('FloorDiv', { a: a!, b: b! }) : tf[name as 'add'](a!, b!);
  for (const name of arithmetic) {
    cases[`${name} of int32`] = (draw) => {
      const [a, b] = broadcastable(draw);
      return { inputs: [draw.ints(-9, 9, a), draw.ints(1, 3, b)], compute: of(name) };
    };
    // Core divides only int32 by it.
    if (name === 'floorDiv') continue;
    cases[name] = (draw) => {
      const [a, b] = broadcastable(draw);
      const positive = name === 'pow' || name === 'mod';
      // A remainder jumps where it is 0: steps of a quarter by fifths never meet there.
      return {
        inputs: [positive ? draw.between(0.3, 2, a) : a, name === 'mod' ? draw.between(2.1, 3, b) : b],
        gradients: name !== 'divNoNan',
        compute: of(name),
      };
    };
    cases[`${name} of NaN, infinities and zeros`] = () => {
      const x = oddities.slice(0, 9);
      // 1 to the power of NaN or infinity is 1 to most, and NaN to JavaScript.
      const y = name === 'pow' ? x.filter(Number.isFinite) : x;
      return {
        inputs: [
          { shape: [x.length, 1], values: x },
          { shape: [1, y.length], values: y },
        ],
        gradients: false,
        compute: of(name),
      };
    };
  }
  for (const name of comparisons) {
    cases[name] = (draw) => {
      const [[a, b], dtype] = [broadcastable(draw), draw.pick(['float32', 'int32', 'bool'] as const)];
      return {
        inputs: [
          { shape: a, dtype },
          { shape: b, dtype },
        ],
        gradients: false,
        compute: (tf, x, y) => tf[name](x!, y!),
      };
    };
    cases[`${name} of NaN, infinities and zeros`] = () => {
      const n = oddities.length;
      const inputs = [
        { shape: [n, 1], values: oddities },
        { shape: [1, n], values: oddities },
      ];
      return { inputs, gradients: false, compute: (tf, x, y) => tf[name](x!, y!) };
    };
  }
  for (const name of logical) {
    cases[name] = (draw) => {
      const [a, b] = broadcastable(draw);
      return {
        inputs: [
          { shape: a, dtype: 'bool' },
          { shape: b, dtype: 'bool' },
        ],
        compute: (tf, x, y) => tf[name](x!, y!),
      };
    };
  }
  return cases;
}
