import assert from 'node:assert/strict';
import { verdicts, type Failure, type TestReport } from '../../../protocol/report';
import { outcomeOf } from './outcome';

const failure: Failure = {
  rung: 'shape',
  what: { en: '`forward` returned shape [3, 5]; [5, 3] was expected.', es: '`forward` devolvió la forma [3, 5]; se esperaba [5, 3].' },
  next: { en: 'Did the transpose go on the wrong side?', es: '¿Se traspuso el lado equivocado?' },
  expected: '[5, 3]',
  actual: '[3, 5]',
  position: { file: 'perceptron.ts', line: 4, column: 3 },
};

function reported(changes: Partial<TestReport>): TestReport {
  return {
    id: 'adds-the-bias',
    title: { en: 'adds the bias', es: 'suma el sesgo' },
    hidden: false,
    points: 2,
    earned: 0,
    verdict: 'fail',
    milliseconds: 12,
    failure,
    ...changes,
  };
}

describe('outcomeOf', () => {
  it('keeps a failure apart from an error of the code, and both from what was never run', () => {
    const states = verdicts.map((verdict) => [verdict, outcomeOf(reported({ verdict }), [], 'en').state]);
    assert.deepEqual(Object.fromEntries(states), {
      pass: 'passed',
      fail: 'failed',
      error: 'errored',
      timeout: 'errored',
      memory: 'errored',
      skipped: 'skipped',
      'not-gradable': 'errored',
    });
  });

  it('says first which mistake it is, then what is so, then what to do', () => {
    const mistake = { id: 'transposed', tells: { en: 'W is transposed.', es: 'W está traspuesta.' } };
    const { message } = outcomeOf(reported({}), [mistake], 'es');
    assert.deepEqual(message?.paragraphs, [
      'W está traspuesta.',
      '`forward` devolvió la forma [3, 5]; se esperaba [5, 3].',
      '¿Se traspuso el lado equivocado?',
    ]);
    assert.deepEqual(message.diff, { expected: '[5, 3]', actual: '[3, 5]' });
    assert.deepEqual(message.position, failure.position);
  });

  it('does not blame a mistake for an error', () => {
    const mistake = { id: 'transposed', tells: { en: 'W is transposed.', es: 'W está traspuesta.' } };
    const { message } = outcomeOf(reported({ verdict: 'timeout' }), [mistake], 'en');
    assert.equal(message?.paragraphs[0], failure.what.en);
  });

  it('has words in both languages for every verdict that comes without any', () => {
    for (const verdict of verdicts.filter((verdict) => verdict !== 'pass' && verdict !== 'skipped')) {
      const { failure: _, ...bare } = reported({ verdict });
      const [en, es] = (['en', 'es'] as const).map((language) => outcomeOf(bare, [], language).message?.paragraphs.join());
      assert.ok(en && es && en !== es, verdict);
    }
  });

  it('offers a diff only when both values were printed', () => {
    const { actual: _, ...half } = failure;
    assert.equal(outcomeOf(reported({ failure: half }), [], 'en').message?.diff, undefined);
  });
});
