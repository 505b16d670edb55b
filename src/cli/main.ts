#!/usr/bin/env node
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from './command-line';
import { forkGrader } from './grader-client';

// Before any other process exists: one could send SIGUSR1, and drive this one through the inspector that opens.
process.on('SIGUSR1', () => {});
// Ends through the exit handlers, which end the grader.
for (const [signal, number] of [['SIGINT', 2], ['SIGTERM', 15], ['SIGHUP', 1]] as const) process.on(signal, () => process.exit(128 + number));

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** A yes in either language; anything else is a no. */
async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^\s*[ysí]/i.test(await terminal.question(`${question} [y/N] `));
  } finally {
    terminal.close();
  }
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  course: beside('../course.pack'),
  types: beside('../types'),
  version,
  addons: beside('../native'),
  prober: beside('native.mjs'),
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
  isTerminal: process.stderr.isTTY,
  openGrader: () => forkGrader(beside('grader.mjs')),
});
