/**
 * A node of the syntax tree, as acorn and its TypeScript plugin make it: ESTree with TS* nodes among it.
 * Its fields are read through the helpers below, which answer "not there" where the plugin leaves a field out.
 */
export interface Syntax {
  readonly type: string;
  /** Offsets into the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

type Fields = Readonly<Record<string, unknown>>;

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as Fields)['type'] === 'string' && 'start' in value;
}

/** The node in a field. */
export function child(node: Syntax, field: string): Syntax | undefined {
  const value = (node as unknown as Fields)[field];
  return isSyntax(value) ? value : undefined;
}

/** The nodes in a field that holds a list; holes of an array pattern are left out. */
export function children(node: Syntax, field: string): readonly Syntax[] {
  const value = (node as unknown as Fields)[field];
  return Array.isArray(value) ? value.filter(isSyntax) : [];
}

export function flag(node: Syntax, field: string): boolean {
  return (node as unknown as Fields)[field] === true;
}

/** A string in a field: an identifier's name, a declaration's kind. */
export function text(node: Syntax, field: string): string | undefined {
  const value = (node as unknown as Fields)[field];
  return typeof value === 'string' ? value : undefined;
}

/** Every node that a node holds, in the order of its fields. */
export function descend(node: Syntax, visit: (node: Syntax) => void): void {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const item of value) isSyntax(item) && visit(item);
    else if (isSyntax(value)) visit(value);
  }
}

/** The identifiers that a pattern binds: `{ a, b: [c = 1] }` binds a and c. */
export function boundIdentifiers(pattern: Syntax | undefined): readonly Syntax[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return boundIdentifiers(child(pattern, 'left'));
    case 'RestElement':
      return boundIdentifiers(child(pattern, 'argument'));
    case 'ArrayPattern':
      return children(pattern, 'elements').flatMap(boundIdentifiers);
    case 'ObjectPattern':
      return children(pattern, 'properties').flatMap((property) => boundIdentifiers(child(property, 'value') ?? property));
    default:
      return [];
  }
}

/** The name that a specifier or a declaration spells out, an identifier or (`export { f as 'a name' }`) a string. */
export function nameOf(node: Syntax | undefined): string {
  return node === undefined ? '' : (text(node, 'name') ?? text(node, 'value') ?? '');
}

/** An expression without what TypeScript wraps around it: `(x as T)!` is `x`. */
export function unwrapTypes(node: Syntax): Syntax {
  let inner = node;
  while (/^TS(As|Satisfies|NonNull|Instantiation)Expression$/.test(inner.type)) inner = child(inner, 'expression')!;
  return inner;
}
