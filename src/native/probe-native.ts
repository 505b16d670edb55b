import { spawn } from 'node:child_process';
import * as z from 'zod/mini';
import type { Localized } from '../protocol/localized';
import { nativeEnvironment } from './native-environment';
import { readFiles, type NativeInstall } from './native-install';
import { readProof, runtimeName, writeProof, type Proof } from './proof-store';

/** What the prober's process prints, as one line of JSON. */
export const probeAnswerSchema = z.object({
  tensorflow: z.string(),
  /** What came out other than it should; empty when all is right. */
  wrong: z.array(z.string()),
});
export type ProbeAnswer = z.infer<typeof probeAnswerSchema>;

export interface ProbeOptions {
  readonly folder: string;
  readonly install: NativeInstall;
  /** The prober's bundle, native.mjs. */
  readonly entry: string;
  /** Milliseconds. A cold disk reads 850 MB of library. */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

const LIMIT = 60_000;
/** Of what it prints, in characters: the end is kept. */
const KEPT = 4_000;

/**
 * Loads an installation in a process of its own and has it compute what is known. A crash or a hang there costs nothing
 * but what is said of it. What came of it is remembered with the files and this Node.
 */
export async function probeNative(options: ProbeOptions): Promise<Proof> {
  const { folder, install } = options;
  const identity = (await readFiles(folder, install))?.identity;
  const start = performance.now();
  const answer = identity === undefined ? { why: missing } : await askProber(options);
  const milliseconds = Math.round(performance.now() - start);
  const proof: Proof = { identity: identity ?? '', milliseconds, proven: !('why' in answer), ...answer };
  // What was given up proves nothing.
  if (identity !== undefined && options.signal?.aborted !== true) await writeProof(folder, proof, runtimeName()).catch(() => {});
  return proof;
}

/** What is known of an installation with this Node, probed now if it never was. */
export async function ensureProof(options: ProbeOptions): Promise<Proof> {
  const files = await readFiles(options.folder, options.install);
  const known = files && (await readProof(options.folder, files.identity, runtimeName()));
  return known ?? probeNative(options);
}

const missing: Localized = { en: 'some of its files are gone', es: 'faltan algunos de sus archivos' };

async function askProber({ folder, entry, limit = LIMIT, signal }: ProbeOptions): Promise<Pick<Proof, 'tensorflow' | 'why'>> {
  const child = spawn(process.execPath, [entry, '--folder', folder], {
    env: nativeEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let [output, errors, isLate] = ['', '', false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-KEPT)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-KEPT)));
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(() => ((isLate = true), kill()), limit);
  signal?.addEventListener('abort', kill);
  const end = await new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, killer) => resolve(killer ?? String(code)));
  });
  clearTimeout(timer);
  signal?.removeEventListener('abort', kill);
  if (isLate) return { why: { en: 'it does not answer', es: 'no responde' } };
  return understand(output, errors, end);
}

/** An answer that says all is right, or why there is none. */
function understand(output: string, errors: string, end: string): Pick<Proof, 'tensorflow' | 'why'> {
  const answer = parse(output);
  if (answer === undefined) {
    const lines = errors.trim().split('\n');
    const said = (lines.find((line) => /^\w*Error: /.test(line)) ?? lines.at(-1) ?? '').trim().slice(0, 500);
    return { why: { en: `it does not load (${end})${said && `: ${said}`}`, es: `no carga (${end})${said && `: ${said}`}` } };
  }
  if (answer.wrong.length === 0) return { tensorflow: answer.tensorflow };
  const list = answer.wrong.join(', ');
  return { tensorflow: answer.tensorflow, why: { en: `it computes wrongly: ${list}`, es: `calcula mal: ${list}` } };
}

function parse(output: string): ProbeAnswer | undefined {
  try {
    const parsed = z.safeParse(probeAnswerSchema, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
