import assert from 'node:assert/strict';
import { createDraw } from '../testing/draw';
import { bandsOf, phasesOf, type Phase } from './conv-phases';

/** The outputs and taps that meet an input, as a reading has them. */
function meetings(phases: readonly Phase[], stride: number): string[] {
  return phases.flatMap(({ first, reading, tap, tapStep }) =>
    Array.from({ length: reading.outputs * reading.taps }, (_, at) => {
      const [index, t] = [Math.trunc(at / reading.taps), at % reading.taps];
      return [first + index * stride, reading.start + index + t * reading.dilation, tap - t * tapStep];
    })
      .filter(([, output]) => output! >= 0 && output! < reading.extent)
      .map((meeting) => meeting.join(' ')),
  );
}

describe('phases and bands of an axis', () => {
  it('read every meeting of input, output and tap once', () => {
    for (let seed = 0; seed < 300; seed++) {
      const draw = createDraw(seed);
      const [stride, dilation, taps, padding] = [draw.int(1, 4), draw.int(1, 4), draw.int(1, 5), draw.int(0, 4)];
      const axis = { input: draw.int(1, 12), output: draw.int(1, 9), taps, stride, dilation, padding };
      const expected: string[] = [];
      for (let output = 0; output < axis.output; output++) {
        for (let tap = 0; tap < taps; tap++) {
          const input = output * stride - padding + tap * dilation;
          if (input >= 0 && input < axis.input) expected.push([input, output, tap].join(' '));
        }
      }
      const phases = phasesOf(axis);
      const bands = phases.flatMap((phase) => bandsOf(phase, stride));
      assert.deepEqual(meetings(phases, stride).sort(), expected.sort(), JSON.stringify(axis));
      assert.deepEqual(meetings(bands, stride).sort(), expected, JSON.stringify(axis));
      const read = bands.reduce((sum, { reading }) => sum + reading.outputs * reading.taps, 0);
      assert.equal(read, expected.length, 'bands read nothing in vain');
    }
  });
});
