import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { localizedSchema } from '../protocol/localized';

/** What a probe of an installation came to. */
export const proofSchema = z.object({
  /** Of the files that were probed. */
  identity: z.string(),
  proven: z.boolean(),
  /** TensorFlow's version, as its library says. */
  tensorflow: z.optional(z.string()),
  /** From the start of the process to its answer. */
  milliseconds: z.number(),
  /** Why it is not proven. */
  why: z.optional(localizedSchema),
});
export type Proof = z.infer<typeof proofSchema>;

const FILE = 'proofs.json';
const proofsSchema = z.record(z.string(), proofSchema);

/** The runtime that a proof holds for: what loads in one Node may crash another. */
export function runtimeName(): string {
  const { node, modules, electron } = process.versions as Readonly<Record<string, string | undefined>>;
  return [`node ${node}`, `modules ${modules}`, ...(electron === undefined ? [] : [`electron ${electron}`]), process.arch].join(
    ', ',
  );
}

/** What was proven of these files with this runtime; undefined where they were not probed yet. */
export async function readProof(folder: string, identity: string, runtime: string): Promise<Proof | undefined> {
  const proof = (await readProofs(folder))[runtime];
  return proof?.identity === identity ? proof : undefined;
}

/** Remembers a proof beside those for other runtimes. */
export async function writeProof(folder: string, proof: Proof, runtime: string): Promise<void> {
  const file = join(folder, FILE);
  const text = JSON.stringify({ ...(await readProofs(folder)), [runtime]: proof }, undefined, 2);
  await writeFile(`${file}.${process.pid}`, `${text}\n`);
  await rename(`${file}.${process.pid}`, file);
}

async function readProofs(folder: string): Promise<Readonly<Record<string, Proof>>> {
  try {
    const parsed = z.safeParse(proofsSchema, JSON.parse(await readFile(join(folder, FILE), 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
