import assert from 'node:assert/strict';
import { startEngine, type Backend } from '../start-engine';
import type * as tensorflow from '../tfjs';

describe('gradients of ours', () => {
  for (const backend of ['wasm', 'cpu'] as const satisfies Backend[]) {
    describe(`on ${backend}`, () => {
      let tf: typeof tensorflow;
      before(async () => ({ tf } = await startEngine({ backend })));

      it('push nothing away that stands at zero under an L1 penalty', () => {
        const gradient = tf.tidy(() => Array.from(tf.grad((x) => tf.abs(x).sum())(tf.tensor1d([-2, 0, 3])).dataSync()));
        assert.deepEqual(gradient, [-1, 0, 1]);
      });

      it('differentiate where() by what its condition looks at', () => {
        const gradient = tf.tidy(() => Array.from(tf.grad((x) => tf.where(tf.greater(x, 0), x.mul(3), x.mul(0.5)))(tf.tensor1d([-2, 4, -1])).dataSync()));
        assert.deepEqual(gradient, [0.5, 3, 0.5]);
      });

      it('find the gradient of a running sum of a square matrix, of which upstream gives the transpose', () => {
        const gradient = tf.tidy(() => {
          const dy = tf.tensor2d([[1, 2], [4, 8]]);
          return Array.from(tf.grad((x) => tf.cumsum(x, 0))(tf.zeros([2, 2]), dy).dataSync());
        });
        assert.deepEqual(gradient, [5, 10, 4, 8]);
      });

      it('train a dilated convolutional layer, with any activation and either format', () => {
        for (const [activation, dataFormat] of [['linear', 'channelsLast'], ['relu', 'channelsLast'], ['softplus', 'channelsFirst']] as const) {
          tf.tidy(() => {
            const options = { filters: 3, kernelSize: [2, 3] as [number, number], activation, dataFormat, padding: 'same' as const, kernelInitializer: 'ones' as const };
            const x = tf.randomNormal(dataFormat === 'channelsLast' ? [2, 5, 6, 2] : [2, 2, 5, 6], 0, 1, 'float32', 3);
            const layer = tf.layers.conv2d({ ...options, dilationRate: 2 });
            const y = layer.apply(x) as tensorflow.Tensor;
            // A dilated filter is one with zeros in between.
            const spread = tf.layers.conv2d({ ...options, kernelSize: [3, 5] });
            spread.apply(x);
            const holes = tf.tensor2d([[1, 0, 1, 0, 1], [0, 0, 0, 0, 0], [1, 0, 1, 0, 1]]).reshape([3, 5, 1, 1]);
            spread.setWeights([spread.getWeights()[0]!.mul(holes), spread.getWeights()[1]!]);
            const expected = spread.apply(x) as tensorflow.Tensor;
            assert.deepEqual(y.shape, expected.shape);
            assert.ok(y.sub(expected).abs().max().dataSync()[0]! < 1e-5);
            const gradientOf = (one: tensorflow.layers.Layer) => tf.grad((z) => (one.apply(z) as tensorflow.Tensor).square())(x);
            assert.ok(gradientOf(layer).sub(gradientOf(spread)).abs().max().dataSync()[0]! < 1e-3);
            const { grads } = tf.variableGrads(() => (layer.apply(x) as tensorflow.Tensor).square().mean().asScalar());
            assert.equal(Object.values(grads).filter((gradient) => gradient.abs().sum().dataSync()[0]! > 0).length, 2);
          });
          tf.disposeVariables();
        }
      });

      it('have second derivatives, of functions whose gradient looks at their output too', () => {
        const second: Readonly<Record<string, readonly [(x: tensorflow.Tensor) => tensorflow.Tensor, (x: number) => number]>> = {
          tanh: [(x) => tf.tanh(x), (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)],
          sigmoid: [(x) => tf.sigmoid(x), (x) => { const y = 1 / (1 + Math.exp(-x)); return y * (1 - y) * (1 - 2 * y); }],
          exp: [(x) => tf.exp(x), (x) => Math.exp(x)],
          elu: [(x) => tf.elu(x), (x) => (x > 0 ? 0 : Math.exp(x))],
          sqrt: [(x) => tf.sqrt(x.add(2)), (x) => -0.25 * (x + 2) ** -1.5],
          // Both factors have a part in it: upstream leaves one out.
          'tanh squared': [(x) => tf.tanh(x).square(), (x) => { const t = Math.tanh(x); return 2 * (1 - t * t) ** 2 - 4 * t * t * (1 - t * t); }],
        };
        const xs = [-1.375, -0.625, 0.375, 1.125];
        for (const [name, [f, expected]] of Object.entries(second)) {
          const actual = tf.tidy(() => Array.from(tf.grad((x) => tf.grad((inner) => f(inner))(x))(tf.tensor1d(xs)).dataSync()));
          actual.forEach((value, i) => assert.ok(Math.abs(value - expected(xs[i]!)) < 1e-5, `${name}''(${xs[i]}) is ${value}, not ${expected(xs[i]!)}`));
        }
      });

      it('have a Hessian of softmax that is right in every entry', () => {
        tf.tidy(() => {
          const x = tf.tensor1d([0.375, -0.625, 1.125]);
          const p = Array.from(tf.softmax(x).dataSync());
          for (let k = 0; k < 3; k++) {
            const row = Array.from(tf.grad((z) => tf.grad((inner) => tf.softmax(inner).slice(0, 1))(z).slice(k, 1))(x).dataSync());
            const is = (a: number, b: number): number => Number(a === b);
            // ∂²p₀/∂xₖ∂xⱼ, from ∂p₀/∂xₖ = p₀ (δ₀ₖ - pₖ).
            const expected = p.map((pj, j) => p[0]! * (is(0, j) - pj) * (is(0, k) - p[k]!) - p[0]! * p[k]! * (is(k, j) - pj));
            row.forEach((value, j) => assert.ok(Math.abs(value - expected[j]!) < 1e-6, `${k}, ${j}: ${value}, not ${expected[j]}`));
          }
        });
      });

      it('can be differentiated again: the penalty on the norm of a gradient, through a convolution and an elu', () => {
        tf.tidy(() => {
          const random = (shape: number[], seed: number) => tf.randomUniform(shape, -1, 1, 'float32', seed);
          const [x, w, direction] = [random([1, 4, 5, 2], 1), random([2, 3, 2, 3], 2), random([2, 3, 2, 3], 3)];
          const penalty = (filter: tensorflow.Tensor) =>
            tf.grad((image) => tf.elu(tf.conv2d(image as tensorflow.Tensor4D, filter as tensorflow.Tensor4D, 1, 'same')).sum())(x).square().sum();
          const through = tf.grads((image: tensorflow.Tensor, filter: tensorflow.Tensor) =>
            tf.grad((inner) => tf.elu(tf.conv2d(image as tensorflow.Tensor4D, inner as tensorflow.Tensor4D, 1, 'same')).sum())(filter).square().sum());
          const slope = (f: (filter: tensorflow.Tensor) => tensorflow.Tensor, h = 1 / 4096) =>
            (f(w.add(direction.mul(h))).dataSync()[0]! - f(w.sub(direction.mul(h))).dataSync()[0]!) / (2 * h);
          const analytic = tf.grad(penalty)(w).mul(direction).sum().dataSync()[0]!;
          assertNear(analytic, slope(penalty));
          const ofFilter = (filter: tensorflow.Tensor) =>
            tf.grad((inner) => tf.elu(tf.conv2d(x as tensorflow.Tensor4D, inner as tensorflow.Tensor4D, 1, 'same')).sum())(filter).square().sum();
          assertNear(through([x, w])[1]!.mul(direction).sum().dataSync()[0]!, slope(ofFilter));
        });
      });
    });
  }
});

function assertNear(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 0.01 * Math.abs(expected), `${actual} is not near ${expected}`);
}
