import assert from 'node:assert/strict';
import type { OverviewExercise } from '../../lib/overview';
import { overviewOf } from '../../lib/overview';
import { sampleCourse } from '../../lib/sample-course';
import { exerciseRow, unitRow } from './row';

describe('the course tree’s rows', () => {
  const [unit] = overviewOf(
    sampleCourse({ '01-neurons': ['gates', 'forward'] }),
    {
      format: 1,
      exercises: { gates: { state: 'passed', best: { earned: 4, possible: 4 }, hintsShown: 0, solutionAsked: 0 } },
    },
    new Set(['gates']),
  ).units;
  const [gates, forward] = unit!.exercises as [OverviewExercise, OverviewExercise];

  it('shows points, and that they are of an earlier version', () => {
    const row = exerciseRow(gates, 'es');
    assert.equal(row.description, '4/4 · versión anterior');
    assert.equal(row.icon, 'pass');
    assert.equal(row.contextValue, 'exercise.passed');
    assert.match(row.tooltip.join('\n'), /15 min[\s\S]*ha cambiado/);
  });

  it('says to a screen reader what the icon shows', () => {
    assert.equal(exerciseRow(gates, 'en').spoken, 'The gates, passed, 4 of 4 points, earlier version');
    assert.equal(exerciseRow(forward, 'en').spoken, 'The forward, next');
  });

  it('counts what is passed in a unit', () => {
    assert.equal(unitRow(unit!, 'en').description, '1/2');
    assert.equal(unitRow(unit!, 'es').spoken, 'Unidad 01-neurons, 1 de 2 ejercicios superados');
  });
});
