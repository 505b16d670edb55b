import type { SimdKernels } from '../simd/load-simd';

/** The cells that we have fused layers of. */
export type CellName = 'lstm' | 'gru' | 'simple';

/** Sizes of a layer's run: x is [batch, steps, inputs], its weights are of `gates · units` columns. */
export interface Extent {
  readonly batch: number;
  readonly steps: number;
  readonly inputs: number;
  readonly units: number;
}

/** A · B of row-major matrices, m × k and k × n, read with strides in elements; see `matMul` in simd/assembly. */
export type MatMul = (out: number, a: number, b: number, m: number, n: number, k: number, aRow: number, aColumn: number, bRow: number, bColumn: number) => void;

/** What a time step computes with. Addresses in bytes. */
export interface StepTools {
  readonly simd: SimdKernels;
  readonly matMul: MatMul;
  readonly extent: Extent;
  /** Whether gates are hard sigmoids. */
  readonly hard: boolean;
  /** [units, gates · units]. */
  readonly recurrentKernel: number;
  /** [batch, (gates + 1) · units], to use within the step. */
  readonly scratch: number;
}

/** Of the step at hand; `before` is what the step before left. */
export interface StepState {
  /** [batch, gates · units]: x·W + b, to be replaced by what the step backward needs. */
  readonly gates: number;
  /** [batch, units] each; carries are an LSTM's. */
  readonly hiddenBefore: number;
  readonly hidden: number;
  readonly carryBefore: number;
  readonly carry: number;
}

/** Gradients on the way back. */
export interface StepGradient {
  /** Of this step's output, [batch, units]. */
  readonly dHidden: number;
  readonly dCarry: number;
  /**
   * Of the state, from the step after; replaced by that of the state before. A GRU's flows to the state before through
   * the gates (`dRecurrent`) and past them (`dCarryAfter`).
   */
  readonly dRecurrent: number;
  readonly dCarryAfter: number;
  /** [batch, gates · units], to be set. */
  readonly dGates: number;
  /** [batch, units], to be set: what the last third of a GRU's weights was multiplied with. */
  readonly reset: number;
}

/** A recurrent cell: h, c ← step(x·W + b, h, c). */
export interface Cell {
  /** How many gates, and so how many times `units` columns the weights have. */
  readonly gates: number;
  readonly step: (tools: StepTools, state: StepState) => void;
  readonly stepGrad: (tools: StepTools, state: StepState, gradient: StepGradient) => void;
}

const lstm: Cell = {
  gates: 4,
  step: ({ simd, matMul, extent: { batch, units }, hard, recurrentKernel, scratch }, { gates, hiddenBefore, carryBefore, carry, hidden }) => {
    matMul(scratch, hiddenBefore, recurrentKernel, batch, 4 * units, units, units, 1, 4 * units, 1);
    simd.lstmStep(gates, scratch, carryBefore, carry, hidden, batch, units, hard);
  },
  stepGrad: ({ simd, matMul, extent: { batch, units }, hard, recurrentKernel }, { gates, carryBefore, carry }, gradient) => {
    const { dHidden, dCarry, dRecurrent, dCarryAfter, dGates } = gradient;
    simd.lstmStepGrad(gates, carryBefore, carry, dHidden, dRecurrent, dCarry, dCarryAfter, dGates, batch, units, hard);
    matMul(dRecurrent, dGates, recurrentKernel, batch, units, 4 * units, 4 * units, 1, 1, 4 * units);
  },
};

/** Gates in upstream's order: update, reset, candidate. The reset gate opens before the product (`resetAfter: false`). */
const gru: Cell = {
  gates: 3,
  step: ({ simd, matMul, extent: { batch, units }, hard, recurrentKernel, scratch }, { gates, hiddenBefore, hidden }) => {
    const reset = scratch + 4 * batch * 2 * units;
    matMul(scratch, hiddenBefore, recurrentKernel, batch, 2 * units, units, units, 1, 3 * units, 1);
    simd.gruOpen(gates, scratch, hiddenBefore, reset, batch, units, hard);
    matMul(scratch, reset, recurrentKernel + 4 * 2 * units, batch, units, units, units, 1, 3 * units, 1);
    simd.gruClose(gates, scratch, hiddenBefore, hidden, batch, units, hard);
  },
  stepGrad: ({ simd, matMul, extent: { batch, units }, hard, recurrentKernel, scratch }, { gates, hiddenBefore }, gradient) => {
    const { dHidden, dRecurrent, dCarryAfter, dGates, reset } = gradient;
    simd.gruCloseGrad(gates, hiddenBefore, dHidden, dRecurrent, dCarryAfter, dGates, reset, batch, units, hard);
    const candidate = 4 * 2 * units;
    matMul(scratch, dGates + candidate, recurrentKernel + candidate, batch, units, units, 3 * units, 1, 1, 3 * units);
    simd.gruOpenGrad(gates, hiddenBefore, scratch, dCarryAfter, dGates, batch, units, hard);
    matMul(dRecurrent, dGates, recurrentKernel, batch, units, 2 * units, 3 * units, 1, 1, 3 * units);
  },
};

const simple: Cell = {
  gates: 1,
  step: ({ simd, matMul, extent: { batch, units }, recurrentKernel, scratch }, { gates, hiddenBefore, hidden }) => {
    matMul(scratch, hiddenBefore, recurrentKernel, batch, units, units, units, 1, units, 1);
    simd.simpleStep(gates, scratch, hidden, batch * units);
  },
  stepGrad: ({ simd, matMul, extent: { batch, units }, recurrentKernel }, { hidden }, { dHidden, dRecurrent, dGates }) => {
    simd.simpleStepGrad(hidden, dHidden, dRecurrent, dGates, batch * units);
    matMul(dRecurrent, dGates, recurrentKernel, batch, units, units, units, 1, 1, units);
  },
};

export const cells: Readonly<Record<CellName, Cell>> = { lstm, gru, simple };
