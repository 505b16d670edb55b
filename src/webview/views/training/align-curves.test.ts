import assert from 'node:assert/strict';
import type { TraceData } from '../../lib/trace-data';
import { alignCurves, curvesOf } from './align-curves';

const trace = (test: string, series: Record<string, number[]>, every = 1): TraceData => ({
  key: test,
  trace: { test, call: 0 },
  series: Object.entries(series).map(([name, values]) => ({ name, every, values: Float64Array.from(values) })),
  boundaries: [],
  tensors: [],
});

describe('curves', () => {
  it('gives a name one style in every trace, and leaves out what the chosen trace does not have', () => {
    const chosen = trace('and', { errors: [3, 0], loss: [1, 0.5] });
    const curves = curvesOf(chosen, [chosen, trace('or', { loss: [2], accuracy: [0.5] })], ({ key }) => key);
    assert.deepEqual(
      curves.map(({ name, traceTitle, faint, style }) => [name, traceTitle, faint, style]),
      [['loss', 'or', true, 1], ['errors', 'and', false, 0], ['loss', 'and', false, 1]],
    );
  });

  it('lays curves of different lengths and strides over one axis', () => {
    const long = trace('long', { loss: [1, 2, 3] }, 2);
    const short = trace('short', { loss: [7, 8, 9] });
    const { steps, values } = alignCurves(curvesOf(short, [long], ({ key }) => key));
    assert.deepEqual(steps, [1, 2, 3, 4, 5]);
    assert.deepEqual(values, [[1, undefined, 2, undefined, 3], [7, 8, 9, undefined, undefined]]);
  });

  it('has no steps without curves', () => assert.deepEqual(alignCurves([]), { steps: [], values: [] }));
});
