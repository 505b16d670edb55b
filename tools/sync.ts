import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { isMain } from './is-main';
import { mergeManifests, translate, type Json, type JsonObject } from './manifest';
import { root } from './root';

/**
 * `npm run sync [-- --check]`: package.json, its two tables of texts and the list of features, from the folders.
 * Adding a feature is adding a folder; nothing else is edited by hand. With `--check`, fails when a file is stale.
 */
const extension = `${root}/src/extension`;

/** What lands in package.json from `src/extension/manifest.json`, before each feature's `contributes.json`. */
async function readManifest(features: readonly string[]): Promise<JsonObject> {
  let manifest = await readJson(`${extension}/manifest.json`);
  for (const feature of features) {
    const path = `${extension}/features/${feature}/contributes.json`;
    if (existsSync(path)) manifest = mergeManifests(manifest, { contributes: await readJson(path) });
  }
  return manifest as JsonObject;
}

async function readJson(path: string): Promise<Json> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Json;
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

async function listFeatures(): Promise<string[]> {
  const entries = await readdir(`${extension}/features`, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(`${extension}/features/${entry.name}/index.ts`))
    .map(({ name }) => name)
    .sort();
}

function featureList(features: readonly string[]): string {
  const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return [
    '// Written by `npm run sync` from the folders of features/. Do not edit.',
    "import type { Feature } from './lib/feature';",
    ...features.map((name) => `import { feature as ${camel(name)} } from './features/${name}/index';`),
    '',
    'export const features: Readonly<Record<string, Feature>> = {',
    ...features.map((name) => (camel(name) === name ? `  ${name},` : `  '${name}': ${camel(name)},`)),
    '};',
    '',
  ].join('\n');
}

interface Generated {
  readonly path: string;
  readonly text: string;
  readonly stale: boolean;
}

/** Every generated file as it should be, and whether it is. */
export async function generate(): Promise<readonly Generated[]> {
  const features = await listFeatures();
  const { json, texts } = translate(await readManifest(features));
  const packageJson = (await readJson(`${root}/package.json`)) as JsonObject;
  return Promise.all([
    generatedJson('package.json', { ...packageJson, ...(json as JsonObject) }),
    generatedJson('package.nls.json', texts.en),
    generatedJson('package.nls.es.json', texts.es),
    generatedText('src/extension/feature-list.ts', featureList(features)),
  ]);
}

/** A formatter may lay JSON out as it likes: only its content can be stale. */
async function generatedJson(path: string, json: Json): Promise<Generated> {
  const present = await readJson(`${root}/${path}`).catch(() => undefined);
  return { path, text: `${JSON.stringify(json, null, 2)}\n`, stale: !isDeepStrictEqual(present, json) };
}

async function generatedText(path: string, text: string): Promise<Generated> {
  const present = await readFile(`${root}/${path}`, 'utf8').catch(() => undefined);
  return { path, text, stale: present !== text };
}

async function main(): Promise<void> {
  const stale = (await generate()).filter((file) => file.stale);
  if (process.argv.includes('--check')) {
    if (stale.length === 0) return;
    console.error(`stale: ${stale.map(({ path }) => path).join(', ')}; run \`npm run sync\``);
    process.exitCode = 1;
    return;
  }
  for (const { path, text } of stale) {
    await writeFile(`${root}/${path}`, text);
    console.log(`wrote ${path}`);
  }
}

if (isMain(import.meta.url)) await main();
