import { child, flag, nameOf, type Syntax } from './syntax';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What is called here often, and never returns a tensor. A probe there would cost time and say nothing. */
const plainObjects = words('Math console JSON Number String Boolean performance process Date Reflect Symbol BigInt');
const plainFunctions = words('parseInt parseFloat Number String Boolean isNaN isFinite BigInt Symbol clearTimeout');
const plainMethods = words('push toFixed join charCodeAt toString startsWith endsWith padStart padEnd dataSync dispose');

const scalarTypes = words('TSNumberKeyword TSStringKeyword TSBooleanKeyword TSBigIntKeyword TSVoidKeyword TSUndefinedKeyword TSNullKeyword');

/** Whether a name is declared as a number, a text, or lists of those: it never holds a tensor. */
export function isScalar(name: Syntax): boolean {
  let type = child(child(name, 'typeAnnotation') ?? name, 'typeAnnotation');
  while (type?.type === 'TSArrayType') type = child(type, 'elementType');
  return type !== undefined && scalarTypes.has(type.type);
}

/** Whether calling this may give a tensor, as far as its name says. */
export function mayReturnTensor(callee: Syntax): boolean {
  if (callee.type === 'Super') return false;
  if (callee.type === 'Identifier') return !plainFunctions.has(nameOf(callee));
  if (callee.type !== 'MemberExpression' || flag(callee, 'computed')) return true;
  return !plainMethods.has(nameOf(child(callee, 'property'))) && !plainObjects.has(nameOf(child(callee, 'object')));
}
