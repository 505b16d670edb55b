import { loadUpTo, scale, storeUpTo } from './lanes';
import { sigmoid, tanh } from './transcendental';

// One time step of a recurrent layer, forward and backward, over [batch, units]. Gates lie side by side in
// [batch, gates · units]. A step forward is given x·W + b in `gates`, which it replaces by what the step backward
// needs of the gate, and h·U in `recurrent`.
//
// A gate is sigmoid, or, where `hard`, 0.2 z + 0.5 clipped to [0, 1]. Of a hard one the value before clipping is kept,
// which tells on which side of the clip it was.

/** i, f, g, o; c = f ⊙ c₋ + i ⊙ g, h = o ⊙ tanh c (Hochreiter and Schmidhuber, 1997; Gers et al., 2000). */
export function lstmStep(gates: usize, recurrent: usize, carryBefore: usize, carry: usize, hidden: usize, batch: i32, units: i32, hard: bool): void {
  const gate = <usize>units * 4;
  for (let row = 0; row < batch; row++, gates += 3 * gate, recurrent += 3 * gate) {
    for (let n = units; n > 0; n -= 4) {
      const step: usize = <usize>min(n, 4) * 4;
      const keptI = keep(sum(gates, recurrent, n), hard);
      const keptF = keep(sum(gates + gate, recurrent + gate, n), hard);
      const g = tanh(sum(gates + 2 * gate, recurrent + 2 * gate, n));
      const keptO = keep(sum(gates + 3 * gate, recurrent + 3 * gate, n), hard);
      const c = f32x4.add(f32x4.mul(open(keptF, hard), loadUpTo(carryBefore, n)), f32x4.mul(open(keptI, hard), g));
      storeUpTo(gates, keptI, n);
      storeUpTo(gates + gate, keptF, n);
      storeUpTo(gates + 2 * gate, g, n);
      storeUpTo(gates + 3 * gate, keptO, n);
      storeUpTo(carry, c, n);
      storeUpTo(hidden, f32x4.mul(open(keptO, hard), tanh(c)), n);
      gates += step;
      recurrent += step;
      carryBefore += step;
      carry += step;
      hidden += step;
    }
  }
}

/**
 * dGates from the gradient of h (dHidden + dRecurrent) and of c (dCarry, of the output, + dCarryAfter, of the step
 * after, which is replaced by that of c₋).
 */
export function lstmStepGrad(
  gates: usize, carryBefore: usize, carry: usize, dHidden: usize, dRecurrent: usize, dCarry: usize, dCarryAfter: usize,
  dGates: usize, batch: i32, units: i32, hard: bool,
): void {
  const gate = <usize>units * 4;
  const one = f32x4.splat(1);
  for (let row = 0; row < batch; row++, gates += 3 * gate, dGates += 3 * gate) {
    for (let n = units; n > 0; n -= 4) {
      const step: usize = <usize>min(n, 4) * 4;
      const keptI = loadUpTo(gates, n), keptF = loadUpTo(gates + gate, n), g = loadUpTo(gates + 2 * gate, n), keptO = loadUpTo(gates + 3 * gate, n);
      const dh = sum(dHidden, dRecurrent, n);
      const tanhC = tanh(loadUpTo(carry, n));
      const slope = f32x4.sub(one, f32x4.mul(tanhC, tanhC));
      const dc = f32x4.add(sum(dCarry, dCarryAfter, n), f32x4.mul(f32x4.mul(dh, open(keptO, hard)), slope));
      storeUpTo(dGates, f32x4.mul(f32x4.mul(dc, g), slopeOf(keptI, hard)), n);
      storeUpTo(dGates + gate, f32x4.mul(f32x4.mul(dc, loadUpTo(carryBefore, n)), slopeOf(keptF, hard)), n);
      storeUpTo(dGates + 2 * gate, f32x4.mul(f32x4.mul(dc, open(keptI, hard)), f32x4.sub(one, f32x4.mul(g, g))), n);
      storeUpTo(dGates + 3 * gate, f32x4.mul(f32x4.mul(dh, tanhC), slopeOf(keptO, hard)), n);
      storeUpTo(dCarryAfter, f32x4.mul(dc, open(keptF, hard)), n);
      gates += step;
      carryBefore += step;
      carry += step;
      dHidden += step;
      dRecurrent += step;
      dCarry += step;
      dCarryAfter += step;
      dGates += step;
    }
  }
}

/** The first half of a GRU's step: update gate z, reset gate r, and r ⊙ h₋ (Cho et al., 2014). `recurrent`: [batch, 2 · units]. */
export function gruOpen(gates: usize, recurrent: usize, hiddenBefore: usize, reset: usize, batch: i32, units: i32, hard: bool): void {
  const gate = <usize>units * 4;
  for (let row = 0; row < batch; row++, gates += 2 * gate, recurrent += gate) {
    for (let n = units; n > 0; n -= 4) {
      const step: usize = <usize>min(n, 4) * 4;
      const keptR = keep(sum(gates + gate, recurrent + gate, n), hard);
      storeUpTo(gates, keep(sum(gates, recurrent, n), hard), n);
      storeUpTo(gates + gate, keptR, n);
      storeUpTo(reset, f32x4.mul(open(keptR, hard), loadUpTo(hiddenBefore, n)), n);
      gates += step;
      recurrent += step;
      hiddenBefore += step;
      reset += step;
    }
  }
}

/** The second half: candidate g = tanh(… + recurrent), h = z ⊙ h₋ + (1 − z) ⊙ g. `recurrent`: (r ⊙ h₋)·U, [batch, units]. */
export function gruClose(gates: usize, recurrent: usize, hiddenBefore: usize, hidden: usize, batch: i32, units: i32, hard: bool): void {
  const gate = <usize>units * 4;
  const one = f32x4.splat(1);
  for (let row = 0; row < batch; row++, gates += 2 * gate) {
    for (let n = units; n > 0; n -= 4) {
      const step: usize = <usize>min(n, 4) * 4;
      const z = open(loadUpTo(gates, n), hard);
      const g = tanh(sum(gates + 2 * gate, recurrent, n));
      storeUpTo(gates + 2 * gate, g, n);
      storeUpTo(hidden, f32x4.add(f32x4.mul(z, loadUpTo(hiddenBefore, n)), f32x4.mul(f32x4.sub(one, z), g)), n);
      gates += step;
      recurrent += step;
      hiddenBefore += step;
      hidden += step;
    }
  }
}

/**
 * Backward through the second half: dGates of z and of the candidate, r ⊙ h₋, and, in `dBefore`, what flows to h₋
 * past the gates. The gradient of h is dHidden + dBefore + dRecurrent.
 */
export function gruCloseGrad(
  gates: usize, hiddenBefore: usize, dHidden: usize, dRecurrent: usize, dBefore: usize, dGates: usize, reset: usize, batch: i32, units: i32, hard: bool,
): void {
  const gate = <usize>units * 4;
  const one = f32x4.splat(1);
  for (let row = 0; row < batch; row++, gates += 2 * gate, dGates += 2 * gate) {
    for (let n = units; n > 0; n -= 4) {
      const step: usize = <usize>min(n, 4) * 4;
      const keptZ = loadUpTo(gates, n), g = loadUpTo(gates + 2 * gate, n), before = loadUpTo(hiddenBefore, n);
      const z = open(keptZ, hard);
      const dh = f32x4.add(sum(dHidden, dRecurrent, n), loadUpTo(dBefore, n));
      storeUpTo(dGates, f32x4.mul(f32x4.mul(dh, f32x4.sub(before, g)), slopeOf(keptZ, hard)), n);
      storeUpTo(dGates + 2 * gate, f32x4.mul(f32x4.mul(dh, f32x4.sub(one, z)), f32x4.sub(one, f32x4.mul(g, g))), n);
      storeUpTo(dBefore, f32x4.mul(dh, z), n);
      storeUpTo(reset, f32x4.mul(open(loadUpTo(gates + gate, n), hard), before), n);
      gates += step;
      hiddenBefore += step;
      dHidden += step;
      dRecurrent += step;
      dBefore += step;
      dGates += step;
      reset += step;
    }
  }
}

/** Backward through the first half: dGates of r, from the gradient of r ⊙ h₋, which also adds to `dBefore`. */
export function gruOpenGrad(gates: usize, hiddenBefore: usize, dReset: usize, dBefore: usize, dGates: usize, batch: i32, units: i32, hard: bool): void {
  const gate = <usize>units * 4;
  for (let row = 0; row < batch; row++, gates += 2 * gate, dGates += 2 * gate) {
    for (let n = units; n > 0; n -= 4) {
      const step: usize = <usize>min(n, 4) * 4;
      const keptR = loadUpTo(gates + gate, n);
      const d = loadUpTo(dReset, n);
      storeUpTo(dGates + gate, f32x4.mul(f32x4.mul(d, loadUpTo(hiddenBefore, n)), slopeOf(keptR, hard)), n);
      storeUpTo(dBefore, f32x4.add(loadUpTo(dBefore, n), f32x4.mul(d, open(keptR, hard))), n);
      gates += step;
      hiddenBefore += step;
      dReset += step;
      dBefore += step;
      dGates += step;
    }
  }
}

/** h = tanh(x·W + b + h₋·U), n = batch · units (Elman, 1990). */
export function simpleStep(inputs: usize, recurrent: usize, hidden: usize, n: i32): void {
  for (; n > 0; n -= 4, inputs += 16, recurrent += 16, hidden += 16) storeUpTo(hidden, tanh(sum(inputs, recurrent, n)), n);
}

/** dGates = (dHidden + dRecurrent) ⊙ (1 − h²). */
export function simpleStepGrad(hidden: usize, dHidden: usize, dRecurrent: usize, dGates: usize, n: i32): void {
  for (; n > 0; n -= 4, hidden += 16, dHidden += 16, dRecurrent += 16, dGates += 16) {
    const h = loadUpTo(hidden, n);
    storeUpTo(dGates, f32x4.mul(sum(dHidden, dRecurrent, n), f32x4.sub(f32x4.splat(1), f32x4.mul(h, h))), n);
  }
}

/** [rows, columns, width] → [columns, rows, width], the columns from last to first where `reversed`. */
export function swapOuterAxes(to: usize, from: usize, rows: i32, columns: i32, width: i32, reversed: bool): void {
  const bytes = <usize>width * 4;
  for (let column = 0; column < columns; column++) {
    const at = from + <usize>(reversed ? columns - 1 - column : column) * bytes;
    for (let row = 0; row < rows; row++, to += bytes) memory.copy(to, at + <usize>(row * columns) * bytes, bytes);
  }
}

// @ts-ignore: a decorator of AssemblyScript's
@inline
function sum(a: usize, b: usize, n: i32): v128 {
  return f32x4.add(loadUpTo(a, n), loadUpTo(b, n));
}

/** What is kept of a gate with the input z. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
function keep(z: v128, hard: bool): v128 {
  return hard ? f32x4.add(f32x4.splat(0.5), scale(z, 0.2)) : sigmoid(z);
}

/** How far a gate is open. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
function open(kept: v128, hard: bool): v128 {
  return hard ? f32x4.min(f32x4.max(kept, f32x4.splat(0)), f32x4.splat(1)) : kept;
}

/** The derivative of a gate by its input. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
function slopeOf(kept: v128, hard: bool): v128 {
  const one = f32x4.splat(1);
  if (!hard) return f32x4.mul(kept, f32x4.sub(one, kept));
  const inside = v128.and(f32x4.ge(kept, f32x4.splat(0)), f32x4.le(kept, one));
  return v128.and(inside, f32x4.splat(0.2));
}
