import { loadModule } from '../loader/load-module';
import { createStackPositions } from '../loader/stack-positions';

const sample = 'type A = { b: number };\nexport const f = <T>(a: T, ...rest: T[]): number => { for (const c of rest) if (c === a) return 1 as number; return 0; };';

/** Does once what the first load would do for the first time: start the engine, compile the parser, link a module. */
export async function warmUp(startEngine: () => Promise<unknown>): Promise<void> {
  await startEngine();
  await loadModule({ files: [{ path: 'sample.ts', text: sample }], entry: 'sample.ts', packages: {}, stacks: createStackPositions() });
}
