import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** A quiet VS Code: no welcome pages, no telemetry, no updates, no assistants. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
};

/** Writes a profile's user settings. Those that somebody has changed since are kept, unless `replace` says otherwise. */
export async function writeSettings(data: string, settings: Settings, replace: boolean): Promise<void> {
  const path = `${data}/User/settings.json`;
  if (!replace && existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(settings, null, 2)}\n`);
}
