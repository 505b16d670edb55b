import { stat } from 'node:fs/promises';
import type { Bench } from '../../tools/bench/figure';
import { ensurePackaged } from '../../tools/package';
import { root } from '../../tools/root';

/** What somebody downloads, and what the editor has to read before the extension runs. */
export const bench: Bench = async () => [
  { name: 'vsix-size', title: 'VSIX', value: (await stat(await ensurePackaged())).size / 1e6, unit: 'MB', limit: 4 },
  { name: 'extension-bundle', title: 'Bundle of the extension', value: (await stat(`${root}/dist/extension.cjs`)).size / 1e3, unit: 'kB' },
];
