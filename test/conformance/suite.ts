import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import type { SpecResult, SuiteRun } from './suite-run';

/**
 * TensorFlow.js's own suite on one backend: `node suite.mjs cpu|shipped|ours RESULTS.json`. Bundled by main.ts, so that
 * the tests and the backend share one copy of tfjs-core.
 */
const [, , engine, file] = process.argv as [string, string, 'cpu' | 'shipped' | 'ours', string];

/** The part of Jasmine's interface that is used here. */
interface Jasmine {
  readonly DEFAULT_TIMEOUT_INTERVAL: number;
  readonly getEnv: () => {
    readonly configure: (options: object) => void;
    readonly addReporter: (reporter: object) => void;
    readonly execute: () => Promise<void>;
  };
}

interface SpecDone {
  readonly fullName: string;
  readonly status: SpecResult['status'] | 'excluded';
  readonly failedExpectations: readonly { readonly message: string }[];
}

function bootJasmine(): Jasmine {
  const require = createRequire(`${process.cwd()}/package.json`);
  const boot = require('jasmine-core/lib/jasmine-core/node_boot.js') as (required: unknown) => Jasmine;
  return boot(require('jasmine-core/lib/jasmine-core/jasmine.js'));
}

/** Backends register themselves when they are imported: only the one that is asked for is. */
async function registerBackend(): Promise<'cpu' | 'wasm'> {
  await import('../../src/engine/tfjs');
  await import('@tensorflow/tfjs-backend-cpu');
  if (engine === 'cpu') return 'cpu';
  if (engine === 'ours') {
    const { startEngine } = await import('../../src/engine/start-engine');
    await startEngine({ backend: 'wasm' });
  } else {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
  }
  return 'wasm';
}

const jasmine = bootJasmine();
const backendName = await registerBackend();
const { setTestEnvs } = await import('@tensorflow/tfjs-core/dist/jasmine_util');
// One name for all, so that a spec is called the same on every engine.
setTestEnvs([{ name: 'engine', backendName, isDataSync: true }]);
await import('@tensorflow/tfjs-core/dist/tests');

const specs: SpecResult[] = [];
const faults: string[] = [];
const note = (messages: readonly { readonly message: string }[]): void => void faults.push(...messages.map(({ message }) => message));
const env = jasmine.getEnv();
env.configure({ random: false });
env.addReporter({
  specDone: ({ fullName, status, failedExpectations }: SpecDone) => {
    if (status === 'excluded') return;
    specs.push({ name: fullName, status, message: failedExpectations[0]?.message.split('\n')[0] ?? '' });
  },
  suiteDone: ({ failedExpectations }: SpecDone) => note(failedExpectations),
  jasmineDone: ({ failedExpectations }: SpecDone) => note(failedExpectations),
});
// Warnings of deprecation, and the profiler's tables.
console.warn = console.log = () => {};
await env.execute();
const run: SuiteRun = { specs, faults };
writeFileSync(file, JSON.stringify(run));
process.exit(0);
