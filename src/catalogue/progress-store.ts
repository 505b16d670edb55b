import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Localized } from '../protocol/localized';
import { dateStamp } from './date-stamp';
import { onDisk } from './disk-error';
import { afterReport, progressSchema, started, type ExerciseProgress, type Progress } from './progress';
import type { ReportStore } from './report-store';
import { readIfThere, withLock, writeWhole } from './safe-file';

export interface ProgressOutcome {
  readonly progress: Progress;
  /** What a person should be told: that the file was damaged and was rebuilt. */
  readonly notices: readonly Localized[];
}

/** `.neurona/progress.json`, shared by editor and command line. */
export interface ProgressStore {
  read(): Promise<ProgressOutcome>;
  /** Changes one exercise's entry. Nobody else's change is lost. */
  update(exercise: string, change: (before: ExerciseProgress) => ExerciseProgress | Promise<ExerciseProgress>): Promise<ProgressOutcome>;
}

export function createProgressStore(folder: string, reports: ReportStore, now: () => Date): ProgressStore {
  const file = join(folder, 'progress.json');

  const rebuild = async (): Promise<Progress> => {
    const exercises: Record<string, ExerciseProgress> = {};
    for (const id of await reports.exercises()) {
      for (const { name, report } of await reports.list(id)) exercises[id] = afterReport(exercises[id] ?? started, report, name);
    }
    return { format: 1, exercises };
  };

  /** Only under the lock: sets a damaged file aside. */
  const readOrRebuild = async (): Promise<ProgressOutcome> => {
    const text = await readIfThere(file);
    if (text === undefined) return { progress: await rebuild(), notices: [] };
    const progress = parseProgress(text);
    if (progress !== undefined) return { progress, notices: [] };
    const aside = `progress.corrupt-${dateStamp(now())}.json`;
    const rebuilt = await rebuild();
    await onDisk(file, () => rename(file, join(folder, aside)));
    await write(rebuilt);
    return { progress: rebuilt, notices: [wasDamaged(aside)] };
  };
  const write = (progress: Progress): Promise<void> => writeWhole(file, `${JSON.stringify(progress, undefined, 2)}\n`);

  return {
    read: async () => {
      const text = await readIfThere(file);
      if (text === undefined) return { progress: await rebuild(), notices: [] };
      const progress = parseProgress(text);
      return progress === undefined ? withLock(folder, readOrRebuild) : { progress, notices: [] };
    },
    update: (exercise, change) =>
      withLock(folder, async () => {
        const { progress, notices } = await readOrRebuild();
        const before = progress.exercises[exercise] ?? started;
        const changed = { ...progress, exercises: { ...progress.exercises, [exercise]: await change(before) } };
        await write(changed);
        return { progress: changed, notices };
      }),
  };
}

function parseProgress(text: string): Progress | undefined {
  try {
    return z.parse(progressSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
}

function wasDamaged(aside: string): Localized {
  return {
    en: `progress.json was damaged. It was rebuilt from your reports; what was there is kept as .neurona/${aside}.`,
    es: `progress.json estaba dañado. Se ha rehecho a partir de tus informes; lo que había queda en .neurona/${aside}.`,
  };
}
