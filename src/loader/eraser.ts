const SPACE = 0x20;
const newlines = new Set(['\n', '\r', '\u2028', '\u2029'].map((character) => character.charCodeAt(0)));

/** A text that is overwritten in place: whatever is erased becomes spaces, so no line and no column ever moves. */
export interface Eraser {
  readonly erase: (start: number, end: number) => void;
  readonly put: (at: number, character: string) => void;
  readonly erased: (at: number) => boolean;
  readonly text: () => string;
}

export function createEraser(original: string): Eraser {
  const units = Uint16Array.from({ length: original.length }, (_, i) => original.charCodeAt(i));
  return {
    erase: (start, end) => {
      for (let i = start; i < end; i++) if (!newlines.has(units[i]!)) units[i] = SPACE;
    },
    put: (at, character) => {
      units[at] = character.charCodeAt(0);
    },
    erased: (at) => units[at] === SPACE && original.charCodeAt(at) !== SPACE,
    text: () => Buffer.from(units.buffer).toString('utf16le'),
  };
}

/** The offset of the first character from `at` on that is neither space, nor comment, nor one of `also`. */
export function skipTrivia(text: string, at: number, also = ''): number {
  for (let i = at; ; ) {
    if (text.startsWith('//', i)) {
      while (i < text.length && !newlines.has(text.charCodeAt(i))) i++;
    } else if (text.startsWith('/*', i)) {
      i = text.indexOf('*/', i + 2) + 2;
    } else if (i < text.length && (/\s/.test(text[i]!) || also.includes(text[i]!))) {
      i++;
    } else {
      return i;
    }
  }
}
