import { homedir } from 'node:os';
import { join } from 'node:path';

export interface UserPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  readonly home?: string;
}

/**
 * Where real data sets are kept, each in a folder of its name: `NEURONA_DATA`, or a folder of the user's own, or one
 * below `NEURONA_HOME`. Who has the files already can put them there, or point there.
 */
export function dataFolder({ env, platform = process.platform, home = homedir() }: UserPlace): string {
  const { NEURONA_DATA, NEURONA_HOME, LOCALAPPDATA, XDG_DATA_HOME } = env;
  if (NEURONA_DATA) return NEURONA_DATA;
  if (NEURONA_HOME) return join(NEURONA_HOME, 'data');
  if (platform === 'win32') return join(LOCALAPPDATA || join(home, 'AppData', 'Local'), 'neurona', 'data');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'neurona', 'data');
  return join(XDG_DATA_HOME || join(home, '.local', 'share'), 'neurona', 'data');
}
