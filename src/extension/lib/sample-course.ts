import type { Course, Exercise } from '../../catalogue/course';

/** A course for tests: units and the ids of their exercises, in order. Each exercise is called after its id. */
export function sampleCourse(units: Readonly<Record<string, readonly string[]>>): Course {
  const built = Object.entries(units).map(([id, exercises]) => {
    const title = { en: `Unit ${id}`, es: `Unidad ${id}` };
    return { id, title, exercises: exercises.map((exercise, index) => sampleExercise(exercise, { id, title }, index)) };
  });
  const all = built.flatMap(({ exercises }) => exercises);
  return {
    id: 'sample',
    title: { en: 'Sample', es: 'Muestra' },
    path: '/course',
    units: built,
    exercises: all,
    problems: [],
    find: (id) => all.find((exercise) => exercise.id === id),
  };
}

function sampleExercise(id: string, unit: Exercise['unit'], index: number): Exercise {
  return {
    id,
    unit,
    folder: `${unit.id}/${id}`,
    manifest: {
      title: { en: `The ${id}`, es: `El ${id}` },
      summary: { en: `Write ${id}.`, es: `Escribe ${id}.` },
      order: (index + 1) * 10,
      minutes: 15,
      requires: [],
      entry: `${id}.ts`,
      seed: 7,
      limits: { test: 5000, exercise: 30000 },
      views: [],
      hints: [
        { en: 'Look at the shapes.', es: 'Mira las formas.' },
        { en: 'Then at the sum.', es: 'Después, la suma.' },
      ],
      sources: [],
    },
    files: [],
    read: async () => undefined,
    version: async () => 'v1',
  };
}
