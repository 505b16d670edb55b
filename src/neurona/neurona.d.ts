/**
 * The `neurona` library: how your code shows what it does while it runs, and data for it to learn from.
 *
 *     import { datasets, track, show, showBoundary } from 'neurona';
 */
import type * as tf from '@tensorflow/tfjs';

/**
 * Adds a number to a curve. The curve grows while your loop runs.
 * @example
 * track('loss', loss);
 */
export declare function track(name: string, value: number): void;

/**
 * Shows a tensor, a data set's pictures, or nested arrays of numbers, as it is now.
 * @example
 * show(weights, 'W1');
 */
export declare function show(value: tf.Tensor | number | readonly unknown[] | datasets.ImageSet['x'] | Float32Array | Float64Array | Int32Array | Uint8Array, name: string): void;

/**
 * Shows what is inside a model: the weights of every layer and, when you give an input, what every layer makes of it
 * (the first eight examples). Call it before and after training and compare.
 * @example
 * visualize(model, images.slice(0, 1));
 */
export declare function visualize(model: tf.LayersModel, input?: tf.Tensor): void;

/**
 * Singular value decomposition, which TensorFlow.js lacks: x = u · diag(s) · vᵀ, with the largest singular value first.
 * For x of shape [m, n] and k the smaller of both, u is [m, k], s is [k] and v is [n, k]: plain arrays, in double precision.
 * It has no gradient.
 * @example
 * const { u, s, v } = svd(x);
 * const plane = tf.matMul(x, tf.tensor2d(v).slice([0, 0], [-1, 2]));
 */
export declare function svd(x: tf.Tensor | readonly (readonly number[])[]): { u: number[][]; s: number[]; v: number[][] };

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

/**
 * Data to learn from. Everything is drawn when you ask for it, needs no file and no network, and is the same every time for
 * the same `seed`; another seed gives other examples of the same kind, so that one seed can be for training and one for
 * testing. What you get is yours to change.
 *
 * `y` is always a plain array with a number for each example: its class, or its value. Tables are nested arrays that a loop
 * can walk and `tf.tensor2d(x)` takes as they are. Pictures are bytes from 0 to 255 with their shape, as a camera gives them:
 * @example
 * const { x, y, classes } = datasets.digits({ count: 500, seed: 7 });
 * const images = tf.tensor4d(x.data, x.shape).div(255); // [500, 28, 28, 1], from 0 to 1
 * const labels = tf.oneHot(y, classes.length); // [500, 10]
 */
export declare namespace datasets {
  /** A table of examples. */
  interface RowSet {
    /** [count, columns] */
    x: number[][];
    /** [count] */
    y: number[];
    /** What the columns of `x` are called. */
    columns: string[];
  }

  /** A table of examples of classes 0, 1 …; each class is there as often as any other, give or take one. */
  interface ClassSet extends RowSet {
    /** What the classes are called. */
    classes: string[];
  }

  /** Pictures, each of one class; each class is there as often as any other, give or take one. */
  interface ImageSet {
    x: {
      /** Bytes, 0 to 255: `data[((image * height + row) * width + column) * channels + channel]`. */
      data: Uint8Array;
      /** [count, height, width, channels] */
      shape: [number, number, number, number];
    };
    /** [count] */
    y: number[];
    /** What the classes are called. */
    classes: string[];
  }

  /** Texts, each of one class. */
  interface TextSet {
    /** [count] */
    x: string[];
    /** [count] */
    y: number[];
    classes: string[];
  }

  /** `noise` is the deviation of every coordinate. */
  interface PointsOptions {
    count?: number;
    noise?: number;
    seed?: number;
  }

  /**
   * The table of a logic gate, in the order 00, 01, 10, 11. Of more than two inputs, `xor` is their parity.
   * @example
   * datasets.gate('and'); // x: [[0, 0], [0, 1], [1, 0], [1, 1]], y: [0, 0, 0, 1]
   * datasets.gate('xor', { inputs: 4 }).x.length; // 16
   */
  function gate(name: 'and' | 'or' | 'nand' | 'nor' | 'xor' | 'xnor' | 'not', options?: { inputs?: number }): ClassSet;

  /**
   * Round clouds of points in the plane, one for each class. Without `centers`, they stand evenly around the unit circle.
   * @example
   * datasets.blobs({ classes: 3, noise: 0.2 });
   * datasets.blobs({ centers: [[0, 0], [2, 1]] });
   */
  function blobs(options?: PointsOptions & { classes?: number; centers?: readonly (readonly number[])[] }): ClassSet;

  /**
   * A disc (1) inside a ring (0). No line parts them; x₁² + x₂² does.
   * @example
   * datasets.circles({ count: 300 });
   */
  function circles(options?: PointsOptions): ClassSet;

  /**
   * Two half moons, each in the other's arms.
   * @example
   * datasets.moons({ noise: 0.15 });
   */
  function moons(options?: PointsOptions): ClassSet;

  /**
   * Arms that wind around one another, each a class: `turns` is how often an arm goes around.
   * @example
   * datasets.spirals({ arms: 3, noise: 0.03 });
   */
  function spirals(options?: PointsOptions & { arms?: number; turns?: number }): ClassSet;

  /**
   * XOR as a plane: class 1 where x₁ and x₂ have different signs. x₁·x₂ parts the classes.
   * @example
   * datasets.quadrants({ noise: 0.05 });
   */
  function quadrants(options?: PointsOptions): ClassSet;

  /**
   * y = sin x + noise, for x between `from` and `to`: −π and π as a rule. x is [count, 1].
   * @example
   * datasets.sine({ count: 50, noise: 0 });
   */
  function sine(options?: PointsOptions & { from?: number; to?: number }): RowSet;

  /**
   * Houses and their prices in thousands of dollars. The columns: area (m²), rooms, age (years), distance (to the centre, km)
   * and garage (0 or 1). A price is about 28 + 1.05·area + 4·rooms − 0.55·age − 3.2·distance + 9·garage, give or take 9 %.
   * @example
   * const { x, y, columns } = datasets.houses({ count: 200 });
   */
  function houses(options?: { count?: number; seed?: number }): RowSet;

  /**
   * Handwritten digits, [count, 28, 28, 1], white on black. `noise` is the deviation of a pixel; 1 is the whole range.
   * @example
   * const train = datasets.digits({ count: 5000, seed: 1 });
   * const test = datasets.digits({ count: 1000, seed: 2 });
   */
  function digits(options?: { count?: number; noise?: number; seed?: number }): ImageSet;

  /**
   * Pictures of an X (0) or an O (1), [count, size, size, 1], shifted, turned, thick or thin, in some light. `shift` is how far from
   * the middle, as a part of the size; `rotation` in degrees, to either side; `inverted` how often black on white.
   * @example
   * const centred = datasets.xOrO({ shift: 0, rotation: 0 });
   * const anywhere = datasets.xOrO({ seed: 2 });
   */
  function xOrO(options?: { count?: number; size?: number; shift?: number; rotation?: number; inverted?: number; noise?: number; seed?: number }): ImageSet;

  /**
   * Small colour photographs, [count, 32, 32, 3], of ten shapes with patterns, shadows, clutter and things in front of them.
   * @example
   * const train = datasets.shapes({ count: 8000, seed: 1 });
   */
  function shapes(options?: { count?: number; seed?: number }): ImageSet;

  /**
   * Short reviews of films, meals, telephones, hotels and books: good (1) or bad (0). With `wordOrder`, the same words in another
   * order would say the opposite.
   * @example
   * const { x, y } = datasets.reviews({ language: 'en' });
   * x[0]; // 'The soup was not cold at all, but I hated the bread.'
   */
  function reviews(options?: { count?: number; language?: 'es' | 'en' | 'both'; wordOrder?: boolean; seed?: number }): TextSet;

  /**
   * The first pictures of MNIST, [count, 28, 28, 1], where its files are on this machine: `neurona data fetch mnist` fetches them.
   * @example
   * const { x, y } = await datasets.mnist({ split: 'test', count: 1000 });
   */
  function mnist(options?: { split?: 'train' | 'test'; count?: number }): Promise<ImageSet>;

  /**
   * The first pictures of CIFAR-10, [count, 32, 32, 3], where its files are on this machine: `neurona data fetch cifar10` fetches them.
   * @example
   * const { x, y, classes } = await datasets.cifar10({ split: 'train', count: 5000 });
   */
  function cifar10(options?: { split?: 'train' | 'test'; count?: number }): Promise<ImageSet>;

  /**
   * The items in another order, the same one for the same seed. What you give stays as it is.
   * @example
   * const order = datasets.shuffle([...rows.keys()], epoch);
   */
  function shuffle<T>(items: readonly T[], seed?: number): T[];

  /**
   * Parts a data set into one to train with and one to test with, in random order; each class in the same proportion.
   * @example
   * const { train, test } = datasets.split(datasets.moons(), { test: 0.25, seed: 3 });
   */
  function split<T extends RowSet | ImageSet | TextSet>(set: T, options?: { test?: number; seed?: number }): { train: T; test: T };
}
