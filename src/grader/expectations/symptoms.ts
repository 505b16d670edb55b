import type { Localized } from '../../protocol/localized';
import { sizeOf } from '../../protocol/tensor';
import { numberText } from '../../report/number-text';
import { numericDifference, type Numeric } from './numeric';
import { TOLERANCE } from './ladder';

/**
 * What can be said for certain of how two grids differ, when nobody's name for the mistake is known:
 * a constant factor, an opposite sign, a constant difference, a transpose. Undefined when nothing is certain.
 */
export function symptomOf(expected: Numeric, actual: Numeric): Localized | undefined {
  if (expected.data.length !== actual.data.length || expected.data.length < 3) return undefined;
  return factorSymptom(expected, actual) ?? offsetSymptom(expected, actual) ?? transposeSymptom(expected, actual);
}

function agrees(expected: Float64Array, actual: Numeric): boolean {
  return numericDifference(expected, actual.data, TOLERANCE).relative <= TOLERANCE;
}

function factorSymptom(expected: Numeric, actual: Numeric): Localized | undefined {
  const largest = argmaxAbsolute(expected.data);
  const factor = actual.data[largest]! / expected.data[largest]!;
  // One value that is not zero, or all of them alike, is not enough to tell a factor from a difference.
  if (!Number.isFinite(factor) || factor === 0 || distinct(expected.data) < 3) return undefined;
  if (
    !agrees(
      Float64Array.from(expected.data, (value) => value * factor),
      actual,
    )
  )
    return undefined;
  if (Math.abs(factor + 1) < TOLERANCE) {
    return {
      en: 'Every value has the opposite sign of what was expected: look for a sign that is turned around.',
      es: 'Todos los valores tienen el signo opuesto al esperado: busca un signo invertido.',
    };
  }
  const text = numberText(factor);
  return {
    en: `Every value is ${text} times what was expected: look for a factor that is missing or counts twice.`,
    es: `Todos los valores son ${text} veces lo esperado: busca un factor que falta o que cuenta dos veces.`,
  };
}

function offsetSymptom(expected: Numeric, actual: Numeric): Localized | undefined {
  const offset = actual.data[0]! - expected.data[0]!;
  if (!Number.isFinite(offset) || offset === 0 || distinct(expected.data) < 3) return undefined;
  if (
    !agrees(
      Float64Array.from(expected.data, (value) => value + offset),
      actual,
    )
  )
    return undefined;
  const text = numberText(offset);
  return {
    en: `Every value differs by ${text} from what was expected: look for a term that is missing or counts twice.`,
    es: `Todos los valores difieren en ${text} de lo esperado: busca un término que falta o que cuenta dos veces.`,
  };
}

function transposeSymptom(expected: Numeric, actual: Numeric): Localized | undefined {
  const [rows = 0, columns = 0] = expected.shape;
  if (expected.shape.length !== 2 || rows < 2 || columns < 2) return undefined;
  if (actual.shape[0] !== columns || actual.shape[1] !== rows || sizeOf(actual.shape) !== actual.data.length)
    return undefined;
  const transposed = Float64Array.from(
    { length: rows * columns },
    (_, i) => expected.data[(i % rows) * columns + Math.floor(i / rows)]!,
  );
  if (!agrees(transposed, actual)) return undefined;
  return {
    en: 'The values are right, but rows and columns have changed places.',
    es: 'Los valores son correctos, pero las filas y las columnas están intercambiadas.',
  };
}

function argmaxAbsolute(data: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < data.length; i++) if (Math.abs(data[i]!) > Math.abs(data[best]!)) best = i;
  return best;
}

function distinct(data: ArrayLike<number>): number {
  return new Set(Array.from(data)).size;
}
