import { blobs } from '../datasets/blobs';
import { circles } from '../datasets/circles';
import { digits } from '../datasets/digits';
import { gate } from '../datasets/gate';
import { houses } from '../datasets/houses';
import type { ImageSet } from '../datasets/images';
import { moons } from '../datasets/moons';
import { quadrants } from '../datasets/quadrants';
import { reviews } from '../datasets/reviews';
import { shapes } from '../datasets/shapes';
import { shuffle } from '../datasets/shuffle';
import { sine } from '../datasets/sine';
import { spirals } from '../datasets/spirals';
import { split } from '../datasets/split';
import { xOrO } from '../datasets/x-or-o';

export type Datasets = typeof import('./neurona').datasets;
type RealName = 'mnist' | 'cifar10';

/** Reads a real data set from wherever its files are; rejects with a HumanError where there are none. */
export type ReadRealData = (name: RealName, options: Parameters<Datasets[RealName]>[0]) => Promise<ImageSet>;

/** The data sets of the `neurona` library. They know no tensor library: typed arrays, nested arrays and texts. */
export function createDatasets(readRealData: ReadRealData): Datasets {
  return {
    gate,
    blobs,
    circles,
    moons,
    spirals,
    quadrants,
    sine,
    houses,
    digits,
    xOrO,
    shapes,
    reviews,
    mnist: (options) => readRealData('mnist', options),
    cifar10: (options) => readRealData('cifar10', options),
    shuffle,
    split,
  };
}
