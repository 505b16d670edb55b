/** A value written as Python writes it: the headers of .npy are. Tuples and lists are lists here, dictionaries maps. */
export type Literal = string | number | boolean | null | readonly Literal[] | ReadonlyMap<string, Literal>;

/** No header nests deeper: {'shape': (3,)} is two levels. */
const MAX_DEPTH = 8;

/** What is wrong with a literal, by the place of the character. */
export class LiteralError extends Error {
  readonly at: number;

  constructor(at: number) {
    super(`no Python literal from character ${at} on`);
    this.at = at;
  }
}

/**
 * Reads one literal made of strings, whole numbers, True, False, None, tuples, lists and dictionaries whose keys are
 * strings. Throws LiteralError at the first character that is something else, that repeats a key, or nests too deep.
 */
export function parsePythonLiteral(text: string): Literal {
  const token =
    /\s*(?:(?<open>[[({])|(?<word>True|False|None)\b|(?<number>-?\d{1,20})L?(?![\w.])|(?<string>'[^'\\\n]*'|"[^"\\\n]*"))/y;
  let at = 0;

  function skip(mark: RegExp): boolean {
    mark.lastIndex = at;
    const found = mark.test(text);
    if (found) at = mark.lastIndex;
    return found;
  }

  function value(depth: number): Literal {
    token.lastIndex = at;
    const groups = token.exec(text)?.groups;
    if (groups === undefined || depth > MAX_DEPTH) throw new LiteralError(at);
    at = token.lastIndex;
    if (groups['word'] !== undefined) return groups['word'] === 'None' ? null : groups['word'] === 'True';
    if (groups['number'] !== undefined) return Number(groups['number']);
    if (groups['string'] !== undefined) return groups['string'].slice(1, -1);
    if (groups['open'] === '{') return dictionary(depth);
    return items(groups['open'] === '(' ? /\s*\)/y : /\s*\]/y, () => value(depth + 1));
  }

  function dictionary(depth: number): ReadonlyMap<string, Literal> {
    const map = new Map<string, Literal>();
    items(/\s*\}/y, () => {
      const start = at;
      const key = value(depth + 1);
      if (typeof key !== 'string' || map.has(key) || !skip(/\s*:/y)) throw new LiteralError(start);
      map.set(key, value(depth + 1));
    });
    return map;
  }

  /** Items between commas up to the closing mark; the last may be followed by a comma, too. */
  function items<T>(close: RegExp, item: () => T): T[] {
    const list: T[] = [];
    while (!skip(close)) {
      list.push(item());
      if (skip(/\s*,/y)) continue;
      if (!skip(close)) throw new LiteralError(at);
      break;
    }
    return list;
  }

  const result = value(0);
  skip(/\s*/y);
  if (at !== text.length) throw new LiteralError(at);
  return result;
}
