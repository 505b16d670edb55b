/**
 * The `neurona` library: how your code shows what it does while it runs.
 *
 *     import { track, show, showBoundary } from 'neurona';
 */
import type * as tf from '@tensorflow/tfjs';

/**
 * Adds a number to a curve. The curve grows while your loop runs.
 * @example
 * track('loss', loss);
 */
export declare function track(name: string, value: number): void;

/**
 * Shows a tensor, or nested arrays of numbers, as it is now.
 * @example
 * show(weights, 'W1');
 */
export declare function show(value: tf.Tensor | number | readonly unknown[] | Float32Array | Float64Array | Int32Array | Uint8Array, name: string): void;

/**
 * Shows what is inside a model: the weights of every layer and, when you give an input, what every layer makes of it
 * (the first eight examples). Call it before and after training and compare.
 * @example
 * visualize(model, images.slice(0, 1));
 */
export declare function visualize(model: tf.LayersModel, input?: tf.Tensor): void;

/** Points in the plane and the class of each, 0 or 1. */
export interface PlanePoints {
  /** [n, 2] */
  readonly points: readonly (readonly number[])[];
  /** [n] */
  readonly labels: readonly number[];
}

/**
 * Shows where a unit changes its mind, over the plane its inputs come from. Call it once per epoch and watch it move.
 * Give either the weights and the bias of a linear unit, or a function of one point.
 * @example
 * showBoundary({ weights, bias }, { points: X, labels: y });
 */
export declare function showBoundary(
  unit: { readonly weights: readonly number[]; readonly bias: number } | ((x: number[]) => number),
  data: PlanePoints,
  name?: string,
): void;
