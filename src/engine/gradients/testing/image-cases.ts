import { input, type GradientCase } from './gradient-case';

const images = [2, 5, 7, 3];
/** One pixel on every side. A number instead would have TensorFlow.js measure a window's width by its height. */
const border = [[0, 0], [1, 1], [1, 1], [0, 0]] as const;
const toTorch = 'x[0].permute(0, 3, 1, 2)';
const filter = 'x[1].permute(3, 2, 0, 1)';

/** Convolutions, pooling, resizing and normalisation: [batch, height, width, channels]. */
export const imageCases: readonly GradientCase[] = [
  ...([
    ['valid', 1, 1, 'padding=0'],
    ['same', 1, 1, "padding='same'"],
    ['valid', 2, 1, 'stride=2'],
    ['valid', [1, 2], 1, 'stride=(1, 2)'],
    [border, 1, 1, 'padding=1'],
    ['valid', 1, 2, 'dilation=2'],
    ['same', 1, 2, "padding='same', dilation=2"],
    ['same', 1, [1, 3], "padding='same', dilation=(1, 3)"],
    [border, 1, [2, 1], 'padding=1, dilation=(2, 1)'],
  ] as const).flatMap(([pad, strides, dilations, options]): GradientCase[] => [
    {
      kernel: 'Conv2D',
      name: `pad ${pad}, strides ${strides}, dilations ${dilations}`,
      inputs: [input(images), input([3, 2, 3, 4], -1, 1)],
      compute: (tf, x, w) => tf.conv2d(x! as never, w! as never, strides as never, pad as 'same', 'NHWC', dilations as never),
      torch: `F.conv2d(${toTorch}, ${filter}, ${options}).permute(0, 2, 3, 1)`,
    },
    {
      kernel: 'DepthwiseConv2dNative',
      name: `pad ${pad}, strides ${strides}, dilations ${dilations}`,
      inputs: [input(images), input([3, 2, 3, 2], -1, 1)],
      compute: (tf, x, w) => tf.depthwiseConv2d(x! as never, w! as never, strides as never, pad as 'same', 'NHWC', dilations as never),
      torch: `F.conv2d(${toTorch}, x[1].permute(2, 3, 0, 1).reshape(6, 1, 3, 2), groups=3, ${options}).permute(0, 2, 3, 1)`,
    },
  ]),
  {
    kernel: 'Conv2D',
    name: 'dilated, padded by hand on each side, one filter larger than the other',
    inputs: [input([1, 6, 5, 2]), input([2, 3, 2, 3], -1, 1)],
    compute: (tf, x, w) => tf.conv2d(x! as never, w! as never, 1, [[0, 0], [3, 1], [0, 4], [0, 0]], 'NHWC', [3, 2]),
    torch: `F.conv2d(F.pad(${toTorch}, (0, 4, 3, 1)), ${filter}, dilation=(3, 2)).permute(0, 2, 3, 1)`,
  },
  {
    kernel: 'Conv2D',
    name: 'one row of a signal, dilated: conv1d',
    inputs: [input([2, 9, 3]), input([3, 3, 4], -1, 1)],
    compute: (tf, x, w) => tf.conv1d(x! as never, w! as never, 1, 'valid', 'NWC', 3),
    torch: 'F.conv1d(x[0].permute(0, 2, 1), x[1].permute(2, 1, 0), dilation=3).permute(0, 2, 1)',
  },
  {
    kernel: 'Conv2D',
    name: 'a last row that no window reaches',
    inputs: [input([1, 5, 6, 2]), input([2, 2, 2, 3], -1, 1)],
    compute: (tf, x, w) => tf.conv2d(x! as never, w! as never, 2, 0, 'NHWC', 1, 'floor'),
    torch: `F.conv2d(${toTorch}, ${filter}, stride=2).permute(0, 2, 3, 1)`,
  },
  ...([['valid', 1], ['same', 2]] as const).map(([pad, strides]): GradientCase => ({
    kernel: 'Conv2DBackpropFilter',
    name: `of a convolution squared, pad ${pad}, strides ${strides}`,
    inputs: [input([2, 4, 5, 2]), input([3, 2, 2, 3], -1, 1)],
    compute: (tf, x, w) => tf.grad((filter) => tf.square(tf.conv2d(x! as never, filter as never, strides, pad)))(w!).mul(0.125),
  })),
  {
    kernel: 'Conv2DBackpropInput',
    name: 'conv2dTranspose',
    inputs: [input([2, 3, 4, 3]), input([3, 2, 4, 3], -1, 1)],
    compute: (tf, x, w) => tf.conv2dTranspose(x! as never, w! as never, [2, 7, 8, 4], 2, 'valid'),
    torch: `F.conv_transpose2d(${toTorch}, ${filter}, stride=2).permute(0, 2, 3, 1)`,
  },
  ...([['valid', 1, 1, ''], ['same', 1, 1, ", padding='same'"], ['valid', 2, 1, ', stride=2'], ['same', 1, 2, ", padding='same', dilation=2"], ['valid', 1, [1, 2, 1], ', dilation=(1, 2, 1)']] as const).map(
    ([pad, strides, dilations, options]): GradientCase => ({
      kernel: 'Conv3D',
      name: `pad ${pad}, strides ${strides}, dilations ${dilations}`,
      inputs: [input([1, 3, 5, 3, 2]), input([2, 3, 2, 2, 3], -1, 1)],
      compute: (tf, x, w) => tf.conv3d(x! as never, w! as never, strides, pad, 'NDHWC', dilations as never),
      torch: `F.conv3d(x[0].permute(0, 4, 1, 2, 3), x[1].permute(4, 3, 0, 1, 2)${options}).permute(0, 2, 3, 4, 1)`,
    }),
  ),
  ...([['valid', ''], ['same', undefined], [border, ', padding=1']] as const).flatMap(([pad, options]): GradientCase[] => [
    {
      kernel: 'MaxPool',
      name: `pad ${pad}`,
      inputs: [input(images, -27, 26)],
      compute: (tf, x) => tf.maxPool(x! as never, [3, 2], 2, pad as 'same'),
      ...(options !== undefined && { torch: `F.max_pool2d(${toTorch}, (3, 2), 2${options}).permute(0, 2, 3, 1)` }),
    },
    {
      kernel: 'AvgPool',
      name: `pad ${pad}`,
      inputs: [input(images)],
      compute: (tf, x) => tf.avgPool(x! as never, [3, 2], 2, pad as 'same'),
      ...(options !== undefined && { torch: `F.avg_pool2d(${toTorch}, (3, 2), 2${options}, count_include_pad=False).permute(0, 2, 3, 1)` }),
    },
  ]),
  {
    kernel: 'MaxPool3D',
    name: 'overlapping',
    inputs: [input([1, 4, 5, 4, 2], -20, 20)],
    compute: (tf, x) => tf.maxPool3d(x! as never, [2, 3, 2], [1, 2, 1], 'valid'),
    torch: 'F.max_pool3d(x[0].permute(0, 4, 1, 2, 3), (2, 3, 2), (1, 2, 1)).permute(0, 2, 3, 4, 1)',
    wrongOnCpu: 'its gradient mistakes the height of a window for the width',
  },
  {
    kernel: 'AvgPool3D',
    name: 'overlapping',
    inputs: [input([1, 4, 5, 4, 2])],
    compute: (tf, x) => tf.avgPool3d(x! as never, [2, 3, 2], [1, 2, 1], 'valid'),
    torch: 'F.avg_pool3d(x[0].permute(0, 4, 1, 2, 3), (2, 3, 2), (1, 2, 1)).permute(0, 2, 3, 4, 1)',
  },
  {
    kernel: 'Dilation2D',
    name: 'same',
    inputs: [input([1, 5, 6, 2], -8, 8), { shape: [2, 3, 2], values: [0, 0.09375, 0.28125, -0.09375, 0.1875, 0, -0.28125, 0.1875, 0.375, 0, -0.1875, 0.28125].map((value) => value / 2) }],
    compute: (tf, x, w) => tf.dilation2d(x! as never, w! as never, 1, 'same'),
  },
  ...([[[7, 4]], [[3, 9]], [[10, 14]]] as const).flatMap(([size]) =>
    ([[false, false], [true, false], [false, true]] as const).flatMap(([alignCorners, halfPixelCenters]): GradientCase[] => [
      {
        kernel: 'ResizeBilinear',
        name: `5 × 7 to ${size.join(' × ')}${alignCorners ? ', aligned corners' : ''}${halfPixelCenters ? ', half-pixel centres' : ''}`,
        inputs: [input(images)],
        compute: (tf, x) => tf.image.resizeBilinear(x! as never, [...size], alignCorners, halfPixelCenters),
        ...((alignCorners || halfPixelCenters) && {
          torch: `F.interpolate(${toTorch}, size=(${size}), mode='bilinear', align_corners=${alignCorners ? 'True' : 'False'}).permute(0, 2, 3, 1)`,
        }),
      },
      {
        kernel: 'ResizeNearestNeighbor',
        name: `5 × 7 to ${size.join(' × ')}${alignCorners ? ', aligned corners' : ''}${halfPixelCenters ? ', half-pixel centres' : ''}`,
        inputs: [input(images)],
        compute: (tf, x) => tf.image.resizeNearestNeighbor(x! as never, [...size], alignCorners, halfPixelCenters),
      },
    ]),
  ),
  { kernel: 'ResizeBilinear', name: 'to a single pixel', inputs: [input([1, 3, 4, 2])], compute: (tf, x) => tf.image.resizeBilinear(x! as never, [1, 1], true) },
  { kernel: 'ResizeBilinear', name: 'from a single pixel', inputs: [input([1, 1, 1, 2])], compute: (tf, x) => tf.image.resizeBilinear(x! as never, [3, 2], false, true) },
  {
    kernel: 'LRN',
    name: 'across channels',
    inputs: [input([1, 2, 2, 7])],
    compute: (tf, x) => tf.localResponseNormalization(x! as never, 2, 1, 0.5, 0.75),
    torch: 'x[0] / (1 + 0.5 * F.pad(x[0] ** 2, (2, 2)).unfold(3, 5, 1).sum(-1)) ** 0.75',
  },
  ...([[[3], 'channels'], [[1, 1, 1, 3], 'channels, kept axes'], [[2, 3, 4, 3], 'every element']] as const).map(([shape, what]): GradientCase => ({
    kernel: 'FusedBatchNorm',
    name: `statistics of ${what}`,
    inputs: [input([2, 3, 4, 3]), input(shape), input(shape, 0.5, 2.5), input(shape, 0.25, 1.5), input(shape)],
    compute: (tf, x, mean, variance, scale, offset) => tf.batchNorm(x!, mean! as never, variance! as never, offset! as never, scale! as never, 0.125),
    torch: '(x[0] - x[1]) / (x[2] + 0.125).sqrt() * x[3] + x[4]',
  })),
];
