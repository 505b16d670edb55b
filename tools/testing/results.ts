import { readFile } from 'node:fs/promises';

/** What one suite came to. Every suite writes it, whole, as its last act: no file means that it died. */
export interface SuiteResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

/** The environment variable that names the file a suite writes its results to. */
export const RESULTS = 'NEURONA_RESULTS';

export const allSkipped = (count: number): SuiteResults => ({ passed: 0, failed: 0, skipped: count, failures: [] });

/** Reads what a suite wrote; a suite without results has failed, whatever its exit status says. */
export async function readResults(file: string): Promise<SuiteResults> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return { passed: 0, failed: 1, skipped: 0, failures: [{ title: 'the suite itself', message: 'It ended without results.' }] };
  }
  return JSON.parse(text) as SuiteResults;
}
