import assert from 'node:assert/strict';
import { statusOf } from './status';

describe('statusOf', () => {
  const title = { en: 'XOR', es: 'XOR' };
  const language = 'en';

  for (const [name, input, text, spoken] of [
    ['before the first run', { points: undefined, isRunning: false }, '$(mortar-board) XOR', 'Neurona, XOR, not run yet'],
    ['part of the way', { points: { earned: 2, possible: 5 }, isRunning: false }, '$(mortar-board) XOR 2/5', 'Neurona, XOR, 2 of 5 points'],
    ['passed', { points: { earned: 5, possible: 5 }, isRunning: false }, '$(pass) XOR 5/5', 'Neurona, XOR, 5 of 5 points, passed'],
    ['running', { points: { earned: 2, possible: 5 }, isRunning: true }, '$(sync~spin) XOR 2/5', 'Neurona, XOR, running'],
  ] as const) {
    it(name, () => {
      const status = statusOf({ title, language, ...input });
      assert.equal(status.text, text);
      assert.equal(status.spoken, spoken);
    });
  }

  it('names the engine of the last run and why it was that one', () => {
    const engine = { name: 'native', version: '4.22.0+tensorflow.2.21.0', why: { en: 'this exercise is heavy', es: 'este ejercicio es pesado' } };
    const { tooltip } = statusOf({ title, language: 'es', points: { earned: 5, possible: 5 }, isRunning: false, engine });
    assert.match(tooltip, /\. Motor: native 4\.22\.0\+tensorflow\.2\.21\.0 \(este ejercicio es pesado\)\. Haz clic/);
  });
});
