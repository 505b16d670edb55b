import type { Localized } from '../../protocol/localized';
import { areEqual, parseShape, shapeText, sizeOf, type Rule } from './rule';

/** Two tensors, or more, that do not go together. */
export const operandRules: readonly Rule[] = [
  {
    code: 'inner-axes',
    pattern: /inner shapes \((\d+)\) and \((\d+)\) of Tensors with shapes ([\d,]+) and ([\d,]+) and transposeA=(\w+) and transposeB=(\w+) must match/,
    explain: ([, innerA, innerB, a, b, transposeA, transposeB]) => {
      const [first, second] = [parseShape(a!), parseShape(b!)];
      const [ta, tb] = [transposeA === 'true', transposeB === 'true'];
      return {
        message: {
          en: `matMul cannot multiply ${shapeText(first)} by ${shapeText(second)}: the inner axes, ${innerA} and ${innerB}, have to be equal.`,
          es: `matMul no puede multiplicar ${shapeText(first)} por ${shapeText(second)}: los ejes internos, ${innerA} y ${innerB}, tienen que ser iguales.`,
        },
        hint: fittingTranspose(first, second, ta, tb),
      };
    },
  },
  {
    code: 'inner-axes',
    pattern: /Error in dot: inner dimensions of inputs must match, but got (\d+) and (\d+)/,
    explain: ([, a, b]) => ({
      message: {
        en: `dot needs the last axis of the first tensor to be as long as the first axis of the second; they are ${a} and ${b}.`,
        es: `dot necesita que el último eje del primer tensor mida lo mismo que el primer eje del segundo; miden ${a} y ${b}.`,
      },
    }),
  },
  {
    code: 'inner-axes',
    pattern: /Error in dot: inputs must all be rank 1 or 2, but got ranks (\d+) and (\d+)/,
    explain: ([, a, b]) => ({
      message: {
        en: `dot takes vectors and matrices, rank 1 or 2; these have ranks ${a} and ${b}.`,
        es: `dot toma vectores y matrices, de rango 1 o 2; estos tienen rangos ${a} y ${b}.`,
      },
      hint: (a === '0' || b === '0')
        ? { en: 'To multiply by a number, use mul.', es: 'Para multiplicar por un número, usa mul.' }
        : { en: 'For batches of matrices, use matMul.', es: 'Para lotes de matrices, usa matMul.' },
    }),
  },
  {
    code: 'broadcast',
    pattern: /^Operands could not be broadcast together with shapes \[?([\d,]*)\]?(?: and)? \[?([\d,]*)\]?\.?$/,
    explain: ([, a, b], op) => {
      const [first, second] = [parseShape(a!), parseShape(b!)];
      const axis = [...first].findIndex((_, i) => clash(first.at(-1 - i), second.at(-1 - i)));
      if (axis < 0) return undefined;
      const [one, other] = [first.at(-1 - axis), second.at(-1 - axis)];
      const [name, nombre] = op === undefined ? ['', ''] : [`${op}: `, `${op}: `];
      if (op === 'matMul') {
        return {
          message: {
            en: `matMul: the batch axes ${shapeText(first)} and ${shapeText(second)} do not fit: ${one} against ${other}. Each pair has to be equal, or one of the two 1.`,
            es: `matMul: los ejes de lote ${shapeText(first)} y ${shapeText(second)} no encajan: ${one} contra ${other}. Cada par tiene que ser igual, o uno de los dos 1.`,
          },
        };
      }
      return {
        message: {
          en: `${name}the shapes ${shapeText(first)} and ${shapeText(second)} do not fit. Compared from the last axis on, each pair has to be equal, or one of the two 1; here ${one} stands against ${other}.`,
          es: `${nombre}las formas ${shapeText(first)} y ${shapeText(second)} no encajan. Comparadas desde el último eje, cada par tiene que ser igual, o uno de los dos 1; aquí ${one} queda frente a ${other}.`,
        },
        hint: fittingBroadcast(first, second),
      };
    },
  },
  {
    code: 'broadcast',
    pattern: /broadcastTo\(\): \[([\d,]*)\] cannot be broadcast to \[([\d,]*)\]/,
    explain: ([, from, to]) => ({
      message: {
        en: `broadcastTo cannot stretch ${shapeText(parseShape(from!))} to ${shapeText(parseShape(to!))}: only axes of length 1 are repeated.`,
        es: `broadcastTo no puede estirar ${shapeText(parseShape(from!))} a ${shapeText(parseShape(to!))}: solo se repiten los ejes de longitud 1.`,
      },
    }),
  },
  {
    code: 'concat',
    pattern: /Shape of tensors\[(\d+)\] \(([\d,]*)\) does not match the shape of the rest \(([\d,]*)\) along the non-concatenated axis (\d+)/,
    explain: ([, index, a, b, axis]) => {
      const [one, rest] = [parseShape(a!), parseShape(b!)];
      const different = one.flatMap((extent, at) => (extent === rest[at] ? [] : [at]));
      return {
        message: {
          en: `concat joins along one axis, and all others have to be equal: tensor ${index} is ${shapeText(one)}, those before it are ${shapeText(rest)}, and they differ at axis ${axis}.`,
          es: `concat une a lo largo de un eje, y los demás tienen que ser iguales: el tensor ${index} es ${shapeText(one)}, los anteriores son ${shapeText(rest)}, y difieren en el eje ${axis}.`,
        },
        hint: different.length === 1
          ? { en: `They fit along axis ${axis}: tf.concat([…], ${axis}).`, es: `Encajan a lo largo del eje ${axis}: tf.concat([…], ${axis}).` }
          : undefined,
      };
    },
  },
  {
    code: 'concat',
    pattern: /Error in concat\w*: rank of tensors\[(\d+)\] must be the same as the rank of the rest \((\d+)\)/,
    explain: ([, index, rank]) => ({
      message: {
        en: `concat: tensor ${index} has another rank than those before it, which have rank ${rank}.`,
        es: `concat: el tensor ${index} tiene otro rango que los anteriores, que tienen rango ${rank}.`,
      },
      hint: { en: 'Give it the axis it lacks with expandDims.', es: 'Dale el eje que le falta con expandDims.' },
    }),
  },
  {
    code: 'stack',
    pattern: /All tensors passed to stack must have matching shapes Shapes ([\d,]*) and ([\d,]*) must match/,
    explain: ([, a, b]) => ({
      message: {
        en: `stack puts tensors of one shape beside each other along a new axis; these are ${shapeText(parseShape(a!))} and ${shapeText(parseShape(b!))}.`,
        es: `stack pone tensores de una misma forma uno junto a otro en un eje nuevo; estos son ${shapeText(parseShape(a!))} y ${shapeText(parseShape(b!))}.`,
      },
      hint: { en: 'To join tensors of different lengths along an axis they have, use tf.concat.', es: 'Para unir tensores de distinta longitud a lo largo de un eje que ya tienen, usa tf.concat.' },
    }),
  },
  {
    code: 'same-shape',
    pattern: /^Error in (\w+):\s+Shapes ([\d,]*) and ([\d,]*) must match/,
    explain: ([, op, a, b]) => {
      const [labels, predictions] = [parseShape(a!), parseShape(b!)];
      return {
        message: {
          en: `${op} compares tensors of one shape; the first is ${shapeText(labels)}, the second ${shapeText(predictions)}.`,
          es: `${op} compara tensores de una misma forma; el primero es ${shapeText(labels)}, el segundo ${shapeText(predictions)}.`,
        },
        hint: fittingLabels(labels, predictions),
      };
    },
  },
  {
    code: 'einsum',
    pattern: /Expected dimension (\d+) at axis (\d+) of input shaped \[([\d,]*)\], but got dimension (\d+)/,
    explain: ([, expected, axis, shape, actual]) => ({
      message: {
        en: `einsum: an index has one length everywhere. Elsewhere it is ${expected}, but at axis ${axis} of the tensor ${shapeText(parseShape(shape!.replaceAll('"', '')))} it is ${actual}.`,
        es: `einsum: un índice mide lo mismo en todas partes. En otro lugar mide ${expected}, pero en el eje ${axis} del tensor ${shapeText(parseShape(shape!.replaceAll('"', '')))} mide ${actual}.`,
      },
    }),
  },
  {
    code: 'channels',
    pattern: /^Error in (\w+): (?:depth of input|number of input channels) \((\d+)\) must match (?:input depth for|the inChannels dimension in) filter (\d+)/,
    explain: ([, op, input, filter]) => ({
      message: {
        en: `${op}: the input has ${channels(input!, 'en')}, the filter is made for ${filter}.`,
        es: `${op}: la entrada tiene ${channels(input!, 'es')}, el filtro está hecho para ${filter}.`,
      },
      hint: {
        en: `A filter's shape is [${op === 'conv1d' ? 'width' : 'height, width'}, input channels, ${op === 'depthwiseConv2d' ? 'multiplier' : 'output channels'}], and channels are the last axis of the input.`,
        es: `La forma de un filtro es [${op === 'conv1d' ? 'ancho' : 'alto, ancho'}, canales de entrada, ${op === 'depthwiseConv2d' ? 'multiplicador' : 'canales de salida'}], y los canales son el último eje de la entrada.`,
      },
    }),
  },
];

const channels = (count: string, language: 'en' | 'es'): string =>
  language === 'en' ? `${count} channel${count === '1' ? '' : 's'}` : `${count} ${count === '1' ? 'canal' : 'canales'}`;

function clash(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b && a !== 1 && b !== 1;
}

/** What makes the inner axes equal: turning the first, the second, or exchanging the two. */
function fittingTranspose(a: readonly number[], b: readonly number[], ta: boolean, tb: boolean): Localized | undefined {
  const inner = (shape: readonly number[], turned: boolean, first: boolean): number => shape.at(turned === first ? -2 : -1)!;
  const fits: Localized[] = [];
  if (inner(a, ta, true) === inner(b, !tb, false)) {
    fits.push({ en: `transpose the second: a.matMul(b, ${ta}, ${!tb})`, es: `transponer el segundo: a.matMul(b, ${ta}, ${!tb})` });
  }
  if (inner(a, !ta, true) === inner(b, tb, false)) {
    fits.push({ en: `transpose the first: a.matMul(b, ${!ta}, ${tb})`, es: `transponer el primero: a.matMul(b, ${!ta}, ${tb})` });
  }
  if (!ta && !tb && b.at(-1) === a.at(-2)) fits.push({ en: 'exchange the two: b.matMul(a)', es: 'intercambiarlos: b.matMul(a)' });
  if (fits.length === 0) return undefined;
  return {
    en: `What would fit: ${fits.map(({ en }) => en).join('; ')}.`,
    es: `Lo que encajaría: ${fits.map(({ es }) => es).join('; ')}.`,
  };
}

/** A transpose, or an axis of length 1 behind the smaller one, when either makes them fit. */
function fittingBroadcast(a: readonly number[], b: readonly number[]): Localized | undefined {
  if (a.length === 2 && areEqual(a, [...b].reverse())) {
    return { en: 'They fit when one of the two is transposed: .transpose().', es: 'Encajan si se transpone uno de los dos: .transpose().' };
  }
  const [small, large] = a.length < b.length ? [a, b] : [b, a];
  if (small.length === large.length - 1 && areEqual(small, large.slice(0, -1))) {
    const which: Localized = small === a ? { en: 'first', es: 'primero' } : { en: 'second', es: 'segundo' };
    return {
      en: `To use the ${which.en} along the first axes, give it a last axis of length 1: .expandDims(-1).`,
      es: `Para usar el ${which.es} a lo largo de los primeros ejes, dale un último eje de longitud 1: .expandDims(-1).`,
    };
  }
  return undefined;
}

/** What labels lack to be compared with predictions. */
function fittingLabels(labels: readonly number[], predictions: readonly number[]): Localized | undefined {
  if (labels.length === 1 && predictions.length === 2 && labels[0] === predictions[0]) {
    const classes = predictions[1]!;
    return classes === 1
      ? { en: 'Give the labels a second axis: labels.expandDims(1).', es: 'Dales a las etiquetas un segundo eje: labels.expandDims(1).' }
      : { en: `If the labels are class numbers, turn them into rows: tf.oneHot(labels.toInt(), ${classes}).`, es: `Si las etiquetas son números de clase, conviértelas en filas: tf.oneHot(labels.toInt(), ${classes}).` };
  }
  if (sizeOf(labels) === sizeOf(predictions) && !areEqual(labels, predictions) && areEqual(labels, [...predictions].reverse())) {
    return { en: 'One of the two is transposed.', es: 'Uno de los dos está transpuesto.' };
  }
  return undefined;
}
