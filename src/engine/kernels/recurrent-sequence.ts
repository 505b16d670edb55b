import type { TensorInfo } from '@tensorflow/tfjs-core';
import { address, output } from './heap';
import { cells, type CellName, type Extent, type MatMul } from './recurrent-cells';
import type { KernelArgs, KernelTools, WasmKernel } from './wasm-kernel';

export interface SequenceInputs {
  /** [batch, steps, inputs]. */
  readonly x: TensorInfo;
  /** W: [inputs, gates · units]. */
  readonly kernel: TensorInfo;
  /** U: [units, gates · units]. */
  readonly recurrentKernel: TensorInfo;
  /** b: [gates · units]. */
  readonly bias?: TensorInfo;
  /** h before the first step, and c, which only an LSTM has: [batch, units]. */
  readonly hidden: TensorInfo;
  readonly carry?: TensorInfo;
}

export interface SequenceAttributes {
  readonly cell: CellName;
  /** Whether gates are 0.2 z + 0.5 clipped to [0, 1], the default of TensorFlow.js, or sigmoids. */
  readonly hard: boolean;
  /** From the last step to the first. */
  readonly backwards: boolean;
}

/**
 * A recurrent layer over all of its time steps: h_t, c_t = cell(x_t·W + b, h_{t−1}·U, c_{t−1}). The product with W is one, of
 * all steps together; each step is a product with U and one pass over the gates.
 * Outputs: every h, [steps + 1, batch, units] with the initial one first; what the gradient needs of the gates,
 * [steps, batch, gates · units]; and, for an LSTM, every c as every h.
 */
export const recurrentSequence: WasmKernel = {
  name: 'RecurrentSequence',
  why: 'ours',
  create: (tools) => ({ inputs, attrs: { cell: name, hard, backwards }, backend }: Args) => {
    const simd = requireSimd(tools);
    const { x, kernel, recurrentKernel, bias, hidden: hidden0, carry: carry0 } = inputs;
    const cell = cells[name];
    const extent = extentOf(inputs);
    const { batch, steps, units } = extent;
    const [rows, columns] = [steps * batch, cell.gates * units];
    const hidden = output(backend, [steps + 1, batch, units]);
    const gates = output(backend, [steps, batch, columns]);
    const carry = carry0 === undefined ? undefined : output(backend, hidden.shape);

    const timeMajor = backend.allocate(4 * rows * extent.inputs);
    const scratch = backend.allocate(4 * batch * (columns + units));
    const packed = backend.allocate(matMulRoom(tools, extent, cell.gates));
    const [toHidden, toGates, toCarry] = [address(backend, hidden), address(backend, gates), carry === undefined ? 0 : address(backend, carry)];
    simd.swapOuterAxes(timeMajor, address(backend, x), batch, steps, extent.inputs, backwards);
    const toBias = bias === undefined ? 0 : address(backend, bias);
    simd.matMul(toGates, timeMajor, address(backend, kernel), toBias, rows, columns, extent.inputs, extent.inputs, 1, columns, 1, packed);
    const state = 4 * batch * units;
    copyState(backend.heap, toHidden, address(backend, hidden0), state);
    if (carry0 !== undefined) copyState(backend.heap, toCarry, address(backend, carry0), state);

    const matMul: MatMul = (out, a, b, m, n, k, aRow, aColumn, bRow, bColumn) => simd.matMul(out, a, b, 0, m, n, k, aRow, aColumn, bRow, bColumn, packed);
    const step = { simd, matMul, extent, hard, recurrentKernel: address(backend, recurrentKernel), scratch };
    for (let t = 0; t < steps; t++) {
      cell.step(step, {
        gates: toGates + 4 * t * batch * columns,
        hiddenBefore: toHidden + t * state,
        hidden: toHidden + (t + 1) * state,
        carryBefore: toCarry + t * state,
        carry: toCarry + (t + 1) * state,
      });
    }
    [timeMajor, scratch, packed].forEach((room) => backend.release(room));
    return carry === undefined ? [hidden, gates] : [hidden, gates, carry];
  },
};

export function extentOf({ x, hidden }: Pick<SequenceInputs, 'x' | 'hidden'>): Extent {
  const [batch, steps, inputs] = x.shape as [number, number, number];
  return { batch, steps, inputs, units: hidden.shape[1]! };
}

/** Room for every product of a sequence, forward and backward, in bytes. */
export function matMulRoom({ simd }: KernelTools, { batch, steps, inputs, units }: Extent, gates: number): number {
  const rows = Math.max(steps * batch, inputs, units);
  return simd!.matMulScratch(rows, Math.max(gates * units, inputs));
}

export function requireSimd({ simd }: KernelTools): NonNullable<KernelTools['simd']> {
  if (simd === undefined) throw new Error('a fused layer is for machines with SIMD');
  return simd;
}

export function copyState(heap: WebAssembly.Memory, to: number, from: number, bytes: number): void {
  new Uint8Array(heap.buffer).copyWithin(to, from, from + bytes);
}

type Args = KernelArgs<SequenceInputs, SequenceAttributes>;
