/** How a tensor is laid on a plane: which axes run down and across, and where on the others the plane lies. */
export interface Layout {
  readonly shape: readonly number[];
  /** Undefined for a tensor of rank 0 or 1, whose elements run across and wrap. */
  readonly rowAxis: number | undefined;
  readonly columnAxis: number | undefined;
  /** The index along each axis at which the plane, or the window of it that is shown, begins. */
  readonly origin: readonly number[];
}

/** The block of a tensor that is asked for, and how its elements fall on rows and columns. */
export interface Window {
  readonly start: readonly number[];
  readonly size: readonly number[];
  readonly rows: number;
  readonly columns: number;
}

/** The plane as it is drawn: `at(row, column)` is undefined past a wrapped vector's end. */
export interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly at: (row: number, column: number) => number | undefined;
  /** The element's index in the whole tensor, one number for each axis. */
  readonly indexOf: (row: number, column: number) => readonly number[];
}

/** No more rows or columns than this are shown at once; the rest is reached by a slider. */
export const WINDOW = 512;
/** A vector up to this length is one row. */
const ONE_ROW = 24;
const VECTOR_WINDOW = 4096;
/** A last axis this short is taken for channels. */
const CHANNELS = 4;

/** The layout a tensor starts with: matrices as they are, images by their height and width. */
export function firstLayout(shape: readonly number[]): Layout {
  const rank = shape.length;
  const origin = shape.map(() => 0);
  if (rank < 2) return { shape, rowAxis: undefined, columnAxis: undefined, origin };
  const channelsLast = rank === 4 || (rank === 3 && shape[2]! <= CHANNELS && shape[0]! > CHANNELS);
  const rowAxis = channelsLast ? rank - 3 : rank - 2;
  return { shape, rowAxis, columnAxis: rowAxis + 1, origin };
}

/** The axes that a slider moves along: those that are not drawn, and drawn ones too long to be drawn whole. */
export function slidingAxes({ shape, rowAxis, columnAxis }: Layout): { readonly axis: number; readonly max: number }[] {
  return shape.flatMap((extent, axis) => {
    const drawn = shape.length < 2 ? Math.min(extent, VECTOR_WINDOW) : axis === rowAxis || axis === columnAxis ? Math.min(extent, WINDOW) : 1;
    return extent > drawn ? [{ axis, max: extent - drawn }] : [];
  });
}

export function windowOf({ shape, rowAxis, columnAxis, origin }: Layout): Window {
  if (shape.length < 2) {
    const size = shape.map((extent, axis) => Math.min(VECTOR_WINDOW, extent - origin[axis]!));
    const length = size[0] ?? 1;
    const columns = length <= ONE_ROW ? length : Math.min(64, Math.ceil(Math.sqrt(length)));
    return { start: [...origin], size, rows: columns === 0 ? 0 : Math.ceil(length / columns), columns };
  }
  const size = shape.map((extent, axis) => (axis === rowAxis || axis === columnAxis ? Math.min(WINDOW, extent - origin[axis]!) : 1));
  return { start: [...origin], size, rows: size[rowAxis!]!, columns: size[columnAxis!]! };
}

/** The plane out of the window's elements, which come row-major in the tensor's own order of axes. */
export function planeOf({ rowAxis, columnAxis, shape }: Layout, { start, rows, columns }: Window, data: ArrayLike<number>): Plane {
  if (shape.length < 2) {
    return {
      rows,
      columns,
      at: (row, column) => data[row * columns + column],
      indexOf: (row, column) => start.map((from) => from + row * columns + column),
    };
  }
  const transposed = columnAxis! < rowAxis!;
  return {
    rows,
    columns,
    at: (row, column) => data[transposed ? column * rows + row : row * columns + column],
    indexOf: (row, column) => start.map((from, axis) => from + (axis === rowAxis ? row : axis === columnAxis ? column : 0)),
  };
}

/** Moves the plane to an index along one axis. */
export function moveAlong(layout: Layout, axis: number, index: number): Layout {
  return { ...layout, origin: layout.origin.map((at, i) => (i === axis ? index : at)) };
}

/** Draws another axis down or across; the two swap where it was the other's. */
export function chooseAxis(layout: Layout, which: 'rowAxis' | 'columnAxis', axis: number): Layout {
  const other = which === 'rowAxis' ? 'columnAxis' : 'rowAxis';
  const swapped = layout[other] === axis ? layout[which] : layout[other];
  return { ...layout, [which]: axis, [other]: swapped, origin: layout.shape.map(() => 0) };
}
