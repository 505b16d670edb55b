import * as z from 'zod/mini';
import { localizedSchema, verbatim, type Localized } from './localized';

/** What crosses the wire in place of a result. */
export const wireErrorSchema = z.object({
  code: z.string(),
  message: localizedSchema,
  hint: z.optional(localizedSchema),
  /** The stack of a bug of ours, for the log only; never of learner code. */
  stack: z.optional(z.string()),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** The code of every error that is a fault of ours. */
export const BUG = 'bug';
/** The code of a request that was given up by whoever made it. */
export const CANCELLED = 'cancelled';
/** The code of a request whose process or panel went away. */
export const CLOSED = 'closed';

/**
 * Something a person can act on: what is so, in both languages, and what to do next.
 * It is shown. Every other error is a bug: it is logged with its stack.
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
  }
}

export function toWireError(error: unknown): WireError {
  if (error instanceof HumanError) {
    return { code: error.code, message: error.localized, ...(error.hint && { hint: error.hint }) };
  }
  const bug = error instanceof Error ? error : new Error(String(error));
  return { code: BUG, message: verbatim(bug.message), ...(bug.stack !== undefined && { stack: bug.stack }) };
}

export function fromWireError(error: WireError): Error {
  if (error.code !== BUG) return new HumanError(error.code, error.message, error.hint);
  const bug = new Error(error.message.en);
  if (error.stack !== undefined) bug.stack = error.stack;
  return bug;
}
