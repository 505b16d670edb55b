import { parseShape, shapeText, sizeOf, type Rule } from './rule';

/** One tensor whose shape an op cannot do with. */
export const shapeRules: readonly Rule[] = [
  {
    code: 'reshape',
    pattern: /^Size\((\d+)\) must match the product of shape ([\d,-]*)$/,
    explain: ([, size, to]) => {
      const shape = parseShape(to!);
      // With one axis left open, what is known of the shape divides the size or does not.
      if (shape.some(Number.isNaN)) return undefined;
      const open = shape.findIndex((extent) => extent > 1 && (Number(size) * extent) % sizeOf(shape) === 0);
      const freed = shape.map((extent, axis) => (axis === open ? -1 : extent));
      return {
        message: {
          en: `reshape moves no element in or out: the tensor has ${size}, and ${shapeText(shape)} has room for ${sizeOf(shape)}.`,
          es: `reshape no agrega ni quita elementos: el tensor tiene ${size}, y en ${shapeText(shape)} caben ${sizeOf(shape)}.`,
        },
        hint: open < 0 ? undefined : {
          en: `An axis of -1 takes what is left: .reshape([${freed.join(', ')}]) would fit.`,
          es: `Un eje de -1 toma lo que queda: .reshape([${freed.join(', ')}]) encajaría.`,
        },
      };
    },
  },
  {
    code: 'reshape',
    pattern: /^The implicit shape can't be a fractional number\. Got (\d+) \/ (\d+)/,
    explain: ([, size, known]) => ({
      message: {
        en: `reshape cannot fill in the -1: ${size} elements do not divide by ${known}, the product of the other axes.`,
        es: `reshape no puede completar el -1: ${size} elementos no se dividen entre ${known}, el producto de los demás ejes.`,
      },
    }),
  },
  {
    code: 'reshape',
    pattern: /^Shapes can only have 1 implicit size\. Found -1 at dim (\d+) and dim (\d+)/,
    explain: ([, a, b]) => ({
      message: {
        en: `reshape can work out one axis; -1 stands at axis ${a} and at axis ${b}.`,
        es: `reshape puede deducir un eje; hay un -1 en el eje ${a} y otro en el eje ${b}.`,
      },
    }),
  },
  {
    code: 'axis',
    pattern: /^All values in axis param must be in range \[-(\d+), \d+\) but got axis ([\d,-]+)/,
    explain: ([, rank, axis], op) => ({
      message: {
        en: `${op === undefined ? '' : `${op}: `}there is no axis ${axis}: a tensor of rank ${rank} has the axes ${axes(Number(rank), 'en')}.`,
        es: `${op === undefined ? '' : `${op}: `}no hay eje ${axis}: un tensor de rango ${rank} tiene los ejes ${axes(Number(rank), 'es')}.`,
      },
      hint: {
        en: 'Counted from the end, the last one is -1.',
        es: 'Contando desde el final, el último es -1.',
      },
    }),
  },
  {
    code: 'axis',
    pattern: /^Axis = (-?\d+) is not in \[-(\d+), \d+\)/,
    explain: ([, axis, rank], op) => ({
      message: {
        en: `${op === undefined ? '' : `${op}: `}there is no axis ${axis}: a tensor of rank ${rank} has the axes ${axes(Number(rank), 'en')}.`,
        es: `${op === undefined ? '' : `${op}: `}no hay eje ${axis}: un tensor de rango ${rank} tiene los ejes ${axes(Number(rank), 'es')}.`,
      },
    }),
  },
  {
    code: 'axis',
    pattern: /^Softmax along a non-last dimension is not yet supported\. Logits was rank (\d+) and dim was (-?\d+)/,
    explain: ([, rank, axis]) => ({
      message: {
        en: `softmax works along the last axis, which is ${Number(rank) - 1} here, and was asked for axis ${axis}.`,
        es: `softmax funciona a lo largo del último eje, que aquí es ${Number(rank) - 1}, y se le pidió el eje ${axis}.`,
      },
      hint: {
        en: 'Transpose before and after, so that it is the last axis that is normalised.',
        es: 'Transpón antes y después, para que el eje que se normaliza sea el último.',
      },
    }),
  },
  {
    code: 'axis',
    pattern: /^Error in transpose: rank of input (\d+) must match length of perm ([\d,-]*)/,
    explain: ([, rank, order]) => ({
      message: {
        en: `transpose needs each axis of the tensor once: it has ${rank}, and the order given is ${shapeText(parseShape(order!))}.`,
        es: `transpose necesita cada eje del tensor una vez: tiene ${rank}, y el orden dado es ${shapeText(parseShape(order!))}.`,
      },
    }),
  },
  {
    code: 'axis',
    pattern: /^All entries in 'perm' must be between 0 and (\d+) but got ([\d,-]*)/,
    explain: ([, last, order]) => ({
      message: {
        en: `transpose: the axes go from 0 to ${last}, and the order given is [${order!.replaceAll(',', ', ')}].`,
        es: `transpose: los ejes van de 0 a ${last}, y el orden dado es [${order!.replaceAll(',', ', ')}].`,
      },
    }),
  },
  {
    code: 'axis',
    pattern: /^Can't squeeze axis (-?\d+) since its dim '(\d+)' is not 1/,
    explain: ([, axis, length]) => ({
      message: {
        en: `squeeze removes axes of length 1; axis ${axis} has length ${length}.`,
        es: `squeeze quita ejes de longitud 1; el eje ${axis} mide ${length}.`,
      },
      hint: { en: 'To keep its elements, use reshape; to reduce them, sum or mean.', es: 'Para conservar sus elementos, usa reshape; para reducirlos, sum o mean.' },
    }),
  },
  {
    code: 'rank',
    pattern: /^Error in (\w[\w ]*): (input|filter|x|inputs?) must be (?:of )?rank ([\d]|3 or 4|4 or 5),? but got (?:rank|ranks) (\d+)/,
    explain: ([, op, what, expected, actual]) => {
      const images = what !== 'filter' && /4/.test(expected!);
      const one: Readonly<Record<string, readonly [string, string]>> = { filter: ['filter', 'el filtro'] };
      const [en, es] = one[what!] ?? ['input', 'la entrada'];
      return {
        message: {
          en: `${op}: the ${en} has rank ${actual}; rank ${expected} was expected.`,
          es: `${op}: ${es} tiene rango ${actual}; se esperaba rango ${expected!.replace(' or ', ' o ')}.`,
        },
        hint: !images ? undefined : {
          en: `Images are [batch, height, width, channels].${actual === '2' ? ' For one grey image: .expandDims(0).expandDims(-1).' : ''}`,
          es: `Las imágenes son [lote, alto, ancho, canales].${actual === '2' ? ' Para una imagen gris: .expandDims(0).expandDims(-1).' : ''}`,
        },
      };
    },
  },
  {
    code: 'slice',
    pattern: /begin\[(\d+)\] \+ size\[\d+\] \((-?\d+)\) would overflow input\.shape\[\d+\] \((\d+)\)/,
    explain: ([, axis, end, length]) => ({
      message: {
        en: `slice goes past the end: along axis ${axis} it would reach ${end}, and there are ${length}.`,
        es: `slice se pasa del final: en el eje ${axis} llegaría hasta ${end}, y hay ${length}.`,
      },
      hint: {
        en: 'The second argument is how many, not up to where; -1 means all that are left.',
        es: 'El segundo argumento es cuántos, no hasta dónde; -1 significa todos los que quedan.',
      },
    }),
  },
  {
    code: 'slice',
    pattern: /^Error in slice\w*: Length of begin ([\d,-]*) must match the rank of the array \((\d+)\)/,
    explain: ([, begin, rank]) => ({
      message: {
        en: `slice: the tensor has ${rank} axes, and the beginning is given for ${begin!.split(',').length}: [${begin!.replaceAll(',', ', ')}].`,
        es: `slice: el tensor tiene ${rank} ejes, y el comienzo se da para ${begin!.split(',').length}: [${begin!.replaceAll(',', ', ')}].`,
      },
    }),
  },
  {
    code: 'index',
    pattern: /^GatherV2: the index value (-?\d+) is not in \[0, (-?\d+)\]/,
    explain: ([, index, last]) => ({
      message: {
        en: `gather: there is no index ${index}; they go from 0 to ${last}.`,
        es: `gather: no existe el índice ${index}; van de 0 a ${last}.`,
      },
    }),
  },
  {
    code: 'split',
    pattern: /^Number of splits must evenly divide the axis\./,
    explain: () => ({
      message: {
        en: 'split: the axis does not divide into that many equal parts.',
        es: 'split: el eje no se divide en esa cantidad de partes iguales.',
      },
      hint: { en: 'For parts of different sizes, give their sizes: tf.split(x, [3, 2]).', es: 'Para partes de distinto tamaño, da sus tamaños: tf.split(x, [3, 2]).' },
    }),
  },
  {
    code: 'split',
    pattern: /^The sum of sizes must match the size of the axis dimension\./,
    explain: () => ({
      message: {
        en: 'split: the sizes of the parts do not add up to the length of the axis.',
        es: 'split: los tamaños de las partes no suman la longitud del eje.',
      },
      hint: { en: 'One of them may be -1: it takes what is left.', es: 'Uno de ellos puede ser -1: toma lo que queda.' },
    }),
  },
  {
    code: 'shape',
    pattern: /^Tensor must have a shape comprised of positive integers but got shape \[([^\]]*)\]/,
    explain: ([, shape]) => ({
      message: {
        en: `A shape is made of whole numbers, 0 or more; this one is [${shape!.split(',').map((extent) => extent || '?').join(', ')}].`,
        es: `Una forma se compone de números enteros, 0 o más; esta es [${shape!.split(',').map((extent) => extent || '?').join(', ')}].`,
      },
      hint: /\d\.\d/.test(shape!)
        ? { en: 'Where a division gives it, round it: Math.floor(…).', es: 'Si sale de una división, redondéala: Math.floor(…).' }
        : undefined,
    }),
  },
];

function axes(rank: number, language: 'en' | 'es'): string {
  if (rank === 1) return language === 'en' ? '0 alone' : '0 solamente';
  return language === 'en' ? `0 to ${rank - 1}` : `0 a ${rank - 1}`;
}
