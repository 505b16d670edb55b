import * as z from 'zod/mini';

export const dtypes = ['float32', 'int32', 'bool'] as const;
export type DType = (typeof dtypes)[number];

/** No tensor of more axes is drawn or sent. */
export const MAX_RANK = 6;

export const shapeSchema = z.array(z.int().check(z.nonnegative())).check(z.maxLength(MAX_RANK));

/** The number of elements of a shape; 1 for a scalar, whose shape is `[]`. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

/** Bytes that one element takes on the wire: bool travels as one byte. */
export function bytesPerElement(dtype: DType): number {
  return dtype === 'bool' ? 1 : 4;
}

/** A tensor on the wire: row-major elements as raw bytes, never as JSON. */
export const tensorSchema = z
  .object({
    shape: shapeSchema,
    dtype: z.enum(dtypes),
    data: z.union([z.instanceof(Float32Array), z.instanceof(Int32Array), z.instanceof(Uint8Array)]),
  })
  .check(
    z.refine(({ shape, data }) => sizeOf(shape) === data.length, 'as many elements as the shape has'),
    z.refine(({ dtype, data }) => data.BYTES_PER_ELEMENT === bytesPerElement(dtype), 'elements of the dtype'),
  );
export type WireTensor = z.infer<typeof tensorSchema>;

/** What can be said of a tensor without sending its elements. Statistics leave NaN and Infinity out. */
export const tensorSummarySchema = z.object({
  shape: shapeSchema,
  dtype: z.enum(dtypes),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  standardDeviation: z.number(),
  zeros: z.int(),
  nans: z.int(),
  infinities: z.int(),
});
export type TensorSummary = z.infer<typeof tensorSummarySchema>;

/** Summarises a tensor in one pass over its elements (two for the deviation, so that it does not cancel). */
export function summarize({ shape, dtype, data }: WireTensor): TensorSummary {
  let [min, max, sum, zeros, nans, infinities] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (const value of data) {
    if (Number.isNaN(value)) nans++;
    else if (!Number.isFinite(value)) infinities++;
    else {
      if (value === 0) zeros++;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
  }
  const finite = data.length - nans - infinities;
  const mean = finite === 0 ? 0 : sum / finite;
  let squares = 0;
  for (const value of data) if (Number.isFinite(value)) squares += (value - mean) ** 2;
  return {
    shape: [...shape],
    dtype,
    min: finite === 0 ? 0 : min,
    max: finite === 0 ? 0 : max,
    mean,
    standardDeviation: finite === 0 ? 0 : Math.sqrt(squares / finite),
    zeros,
    nans,
    infinities,
  };
}
