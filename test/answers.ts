import { build, type Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { findFiles } from '../tools/find-files';
import { root } from '../tools/root';
import type { Localized } from '../src/protocol/localized';

/** One way to get an exercise wrong, as the text of a learner's file. */
export interface WrongAnswer {
  readonly name: string;
  readonly text: string;
  /** What the learner is told. */
  readonly tells: Localized;
  /** English titles of the tests it fails, hidden ones included. */
  readonly fails: readonly string[];
}

/** An exercise with what somebody could write into its file. */
export interface Answers {
  readonly exercise: string;
  /** `01-neurons/perceptron-xor/xor.ts`: the learner's file in their folder. */
  readonly file: string;
  readonly right: string;
  readonly wrong: readonly WrongAnswer[];
}

interface Form extends Omit<Description, 'variants'> {
  readonly variant: string | undefined;
}
interface Description {
  readonly id: string;
  readonly tells: Localized;
  readonly fails: readonly string[];
  readonly variants?: readonly { readonly id: string; readonly fails?: readonly string[] }[];
}

/** Right and wrong answers to every exercise of the course, in no order. */
export async function readAnswers(): Promise<readonly Answers[]> {
  const manifests = await findFiles('exercises', /\/exercise\.json$/);
  return Promise.all(manifests.map((manifest) => answersOf(manifest.slice(0, -'/exercise.json'.length))));
}

async function answersOf(folder: string): Promise<Answers> {
  const { entry } = JSON.parse(await readFile(`${root}/${folder}/exercise.json`, 'utf8')) as { entry: string };
  const [, unit, exercise] = folder.split('/') as [string, string, string];
  const [right, exports, list] = await Promise.all([
    readFile(`${root}/${folder}/solution.ts`, 'utf8'),
    exportsOf(folder),
    mistakesOf(folder),
  ]);
  const forms = list.flatMap(({ id, tells, fails, variants = [] }): Form[] =>
    variants.length === 0
      ? [{ id, tells, fails, variant: undefined }]
      : variants.map((variant) => ({ id, tells, fails: variant.fails ?? fails, variant: variant.id })),
  );
  const wrong = await Promise.all(
    forms.map(async ({ id, variant, tells, fails }) => ({
      name: variant === undefined ? id : `${id}/${variant}`,
      tells,
      fails,
      text: await wrongText(folder, exports, id, variant),
    })),
  );
  return { exercise, file: `${unit}/${exercise}/${entry}`, right, wrong };
}

/**
 * What somebody who makes this mistake would hand in: the mistake's own module with its switch on, as one file that
 * exports what the reference exports.
 */
async function wrongText(folder: string, exports: readonly string[], id: string, variant: string | undefined): Promise<string> {
  const contents = `
    import description from './mistakes';
    const made = (id, variant) => id === ${JSON.stringify(id)} && (variant === undefined || variant === ${JSON.stringify(variant)});
    export const { ${exports.join(', ')} } = description.build(made);
  `;
  return bundle(folder, contents);
}

async function bundle(folder: string, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: `${root}/${folder}`, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    external: ['@tensorflow/tfjs', 'neurona'],
    plugins: [courseApi],
    logLevel: 'warning',
  });
  return outputFiles[0]!.text;
}

/** `mistakes()` only checks types: a description is itself. */
const courseApi: Plugin = {
  name: 'course-api',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^neurona\/course$/ }, ({ path }) => ({ path, namespace: 'course-api' }));
    onLoad({ filter: /.*/, namespace: 'course-api' }, () => ({ contents: 'export const mistakes = () => (description) => description;' }));
  },
};

async function exportsOf(folder: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`${folder}/solution.ts`],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    outdir: 'build',
    external: ['@tensorflow/tfjs', 'neurona'],
    logLevel: 'warning',
  });
  return Object.values(metafile.outputs)[0]!.exports;
}

/** The list alone, which is data: nothing that the module imports is needed to read it. */
async function mistakesOf(folder: string): Promise<readonly Description[]> {
  const text = (await bundle(folder, `import description from './mistakes'; export default description.list;`)).replace(
    /^import .* from "(neurona|@tensorflow\/tfjs)";$/gm,
    '',
  );
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { default: readonly Description[] };
  return module.default;
}
