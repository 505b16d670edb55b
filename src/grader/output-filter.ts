/** What V8 says when its heap is full; what follows is about V8, not about the learner's code. */
const HEAP_EXHAUSTED = /<--- Last few GCs --->|JavaScript heap out of memory/;

export interface OutputFilter {
  readonly add: (chunk: Uint8Array) => void;
  readonly sawHeapExhausted: () => boolean;
  readonly tail: () => string;
}

export interface OutputFilterOptions {
  /** Bytes that are handed on. */
  readonly kept: number;
  /** Bytes after which it is a flood. */
  readonly limit: number;
  readonly onText: (text: string) => void;
  readonly onFlood: () => void;
}

/**
 * Makes what a learner's process prints fit to be shown: text without control characters, no more than is kept.
 * The rest is counted, not held.
 */
export function createOutputFilter({ kept, limit, onText, onFlood }: OutputFilterOptions): OutputFilter {
  const decoder = new TextDecoder();
  let bytes = 0;
  let left = kept;
  let exhausted = false;
  let tail = '';

  return {
    add: (chunk) => {
      bytes += chunk.length;
      if (bytes > limit) {
        onFlood();
        return;
      }
      if (exhausted) return;
      const raw = decoder.decode(chunk, { stream: true });
      tail = (tail + raw).slice(-2000);
      const end = tail.search(HEAP_EXHAUSTED);
      exhausted = end >= 0;
      if (left <= 0) return;
      const text = printable(exhausted ? raw.slice(0, Math.max(0, raw.search(HEAP_EXHAUSTED))) : raw).slice(0, left);
      left -= text.length;
      if (text !== '') onText(left > 0 ? text : `${text}\n…\n`);
    },
    sawHeapExhausted: () => exhausted,
    tail: () => printable(tail),
  };
}

/** Hostile text as text: no escape sequences, no control characters but line ends and tabs. */
export function printable(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
  );
}
