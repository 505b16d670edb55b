import { BOUNDARY_GRID, type BoundaryProbe } from '../protocol/probe';
import { misuse } from './misuse';
import type { PlanePoints } from './neurona';

type Unit = Parameters<typeof import('./neurona').showBoundary>[0];
type Frame = Pick<BoundaryProbe, 'line' | 'grid' | 'outputs' | 'domain' | 'points'>;

/** Room around the outermost points, as a part of the plane they span. */
const MARGIN = 0.25;

/** Makes frames of decision boundaries, remembering the points that were sent under each name. */
export function createBoundaryFrames(): {
  readonly frame: (unit: Unit, data: PlanePoints, name: string) => Frame;
  /** Sends the points again with the next frame of every name. */
  readonly forget: () => void;
} {
  const sent = new Map<string, NonNullable<Frame['points']>>();
  return {
    frame: (unit, data, name) => {
      const points = readPoints(data);
      const domain = domainOf(points.coordinates);
      const drawn = typeof unit === 'function' ? drawFunction(unit, domain, points.coordinates) : { line: readLine(unit) };
      const known = sent.get(name);
      if (known !== undefined && same(known.coordinates, points.coordinates) && same(known.labels, points.labels)) return { ...drawn, domain };
      sent.set(name, points);
      return { ...drawn, domain, points };
    },
    forget: () => sent.clear(),
  };
}

function readPoints(data: PlanePoints): NonNullable<Frame['points']> {
  const { points, labels } = (data ?? {}) as Partial<PlanePoints>;
  if (!Array.isArray(points) || !Array.isArray(labels)) throw wrongPoints();
  if (points.length !== labels.length) {
    throw misuse({
      en: `showBoundary: there are ${points.length} points and ${labels.length} labels; each point needs one.`,
      es: `showBoundary: hay ${points.length} puntos y ${labels.length} etiquetas; cada punto necesita una.`,
    });
  }
  for (const point of points as readonly unknown[]) {
    if (!Array.isArray(point) || point.length !== 2 || !point.every(Number.isFinite)) throw wrongPoints();
  }
  if (!labels.every((label) => typeof label === 'number')) throw wrongPoints();
  return { coordinates: Float32Array.from((points as number[][]).flat()), labels: Float32Array.from(labels as number[]) };
}

const wrongPoints = () =>
  misuse({
    en: 'showBoundary: give { points, labels }: pairs of finite numbers, and the class of each.',
    es: 'showBoundary: pásale { points, labels }: pares de números finitos y la clase de cada uno.',
  });

function readLine(unit: Exclude<Unit, (...args: never[]) => unknown>): NonNullable<Frame['line']> {
  const { weights, bias } = (unit ?? {}) as Partial<typeof unit>;
  const [w1, w2] = Array.isArray(weights) ? (weights as readonly unknown[]) : [];
  if (typeof w1 !== 'number' || typeof w2 !== 'number' || typeof bias !== 'number' || weights?.length !== 2) {
    throw misuse({
      en: 'showBoundary: give { weights, bias } with two weights and a bias, or a function of one point.',
      es: 'showBoundary: pásale { weights, bias } con dos pesos y un sesgo, o una función de un punto.',
    });
  }
  return { weights: [w1, w2], bias };
}

/** [x min, x max, y min, y max] around the points, never empty. */
function domainOf(coordinates: Float32Array): Frame['domain'] {
  const range = (axis: 0 | 1): [number, number] => {
    let [low, high] = [Infinity, -Infinity];
    for (let i = axis; i < coordinates.length; i += 2) {
      low = Math.min(low, coordinates[i]!);
      high = Math.max(high, coordinates[i]!);
    }
    if (low > high) return [-1, 1];
    const room = high > low ? (high - low) * MARGIN : 1;
    return [low - room, high + room];
  };
  return [...range(0), ...range(1)];
}

type Classifier = (x: number[]) => number;

/** A function over the plane, and at the points themselves, where its own answer counts and not its neighbourhood's. */
function drawFunction(classify: Classifier, domain: Frame['domain'], coordinates: Float32Array): Pick<Frame, 'grid' | 'outputs'> {
  const grid = sample(classify, domain);
  const outputs = Float32Array.from({ length: coordinates.length / 2 }, (_, i) => ask(classify, [coordinates[2 * i]!, coordinates[2 * i + 1]!]));
  return { grid, outputs };
}

/** The outputs of a function at the centres of the grid's cells, the lowest row first. */
function sample(classify: Classifier, [left, right, bottom, top]: Frame['domain']): NonNullable<Frame['grid']> {
  const size = BOUNDARY_GRID;
  const values = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const point = [left + ((column + 0.5) / size) * (right - left), bottom + ((row + 0.5) / size) * (top - bottom)];
      values[row * size + column] = ask(classify, point);
    }
  }
  return { size, values };
}

function ask(classify: Classifier, point: number[]): number {
  const value: unknown = classify(point);
  if (typeof value === 'number') return value;
  throw misuse({
    en: `showBoundary: the function must return a number for each point; it returned ${value === null ? 'null' : typeof value}.`,
    es: `showBoundary: la función debe devolver un número para cada punto; devolvió ${value === null ? 'null' : typeof value}.`,
  });
}

function same(one: Float32Array, other: Float32Array): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
