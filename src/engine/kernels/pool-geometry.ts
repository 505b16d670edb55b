import { backend_util } from '@tensorflow/tfjs-core';

/** The attributes of a pool as core passes them; an extent that is a single number holds in every direction. */
export interface PoolAttributes {
  readonly filterSize: number | number[];
  readonly strides: number | number[];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NDHWC' | 'NCDHW';
}

/** Where the windows of a pool lie, for kernels that take it number by number; in two dimensions depth is 1. */
export type PoolGeometry = readonly [
  batch: number, inDepth: number, inHeight: number, inWidth: number, channels: number,
  outDepth: number, outHeight: number, outWidth: number,
  kernelDepth: number, kernelHeight: number, kernelWidth: number,
  strideDepth: number, strideHeight: number, strideWidth: number,
  front: number, top: number, left: number,
];

export interface Pool {
  readonly outShape: readonly number[];
  readonly geometry: PoolGeometry;
}

/**
 * The pool of x: [batch, height, width, channels]. Gradients give `outShape`, the shape of dy: core does not tell them
 * how the forward pass rounded. Throws on attributes that core refuses.
 */
export function pool2d(x: readonly number[], { filterSize, strides, pad, dimRoundingMode }: PoolAttributes, outShape?: readonly number[]): Pool {
  const info = backend_util.computePool2DInfo(x as Shape4D, filterSize as [number, number], strides as [number, number], 1, pad, dimRoundingMode);
  const out = outShape ?? info.outShape;
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  return {
    outShape: out,
    geometry: [
      batchSize, 1, inHeight, inWidth, inChannels,
      1, out[1]!, out[2]!,
      1, filterHeight, filterWidth,
      1, strideHeight, strideWidth,
      0, padInfo.top, padInfo.left,
    ],
  };
}

/** The pool of x: [batch, depth, height, width, channels]; `outShape` as for two dimensions. */
export function pool3d(x: readonly number[], { filterSize, strides, pad, dimRoundingMode, dataFormat }: PoolAttributes, outShape?: readonly number[]): Pool {
  const info = backend_util.computePool3DInfo(x as Shape5D, filterSize as Triple, strides as Triple, 1, pad as 'same', dimRoundingMode, dataFormat);
  if (info.dataFormat !== 'channelsLast') throw new Error('Pooling in three dimensions needs dataFormat NDHWC');
  const out = outShape ?? info.outShape;
  const { padInfo } = info;
  return {
    outShape: out,
    geometry: [
      info.batchSize, info.inDepth, info.inHeight, info.inWidth, info.inChannels,
      out[1]!, out[2]!, out[3]!,
      info.filterDepth, info.filterHeight, info.filterWidth,
      info.strideDepth, info.strideHeight, info.strideWidth,
      padInfo.front, padInfo.top, padInfo.left,
    ],
  };
}

type Shape4D = [number, number, number, number];
type Shape5D = [number, number, number, number, number];
type Triple = [number, number, number];
