import type { Draws } from './draws';

/** −1 for what a reviewer disliked, 1 for what they liked. */
export type Feeling = -1 | 1;

/** A language's way to say what somebody thought of something. Clauses begin in lower case and end without a stop. */
export interface ReviewGrammar {
  /** What reviews are about. Each has aspects of its own, and words that fit every one of them. */
  readonly topics: readonly Topic[];
  /** "the plot was gripping" */
  readonly plain: (draws: Draws, topic: Topic, aspect: Aspect, feeling: Feeling) => string;
  /** "I loved the plot" */
  readonly felt: (draws: Draws, aspect: Aspect, feeling: Feeling) => string;
  /** The feeling, said by denying the other one: "the plot was not boring at all" */
  readonly denied: (draws: Draws, topic: Topic, aspect: Aspect, feeling: Feeling) => string;
  /** "the plot was not boring but gripping": what comes last holds. */
  readonly corrected: (topic: Topic, aspect: Aspect, first: string, last: string) => string;
  /** The first clause does not hold, the second does: "…, but …" */
  readonly but: (draws: Draws, first: string, last: string) => string;
  /** The same with the word that announces it at the head: "although …, …" */
  readonly although: (first: string, last: string) => string;
  readonly and: (first: string, last: string) => string;
  /** Sums it up: "Five stars." */
  readonly closings: Readonly<Record<'good' | 'bad', readonly string[]>>;
}

export interface Topic {
  /** Says nothing of what the reviewer thought. */
  readonly openings: readonly string[];
  readonly aspects: readonly Aspect[];
  readonly good: readonly string[];
  readonly bad: readonly string[];
  /** "was" and "were", or what fits. */
  readonly verb: readonly [singular: string, plural: string];
}

/** A noun with its article. Gender matters in Spanish alone. */
export interface Aspect {
  readonly name: string;
  readonly plural: boolean;
  readonly feminine: boolean;
}

/** Aspects as one writes them; a mark after a noun says what is not plain: `f` feminine, `p` plural. */
export function aspects(...marked: readonly string[]): Aspect[] {
  return marked.map((text) => {
    const [name, marks = ''] = text.split('/') as [string, string?];
    return { name, plural: marks.includes('p'), feminine: marks.includes('f') };
  });
}

export function words(text: string): string[] {
  return text.split(' ');
}

export function adjectivesOf(topic: Topic, feeling: Feeling): readonly string[] {
  return feeling === 1 ? topic.good : topic.bad;
}
