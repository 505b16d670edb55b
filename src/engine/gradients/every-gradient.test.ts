import assert from 'node:assert/strict';
import * as tf from '../tfjs';
import { installGradients } from './install-gradients';
import { checkGradient } from './testing/check-gradient';
import { gradientCases } from './testing/gradient-cases';

/** Registered by upstream, and not to be had in real numbers. */
const complex = ['ComplexAbs'];
/** Registered by upstream, for kernels that no op runs. */
const unused = ['BroadcastTo', 'LogSoftmax'];

describe('every gradient', () => {
  it('is checked', () => {
    installGradients();
    const checked = new Set(gradientCases.map(({ kernel }) => kernel));
    const registered = Object.values<unknown>({ ...tf }).filter((name): name is string => typeof name === 'string' && tf.getGradient(name) != null);
    assert.deepEqual(registered.filter((name) => !checked.has(name) && ![...complex, ...unused].includes(name)), []);
  });

  for (const backend of ['wasm', 'cpu'] as const) {
    describe(`is the slope of what it differentiates, on ${backend}`, () => {
      for (const one of gradientCases.filter(({ wrongOnCpu }) => backend !== 'cpu' || wrongOnCpu === undefined)) {
        it(`${one.kernel}: ${one.name}`, () => checkGradient(one, backend));
      }
    });
  }
});
