import { skipTrivia, type Eraser } from './eraser';
import { child, children, flag, type Syntax } from './syntax';

const modifiers = new Set(['public', 'private', 'protected', 'readonly', 'override', 'declare', 'abstract']);
const keywords = new Set(['static', 'async', 'get', 'set', ...modifiers]);

/** Erases `abstract` before a class and its `implements` clause. */
export function blankClassHead(node: Syntax, text: string, eraser: Eraser): void {
  if (flag(node, 'abstract')) eraser.erase(node.start, node.start + 'abstract'.length);
  const interfaces = children(node, 'implements');
  const [first, last] = [interfaces[0], interfaces.at(-1)];
  if (first !== undefined && last !== undefined) eraser.erase(text.lastIndexOf('implements', first.start - 1), last.end);
}

/** Erases the modifiers of a class member and the `?` or `!` after its name. */
export function blankClassMember(node: Syntax, text: string, eraser: Eraser): void {
  const key = child(node, 'key')!;
  for (let at = node.start; at < key.start; ) {
    const word = /^[a-z]+/.exec(text.slice(at, key.start))?.[0] ?? '';
    if (!keywords.has(word)) break;
    if (modifiers.has(word)) {
      eraser.erase(at, at + word.length);
      // A field on the line before may have no semicolon, and `get`, `[` or `*` would join it.
      if (at === node.start) eraser.put(at, ';');
    }
    at = skipTrivia(text, at + word.length);
  }
  if (flag(node, 'optional') || flag(node, 'definite')) {
    const mark = skipTrivia(text, key.end, flag(node, 'computed') ? ')]' : '');
    eraser.erase(mark, mark + 1);
  }
}
