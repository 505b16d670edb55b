import type { Localized } from '../../protocol/localized';
import { parseShape, shapeText, sizeOf, type Rule } from './rule';

/** Values that are no tensor, or a tensor of the wrong kind. */
export const valueRules: readonly Rule[] = [
  {
    code: 'not-a-tensor',
    pattern: /^Argument '([^']+)' passed to '([^']+)' must be a Tensor or TensorLike, but got '([^']+)'/,
    explain: ([, argument, op, got]) => {
      const [what, hint] = notTensors[got!] ?? [{ en: `an object of type ${got}`, es: `un objeto de tipo ${got}` }];
      return {
        message: {
          en: `${op} was given ${what.en} for \`${argument}\`; it takes a tensor, a number or an array of numbers.`,
          es: `${op} recibió ${what.es} como \`${argument}\`; toma un tensor, un número o un arreglo de números.`,
        },
        hint,
      };
    },
  },
  {
    code: 'dtype',
    pattern: /^Argument '([^']+)' passed to '([^']+)' must be (\w+) tensor, but got (\w+) tensor/,
    explain: ([, argument, op, expected, actual]) => ({
      message: {
        en: `${op} takes ${dtypes[expected!]?.en ?? expected} for \`${argument}\`, and got ${actual}.`,
        es: `${op} toma ${dtypes[expected!]?.es ?? expected} como \`${argument}\`, y recibió ${actual}.`,
      },
      hint: conversions[expected!],
    }),
  },
  {
    code: 'element-count',
    pattern: /^Based on the provided shape, \[([\d,]*)\], the tensor should have (\d+) values but has (\d+)/,
    explain: ([, shape, expected, actual]) => ({
      message: {
        en: `A tensor of shape ${shapeText(parseShape(shape!))} has ${expected} values; ${actual} were given.`,
        es: `Un tensor de forma ${shapeText(parseShape(shape!))} tiene ${expected} valores; se dieron ${actual}.`,
      },
      hint: Number(actual) > sizeOf(parseShape(shape!))
        ? { en: 'Some are left over: does the shape lack an axis?', es: 'Sobran valores: ¿le falta un eje a la forma?' }
        : undefined,
    }),
  },
  {
    code: 'ragged',
    pattern: /^Element arr\[([\d\][]*)\] should have (\d+) elements, but has (\d+) elements/,
    explain: ([, place, expected, actual]) => ({
      message: {
        en: `The rows of a tensor are equally long: row ${row(place!)} has ${actual} elements, the first one has ${expected}.`,
        es: `Las filas de un tensor miden lo mismo: la fila ${row(place!)} tiene ${actual} elementos, la primera tiene ${expected}.`,
      },
    }),
  },
  {
    code: 'ragged',
    pattern: /^Element arr\[([\d\][]*)\] (?:is a primitive, but should be an array\/TypedArray of (\d+) elements|should be a primitive, but is an array of (\d+) elements)/,
    explain: ([, place, expected, actual]) => ({
      message: expected === undefined
        ? {
            en: `An array for a tensor is equally deep everywhere: element ${row(place!)} is an array of ${actual} elements where a number was expected.`,
            es: `Un arreglo para un tensor tiene la misma profundidad en todas partes: el elemento ${row(place!)} es un arreglo de ${actual} elementos donde se esperaba un número.`,
          }
        : {
            en: `An array for a tensor is equally deep everywhere: element ${row(place!)} is a number where an array of ${expected} elements was expected.`,
            es: `Un arreglo para un tensor tiene la misma profundidad en todas partes: el elemento ${row(place!)} es un número donde se esperaba un arreglo de ${expected} elementos.`,
          },
    }),
  },
  {
    code: 'nesting',
    pattern: /^tensor(\d)d\(\) requires shape to be provided when `values` are a flat\/TypedArray/,
    explain: ([, rank]) => ({
      message: {
        en: `tensor${rank}d was given a flat list and no shape, so it cannot tell where rows end.`,
        es: `tensor${rank}d recibió una lista plana y ninguna forma, así que no sabe dónde terminan las filas.`,
      },
      hint: { en: `Give the shape as the second argument, ${rank} numbers, or nest the values.`, es: `Da la forma como segundo argumento, ${rank} números, o anida los valores.` },
    }),
  },
  {
    code: 'nesting',
    pattern: /^tensor(\d)d\(\) requires (?:values to be|shape to have (\w+) numbers)/,
    explain: ([, rank, numbers]) => ({
      message: numbers === undefined
        ? {
            en: `tensor${rank}d makes a tensor of rank ${rank}, and its values are nested to another depth.`,
            es: `tensor${rank}d crea un tensor de rango ${rank}, y sus valores están anidados a otra profundidad.`,
          }
        : {
            en: `tensor${rank}d makes a tensor of rank ${rank}: its shape has ${rank} numbers.`,
            es: `tensor${rank}d crea un tensor de rango ${rank}: su forma tiene ${rank} números.`,
          },
      hint: { en: 'tf.tensor takes any rank.', es: 'tf.tensor acepta cualquier rango.' },
    }),
  },
  {
    code: 'not-values',
    pattern: /^values passed to tensor\(values\) must be a number\/boolean\/string or an array/,
    explain: () => ({
      message: {
        en: 'tf.tensor was given something that is neither a number nor an array of numbers: undefined, null, a promise or an object.',
        es: 'tf.tensor recibió algo que no es un número ni un arreglo de números: undefined, null, una promesa o un objeto.',
      },
      hint: { en: 'Look at what the expression in the brackets gives; a promise needs await.', es: 'Mira qué da la expresión entre paréntesis; una promesa necesita await.' },
    }),
  },
  {
    code: 'disposed',
    pattern: /^Tensor is disposed\.$/,
    explain: () => ({
      message: { en: 'This tensor is used after it was disposed of.', es: 'Este tensor se usa después de haberse liberado.' },
      hint: {
        en: 'A tensor made inside tf.tidy lives as long as the tidy: return it, or keep it with tf.keep. Or remove the dispose() that came too early.',
        es: 'Un tensor creado dentro de tf.tidy dura lo que dura el tidy: devuélvelo, o consérvalo con tf.keep. O quita el dispose() que llegó antes de tiempo.',
      },
    }),
  },
  {
    code: 'assign',
    pattern: /^(shape|dtype) of the new value \(([^)]*)\) and previous value \(([^)]*)\) must match/,
    explain: ([, what, next, previous]) => {
      const say = (text: string): string => (what === 'shape' ? shapeText(parseShape(text)) : text);
      return {
        message: {
          en: `assign: a variable keeps its ${what}. It has ${say(previous!)}, the new value ${say(next!)}.`,
          es: `assign: una variable conserva su ${what === 'shape' ? 'forma' : 'dtype'}. Tiene ${say(previous!)}, el valor nuevo ${say(next!)}.`,
        },
      };
    },
  },
  {
    code: 'variable-name',
    pattern: /^Variable with name (.+) was already registered/,
    explain: ([, name]) => ({
      message: { en: `There is a variable called "${name}" already.`, es: `Ya hay una variable llamada «${name}».` },
      hint: { en: 'Leave the name out, or dispose of the first one.', es: 'Omite el nombre, o libera la primera.' },
    }),
  },
  {
    code: 'class-count',
    pattern: /^Error in oneHot: depth must be >=2, but it is (-?\d+)/,
    explain: ([, depth]) => ({
      message: { en: `oneHot needs two classes or more; it was asked for ${depth}.`, es: `oneHot necesita dos clases o más; se le pidió ${depth}.` },
    }),
  },
  {
    code: 'missing-op',
    pattern: /\blinalg\.(svd|inv|det|eig|eigh|solve|cholesky|pinv) is not a function/,
    explain: ([, op]) => ({
      message: {
        en: `TensorFlow.js has no linalg.${op}; its linalg has bandPart, gramSchmidt and qr.`,
        es: `TensorFlow.js no tiene linalg.${op}; su linalg tiene bandPart, gramSchmidt y qr.`,
      },
      hint: op === 'svd'
        ? {
            en: "The neurona library has one: import { svd } from 'neurona'; const { u, s, v } = svd(x).",
            es: "La biblioteca neurona tiene una: import { svd } from 'neurona'; const { u, s, v } = svd(x).",
          }
        : op === 'inv' || op === 'solve'
          ? { en: 'To solve A x = b, take [q, r] = tf.linalg.qr(A) and substitute backwards in r x = qᵀ b.', es: 'Para resolver A x = b, toma [q, r] = tf.linalg.qr(A) y sustituye hacia atrás en r x = qᵀ b.' }
          : undefined,
    }),
  },
  {
    code: 'missing-kernel',
    pattern: /^Kernel '([^']+)' not registered for backend '([^']+)'/,
    explain: ([, kernel, backend]) => ({
      message: {
        en: `The ${backend} engine cannot compute ${kernel}.`,
        es: `El motor ${backend} no puede calcular ${kernel}.`,
      },
      hint: { en: 'Look for a way around it with other operations.', es: 'Busca otra manera de hacerlo con otras operaciones.' },
    }),
  },
];

const row = (place: string): string => place.split('][').join(', ');

type NotTensor = readonly [what: Localized, hint?: Localized];

/** The last word of the message, and what it comes from: null is also how it calls undefined. */
const notTensors: Readonly<Record<string, NotTensor>> = {
  null: [
    { en: 'nothing (undefined or null)', es: 'nada (undefined o null)' },
    { en: 'Does a function lack its return, or a call an argument?', es: '¿Le falta el return a una función, o un argumento a una llamada?' },
  ],
  Promise: [
    { en: 'a promise', es: 'una promesa' },
    { en: 'Put await before what gives it.', es: 'Pon await antes de lo que la devuelve.' },
  ],
  Function: [
    { en: 'a function', es: 'una función' },
    { en: 'Is a call missing its brackets ()?', es: '¿A una llamada le faltan los paréntesis ()?' },
  ],
  Object: [{ en: 'an object', es: 'un objeto' }],
};

const dtypes: Readonly<Record<string, Localized>> = {
  bool: { en: 'true and false (bool)', es: 'verdadero y falso (bool)' },
  int32: { en: 'integers (int32)', es: 'enteros (int32)' },
  float32: { en: 'float32', es: 'float32' },
  numeric: { en: 'numbers', es: 'números' },
  complex64: { en: 'complex numbers (complex64)', es: 'números complejos (complex64)' },
};

const conversions: Readonly<Record<string, Localized>> = {
  bool: { en: 'A comparison gives it, such as x.greater(0), or .toBool().', es: 'Lo da una comparación, como x.greater(0), o .toBool().' },
  int32: { en: "Convert it with .toInt(), or make it with dtype 'int32'.", es: "Conviértelo con .toInt(), o créalo con dtype 'int32'." },
  float32: { en: 'Convert it with .toFloat().', es: 'Conviértelo con .toFloat().' },
};
