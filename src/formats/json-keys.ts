/**
 * The keys of a JSON object, repeated ones included: `JSON.parse` keeps the last of them and does not say so.
 * The text must have been parsed already.
 */
export function topLevelKeys(text: string): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '{' || mark === '[') depth++;
    else if (mark === '}' || mark === ']') depth--;
    else if (mark === '"') {
      const end = endOfString(text, at);
      if (depth === 1 && isKey(text, end)) keys.push(JSON.parse(text.slice(at, end)) as string);
      at = end - 1;
    }
  }
  return keys;
}

/** The place after the closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (' \t\n\r'.includes(text[at] ?? '-')) at++;
  return text[at] === ':';
}
