import { backend_util } from '@tensorflow/tfjs-core';

type Shape3D = [number, number, number];
type Shape4D = [number, number, number, number];

export interface DilationAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid';
  readonly dilations: number | [number, number];
}

/** The largest x + filter of a window: where in y, x and the filter it is. */
type Visit = (y: number, x: number, filter: number, largest: number) => void;

/** [batch, outHeight, outWidth, channels]. Throws on attributes that core refuses. */
export function dilationShape(
  x: readonly number[],
  filter: readonly number[],
  attributes: DilationAttributes,
): readonly number[] {
  return dilation(x, filter, attributes).outShape;
}

/**
 * Visits every element of a grey-scale dilation with the first largest x + filter of its window. Where nothing is
 * larger than the least safe integer (all NaN) that is the value, and the window's first element the place, as on cpu.
 */
export function eachLargest(
  x: ArrayLike<number>,
  filter: ArrayLike<number>,
  xShape: readonly number[],
  filterShape: readonly number[],
  attributes: DilationAttributes,
  visit: Visit,
): void {
  const info = dilation(xShape, filterShape, attributes);
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = info;
  let y = 0;
  for (let n = 0; n < batchSize; n++) {
    for (let h = 0; h < outHeight; h++) {
      const top = h * strideHeight - padInfo.top;
      for (let w = 0; w < outWidth; w++) {
        const left = w * strideWidth - padInfo.left;
        const first = ((n * inHeight + Math.max(top, 0)) * inWidth + Math.max(left, 0)) * channels;
        for (let c = 0; c < channels; c++, y++) {
          let [largest, atX, atFilter] = [Number.MIN_SAFE_INTEGER, first + c, c];
          for (let i = 0; i < filterHeight; i++) {
            const row = top + i * dilationHeight;
            if (row < 0 || row >= inHeight) continue;
            for (let j = 0; j < filterWidth; j++) {
              const column = left + j * dilationWidth;
              if (column < 0 || column >= inWidth) continue;
              const inX = ((n * inHeight + row) * inWidth + column) * channels + c;
              const inFilter = (i * filterWidth + j) * channels + c;
              const sum = x[inX]! + filter[inFilter]!;
              if (sum > largest) {
                largest = sum;
                atX = inX;
                atFilter = inFilter;
              }
            }
          }
          visit(y, atX, atFilter, largest);
        }
      }
    }
  }
}

function dilation(x: readonly number[], filter: readonly number[], { strides, pad, dilations }: DilationAttributes) {
  return backend_util.computeDilation2DInfo(x as Shape4D, filter as Shape3D, strides, pad, 'NHWC', dilations);
}
