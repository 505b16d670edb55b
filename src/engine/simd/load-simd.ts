import bytes from 'neurona-simd';

/**
 * The functions of `assembly/`, on the backend's heap. Addresses are bytes, sizes are elements; every tensor is
 * float32 in row-major order. What each computes is said where it is written.
 */
export interface SimdKernels {
  /** y ← y + a·x over n floats. */
  readonly addScaled: (y: number, x: number, a: number, n: number) => void;
}

/** Instantiates our module on a heap; undefined where the machine has no SIMD. */
export function loadSimd(heap: WebAssembly.Memory): SimdKernels | undefined {
  if (!WebAssembly.validate(bytes)) return undefined;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: heap } });
  return exports as unknown as SimdKernels;
}
