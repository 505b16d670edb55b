import assert from 'node:assert/strict';
import type { Outcome, Thrown } from '../protocol/solution';
import type { WireValue } from '../protocol/value';
import { call, drive, loadFile, type Driven } from './test-driver';

function threw(outcome: Outcome): Thrown {
  assert.equal(outcome.outcome, 'threw', JSON.stringify(outcome));
  return outcome.error;
}
const tensor = (shape: number[], ...data: number[]): WireValue => ({ t: 'tensor', tensor: { shape, dtype: 'float32', data: Float32Array.from(data) } });

describe('what learner code throws', () => {
  const driven: Driven[] = [];
  const loaded = async (text: string, instrument = false): Promise<Driven> => {
    const one = await drive();
    driven.push(one);
    const result = await loadFile(one, text, instrument);
    assert.equal(result.outcome, 'loaded', JSON.stringify(result));
    return one;
  };
  afterEach(() => {
    for (const { child } of driven.splice(0)) child.kill('SIGKILL');
  });

  it('tells a misuse of the library in both languages', async () => {
    const one = await loaded(`import { track } from 'neurona'; export const go = (x: never) => track('loss', x);`);
    const error = threw(await call(one, 'go', tensor([1], 4)));
    assert.match(error.localized!.en, /loss\.dataSync\(\)\[0\]/);
    assert.match(error.localized!.es, /pásale un número/);
    assert.equal(error.frames[0]?.position.line, 1);
  });

  it('says what an error of TensorFlow.js means, and keeps the error as it was', async () => {
    const source = `import * as tf from '@tensorflow/tfjs';
export const forward = (x: tf.Tensor2D) =>
  x.matMul(tf.ones([4, 3]));
export const loss = (x: tf.Tensor2D) => x.sub(tf.ones([4]));
export const own = () => { throw new Error('Tensor is gone') };`;
    for (const instrument of [false, true]) {
      const one = await loaded(source, instrument);
      const error = threw(await call(one, 'forward', tensor([2, 3], 1, 2, 3, 4, 5, 6)));
      assert.equal(error.name, 'Error');
      assert.match(error.message, /^Error in matMul: inner shapes \(3\) and \(4\)/);
      assert.deepEqual(error.frames.map(({ function: name, position }) => [name, position.line]), [['forward', 3]]);
      assert.match(error.localized!.en, /^matMul cannot multiply \[2, 3\] by \[4, 3\]/);
      assert.match(error.localized!.es, /^matMul no puede multiplicar \[2, 3\] por \[4, 3\]/);
      assert.match(error.hint!.en, /a\.matMul\(b, false, true\)/);
      assert.match(threw(await call(one, 'loss', tensor([2, 3], 1, 2, 3, 4, 5, 6))).localized!.en, /^sub: the shapes \[2, 3\] and \[4\] do not fit/);
      assert.equal(threw(await call(one, 'own')).localized, undefined);
    }
  });
});
