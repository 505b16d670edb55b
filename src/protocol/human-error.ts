import type { Localized } from './localized';

/** The code of every error that is a fault of ours. */
export const BUG = 'bug';
/** The code of a request that was given up by whoever made it. */
export const CANCELLED = 'cancelled';
/** The code of a request whose process or panel went away. */
export const CLOSED = 'closed';

const brand = Symbol.for('neurona.HumanError');

/**
 * Something a person can act on: what is so, in both languages, and what to do next.
 * It is shown. Every other error is a bug: it is logged with its stack.
 *
 * `instanceof` goes by a brand: the engine is a bundle with a copy of this class, whose errors are shown like any.
 */
export class HumanError extends Error {
  readonly code: string;
  readonly localized: Localized;
  readonly hint: Localized | undefined;

  constructor(code: string, message: Localized, hint?: Localized) {
    super(message.en);
    this.name = 'HumanError';
    this.code = code;
    this.localized = message;
    this.hint = hint;
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && (value as { readonly [brand]?: boolean })[brand] === true;
  }
}
