import { fileURLToPath } from 'node:url';
import { realpathSync } from 'node:fs';

/** Whether this module is what was started, rather than imported: `if (isMain(import.meta.url)) await main()`. */
export function isMain(url: string): boolean {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(url);
}
