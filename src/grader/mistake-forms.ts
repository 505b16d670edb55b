import type { Made, MistakeDescription, Mistakes } from './course-api';
import type { Exports } from './local-solution';

/** One way to make one mistake. */
export interface MistakeForm {
  readonly mistake: MistakeDescription<string>;
  readonly variant: string | undefined;
  /** English titles of the tests that it fails. */
  readonly fails: readonly string[];
}

/** Every form of every mistake, in the order of the computation. */
export function formsOf(mistakes: Mistakes<Exports>): MistakeForm[] {
  return mistakes.list.flatMap((mistake): MistakeForm[] =>
    mistake.variants === undefined || mistake.variants.length === 0
      ? [{ mistake, variant: undefined, fails: mistake.fails }]
      : mistake.variants.map(({ id, fails }) => ({ mistake, variant: id, fails: fails ?? mistake.fails })),
  );
}

/** Every two forms of two different mistakes. */
export function pairsOf(forms: readonly MistakeForm[]): (readonly [MistakeForm, MistakeForm])[] {
  return forms.flatMap((first, i) =>
    forms
      .slice(i + 1)
      .filter((second) => second.mistake.id !== first.mistake.id)
      .map((second) => [first, second] as const),
  );
}

/** A fresh instance of the module with these mistakes made, and no others. */
export function buildWith(mistakes: Mistakes<Exports>, forms: readonly MistakeForm[]): Exports {
  const made: Made<string> = (id, variant) =>
    forms.some(({ mistake, variant: form }) => mistake.id === id && (variant === undefined || variant === form));
  return mistakes.build(made);
}

/** How an author knows a form: `rate-ignored` or `rate-ignored/only-bias`. */
export function formName({ mistake, variant }: MistakeForm): string {
  return variant === undefined ? mistake.id : `${mistake.id}/${variant}`;
}
