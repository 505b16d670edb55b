import { HumanError } from '../protocol/human-error';
import type { Localized } from '../protocol/localized';

/** What a learner gave the library that it can make nothing of. The message says what to give instead. */
export function misuse(message: Localized): HumanError {
  return new HumanError('neurona-misuse', message);
}
