import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, Figure } from './bench/figure';
import { findFiles } from './find-files';
import { packageExtension } from './package';
import { exitOnSignals } from './process/process-group';
import { root } from './root';

/** `npm run bench [-- --only NAME] [--quick] [--json]`: the figures of test/bench/, one file each, of a release build. */
async function main(): Promise<void> {
  exitOnSignals();
  const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
  const files = (await findFiles('test/bench', /^test\/bench\/[a-z-]+\.ts$/)).filter(
    (file) => values.only === undefined || basename(file, '.ts') === values.only,
  );
  if (files.length === 0) throw new Error(`There is no bench ${values.only}.`);

  const benches = await Promise.all(files.map(async (file) => ({ file, ...((await import(pathToFileURL(`${root}/${file}`).href)) as BenchFile) })));
  if (benches.some(({ packaged = true }) => packaged)) await packageExtension(console.error);
  const figures: Figure[] = [];
  for (const { file, bench } of benches) {
    console.error(`${basename(file, '.ts')} …`);
    const measured = await bench({ quick: values.quick });
    measured.forEach((figure) => console.log(line(figure)));
    figures.push(...measured);
  }
  const missed = figures.filter((figure) => !isMet(figure));
  if (missed.length > 0) console.log(`\nMissed: ${missed.map(({ title }) => title).join(', ')}`);
  if (values.json) console.log(JSON.stringify(Object.fromEntries(figures.map(({ name, value, unit }) => [name, { value, unit }]))));
}

interface BenchFile {
  readonly bench: Bench;
  /** Whether it measures the packaged extension, which is then built first. Default true. */
  readonly packaged?: boolean;
}

function isMet({ value, limit = Infinity, least = -Infinity }: Figure): boolean {
  return value <= limit && value >= least;
}

function line(figure: Figure): string {
  const { title, value, unit, limit, least } = figure;
  const shown = `${value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
  const bound = limit !== undefined ? `at most ${limit}` : least !== undefined ? `at least ${least}` : undefined;
  const verdict = bound === undefined ? '' : `   ${isMet(figure) ? 'met' : 'missed'}: ${bound} ${unit}`.trimEnd();
  return `${title.padEnd(64)} ${shown.padStart(12)}${verdict}`;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
