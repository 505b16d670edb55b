import * as z from 'zod/mini';
import { BUG, HumanError } from './human-error';
import { localizedSchema, verbatim } from './localized';

/** What crosses the wire in place of a result. */
export const wireErrorSchema = z.object({
  code: z.string(),
  message: localizedSchema,
  hint: z.optional(localizedSchema),
  /** The stack of a bug of ours, for the log only; never of learner code. */
  stack: z.optional(z.string()),
});
export type WireError = z.infer<typeof wireErrorSchema>;

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
