import type { Rule } from './rule';

/** Differentiation that cannot start, or does not find its way. */
export const gradientRules: readonly Rule[] = [
  {
    code: 'no-path',
    pattern: /^Cannot compute gradient of y=f\(x\) with respect to x\./,
    explain: () => ({
      message: {
        en: 'The result of f does not depend on x through operations of TensorFlow.js, so it has no gradient.',
        es: 'El resultado de f no depende de x mediante operaciones de TensorFlow.js, así que no tiene gradiente.',
      },
      hint: {
        en: 'Inside f, use its argument itself and tensor operations only: what goes through dataSync, arraySync or a new tensor is a constant.',
        es: 'Dentro de f, usa su propio argumento y solo operaciones con tensores: lo que pasa por dataSync, arraySync o un tensor nuevo es una constante.',
      },
    }),
  },
  {
    code: 'no-variable',
    pattern: /^Cannot find a connection between any variable and the result of the loss function/,
    explain: () => ({
      message: {
        en: 'The loss does not depend on any variable, so there is nothing to minimize.',
        es: 'La pérdida no depende de ninguna variable, así que no hay nada que minimizar.',
      },
      hint: {
        en: 'Compute it inside the function given to minimize, from tf.variable(…) and not from their numbers.',
        es: 'Calcúlala dentro de la función que le das a minimize, a partir de tf.variable(…) y no de sus números.',
      },
    }),
  },
  {
    code: 'no-variable',
    pattern: /^variableGrads\(\) expects at least one of the input variables to be trainable, but none of the (\d+) variables is trainable/,
    explain: ([, count]) => ({
      message: count === '0'
        ? { en: 'There is no variable to train.', es: 'No hay ninguna variable que entrenar.' }
        : { en: `None of the ${count} variables is trainable.`, es: `Ninguna de las ${count} variables es entrenable.` },
      hint: {
        en: 'Make the weights with tf.variable(…) before the first step.',
        es: 'Crea los pesos con tf.variable(…) antes del primer paso.',
      },
    }),
  },
  {
    code: 'not-scalar',
    pattern: /must return a scalar, but it returned a rank-(\d+) tensor/,
    explain: ([, rank]) => ({
      message: {
        en: `A loss is one number; the function returned a tensor of rank ${rank}.`,
        es: `Una pérdida es un solo número; la función devolvió un tensor de rango ${rank}.`,
      },
      hint: { en: 'End it with .mean() or .sum().', es: 'Termínala con .mean() o .sum().' },
    }),
  },
  {
    code: 'not-a-tensor',
    pattern: /^The result y returned by f\(\) must be a tensor\./,
    explain: () => ({
      message: {
        en: 'The function that is differentiated has to return a tensor, and returned something else.',
        es: 'La función que se deriva tiene que devolver un tensor, y devolvió otra cosa.',
      },
      hint: {
        en: 'It returns neither a number nor a promise: no dataSync, no async, and does it have its return?',
        es: 'No devuelve un número ni una promesa: sin dataSync, sin async, ¿y tiene su return?',
      },
    }),
  },
  {
    code: 'gradient-arguments',
    pattern: /^The f passed in (\w+)\(f(?:, varList)?\) must be a function/,
    explain: ([, name]) => ({
      message: { en: `tf.${name} takes a function, and was given something else.`, es: `tf.${name} toma una función, y recibió otra cosa.` },
      hint: { en: `Write tf.${name}((x) => …), without calling it.`, es: `Escribe tf.${name}((x) => …), sin llamarla.` },
    }),
  },
  {
    code: 'gradient-arguments',
    pattern: /^The args passed in (\w+)\(f\)\(args\) must be an array/,
    explain: ([, name]) => ({
      message: { en: `What tf.${name}(f) gives takes its arguments in one array.`, es: `Lo que da tf.${name}(f) toma sus argumentos en un arreglo.` },
      hint: { en: `Write tf.${name}(f)([a, b]).`, es: `Escribe tf.${name}(f)([a, b]).` },
    }),
  },
  {
    code: 'gradient-arguments',
    pattern: /^The x passed in (\w+)\(f\)\(x\) must be a tensor/,
    explain: ([, name]) => ({
      message: { en: `What tf.${name}(f) gives takes a tensor.`, es: `Lo que da tf.${name}(f) toma un tensor.` },
      hint: { en: 'Make one of a number with tf.scalar(…).', es: 'Crea uno a partir de un número con tf.scalar(…).' },
    }),
  },
  {
    code: 'no-gradient',
    pattern: /^Cannot compute gradient: gradient function not found for (\w+?)\.?$/,
    explain: ([, kernel]) => ({
      message: {
        en: `${kernel} has no gradient, and it stands between the result and what it is differentiated by.`,
        es: `${kernel} no tiene gradiente, y está entre el resultado y aquello respecto de lo que se deriva.`,
      },
      hint: {
        en: 'Compute it outside the function that is differentiated, or express it with other operations.',
        es: 'Calcúlalo fuera de la función que se deriva, o exprésalo con otras operaciones.',
      },
    }),
  },
];
