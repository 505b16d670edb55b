import { backend_util, util } from '@tensorflow/tfjs-core';

/** What core passes to the kernels of a two-dimensional convolution. Gradients of a dilated one have its `dilations`. */
export interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | [number, number][];
  readonly dataFormat?: 'NHWC' | 'NCHW' | undefined;
  readonly dilations?: number | [number, number] | undefined;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil' | undefined;
}

/** Height or width: output o reads the inputs at o·stride − padding + tap·dilation; outside [0, input) they are zero. */
export interface ConvAxis {
  readonly input: number;
  readonly output: number;
  readonly taps: number;
  readonly stride: number;
  readonly dilation: number;
  /** Before the first input; how far it goes after the last one follows from the rest. */
  readonly padding: number;
}

/** A convolution of [batch, rows, columns, inChannels] into [batch, rows, columns, outChannels]. */
export interface Convolution {
  readonly batch: number;
  readonly rows: ConvAxis;
  readonly columns: ConvAxis;
  readonly inChannels: number;
  /** Of a depthwise one: inChannels times the channels that each of them becomes. */
  readonly outChannels: number;
  /** Whether core's tensors are [batch, channels, rows, columns]: kernels compute with channels last. */
  readonly channelsFirst: boolean;
}

/**
 * A convolution's extents, from the shapes of its input and its filter.
 * Throws where the channels of the two do not meet.
 */
export function convolutionOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations, dimRoundingMode, dataFormat = 'NHWC' }: ConvAttributes,
  { depthwise = false }: { readonly depthwise?: boolean } = {},
): Convolution {
  const info = backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad as 'same',
    dimRoundingMode,
    depthwise,
    backend_util.convertConv2DDataFormat(dataFormat),
  );
  util.assert(
    info.inChannels === filterShape[2],
    () =>
      `the input has ${info.inChannels} channels and the filter, of shape [${filterShape.join()}], takes ` +
      `${filterShape[2]}`,
  );
  return {
    batch: info.batchSize,
    rows: {
      input: info.inHeight,
      output: Math.max(0, info.outHeight),
      taps: info.filterHeight,
      stride: info.strideHeight,
      dilation: info.dilationHeight,
      padding: info.padInfo.top,
    },
    columns: {
      input: info.inWidth,
      output: Math.max(0, info.outWidth),
      taps: info.filterWidth,
      stride: info.strideWidth,
      dilation: info.dilationWidth,
      padding: info.padInfo.left,
    },
    inChannels: info.inChannels,
    outChannels: info.outChannels,
    channelsFirst: info.dataFormat === 'channelsFirst',
  };
}

/** The shape of what a convolution reads, with channels last. */
export function inputShapeOf({ batch, rows, columns, inChannels }: Convolution): number[] {
  return [batch, rows.input, columns.input, inChannels];
}

/** The shape of what a convolution makes, with channels last. */
export function outputShapeOf({ batch, rows, columns, outChannels }: Convolution): number[] {
  return [batch, rows.output, columns.output, outChannels];
}
