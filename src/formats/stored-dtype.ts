/** Every kind of element that a file may hold. */
export const storedDtypes = [
  'bool',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'uint64',
  'int64',
  'float8_e4m3',
  'float8_e5m2',
  'float8_e8m0',
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'complex64',
  'complex128',
] as const;
export type StoredDtype = (typeof storedDtypes)[number];

/** Elements in memory: the narrowest typed array that holds every value of the dtype (see `decodeElements`). */
export type Elements =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

interface Layout {
  /** Bytes of an element in the file. */
  readonly stored: number;
  /** Bytes of an element in memory. */
  readonly decoded: number;
  /** Bytes of each of its numbers: half an element where it is complex. They are what byte order turns around. */
  readonly word: number;
}

const layouts: Readonly<Record<StoredDtype, Layout>> = {
  bool: { stored: 1, decoded: 1, word: 1 },
  uint8: { stored: 1, decoded: 1, word: 1 },
  int8: { stored: 1, decoded: 1, word: 1 },
  uint16: { stored: 2, decoded: 2, word: 2 },
  int16: { stored: 2, decoded: 2, word: 2 },
  uint32: { stored: 4, decoded: 4, word: 4 },
  int32: { stored: 4, decoded: 4, word: 4 },
  uint64: { stored: 8, decoded: 8, word: 8 },
  int64: { stored: 8, decoded: 8, word: 8 },
  float8_e4m3: { stored: 1, decoded: 4, word: 1 },
  float8_e5m2: { stored: 1, decoded: 4, word: 1 },
  float8_e8m0: { stored: 1, decoded: 4, word: 1 },
  float16: { stored: 2, decoded: 4, word: 2 },
  bfloat16: { stored: 2, decoded: 4, word: 2 },
  float32: { stored: 4, decoded: 4, word: 4 },
  float64: { stored: 8, decoded: 8, word: 8 },
  complex64: { stored: 8, decoded: 8, word: 4 },
  complex128: { stored: 16, decoded: 16, word: 8 },
};

export const storedBytes = (dtype: StoredDtype): number => layouts[dtype].stored;
export const decodedBytes = (dtype: StoredDtype): number => layouts[dtype].decoded;
export const wordBytes = (dtype: StoredDtype): number => layouts[dtype].word;

/** Numbers per element: two for a complex one, its real and its imaginary part. */
export const numbersPerElement = (dtype: StoredDtype): number =>
  dtype === 'complex64' || dtype === 'complex128' ? 2 : 1;
