import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { platformName } from './library-names';

const NAME = 'tfjs_binding.node';

/** The addon for a platform in `folder` (dist/native), built by tools/native; undefined where there is none. */
export function shippedAddon(folder: string, platform: string = platformName()): string | undefined {
  const file = join(folder, platform, NAME);
  return existsSync(file) ? file : undefined;
}

/** Copies the addon beside the libraries, where it looks for them. Returns its name there. */
export async function stageAddon(addon: string, staging: string): Promise<string> {
  await copyFile(addon, join(staging, NAME));
  return NAME;
}
