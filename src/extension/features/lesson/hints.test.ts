import assert from 'node:assert/strict';
import { sampleCourse } from '../../lib/sample-course';
import { hintsMarkdown } from './hints';

describe('hintsMarkdown', () => {
  const [exercise] = sampleCourse({ '01-neurons': ['gates'] }).exercises;

  it('gives away no hint that was not asked for', () => {
    const markdown = hintsMarkdown(exercise!, 1, 'en');
    assert.match(markdown, /## Hint 1 of 2\n\nLook at the shapes\./);
    assert.doesNotMatch(markdown, /Then at the sum/);
    assert.match(markdown, /Ask again for the next hint/);
  });

  it('puts the newest first and says when there are no more', () => {
    const markdown = hintsMarkdown(exercise!, 2, 'es');
    assert.ok(markdown.indexOf('Pista 2 de 2') < markdown.indexOf('Pista 1 de 2'));
    assert.match(markdown, /No hay más pistas/);
  });
});
