import { root } from '../root';

/** Node's arguments that run TypeScript tests as they are: those that drive programs and load none of our bundles. */
export function mochaArguments(pattern: string, reporter: string): readonly string[] {
  return ['--import', 'tsx', `${root}/node_modules/mocha/bin/mocha.js`, '--timeout=120000', '--reporter', reporter, pattern];
}
