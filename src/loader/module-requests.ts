import { placeOf } from './lines';
import type { PreparedSource } from './prepare-source';
import { boundIdentifiers, child, children, flag, nameOf, text as textOf, type Syntax } from './syntax';
import type { Position } from '../protocol/solution';

/** What one import or re-export asks of another module. */
export interface ModuleRequest {
  readonly specifier: string;
  readonly position: Position;
  /** The names it must export. */
  readonly names: readonly { readonly name: string; readonly position: Position }[];
}

/** One exported name: declared here, or passed on from another module under a name there. */
export type ModuleExport =
  | { readonly name: string; readonly from?: undefined; readonly declaration: Syntax; readonly arity?: number }
  | { readonly name: string; readonly from: string; readonly imported: string };

export interface ModuleInterface {
  readonly requests: readonly ModuleRequest[];
  readonly exports: readonly ModuleExport[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
}

/** Reads what a module imports and exports, leaving out what blanking erased. */
export function readInterface(source: PreparedSource): ModuleInterface {
  const { program, blanked, text } = source;
  const kept = (node: Syntax): boolean => blanked.charAt(node.start) === text.charAt(node.start);
  const positionOf = (node: Syntax): Position => ({ file: source.path, ...placeOf(source.starts, node.start) });

  const statements = children(program, 'body').filter(kept);
  const requests: ModuleRequest[] = [];
  const exports: ModuleExport[] = [];
  const stars: string[] = [];
  const declarations = declarationsOf(statements);
  const imports = new Map<string, { readonly from: string; readonly imported: string }>();

  for (const statement of statements) {
    const literal = child(statement, 'source');
    const specifier = nameOf(literal);
    const specifiers = children(statement, 'specifiers').filter(kept);
    if (literal !== undefined) {
      const names = specifiers.flatMap((node) => {
        const name = importedName(node);
        return name === undefined ? [] : [{ name, position: positionOf(node) }];
      });
      requests.push({ specifier, position: positionOf(literal), names });
    }
    switch (statement.type) {
      case 'ImportDeclaration':
        for (const node of specifiers) {
          const imported = importedName(node);
          if (imported !== undefined) imports.set(nameOf(child(node, 'local')), { from: specifier, imported });
        }
        break;
      case 'ExportAllDeclaration': {
        const name = child(statement, 'exported');
        if (name === undefined) stars.push(specifier);
        else exports.push({ name: nameOf(name), declaration: name });
        break;
      }
      case 'ExportDefaultDeclaration': {
        const declaration = child(statement, 'declaration')!;
        const named = declaration.type === 'Identifier' ? declarations.get(nameOf(declaration)) : undefined;
        exports.push({ name: 'default', ...(named ?? described(child(declaration, 'id') ?? declaration, declaration)) });
        break;
      }
      case 'ExportNamedDeclaration': {
        const declaration = child(statement, 'declaration');
        for (const [name, found] of declaration === undefined ? [] : declarationsOf([declaration])) exports.push({ name, ...found });
        for (const node of specifiers) {
          const [name, local] = [nameOf(child(node, 'exported')), nameOf(child(node, 'local'))];
          const passedOn = literal === undefined ? imports.get(local) : { from: specifier, imported: local };
          if (passedOn !== undefined) exports.push({ name, ...passedOn });
          else exports.push({ name, ...(declarations.get(local) ?? { declaration: node }) });
        }
      }
    }
  }
  return { requests, exports, stars };
}

/** The name that a specifier asks of the other module; undefined for `* as name`, which asks for none. */
function importedName(specifier: Syntax): string | undefined {
  switch (specifier.type) {
    case 'ImportSpecifier':
      return nameOf(child(specifier, 'imported'));
    case 'ImportDefaultSpecifier':
      return 'default';
    case 'ExportSpecifier':
      return nameOf(child(specifier, 'local'));
    default:
      return undefined;
  }
}

type Described = { readonly declaration: Syntax; readonly arity?: number };

function described(declaration: Syntax, value: Syntax | undefined): Described {
  const arity = value === undefined ? undefined : arityOf(value);
  return arity === undefined ? { declaration } : { declaration, arity };
}

function declarationsOf(statements: readonly Syntax[]): ReadonlyMap<string, Described> {
  const found = new Map<string, Described>();
  for (const statement of statements) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? (child(statement, 'declaration') ?? statement) : statement;
    const id = child(declaration, 'id');
    if (id !== undefined && textOf(id, 'name') !== undefined) found.set(nameOf(id), described(id, declaration));
    for (const declarator of children(declaration, 'declarations')) {
      const target = child(declarator, 'id')!;
      if (target.type === 'Identifier') found.set(nameOf(target), described(target, child(declarator, 'init')));
      else for (const name of boundIdentifiers(target)) found.set(nameOf(name), { declaration: name });
    }
  }
  return found;
}

/**
 * Parameters that a call has to fill, of a function or of a class's own constructor: one with a default, an optional
 * one and a rest are not counted. Undefined when the node says nothing about that.
 */
function arityOf(node: Syntax): number | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return children(node, 'params').filter((parameter) => nameOf(parameter) !== 'this' && isRequired(parameter)).length;
    case 'ClassDeclaration':
    case 'ClassExpression': {
      const members = children(child(node, 'body')!, 'body');
      const own = members.find((member) => textOf(member, 'kind') === 'constructor' && child(member, 'value')?.type === 'FunctionExpression');
      return own === undefined ? undefined : arityOf(child(own, 'value')!);
    }
    default:
      return undefined;
  }
}

function isRequired(parameter: Syntax): boolean {
  return parameter.type !== 'AssignmentPattern' && parameter.type !== 'RestElement' && !flag(parameter, 'optional');
}
