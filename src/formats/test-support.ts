import assert from 'node:assert/strict';
import { HumanError } from '../protocol/human-error';
import type { Source } from './source';

/** Asserts that a person is told, in both languages, which file it is, what is wrong, and what to do. */
export async function assertRefused(work: () => Promise<unknown>, message: RegExp, hint: RegExp = /./): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assertHuman(error);
    assert.match(error.localized.en, message);
    assert.match(error.hint!.en, hint);
    return true;
  });
}

export function assertHuman(error: unknown): asserts error is HumanError {
  if (!(error instanceof HumanError)) throw error;
  for (const text of [error.localized, error.hint]) {
    assert.ok(text, 'it says what to do next');
    for (const words of [text.en, text.es]) {
      assert.ok(words.length > 0 && words.length < 600, `of a length that can be read: ${words.length}`);
      assert.doesNotMatch(words, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|undefined|\[object/u);
    }
  }
  assert.notEqual(error.localized.en, error.localized.es);
}

/** A source that counts what is asked of it. */
export function counting(bytes: Uint8Array): { readonly source: Source; readonly counts: { reads: number; bytes: number } } {
  const counts = { reads: 0, bytes: 0 };
  return {
    counts,
    source: {
      size: bytes.length,
      async readAt(offset, length) {
        assert.ok(Number.isSafeInteger(offset) && offset >= 0 && offset <= bytes.length, `offset ${offset}`);
        assert.ok(Number.isSafeInteger(length) && length >= 0, `length ${length}`);
        const piece = bytes.subarray(offset, offset + length);
        counts.reads++;
        counts.bytes += piece.length;
        return piece;
      },
    },
  };
}
