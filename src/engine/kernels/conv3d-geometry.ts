import { backend_util } from '@tensorflow/tfjs-core';
import type { PoolGeometry } from './pool-geometry';

type Shape5D = [number, number, number, number, number];

export interface Conv3DAttributes {
  readonly strides: number | [number, number, number];
  readonly pad: 'valid' | 'same';
  readonly dilations?: number | [number, number, number];
}

/** A convolution of x: [batch, depth, height, width, inChannels] with a filter: [depth, height, width, inChannels, outChannels]. */
export interface Conv3D {
  readonly outShape: readonly number[];
  readonly outChannels: number;
  readonly dilated: boolean;
  readonly geometry: PoolGeometry;
}

/** Throws on attributes that core refuses. */
export function conv3dGeometry(x: readonly number[], filter: readonly number[], { strides, pad, dilations = 1 }: Conv3DAttributes): Conv3D {
  const info = backend_util.computeConv3DInfo(x as Shape5D, filter as Shape5D, strides, dilations, pad);
  const { padInfo } = info;
  return {
    outShape: info.outShape,
    outChannels: info.outChannels,
    dilated: info.dilationDepth * info.dilationHeight * info.dilationWidth > 1,
    geometry: [
      info.batchSize, info.inDepth, info.inHeight, info.inWidth, info.inChannels,
      info.outDepth, info.outHeight, info.outWidth,
      info.filterDepth, info.filterHeight, info.filterWidth,
      info.strideDepth, info.strideHeight, info.strideWidth,
      padInfo.front, padInfo.top, padInfo.left,
    ],
  };
}
