import { languages, type Language, type Localized } from '../src/protocol/localized';

/**
 * How package.json is put together from what each feature contributes.
 * A text stands as `{ "en": …, "es": … }` where it is used; here it becomes a key of package.nls.json.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Translated {
  readonly json: Json;
  /** package.nls.json's content for each language. */
  readonly texts: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

/** Joins two pieces of a manifest: objects key by key, lists one after the other. Throws when they contradict each other. */
export function mergeManifests(left: Json, right: Json, path = ''): Json {
  if (isList(left) && isList(right)) return [...left, ...right];
  if (isObject(left) && isObject(right) && !isLocalized(left) && !isLocalized(right)) {
    const merged: Record<string, Json> = { ...left };
    for (const [key, value] of Object.entries(right)) {
      const present = merged[key];
      merged[key] = present === undefined ? value : mergeManifests(present, value, `${path}/${key}`);
    }
    return merged;
  }
  if (JSON.stringify(left) === JSON.stringify(right)) return left;
  throw new Error(`two features contribute different values at ${path}`);
}

/** Replaces every `{ en, es }` by a key such as `%commands.neurona.runTests.title%`. Throws when a language is missing. */
export function translate(json: Json): Translated {
  const texts: Record<Language, Record<string, string>> = { en: {}, es: {} };

  const keyFor = (path: readonly string[]): string => {
    const wanted = path.join('.');
    for (let count = 1; ; count++) {
      const key = count === 1 ? wanted : `${wanted}.${count}`;
      if (!Object.hasOwn(texts.en, key)) return key;
    }
  };

  const visit = (value: Json, path: readonly string[]): Json => {
    if (isList(value)) return value.map((item) => visit(item, [...path, ...nameOf(item)]));
    if (!isObject(value)) return value;
    if (!isLocalized(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, [...path, key])]));
    }
    const key = keyFor(path);
    for (const language of languages) {
      const text = value[language];
      if (typeof text !== 'string' || text === '') throw new Error(`${path.join('/')} has no text in "${language}"`);
      texts[language][key] = text;
    }
    return `%${key}%`;
  };

  return { json: visit(json, []), texts };
}

/** What tells one item of a list from the next, so that keys survive reordering. */
function nameOf(item: Json): readonly string[] {
  if (!isObject(item)) return [];
  for (const field of ['command', 'id', 'view', 'viewType']) {
    const name = item[field];
    if (typeof name === 'string') return [name];
  }
  return [];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object whose keys are languages and nothing else is a text, even when one language is missing. */
function isLocalized(value: JsonObject): value is JsonObject & Partial<Localized> {
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => (languages as readonly string[]).includes(key));
}
