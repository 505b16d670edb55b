import { forkGrader } from '../../src/cli/grader-client';
import { median, time, type Bench, type Figure } from '../../tools/bench/figure';
import { root } from '../../tools/root';
import { readAnswers } from '../answers';

/** From "run" to the report: right answers and, with a mistake to be recognised, wrong ones. */
export const bench: Bench = async () => {
  const course = `${root}/dist/course.pack`;
  const answers = await readAnswers();
  const { client, close } = forkGrader(`${root}/dist/node/grader.mjs`);
  const grade = async (exercise: string, file: string, text: string): Promise<void> => {
    const files = [{ path: file.split('/').at(-1)!, text }];
    await client.grade({ course, exercise, files, hidden: false, instrument: false });
  };
  const [first] = answers;
  const cold = await time(1, () => grade(first!.exercise, first!.file, first!.right));
  const figures: Figure[] = [{ name: 'grade-first', title: 'The first grading, with everything to load', value: cold[0]!, unit: 'ms' }];
  for (const { exercise, file, right, wrong } of answers) {
    const passing = await time(5, () => grade(exercise, file, right));
    const failing = await time(5, () => grade(exercise, file, wrong[0]!.text));
    figures.push({ name: `grade-${exercise}`, title: `Grading ${exercise}, right`, value: median(passing), unit: 'ms' });
    figures.push({ name: `grade-${exercise}-wrong`, title: `Grading ${exercise}, wrong`, value: median(failing), unit: 'ms' });
  }
  close();
  return figures;
};
