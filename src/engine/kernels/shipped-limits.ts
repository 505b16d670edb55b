import { util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';

type Inputs = Parameters<KernelFunc>[0]['inputs'];
type Beyond = (inputs: Inputs) => boolean;

const notFloat = (...names: readonly string[]): Beyond => (inputs) => names.some((name) => (inputs[name] as TensorInfo).dtype !== 'float32');
const isBool = (name: string): Beyond => (inputs) => (inputs[name] as TensorInfo).dtype === 'bool';
const isEmpty = (name: string): Beyond => (inputs) => util.sizeFromShape((inputs[name] as TensorInfo).shape) === 0;
const isScalar = (name: string): Beyond => (inputs) => (inputs[name] as TensorInfo).shape.length === 0;
const always: Beyond = () => true;

/** With anything but float32, upstream's kernels write floats into other tensors, or nothing at all. */
const unary = [
  'Abs', 'Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'Ceil', 'Cos', 'Cosh', 'Elu', 'Erf', 'Exp', 'Expm1', 'Floor',
  'IsFinite', 'IsInf', 'IsNan', 'LeakyRelu', 'Log', 'Log1p', 'Neg', 'Reciprocal', 'Relu', 'Round', 'Rsqrt', 'Selu', 'Sigmoid',
  'Sin', 'Sinh', 'Softplus', 'Sqrt', 'Square', 'Step', 'Tan', 'Tanh',
] as const;

/** With integers, upstream's divide by 0 (some stop the program), and take powers and remainders of floats. */
const binary = ['Atan2', 'FloorDiv', 'Mod', 'Pow'] as const;

/** Of nothing, upstream's return what they find in memory. */
const reductions = ['All', 'Any', 'Max', 'Min', 'Prod'] as const;

/** These take any index for a good one, and read or write outside of the tensor: cpu's throw. */
const unchecked = ['GatherNd', 'ScatterNd', 'SparseToDense', 'TensorScatterUpdate'] as const;

/**
 * Kernels of upstream's that are kept, each with what is beyond it: there, cpu's kernel computes.
 * What is often beyond it, or is slow on cpu, is a kernel of ours instead.
 */
export const shippedLimits: ReadonlyMap<string, Beyond> = new Map<string, Beyond>([
  ...unary.map((name) => [name, notFloat('x')] as const),
  ...binary.map((name) => [name, notFloat('a', 'b')] as const),
  ...reductions.map((name) => [name, isEmpty('x')] as const),
  ...unchecked.map((name) => [name, always] as const),
  ['GatherV2', isEmpty('x')],
  ['Cumprod', isBool('x')],
  ['Cumsum', isBool('x')],
  ['Reverse', isBool('x')],
  ['SearchSorted', isBool('sortedSequence')],
  ['Select', isBool('t')],
  ['Softmax', isScalar('logits')],
  // It has a generator of its own; cpu's goes by the seed, or by `Math.random`, which is seeded.
  ['Multinomial', always],
]);
