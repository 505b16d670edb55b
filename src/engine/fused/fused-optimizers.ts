import {
  AdadeltaOptimizer, AdagradOptimizer, AdamaxOptimizer, AdamOptimizer, engine, env, MomentumOptimizer, RMSPropOptimizer, SGDOptimizer,
  type Optimizer, type Tensor, type Variable,
} from '@tensorflow/tfjs-core';
import { address } from '../kernels/heap';
import type { SimdKernels } from '../simd/load-simd';
import { currentWasm } from './current-wasm';
import { addressToOverwrite, areAlike } from './update-in-place';

type Gradients = Parameters<Optimizer['applyGradients']>[0];

/** An accumulator as upstream's optimisers keep it, one for each variable. */
interface Accumulator {
  readonly variable: Variable;
}

/** One variable's update: addresses of its data, of its gradient's and of its accumulators', and their size. */
type Update = (value: number, gradient: number, accumulators: readonly number[], n: number) => void;

/** How an optimiser of upstream's is done in one pass. `State` is what it keeps, which its types hide. */
interface FusedOptimizer<State> {
  readonly upstream: { readonly prototype: Optimizer };
  /** Its accumulators, by kind, each list parallel to the variables. */
  readonly accumulators: (state: State) => ReadonlyArray<readonly Accumulator[]>;
  /** Reads what a step needs. */
  readonly begin: (state: State, simd: SimdKernels, scalar: (tensor: Tensor) => number) => Update;
  /** Moves on what belongs to no variable, after all of them. */
  readonly end?: (state: State, change: (scalar: Variable, to: (before: number) => number) => void) => void;
}

const sgd: FusedOptimizer<{ readonly c: Tensor }> = {
  upstream: SGDOptimizer,
  accumulators: () => [],
  begin: ({ c }, simd, scalar) => {
    const minusRate = scalar(c);
    return (value, gradient, _, n) => simd.sgd(value, gradient, n, minusRate);
  },
};

const momentum: FusedOptimizer<{ readonly c: Tensor; readonly m: Tensor; readonly useNesterov: boolean; readonly accumulations: readonly Accumulator[] }> = {
  upstream: MomentumOptimizer,
  accumulators: ({ accumulations }) => [accumulations],
  begin: ({ c, m, useNesterov }, simd, scalar) => {
    const [minusRate, decay] = [scalar(c), scalar(m)];
    return (value, gradient, [a], n) => simd.momentum(value, gradient, a!, n, decay, minusRate, useNesterov);
  },
};

interface AdamState {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly accBeta1: Variable;
  readonly accBeta2: Variable;
  readonly accumulatedFirstMoment: readonly Accumulator[];
  readonly accumulatedSecondMoment: readonly Accumulator[];
}

const adam: FusedOptimizer<AdamState> = {
  upstream: AdamOptimizer,
  accumulators: ({ accumulatedFirstMoment, accumulatedSecondMoment }) => [accumulatedFirstMoment, accumulatedSecondMoment],
  begin: ({ learningRate, beta1, beta2, epsilon, accBeta1, accBeta2 }, simd, scalar) => {
    const [correction1, correction2] = [1 - scalar(accBeta1), 1 - scalar(accBeta2)];
    return (value, gradient, [m, v], n) =>
      simd.adam(value, gradient, m!, v!, n, beta1, 1 - beta1, beta2, 1 - beta2, correction1, correction2, epsilon, -learningRate);
  },
  end: ({ beta1, beta2, accBeta1, accBeta2 }, change) => {
    change(accBeta1, (before) => before * Math.fround(beta1));
    change(accBeta2, (before) => before * Math.fround(beta2));
  },
};

interface AdamaxState {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly decay: number;
  readonly iteration: Variable;
  readonly accBeta1: Variable;
  readonly accumulatedFirstMoment: readonly Accumulator[];
  readonly accumulatedWeightedInfNorm: readonly Accumulator[];
}

const adamax: FusedOptimizer<AdamaxState> = {
  upstream: AdamaxOptimizer,
  accumulators: ({ accumulatedFirstMoment, accumulatedWeightedInfNorm }) => [accumulatedFirstMoment, accumulatedWeightedInfNorm],
  begin: ({ learningRate, beta1, beta2, epsilon, decay, iteration, accBeta1 }, simd, scalar) => {
    const { fround } = Math;
    const decayed = fround(-learningRate) / fround(fround(scalar(iteration) * fround(decay)) + 1);
    const rate = fround(decayed) / fround(1 - scalar(accBeta1));
    return (value, gradient, [m, norm], n) => simd.adamax(value, gradient, m!, norm!, n, beta1, 1 - beta1, beta2, epsilon, rate);
  },
  end: ({ beta1, iteration, accBeta1 }, change) => {
    change(iteration, (before) => before + 1);
    change(accBeta1, (before) => before * Math.fround(beta1));
  },
};

interface RmspropState {
  readonly learningRate: number;
  readonly decay: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
  readonly accumulatedMeanSquares: readonly Accumulator[];
  readonly accumulatedMoments: readonly Accumulator[];
  readonly accumulatedMeanGrads: readonly Accumulator[];
}

const rmsprop: FusedOptimizer<RmspropState> = {
  upstream: RMSPropOptimizer,
  accumulators: ({ accumulatedMeanSquares, accumulatedMoments, accumulatedMeanGrads, centered }) =>
    centered ? [accumulatedMeanSquares, accumulatedMoments, accumulatedMeanGrads] : [accumulatedMeanSquares, accumulatedMoments],
  begin: ({ learningRate, decay, momentum: keep, epsilon }, simd) => (value, gradient, [square, a, mean = 0], n) =>
    simd.rmsprop(value, gradient, square!, a!, mean, n, decay, 1 - decay, keep, epsilon, learningRate),
};

const adagrad: FusedOptimizer<{ readonly learningRate: number; readonly accumulatedGrads: readonly Accumulator[] }> = {
  upstream: AdagradOptimizer,
  accumulators: ({ accumulatedGrads }) => [accumulatedGrads],
  begin: ({ learningRate }, simd) => {
    const epsilon = engine().backend.epsilon();
    return (value, gradient, [sum], n) => simd.adagrad(value, gradient, sum!, n, epsilon, -learningRate);
  },
};

interface AdadeltaState {
  readonly learningRate: number;
  readonly rho: number;
  readonly epsilon: number;
  readonly accumulatedGrads: readonly Accumulator[];
  readonly accumulatedUpdates: readonly Accumulator[];
}

const adadelta: FusedOptimizer<AdadeltaState> = {
  upstream: AdadeltaOptimizer,
  accumulators: ({ accumulatedGrads, accumulatedUpdates }) => [accumulatedGrads, accumulatedUpdates],
  begin: ({ learningRate, rho, epsilon }, simd) => (value, gradient, [square, update], n) =>
    simd.adadelta(value, gradient, square!, update!, n, rho, 1 - rho, epsilon, -learningRate),
};

const installed = Symbol('fused');

/**
 * Lets every optimiser of TensorFlow.js update a variable and its accumulators in one pass, in place, on the wasm
 * backend; the numbers are those of upstream's code, to the bit. Upstream's runs everywhere else: on other backends,
 * while kernels are profiled, for what is not float32, and in the first step, which makes the accumulators.
 * Doing it again changes nothing.
 */
export function installFusedOptimizers(): void {
  for (const fused of [sgd, momentum, adam, adamax, rmsprop, adagrad, adadelta]) install(fused as FusedOptimizer<never>);
}

function install(fused: FusedOptimizer<never>): void {
  const prototype = fused.upstream.prototype as Optimizer & { [installed]?: boolean };
  if (Object.hasOwn(prototype, installed)) return;
  const { applyGradients } = prototype;
  prototype.applyGradients = function (this: Optimizer, gradients: Gradients): void {
    if (!applyFused(fused, this, gradients)) applyGradients.call(this, gradients);
  };
  prototype[installed] = true;
}

/** Does a step, or says that it is for upstream to do. */
function applyFused(fused: FusedOptimizer<never>, optimizer: Optimizer, gradients: Gradients): boolean {
  const backend = currentWasm();
  const simd = backend?.simd;
  // Who watches kernels one by one, to count them or to find where NaN comes from, sees them.
  if (backend === undefined || simd === undefined || engine().state.profiling || env().getBool('DEBUG')) return false;
  const state = optimizer as never;
  const kinds = fused.accumulators(state);
  const pairs = pairsOf(gradients);
  for (let i = 0; i < pairs.length; i++) {
    const { value, gradient } = pairs[i]!;
    if (value === undefined || kinds.some((kind) => kind[i] === undefined)) return false;
    if (gradient != null && !areAlike(value, gradient, ...kinds.map((kind) => kind[i]!.variable))) return false;
  }

  const scalar = (tensor: Tensor): number => new Float32Array(backend.heap.buffer, address(backend, tensor), 1)[0]!;
  const update = fused.begin(state, simd, scalar);
  pairs.forEach(({ value, gradient }, i) => {
    if (gradient == null) return;
    const accumulators = kinds.map((kind) => addressToOverwrite(backend, kind[i]!.variable));
    update(addressToOverwrite(backend, value!), address(backend, gradient), accumulators, value!.size);
  });
  fused.end?.(state, (variable, to) => {
    const at = addressToOverwrite(backend, variable);
    const view = new Float32Array(backend.heap.buffer, at, 1);
    view[0] = to(view[0]!);
  });
  (optimizer as unknown as { incrementIterations(): void }).incrementIterations();
  return true;
}

interface Pair {
  readonly value: Variable | undefined;
  readonly gradient: Tensor | null | undefined;
}

function pairsOf(gradients: Gradients): readonly Pair[] {
  const { registeredVariables } = engine();
  if (Array.isArray(gradients)) return gradients.map(({ name, tensor }) => ({ value: registeredVariables[name], gradient: tensor }));
  return Object.entries(gradients).map(([name, gradient]) => ({ value: registeredVariables[name], gradient }));
}
