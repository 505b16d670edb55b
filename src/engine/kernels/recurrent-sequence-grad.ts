import type { TensorInfo } from '@tensorflow/tfjs-core';
import { address, output } from './heap';
import { cells, type MatMul } from './recurrent-cells';
import { copyState, extentOf, matMulRoom, requireSimd, type SequenceAttributes, type SequenceInputs } from './recurrent-sequence';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

export interface SequenceGradInputs extends Pick<SequenceInputs, 'x' | 'recurrentKernel'> {
  /** The outputs of `RecurrentSequence`. */
  readonly hidden: TensorInfo;
  readonly gates: TensorInfo;
  readonly carry?: TensorInfo;
  /** Their gradients. */
  readonly dHidden: TensorInfo;
  readonly dCarry?: TensorInfo;
}

/**
 * The gradient of `RecurrentSequence` by backpropagation through time (Werbos, 1990).
 * Outputs: dGates, of x·W + b, [steps, batch, gates · units]; dKernel = xᵀ·dGates; dRecurrentKernel = hᵀ·dGates; dBias, the
 * sum of dGates; of the initial states, dHidden and, for an LSTM, dCarry. That of x, often not wanted, is
 * dGates·Wᵀ.
 */
export const recurrentSequenceGrad: WasmKernel = {
  name: 'RecurrentSequenceGrad',
  why: 'ours',
  create: (tools) => ({ inputs, attrs: { cell: name, hard, backwards }, backend }: Args) => {
    const simd = requireSimd(tools);
    const { x, recurrentKernel, hidden, gates, carry, dHidden, dCarry } = inputs;
    const cell = cells[name];
    const extent = extentOf({ x, hidden: { ...hidden, shape: hidden.shape.slice(1) } });
    const { batch, steps, inputs: width, units } = extent;
    const [rows, columns] = [steps * batch, cell.gates * units];
    const dGates = output(backend, gates.shape);
    const dKernel = output(backend, [width, columns]);
    const dRecurrentKernel = output(backend, [units, columns]);
    const dBias = output(backend, [columns]);
    const dHidden0 = output(backend, [batch, units]);
    const dCarry0 = output(backend, [batch, units]);
    const timeMajor = backend.allocate(4 * rows * width);
    const scratch = backend.allocate(4 * Math.max(batch * units, units * units));
    const reset = name === 'gru' ? backend.allocate(4 * rows * units) : 0;
    const packed = backend.allocate(matMulRoom(tools, extent, cell.gates));
    const matMul: MatMul = (out, a, b, m, n, k, aRow, aColumn, bRow, bColumn) => simd.matMul(out, a, b, 0, m, n, k, aRow, aColumn, bRow, bColumn, packed);

    const at = (tensor: TensorInfo | undefined) => (tensor === undefined ? 0 : address(backend, tensor));
    const [fromHidden, fromCarry, fromDHidden, fromDCarry] = [at(hidden), at(carry), at(dHidden), at(dCarry)];
    const [dRecurrent, dCarryAfter] = [at(dHidden0), at(dCarry0)];
    const [state, gateBytes] = [4 * batch * units, 4 * batch * columns];
    const zeros = new Uint8Array(backend.heap.buffer);
    zeros.fill(0, dRecurrent, dRecurrent + state);
    zeros.fill(0, dCarryAfter, dCarryAfter + state);
    const step = { simd, matMul, extent, hard, recurrentKernel: at(recurrentKernel), scratch };
    for (let t = steps - 1; t >= 0; t--) {
      cell.stepGrad(
        step,
        {
          gates: at(gates) + t * gateBytes,
          hiddenBefore: fromHidden + t * state,
          hidden: fromHidden + (t + 1) * state,
          carryBefore: fromCarry + t * state,
          carry: fromCarry + (t + 1) * state,
        },
        {
          dHidden: fromDHidden + (t + 1) * state,
          dCarry: fromDCarry + (t + 1) * state,
          dRecurrent,
          dCarryAfter,
          dGates: at(dGates) + t * gateBytes,
          reset: reset + t * state,
        },
      );
    }
    // What the initial state is given as an output of its own.
    simd.addScaled(dRecurrent, fromDHidden, 1, batch * units);
    if (name === 'lstm') simd.addScaled(dCarryAfter, fromDCarry, 1, batch * units);
    if (name === 'gru') simd.addScaled(dRecurrent, dCarryAfter, 1, batch * units);

    simd.swapOuterAxes(timeMajor, at(x), batch, steps, width, backwards);
    matMul(at(dKernel), timeMajor, at(dGates), width, columns, rows, 1, width, columns, 1);
    matMul(at(dRecurrentKernel), fromHidden, at(dGates), units, columns, rows, 1, units, columns, 1);
    if (name === 'gru') {
      // The candidate's weights were multiplied with r ⊙ h.
      const candidate = 4 * 2 * units;
      matMul(scratch, reset, at(dGates) + candidate, units, units, rows, 1, units, columns, 1);
      for (let unit = 0; unit < units; unit++) copyState(backend.heap, at(dRecurrentKernel) + 4 * unit * columns + candidate, scratch + 4 * unit * units, 4 * units);
    }
    simd.sumAxis(at(dBias), at(dGates), 1, rows, columns, 1);
    [timeMajor, scratch, packed].forEach((room) => backend.release(room));
    if (name === 'gru') backend.release(reset);
    return [dGates, dKernel, dRecurrentKernel, dBias, dHidden0, dCarry0];
  },
};

type Args = KernelArgs<SequenceGradInputs, SequenceAttributes>;
