import type { WasmBackend } from '../wasm-backend';
import { address, output } from './heap';

/** Lends memory on the heap, in parts of so many bytes, with whatever is in it. */
export function withScratch(backend: WasmBackend, bytes: readonly number[], use: (addresses: number[]) => void): void {
  const floats = bytes.map((size) => Math.ceil(size / 16) * 4);
  const total = floats.reduce((sum, size) => sum + size, 0);
  const scratch = output(backend, [total]);
  try {
    let at = address(backend, scratch);
    use(floats.map((size) => (at += size * 4) - size * 4));
  } finally {
    backend.disposeData(scratch.dataId);
  }
}

/** Sets floats on the heap to zero, of which there are so many bytes. */
export function clear(backend: WasmBackend, begin: number, bytes: number): void {
  if (bytes > 0) new Float32Array(backend.heap.buffer, begin, bytes / 4).fill(0);
}
