import type { Draw } from './draw';

/** A two-dimensional convolution of small tensors, with channels last. */
export interface DrawnConvolution {
  readonly x: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: 'same' | 'valid' | number | [[number, number], [number, number], [number, number], [number, number]];
}

/** One channel, and others that four and eight do and do not divide. */
const channels = [1, 1, 2, 3, 4, 5, 6, 8, 9, 12, 13, 16, 17];

interface Kind {
  readonly dilated?: 'never' | 'without strides' | 'with strides';
  /** Of a depthwise convolution: the channels that each one becomes. Default: any number of output channels. */
  readonly multiplier?: number;
}

/**
 * Draws a convolution of any batch, channels, strides, paddings (unequal ones too) and filters, also larger than what
 * they read but for the padding. With `dilated`, dilations as well, together with strides or, as core wants it, not.
 */
export function drawConvolution(
  draw: Draw,
  { dilated = 'never', multiplier }: Kind = {},
): DrawnConvolution {
  const pair = (max: number): [number, number] => [draw.int(1, max), draw.int(1, max)];
  const dilations = dilated === 'never' ? ([1, 1] as [number, number]) : pair(3);
  const strides = dilated === 'without strides' && Math.max(...dilations) > 1 ? ([1, 1] as [number, number]) : pair(3);
  const taps = pair(4);
  const side = (): [number, number] => [draw.int(0, 3), draw.int(0, 2)];
  const pad = draw.pick<DrawnConvolution['pad']>(['same', 'valid', draw.int(1, 2), [[0, 0], side(), side(), [0, 0]]]);
  const reaches = taps.map((tap, axis) => (tap - 1) * dilations[axis]! + 1);
  const extents = reaches.map((own, axis) => {
    // Where the padding is a number, core counts outputs by the filter's height alone.
    const reach = typeof pad === 'number' ? Math.max(...reaches) : own;
    return draw.int(Math.max(1, reach - paddingOf(pad, axis, reach)), reach + 7);
  });
  const inChannels = draw.pick(channels);
  const outChannels = multiplier ?? draw.pick(channels);
  return {
    x: [draw.int(1, 3), extents[0]!, extents[1]!, inChannels],
    filter: [taps[0]!, taps[1]!, inChannels, outChannels],
    strides,
    dilations,
    pad,
  };
}

/** What a padding adds to height (axis 0) or width, at most. */
function paddingOf(pad: DrawnConvolution['pad'], axis: number, reach: number): number {
  if (pad === 'same') return reach;
  if (pad === 'valid') return 0;
  return typeof pad === 'number' ? 2 * pad : pad[axis + 1]![0] + pad[axis + 1]![1];
}
