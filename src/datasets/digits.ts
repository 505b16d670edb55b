import { digitStrokes } from './digit-strokes';
import { balancedLabels, createDraws } from './draws';
import { blankImages, type ImageSet } from './images';
import { checkCount, checkSeed, checkShare } from './options';
import { develop, drawByHand, type PenStyle } from './pen';

export interface DigitsOptions {
  readonly count?: number;
  /** The deviation of the noise on every pixel; 1 is the whole range. */
  readonly noise?: number;
  readonly seed?: number;
}

const SIZE = 28;
const hand: PenStyle = {
  shift: 2,
  rotation: 14,
  slant: 0.28,
  scale: [0.7, 0.9],
  stretch: 0.2,
  thickness: [1.6, 3.6],
  wobble: 0.1,
};

/**
 * Handwritten digits of [28, 28, 1], white on black as in MNIST, each class as often as any other.
 *
 * Measured with 5000 to train on and 2000 others to test: a linear softmax model gets 88 %, 128 hidden units 95 %, a
 * small convolutional network 97 %.
 */
export function digits({ count = 1000, noise = 0.02, seed = 1 }: DigitsOptions = {}): ImageSet {
  checkCount('digits', count);
  checkShare('digits', 'noise', noise);
  checkSeed('digits', seed);
  const draws = createDraws(seed);
  const y = balancedLabels(draws, count, digitStrokes.length);
  const x = blankImages(count, SIZE, SIZE, 1);
  y.forEach((digit, i) => {
    const canvas = drawByHand(draws, draws.pick(digitStrokes[digit]!), SIZE, hand);
    develop(draws, canvas, noise, x.data, i * SIZE * SIZE);
  });
  return { x, y, classes: digitStrokes.map((_, digit) => String(digit)) };
}
