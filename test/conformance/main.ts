import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { copyWasm, nodeModules } from '../../tools/build';
import { runHere } from '../../tools/process/run';
import { root } from '../../tools/root';
import { RESULTS, type SuiteResults } from '../../tools/testing/results';
import { exceptions } from './exceptions';
import { bySpec, countOf, type SuiteRun } from './suite-run';

/**
 * `npm run test:conformance`: tfjs-core's own test suite, which its npm package brings along, on cpu, on the wasm backend
 * as it is shipped, and on ours. What cpu passes must pass on ours, but for a short list with reasons (exceptions.ts).
 */
const folder = 'build/conformance';
const engines = ['cpu', 'shipped', 'ours'] as const;
type Engine = (typeof engines)[number];
const titles: Readonly<Record<Engine, string>> = { cpu: 'cpu', shipped: 'wasm as shipped', ours: 'wasm corrected' };

async function bundle(): Promise<void> {
  await rm(`${root}/${folder}`, { recursive: true, force: true });
  await build({
    ...nodeModules,
    minify: false,
    sourcemap: false,
    entryPoints: ['test/conformance/suite.ts'],
    outdir: folder,
    // tfjs-core says that its test files have no side effects; describing specs is one.
    ignoreAnnotations: true,
  });
  await copyWasm(folder);
}

async function runOn(engine: Engine): Promise<SuiteRun> {
  const file = `${root}/${folder}/${engine}.json`;
  const status = await runHere(process.execPath, [`${folder}/suite.mjs`, engine, file], { cwd: root });
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`The suite on ${titles[engine]} ended with status ${status}, without results.`);
  return JSON.parse(text) as SuiteRun;
}

/** Every spec that cpu passes and ours does not, unless it is excepted; and exceptions that are none. */
function compare(cpu: SuiteRun, ours: SuiteRun): SuiteResults {
  const results = bySpec(ours);
  const excepted = (name: string) => exceptions.find(({ spec }) => name.startsWith(spec));
  const failures: { title: string; message: string }[] = [];
  const used = new Set<unknown>();
  for (const [name, { status }] of bySpec(cpu)) {
    if (status !== 'passed') continue;
    const result = results.get(name);
    // Two specs ask for the cpu backend alone, and are described only there.
    if (result === undefined || result.status === 'passed') continue;
    const exception = excepted(name);
    if (exception === undefined) failures.push({ title: name, message: result.message });
    used.add(exception);
  }
  for (const exception of exceptions) {
    if (!used.has(exception)) failures.push({ title: exception.spec, message: 'is an exception, and passes: take it off the list' });
  }
  for (const fault of ours.faults) failures.push({ title: 'outside any spec', message: fault });
  const passed = countOf(ours, 'passed') > 0 && failures.length === 0 ? 1 : 0;
  return { passed, failed: 1 - passed, skipped: 0, failures };
}

async function main(): Promise<number> {
  await bundle();
  const runs = {} as Record<Engine, SuiteRun>;
  for (const engine of engines) {
    runs[engine] = await runOn(engine);
    const [passed, failed, pending] = (['passed', 'failed', 'pending'] as const).map((status) => countOf(runs[engine], status));
    console.log(`${titles[engine].padEnd(16)} ${passed} passed, ${failed} failed, ${pending} pending of ${runs[engine].specs.length} specs`);
  }
  const results = compare(runs.cpu, runs.ours);
  for (const { title, message } of results.failures) console.log(`  ${title}\n    ${message}`);
  if (exceptions.length > 0) console.log(`${exceptions.length} exceptions, see test/conformance/exceptions.ts`);
  const file = process.env[RESULTS];
  if (file !== undefined) {
    await mkdir(`${root}/build/results`, { recursive: true });
    await writeFile(file, JSON.stringify(results));
  }
  return results.failed;
}

main().then(
  (failed) => process.exit(failed > 0 ? 1 : 0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
