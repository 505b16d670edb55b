import { verbatim, type Localized } from '../protocol/localized';
import { readBlock } from './read-block';
import { topLevelKeys } from './json-keys';
import { checkShape, denseStrides, sizeOf } from './shape';
import { dataView, named, readExactly, type NamedSource, type Source } from './source';
import { storedBytes, type StoredDtype } from './stored-dtype';
import { checkNames, createTensorFile, type RefusedEntry, type StoredTensor, type TensorFile } from './tensor-file';
import { quoted, shown, truncated, unreadable, unsupported } from './unreadable';

/** No longer header is read. Those of models with thousands of tensors have a few hundred kilobytes. */
export const MAX_SAFETENSORS_HEADER = 16 * 1024 * 1024;
export const SAFETENSORS_PREFIX = 8;
const METADATA = '__metadata__';

const safetensorsDtypes: ReadonlyMap<string, StoredDtype> = new Map([
  ['BOOL', 'bool'],
  ['U8', 'uint8'],
  ['I8', 'int8'],
  ['U16', 'uint16'],
  ['I16', 'int16'],
  ['U32', 'uint32'],
  ['I32', 'int32'],
  ['U64', 'uint64'],
  ['I64', 'int64'],
  ['F8_E4M3', 'float8_e4m3'],
  ['F8_E5M2', 'float8_e5m2'],
  ['F8_E8M0', 'float8_e8m0'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['F32', 'float32'],
  ['F64', 'float64'],
  ['C64', 'complex64'],
]);

/**
 * A .safetensors file (https://github.com/huggingface/safetensors, "Format"):
 *
 *     offset 0   length of the header, uint64 little-endian
 *            8   JSON: { name: { dtype, shape, data_offsets: [begin, end] }, "__metadata__": { … } }
 *                the tensors, row-major, little-endian; offsets count from here
 *
 * As the format asks, the tensors fill the rest of the file without gaps and without overlaps. Throws HumanError where
 * that is not so. Tensors of a dtype that is not read (F4, F6 and unknown ones) are refused each by itself.
 */
export async function openSafetensors(given: Source, name: string): Promise<TensorFile> {
  const source = named(given, name);
  const { header, start } = await readHeader(source);
  const claims = Object.entries(header)
    .filter(([key]) => key !== METADATA)
    .map(([key, value]) => readClaim(name, key, value, source.size - start));
  checkCoverage(name, claims, source.size - start);

  const tensors: StoredTensor[] = [];
  const refused: RefusedEntry[] = [];
  for (const claim of claims) {
    const dtype = safetensorsDtypes.get(claim.dtype);
    if (dtype === undefined) refused.push({ name: claim.name, error: unknownDtype(name, claim) });
    else tensors.push(storedTensor(source, start, claim, dtype));
  }
  return createTensorFile(name, {
    format: 'safetensors',
    tensors,
    refused,
    metadata: readMetadata(name, header[METADATA]),
  });
}

/** What the header says of one tensor. */
interface Claim {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

async function readHeader(
  source: NamedSource,
): Promise<{ readonly header: Readonly<Record<string, unknown>>; readonly start: number }> {
  const file = source.name;
  const what: Localized = { en: 'the safetensors header', es: 'el encabezado de safetensors' };
  const length = dataView(await readExactly(source, 0, SAFETENSORS_PREFIX, what)).getBigUint64(0, true);
  if (length > BigInt(MAX_SAFETENSORS_HEADER)) {
    throw unreadable(file, {
      at: { en: 'byte 0, the length of the header', es: 'el byte 0, el largo del encabezado' },
      expected: { en: `at most ${MAX_SAFETENSORS_HEADER}`, es: `${MAX_SAFETENSORS_HEADER} como máximo` },
      received: verbatim(String(length)),
    });
  }
  const bytes = await readExactly(source, SAFETENSORS_PREFIX, Number(length), what);
  let header: unknown;
  let keys: readonly string[] = [];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
    keys = topLevelKeys(text);
  } catch {
    header = undefined;
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw unreadable(file, {
      at: { en: 'byte 8, the header', es: 'el byte 8, el encabezado' },
      expected: { en: 'a JSON object', es: 'un objeto JSON' },
      received: header === undefined ? { en: 'text that is not JSON', es: 'un texto que no es JSON' } : shown(header),
    });
  }
  checkNames(file, keys);
  return { header: header as Record<string, unknown>, start: SAFETENSORS_PREFIX + Number(length) };
}

function readClaim(file: string, name: string, value: unknown, size: number): Claim {
  const at = (key: string): Localized => ({ en: `"${key}" of ${quoted(name)}`, es: `"${key}" de ${quoted(name)}` });
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof dtype !== 'string')
    throw unreadable(file, { at: at('dtype'), expected: { en: 'a text', es: 'un texto' }, received: shown(dtype) });
  const axes = checkShape(file, at('shape'), shape);
  const whole = (number: unknown): number is number => Number.isSafeInteger(number) && (number as number) >= 0;
  if (
    !Array.isArray(offsets) ||
    offsets.length !== 2 ||
    !whole(offsets[0]) ||
    !whole(offsets[1]) ||
    offsets[0] > offsets[1]
  ) {
    throw unreadable(file, {
      at: at('data_offsets'),
      expected: { en: 'the places where it begins and ends', es: 'los lugares donde empieza y termina' },
      received: shown(offsets),
    });
  }
  const [begin, end] = offsets as [number, number];
  if (end > size) throw truncated(file, at('data_offsets'), end, size);
  const known = safetensorsDtypes.get(dtype);
  if (known !== undefined && sizeOf(axes) * storedBytes(known) !== end - begin) {
    const expected = `${sizeOf(axes) * storedBytes(known)} bytes`;
    throw unreadable(file, {
      at: at('data_offsets'),
      expected: {
        en: `${expected}, as ${dtype} of its shape takes`,
        es: `${expected}, lo que ocupa ${dtype} con su forma`,
      },
      received: verbatim(String(end - begin)),
    });
  }
  return { name, dtype, shape: axes, begin, end };
}

/** The tensors must lie one after another, from the first byte to the last: neither shared bytes nor hidden ones. */
function checkCoverage(file: string, claims: readonly Claim[], size: number): void {
  let reached = 0;
  for (const { name, begin, end } of [...claims].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== reached) {
      throw unreadable(file, {
        at: { en: `"data_offsets" of ${quoted(name)}`, es: `"data_offsets" de ${quoted(name)}` },
        expected: { en: `${reached}, where the one before it ends`, es: `${reached}, donde termina el anterior` },
        received: verbatim(String(begin)),
      });
    }
    reached = end;
  }
  if (reached !== size) {
    throw unreadable(file, {
      at: { en: 'the end of the last tensor', es: 'el final del último tensor' },
      expected: { en: `the end of the data, ${size}`, es: `el final de los datos, ${size}` },
      received: verbatim(String(reached)),
    });
  }
}

function storedTensor(
  source: NamedSource,
  start: number,
  { name, shape, begin, end }: Claim,
  dtype: StoredDtype,
): StoredTensor {
  const layout = { dtype, offset: start + begin, strides: denseStrides(shape, storedBytes(dtype)), littleEndian: true };
  return {
    entry: { name, dtype, shape, bytes: { offset: start + begin, length: end - begin } },
    load: (slice) => readBlock(source, layout, slice, { en: quoted(name), es: quoted(name) }),
  };
}

function unknownDtype(file: string, { name, dtype }: Claim): RefusedEntry['error'] {
  return unsupported(
    file,
    { en: `${quoted(name)} is of dtype ${quoted(dtype)}`, es: `${quoted(name)} es de tipo ${quoted(dtype)}` },
    { en: 'Save that tensor as F32 or F16.', es: 'Guarda ese tensor como F32 o F16.' },
  );
}

function readMetadata(file: string, value: unknown): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  const texts =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  if (texts === undefined || texts.some(([, text]) => typeof text !== 'string')) {
    throw unreadable(file, {
      at: verbatim(`"${METADATA}"`),
      expected: { en: 'texts by their names', es: 'textos con sus nombres' },
      received: shown(value),
    });
  }
  return new Map(texts);
}
