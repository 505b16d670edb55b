import type { Eraser } from './eraser';
import { child, children, nameOf, text as textOf, type Syntax } from './syntax';
import { isTypeOnly } from './unsupported-syntax';

/**
 * Erases what a module imports and never uses as a value, as the compiler does: a type has no export to link to.
 * An import of which nothing is left goes whole, and what it names is never loaded; `import './file'` stays.
 */
export function blankUnusedImports(
  program: Syntax,
  used: ReadonlySet<string>,
  eraser: Eraser,
  eraseWhole: (node: Syntax) => void,
  eraseSpecifier: (node: Syntax) => void,
): void {
  for (const statement of children(program, 'body')) {
    if (statement.type !== 'ImportDeclaration' || isTypeOnly(statement)) continue;
    const specifiers = children(statement, 'specifiers');
    const unused = specifiers.filter((specifier) => textOf(specifier, 'importKind') === 'type' || !used.has(nameOf(child(specifier, 'local'))));
    if (specifiers.length > 0 && unused.length === specifiers.length) {
      eraseWhole(statement);
      continue;
    }
    for (const specifier of unused) {
      if (specifier.type === 'ImportSpecifier') eraseSpecifier(specifier);
      // A default or namespace import exists, or its absence is worth telling: it may stay.
    }
  }
}
