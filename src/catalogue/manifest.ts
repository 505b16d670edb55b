import * as z from 'zod/mini';
import type { Localized } from '../protocol/localized';
import { readJson } from './read-json';

/**
 * The three small JSON files that describe a course. These schemas are the one source: the types, what is checked
 * on reading, and `schemas/exercise.schema.json`, which the editor completes `exercise.json` with.
 */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Shown by the editor on hover, in both languages because a JSON schema has only one place for it. */
const says = ({ en, es }: Localized): z.core.$ZodCheck<unknown> => z.describe(`${en}\n\n${es}`);

const textSchema = z.string().check(z.minLength(1));
const textPairSchema = z.strictObject({ en: textSchema, es: textSchema });
const idSchema = z.string().check(z.regex(ID));
const millisecondsSchema = z.int().check(z.positive());

export const hintSchema = z
  .strictObject({
    ...textPairSchema.shape,
    tests: z
      .optional(z.array(textSchema))
      .check(says({ en: 'English titles of the tests this hint helps with.', es: 'Títulos en inglés de las pruebas en las que ayuda esta pista.' })),
  })
  .check(says({ en: 'One step towards the answer, never the answer.', es: 'Un paso hacia la respuesta, nunca la respuesta.' }));
export type Hint = z.infer<typeof hintSchema>;

export const exerciseManifestSchema = z.strictObject({
  $schema: z.optional(z.string()),
  title: textPairSchema.check(says({ en: 'What the exercise is called.', es: 'Cómo se llama el ejercicio.' })),
  summary: textPairSchema.check(says({ en: 'One line: what the learner writes.', es: 'Una línea: qué escribe quien aprende.' })),
  order: z.int().check(
    says({ en: 'Place within the unit; leave gaps of ten.', es: 'Lugar dentro de la unidad; deja huecos de diez en diez.' }),
  ),
  minutes: z.int().check(z.positive(), says({ en: 'How long it takes, about.', es: 'Cuánto se tarda, más o menos.' })),
  requires: z
    .array(idSchema)
    .check(says({ en: 'Ids of exercises to pass first.', es: 'Identificadores de los ejercicios que hay que superar antes.' })),
  entry: z
    .string()
    .check(
      z.regex(/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/),
      says({ en: 'Name of the learner’s file, such as "perceptron.ts".', es: 'Nombre del archivo de quien aprende, como "perceptron.ts".' }),
    ),
  seed: z.int().check(says({ en: 'Seed of all random inputs.', es: 'Semilla de todas las entradas aleatorias.' })),
  limits: z
    .strictObject({ test: millisecondsSchema, exercise: millisecondsSchema })
    .check(says({ en: 'Milliseconds for one test and for all of them.', es: 'Milisegundos para una prueba y para todas.' })),
  heavy: z.optional(z.boolean()).check(
    says({
      en: 'Whether large convolutions dominate: then the native engine runs it, where it is installed.',
      es: 'Si dominan las convoluciones grandes: entonces lo ejecuta el motor nativo, donde esté instalado.',
    }),
  ),
  views: z
    .array(idSchema)
    .check(says({ en: 'Views that open with a run, the first in front.', es: 'Vistas que se abren con la ejecución, la primera delante.' })),
  hints: z.array(hintSchema).check(says({ en: 'Shown one at a time, in this order.', es: 'Se muestran de una en una, en este orden.' })),
  sources: z
    .array(idSchema)
    .check(says({ en: 'Keys of the lectures it follows.', es: 'Claves de las clases que sigue.' })),
});
export type ExerciseManifest = z.infer<typeof exerciseManifestSchema>;

export const unitManifestSchema = z.strictObject({ $schema: z.optional(z.string()), title: textPairSchema });
export type UnitManifest = z.infer<typeof unitManifestSchema>;

export const courseManifestSchema = z.strictObject({ $schema: z.optional(z.string()), id: idSchema, title: textPairSchema });
export type CourseManifest = z.infer<typeof courseManifestSchema>;

/** Whether a name may stand as an exercise's id, and so as a folder's name. */
export function isId(name: string): boolean {
  return ID.test(name);
}

/** Reads `exercise.json`. Throws a HumanError that names the file, the field, what is wanted and what stands there. */
export function readExerciseManifest(text: string, file: string): ExerciseManifest {
  return readJson(exerciseManifestSchema, text, file);
}

/** Reads `unit.json`; throws as `readExerciseManifest` does. */
export function readUnitManifest(text: string, file: string): UnitManifest {
  return readJson(unitManifestSchema, text, file);
}

/** Reads `course.json`; throws as `readExerciseManifest` does. */
export function readCourseManifest(text: string, file: string): CourseManifest {
  return readJson(courseManifestSchema, text, file);
}

/** What the editor completes and checks `exercise.json` with. */
export function exerciseJsonSchema(): object {
  return { ...z.toJSONSchema(exerciseManifestSchema), title: 'exercise.json' };
}
