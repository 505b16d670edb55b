import bytes from 'neurona-simd';
import type { ConvKernels } from './conv-kernels';
import type { SpatialKernels } from './spatial-kernels';

/**
 * The functions of `assembly/`, on the backend's heap. Addresses are bytes, sizes are elements; every tensor is
 * float32 in row-major order. What each computes is said where it is written.
 */
export interface SimdKernels extends ConvKernels, SpatialKernels {
  /** Operations by number: see kernels/combine.ts. */
  readonly combine: (operation: number, out: number, a: number, b: number, rows: number, columns: number, aRow: number, aColumn: 0 | 1, bRow: number, bColumn: 0 | 1) => void;
  readonly clip: (out: number, x: number, low: number, high: number, n: number) => void;
  readonly prelu: (out: number, x: number, alpha: number, rows: number, columns: number) => void;
  readonly reluGrad: (dx: number, dy: number, x: number, n: number) => void;
  readonly reluInPlace: (y: number, n: number) => void;
  readonly sumAxis: (out: number, x: number, outer: number, count: number, inner: number, scale: number) => void;
  readonly matMul: (out: number, a: number, b: number, bias: number, m: number, n: number, k: number, aRow: number, aCol: number, bRow: number, bCol: number, scratch: number) => void;
  /** In bytes. */
  readonly matMulScratch: (m: number, n: number) => number;
  readonly sgd: (value: number, gradient: number, n: number, minusRate: number) => void;
  readonly momentum: (value: number, gradient: number, a: number, n: number, decay: number, minusRate: number, nesterov: boolean) => void;
  readonly adam: (value: number, gradient: number, m: number, v: number, n: number, beta1: number, rest1: number, beta2: number, rest2: number, correction1: number, correction2: number, epsilon: number, minusRate: number) => void;
  readonly adamax: (value: number, gradient: number, m: number, norm: number, n: number, beta1: number, rest1: number, beta2: number, epsilon: number, rate: number) => void;
  readonly rmsprop: (value: number, gradient: number, square: number, a: number, mean: number, n: number, decay: number, rest: number, momentum: number, epsilon: number, rate: number) => void;
  readonly adagrad: (value: number, gradient: number, sum: number, n: number, epsilon: number, minusRate: number) => void;
  readonly adadelta: (value: number, gradient: number, square: number, update: number, n: number, rho: number, rest: number, epsilon: number, minusRate: number) => void;
  readonly lstmStep: (gates: number, recurrent: number, carryBefore: number, carry: number, hidden: number, batch: number, units: number, hard: boolean) => void;
  readonly lstmStepGrad: (gates: number, carryBefore: number, carry: number, dHidden: number, dRecurrent: number, dCarry: number, dCarryAfter: number, dGates: number, batch: number, units: number, hard: boolean) => void;
  readonly gruOpen: (gates: number, recurrent: number, hiddenBefore: number, reset: number, batch: number, units: number, hard: boolean) => void;
  readonly gruClose: (gates: number, recurrent: number, hiddenBefore: number, hidden: number, batch: number, units: number, hard: boolean) => void;
  readonly gruCloseGrad: (gates: number, hiddenBefore: number, dHidden: number, dRecurrent: number, dBefore: number, dGates: number, reset: number, batch: number, units: number, hard: boolean) => void;
  readonly gruOpenGrad: (gates: number, hiddenBefore: number, dReset: number, dBefore: number, dGates: number, batch: number, units: number, hard: boolean) => void;
  readonly simpleStep: (inputs: number, recurrent: number, hidden: number, n: number) => void;
  readonly simpleStepGrad: (hidden: number, dHidden: number, dRecurrent: number, dGates: number, n: number) => void;
  readonly swapOuterAxes: (to: number, from: number, rows: number, columns: number, width: number, reversed: boolean) => void;
  /** y ← y + a·x over n floats. */
  readonly addScaled: (y: number, x: number, a: number, n: number) => void;
}

/** Instantiates our module on a heap; undefined where the machine has no SIMD. */
export function loadSimd(heap: WebAssembly.Memory): SimdKernels | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: heap } });
  return exports as unknown as SimdKernels;
}
