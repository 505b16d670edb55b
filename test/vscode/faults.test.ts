import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { activated, answersTo, folder, runTests, setLanguage, start, type, write } from './learner';

const EXERCISE = 'mcculloch-pitts';
const { right, wrong } = answersTo(EXERCISE);

/** Words of everything that did not pass. */
async function complaints(): Promise<string> {
  const results = await runTests(EXERCISE);
  return [...results.values()].map(({ words }) => words).join('\n');
}

describe('When something is wrong', () => {
  before(async () => {
    await activated();
    await setLanguage('en');
    await start(EXERCISE);
  });
  after(() => setLanguage(undefined));

  it('stops code that hangs within its limit and a second, and the next run is fine', async () => {
    const { limits } = JSON.parse(
      readFileSync(join(process.env.NEURONA_ROOT!, 'exercises/01-neurons', EXERCISE, 'exercise.json'), 'utf8'),
    ) as { limits: { test: number } };
    const [name] = /export (?:async )?function (\w+)/.exec(right)?.slice(1) ?? [];
    assert.ok(name);
    // The first function alone hangs, so that one test shows how long a hang takes.
    await write(EXERCISE, right.replace(new RegExp(`(export function ${name}\\([^]*?\\{)\n`), '$1 while (true) {}\n'));
    const api = await activated();
    const took: number[] = [];
    const listening = api.runs.onDidFinishTest(({ test }) => {
      if (test.verdict === 'timeout') took.push(test.milliseconds);
    });
    const results = await runTests(EXERCISE, 60_000);
    listening.dispose();
    assert.ok(took.length > 0, 'no test timed out');
    for (const milliseconds of took) assert.ok(milliseconds < limits.test + 1000, `${milliseconds} ms`);
    assert.ok([...results.values()].some(({ state }) => state === 'errored'));

    await write(EXERCISE, right);
    assert.deepEqual([...(await runTests(EXERCISE)).values()].filter(({ state }) => state !== 'passed'), []);
  });

  it('says where a file does not parse', async () => {
    const uri = await write(EXERCISE, `${right}\nexport function broken( {\n`);
    const results = [...(await runTests(EXERCISE)).values()];
    const complaint = results.find(({ words }) => words.includes('does not parse'));
    assert.ok(complaint, results.map(({ words }) => words).join('\n'));
    assert.equal(complaint.location?.uri.fsPath, uri.fsPath);
    assert.ok(complaint.location.range.start.line >= right.split('\n').length - 1);
  });

  it('says what cannot be imported', async () => {
    await write(EXERCISE, `import { anything } from 'lodash';\n${right}\nvoid anything;\n`);
    const words = await complaints();
    assert.match(words, /lodash/);
    assert.match(words, /@tensorflow\/tfjs/);
  });

  it('says what was thrown, and where', async () => {
    await write(EXERCISE, right.replace(/(export function \w+\([^]*?\{)\n/, "$1 throw new RangeError('not today');\n"));
    assert.match(await complaints(), /not today/);
  });

  it('speaks Spanish when the setting says so, without a reload', async () => {
    const mistake = wrong[0]!;
    await write(EXERCISE, mistake.text);
    await setLanguage('es');
    const spanish = await complaints();
    await setLanguage('en');
    const english = await complaints();
    assert.ok(spanish.includes(mistake.tells.es), spanish);
    assert.ok(english.includes(mistake.tells.en), english);
  });

  it('keeps a torn progress file aside and rebuilds it from the reports', async () => {
    await write(EXERCISE, right);
    await runTests(EXERCISE);
    const file = join(folder(), '.neurona/progress.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.slice(0, whole.length / 2));
    await write(EXERCISE, right);
    await runTests(EXERCISE);
    const rebuilt = JSON.parse(readFileSync(file, 'utf8')) as { exercises: Record<string, { best?: { earned: number } }> };
    assert.ok(rebuilt.exercises[EXERCISE]?.best);
    assert.ok(readdirSync(join(folder(), '.neurona')).some((name) => /^progress.*(torn|corrupt|damaged|aside|bad)/.test(name)));
  });

  it('runs what the editor shows, saved or not', async () => {
    await write(EXERCISE, right);
    const document = await type(EXERCISE, wrong[0]!.text);
    const words = await complaints();
    assert.ok(document.isDirty);
    assert.ok(words.includes(wrong[0]!.tells.en), words);
    await document.save();
  });
});
