import type { Cases } from '../fuzz';
import { images, pair } from './pieces';

const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;

export const convolutionCases: Cases = {
  conv1d: (draw) => {
    const [x, size, filters, stride] = [
      [draw.int(1, 3), draw.int(4, 9), draw.int(1, 5)],
      draw.int(1, 3),
      draw.int(1, 9),
      draw.int(1, 3),
    ];
    const pad = draw.pick(['same', 'valid'] as const);
    return { inputs: [x, [size, x[2]!, filters]], compute: (tf, x, w) => tf.conv1d(x as never, w as never, stride, pad) };
  },
  conv2d: (draw) => {
    const [x, size, filters, pad] = [
      images(draw, { atLeast: 4 }),
      pair(draw, 4),
      draw.int(1, 19),
      draw.pick(['same', 'valid', 0] as const),
    ];
    // From padding in numbers core computes both extents with the height's kernel and stride: there they are square.
    const stride = pad === 0 || draw.coin() ? draw.int(1, 3) : pair(draw, 3);
    return {
      inputs: [x, [...(pad === 0 ? [3, 3] : size), x[3], filters]],
      compute: (tf, x, w) => tf.conv2d(x as never, w as never, stride, pad),
    };
  },
  'conv2d, padding in numbers': (draw) => {
    const [x, size, filters, stride, pad] = [
      images(draw, { atLeast: 4 }),
      draw.int(2, 4),
      draw.int(1, 9),
      draw.int(1, 3),
      draw.int(1, 2),
    ];
    return {
      inputs: [x, [size, size, x[3], filters]],
      compute: (tf, x, w) => tf.conv2d(x as never, w as never, stride, pad),
    };
  },
  'conv2d, explicit padding': (draw) => {
    const [x, size, filters, stride] = [images(draw, { atLeast: 4 }), draw.int(1, 3), draw.int(1, 9), draw.int(1, 3)];
    const pad = [
      [0, 0],
      [draw.int(0, 2), draw.int(0, 2)],
      [draw.int(0, 2), draw.int(0, 2)],
      [0, 0],
    ];
    return {
      inputs: [x, [size, size, x[3], filters]],
      compute: (tf, x, w) => tf.conv2d(x as never, w as never, stride, pad as never),
    };
  },
  'conv2d, channels first': (draw) => {
    const [[n, h, w, c], size, filters, stride] = [
      images(draw, { atLeast: 4, channels: 5 }),
      draw.int(1, 3),
      draw.int(1, 5),
      draw.int(1, 2),
    ];
    const pad = draw.pick(['same', 'valid'] as const);
    return {
      inputs: [
        [n, c, h, w],
        [size, size, c, filters],
      ],
      gradients: false,
      compute: (tf, x, w) => tf.conv2d(x as never, w as never, stride, pad, 'NCHW'),
    };
  },
  'conv2d, dilated': (draw) => {
    const [x, size, filters, pad] = [
      images(draw, { atLeast: 6 }),
      pair(draw, 3),
      draw.int(1, 9),
      draw.pick(['same', 'valid'] as const),
    ];
    const dilations = draw.coin() ? 2 : pair(draw, 2);
    return {
      inputs: [x, [...size, x[3], filters]],
      compute: (tf, x, w) => tf.conv2d(x as never, w as never, 1, pad, 'NHWC', dilations),
    };
  },
  conv2dTranspose: (draw) => {
    const [[n, h, w, c], size, filters, stride] = [
      images(draw, { atLeast: 2, channels: 5 }),
      draw.int(1, 4),
      draw.int(1, 5),
      draw.int(1, 3),
    ];
    const pad = draw.pick(['same', 'valid'] as const);
    const extent = (of: number): number => (pad === 'same' ? of * stride : (of - 1) * stride + size);
    return {
      inputs: [
        [n, h, w, c],
        [size, size, filters, c],
      ],
      compute: (tf, x, k) => tf.conv2dTranspose(x as never, k as never, [n, extent(h), extent(w), filters], stride, pad),
    };
  },
  depthwiseConv2d: (draw) => {
    const [x, size, multiplier, stride] = [
      images(draw, { atLeast: 4, channels: 17 }),
      pair(draw, 3),
      draw.int(1, 3),
      draw.int(1, 2),
    ];
    const [pad, dilated] = [draw.pick(['same', 'valid'] as const), draw.coin()];
    return {
      inputs: [x, [...size, x[3], multiplier]],
      compute: (tf, x, w) =>
        tf.depthwiseConv2d(x as never, w as never, dilated ? 1 : stride, pad, 'NHWC', dilated ? [2, 1] : 1),
    };
  },
  separableConv2d: (draw) => {
    const [x, size, multiplier, filters] = [
      images(draw, { atLeast: 4, channels: 4 }),
      draw.int(1, 3),
      draw.int(1, 2),
      draw.int(1, 5),
    ];
    const stride = draw.int(1, 2);
    return {
      inputs: [x, [size, size, x[3], multiplier], [1, 1, x[3] * multiplier, filters]],
      compute: (tf, x, depthwise, pointwise) =>
        tf.separableConv2d(x as never, depthwise as never, pointwise as never, stride, 'same'),
    };
  },
  'fused.conv2d': (draw) => {
    const [x, size, filters, stride] = [images(draw, { atLeast: 4 }), draw.int(1, 3), draw.int(1, 9), draw.int(1, 2)];
    const [activation, pad] = [draw.pick(activations), draw.pick(['same', 'valid'] as const)];
    return {
      inputs: [x, [size, size, x[3], filters], [filters]],
      gradients: ['linear', 'relu', 'relu6'].includes(activation),
      compute: (tf, x, filter, bias) =>
        tf.fused.conv2d({
          x: x as never,
          filter: filter as never,
          strides: stride,
          pad,
          bias: bias!,
          activation,
          preluActivationWeights: tf.fill([1, 1, filters], 0.3),
          leakyreluAlpha: 0.1,
        }),
    };
  },
  'fused.depthwiseConv2d': (draw) => {
    const [x, size, stride, activation] = [
      images(draw, { atLeast: 4 }),
      draw.int(1, 3),
      draw.int(1, 2),
      draw.pick(['linear', 'relu', 'relu6'] as const),
    ];
    return {
      inputs: [x, [size, size, x[3], 1], [x[3]]],
      compute: (tf, x, filter, bias) =>
        tf.fused.depthwiseConv2d({
          x: x as never,
          filter: filter as never,
          strides: stride,
          pad: 'same',
          bias: bias!,
          activation,
        }),
    };
  },
};
