import { loadUpTo, scale, storeUpTo } from './lanes';

// The updates of TensorFlow.js's optimisers, in place and in one pass over n floats. Each rounds where upstream's
// composition of kernels does, in the same order, so that the bits are the same.
// `value` is the parameter, `gradient` its gradient; the rest are the optimiser's accumulators.

/**
 * Adam (Kingma and Ba, 2015): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², value ← value − η · m̂ / (√v̂ + ε),
 * with m̂ = m / correction1 and v̂ = v / correction2.
 */
export function adam(
  value: usize, gradient: usize, m: usize, v: usize, n: i32,
  beta1: f32, rest1: f32, beta2: f32, rest2: f32, correction1: f32, correction2: f32, epsilon: f32, minusRate: f32,
): void {
  for (; n > 0; n -= 4, value += 16, gradient += 16, m += 16, v += 16) {
    const g = loadUpTo(gradient, n);
    const newM = f32x4.add(scale(loadUpTo(m, n), beta1), scale(g, rest1));
    const newV = f32x4.add(scale(loadUpTo(v, n), beta2), scale(f32x4.mul(g, g), rest2));
    const direction = f32x4.div(
      f32x4.div(newM, f32x4.splat(correction1)),
      f32x4.add(f32x4.sqrt(f32x4.div(newV, f32x4.splat(correction2))), f32x4.splat(epsilon)),
    );
    storeUpTo(m, newM, n);
    storeUpTo(v, newV, n);
    storeUpTo(value, f32x4.add(scale(direction, minusRate), loadUpTo(value, n)), n);
  }
}

/** Adamax (Kingma and Ba, 2015, section 7.1): norm ← max(β₂·norm, |g|), value ← value + rate · m / (norm + ε). */
export function adamax(
  value: usize, gradient: usize, m: usize, norm: usize, n: i32, beta1: f32, rest1: f32, beta2: f32, epsilon: f32, rate: f32,
): void {
  for (; n > 0; n -= 4, value += 16, gradient += 16, m += 16, norm += 16) {
    const g = loadUpTo(gradient, n);
    const newM = f32x4.add(scale(loadUpTo(m, n), beta1), scale(g, rest1));
    const newNorm = f32x4.max(scale(loadUpTo(norm, n), beta2), f32x4.abs(g));
    const step = scale(f32x4.div(newM, f32x4.add(newNorm, f32x4.splat(epsilon))), rate);
    storeUpTo(m, newM, n);
    storeUpTo(norm, newNorm, n);
    storeUpTo(value, f32x4.add(step, loadUpTo(value, n)), n);
  }
}

/** value ← value + minusRate · g. */
export function sgd(value: usize, gradient: usize, n: i32, minusRate: f32): void {
  for (; n > 0; n -= 4, value += 16, gradient += 16) {
    storeUpTo(value, f32x4.add(scale(loadUpTo(gradient, n), minusRate), loadUpTo(value, n)), n);
  }
}

/** Momentum: a ← momentum·a + g, value ← value + minusRate · a; Nesterov's looks ahead, by g + momentum·a. */
export function momentum(value: usize, gradient: usize, a: usize, n: i32, decay: f32, minusRate: f32, nesterov: bool): void {
  for (; n > 0; n -= 4, value += 16, gradient += 16, a += 16) {
    const g = loadUpTo(gradient, n);
    const newA = f32x4.add(scale(loadUpTo(a, n), decay), g);
    const direction = nesterov ? f32x4.add(g, scale(newA, decay)) : newA;
    storeUpTo(a, newA, n);
    storeUpTo(value, f32x4.add(scale(direction, minusRate), loadUpTo(value, n)), n);
  }
}

/**
 * RMSProp (Hinton, lecture 6e, 2012): square ← ρ·square + (1−ρ)g², a ← momentum·a + η·g / √(square + ε),
 * value ← value − a. Centred, when `mean` is not 0: by the variance, square − (mean² + ε).
 */
export function rmsprop(
  value: usize, gradient: usize, square: usize, a: usize, mean: usize, n: i32,
  decay: f32, rest: f32, momentum: f32, epsilon: f32, rate: f32,
): void {
  const e = f32x4.splat(epsilon);
  for (; n > 0; n -= 4, value += 16, gradient += 16, square += 16, a += 16) {
    const g = loadUpTo(gradient, n);
    const newSquare = f32x4.add(scale(loadUpTo(square, n), decay), scale(f32x4.mul(g, g), rest));
    let spread = f32x4.add(newSquare, e);
    if (mean != 0) {
      const newMean = f32x4.add(scale(loadUpTo(mean, n), decay), scale(g, rest));
      storeUpTo(mean, newMean, n);
      mean += 16;
      spread = f32x4.sub(newSquare, f32x4.add(f32x4.mul(newMean, newMean), e));
    }
    const newA = f32x4.add(scale(loadUpTo(a, n), momentum), f32x4.div(scale(g, rate), f32x4.sqrt(spread)));
    storeUpTo(square, newSquare, n);
    storeUpTo(a, newA, n);
    storeUpTo(value, f32x4.sub(loadUpTo(value, n), newA), n);
  }
}

/** Adagrad (Duchi, Hazan and Singer, 2011): sum ← sum + g², value ← value − η · g / √(sum + ε). */
export function adagrad(value: usize, gradient: usize, sum: usize, n: i32, epsilon: f32, minusRate: f32): void {
  for (; n > 0; n -= 4, value += 16, gradient += 16, sum += 16) {
    const g = loadUpTo(gradient, n);
    const newSum = f32x4.add(loadUpTo(sum, n), f32x4.mul(g, g));
    const direction = f32x4.div(g, f32x4.sqrt(f32x4.add(newSum, f32x4.splat(epsilon))));
    storeUpTo(sum, newSum, n);
    storeUpTo(value, f32x4.add(scale(direction, minusRate), loadUpTo(value, n)), n);
  }
}

/**
 * Adadelta (Zeiler, 2012), as TensorFlow.js has it: step = √(update + ε) / √(square + ε) · g with the square of
 * before, value ← value − η·step, then both averages move by ρ.
 */
export function adadelta(
  value: usize, gradient: usize, square: usize, update: usize, n: i32, rho: f32, rest: f32, epsilon: f32, minusRate: f32,
): void {
  const e = f32x4.splat(epsilon);
  for (; n > 0; n -= 4, value += 16, gradient += 16, square += 16, update += 16) {
    const g = loadUpTo(gradient, n);
    const oldSquare = loadUpTo(square, n), oldUpdate = loadUpTo(update, n);
    const step = f32x4.mul(f32x4.div(f32x4.sqrt(f32x4.add(oldUpdate, e)), f32x4.sqrt(f32x4.add(oldSquare, e))), g);
    storeUpTo(square, f32x4.add(scale(oldSquare, rho), scale(f32x4.mul(g, g), rest)), n);
    storeUpTo(update, f32x4.add(scale(oldUpdate, rho), scale(f32x4.mul(step, step), rest)), n);
    storeUpTo(value, f32x4.add(scale(step, minusRate), loadUpTo(value, n)), n);
  }
}
