import assert from 'node:assert/strict';
import type { Report, TestReport } from '../protocol/report';
import { escapeControl } from './escape-control';
import { reportText } from './text';

const passed: TestReport = {
  id: 'adds-the-bias',
  title: { en: 'adds the bias', es: 'suma el sesgo' },
  hidden: false,
  points: 2,
  earned: 2,
  verdict: 'pass',
  milliseconds: 12.4,
};

const report: Report = {
  format: 1,
  exercise: { id: 'perceptron-forward', title: { en: 'The perceptron decides', es: 'El perceptrón decide' }, version: '8e1f22ab33' },
  grader: { version: '0.1.0' },
  engine: { name: 'wasm', version: '4.22.0' },
  runtime: { node: '20.20.2', v8: '11.3' },
  seed: 7,
  startedAt: '2026-11-21T10:00:00.000Z',
  milliseconds: 1240,
  files: [{ path: 'perceptron.ts', sha256: '26c3d78e00' }],
  verdict: 'fail',
  points: { earned: 2, possible: 4.5 },
  tests: [passed],
  mistakes: [],
  output: '',
};

const failing: TestReport = {
  ...passed,
  id: 'fires',
  title: { en: 'fires', es: 'se dispara' },
  hidden: true,
  points: 2.5,
  earned: 0,
  verdict: 'fail',
  milliseconds: 3,
  failure: {
    rung: 'value',
    what: { en: '`forward` returned 0; 1 was expected.', es: '`forward` devolvió 0; se esperaba 1.' },
    next: { en: 'Look at the step.', es: 'Mira el escalón.' },
    expected: '1',
    actual: '0',
    position: { file: 'perceptron.ts', line: 12, column: 5 },
  },
};

describe('reportText', () => {
  it('writes a passed report in English', () => {
    const text = reportText({ ...report, verdict: 'pass', points: { earned: 2, possible: 2 } }, 'en');
    assert.equal(
      text,
      [
        'The perceptron decides: passed, 2 of 2 points',
        '',
        '  ✓ adds the bias  2/2  12 ms',
        '',
        'seed 7 · perceptron.ts 26c3d78e · exercise perceptron-forward 8e1f22ab · wasm 4.22.0 · 1.2 s',
        '',
      ].join('\n'),
    );
  });

  it('writes a failure with what was expected, where, what to do, the mistake and what was printed, in Spanish', () => {
    const mistakes = [{ id: 'no-bias', tells: { en: 'The bias is missing.', es: 'Falta el sesgo.' } }];
    assert.equal(
      reportText({ ...report, tests: [passed, failing], mistakes, output: 'hola\n' }, 'es'),
      [
        'El perceptrón decide: todavía no superado, 2 de 4,5 puntos',
        '',
        '  ✓ suma el sesgo        2/2  12 ms',
        '  ✗ se dispara (oculta)  0/2,5  3 ms',
        '      `forward` devolvió 0; se esperaba 1.',
        '      esperado  1',
        '      obtenido  0',
        '      perceptron.ts:12:5',
        '      → Mira el escalón.',
        '',
        'Qué lo explica:',
        '  Falta el sesgo.',
        '',
        'Ha impreso:',
        '  hola',
        '',
        'semilla 7 · perceptron.ts 26c3d78e · ejercicio perceptron-forward 8e1f22ab · wasm 4.22.0 · 1,2 s',
        '',
      ].join('\n'),
    );
  });

  it('names the frames of what was thrown, and cuts long values', () => {
    const thrown = {
      name: 'TypeError',
      message: 'w is undefined',
      frames: [{ function: 'forward', position: { file: 'perceptron.ts', line: 3, column: 9 } }],
    };
    const long = Array.from({ length: 20 }, (_, i) => `row ${i}`).join('\n');
    const failure = { what: { en: 'It threw.', es: 'Lanzó un error.' }, thrown, expected: long };
    const text = reportText({ ...report, tests: [{ ...failing, verdict: 'error', failure }] }, 'en');
    assert.match(text, /✗ fires \(hidden\) {2}0\/2\.5 {2}3 ms {2}error\n {6}It threw\.\n {6}TypeError: w is undefined\n/);
    assert.match(text, / {6}forward \(perceptron\.ts:3:9\)\n/);
    assert.match(text, / {8}row 7\n {8}… 12 more lines\n/);
  });

  it('says of a fault of ours that it is ours', () => {
    assert.match(reportText({ ...report, verdict: 'not-gradable' }, 'en'), /could not be graded, which is not your doing/);
  });

  it('lets no control character of the learner’s through', () => {
    const text = reportText({ ...report, output: '\u001b[31mred\u001b[0m \u202egnp.exe\u0007\r\nnext' }, 'en');
    assert.match(text, /\\x1b\[31mred\\x1b\[0m \\u202egnp\.exe\\x07\n {2}next\n/);
    // eslint-disable-next-line no-control-regex -- nothing but line ends may be left
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

describe('escapeControl', () => {
  it('leaves ordinary text, accents, line ends and tabs alone', () => {
    assert.equal(escapeControl('año\t−1.2\nñ ✓'), 'año\t−1.2\nñ ✓');
  });
});
