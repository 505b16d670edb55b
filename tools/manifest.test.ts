import assert from 'node:assert/strict';
import { mergeManifests, translate } from './manifest';

describe('mergeManifests', () => {
  it('joins objects key by key and lists one after the other', () => {
    const left = { contributes: { commands: [{ command: 'a' }], menus: { title: [1] } } };
    const right = { contributes: { commands: [{ command: 'b' }], menus: { title: [2], context: [3] }, views: {} } };
    assert.deepEqual(mergeManifests(left, right), {
      contributes: { commands: [{ command: 'a' }, { command: 'b' }], menus: { title: [1, 2], context: [3] }, views: {} },
    });
  });

  it('says where two features contradict each other', () => {
    const setting = (type: string) => ({ configuration: { properties: { 'neurona.language': { type } } } });
    assert.throws(() => mergeManifests(setting('string'), setting('boolean')), /at \/configuration\/properties\/neurona\.language\/type/);
  });

  it('takes two texts for two values, not for one object to be joined', () => {
    assert.throws(() => mergeManifests({ title: { en: 'Run', es: 'Ejecutar' } }, { title: { en: 'Stop', es: 'Parar' } }), /at \/title/);
  });
});

describe('translate', () => {
  it('replaces a text by a key named after what it belongs to', () => {
    const { json, texts } = translate({ commands: [{ command: 'neurona.stopRun', title: { en: 'Stop', es: 'Parar' } }] });
    assert.deepEqual(json, { commands: [{ command: 'neurona.stopRun', title: '%commands.neurona.stopRun.title%' }] });
    assert.deepEqual(texts, {
      en: { 'commands.neurona.stopRun.title': 'Stop' },
      es: { 'commands.neurona.stopRun.title': 'Parar' },
    });
  });

  it('never gives two texts one key', () => {
    const item = (en: string) => ({ view: 'neurona.course', contents: { en, es: `${en} (es)` } });
    const { json, texts } = translate([item('first'), item('second')]);
    assert.deepEqual(Object.values(texts.en), ['first', 'second']);
    assert.deepEqual(
      (json as { contents: string }[]).map(({ contents }) => texts.es[contents.slice(1, -1)]),
      ['first (es)', 'second (es)'],
    );
  });

  it('refuses a text that lacks a language, and says which', () => {
    assert.throws(() => translate({ title: { en: 'Only English' } }), /title has no text in "es"/);
    assert.throws(() => translate({ title: { en: 'Run', es: '' } }), /title has no text in "es"/);
  });
});
