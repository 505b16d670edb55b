import { HumanError } from '../protocol/human-error';
import { MAX_RANK, type WireTensor } from '../protocol/tensor';
import { shapeText } from './shape';
import { numbersPerElement, type Elements } from './stored-dtype';
import type { TensorData } from './tensor-file';
import { UNREADABLE } from './unreadable';

const [LOWEST, HIGHEST] = [-(2 ** 31), 2 ** 31 - 1];

/**
 * What was read as a tensor that can be sent and drawn, of one of the three dtypes of the wire:
 * - bool stays bool;
 * - integers become int32. Of uint32, int64 and uint64, which are wider, only where every one read fits; else float32;
 * - all floats become float32, float64 rounded to the nearest;
 * - a complex tensor becomes one of float32 with an axis of two more at the end: real part, imaginary part.
 *
 * Throws for more than `MAX_RANK` axes: ask for a slice, and drop axes of one.
 */
export function toWireTensor({ dtype, shape, data }: TensorData): WireTensor {
  const axes = numbersPerElement(dtype) === 2 ? [...shape, 2] : [...shape];
  if (axes.length > MAX_RANK) {
    throw new HumanError(
      UNREADABLE,
      {
        en: `A tensor of shape ${shapeText(axes)} has ${axes.length} axes; at most ${MAX_RANK} can be shown.`,
        es: `Un tensor de forma ${shapeText(axes)} tiene ${axes.length} ejes; se pueden mostrar ${MAX_RANK} como máximo.`,
      },
      { en: 'Show a slice of it with fewer axes.', es: 'Muestra una parte que tenga menos ejes.' },
    );
  }
  if (dtype === 'bool') return { shape: axes, dtype, data: Uint8Array.from(data) };
  if (isInteger(dtype) && fits(data))
    return { shape: axes, dtype: 'int32', data: data instanceof Int32Array ? data : Int32Array.from(data) };
  return { shape: axes, dtype: 'float32', data: data instanceof Float32Array ? data : Float32Array.from(data) };
}

const isInteger = (dtype: TensorData['dtype']): boolean => /^u?int/.test(dtype);

function fits(data: Elements): boolean {
  if (!(data instanceof Uint32Array || data instanceof Float64Array)) return true;
  return data.every((value) => value >= LOWEST && value <= HIGHEST);
}
