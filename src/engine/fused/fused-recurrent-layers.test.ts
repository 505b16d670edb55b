import assert from 'node:assert/strict';
import { createSeededRandom } from '../../protocol/seeded-random';
import { seedMathRandom } from '../seed';
import { startEngine, type Backend } from '../start-engine';
import * as tf from '../tfjs';

type Kind = 'lstm' | 'gru' | 'simpleRNN';

interface Configuration {
  readonly units?: number;
  readonly goBackwards?: boolean;
  readonly returnSequences?: boolean;
  readonly returnState?: boolean;
  readonly useBias?: boolean;
  readonly recurrentActivation?: 'sigmoid' | 'hardSigmoid';
  readonly activation?: 'relu';
  readonly dropout?: number;
}

interface Outcome {
  readonly what: string;
  readonly values: readonly number[];
}

/** A layer's outputs, and the gradients of a sum of them that depends on every element in its own way. */
async function outcomesOn(backend: Backend, kind: Kind, configuration: Configuration, shape: [number, number, number]): Promise<readonly Outcome[]> {
  await startEngine({ backend });
  const before = tf.memory().numTensors;
  const { next } = createSeededRandom(5);
  const draw = (size: readonly number[]) => tf.tensor(Array.from({ length: tf.util.sizeFromShape([...size]) }, () => next() * 3 - 1.5), [...size]);
  const [batch, , inputs] = shape;
  const units = configuration.units ?? 5;
  const layer = tf.layers[kind]({ recurrentInitializer: 'zeros', ...configuration, units } as never) as tf.RNN;
  tf.dispose(layer.apply(tf.zeros([...shape])) as tf.Tensor[]);
  // Small enough that the recurrence does not amplify rounding.
  layer.setWeights(layer.getWeights().map((weight) => draw(weight.shape).div(Math.sqrt(units))));
  const x = draw([...shape]);
  const states = Array.from({ length: kind === 'lstm' ? 2 : 1 }, () => draw([batch, units]));
  assert.equal(inputs, x.shape[2]);

  const outputsOf = (input: tf.Tensor, initialState: tf.Tensor[]) => [layer.apply(input, { initialState }) as tf.Tensor | tf.Tensor[]].flat();
  const first = outputsOf(x, states);
  const upstream = first.map((output) => draw(output.shape));
  const loss = (input: tf.Tensor, ...initial: tf.Tensor[]) => tf.addN(outputsOf(input, initial).map((y, i) => y.mul(upstream[i]!).sum())).asScalar();
  const gradients = tf.grads(loss as never)([x, ...states]);
  const { grads } = tf.variableGrads(() => loss(x, ...states));
  const named = [
    ...first.map((tensor, i) => ({ what: `output ${i}`, tensor })),
    ...gradients.map((tensor, i) => ({ what: i === 0 ? 'gradient of the input' : `gradient of state ${i - 1}`, tensor })),
    ...Object.values(grads).map((tensor, i) => ({ what: `gradient of weight ${i}`, tensor })),
  ];
  const outcomes = named.map(({ what, tensor }) => ({ what: `${what} [${tensor.shape}]`, values: [...tensor.dataSync()] }));
  tf.dispose([x, states, upstream, named.map(({ tensor }) => tensor)]);
  layer.dispose();
  // Weights that were drawn, too.
  tf.disposeVariables();
  assert.ok(tf.memory().numTensors - before <= layer.weights.length + 8, 'tensors were left behind');
  return outcomes;
}

async function assertSame(kind: Kind, configuration: Configuration, shape: [number, number, number]): Promise<void> {
  const expected = await outcomesOn('cpu', kind, configuration, shape);
  const actual = await outcomesOn('wasm', kind, configuration, shape);
  assert.deepEqual(actual.map(({ what }) => what), expected.map(({ what }) => what));
  actual.forEach(({ what, values }, index) => {
    const reference = expected[index]!.values;
    const scale = Math.max(1, ...reference.map(Math.abs));
    values.forEach((value, i) => assert.ok(Math.abs(value - reference[i]!) <= 2e-5 * scale, `${what}, element ${i}: ${value}, on cpu ${reference[i]}`));
  });
}

/** Whether a run is one fused operation: then no product of matrices is asked for by itself. */
async function isFused(run: () => tf.Tensor | tf.Tensor[]): Promise<boolean> {
  const called: string[] = [];
  const { engine } = tf;
  const instance = engine();
  const { runKernel } = instance;
  instance.runKernel = function (name, ...rest) {
    called.push(name);
    return runKernel.call(this, name, ...rest) as never;
  };
  try {
    tf.dispose(run());
  } finally {
    instance.runKernel = runKernel;
  }
  return called.includes('RecurrentSequence');
}

describe('fused recurrent layers', () => {
  after(() => startEngine());

  for (const kind of ['lstm', 'gru', 'simpleRNN'] as const) {
    const configurations: readonly [string, Configuration, [number, number, number]][] = [
      ['the last output', {}, [3, 4, 2]],
      ['every output', { returnSequences: true }, [2, 5, 3]],
      ['states too', { returnState: true }, [3, 4, 2]],
      ['everything, backwards, without a bias', { returnSequences: true, returnState: true, goBackwards: true, useBias: false }, [2, 4, 3]],
      ['units that four divides', { units: 8, returnSequences: true }, [4, 3, 4]],
      ['one unit', { units: 1 }, [1, 2, 1]],
      ['many', { units: 33, returnSequences: true }, [17, 9, 13]],
    ];
    for (const [title, configuration, shape] of configurations) {
      it(`${kind}: ${title}`, () => assertSame(kind, configuration, shape));
    }
    if (kind !== 'simpleRNN') it(`${kind}: sigmoid gates`, () => assertSame(kind, { recurrentActivation: 'sigmoid', returnSequences: true }, [3, 4, 2]));

    it(`${kind}: is fused, but not with dropout while training, a mask or another activation`, async () => {
      await startEngine();
      const x = tf.ones([2, 3, 2]);
      const layer = (configuration: Configuration) => tf.layers[kind]({ units: 3, ...configuration } as never) as tf.RNN;
      assert.equal(await isFused(() => layer({}).apply(x) as tf.Tensor), true);
      assert.equal(await isFused(() => layer({ activation: 'relu' }).apply(x) as tf.Tensor), false);
      const dropping = layer({ dropout: 0.5 });
      assert.equal(await isFused(() => dropping.apply(x, { training: true }) as tf.Tensor), false);
      assert.equal(await isFused(() => dropping.apply(x) as tf.Tensor), true);
      assert.equal(await isFused(() => layer({}).apply(x, { mask: tf.ones([2, 3]) }) as tf.Tensor), false);
    });
  }

  it('trains as upstream does', async () => {
    const curve = async (backend: Backend): Promise<number[]> => {
      await startEngine({ backend });
      seedMathRandom(11);
      const model = tf.sequential({
        layers: [
          tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 6, returnSequences: true, kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }), recurrentInitializer: tf.initializers.glorotNormal({ seed: 2 }) }) as tf.RNN, inputShape: [5, 3], mergeMode: 'concat' }),
          tf.layers.gru({ units: 4, kernelInitializer: tf.initializers.glorotNormal({ seed: 3 }), recurrentInitializer: tf.initializers.glorotNormal({ seed: 4 }) }),
          tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotNormal({ seed: 5 }) }),
        ],
      });
      model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
      const x = tf.randomNormal([8, 5, 3], 0, 1, 'float32', 6);
      const y = x.sum([1, 2]).reshape([8, 1]).tanh();
      const losses: number[] = [];
      for (let step = 0; step < 15; step++) losses.push((await model.trainOnBatch(x, y)) as number);
      return losses;
    };
    const [expected, actual] = [await curve('cpu'), await curve('wasm')];
    assert.ok(actual.at(-1)! < actual[0]! / 2, `it does not learn: ${actual}`);
    actual.forEach((loss, step) => assert.ok(Math.abs(loss - expected[step]!) < 1e-4, `step ${step}: ${loss}, on cpu ${expected[step]}`));
  });

  it('goes on from its state when it is stateful', async () => {
    const run = async (backend: Backend): Promise<number[][]> => {
      await startEngine({ backend });
      const layer = tf.layers.lstm({ units: 3, stateful: true, batchInputShape: [2, 3, 2], kernelInitializer: tf.initializers.glorotNormal({ seed: 1 }), recurrentInitializer: tf.initializers.glorotNormal({ seed: 2 }) }) as tf.RNN;
      const model = tf.sequential({ layers: [layer] });
      const x = tf.randomNormal([2, 3, 2], 0, 1, 'float32', 3);
      const first = [...(model.predict(x) as tf.Tensor).dataSync()];
      const second = [...(model.predict(x) as tf.Tensor).dataSync()];
      model.resetStates();
      return [first, second, [...(model.predict(x) as tf.Tensor).dataSync()]];
    };
    const [expected, actual] = [await run('cpu'), await run('wasm')];
    assert.deepEqual(actual[2], actual[0]);
    assert.notDeepEqual(actual[1], actual[0]);
    actual.flat().forEach((value, i) => assert.ok(Math.abs(value - expected.flat()[i]!) < 1e-5));
  });

  it('keeps the gradient of a hard sigmoid at the very edge of its slope', async () => {
    // With W = 1 and x = 2.5 the gates' inputs are 2.5, where 0.2 z + 0.5 is 1.
    const gradientOn = async (backend: Backend): Promise<number[]> => {
      await startEngine({ backend });
      const layer = tf.layers.lstm({ units: 1, kernelInitializer: 'ones', recurrentInitializer: 'zeros', unitForgetBias: false, inputShape: [2, 1] });
      return [...tf.grad((x) => (layer.apply(x) as tf.Tensor).sum() as tf.Scalar)(tf.tensor3d([2.5, 2.5], [1, 2, 1])).dataSync()];
    };
    const [expected, actual] = [await gradientOn('cpu'), await gradientOn('wasm')];
    actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-6, `${actual} instead of ${expected}`));
  });
});
