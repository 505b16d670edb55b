import assert from 'node:assert/strict';
import { HumanError } from '../protocol/human-error';
import { readExerciseManifest } from './manifest';
import { manifest } from './test-support';

const file = '/course/01-one/first/exercise.json';

function errorOf(text: string): HumanError {
  try {
    readExerciseManifest(text, file);
  } catch (error) {
    assert.ok(error instanceof HumanError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'it was accepted' });
}

const wrong = (changes: object): HumanError => errorOf(JSON.stringify(manifest(changes)));

describe('readExerciseManifest', () => {
  it('reads a whole one, with a $schema or without', () => {
    assert.equal(readExerciseManifest(JSON.stringify(manifest({ $schema: '../x.json' })), file).entry, 'code.ts');
  });

  for (const [name, changes, en, es] of [
    ['a missing field', { order: undefined }, 'order is missing; a number was expected', 'falta order; se esperaba un número'],
    ['a missing language', { title: { en: 'Only' } }, 'title.es is missing; a text was expected', 'falta title.es; se esperaba un texto'],
    ['a wrong kind', { minutes: 'ten' }, 'minutes is "ten"; a number was expected', 'minutes es "ten"; se esperaba un número'],
    ['a fraction', { seed: 1.5 }, 'seed is 1.5; a whole number was expected', 'seed es 1.5; se esperaba un número entero'],
    ['an empty text', { summary: { en: '', es: 'x' } }, 'summary.en is ""; a text that is not empty', 'summary.en es ""; se esperaba un texto que no esté vacío'],
    ['a field within a list', { hints: [{ en: 'a', es: 'b' }, { en: 'c' }] }, 'hints[1].es is missing', 'falta hints[1].es'],
    ['a misspelt field', { minuts: 3 }, 'there is no field minuts (did you mean "minutes"?)', 'minuts no existe (¿querías decir «minutes»?)'],
    ['an entry that leaves the folder', { entry: '../x.ts' }, 'entry is "../x.ts"; a name like "perceptron.ts"', 'un nombre como "perceptron.ts"'],
    ['a limit of nothing', { limits: { test: 0, exercise: 1 } }, 'limits.test is 0; a number above 0', 'un número mayor que 0'],
  ] as const) {
    it(`names file and field, what was expected and what came: ${name}`, () => {
      const { localized, hint, code } = wrong(changes);
      assert.equal(code, 'manifest');
      assert.ok(localized.en.startsWith(`${file}: `), localized.en);
      assert.ok(localized.en.includes(en), localized.en);
      assert.ok(localized.es.includes(es), localized.es);
      assert.equal(hint?.en, 'Correct exercise.json and try again.');
    });
  }

  it('names the line of what is not JSON', () => {
    assert.match(errorOf('{\n  "title": {},\n  "order" 3\n}').localized.en, /is not JSON: line 3 /);
    assert.match(errorOf('{\n  "title": {\n').localized.es, /la línea 3 /);
  });
});
