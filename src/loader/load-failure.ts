import type { LoadResult, Position } from '../protocol/solution';

export type LoadFailureReason = Extract<LoadResult, { outcome: 'failed' }>['reason'];

/** A module that cannot be loaded, and why. `cause` is what its own code threw, where that is the reason. */
export class LoadFailure extends Error {
  readonly reason: LoadFailureReason;
  readonly position: Position | undefined;
  /** For `import` the specifier, for `unsupported-syntax` the construct. */
  readonly subject: string | undefined;

  constructor(reason: LoadFailureReason, message: string, details: { position?: Position | undefined; subject?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = reason === 'syntax' || reason === 'unsupported-syntax' ? 'SyntaxError' : 'LoadFailure';
    this.reason = reason;
    this.position = details.position;
    this.subject = details.subject;
  }
}
