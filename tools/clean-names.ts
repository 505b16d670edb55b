import ts from 'typescript-5';

/**
 * Gives the names of a rolled-up declaration file back their shape.
 *
 * Rolling up many files into one renames whatever two of them call the same: `Tensor2D$1`. Learners would read that
 * in every error message. Here each export gets the name it is exported under, and what is not exported and is in
 * the way gets an underscore. Symbols are renamed, not words, so that a method or a comment of that name stays.
 */
export function cleanNames(text: string): string {
  const file = 'declarations.d.ts';
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const host = ts.createCompilerHost({});
  const program = ts.createProgram({
    rootNames: [file],
    options: { noLib: true, types: [], noResolve: true },
    host: { ...host, getSourceFile: (name) => (name === file ? source : undefined), fileExists: (name) => name === file },
  });
  const checker = program.getTypeChecker();
  const renames = chooseNames(source, checker);

  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExportSpecifier(node)) {
      const target = checker.getExportSpecifierLocalTargetSymbol(node);
      const name = target && renames.get(target);
      const inner = node.propertyName ?? node.name;
      if (name !== undefined) {
        const specifier = name === node.name.text ? name : `${name} as ${node.name.text}`;
        edits.push({ start: inner.getStart(), end: node.name.getEnd(), text: specifier });
      }
      return;
    }
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      const name = symbol && renames.get(symbol);
      if (name !== undefined) edits.push({ start: node.getStart(), end: node.getEnd(), text: name });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);

  let result = '';
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

const SUFFIX = /\$\d+$/;

/** The new name of every top-level symbol that needs one. */
function chooseNames(source: ts.SourceFile, checker: ts.TypeChecker): Map<ts.Symbol, string> {
  const exportedAs = new Map<ts.Symbol, string>();
  const taken = new Set<string>();
  for (const specifier of source.statements.flatMap(exportSpecifiers)) {
    const symbol = checker.getExportSpecifierLocalTargetSymbol(specifier);
    if (symbol === undefined || exportedAs.has(symbol)) continue;
    exportedAs.set(symbol, specifier.name.text);
    taken.add(specifier.name.text);
  }
  const symbols = new Set<ts.Symbol>();
  for (const statement of source.statements) {
    for (const name of declaredNames(statement)) {
      const symbol = checker.getSymbolAtLocation(name);
      if (symbol !== undefined) symbols.add(symbol);
    }
  }
  const renames = new Map<ts.Symbol, string>();
  // Of those that are not exported, the ones that kept their name have first choice.
  const isPlain = ({ name }: ts.Symbol): boolean => !SUFFIX.test(name);
  for (const symbol of [...[...symbols].filter(isPlain), ...[...symbols].filter((each) => !isPlain(each))]) {
    const exported = exportedAs.get(symbol);
    let name = exported ?? symbol.name.replace(SUFFIX, '');
    if (exported === undefined) while (taken.has(name)) name += '_';
    taken.add(name);
    if (name !== symbol.name) renames.set(symbol, name);
  }
  return renames;
}

function exportSpecifiers(statement: ts.Statement): readonly ts.ExportSpecifier[] {
  if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) return [];
  return ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : [];
}

function declaredNames(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name).filter((name) => ts.isIdentifier(name));
  }
  const named = ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  const others = ts.isFunctionDeclaration(statement) || ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement);
  if (!named && !others) return [];
  return statement.name !== undefined && ts.isIdentifier(statement.name) ? [statement.name] : [];
}
