import { homedir } from 'node:os';
import { join } from 'node:path';

export interface UserPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  readonly home?: string;
}

/**
 * Where the command line keeps the native engine: in the user's own data folder, or below `NEURONA_HOME`.
 * The extension has a folder of its own, which the editor gives it.
 */
export function nativeFolder({ env, platform = process.platform, home = homedir() }: UserPlace): string {
  const { NEURONA_HOME, LOCALAPPDATA, XDG_DATA_HOME } = env;
  if (NEURONA_HOME) return join(NEURONA_HOME, 'native');
  if (platform === 'win32') return join(LOCALAPPDATA || join(home, 'AppData', 'Local'), 'neurona', 'native');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'neurona', 'native');
  return join(XDG_DATA_HOME || join(home, '.local', 'share'), 'neurona', 'native');
}
