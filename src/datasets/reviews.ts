import { balancedLabels, createDraws, type Draws } from './draws';
import { englishReviews } from './english-reviews';
import { checkChoice, checkCount, checkSeed } from './options';
import type { Aspect, Feeling, ReviewGrammar, Topic } from './review-grammar';
import { spanishReviews } from './spanish-reviews';

export interface ReviewsOptions {
  readonly count?: number;
  readonly language?: 'es' | 'en' | 'both';
  /** Only reviews whose words in another order would say the opposite. */
  readonly wordOrder?: boolean;
  readonly seed?: number;
}

export interface TextSet {
  /** [count] */
  readonly x: string[];
  /** [count] */
  readonly y: number[];
  readonly classes: string[];
}

/**
 * Short reviews of films, meals, telephones, hotels and books, half of them good (1). One in four says something of the
 * other kind first ("…, but …"), and one clause in five denies the opposite ("not boring at all"): a bag of words does
 * well on them and never perfectly. With `wordOrder` it does no better than chance: any bag is as often good as bad.
 */
export function reviews({ count = 400, language = 'es', wordOrder = false, seed = 1 }: ReviewsOptions = {}): TextSet {
  checkCount('reviews', count);
  checkChoice('reviews', 'language', language, ['es', 'en', 'both']);
  checkSeed('reviews', seed);
  const draws = createDraws(seed);
  const grammars = [...(language === 'en' ? [] : [spanishReviews()]), ...(language === 'es' ? [] : [englishReviews()])];
  const y = balancedLabels(draws, count, 2);
  const x = y.map((label) => {
    const feeling = label === 1 ? 1 : -1;
    const compose = wordOrder ? orderedReview : review;
    return compose(draws, draws.pick(grammars), feeling);
  });
  return { x, y, classes: ['negative', 'positive'] };
}

function review(draws: Draws, grammar: ReviewGrammar, feeling: Feeling): string {
  const topic = draws.pick(grammar.topics);
  const [first, second] = draws.shuffle(topic.aspects) as [Aspect, Aspect];
  const opening = draws.chance(0.3) ? `${draws.pick(topic.openings)} ` : '';
  const other: Feeling = feeling === 1 ? -1 : 1;
  const last = clause(draws, grammar, topic, second, feeling);
  const kind = draws.uniform();
  if (kind < 0.18) return `${opening}${sentence(grammar.but(draws, clause(draws, grammar, topic, first, other), last))}`;
  if (kind < 0.26) return `${opening}${sentence(grammar.although(clause(draws, grammar, topic, first, other), last))}`;
  const body = kind < 0.55 ? grammar.and(clause(draws, grammar, topic, first, feeling), last) : last;
  const closing = draws.chance(0.35) ? ` ${draws.pick(grammar.closings[feeling === 1 ? 'good' : 'bad'])}` : '';
  return `${opening}${sentence(body)}${closing}`;
}

function clause(draws: Draws, grammar: ReviewGrammar, topic: Topic, aspect: Aspect, feeling: Feeling): string {
  const kind = draws.uniform();
  if (kind < 0.2) return grammar.denied(draws, topic, aspect, feeling);
  return kind < 0.45 ? grammar.felt(draws, aspect, feeling) : grammar.plain(draws, topic, aspect, feeling);
}

/** Its words are drawn before the feeling is looked at, which decides their order and nothing else. */
function orderedReview(draws: Draws, grammar: ReviewGrammar, feeling: Feeling): string {
  const topic = draws.pick(grammar.topics);
  const [first, second] = draws.shuffle(topic.aspects) as [Aspect, Aspect];
  const opening = draws.chance(0.3) ? `${draws.pick(topic.openings)} ` : '';
  const order = <T>(bad: T, good: T): readonly [T, T] => (feeling === 1 ? [bad, good] : [good, bad]);
  if (draws.chance(0.4)) return `${opening}${sentence(grammar.corrected(topic, first, ...order(draws.pick(topic.bad), draws.pick(topic.good))))}`;
  const clauses = order(grammar.plain(draws, topic, first, -1), grammar.plain(draws, topic, second, 1));
  return `${opening}${sentence(grammar.but(draws, ...clauses))}`;
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
