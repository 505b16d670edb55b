import { inspect } from 'node:util';
import type { Thrown } from '../protocol/solution';
import { LoadFailure } from './load-failure';
import type { StackPositions } from './stack-positions';

const MAX_NAME = 200;
const MAX_MESSAGE = 4000;
const MAX_FRAMES = 50;

/**
 * What was thrown, as data. Anything at all can be thrown: a string, a proxy, an error whose `message` is a getter
 * that throws. Each thing is asked for once, and what cannot be had is left out. Never throws.
 */
export function toThrown(error: unknown, stacks: StackPositions): Thrown {
  const failure = attempt(() => (error instanceof LoadFailure ? error : undefined));
  if (failure !== undefined) {
    return { name: failure.name, message: clean(failure.message, MAX_MESSAGE), frames: framesFrom(failure.cause, stacks) };
  }
  if (typeof error !== 'object' || error === null) {
    return { name: typeof error, message: clean(attempt(() => String(error)), MAX_MESSAGE), frames: [] };
  }
  // The frames first: reading the stack is what puts the learner's own names back into the message.
  const frames = framesFrom(error, stacks);
  if (attempt(() => error instanceof Error) !== true) {
    return { name: 'object', message: clean(attempt(() => inspect(error, { depth: 1, customInspect: false })), MAX_MESSAGE), frames };
  }
  const known = error as { readonly name?: unknown; readonly message?: unknown };
  return {
    name: clean(attempt(() => known.name), MAX_NAME) || 'Error',
    message: clean(attempt(() => known.message), MAX_MESSAGE),
    frames,
  };
}

function framesFrom(error: unknown, stacks: StackPositions): Thrown['frames'] {
  if (typeof error !== 'object' || error === null) return [];
  const frames = attempt(() => stacks.framesOf(error)) ?? [];
  return frames.slice(0, MAX_FRAMES).map((frame) => ({ ...frame, function: clean(frame.function, MAX_NAME) }));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A text without control characters (a terminal would obey them), capped; empty when it is no text. */
function clean(text: unknown, max: number): string {
  if (typeof text !== 'string') return '';
  return text.slice(0, max).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
