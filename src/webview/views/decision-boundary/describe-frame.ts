import type { BoundaryProbe } from '../../../protocol/probe';
import { localize, type Language, type Localized } from '../../../protocol/localized';
import { formatProse } from '../../lib/format-number';
import type { Cycle } from './find-cycle';
import type { JudgedPoint } from './plane';

/** "Step 3 of 6: 3 of 4 right." A step is one call of `showBoundary`, be that an epoch or an update. */
export function describeFrame(frame: BoundaryProbe, last: BoundaryProbe, points: readonly JudgedPoint[]): Localized {
  const [step, steps] = [frame.step + 1, last.step + 1];
  const right = points.filter((point) => point.right).length;
  const unit = frame.line;
  const values = unit === undefined ? [] : [...unit.weights, unit.bias];
  if (values.some(Number.isNaN)) {
    return {
      en: `Step ${step} of ${steps}: a weight is NaN, so there is no boundary.`,
      es: `Paso ${step} de ${steps}: un peso es NaN, así que no hay frontera.`,
    };
  }
  const flat = unit !== undefined && unit.weights.every((weight) => weight === 0);
  return {
    en: `Step ${step} of ${steps}: ${points.length === 0 ? 'no points' : `${right} of ${points.length} right`}${flat ? '; both weights are 0, so there is no line' : ''}.`,
    es: `Paso ${step} de ${steps}: ${points.length === 0 ? 'sin puntos' : `${right} de ${points.length} bien`}${flat ? '; los dos pesos son 0, así que no hay recta' : ''}.`,
  };
}

/** What a run that repeats itself comes to; undefined for one that settled with every point right. */
export function describeCycle({ start, period }: Cycle, frames: readonly BoundaryProbe[], last: readonly JudgedPoint[]): Localized | undefined {
  const step = frames[start]!.step + 1;
  const wrong = last.filter(({ right }) => !right).length;
  if (period > 1) {
    return {
      en: `It cycles: from step ${step} on, the same ${period} lines come back in turn.`,
      es: `Es un ciclo: desde el paso ${step} vuelven por turno las mismas ${period} rectas.`,
    };
  }
  if (wrong === 0) return undefined;
  return {
    en: `From step ${step} on the weights are the same each time, and ${wrong} of ${last.length} are still wrong.`,
    es: `Desde el paso ${step} los pesos son siempre los mismos, y ${wrong} de ${last.length} siguen mal.`,
  };
}

/** "w = (2, 1)   bias = −2"; undefined for a unit that is not linear. */
export function describeWeights({ line }: BoundaryProbe): Localized | undefined {
  if (line === undefined) return undefined;
  const write = (language: Language): string => {
    const numbers = line.weights.map((weight) => formatProse(weight, language));
    return `w = (${numbers.join(language === 'es' ? '; ' : ', ')})`;
  };
  return localize((pick, language) => `${write(language)}   ${pick({ en: 'bias', es: 'sesgo' })} = ${formatProse(line.bias, language)}`);
}
