import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openCourse } from '../../src/catalogue/course';
import { startEngine } from '../../src/engine/start-engine';
import { createEngine } from '../../src/grader/lazy-engine';
import { createSolutionPool, type SolutionPool } from '../../src/grader/solution-pool';
import { createTimeGuard } from '../../src/grader/time-guard';
import type { VerifyContext } from '../../src/grader/verify/context';
import { checks, openContext, runCheck } from '../../src/grader/verify/verify';
import { buildSolution } from '../../src/solution/test-driver';
import { root } from '../../tools/root';

/** Every exercise of the built-in course, found where it lies: adding one adds its checks. */
const course = await openCourse(`${root}/exercises`);

describe('the catalogue', function () {
  // A check of all pairs of mistakes grades an exercise some hundred times.
  this.timeout(180_000);
  const engine = createEngine(async () => (await startEngine()).tf);
  const guard = createTimeGuard(5_000);
  let pool: SolutionPool;

  before(async () => {
    pool = createSolutionPool({ entry: join(await buildSolution(), 'solution.mjs') });
  });
  after(() => pool.close());

  it('can be read', () => {
    assert.deepEqual(
      course.problems.map(({ path, error }) => `${path}: ${error.message}`),
      [],
    );
    assert.notEqual(course.exercises.length, 0);
  });

  for (const exercise of course.exercises) {
    describe(exercise.id, () => {
      let context: VerifyContext;
      before(async () => {
        context = await openContext({
          exercise,
          engine,
          guard,
          pool,
          version: 'test',
          signal: new AbortController().signal,
        });
      });
      for (const check of checks) {
        it(check.name.en, async () => {
          const problems = await runCheck(check, context);
          assert.deepEqual(
            problems.map(({ en }) => en),
            [],
          );
        });
      }
    });
  }
});
