import { input, ints, type CaseInput, type GradientCase } from './gradient-case';

const shape = [3, 5];

/** A function of one tensor, element by element. */
function unary(kernel: string, compute: GradientCase['compute'], torch: string, from = -2, to = 2): GradientCase {
  return { kernel, name: `from ${from} to ${to}`, inputs: [input(shape, from, to)], compute, torch };
}

/** A function of two tensors: of one shape, and each broadcast over the other. */
function binary(kernel: string, compute: GradientCase['compute'], torch: string, range: readonly [number, number] = [-2, 2]): GradientCase[] {
  const of = (name: string, ...shapes: readonly (readonly number[])[]): GradientCase => ({
    kernel,
    name,
    inputs: shapes.map((one) => input(one, ...range)),
    compute,
    torch,
  });
  return [of('same shapes', shape, shape), of('the first broadcast', [5], [2, 3, 5]), of('both broadcast', [3, 1], [1, 5])];
}

/** A function that is constant between its jumps: its gradient is zero. */
function flat(kernel: string, compute: GradientCase['compute'], inputs: readonly CaseInput[] = [input(shape), input([5])]): GradientCase {
  return { kernel, name: 'zero', inputs, compute };
}

export const elementwiseCases: readonly GradientCase[] = [
  unary('Abs', (tf, x) => tf.abs(x!), 'x[0].abs()'),
  unary('Acos', (tf, x) => tf.acos(x!), 'x[0].acos()', -0.75, 0.75),
  unary('Acosh', (tf, x) => tf.acosh(x!), 'x[0].acosh()', 1.5, 5),
  unary('Asin', (tf, x) => tf.asin(x!), 'x[0].asin()', -0.75, 0.75),
  unary('Asinh', (tf, x) => tf.asinh(x!), 'x[0].asinh()'),
  unary('Atan', (tf, x) => tf.atan(x!), 'x[0].atan()'),
  unary('Atanh', (tf, x) => tf.atanh(x!), 'x[0].atanh()', -0.75, 0.75),
  unary('Ceil', (tf, x) => tf.ceil(x!), 'x[0].ceil()'),
  unary('Cos', (tf, x) => tf.cos(x!), 'x[0].cos()'),
  unary('Cosh', (tf, x) => tf.cosh(x!), 'x[0].cosh()'),
  unary('Elu', (tf, x) => tf.elu(x!), 'F.elu(x[0])'),
  unary('EluGrad', (tf, x) => tf.grad((z) => tf.elu(z))(x!).mul(x!), 'torch.where(x[0] > 0, 1.0, x[0].exp()) * x[0]'),
  unary('Erf', (tf, x) => tf.erf(x!), 'x[0].erf()'),
  unary('Exp', (tf, x) => tf.exp(x!), 'x[0].exp()'),
  unary('Expm1', (tf, x) => tf.expm1(x!), 'x[0].expm1()'),
  unary('Floor', (tf, x) => tf.floor(x!), 'x[0].floor()'),
  unary('LeakyRelu', (tf, x) => tf.leakyRelu(x!, 0.25), 'F.leaky_relu(x[0], 0.25)'),
  unary('Log', (tf, x) => tf.log(x!), 'x[0].log()', 0.5, 4),
  unary('Log1p', (tf, x) => tf.log1p(x!), 'x[0].log1p()', -0.5, 4),
  unary('Neg', (tf, x) => tf.neg(x!), '-x[0]'),
  unary('Reciprocal', (tf, x) => tf.reciprocal(x!), 'x[0].reciprocal()', 0.5, 4),
  unary('Relu', (tf, x) => tf.relu(x!), 'x[0].relu()'),
  unary('Relu6', (tf, x) => tf.relu6(x!), 'F.relu6(x[0])', -4, 8),
  unary('Rsqrt', (tf, x) => tf.rsqrt(x!), 'x[0].rsqrt()', 0.5, 4),
  unary('Selu', (tf, x) => tf.selu(x!), 'F.selu(x[0])'),
  unary('Sigmoid', (tf, x) => tf.sigmoid(x!), 'x[0].sigmoid()'),
  unary('Sin', (tf, x) => tf.sin(x!), 'x[0].sin()'),
  unary('Sinh', (tf, x) => tf.sinh(x!), 'x[0].sinh()'),
  unary('Softplus', (tf, x) => tf.softplus(x!), 'F.softplus(x[0])'),
  unary('Sqrt', (tf, x) => tf.sqrt(x!), 'x[0].sqrt()', 0.5, 4),
  unary('Square', (tf, x) => tf.square(x!), 'x[0] ** 2'),
  unary('Tan', (tf, x) => tf.tan(x!), 'x[0].tan()', -1, 1),
  unary('Tanh', (tf, x) => tf.tanh(x!), 'x[0].tanh()'),
  unary('ClipByValue', (tf, x) => tf.clipByValue(x!, -1, 1.5), 'x[0].clamp(-1, 1.5)'),
  unary('Identity', (tf, x) => tf.clone(x!), 'x[0].clone()'),
  unary('OnesLike', (tf, x) => tf.onesLike(x!).mul(x!), 'x[0] * 1'),
  unary('ZerosLike', (tf, x) => tf.zerosLike(x!).add(x!), 'x[0] + 0'),
  unary('Sign', (tf, x) => tf.sign(x!), 'x[0].sign()'),
  unary('Round', (tf, x) => tf.round(x!), 'x[0].round()'),
  unary('Step', (tf, x) => tf.step(x!, 0.25), 'torch.where(x[0] > 0, 1.0, 0.25)'),
  ...binary('Add', (tf, a, b) => tf.add(a!, b!), 'x[0] + x[1]'),
  ...binary('Atan2', (tf, a, b) => tf.atan2(a!, b!), 'torch.atan2(x[0], x[1])', [0.5, 3]),
  ...binary('Maximum', (tf, a, b) => tf.maximum(a!, b!.add(0.125)), 'torch.maximum(x[0], x[1] + 0.125)'),
  ...binary('Minimum', (tf, a, b) => tf.minimum(a!, b!.add(0.125)), 'torch.minimum(x[0], x[1] + 0.125)'),
  ...binary('Multiply', (tf, a, b) => tf.mul(a!, b!), 'x[0] * x[1]'),
  ...binary('Pow', (tf, a, b) => tf.pow(a!, b!), 'x[0] ** x[1]', [0.5, 2.5]),
  ...binary('RealDiv', (tf, a, b) => tf.div(a!, b!), 'x[0] / x[1]', [0.5, 3]),
  ...binary('SquaredDifference', (tf, a, b) => tf.squaredDifference(a!, b!), '(x[0] - x[1]) ** 2'),
  ...binary('Sub', (tf, a, b) => tf.sub(a!, b!), 'x[0] - x[1]'),
  {
    kernel: 'Mod',
    name: 'the divisor broadcast, away from the jumps',
    inputs: [input([3, 5], 0, 2), { shape: [5], values: [3.0625, 3.1875, 3.3125, 4.0625, 5.0625] }],
    compute: (tf, a, b) => tf.mod(a!.add(b!.mul(2)), b!),
    torch: 'torch.remainder(x[0] + 2 * x[1], x[1])',
  },
  {
    kernel: 'AddN',
    name: 'three of them',
    inputs: [input(shape), input(shape), input(shape)],
    compute: (tf, ...xs) => tf.addN(xs),
    torch: 'x[0] + x[1] + x[2]',
  },
  {
    kernel: 'Prelu',
    name: 'a slope for each channel',
    inputs: [input([2, 3, 5]), input([5], 0, 1)],
    compute: (tf, x, alpha) => tf.prelu(x!, alpha!),
    torch: 'torch.where(x[0] > 0, x[0], x[0] * x[1])',
  },
  {
    kernel: 'Select',
    name: 'where x is above a threshold, with respect to x',
    inputs: [input(shape), input(shape)],
    compute: (tf, x, y) => tf.where(tf.greater(x!, 0), x!.square(), y!),
    torch: 'torch.where(x[0] > 0, x[0] ** 2, x[1])',
  },
  {
    kernel: 'Greater',
    name: 'as the condition of where',
    inputs: [input(shape), input(shape)],
    compute: (tf, x, y) => tf.where(tf.greater(x!, y!.add(0.125)), x!.square(), y!),
    torch: 'torch.where(x[0] > x[1] + 0.125, x[0] ** 2, x[1])',
  },
  flat('Greater', (tf, a, b) => tf.greater(a!, b!.add(0.125))),
  flat('GreaterEqual', (tf, a, b) => tf.greaterEqual(a!, b!.add(0.125))),
  flat('Less', (tf, a, b) => tf.less(a!, b!.add(0.125))),
  flat('LessEqual', (tf, a, b) => tf.lessEqual(a!, b!.add(0.125))),
  flat('Equal', (tf, a, b) => tf.equal(a!, b!.add(0.125))),
  flat('NotEqual', (tf, a, b) => tf.notEqual(a!, b!.add(0.125))),
  flat('LogicalAnd', (tf, a, b) => tf.logicalAnd(tf.greater(a!, 0), tf.greater(b!, 0))),
  flat('LogicalOr', (tf, a, b) => tf.logicalOr(tf.greater(a!, 0), tf.greater(b!, 0))),
  flat('LogicalNot', (tf, a) => tf.logicalNot(tf.greater(a!, 0)), [input(shape)]),
  flat('All', (tf, a) => tf.all(tf.greater(a!, 0), 1), [input(shape)]),
  flat('Any', (tf, a) => tf.any(tf.greater(a!, 0), 1), [input(shape)]),
  flat('IsNan', (tf, a) => tf.isNaN(a!), [input(shape)]),
  flat('IsInf', (tf, a) => tf.isInf(a!), [input(shape)]),
  flat('IsFinite', (tf, a) => tf.isFinite(a!), [input(shape)]),
  flat('FloorDiv', (tf, a, b) => tf.floorDiv(a!.add(6.5), b!), [{ shape: [4], values: [0, 0.25, -0.25, 0.125] }, { shape: [4], values: [2, 2.75, 3, 5] }]),
  flat('ArgMax', (tf, a) => tf.argMax(a!, 1), [input(shape)]),
  flat('ArgMin', (tf, a) => tf.argMin(a!, 1), [input(shape)]),
  flat('OneHot', (tf, a) => tf.oneHot(tf.argMax(a!, 1), 5), [input(shape)]),
  flat('Multinomial', (tf, a) => tf.multinomial(a! as never, 4, 1), [{ shape: [2, 3], values: [40, 0, 1, 0, 1, 40] }]),
  { kernel: 'Cast', name: 'to integers and back is flat', inputs: [input(shape)], compute: (tf, x) => tf.cast(x!.mul(2), 'int32').toFloat() },
  {
    kernel: 'Cast',
    name: 'of integers to float32 passes on what comes',
    inputs: [input(shape), ints(shape, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6])],
    compute: (tf, x, n) => tf.cast(x!, 'float32').mul(n!.toFloat()),
  },
];
