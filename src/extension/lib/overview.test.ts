import assert from 'node:assert/strict';
import type { ExerciseProgress } from '../../catalogue/progress';
import { overviewOf } from './overview';
import { sampleCourse } from './sample-course';

const started: ExerciseProgress = { state: 'started', hintsShown: 0, solutionAsked: 0 };
const passed: ExerciseProgress = { ...started, state: 'passed' };

describe('overviewOf', () => {
  const course = sampleCourse({ '01-neurons': ['gates', 'forward'], '02-layers': ['dense'] });
  const states = (exercises: Record<string, ExerciseProgress>, after?: string) => {
    const overview = overviewOf(course, { format: 1, exercises }, new Set(), after === undefined ? undefined : course.find(after));
    const all = overview.units.flatMap((unit) => unit.exercises);
    return { states: Object.fromEntries(all.map(({ id, state }) => [id, state])), next: overview.next?.id };
  };

  it('puts the first exercise in front of a newcomer', () => {
    assert.deepEqual(states({}), { states: { gates: 'next', forward: 'not-started', dense: 'not-started' }, next: 'gates' });
  });

  it('lets what was started stay so, next or not', () => {
    assert.deepEqual(states({ gates: started }), { states: { gates: 'started', forward: 'not-started', dense: 'not-started' }, next: 'gates' });
  });

  it('goes on after the exercise at hand, and round to what was left out', () => {
    assert.equal(states({ forward: passed }, 'forward').next, 'dense');
    assert.equal(states({ forward: passed, dense: passed }, 'dense').next, 'gates');
  });

  it('has nothing next when all is passed', () => {
    assert.equal(states({ gates: passed, forward: passed, dense: passed }).next, undefined);
  });

  it('counts what is passed by unit and marks verdicts of an earlier version', () => {
    const overview = overviewOf(course, { format: 1, exercises: { gates: passed } }, new Set(['gates']));
    assert.deepEqual(overview.units.map((unit) => unit.passed), [1, 0]);
    assert.deepEqual(overview.units[0]?.exercises.map((exercise) => exercise.earlierVersion), [true, false]);
  });
});
