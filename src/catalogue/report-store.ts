import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { reportSchema, type Report } from '../protocol/report';
import { ifThere, onDisk } from './disk-error';
import { isId } from './manifest';
import { readIfThere, sha256, writeWhole } from './safe-file';

/** Reports that are kept of each exercise. */
const KEPT = 20;

export interface StoredReport {
  /** The file's name; names sort by time. */
  readonly name: string;
  readonly report: Report;
}

/** The learner's reports, one file each: `.neurona/reports/<exercise>/<time>-<hash>.json`. */
export interface ReportStore {
  /** Keeps a report and drops the oldest beyond 20, never the newest that passed. Resolves with its name. */
  add(report: Report): Promise<string>;
  /** All that can be read, oldest first. What cannot be read is passed over. */
  list(exercise: string): Promise<StoredReport[]>;
  newest(exercise: string): Promise<Report | undefined>;
  /** Ids of the exercises that have reports. */
  exercises(): Promise<string[]>;
}

export function createReportStore(folder: string): ReportStore {
  const namesOf = async (exercise: string): Promise<string[]> => {
    const path = join(folder, exercise);
    const names = (await onDisk(path, () => ifThere(readdir(path)))) ?? [];
    return names.filter((name) => name.endsWith('.json')).sort();
  };
  const read = async (exercise: string, name: string): Promise<StoredReport | undefined> => {
    const text = await readIfThere(join(folder, exercise, name));
    const report = text === undefined ? undefined : parseReport(text);
    return report && report.exercise.id === exercise ? { name, report } : undefined;
  };
  const list = async (exercise: string): Promise<StoredReport[]> => {
    const stored = await Promise.all((await namesOf(exercise)).map((name) => read(exercise, name)));
    return stored.filter((each) => each !== undefined);
  };

  const prune = async (exercise: string): Promise<void> => {
    const names = await namesOf(exercise);
    if (names.length <= KEPT) return;
    const old = names.slice(0, -KEPT);
    const passed = (await list(exercise)).filter(({ report }) => provesPass(report)).at(-1)?.name;
    for (const name of old) {
      if (name !== passed) await onDisk(join(folder, exercise, name), () => rm(join(folder, exercise, name), { force: true }));
    }
  };

  return {
    add: async (report) => {
      const text = `${JSON.stringify(report, undefined, 1)}\n`;
      const time = report.startedAt.replaceAll(/[^0-9A-Za-z.-]/g, '-').slice(0, 40);
      const name = `${time}-${sha256(text).slice(0, 8)}.json`;
      await writeWhole(join(folder, report.exercise.id, name), text);
      await prune(report.exercise.id);
      return name;
    },
    list,
    newest: async (exercise) => {
      for (const name of (await namesOf(exercise)).reverse()) {
        const stored = await read(exercise, name);
        if (stored !== undefined) return stored.report;
      }
      return undefined;
    },
    exercises: async () => ((await onDisk(folder, () => ifThere(readdir(folder)))) ?? []).filter(isId).sort(),
  };
}

/** Whether the report says that the whole exercise is passed. */
export function provesPass(report: Report): boolean {
  return report.verdict === 'pass' && report.partial !== true;
}

function parseReport(text: string): Report | undefined {
  try {
    return z.parse(reportSchema, JSON.parse(text));
  } catch {
    return undefined;
  }
}
