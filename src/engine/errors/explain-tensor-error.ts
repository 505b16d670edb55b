import { HumanError } from '../../protocol/human-error';
import { gradientRules } from './gradient-rules';
import { layerRules } from './layer-rules';
import { operandRules } from './operand-rules';
import type { Rule } from './rule';
import { shapeRules } from './shape-rules';
import { valueRules } from './value-rules';

const rules: readonly Rule[] = [...operandRules, ...shapeRules, ...valueRules, ...gradientRules, ...layerRules];

/**
 * What an error thrown by TensorFlow.js means, in both languages: the layer or op, what was expected, what came, and what
 * to do where that is certain. Undefined for any other error, and for messages that are not known.
 * The error may be anything that learner code threw: each thing is asked of it once, and never more than it can bear.
 */
export function explainTensorError(error: unknown): HumanError | undefined {
  const { message, stack } = read(error);
  if (message === undefined) return undefined;
  for (const { code, pattern, within, explain } of rules) {
    const caught = pattern.exec(message);
    if (within !== undefined && !within.test(innermostFrames(stack))) continue;
    const explanation = caught && explain(caught, operationIn(stack));
    if (explanation) return new HumanError(`tensor-${code}`, explanation.message, explanation.hint);
  }
  return undefined;
}

const MAX_MESSAGE = 2000;

/** Learner code can throw an object whose properties throw. */
function read(error: unknown): { readonly message?: string; readonly stack?: string } {
  try {
    if (!(error instanceof Error)) return {};
    const { message, stack } = error;
    if (typeof message !== 'string' || message.length > MAX_MESSAGE) return {};
    // Some messages go over several lines and are indented.
    return { message: message.replaceAll(/\s*\n\s*/g, ' '), ...(typeof stack === 'string' && { stack }) };
  } catch {
    return {};
  }
}

const MAX_STACK = 20_000;

/** The op that learner code called: the library names its functions `add_` and `add__op`, and those it calls itself come before. */
function operationIn(stack: string | undefined): string | undefined {
  return [...(stack ?? '').slice(0, MAX_STACK).matchAll(/^ *at (?:\w+\.)?([a-zA-Z]\w*?)_(?:_op)? \(/gm)].at(-1)?.[1];
}

/** Where it was thrown, with the callers of a callback. */
function innermostFrames(stack: string | undefined): string {
  return (stack ?? '').slice(0, MAX_STACK).match(/^ *at .*$/gm)?.slice(0, 3).join('\n') ?? '';
}
