import { createEraser, skipTrivia } from './eraser';
import type { ParsedFile } from './parse-typescript';
import { blankClassMember, blankClassHead } from './blank-class';
import { blankUnusedImports } from './blank-imports';
import { child, children, descend, flag, nameOf, text as textOf, type Syntax } from './syntax';
import { isTypeOnly, refuse, unsupportedConstruct } from './unsupported-syntax';

/** Statements that end without a semicolon where a line does: blanking their last token must not join the next line to them. */
const semicolonStatements = new Set([
  'ExpressionStatement',
  'VariableDeclaration',
  'ReturnStatement',
  'ThrowStatement',
  'ExportDefaultDeclaration',
  'PropertyDefinition',
]);

/**
 * JavaScript from TypeScript by overwriting the types with spaces: every line and column of what is left stays where
 * it was, so V8's positions are the file's own. Imports that only types use go too, as they do for the compiler.
 *
 * Where spaces alone would change the meaning, one character of what is erased says so instead:
 * a `;` where a type ended a statement or stood for one, and the parentheses of an arrow function whose types
 * span lines, since no line may end between its parameters and `=>`.
 *
 * Throws LoadFailure (`unsupported-syntax`) for what would have to be compiled.
 */
export function blankTypes(file: ParsedFile): string {
  const { text, program } = file;
  const eraser = createEraser(text);
  const used = new Set<string>();

  /** Erases a whole statement or class member. */
  const eraseWhole = (node: Syntax): void => {
    eraser.erase(node.start, node.end);
    eraser.put(node.start, ';');
  };

  const visit = (node: Syntax): void => {
    if (isTypeOnly(node) && !isClassMember(node)) return eraseWhole(node);
    const construct = unsupportedConstruct(node);
    if (construct !== undefined) refuse(file, node, construct);
    for (const decorator of children(node, 'decorators')) visit(decorator);
    visitErasable(node);
    if (semicolonStatements.has(node.type) && eraser.erased(node.end - 1)) eraser.put(node.end - 1, ';');
  };

  const visitErasable = (node: Syntax): void => {
    switch (node.type) {
      case 'TSTypeAnnotation':
      case 'TSTypeParameterDeclaration':
      case 'TSTypeParameterInstantiation':
        return eraser.erase(node.start, node.end);
      case 'TSAsExpression':
      case 'TSSatisfiesExpression': {
        const expression = child(node, 'expression')!;
        visit(expression);
        return eraser.erase(skipTrivia(text, expression.end, ')'), node.end);
      }
      case 'TSNonNullExpression':
        visit(child(node, 'expression')!);
        return eraser.erase(node.end - 1, node.end);
      case 'ImportDeclaration':
        return;
      case 'ExportNamedDeclaration':
        return visitExport(node);
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'ForStatement':
        return descend(node, (part) => (part.type === 'VariableDeclaration' ? descendTyped(part) : visit(part)));
      case 'ClassDeclaration':
      case 'ClassExpression':
        blankClassHead(node, text, eraser);
        return descend(node, (part) => (part.type === 'TSExpressionWithTypeArguments' ? undefined : visit(part)));
      case 'TSIndexSignature':
        return eraseWhole(node);
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (isTypeOnlyMember(node)) return eraseWhole(node);
        blankClassMember(node, text, eraser);
        return visitNamed(node, 'key');
      case 'ArrowFunctionExpression':
        descendTyped(node);
        return mendArrow(node);
      case 'MemberExpression':
        return visitNamed(node, 'property');
      case 'Property':
        return visitNamed(node, 'key');
      case 'Identifier':
        used.add(nameOf(node));
        return descend(node, visit);
      case 'LabeledStatement':
        return visit(child(node, 'body')!);
      case 'BreakStatement':
      case 'ContinueStatement':
        return;
      default:
        return descendTyped(node);
    }
  };

  /** Visits what a node holds; among parameters, `this` and the `?` of optional ones go. */
  const descendTyped = (node: Syntax): void => {
    for (const declarator of children(node, 'declarations')) if (flag(declarator, 'definite')) eraseMark(child(declarator, 'id')!, '!');
    const [first, ...others] = children(node, 'params');
    if (first !== undefined && node.type !== 'TSTypeParameterDeclaration') {
      for (const parameter of [first, ...others]) if (flag(parameter, 'optional')) eraseMark(parameter, '?');
      if (nameOf(first) === 'this') eraser.erase(first.start, others[0]?.start ?? skipTrivia(text, skipTrivia(text, first.end), ','));
    }
    descend(node, visit);
  };

  /** Erases the mark that stands between a name and its type, or after a name alone. */
  const eraseMark = (node: Syntax, mark: '?' | '!'): void => {
    const before = child(node, 'typeAnnotation')?.start ?? node.end;
    const at = text.lastIndexOf(mark, before - 1);
    if (at >= node.start) eraser.erase(at, at + 1);
  };

  /** Visits a node whose name, unless it is computed, says nothing about what the module uses. */
  const visitNamed = (node: Syntax, field: 'key' | 'property'): void => {
    const name = child(node, field);
    descend(node, (part) => {
      // A shorthand property is its own value, and the parser holds both as one node or as two of the same place.
      if (part !== name || flag(node, 'computed') || flag(node, 'shorthand')) visit(part);
    });
  };

  const mendArrow = (node: Syntax): void => {
    const typeParameters = child(node, 'typeParameters');
    if (typeParameters !== undefined && spansLines(typeParameters)) {
      const at = skipTrivia(text, typeParameters.end);
      eraser.erase(at, at + 1);
      eraser.put(typeParameters.start, '(');
    }
    const returnType = child(node, 'returnType');
    if (returnType !== undefined && spansLines(returnType)) {
      const before = children(node, 'params').at(-1)?.end ?? typeParameters?.end ?? node.start + (flag(node, 'async') ? 'async'.length : 0);
      const at = skipTrivia(text, before, '(,');
      eraser.erase(at, at + 1);
      eraser.put(returnType.end - 1, ')');
    }
  };
  const spansLines = ({ start, end }: Syntax): boolean => /[\n\r\u2028\u2029]/.test(text.slice(start, end));

  const visitExport = (node: Syntax): void => {
    const declaration = child(node, 'declaration');
    if (declaration !== undefined) return visit(declaration);
    const foreign = child(node, 'source') !== undefined;
    for (const specifier of children(node, 'specifiers')) {
      const local = nameOf(child(specifier, 'local'));
      if (textOf(specifier, 'exportKind') === 'type' || (!foreign && typeNames.has(local))) eraseSpecifier(specifier);
      else if (!foreign) used.add(local);
    }
  };
  const eraseSpecifier = (specifier: Syntax): void => {
    const after = skipTrivia(text, specifier.end);
    eraser.erase(specifier.start, text[after] === ',' ? after + 1 : specifier.end);
  };

  const typeNames = typesOf(program);
  for (const statement of children(program, 'body')) visit(statement);
  blankUnusedImports(program, used, eraser, eraseWhole, eraseSpecifier);
  return eraser.text();
}

const isClassMember = (node: Syntax): boolean => node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';

/** Overloads, abstract members and declared fields leave nothing behind. */
function isTypeOnlyMember(node: Syntax): boolean {
  return flag(node, 'declare') || flag(node, 'abstract') || child(node, 'value')?.type === 'TSDeclareMethod';
}

/** The names that a module declares as types and not also as values: `export { Shape }` of those leaves nothing behind. */
function typesOf(program: Syntax): ReadonlySet<string> {
  const declared = children(program, 'body').map((statement) => child(statement, 'declaration') ?? statement);
  const values = new Set(declared.filter((node) => !isTypeOnly(node)).map((node) => nameOf(child(node, 'id'))));
  const types = declared.filter((node) => node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration');
  return new Set(types.map((node) => nameOf(child(node, 'id'))).filter((name) => !values.has(name)));
}
