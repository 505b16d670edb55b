import { HumanError } from '../protocol/human-error';
import type { Localized } from '../protocol/localized';
import type { EngineWish } from '../protocol/grader';
import { readInstall } from './native-install';
import { ensureProof } from './probe-native';

/** The engine for one grading, and why it is that one. */
export interface EngineChoice {
  readonly backend: 'wasm' | 'native';
  /** Where the native engine lies. */
  readonly nativeFolder?: string;
  readonly why: Localized;
}

export interface ChooseOptions {
  readonly wish: EngineWish;
  /** Whether the exercise says that it is heavy. */
  readonly heavy: boolean;
  /** Where the native engine would be; undefined where nobody said. */
  readonly nativeFolder: string | undefined;
  /** The prober's bundle. */
  readonly prober: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Native computes large convolutions on two cores twice as fast as one wasm thread and everything small several times
 * as slowly (docs/decisions/native-engine.md has the figures): so `auto` takes it for exercises that say they are
 * heavy, where it is installed and proven, and wasm for the rest. `native` is what somebody insists on: where it is not to be had, it throws HumanError (`native-absent`,
 * `native-unproven`), because a report of another engine is not what was asked for.
 */
export async function chooseEngine({ wish, heavy, nativeFolder, prober, signal }: ChooseOptions): Promise<EngineChoice> {
  if (wish === 'wasm') return wasm({ en: 'as the setting says', es: 'como dice la configuración' });
  if (wish === 'auto' && !heavy) return wasm({ en: 'it is faster for what is small', es: 'es más rápido para lo pequeño' });

  const install = nativeFolder === undefined ? undefined : await readInstall(nativeFolder);
  if (nativeFolder === undefined || install === undefined) {
    if (wish === 'native') throw absent();
    return wasm({ en: 'the native engine is not installed', es: 'el motor nativo no está instalado' });
  }
  const proof = await ensureProof({ folder: nativeFolder, install, entry: prober, signal });
  if (proof.proven) {
    const why: Localized =
      wish === 'native'
        ? { en: 'as the setting says', es: 'como dice la configuración' }
        : { en: 'this exercise is heavy', es: 'este ejercicio es pesado' };
    return { backend: 'native', nativeFolder, why };
  }
  if (wish === 'native') throw unproven(proof.why!);
  return wasm({
    en: `the native engine failed its check: ${proof.why!.en}`,
    es: `el motor nativo no superó su comprobación: ${proof.why!.es}`,
  });
}

function wasm(why: Localized): EngineChoice {
  return { backend: 'wasm', why };
}

const instead: Localized = {
  en: 'Or choose the engine "auto" or "wasm": everything works on those.',
  es: 'O elige el motor «auto» o «wasm»: con ellos funciona todo.',
};

function absent(): HumanError {
  return new HumanError(
    'native-absent',
    { en: 'The native engine is not installed.', es: 'El motor nativo no está instalado.' },
    {
      en: `Install it with "neurona engine install", or in the editor with "Neurona: Install Native Engine". ${instead.en}`,
      es: `Instálalo con «neurona engine install», o en el editor con «Neurona: Instalar motor nativo». ${instead.es}`,
    },
  );
}

function unproven(why: Localized): HumanError {
  return new HumanError(
    'native-unproven',
    { en: `The native engine does not work here: ${why.en}.`, es: `El motor nativo no funciona aquí: ${why.es}.` },
    {
      en: `Install it again: "neurona engine install". ${instead.en}`,
      es: `Instálalo de nuevo: «neurona engine install». ${instead.es}`,
    },
  );
}
