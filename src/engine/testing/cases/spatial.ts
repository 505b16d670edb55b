import type { Draw } from '../draw';
import type { Cases } from '../fuzz';
import { images, pair, triple } from './pieces';

/** A window, strides and padding of a pool that make sense for an image of at least 3×3. */
function pool2d(draw: Draw) {
  const pad = draw.pick(['same', 'valid', 1] as const);
  // From padding in numbers core computes both extents with the height's window and stride: there they are square.
  const [window, stride] = [draw.int(2, 3), draw.int(1, 3)];
  const size = pad === 1 ? ([window, window] as [number, number]) : pair(draw, 3);
  const strides = pad === 1 ? ([stride, stride] as [number, number]) : pair(draw, 3);
  const rounding = typeof pad === 'number' ? draw.pick(['floor', 'ceil', 'round'] as const) : undefined;
  return { size, strides, pad, rounding };
}

function pool3d(draw: Draw) {
  return { size: triple(draw, 3), strides: triple(draw, 2), pad: draw.pick(['same', 'valid'] as const) };
}

/** A batch of volumes, [batch, depth, height, width, channels], of at least 3×3×3. */
function volumes(draw: Draw): number[] {
  return [draw.int(1, 2), ...triple(draw, 5).map((extent) => extent + 2), draw.int(1, 6)];
}

/** Explicit padding of height and width by at most one on every side. */
function explicit(draw: Draw): [[0, 0], [number, number], [number, number], [0, 0]] {
  return [
    [0, 0],
    [draw.int(0, 1), draw.int(0, 1)],
    [draw.int(0, 1), draw.int(0, 1)],
    [0, 0],
  ];
}

export const spatialCases: Cases = {
  maxPool: (draw) => {
    const [x, { size, strides, pad }] = [images(draw, { atLeast: 3, channels: 37 }), pool2d(draw)];
    return { inputs: [x], compute: (tf, x) => tf.maxPool(x as never, size, strides, pad) };
  },
  'maxPool, every rounding': (draw) => {
    const [x, { size, strides, pad, rounding }] = [images(draw, { atLeast: 3 }), pool2d(draw)];
    return { inputs: [x], gradients: false, compute: (tf, x) => tf.maxPool(x as never, size, strides, pad, rounding) };
  },
  'maxPool, explicit padding': (draw) => {
    const [x, pad, strides] = [images(draw, { atLeast: 3 }), explicit(draw), draw.int(1, 3)];
    return { inputs: [x], gradients: false, compute: (tf, x) => tf.maxPool(x as never, 2, strides, pad as never) };
  },
  'maxPool of int32': (draw) => {
    const [shape, { size, strides, pad }] = [images(draw, { atLeast: 3 }), pool2d(draw)];
    return { inputs: [{ shape, dtype: 'int32' }], compute: (tf, x) => tf.maxPool(x as never, size, strides, pad) };
  },
  'maxPool of NaN and infinities': (draw) => {
    // Not 1×1: cpu hands those on as they are, NaN too, which is never the maximum of another window.
    const [shape, size, { strides, pad }] = [images(draw, { atLeast: 3, channels: 6 }), draw.int(2, 3), pool2d(draw)];
    const values = draw.between(0, 1, shape).values.map((value) => (value < 0.3 ? NaN : value < 0.6 ? -Infinity : value));
    return { inputs: [{ shape, values }], compute: (tf, x) => tf.maxPool(x as never, size, strides, pad) };
  },
  maxPoolWithArgmax: (draw) => {
    const [x, { size, strides }, pad, withBatch] = [
      images(draw, { atLeast: 3 }),
      pool2d(draw),
      draw.pick(['same', 'valid'] as const),
      draw.coin(),
    ];
    return {
      inputs: [x],
      gradients: false,
      compute: (tf, x) => Object.values(tf.maxPoolWithArgmax(x as never, size, strides, pad, withBatch)),
    };
  },
  avgPool: (draw) => {
    const [x, { size, strides, pad }] = [images(draw, { atLeast: 3, channels: 37 }), pool2d(draw)];
    return { inputs: [x], compute: (tf, x) => tf.avgPool(x as never, size, strides, pad) };
  },
  'avgPool, every rounding': (draw) => {
    const [x, { size, strides, pad, rounding }] = [images(draw, { atLeast: 3 }), pool2d(draw)];
    return { inputs: [x], gradients: false, compute: (tf, x) => tf.avgPool(x as never, size, strides, pad, rounding) };
  },
  'pool, dilated': (draw) => {
    const [x, kind, size] = [images(draw, { atLeast: 5 }), draw.pick(['max', 'avg'] as const), pair(draw, 2)];
    const [pad, dilations] = [draw.pick(['same', 'valid'] as const), pair(draw, 2)];
    return { inputs: [x], compute: (tf, x) => tf.pool(x as never, size, kind, pad, dilations, 1) };
  },
  'pool, 1×1': (draw) => {
    const [x, kind, strides] = [images(draw, { atLeast: 3 }), draw.pick(['max', 'avg'] as const), pair(draw, 3)];
    return { inputs: [x], compute: (tf, x) => tf.pool(x as never, 1, kind, 'valid', 1, strides) };
  },
  maxPool3d: (draw) => {
    const [x, { size, strides, pad }] = [volumes(draw), pool3d(draw)];
    // As wide as high: of others cpu's gradient is wrong, see pooling.test.ts.
    const window: [number, number, number] = [size[0], size[1], size[1]];
    return { inputs: [x], compute: (tf, x) => tf.maxPool3d(x as never, window, strides, pad) };
  },
  'maxPool3d, windows of any shape': (draw) => {
    const [x, { size, strides, pad }] = [volumes(draw), pool3d(draw)];
    return { inputs: [x], gradients: false, compute: (tf, x) => tf.maxPool3d(x as never, size, strides, pad) };
  },
  avgPool3d: (draw) => {
    const [x, { size, strides, pad }] = [volumes(draw), pool3d(draw)];
    return { inputs: [x], compute: (tf, x) => tf.avgPool3d(x as never, size, strides, pad) };
  },
  'maxPool3d of int32': (draw) => {
    const [shape, { size, strides, pad }] = [volumes(draw), pool3d(draw)];
    return { inputs: [{ shape, dtype: 'int32' }], compute: (tf, x) => tf.maxPool3d(x as never, size, strides, pad) };
  },
  dilation2d: (draw) => {
    const [x, size, strides] = [images(draw, { atLeast: 5, channels: 5 }), pair(draw, 3), pair(draw, 2)];
    const [pad, dilations] = [draw.pick(['same', 'valid'] as const), draw.int(1, 2)];
    const stride = dilations === 1 ? strides : 1;
    return {
      inputs: [x, [...size, x[3]]],
      compute: (tf, x, filter) => tf.dilation2d(x as never, filter as never, stride, pad, dilations),
    };
  },
  conv3d: (draw) => {
    const [size, inChannels, outChannels] = [triple(draw, 3), draw.int(1, 5), draw.int(1, 9)];
    const [strides, pad] = [draw.coin() ? draw.int(1, 2) : triple(draw, 2), draw.pick(['same', 'valid'] as const)];
    const x = [draw.int(1, 2), ...triple(draw, 4).map((n) => n + 2), inChannels];
    return {
      inputs: [x, [...size, inChannels, outChannels]],
      compute: (tf, x, w) => tf.conv3d(x as never, w as never, strides, pad),
    };
  },
  'conv3d, dilated': (draw) => {
    const [size, channels, dilations] = [triple(draw, 2), draw.int(1, 3), triple(draw, 2)];
    const x = [draw.int(1, 2), ...triple(draw, 4).map((n) => n + 2), channels];
    return {
      inputs: [x, [...size, channels, 2]],
      gradients: false,
      compute: (tf, x, w) => tf.conv3d(x as never, w as never, 1, 'valid', 'NDHWC', dilations),
    };
  },
  conv3dTranspose: (draw) => {
    const [size, stride, [channels, outChannels]] = [draw.int(2, 3), draw.int(1, 2), pair(draw, 4)];
    const [batch, depth, height, width] = draw.shape(4, 3) as [number, number, number, number];
    const out: [number, number, number, number, number] = [
      batch,
      depth * stride,
      height * stride,
      width * stride,
      outChannels,
    ];
    return {
      inputs: [
        [batch, depth, height, width, channels],
        [size, size, size, outChannels, channels],
      ],
      gradients: false,
      compute: (tf, x, w) => tf.conv3dTranspose(x as never, w as never, out, stride, 'same'),
    };
  },
  resizeNearestNeighbor: (draw) => {
    const [x, size, alignCorners] = [images(draw), pair(draw, 12), draw.coin()];
    return { inputs: [x], compute: (tf, x) => tf.image.resizeNearestNeighbor(x as never, size, alignCorners) };
  },
  'resizeNearestNeighbor, half-pixel centres': (draw) => {
    const [x, size] = [images(draw), pair(draw, 12)];
    return { inputs: [x], compute: (tf, x) => tf.image.resizeNearestNeighbor(x as never, size, false, true) };
  },
  'resizeNearestNeighbor of int32': (draw) => {
    const [shape, size] = [images(draw), pair(draw, 12)];
    return { inputs: [{ shape, dtype: 'int32' }], compute: (tf, x) => tf.image.resizeNearestNeighbor(x as never, size) };
  },
  resizeBilinear: (draw) => {
    const [x, size, alignCorners] = [images(draw), pair(draw, 12), draw.coin()];
    return { inputs: [x], compute: (tf, x) => tf.image.resizeBilinear(x as never, size, alignCorners) };
  },
  'resizeBilinear, half-pixel centres': (draw) => {
    const [x, size] = [images(draw), pair(draw, 12)];
    return { inputs: [x], compute: (tf, x) => tf.image.resizeBilinear(x as never, size, false, true) };
  },
  'resizeBilinear of int32': (draw) => {
    const [shape, size] = [images(draw), pair(draw, 12)];
    return { inputs: [{ shape, dtype: 'int32' }], compute: (tf, x) => tf.image.resizeBilinear(x as never, size) };
  },
  cropAndResize: (draw) => {
    const [x, boxes, size] = [images(draw, { atLeast: 2 }), draw.int(1, 4), pair(draw, 6)];
    const [method, outside] = [draw.pick(['bilinear', 'nearest'] as const), draw.pick([0, 0.5])];
    return {
      inputs: [x, draw.between(-0.3, 1.3, [boxes, 4]), draw.ints(0, x[0] - 1, [boxes])],
      gradients: false,
      compute: (tf, x, boxes, which) =>
        tf.image.cropAndResize(x as never, boxes as never, which as never, size, method, outside),
    };
  },
  transform: (draw) => {
    // A batch of one: of more, cpu transforms the first only. See transform.test.ts.
    const x = [1, ...images(draw).slice(1)];
    const [method, fill, outside] = [
      draw.pick(['nearest', 'bilinear'] as const),
      draw.pick(['constant', 'reflect', 'wrap', 'nearest'] as const),
      draw.pick([0, 0.5]),
    ];
    const size = draw.coin() ? pair(draw, 8) : undefined;
    return {
      inputs: [x, draw.between(-1, 1, [1, 8])],
      gradients: false,
      tolerance: 1e-4,
      // Near the identity, and so gentle in the last two that nothing is divided by about nothing.
      compute: (tf, x, by) =>
        tf.image.transform(
          x as never,
          tf.add(tf.mul(by!, [1, 1, 2, 1, 1, 2, 0.02, 0.02]), [1, 0, 0, 0, 1, 0, 0, 0]) as never,
          method,
          fill,
          outside,
          size,
        ),
    };
  },
  rotateWithOffset: (draw) => {
    const [x, radians, fill, centre] = [
      images(draw, { channels: 4 }),
      draw.int(-12, 12) / 4,
      draw.pick([0, 0.5, [0.1, 0.2, 0.3]]),
      draw.pick([0.5, [0.3, 0.6]]),
    ];
    return {
      inputs: [x],
      gradients: false,
      compute: (tf, x) => tf.image.rotateWithOffset(x as never, radians, fill as never, centre as never),
    };
  },
  flipLeftRight: (draw) => ({ inputs: [images(draw)], compute: (tf, x) => tf.image.flipLeftRight(x as never) }),
  grayscaleToRGB: (draw) => ({
    inputs: [[...images(draw).slice(0, 3), 1]],
    compute: (tf, x) => tf.image.grayscaleToRGB(x as never),
  }),
  mirrorPad: (draw) => {
    const [x, mode] = [draw.shape(draw.int(1, 4)), draw.pick(['reflect', 'symmetric'] as const)];
    const room = (extent: number): number => draw.int(0, mode === 'reflect' ? extent - 1 : extent);
    const paddings = x.map((extent): [number, number] => [room(extent), room(extent)]);
    return { inputs: [x], compute: (tf, x) => tf.mirrorPad(x!, paddings, mode) };
  },
  'mirrorPad of int32': (draw) => {
    const shape = draw.shape(2, 5);
    const paddings = shape.map((extent): [number, number] => [draw.int(0, extent - 1), draw.int(0, extent - 1)]);
    return { inputs: [{ shape, dtype: 'int32' }], compute: (tf, x) => tf.mirrorPad(x!, paddings, 'reflect') };
  },
  pad: (draw) => {
    const [x, value] = [draw.shape(draw.int(1, 5)), draw.pick([0, -1.5])];
    const paddings = x.map((): [number, number] => [draw.int(0, 2), draw.int(0, 2)]);
    return { inputs: [x], compute: (tf, x) => tf.pad(x!, paddings, value) };
  },
  'pad of int32 and bool': (draw) => {
    const [shape, dtype] = [draw.shape(draw.int(1, 4)), draw.pick(['int32', 'bool'] as const)];
    const paddings = shape.map((): [number, number] => [draw.int(0, 2), draw.int(0, 2)]);
    return { inputs: [{ shape, dtype }], compute: (tf, x) => tf.pad(x!, paddings, 1) };
  },
  spaceToBatchND: (draw) => {
    const [block, [height, width]] = [pair(draw, 3), pair(draw, 3)];
    const [before, after] = [
      pair(draw, 2).map((n) => n - 1) as [number, number],
      pair(draw, 2).map((n) => n - 1) as [number, number],
    ];
    const extents = block.map((b, i) => b * ([height, width][i]! + 2) - before[i]! - after[i]!);
    const crops: [number, number][] = [
      [before[0], after[0]],
      [before[1], after[1]],
    ];
    return {
      inputs: [[draw.int(1, 3), ...extents, draw.int(1, 3)]],
      compute: (tf, x) => tf.spaceToBatchND(x!, block, crops),
    };
  },
  batchToSpaceND: (draw) => {
    const [block, spatial, crops] = [pair(draw, 3), pair(draw, 3), [draw.int(0, 1), draw.int(0, 1)] as const];
    const x = [block[0] * block[1] * draw.int(1, 2), spatial[0] + 2, spatial[1] + 2, draw.int(1, 3)];
    return {
      inputs: [x],
      compute: (tf, x) =>
        tf.batchToSpaceND(x!, block, [
          [crops[0], crops[1]],
          [crops[1], crops[0]],
        ]),
    };
  },
  depthToSpace: (draw) => {
    const [[batch, height, width], block] = [draw.shape(3) as [number, number, number], draw.int(2, 3)];
    return {
      inputs: [[batch, height, width, block * block * draw.int(1, 3)]],
      compute: (tf, x) => tf.depthToSpace(x as never, block),
    };
  },
  localResponseNormalization: (draw) => {
    const [x, radius, bias, alpha, beta] = [
      images(draw, { channels: 9 }),
      draw.int(0, 4),
      draw.pick([1, 2]),
      draw.pick([1, 0.5]),
      draw.pick([0.5, 0.75, 1]),
    ];
    return { inputs: [x], compute: (tf, x) => tf.localResponseNormalization(x as never, radius, bias, alpha, beta) };
  },
};
