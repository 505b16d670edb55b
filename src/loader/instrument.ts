import { createInsertions, type InsertedCode } from './insertions';
import type { ParsedFile } from './parse-typescript';
import { isScalar, mayReturnTensor } from './scalar-syntax';
import { boundIdentifiers, child, children, descend, flag, nameOf, text as textOf, unwrapTypes, type Syntax } from './syntax';
import { isTypeOnly } from './unsupported-syntax';

/** One place in a file that has a probe: an expression, or a name that receives a value. Offsets are the file's own. */
export interface Site {
  readonly kind: 'call' | 'new' | 'await' | 'chain' | 'value' | 'parameter' | 'binding' | 'loop' | 'catch';
  readonly start: number;
  readonly end: number;
  /** The number of the call that runs around it; 0 for none. */
  readonly parent: number;
  /** The name that receives the value, where there is one. */
  readonly target?: { readonly start: number; readonly end: number };
}

/** The module of probes; nothing else can be imported under this name. */
export const PROBES_MODULE = 'neurona:probes';
const reservedNames = /\b__[tbc]\b/;

/**
 * Inserts probes into blanked code, and nothing but probes: no character of the file goes, no line is added.
 *
 *     __t(__c.s = 17, call(x))     says that 17 runs, hands the value over, and returns it
 *     __b(18, name)                hands over the value of a parameter or another bound name
 *
 * Left alone, because wrapping them changes what the code means: callees (`this`), whatever is inside an optional
 * chain, the callee of `new`, functions and classes (their names), and targets of assignment and `delete`.
 * A file that uses the probes' own names is not instrumented.
 */
export function instrument(file: ParsedFile, blanked: string, firstSite: number): InsertedCode & { readonly sites: ReadonlyMap<number, Site> } {
  const insertions = createInsertions(blanked);
  const sites = new Map<number, Site>();
  let parent = 0;

  const addSite = (site: Omit<Site, 'parent'>): number => {
    const id = firstSite + sites.size;
    sites.set(id, { ...site, parent });
    return id;
  };

  /** Runs `visit` with this call, or none, as the one around what it visits. */
  const within = (around: number, visit: () => void): void => {
    const outer = parent;
    parent = around;
    visit();
    parent = outer;
  };

  const wrap = (node: Syntax, kind: Site['kind'], inside: () => void, target?: Syntax): void => {
    const { start, end } = node;
    const id = addSite({ kind, start, end, ...(target && { target: { start: target.start, end: target.end } }) });
    insertions.put(start, `__t(__c.s=${id},`);
    within(id, inside);
    insertions.put(end, ')');
  };

  const visitAll = (nodes: readonly Syntax[]): void => nodes.forEach((node) => visit(node));
  const visitField = (node: Syntax, field: string): void => {
    const found = child(node, field);
    if (found !== undefined) visit(found);
  };

  /** Probes for names that have just received a value. */
  const probesOf = (names: readonly Syntax[], kind: Site['kind']): readonly string[] =>
    names
      .filter((name) => !isScalar(name))
      .map((name) => `__b(${addSite({ kind, start: name.start, end: name.start + nameOf(name).length, target: { start: name.start, end: name.start + nameOf(name).length } })},${nameOf(name)})`);

  /** A pattern that is assigned to: only what it evaluates is visited. */
  const visitPattern = (node: Syntax | undefined): void => {
    if (node === undefined) return;
    const pattern = unwrapTypes(node);
    switch (pattern.type) {
      case 'MemberExpression':
        return visitMember(pattern);
      case 'AssignmentPattern':
        visitPattern(child(pattern, 'left'));
        return visitField(pattern, 'right');
      case 'RestElement':
        return visitPattern(child(pattern, 'argument'));
      case 'ArrayPattern':
        return children(pattern, 'elements').forEach(visitPattern);
      case 'ObjectPattern':
        for (const property of children(pattern, 'properties')) {
          if (flag(property, 'computed')) visitField(property, 'key');
          visitPattern(child(property, 'value') ?? child(property, 'argument'));
        }
    }
  };

  const visitMember = (node: Syntax): void => {
    visitField(node, 'object');
    if (flag(node, 'computed')) visitField(node, 'property');
  };

  /** What is called: never wrapped itself, so that `this` stays. */
  const visitCallee = (node: Syntax): void => (node.type === 'MemberExpression' ? visitMember(node) : visit(node));

  /** An optional chain or the callee of `new`: nothing along it is wrapped, only what stands in its brackets. */
  const visitSpine = (node: Syntax): void => {
    const inner = unwrapTypes(node);
    if (inner.type === 'MemberExpression') {
      visitSpine(child(inner, 'object')!);
      if (flag(inner, 'computed')) visitField(inner, 'property');
    } else if (inner.type === 'CallExpression') {
      visitSpine(child(inner, 'callee')!);
      visitAll(children(inner, 'arguments'));
    } else if (inner.type !== 'Super') {
      visit(inner);
    }
  };

  /** A value that a name or a property receives. */
  const visitValue = (node: Syntax, target: Syntax): void => {
    const value = unwrapTypes(node);
    if (callLike.has(value.type)) return visitCall(value, target);
    if (!plainValues.has(value.type) || isScalar(target)) return visit(value);
    wrap(value, 'value', () => visit(value), target);
  };

  const visitCall = (node: Syntax, target?: Syntax): void => {
    const callee = child(node, 'callee');
    const inside = (): void => {
      visitCallee(callee!);
      visitAll(children(node, 'arguments'));
    };
    switch (node.type) {
      case 'CallExpression':
        return mayReturnTensor(callee!) ? wrap(node, 'call', inside, target) : inside();
      case 'NewExpression':
        return wrap(node, 'new', () => (visitSpine(callee!), visitAll(children(node, 'arguments'))), target);
      case 'ChainExpression':
        return wrap(node, 'chain', () => visitSpine(child(node, 'expression')!), target);
      default:
        return wrap(node, 'await', () => visitField(node, 'argument'), target);
    }
  };

  /** A statement, with probes before it: at the start of a block, or in a block made for it. */
  const visitBody = (body: Syntax, probes: readonly string[]): void => {
    if (probes.length === 0) return visit(body);
    if (body.type === 'BlockStatement') {
      const directives = children(body, 'body').filter((statement) => textOf(statement, 'directive') !== undefined);
      insertions.put(directives.at(-1)?.end ?? body.start + 1, `;${probes.join(';')};`);
      return visit(body);
    }
    insertions.put(body.start, `{${probes.join(';')};`);
    visit(body);
    insertions.put(body.end, '}');
  };

  const visitFunction = (node: Syntax): void => {
    const params = children(node, 'params').filter((parameter) => nameOf(parameter) !== 'this');
    params.forEach(visitPattern);
    const probes = probesOf(params.flatMap(boundIdentifiers), 'parameter');
    const body = child(node, 'body');
    if (body === undefined) return;
    if (body.type === 'BlockStatement' || probes.length === 0) return visitBody(body, probes);
    insertions.put(body.start, `(${probes.join(',')},`);
    visit(body);
    insertions.put(body.end, ')');
  };

  const visitDeclaration = (node: Syntax): void => {
    for (const declarator of children(node, 'declarations')) {
      const [target, value] = [child(declarator, 'id')!, child(declarator, 'init')];
      visitPattern(target);
      if (value === undefined) continue;
      if (target.type === 'Identifier') visitValue(value, target);
      else visit(value);
    }
  };

  /** Statements one after another: names that a pattern bound are handed over after the statement that did. */
  const visitStatements = (statements: readonly Syntax[]): void => {
    for (const statement of statements) {
      if (isTypeOnly(statement)) continue;
      visit(statement);
      const declaration = child(statement, 'declaration') ?? statement;
      const patterns = children(declaration, 'declarations').filter((one) => child(one, 'init') !== undefined && child(one, 'id')!.type !== 'Identifier');
      const probes = probesOf(patterns.flatMap((one) => boundIdentifiers(child(one, 'id'))), 'binding');
      if (probes.length > 0) insertions.put(statement.end, `;${probes.join(';')};`);
    }
  };

  const visitLoop = (node: Syntax): void => {
    const left = child(node, 'left')!;
    const declared = left.type === 'VariableDeclaration' ? child(children(left, 'declarations')[0]!, 'id') : undefined;
    visitPattern(declared ?? left);
    visitField(node, 'right');
    visitBody(child(node, 'body')!, node.type === 'ForOfStatement' ? probesOf(boundIdentifiers(declared), 'loop') : []);
  };

  const visit = (node: Syntax): void => {
    if (callLike.has(node.type)) return visitCall(node);
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'MetaProperty':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'TSTypeAnnotation':
      case 'TSTypeParameterDeclaration':
      case 'TSTypeParameterInstantiation':
      case 'TSExpressionWithTypeArguments':
      case 'TSIndexSignature':
        return;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSInstantiationExpression':
        return visit(unwrapTypes(node));
      case 'MemberExpression':
        return visitMember(node);
      case 'TaggedTemplateExpression':
        visitCallee(child(node, 'tag')!);
        return visitAll(children(child(node, 'quasi')!, 'expressions'));
      case 'UpdateExpression':
        return visitPattern(child(node, 'argument'));
      case 'UnaryExpression': {
        const argument = child(node, 'argument')!;
        if (textOf(node, 'operator') !== 'delete') return visit(argument);
        return argument.type === 'ChainExpression' ? visitSpine(child(argument, 'expression')!) : visitPattern(argument);
      }
      case 'AssignmentExpression': {
        const [target, value] = [child(node, 'left')!, child(node, 'right')!];
        visitPattern(target);
        return textOf(node, 'operator') === '=' && !target.type.endsWith('Pattern') ? visitValue(value, target) : visit(value);
      }
      case 'VariableDeclaration':
        return visitDeclaration(node);
      case 'FunctionDeclaration':
        return within(0, () => visitFunction(node));
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return visitFunction(node);
      case 'ForInStatement':
      case 'ForOfStatement':
        return visitLoop(node);
      case 'Property':
        if (flag(node, 'computed')) visitField(node, 'key');
        return flag(node, 'shorthand') ? undefined : visitField(node, 'value');
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (flag(node, 'abstract') || flag(node, 'declare') || child(node, 'value')?.type === 'TSDeclareMethod') return;
        if (flag(node, 'computed')) visitField(node, 'key');
        return within(0, () => visitField(node, 'value'));
      case 'CatchClause':
        visitPattern(child(node, 'param'));
        return visitBody(child(node, 'body')!, probesOf(boundIdentifiers(child(node, 'param')), 'catch'));
      case 'LabeledStatement':
        return visitField(node, 'body');
      case 'BlockStatement':
      case 'StaticBlock':
        return visitStatements(children(node, 'body'));
      case 'SwitchCase':
        visitField(node, 'test');
        return visitStatements(children(node, 'consequent'));
      case 'ExportNamedDeclaration':
        return visitField(node, 'declaration');
      default:
        return descend(node, visit);
    }
  };

  const first = children(file.program, 'body')[0];
  if (first !== undefined && !reservedNames.test(file.text)) {
    insertions.put(first.start, `import{t as __t,b as __b,c as __c}from"${PROBES_MODULE}";`);
    visitStatements(children(file.program, 'body'));
  }
  return { ...insertions.apply(), sites };
}

const callLike = new Set(['CallExpression', 'NewExpression', 'AwaitExpression', 'YieldExpression', 'ChainExpression']);
/** Values that are not calls and may still be tensors. */
const plainValues = new Set(['Identifier', 'MemberExpression', 'ConditionalExpression', 'LogicalExpression', 'AssignmentExpression']);
