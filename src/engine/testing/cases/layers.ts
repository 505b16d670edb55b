import type { layers } from '@tensorflow/tfjs-layers';
import type { Draw } from '../draw';
import type { Case, Cases } from '../fuzz';
import type { Compute } from '../same-as-cpu';
import type * as tensorflow from '../../tfjs';
import { images, pair } from './pieces';

type Layer = ReturnType<typeof layers.dense>;

/** A layer applied to its inputs, with the same weights on every backend: a wave of numbers in (0, 1). */
function layer(make: (tf: typeof tensorflow) => unknown): Compute {
  return (tf, ...xs) => {
    const made = make(tf) as Layer;
    const x = xs.length === 1 ? xs[0]! : xs;
    // It builds itself when it is first applied.
    tf.tidy(() => void made.apply(x));
    const waves = made.getWeights().map(({ shape, size }) =>
      tf.tensor(
        Array.from({ length: size }, (_, i) => 0.5 + 0.45 * Math.sin(3 + 2 * i)),
        shape,
      ),
    );
    made.setWeights(waves);
    const y = made.apply(x) as tensorflow.Tensor;
    tf.dispose(waves);
    made.dispose();
    return y;
  };
}

const activations = [
  'relu',
  'tanh',
  'sigmoid',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'hardSigmoid',
  'softmax',
  'swish',
  'mish',
  'gelu',
  'gelu_new',
  'relu6',
  'linear',
] as const;
const sequence = (draw: Draw): number[] => [draw.int(1, 3), draw.int(1, 5), draw.int(1, 4)];
const padding = (draw: Draw): 'same' | 'valid' => draw.pick(['same', 'valid']);

export const layerCases: Cases = {
  dense: (draw) => {
    const [units, activation, useBias] = [draw.int(1, 6), draw.pick(activations), draw.coin()];
    return { inputs: [draw.shape(2, 6)], compute: layer((tf) => tf.layers.dense({ units, activation, useBias })) };
  },
  'dense of a sequence': (draw) => ({
    inputs: [sequence(draw)],
    compute: layer((tf) => tf.layers.dense({ units: 3, activation: 'relu' })),
  }),
  conv1d: (draw) => {
    const [kernelSize, filters, strides, pad] = [draw.int(1, 3), draw.int(1, 5), draw.int(1, 2), padding(draw)];
    return {
      inputs: [[2, draw.int(4, 7), draw.int(1, 4)]],
      compute: layer((tf) => tf.layers.conv1d({ kernelSize, filters, strides, padding: pad, activation: 'relu' })),
    };
  },
  conv2d: (draw) => {
    const [kernelSize, filters, strides, pad, activation] = [
      draw.int(1, 3),
      draw.int(1, 9),
      draw.int(1, 2),
      padding(draw),
      draw.pick(activations),
    ];
    return {
      inputs: [images(draw, { atLeast: 4 })],
      compute: layer((tf) => tf.layers.conv2d({ kernelSize, filters, strides, padding: pad, activation })),
    };
  },
  conv2dTranspose: (draw) => {
    const [kernelSize, filters, strides, pad] = [draw.int(2, 3), draw.int(1, 5), draw.int(1, 2), padding(draw)];
    return {
      inputs: [images(draw, { atLeast: 3, channels: 4 })],
      compute: layer((tf) => tf.layers.conv2dTranspose({ kernelSize, filters, strides, padding: pad })),
    };
  },
  conv3d: (draw) => ({
    inputs: [[1, 4, 4, 4, draw.int(1, 3)]],
    compute: layer((tf) => tf.layers.conv3d({ kernelSize: 2, filters: 3, strides: 2, padding: 'same' })),
  }),
  separableConv2d: (draw) => {
    const [depthMultiplier, pad] = [draw.int(1, 2), padding(draw)];
    return {
      inputs: [images(draw, { atLeast: 4, channels: 4 })],
      compute: layer((tf) => tf.layers.separableConv2d({ kernelSize: 3, filters: 4, depthMultiplier, padding: pad })),
    };
  },
  depthwiseConv2d: (draw) => {
    const [depthMultiplier, pad] = [draw.int(1, 2), padding(draw)];
    return {
      inputs: [images(draw, { atLeast: 4, channels: 6 })],
      compute: layer((tf) => tf.layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier, padding: pad })),
    };
  },
  pooling: (draw) => {
    const [kind, dimensions, strides] = [
      draw.pick(['maxPooling', 'averagePooling'] as const),
      draw.int(1, 3),
      draw.int(1, 2),
    ];
    const shape = [2, ...Array.from({ length: dimensions }, () => draw.int(3, 6)), draw.int(1, 5)];
    return {
      inputs: [shape],
      compute: layer((tf) => tf.layers[`${kind}${dimensions as 1 | 2 | 3}d`]({ poolSize: 2, strides } as never)),
    };
  },
  'global pooling': (draw) => {
    const [kind, dimensions] = [draw.pick(['globalMaxPooling', 'globalAveragePooling'] as const), draw.int(1, 2)];
    const shape = [2, ...Array.from({ length: dimensions }, () => draw.int(2, 5)), draw.int(1, 5)];
    return { inputs: [shape], compute: layer((tf) => tf.layers[`${kind}${dimensions as 1 | 2}d`]({})) };
  },
  upSampling2d: (draw) => {
    const size = pair(draw, 3);
    return { inputs: [images(draw, { channels: 5 })], compute: layer((tf) => tf.layers.upSampling2d({ size })) };
  },
  'zeroPadding2d, cropping2D': (draw) => {
    const [[top, bottom], [left, right]] = [pair(draw, 2), pair(draw, 2)];
    const sides: [[number, number], [number, number]] = [
      [top, bottom],
      [left, right],
    ];
    const make = draw.pick(['zeroPadding2d', 'cropping2D'] as const);
    return {
      inputs: [images(draw, { atLeast: 5 })],
      compute: layer((tf) =>
        make === 'zeroPadding2d' ? tf.layers.zeroPadding2d({ padding: sides }) : tf.layers.cropping2D({ cropping: sides }),
      ),
    };
  },
  'flatten, reshape, permute, repeatVector': (draw) => {
    const [[n, a, b], which] = [draw.shape(3) as [number, number, number], draw.int(0, 3)];
    return {
      inputs: [which === 3 ? [n, a] : [n, a, b]],
      compute: layer((tf) =>
        [
          () => tf.layers.flatten(),
          () => tf.layers.reshape({ targetShape: [b, a] }),
          () => tf.layers.permute({ dims: [2, 1] }),
          () => tf.layers.repeatVector({ n: 3 }),
        ][which]!(),
      ),
    };
  },
  embedding: (draw) => {
    const [inputDim, outputDim] = pair(draw, 6);
    return {
      inputs: [draw.ints(0, inputDim - 1, draw.shape(2))],
      compute: layer((tf) => tf.layers.embedding({ inputDim, outputDim })),
    };
  },
  simpleRNN: recurrent('simpleRNN'),
  gru: recurrent('gru'),
  lstm: recurrent('lstm'),
  bidirectional: (draw) => {
    const mergeMode = draw.pick(['sum', 'mul', 'concat', 'ave'] as const);
    return {
      inputs: [sequence(draw)],
      compute: layer((tf) => tf.layers.bidirectional({ layer: tf.layers.gru({ units: 2 }) as never, mergeMode })),
    };
  },
  timeDistributed: (draw) => ({
    inputs: [sequence(draw)],
    compute: layer((tf) => tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 2 }) })),
  }),
  batchNormalization: (draw) => {
    const axis = draw.pick([-1, 1]);
    return { inputs: [draw.shape(4)], compute: layer((tf) => tf.layers.batchNormalization({ axis })) };
  },
  layerNormalization: (draw) => ({
    inputs: [[draw.int(1, 3), draw.int(1, 4), draw.int(2, 6)]],
    compute: layer((tf) => tf.layers.layerNormalization()),
  }),
  activation: (draw) => {
    const activation = draw.pick(activations);
    return {
      inputs: [draw.between(-2, 2, draw.shape(2, 6))],
      compute: layer((tf) => tf.layers.activation({ activation })),
    };
  },
  'leakyReLU, prelu, thresholdedReLU, softmax': (draw) => {
    const which = draw.int(0, 3);
    return {
      inputs: [draw.between(-2, 2, draw.shape(2, 6))],
      compute: layer((tf) =>
        [
          () => tf.layers.leakyReLU({ alpha: 0.2 }),
          () => tf.layers.prelu(),
          () => tf.layers.thresholdedReLU({ theta: 0.5 }),
          () => tf.layers.softmax(),
        ][which]!(),
      ),
    };
  },
  merging: (draw) => {
    const [shape, kind, n] = [
      draw.shape(draw.int(2, 3)),
      draw.pick(['add', 'multiply', 'average', 'maximum', 'minimum', 'concatenate'] as const),
      draw.int(2, 3),
    ];
    return { inputs: Array.from({ length: n }, () => shape), compute: layer((tf) => tf.layers[kind]({})) };
  },
  dot: (draw) => {
    const [shape, normalize] = [draw.shape(2, 5), draw.coin()];
    return { inputs: [shape, shape], compute: layer((tf) => tf.layers.dot({ axes: 1, normalize })) };
  },
  'noise and masking, at rest': (draw) => {
    const which = draw.int(0, 3);
    return {
      inputs: [sequence(draw)],
      compute: layer((tf) =>
        [
          () => tf.layers.dropout({ rate: 0.5 }),
          () => tf.layers.gaussianNoise({ stddev: 1 }),
          () => tf.layers.alphaDropout({ rate: 0.3 }),
          () => tf.layers.masking({ maskValue: 0 }),
        ][which]!(),
      ),
    };
  },
};

function recurrent(kind: 'simpleRNN' | 'gru' | 'lstm'): (draw: Draw) => Case {
  return (draw) => {
    const [units, returnSequences, goBackwards, useBias] = [draw.int(1, 4), draw.coin(), draw.coin(), draw.coin()];
    return {
      inputs: [sequence(draw)],
      compute: layer((tf) =>
        tf.layers[kind]({ units, returnSequences, goBackwards, useBias, recurrentInitializer: 'zeros' }),
      ),
    };
  };
}
