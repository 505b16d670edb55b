import { parseArgs } from 'node:util';
import { loadEngine } from '../engine/load-engine';
import { findWrong } from '../engine/native/find-wrong';
import type { ProbeAnswer } from './probe-native';

/**
 * The throwaway process that shows whether a native engine works here: `node native.mjs --folder FOLDER`.
 * Prints what came of it as one line of JSON, if it lives to.
 */
const { values } = parseArgs({ options: { folder: { type: 'string' } } });
const { tf, version } = await loadEngine().engine.startEngine({ backend: 'native', nativeFolder: values.folder });
const answer: ProbeAnswer = { tensorflow: version.split('+tensorflow.')[1] ?? '', wrong: findWrong(tf) };
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
