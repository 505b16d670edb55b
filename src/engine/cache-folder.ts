import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where caches of this user's are kept: what lies there can be made again. `NEURONA_HOME` puts it elsewhere. */
export function cacheFolder(): string {
  const { NEURONA_HOME, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (NEURONA_HOME) return join(NEURONA_HOME, 'cache');
  if (process.platform === 'win32') return join(LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'neurona', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'neurona');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'neurona');
}
