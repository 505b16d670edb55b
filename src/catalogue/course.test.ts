import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HumanError } from '../protocol/human-error';
import { openCourse, requireExercise, type Course } from './course';
import { packCourse } from './pack';
import { manifest, sampleCourseFiles, temporaryFolder, writeFiles } from './test-support';

const humanError = (code: string) => (error: unknown) => error instanceof HumanError && error.code === code;

describe('openCourse', () => {
  const folder = temporaryFolder({ beforeEach, afterEach });
  const writeCourse = (changes: Record<string, string> = {}): Promise<string> =>
    writeFiles(join(folder(), 'course'), { ...sampleCourseFiles(), ...changes });
  const pack = async (path: string): Promise<string> => {
    const file = join(folder(), 'course.pack');
    await writeFile(file, await packCourse(await openCourse(path)));
    return file;
  };

  for (const kind of ['folder', 'pack'] as const) {
    describe(`of a ${kind}`, () => {
      const open = async (): Promise<Course> => openCourse(kind === 'folder' ? await writeCourse() : await pack(await writeCourse()));

      it('lists units and exercises in order', async () => {
        const course = await open();
        assert.deepEqual(course.title, { en: 'Sample', es: 'Sample (es)' });
        assert.deepEqual(course.units.map(({ id, exercises }) => [id, exercises.map((exercise) => exercise.id)]), [
          ['01-one', ['first', 'second']],
          ['02-two', ['third']],
        ]);
        assert.deepEqual(course.exercises.map((exercise) => exercise.folder), ['01-one/first', '01-one/second', '02-two/third']);
        assert.deepEqual(course.problems, []);
      });

      it('reads files by name, and no others', async () => {
        const exercise = requireExercise(await open(), 'first');
        assert.equal(await exercise.read('alternates/loops.ts'), 'export const done = 2;\n');
        assert.equal(await exercise.read('../second/starter.ts'), undefined);
        assert.equal(await exercise.read('toString'), undefined);
        assert.ok(exercise.files.includes('starter.ts'));
      });

      it('names the nearest exercise', async () => {
        const course = await open();
        assert.throws(() => requireExercise(course, 'secnd'), { localized: { en: 'There is no exercise "secnd" in this course.', es: 'En este curso no hay ningún ejercicio «secnd».' }, hint: { en: 'Did you mean "second"?', es: '¿Querías decir «second»?' } });
      });
    });
  }

  it('gives an exercise the same version in a folder and a pack, whatever its line ends, and another when it changes', async () => {
    const path = await writeCourse();
    const version = await requireExercise(await openCourse(path), 'first').version();
    assert.equal(await requireExercise(await openCourse(await pack(path)), 'first').version(), version);
    await writeFiles(path, { '01-one/first/lesson.en.md': '# Lesson\r\n' });
    assert.equal(await requireExercise(await openCourse(path), 'first').version(), version);
    await writeFiles(path, { '01-one/first/lesson.en.md': '# Another\n' });
    assert.notEqual(await requireExercise(await openCourse(path), 'first').version(), version);
  });

  it('packs a course into the same bytes each time', async () => {
    const course = await openCourse(await writeCourse());
    assert.deepEqual(await packCourse(course), await packCourse(course));
  });

  it('keeps the others when an exercise is broken, and tells what is wrong with that one', async () => {
    const course = await openCourse(await writeCourse({ '01-one/first/exercise.json': '{' }));
    assert.deepEqual(course.exercises.map(({ id }) => id), ['second', 'third']);
    assert.match(course.problems[0]!.error.localized.en, /01-one.first.exercise\.json is not JSON/);
    assert.match(course.problems[1]!.error.localized.en, /second.exercise\.json: requires names "first", which is not in the course/);
    assert.throws(() => requireExercise(course, 'first'), /is not JSON/);
  });

  it('keeps the other units when one is broken, and refuses to pack that', async () => {
    const path = await writeCourse({ '01-one/unit.json': '{"title": {"en": "One"}}' });
    const course = await openCourse(path);
    assert.deepEqual(course.units.map(({ id }) => id), ['02-two']);
    await assert.rejects(packCourse(course), /title\.es is missing/);
  });

  it('names both of two exercises with one id, and a folder whose name is no id', async () => {
    const exercise = JSON.stringify(manifest());
    const course = await openCourse(await writeCourse({ '02-two/first/exercise.json': exercise, '02-two/Bad_Name/exercise.json': exercise }));
    const messages = course.problems.map(({ error }) => error.localized.en);
    assert.ok(messages.includes('02-two/first and 01-one/first have the same id.'), messages.join());
    assert.ok(messages.some((message) => message.includes('Bad_Name')), messages.join());
    assert.equal(course.find('first')?.unit.id, '01-one');
  });

  it('says what is not a course', async () => {
    await assert.rejects(openCourse(join(folder(), 'none')), humanError('no-course'));
    await assert.rejects(openCourse(folder()), humanError('no-course'));
    await writeFiles(folder(), { 'short.pack': 'x', 'other.pack': 'x'.repeat(100) });
    await assert.rejects(openCourse(join(folder(), 'short.pack')), humanError('course-damaged'));
    await assert.rejects(openCourse(join(folder(), 'other.pack')), humanError('course-damaged'));
  });

  it('never takes a damaged pack for a whole one, wherever the damage is', async () => {
    const file = await pack(await writeCourse());
    const whole = await readFile(file);
    const readAll = async (bytes: Uint8Array): Promise<void> => {
      await writeFile(file, bytes);
      for (const exercise of (await openCourse(file)).exercises) await exercise.read('starter.ts');
    };
    await readAll(whole);
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x55;
      await assert.rejects(readAll(damaged), HumanError, `byte ${at}`);
    }
    for (const length of [0, 20, 60, whole.length - 1]) await assert.rejects(readAll(whole.subarray(0, length)), HumanError);
  });

  it('says of a pack of another version that Neurona must be updated', async () => {
    const file = await pack(await writeCourse());
    const bytes = await readFile(file);
    bytes.writeUInt32LE(99, 8);
    await writeFile(file, bytes);
    await assert.rejects(openCourse(file), humanError('course-version'));
  });

  it('explains a pack that went away', async () => {
    const file = await pack(await writeCourse());
    const course = await openCourse(file);
    await rm(file);
    await assert.rejects(requireExercise(course, 'first').read('starter.ts'), humanError('disk'));
  });
});
