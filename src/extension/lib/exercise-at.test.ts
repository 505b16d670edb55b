import assert from 'node:assert/strict';
import { join } from 'node:path';
import { exerciseAt } from './exercise-at';

describe('exerciseAt', () => {
  const folder = join('/', 'home', 'ada', 'neurona');
  for (const [path, exercise] of [
    ['01-neurons/perceptron-xor/perceptron.ts', 'perceptron-xor'],
    ['01-neurons/perceptron-xor/old/perceptron.ts', 'perceptron-xor'],
    ['01-neurons/notes.md', undefined],
    ['.neurona/lessons/01-neurons/perceptron-xor/lesson.en.md', undefined],
    ['node_modules/tool/index.ts', undefined],
    ['../elsewhere/01-neurons/perceptron-xor/perceptron.ts', undefined],
    ['', undefined],
  ] as const) {
    it(`${path || 'the folder itself'} → ${exercise ?? 'none'}`, () => {
      assert.equal(exerciseAt(folder, join(folder, ...path.split('/'))), exercise);
    });
  }
});
