import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import * as z from 'zod/mini';
import { HumanError } from '../protocol/human-error';
import { localizedSchema } from '../protocol/localized';
import type { Course, Exercise } from './course';
import { assembleCourse, exerciseVersion, readAll } from './course-folder';
import { onDisk } from './disk-error';
import { exerciseManifestSchema } from './manifest';

/**
 * A course in one file: it installs as one file, and answers do not lie open on the disk.
 *
 *     offset 0   magic "NRNCOURS"
 *            8   uint32 LE  version of this layout
 *           12   uint32 LE  bytes of the index
 *           16   SHA-256 of the index
 *           48   index      JSON through brotli: every manifest, and where each exercise's segment stands
 *                segments   one for each exercise: JSON { name: text } through brotli
 *
 * So a list needs the index alone, and an exercise one more read. Every length and hash is checked.
 */
const MAGIC = Buffer.from('NRNCOURS', 'latin1');
const VERSION = 1;
const PREFIX = 48;
const MAX_INDEX = 16 << 20;
const MAX_SEGMENT = 32 << 20;

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const countSchema = z.int().check(z.nonnegative());
const packedExerciseSchema = z.object({
  id: z.string(),
  manifest: exerciseManifestSchema,
  version: sha256Schema,
  files: z.array(z.string()),
  segment: z.object({ offset: countSchema, bytes: countSchema, sha256: sha256Schema }),
});
const indexSchema = z.object({
  id: z.string(),
  title: localizedSchema,
  units: z.array(z.object({ id: z.string(), title: localizedSchema, exercises: z.array(packedExerciseSchema) })),
});
const segmentSchema = z.record(z.string(), z.string());
type PackedExercise = z.infer<typeof packedExerciseSchema>;

/** A whole course as one pack. The same course gives the same bytes. Throws the first of the course's problems. */
export async function packCourse(course: Course): Promise<Uint8Array> {
  const problem = course.problems[0];
  if (problem !== undefined) throw problem.error;
  const segments: Buffer[] = [];
  let offset = 0;
  const packExercise = async (exercise: Exercise): Promise<PackedExercise> => {
    const files = await readAll(exercise);
    const segment = await squeeze(Object.fromEntries(files));
    const at = { offset, bytes: segment.length, sha256: sha256(segment) };
    segments.push(segment);
    offset += segment.length;
    const { id, manifest } = exercise;
    return { id, manifest, version: exerciseVersion(files), files: files.map(([name]) => name), segment: at };
  };
  const units: z.infer<typeof indexSchema>['units'] = [];
  for (const { id, title, exercises } of course.units) {
    const packed: PackedExercise[] = [];
    for (const exercise of exercises) packed.push(await packExercise(exercise));
    units.push({ id, title, exercises: packed });
  }
  const index = await squeeze({ id: course.id, title: course.title, units });
  const prefix = Buffer.alloc(PREFIX);
  MAGIC.copy(prefix);
  prefix.writeUInt32LE(VERSION, 8);
  prefix.writeUInt32LE(index.length, 12);
  prefix.set(createHash('sha256').update(index).digest(), 16);
  return Buffer.concat([prefix, index, ...segments]);
}

/** Opens a packed course; only its index is read. Throws a HumanError when it is not a pack or is damaged. */
export async function openPack(path: string): Promise<Course> {
  const prefix = await readRange(path, 0, PREFIX);
  if (!prefix.subarray(0, MAGIC.length).equals(MAGIC)) throw notAPack(path);
  if (prefix.readUInt32LE(8) !== VERSION) throw otherVersion(path, prefix.readUInt32LE(8));
  const bytes = prefix.readUInt32LE(12);
  if (bytes > MAX_INDEX) throw damaged(path);
  const packed = await readRange(path, PREFIX, bytes);
  if (sha256(packed) !== prefix.toString('hex', 16, PREFIX)) throw damaged(path);
  const { id, title, units } = await unsqueeze(packed, indexSchema, MAX_INDEX, path);
  const segments = PREFIX + bytes;
  return assembleCourse({
    id,
    title,
    path,
    problems: [],
    units: units.map(({ exercises, ...unit }) => ({
      ...unit,
      exercises: exercises.map((exercise) => openPackedExercise(path, segments, unit, exercise)),
    })),
  });
}

function openPackedExercise(path: string, segments: number, unit: Exercise['unit'], packed: PackedExercise): Exercise {
  const { id, manifest, version, files, segment } = packed;
  const load = async (): Promise<Map<string, string>> => {
    if (segment.bytes > MAX_SEGMENT) throw damaged(path);
    const bytes = await readRange(path, segments + segment.offset, segment.bytes);
    if (sha256(bytes) !== segment.sha256) throw damaged(path);
    return new Map(Object.entries(await unsqueeze(bytes, segmentSchema, MAX_SEGMENT, path)));
  };
  let loaded: Promise<Map<string, string>> | undefined;
  const read = async (name: string): Promise<string | undefined> => {
    if (!files.includes(name)) return undefined;
    loaded ??= load().catch((error: unknown) => {
      // The next read tries again: the disk may be back.
      loaded = undefined;
      throw error;
    });
    return (await loaded).get(name);
  };
  return { id, unit: { id: unit.id, title: unit.title }, folder: `${unit.id}/${id}`, manifest, files, read, version: async () => version };
}

async function readRange(path: string, offset: number, bytes: number): Promise<Buffer> {
  return onDisk(path, async () => {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (offset + bytes > size) throw damaged(path);
      const buffer = Buffer.alloc(bytes);
      for (let at = 0; at < bytes; ) {
        const { bytesRead } = await file.read(buffer, at, bytes - at, offset + at);
        if (bytesRead === 0) throw damaged(path);
        at += bytesRead;
      }
      return buffer;
    } finally {
      await file.close();
    }
  });
}

async function squeeze(value: unknown): Promise<Buffer> {
  const text = Buffer.from(JSON.stringify(value));
  return compress(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
}

async function unsqueeze<S extends z.ZodMiniType>(bytes: Buffer, schema: S, cap: number, path: string): Promise<z.output<S>> {
  try {
    const text = await decompress(bytes, { maxOutputLength: cap });
    return z.parse(schema, JSON.parse(text.toString('utf8')));
  } catch {
    throw damaged(path);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const installAgain = {
  en: 'Install Neurona again, or ask whoever gave you the course for the file.',
  es: 'Vuelve a instalar Neurona o pide el archivo a quien te dio el curso.',
};

function notAPack(path: string): HumanError {
  return new HumanError('course-damaged', { en: `${path} is not a packed course.`, es: `${path} no es un curso empaquetado.` }, installAgain);
}

function damaged(path: string): HumanError {
  return new HumanError('course-damaged', { en: `The course in ${path} is damaged.`, es: `El curso de ${path} está dañado.` }, installAgain);
}

function otherVersion(path: string, version: number): HumanError {
  return new HumanError(
    'course-version',
    {
      en: `The course in ${path} is of version ${version}; this Neurona reads version ${VERSION}.`,
      es: `El curso de ${path} es de la versión ${version}; este Neurona lee la versión ${VERSION}.`,
    },
    { en: 'Update Neurona.', es: 'Actualiza Neurona.' },
  );
}
