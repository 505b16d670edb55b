import assert from 'node:assert/strict';
import { overviewOf } from '../../lib/overview';
import { sampleCourse } from '../../lib/sample-course';
import { exercisePicks } from './exercise-picks';

describe('exercisePicks', () => {
  const course = sampleCourse({ '01-neurons': ['gates', 'forward', 'xor'], '02-layers': ['dense'] });
  const overview = overviewOf(
    course,
    {
      format: 1,
      exercises: {
        gates: { state: 'passed', best: { earned: 4, possible: 4 }, hintsShown: 0, solutionAsked: 0 },
        forward: { state: 'started', hintsShown: 0, solutionAsked: 0 },
      },
    },
    new Set(),
    course.find('forward'),
  );

  it('lists exercises under their unit, with what is done, and what is next', () => {
    const lines = exercisePicks(overview, 'en').map((pick) =>
      pick.kind === 'separator' ? `-- ${pick.label}` : `${pick.isNext ? '>' : ' '} ${pick.label} | ${pick.description} | ${pick.detail}`,
    );
    assert.deepEqual(lines, [
      '-- Unit 01-neurons',
      '  $(pass) The gates | passed · 4/4 · 15 min | Write gates.',
      '  $(circle-filled) The forward | started · 15 min | Write forward.',
      '> $(arrow-circle-right) The xor | next · 15 min | Write xor.',
      '-- Unit 02-layers',
      '  $(circle-outline) The dense | 15 min | Write dense.',
    ]);
  });

  it('says all of it in Spanish', () => {
    const [unit, first] = exercisePicks(overview, 'es');
    assert.equal(unit?.label, 'Unidad 01-neurons');
    assert.deepEqual(first, {
      kind: 'exercise',
      exercise: 'gates',
      label: '$(pass) El gates',
      description: 'superado · 4/4 · 15 min',
      detail: 'Escribe gates.',
      isNext: false,
    });
  });
});
