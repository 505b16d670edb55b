import { createRequire } from 'node:module';
import { rollup } from 'rollup';
import ts from 'typescript-5';
import { cleanNames } from './clean-names';

/**
 * All declarations behind one entry as the text of one file, JSDoc included. `name` is the module's name without
 * `.d.ts`; nothing but the file system is needed to read the result, neither packages nor the DOM.
 */
export async function rollUpDeclarations(entry: string, name: string): Promise<string> {
  const { dts } = await loadPlugin();
  const bundle = await rollup({
    input: entry,
    plugins: [
      dts({
        respectExternal: true,
        compilerOptions: {
          module: ts.ModuleKind.Preserve,
          moduleResolution: ts.ModuleResolutionKind.Bundler,
          target: ts.ScriptTarget.ES2022,
          skipLibCheck: true,
          types: [],
        },
      }),
    ],
    onwarn: () => {},
  });
  const { output } = await bundle.generate({ file: `${name}.d.ts` });
  await bundle.close();
  return cleanNames(tidy(output[0].code, name));
}

/**
 * TypeScript 7 has no compiler API, so the plugin wants a second compiler under a name whose `tsc` would then shadow
 * ours in node_modules/.bin. It gets the 5.9 that we have anyway where it asks for `typescript`.
 */
async function loadPlugin(): Promise<typeof import('rollup-plugin-dts')> {
  const require = createRequire(import.meta.url);
  const compiler = require.resolve('typescript');
  require(compiler);
  require.cache[compiler]!.exports = require('typescript-5');
  return import('rollup-plugin-dts');
}

/** One licence instead of one per file, no references to what is not there, and methods where their class is. */
function tidy(text: string, name: string): string {
  const licence = /\/\*\*\s*\*\s*@license[\s\S]*?\*\//g;
  const augmentation = new RegExp(`^declare module "\\./${name}" \\{\\n([\\s\\S]*?)\\n\\}$`, 'gm');
  const body = text
    .replaceAll(licence, '')
    .replaceAll(/^\/\/\/ <.*\n/gm, '')
    .replaceAll(augmentation, (_, inner: string) => inner.replaceAll(/^ {4}/gm, ''))
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  const [first] = text.match(licence) ?? [];
  return `${first === undefined ? '' : `${first}\n`}${body}\n`;
}
