import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Reporter } from '../../tools/testing/reporter';

/** VS Code calls this in the extension host; rejecting makes its process fail. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 60_000,
    reporter: Reporter,
    ...(process.env.NEURONA_GREP && { grep: process.env.NEURONA_GREP }),
  });
  const folder = join(__dirname, 'tests');
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.cjs'))
    .sort()
    .forEach((name) => mocha.addFile(join(folder, name)));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
