import { spawnSync } from 'node:child_process';
import { root } from './root';
import { tsx } from './tsx';

/**
 * `npm run demo [-- --lang es]`: grades a correct and a mistaken perceptron, as a terminal user would, and prints both
 * reports. Fails when the first does not pass or the second does.
 */
const EXERCISE = 'perceptron-and-or';
const samples = [
  { file: `exercises/01-neurons/${EXERCISE}/solution.ts`, exitCode: 0 },
  { file: 'tools/demo/perceptron-moving-away.ts', exitCode: 1 },
];

await tsx('tools/build.ts', ['--only', 'node,course']);
for (const { file, exitCode } of samples) {
  console.log(`\n$ neurona grade ${file} --exercise ${EXERCISE}\n`);
  const flags = ['--exercise', EXERCISE, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, ['dist/node/cli.mjs', 'grade', file, ...flags], { cwd: root, stdio: 'inherit' });
  if (status !== exitCode) {
    console.error(`Exit code ${status}; ${exitCode} was expected.`);
    process.exitCode = 1;
  }
}
