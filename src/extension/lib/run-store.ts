import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod/mini';
import { testDescriptionSchema } from '../../protocol/grader';
import { wireErrorSchema } from '../../protocol/wire-error';
import { runProbeSchema } from '../../protocol/probe';
import { reportSchema, testReportSchema } from '../../protocol/report';
import { runStateSchema } from '../../protocol/view';

/** How much of the past is kept: the newest runs, and no more bytes than this in all. */
export const MAX_RUNS = 20;
export const MAX_BYTES = 64 << 20;

const storedRunSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  exercise: z.string(),
  startedAt: z.string(),
  state: runStateSchema,
  report: z.optional(reportSchema),
  error: z.optional(wireErrorSchema),
  tests: z.array(testDescriptionSchema),
  results: z.array(testReportSchema),
  probes: z.array(runProbeSchema),
});
/** A run as it is kept beside its run file. */
export type StoredRun = z.infer<typeof storedRunSchema>;

/**
 * The runs of one workspace, in one folder: `<id>.run` (what it came to and what it drew) and
 * `<id>.tensors` (the run file). Ids sort by age.
 */
export interface RunStore {
  /** Where a run's tensors go. */
  file(id: string): string;
  save(run: StoredRun): Promise<void>;
  /** The newest run that can be read; a torn or foreign file is passed over. */
  latest(): Promise<StoredRun | undefined>;
  /** Deletes the oldest runs until what is left is within the budget. The newest always stays. */
  prune(): Promise<void>;
}

export function createRunStore(folder: string, limits = { runs: MAX_RUNS, bytes: MAX_BYTES }): RunStore {
  const path = (id: string): string => join(folder, `${id}.run`);
  const file = (id: string): string => join(folder, `${id}.tensors`);

  /** Ids of the runs of which anything is there, newest first. */
  const ids = async (): Promise<string[]> => {
    const names = await readdir(folder).catch(() => []);
    const found = names.map((name) => /^([\w-]+)\.(?:run|tensors)$/.exec(name)?.[1]).filter((id) => id !== undefined);
    return [...new Set(found)].sort().reverse();
  };
  const bytesOf = async (id: string): Promise<number> => {
    const sizes = await Promise.all([path(id), file(id)].map((name) => stat(name).then(({ size }) => size, () => 0)));
    return sizes[0]! + sizes[1]!;
  };

  return {
    file,
    save: async (run) => {
      await mkdir(folder, { recursive: true });
      // V8's own serialization: NaN, the infinities and typed arrays survive it, which in JSON they do not.
      await writeFileAtomic(path(run.id), serialize(run), { fsync: false });
    },
    latest: async () => {
      for (const id of await ids()) {
        const run = await readFile(path(id)).then(parseRun, () => undefined);
        if (run?.id === id) return run;
      }
      return undefined;
    },
    prune: async () => {
      let total = 0;
      for (const [age, id] of (await ids()).entries()) {
        total += await bytesOf(id);
        if (age === 0 || (age < limits.runs && total <= limits.bytes)) continue;
        await rm(path(id), { force: true });
        await rm(file(id), { force: true });
      }
    },
  };
}

function parseRun(bytes: Buffer): StoredRun | undefined {
  try {
    return storedRunSchema.parse(deserialize(bytes));
  } catch {
    return undefined;
  }
}
