import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Report } from '../protocol/report';
import { openCourse, type Course } from './course';
import { afterReport, nextExercise, started, type ExerciseProgress, type Progress } from './progress';
import { sampleCourseFiles, sampleReport, temporaryFolder, writeFiles } from './test-support';

describe('progress', () => {
  const folder = temporaryFolder({ beforeEach, afterEach });
  const open = async (): Promise<Course> => openCourse(await writeFiles(join(folder(), 'course'), sampleCourseFiles()));

  describe('nextExercise', () => {
    const passed = (...ids: string[]): Progress => ({
      format: 1,
      exercises: Object.fromEntries(ids.map((id) => [id, { ...started, state: 'passed' }])),
    });

    it('takes the next in order whose requirements are passed, and turns round at the end', async () => {
      const course = await open();
      const next = (progress: Progress, after?: string): string | undefined =>
        nextExercise(course, progress, after === undefined ? undefined : course.find(after))?.id;
      assert.equal(next(passed()), 'first');
      assert.equal(next(passed(), 'first'), 'third', 'second waits for first');
      assert.equal(next(passed('first'), 'first'), 'second');
      assert.equal(next(passed('first', 'third'), 'third'), 'second');
      assert.equal(next(passed('third'), 'second'), 'first');
      assert.equal(next(passed('first', 'second', 'third')), undefined);
    });
  });

  describe('afterReport', () => {
    const [good, poor] = [
      { earned: 4, possible: 4 },
      { earned: 1, possible: 4 },
    ];
    const report = async (changes: Partial<Report>): Promise<Report> => sampleReport((await open()).find('first')!, changes);
    const version = (version: string): Report['exercise'] => ({ id: 'first', title: { en: '', es: '' }, version });

    it('keeps the best and what was passed, and tells the newest', async () => {
      const failed = afterReport(started, await report({ verdict: 'fail', points: poor }), 'a');
      assert.deepEqual([failed.state, failed.best, failed.last, failed.lastReport], ['started', poor, poor, 'a']);
      const passed = afterReport(failed, await report({ points: good }), 'b');
      assert.deepEqual([passed.state, passed.best], ['passed', good]);
      const again = afterReport(passed, await report({ verdict: 'error', points: poor }), 'c');
      assert.deepEqual([again.state, again.best, again.last, again.lastReport], ['passed', good, poor, 'c']);
    });

    it('counts neither a fault of ours nor a run of some tests only', async () => {
      for (const changes of [{ verdict: 'not-gradable' }, { partial: true }] as const) {
        assert.deepEqual(afterReport(started, await report(changes), 'a'), { ...started, lastReport: 'a' });
      }
    });

    it('keeps what was passed in an earlier version until a newer one is', async () => {
      const passed: ExerciseProgress = { ...started, state: 'passed', best: good, last: good, exerciseVersion: 'old' };
      const failed = afterReport(passed, await report({ exercise: version('new'), verdict: 'fail', points: poor }), 'a');
      assert.deepEqual([failed.state, failed.best, failed.last, failed.exerciseVersion], ['passed', good, poor, 'old']);
      const better = afterReport(failed, await report({ exercise: version('new'), points: good }), 'b');
      assert.deepEqual([better.state, better.exerciseVersion], ['passed', 'new']);
    });
  });
});
