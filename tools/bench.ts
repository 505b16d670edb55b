import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, Figure } from './bench/figure';
import { findFiles } from './find-files';
import { packageExtension } from './package';
import { exitOnSignals } from './process/process-group';
import { root } from './root';

/** `npm run bench [-- --only NAME] [--json]`: the figures of test/bench/, one file each, of a release build. */
async function main(): Promise<void> {
  exitOnSignals();
  const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const files = (await findFiles('test/bench', /^test\/bench\/[a-z-]+\.ts$/)).filter(
    (file) => values.only === undefined || basename(file, '.ts') === values.only,
  );
  if (files.length === 0) throw new Error(`There is no bench ${values.only}.`);

  await packageExtension(console.error);
  const figures: Figure[] = [];
  for (const file of files) {
    console.error(`${basename(file, '.ts')} …`);
    const { bench } = (await import(pathToFileURL(`${root}/${file}`).href)) as { bench: Bench };
    const measured = await bench();
    measured.forEach((figure) => console.log(line(figure)));
    figures.push(...measured);
  }
  const missed = figures.filter(({ value, limit }) => limit !== undefined && !(value <= limit));
  if (missed.length > 0) console.log(`\nOver the limit: ${missed.map(({ title }) => title).join(', ')}`);
  if (values.json) console.log(JSON.stringify(Object.fromEntries(figures.map(({ name, value, unit }) => [name, { value, unit }]))));
}

function line({ title, value, unit, limit }: Figure): string {
  const shown = `${value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
  return `${title.padEnd(58)} ${shown.padStart(12)}${limit === undefined ? '' : `   (limit ${limit} ${unit})`}`;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
