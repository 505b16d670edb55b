import assert from 'node:assert/strict';
import { computeCase, type CaseResult } from './testing/check-gradient';
import type { GradientCase } from './testing/gradient-case';
import { gradientCases } from './testing/gradient-cases';
import { askPyTorch, findPyTorch } from './testing/pytorch';

const cases = gradientCases.filter(({ torch }) => torch !== undefined);

describe('values and gradients, against PyTorch in float64', function () {
  this.timeout(180_000);
  let python: string | undefined;

  before(function () {
    python = findPyTorch();
    if (python === undefined) {
      console.log('      skipped: neither NEURONA_PYTHON nor python3 is a Python that has torch');
      this.skip();
    }
  });

  for (const backend of ['wasm', 'cpu'] as const) {
    it(`are the same on ${backend}, in ${cases.length} cases`, async () => {
      const asked: { one: GradientCase; ours: CaseResult }[] = [];
      for (const one of cases) {
        if (backend === 'cpu' && one.wrongOnCpu !== undefined) continue;
        asked.push({ one, ours: await computeCase(one, backend) });
      }
      const differing = askPyTorch(python!, asked).flatMap((theirs, i) => {
        const { one, ours } = asked[i]!;
        const pairs = [
          ['value', ours.value, theirs.value] as const,
          ...theirs.gradients.map((gradient, at) => [`gradient of input ${at}`, ours.gradients[at], gradient ?? undefined] as const),
        ];
        return pairs.flatMap(([what, actual, expected]) => (isClose(actual, expected) ? [] : [`${one.kernel}: ${one.name}: ${what}: ${actual}; PyTorch: ${expected}`]));
      });
      assert.deepEqual(differing, []);
    });
  }
});

/** Within 1e-4 of the tensor's largest magnitude, or of 1 where that is smaller: what float32 leaves of the functions at hand. */
function isClose(actual: readonly number[] | undefined, expected: readonly number[] | undefined): boolean {
  if (actual === undefined || expected === undefined) return actual === expected;
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  return actual.length === expected.length && actual.every((value, i) => Math.abs(value - expected[i]!) <= 1e-4 * scale);
}
