import type * as tensorflow from '@tensorflow/tfjs';
import { HumanError } from '../protocol/human-error';
import type { WireTensor } from '../protocol/tensor';

type TensorFlow = typeof tensorflow;

/** TensorFlow.js in the grader's own process, started only for exercises that have to do with tensors. */
export interface Engine {
  /** Starts it; later calls wait for the same start. */
  readonly start: () => Promise<void>;
  readonly started: () => boolean;
  /** The library. Throws unless it was started: an exercise that uses tensors must import it. */
  readonly tf: () => TensorFlow;
}

/** Describes an engine that `load` brings in on first use. */
export function createEngine(load: () => Promise<TensorFlow>): Engine {
  let starting: Promise<void> | undefined;
  let loaded: TensorFlow | undefined;
  return {
    start: () =>
      (starting ??= load().then((tf) => {
        loaded = tf;
      })),
    started: () => loaded !== undefined,
    tf: () => {
      if (loaded !== undefined) return loaded;
      throw new HumanError(
        'engine-not-imported',
        {
          en: 'A test uses tensors, but nothing in its exercise imports "@tensorflow/tfjs".',
          es: 'Una prueba usa tensores, pero nada en su ejercicio importa "@tensorflow/tfjs".',
        },
        { en: 'Import it in the test file.', es: 'Impórtalo en el archivo de pruebas.' },
      );
    },
  };
}

/** Whether any of these sources has to do with tensors. Types count: a test may draw a tensor and never name the library. */
export function mentionsTensors(sources: Iterable<string>): boolean {
  for (const source of sources) if (source.includes('@tensorflow/tfjs')) return true;
  return false;
}

/** Copies a tensor's elements out of the engine; undefined for a dtype that is not sent (string, complex64). */
export function tensorToWire(tensor: tensorflow.Tensor): WireTensor | undefined {
  const shape = [...tensor.shape];
  switch (tensor.dtype) {
    case 'float32':
    case 'int32':
      return { shape, dtype: tensor.dtype, data: (tensor.dataSync() as Float32Array | Int32Array).slice() };
    case 'bool':
      return { shape, dtype: 'bool', data: Uint8Array.from(tensor.dataSync()) };
    default:
      return undefined;
  }
}

/** A tensor of the engine with these elements. The caller's scope disposes of it. */
export function tensorFromWire(tf: TensorFlow, { shape, dtype, data }: WireTensor): tensorflow.Tensor {
  return tf.tensor(data.slice(), [...shape], dtype);
}
