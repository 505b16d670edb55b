import table from './wheels.json';

/** Where TensorFlow's libraries lie on PyPI. Written by tools/native/write-wheels.ts. */
export interface Wheels {
  /** Version of TensorFlow. */
  readonly tensorflow: string;
  /** By platform, such as "linux-x64". */
  readonly platforms: Readonly<Record<string, Wheel>>;
}

/** One wheel, which is a zip. */
export interface Wheel {
  readonly url: string;
  /** Bytes, and SHA-256 in hex as PyPI gives it, of the whole wheel. */
  readonly size: number;
  readonly sha256: string;
  readonly libraries: readonly WheelLibrary[];
}

/** A library in a wheel: the raw deflate stream that is a part of it, and the file that this unpacks to. */
export interface WheelLibrary {
  readonly name: string;
  readonly packed: { readonly offset: number; readonly size: number; readonly sha256: string };
  readonly size: number;
  readonly sha256: string;
}

export const wheels: Wheels = table;
