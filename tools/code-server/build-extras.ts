import { findProgram } from '../process/find-program';
import { run } from '../process/run';
import { nodePackage, nodeProgram, vscodeFolder } from './location';
import { findNodeGyp } from './npm';

/** Logging and a watchdog: without them VS Code works and complains in its log. */
const extras = ['@vscode/spdlog', '@vscode/native-watchdog'];

/**
 * Compiles the two modules that come without binaries. Needs a C++ compiler, make and Python; where one is missing, or
 * compiling fails, it says so and leaves them out.
 */
export async function buildExtras(installation: string, say: (line: string) => void): Promise<void> {
  const gyp = findNodeGyp();
  const missing = await missingTools();
  if (gyp === undefined) missing.push('node-gyp');
  if (gyp === undefined || missing.length > 0) {
    say(`        left out: no ${missing.join(', ')} here. Everything works without them.`);
    return;
  }
  const headers = `${installation}/node_modules/${nodePackage()}`;
  for (const name of extras) {
    const built = await run(nodeProgram(installation), [gyp, 'rebuild', '--silent', `--nodedir=${headers}`], {
      cwd: `${installation}/${vscodeFolder}/node_modules/${name}`,
    });
    if (built.status !== 0) say(`        ${name} did not compile and is left out. Everything works without it.`);
  }
}

async function missingTools(): Promise<string[]> {
  // On macOS the names are always there, and opening one without the developer tools asks to install them.
  if (process.platform === 'darwin') {
    const selected = await run('xcode-select', ['-p']).catch(() => ({ status: 1 }));
    return selected.status === 0 ? [] : ['Xcode command line tools'];
  }
  const needed = { 'C++ compiler': ['c++', 'g++', 'clang++'], make: ['make', 'gmake'], Python: ['python3', 'python'] };
  return Object.entries(needed)
    .filter(([, names]) => findProgram(...names) === undefined)
    .map(([title]) => title);
}
