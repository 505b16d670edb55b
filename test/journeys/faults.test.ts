import assert from 'node:assert/strict';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../tools/process/find-program';
import { run } from '../../tools/process/run';
import { root } from '../../tools/root';
import { readExercise, startExercise, withSession } from './learner';

describe('A folder that is not trusted', () => {
  const at = withSession(() => ({
    trust: true,
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
    },
  }));

  it('shows lessons and refuses to run code, with what to do', async () => {
    const { workbench } = at.session;
    const { title, entry } = await readExercise('mcculloch-pitts');
    await startExercise(workbench, title.en, entry);
    await workbench.command('Neurona: Run Tests');
    const refusal = workbench.notification(/not trusted/).first();
    await refusal.waitFor();
    await refusal.getByText('Manage Trust').waitFor();
  });
});

/** A copy of the built-in course, with one of its files changed. */
async function brokenCourse(file: string, change: (text: string) => string): Promise<string> {
  const course = await mkdtemp(join(tmpdir(), 'neurona-course-'));
  await cp(`${root}/exercises`, course, { recursive: true });
  const path = join(course, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
  return course;
}

describe('A course with a broken manifest', () => {
  let course: string;
  const at = withSession(async () => {
    course = await brokenCourse('01-neurons/perceptron-xor/exercise.json', (text) => text.replace(/"minutes": \d+/, '"minutes": "long"'));
    return { settings: { 'neurona.course': course } };
  });
  after(() => rm(course, { recursive: true, force: true }));

  it('says which file and which field, and what was expected', async () => {
    const { workbench } = at.session;
    await workbench.command('View: Show Neurona');
    const complaint = workbench.notification(/exercise\.json/).first();
    await complaint.waitFor();
    const words = await complaint.innerText();
    assert.match(words, /perceptron-xor/);
    assert.match(words, /minutes/);
    assert.match(words, /number/);
  });
});

describe('A course that lacks a language', () => {
  let course: string;
  const at = withSession(async () => {
    course = await brokenCourse('01-neurons/mcculloch-pitts/exercise.json', (text) => text.replace(/"title": \{ "en": ("[^"]*"), "es": "[^"]*" \}/, '"title": { "en": $1 }'));
    return { settings: { 'neurona.course': course } };
  });
  after(() => rm(course, { recursive: true, force: true }));

  it('says which file lacks which text', async () => {
    const { workbench } = at.session;
    await workbench.command('View: Show Neurona');
    const complaint = workbench.notification(/exercise\.json/).first();
    await complaint.waitFor();
    const words = await complaint.innerText();
    assert.match(words, /mcculloch-pitts/);
    assert.match(words, /title\.es/);
  });
});

describe('A folder without write permission', () => {
  let folder: string;
  let locked = false;
  const at = withSession(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-read-only-'));
    locked = await lock(folder);
    return { folder };
  });
  after(() => unlock(folder));

  it('says so, and what to do', async function () {
    // Root may write anywhere, unless the file system knows a stronger lock.
    if (!locked) this.skip();
    const { workbench } = at.session;
    const { title } = await readExercise('mcculloch-pitts');
    await workbench.command('Neurona: Start Exercise');
    await workbench.pick(title.en);
    const complaint = workbench.notification(/no permission/).first();
    await complaint.waitFor();
    assert.ok((await complaint.innerText()).includes(folder));
  });
});

async function lock(folder: string): Promise<boolean> {
  await chmod(folder, 0o555);
  if (!(await canWrite(folder))) return true;
  if (findProgram('chattr') !== undefined) await run('chattr', ['+i', folder]);
  return !(await canWrite(folder));
}

async function unlock(folder: string): Promise<void> {
  if (findProgram('chattr') !== undefined) await run('chattr', ['-i', folder]);
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
}

async function canWrite(folder: string): Promise<boolean> {
  const probe = join(folder, 'probe');
  const written = await mkdir(probe).then(() => true, () => false);
  if (written) await rm(probe, { recursive: true });
  return written;
}
