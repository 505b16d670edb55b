import type { Localized } from '../protocol/localized';

/**
 * What the editor checks learners' code with. It must mean the same to TypeScript 5.9 and 7, so `paths` are relative
 * and there is no `baseUrl`. Syntax is limited to what can be erased, because that is how the code is run.
 */
export const learnerTsconfig = `${JSON.stringify(
  {
    compilerOptions: {
      target: 'es2023',
      lib: ['es2023'],
      module: 'preserve',
      moduleResolution: 'bundler',
      moduleDetection: 'force',
      types: [],
      paths: {
        '@tensorflow/tfjs': ['./.neurona/types/tfjs.d.ts'],
        neurona: ['./.neurona/types/neurona.d.ts'],
      },
      strict: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
    },
    include: ['**/*.ts', '.neurona/types/globals.d.ts'],
  },
  undefined,
  2,
)}\n`;

/** Whether a tsconfig.json finds our declarations, be it ours or the learner's own. */
export function findsTypes(tsconfig: string): boolean {
  return tsconfig.includes('.neurona/types/tfjs.d.ts') && tsconfig.includes('.neurona/types/neurona.d.ts');
}

export function foreignTsconfig(file: string): Localized {
  return {
    en:
      `${file} is yours and was left as it is, so the editor may not know @tensorflow/tfjs and neurona. ` +
      'To change that, add to its "paths": "@tensorflow/tfjs": ["./.neurona/types/tfjs.d.ts"], "neurona": ["./.neurona/types/neurona.d.ts"].',
    es:
      `${file} es tuyo y se ha dejado como está, así que puede que el editor no conozca @tensorflow/tfjs ni neurona. ` +
      'Para cambiarlo, añade a sus "paths": "@tensorflow/tfjs": ["./.neurona/types/tfjs.d.ts"], "neurona": ["./.neurona/types/neurona.d.ts"].',
  };
}
