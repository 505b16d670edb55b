import assert from 'node:assert/strict';
import { reviews, type ReviewsOptions } from './reviews';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu)!;

/** Accuracy on 1500 others of a logistic regression on bags of words, trained on `count` reviews. */
function bagOfWords(options: ReviewsOptions, count: number): number {
  const { x, y } = reviews({ ...options, count: count + 1500 });
  const vocabulary = new Map([...new Set(x.slice(0, count).flatMap(wordsOf))].map((word, i) => [word, i]));
  const bags = x.map((text) => wordsOf(text).flatMap((word) => vocabulary.get(word) ?? []));
  const weights = new Float64Array(vocabulary.size);
  let bias = 0;
  const score = (bag: readonly number[]): number => bag.reduce((sum, word) => sum + weights[word]!, bias);
  for (let epoch = 0; epoch < 60; epoch++) {
    for (let i = 0; i < count; i++) {
      const error = y[i]! - 1 / (1 + Math.exp(-score(bags[i]!)));
      bias += 0.1 * error;
      for (const word of bags[i]!) weights[word]! += 0.1 * error;
    }
  }
  return bags.slice(count).filter((bag, i) => score(bag) > 0 === (y[count + i] === 1)).length / 1500;
}

describe('reviews', () => {
  for (const language of ['es', 'en'] as const) {
    it(`a bag of words does well on them, and not perfectly (${language})`, () => {
      const accuracy = bagOfWords({ language, seed: 5 }, 1000);
      assert.ok(accuracy > 0.78 && accuracy < 0.95, String(accuracy));
    });

    it(`a bag of words is at chance where the order counts (${language})`, () => {
      // Four deviations of 1500 throws of a coin.
      const accuracy = bagOfWords({ language, wordOrder: true, seed: 5 }, 1000);
      assert.ok(Math.abs(accuracy - 0.5) < 4 * Math.sqrt(0.25 / 1500), String(accuracy));
    });

    it(`denies and objects (${language})`, () => {
      const { x } = reviews({ language, count: 400 });
      const [not, but] = language === 'es' ? [/\b[Nn]o\b/, /, pero /] : [/\bnot\b/, /, but /];
      for (const word of [not, but]) {
        const share = x.filter((text) => word.test(text)).length / 400;
        assert.ok(share > 0.05 && share < 0.5, `${String(word)} ${share}`);
      }
    });
  }

  it('are sentences: a capital first, a stop last, single spaces', () => {
    const { x } = reviews({ language: 'both', count: 1000, seed: 2 });
    for (const text of x) assert.match(text, /^(\p{Lu}[^.]*\.( |$))+$/u, text);
    assert.ok(x.every((text) => !/ {2}| [,.;]|undefined/.test(text)));
  });

  it('agree in gender and number in Spanish', () => {
    const all = reviews({ count: 3000, seed: 8 }).x.join(' ').toLowerCase();
    for (const [noun, wrong] of [
      ['la sopa estaba', /\b(\p{L}+o)\b/u],
      ['las empanadas estaban', /\b(\p{L}+(o|os|a|e))\b/u],
      ['los postres estaban', /\b(\p{L}+(as|a|o|e))\b/u],
    ] as const) {
      const ends = [...all.matchAll(new RegExp(`${noun} (?:realmente |simplemente |de verdad )?(\\p{L}+)`, 'gu'))].map(([, word]) => word!);
      assert.ok(ends.length > 20, noun);
      for (const word of ends) assert.doesNotMatch(word, new RegExp(`^${wrong.source}$`, 'u'), `${noun} ${word}`);
    }
  });

  it('rarely come twice', () => {
    const { x } = reviews({ count: 2000 });
    assert.ok(new Set(x).size > 1800);
  });
});
