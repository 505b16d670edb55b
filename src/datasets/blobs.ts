import { checkInteger, checkNumber } from './options';
import type { ClassSet } from './rows';
import { scatter, type PointsOptions, type Position } from './scatter';

export interface BlobsOptions extends PointsOptions {
  readonly classes?: number;
  /** [classes, 2] */
  readonly centers?: readonly (readonly number[])[];
}

/**
 * Round clouds, one for each class, of deviation `noise` (0.25 as a rule). Their centres are those given, or
 * evenly around the unit circle, the first one at its lower left.
 */
export function blobs({ count = 200, noise = 0.25, seed = 1, centers, classes = centers?.length ?? 2 }: BlobsOptions = {}): ClassSet {
  checkInteger('blobs', 'classes', classes, 1, 20);
  if (centers !== undefined) {
    checkInteger('blobs', 'centers.length', centers.length, classes, classes);
    for (const center of centers) for (const i of [0, 1]) checkNumber('blobs', 'centers', center[i], -1e6, 1e6);
  }
  const center = (label: number): Position => {
    const angle = (2 * Math.PI * label) / classes - (3 * Math.PI) / 4;
    return centers === undefined ? [Math.cos(angle), Math.sin(angle)] : [centers[label]![0]!, centers[label]![1]!];
  };
  return scatter('blobs', { count, noise, seed }, classes, center);
}
