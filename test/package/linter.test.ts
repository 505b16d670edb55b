import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../tools/process/run';
import { root } from '../../tools/root';

/** What somebody might write, and where; `undefined` where it is allowed. */
const imports: readonly (readonly [file: string, specifier: string, refusal: RegExp | undefined])[] = [
  ['src/protocol/a.ts', 'zod/mini', undefined],
  ['src/protocol/a.ts', './rpc', undefined],
  ['src/protocol/a.ts', 'zod', /zod\/mini/],
  ['src/protocol/a.ts', 'node:fs', /nothing of Node/],
  ['src/report/a.ts', 'zod/mini', /pure function/],
  ['src/report/a.ts', '../protocol/report', undefined],
  ['src/catalogue/deep/a.ts', '../../protocol/report', undefined],
  ['src/catalogue/a.ts', 'node:fs/promises', undefined],
  ['src/catalogue/a.ts', 'vscode', /catalogue may/],
  ['src/download/a.ts', 'node:fs', undefined],
  ['src/download/a.ts', 'zod/mini', /Node alone/],
  ['src/native/a.ts', 'zod/mini', undefined],
  ['src/native/a.ts', '@tensorflow/tfjs', /no tensor library/],
  ['src/grader/a.ts', '@tensorflow/tfjs', undefined],
  ['src/grader/a.ts', '@tensorflow/tfjs-core', /imported as @tensorflow\/tfjs/],
  ['src/cli/a.ts', 'commander', undefined],
  ['src/cli/a.ts', '@tensorflow/tfjs', /cli may/],
  ['src/extension/main.ts', 'vscode', undefined],
  ['src/extension/lib/a.ts', '@tensorflow/tfjs', /no tensor library/],
  ['src/extension/lib/a.ts', '../features/status/status', /knows no feature/],
  ['src/extension/features/status/a.ts', '../../lib/feature', undefined],
  ['src/extension/features/status/a.ts', './actions', undefined],
  ['src/extension/features/status/a.ts', '../lesson/index', /Features never/],
  ['src/webview/views/tensor/a.tsx', 'preact/hooks', undefined],
  ['src/webview/views/tensor/a.tsx', '../training/chart', /Views never/],
  ['src/webview/views/tensor/a.tsx', 'node:path', /nothing of Node/],
  ['src/webview/lib/a.tsx', '../views/tensor/index', /knows no view/],
  ['exercises/01-neurons/a/solution.ts', '@tensorflow/tfjs', undefined],
  ['exercises/01-neurons/a/solution.ts', 'node:fs', /An exercise may/],
];

describe('The linter', () => {
  let folder: string;
  let complaints: readonly { readonly filename: string; readonly code: string; readonly help?: string }[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-lint-'));
    await cp(`${root}/.oxlintrc.json`, `${folder}/.oxlintrc.json`);
    for (const [index, [file, specifier]] of imports.entries()) {
      const path = join(folder, fileFor(index, file));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, `import '${specifier}';\n`);
    }
    const { output } = await run(process.execPath, [`${root}/node_modules/oxlint/bin/oxlint`, '--format=json'], { cwd: folder });
    complaints = (JSON.parse(output) as { diagnostics: typeof complaints }).diagnostics.filter(({ code }) =>
      code.includes('no-restricted-imports'),
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [index, [file, specifier, refusal]] of imports.entries()) {
    it(`${refusal === undefined ? 'lets' : 'refuses to let'} ${file} import ${specifier}`, () => {
      const found = complaints.filter(({ filename }) => filename === fileFor(index, file));
      if (refusal === undefined) assert.deepEqual(found, []);
      else assert.match(found.map(({ help }) => help).join(), refusal);
    });
  }
});

/** One file per case, in the folder that the case is about. */
function fileFor(index: number, file: string): string {
  return file.replace(/[^/]+(\.tsx?)$/, `case-${index}$1`);
}
