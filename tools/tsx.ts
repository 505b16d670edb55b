import { runOrThrow } from './process/run';
import { root } from './root';

/** Node's arguments that run a TypeScript file of this checkout. */
export function tsxArguments(script: string, args: readonly string[] = []): readonly string[] {
  return ['--import', 'tsx', `${root}/${script}`, ...args];
}

/** Runs a TypeScript file of this checkout in a process of its own, quietly. Throws when it fails. */
export async function tsx(script: string, args: readonly string[] = []): Promise<string> {
  return runOrThrow(process.execPath, tsxArguments(script, args), { cwd: root });
}
