import { assertSameAsCpu } from '../testing/same-as-cpu';

const activations = ['linear', 'relu', 'relu6', 'elu', 'prelu', 'leakyrelu', 'sigmoid'] as const;

describe('_FusedMatMul', () => {
  for (const activation of activations) {
    for (const bias of [[], [1], [6], [1, 6], [4, 6], [4, 1]]) {
      it(`computes ${activation}(a · b + bias), bias [${bias}]`, () =>
        assertSameAsCpu(
          (tf, a, b, c, alpha) =>
            tf.fused.matMul({
              a: a!, b: b!, bias: c!, activation,
              ...(activation === 'prelu' && { preluActivationWeights: alpha! }),
              ...(activation === 'leakyrelu' && { leakyreluAlpha: 0.3 }),
            }),
          [[4, 5], [5, 6], bias, [6]],
          { gradients: false },
        ));
    }
  }

  it('does without a bias', () => assertSameAsCpu((tf, a, b) => tf.fused.matMul({ a: a!, b: b!, activation: 'relu' }), [[4, 5], [5, 6]]));

  it('adds a bias to batches, transposed or not', () =>
    assertSameAsCpu((tf, a, b, bias) => tf.fused.matMul({ a: a!, b: b!, bias: bias!, transposeA: true, transposeB: true }), [[2, 5, 4], [2, 6, 5], [2, 1, 6]], { gradients: false }));

  it('has the gradients of a dense layer', () =>
    assertSameAsCpu((tf, a, b, bias) => tf.fused.matMul({ a: a!, b: b!, bias: bias!, activation: 'relu' }), [[4, 5], [5, 6], [6]]));

  it('refuses an activation that it does not know', () =>
    assertSameAsCpu((tf, a, b) => tf.fused.matMul({ a: a!, b: b!, activation: 'tanh' as never }), [[4, 5], [5, 6]], { gradients: false }));
});
