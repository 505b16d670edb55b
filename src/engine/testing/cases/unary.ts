import type { Draw } from '../draw';
import type { Case, Cases } from '../fuzz';
import { oddities } from './pieces';

/** Where a function is smooth and of a moderate size: gradients are compared there. */
const ranges = {
  abs: [-3, 3], ceil: [-3, 3], floor: [-3, 3], round: [-3, 3], sign: [-3, 3], neg: [-3, 3], square: [-3, 3],
  exp: [-5, 3], expm1: [-5, 3], sin: [-9, 9], cos: [-9, 9], tan: [-1.2, 1.2], sinh: [-3, 3], cosh: [-3, 3],
  tanh: [-5, 5], atan: [-5, 5], asinh: [-5, 5], sigmoid: [-9, 9], logSigmoid: [-9, 9], relu: [-2, 2], relu6: [-2, 9],
  elu: [-5, 2], selu: [-5, 2], leakyRelu: [-2, 2], softplus: [-9, 9], erf: [-3, 3], step: [-2, 2], isNaN: [-2, 2],
  isFinite: [-2, 2], isInf: [-2, 2], log: [0.1, 9], log1p: [-0.8, 9], sqrt: [0.1, 9], rsqrt: [0.1, 9],
  reciprocal: [0.2, 5], asin: [-0.9, 0.9], acos: [-0.9, 0.9], atanh: [-0.9, 0.9], acosh: [1.2, 9],
} as const satisfies Readonly<Record<string, readonly [min: number, max: number]>>;
type Unary = keyof typeof ranges;

/** Core refuses int32 of others, or cpu keeps it and cuts off the fractions that are all there is to the result. */
const ofWholeNumbers: readonly string[] = ['abs', 'neg', 'square', 'sign', 'relu', 'relu6', 'step', 'round', 'isNaN', 'isFinite', 'isInf'];
const predicates: readonly string[] = ['isNaN', 'isFinite', 'isInf'];

export function unaryCases(): Cases {
  const cases: Record<string, (draw: Draw) => Case> = {};
  for (const [name, [min, max]] of Object.entries(ranges) as [Unary, readonly [number, number]][]) {
    cases[name] = (draw) => ({
      inputs: [draw.between(min, max, draw.shape(draw.int(0, 4)))],
      gradients: !predicates.includes(name),
      compute: (tf, x) => tf[name](x!),
    });
    cases[`${name} of NaN, infinities and zeros`] = () => {
      // The angle of 1e30 is lost in single precision.
      const values =
        name === 'sin' || name === 'cos' || name === 'tan'
          ? oddities.filter((x) => !(Number.isFinite(x) && Math.abs(x) > 1e9))
          : oddities;
      return { inputs: [{ shape: [values.length], values }], gradients: false, compute: (tf, x) => tf[name](x!) };
    };
    if (!ofWholeNumbers.includes(name)) continue;
    cases[`${name} of int32`] = (draw) => ({
      inputs: [draw.ints(min < 0 ? -3 : 1, 5, draw.shape(2))],
      compute: (tf, x) => tf[name](x!),
    });
  }
  return cases;
}
