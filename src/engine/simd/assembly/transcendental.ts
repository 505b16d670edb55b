import { scale } from './lanes';

// exp and tanh after Moshier's Cephes library (single precision): the same range reductions and polynomials, four at a
// time. Relative errors stay below 2e-7.

/** e^x, of x within ±88 or so: beyond, what it is there. NaN of NaN. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
export function exp(x: v128): v128 {
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(88.3762626647949)), f32x4.splat(-87.3365447505531));
  const n = f32x4.nearest(scale(clamped, 1.44269504088896341));
  // ln 2 in two parts, of which the first has few bits, so that n times it is exact.
  const r = f32x4.sub(f32x4.sub(clamped, scale(n, 0.693359375)), scale(n, -2.12194440e-4));
  let p = scale(r, 1.9875691500e-4);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(1.3981999507e-3)), r);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(8.3334519073e-3)), r);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(4.1665795894e-2)), r);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(1.6666665459e-1)), r);
  p = f32x4.add(p, f32x4.splat(5.0000001201e-1));
  const mantissa = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(mantissa, power);
}

/** tanh x. */
// @ts-ignore: a decorator of AssemblyScript's
@inline
export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let p = scale(z, -5.70498872745e-3);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(2.06390887954e-2)), z);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(-5.37397155531e-2)), z);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(1.33314422036e-1)), z);
  p = f32x4.mul(f32x4.add(p, f32x4.splat(-3.33332819422e-1)), z);
  const near = f32x4.add(f32x4.mul(p, x), x);
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp(f32x4.add(size, size)), one)));
  const signed = v128.bitselect(x, far, f32x4.splat(-0.0));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/** 1 / (1 + e^−x). */
// @ts-ignore: a decorator of AssemblyScript's
@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}
