import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Report } from '../protocol/report';
import type { Exercise } from './course';

type Hook = (work: () => Promise<void>) => void;

/** A folder of each test's own, removed after it: `const folder = temporaryFolder({ beforeEach, afterEach })`. */
export function temporaryFolder(hooks: { readonly beforeEach: Hook; readonly afterEach: Hook }): () => string {
  let folder = '';
  hooks.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-test-'));
  });
  hooks.afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

const pair = (text: string): { en: string; es: string } => ({ en: text, es: `${text} (es)` });

export function manifest(changes: object = {}): object {
  return {
    title: pair('Title'),
    summary: pair('Summary'),
    order: 10,
    minutes: 15,
    requires: [],
    entry: 'code.ts',
    seed: 7,
    limits: { test: 5000, exercise: 30000 },
    views: ['training'],
    hints: [pair('hint')],
    sources: ['lecture-02'],
    ...changes,
  };
}

/** Two units, three exercises: `first`, `second` (requires it) and `third`, which has no Spanish lesson. */
export function sampleCourseFiles(): Record<string, string> {
  const exercise = (folder: string, changes: object): Record<string, string> => ({
    [`${folder}/exercise.json`]: JSON.stringify(manifest(changes)),
    [`${folder}/starter.ts`]: `export const todo = '${folder}';\n`,
    [`${folder}/solution.ts`]: 'export const done = 1;\n',
    [`${folder}/lesson.en.md`]: '# Lesson\n',
    [`${folder}/lesson.es.md`]: '# Lección\n',
    [`${folder}/alternates/loops.ts`]: 'export const done = 2;\n',
  });
  const files: Record<string, string> = {
    'course.json': JSON.stringify({ id: 'sample', title: pair('Sample') }),
    '01-one/unit.json': JSON.stringify({ title: pair('One') }),
    '02-two/unit.json': JSON.stringify({ title: pair('Two') }),
    ...exercise('01-one/second', { order: 20, requires: ['first'] }),
    ...exercise('01-one/first', { order: 10 }),
    ...exercise('02-two/third', { entry: 'other.ts' }),
  };
  delete files['02-two/third/lesson.es.md'];
  return files;
}

/** A folder of declarations as `tools/build-types.ts` makes it. */
export function typesFiles(version = '1.0.0', text = 'export {};\n'): Record<string, string> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const names = ['tfjs.d.ts', 'neurona.d.ts', 'globals.d.ts'];
  return {
    ...Object.fromEntries(names.map((name) => [name, text])),
    'stamp.json': JSON.stringify({ version, files: Object.fromEntries(names.map((name) => [name, sha256])) }),
  };
}

export async function sampleReport(exercise: Exercise, changes: Partial<Report> = {}): Promise<Report> {
  return {
    format: 1,
    exercise: { id: exercise.id, title: exercise.manifest.title, version: await exercise.version() },
    grader: { version: '0.1.0' },
    engine: { name: 'wasm', version: '4.22.0' },
    runtime: { node: '20', v8: '11' },
    seed: 7,
    startedAt: '2026-11-21T10:00:00.000Z',
    milliseconds: 10,
    files: [],
    verdict: 'pass',
    points: { earned: 4, possible: 4 },
    tests: [],
    mistakes: [],
    output: '',
    ...changes,
  };
}
