import { slice_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import { address, output } from './heap';
import type { KernelArgs, WasmKernel } from './wasm-kernel';

/**
 * out[i…] = x[begin + i…], of shape `size`; -1 in `size` is all that is left of that axis.
 * Throws where a slice reaches outside of x: upstream's returns what lies there. Upstream's also copies the whole of x
 * first, which is most of the time when batches are taken out of a data set.
 */
export const slice: WasmKernel = {
  name: 'Slice',
  why: 'wrong',
  create: () => ({ inputs: { x }, attrs, backend }: Args) => {
    const [begin, size] = slice_util.parseSliceParams(x as never, attrs.begin as number[], attrs.size as number[]) as [number[], number[]];
    slice_util.assertParamsValid(x as never, begin, size);
    const out = output(backend, size, x.dtype);
    const bytes = new Uint8Array(backend.heap.buffer);
    copyBlock(bytes, address(backend, out), address(backend, x), util.bytesPerElement(x.dtype), x.shape, begin, size);
    return out;
  },
};

type Args = KernelArgs<{ readonly x: TensorInfo }, { readonly begin: number | readonly number[]; readonly size?: number | readonly number[] }>;

/** Copies a block of an array, as long runs of bytes as lie together. */
function copyBlock(
  bytes: Uint8Array,
  to: number,
  from: number,
  bytesPerElement: number,
  shape: readonly number[],
  begin: readonly number[],
  size: readonly number[],
): void {
  // Axes from `inner` on are taken whole, but for the first of them: together they are one run.
  let inner = shape.length - 1;
  while (inner > 0 && size[inner] === shape[inner]) inner--;
  const strides = shape.map((_, axis) => bytesPerElement * util.sizeFromShape(shape.slice(axis + 1)));
  const runBytes = bytesPerElement * util.sizeFromShape(size.slice(Math.max(inner, 0)));
  if (util.sizeFromShape([...size]) === 0) return;

  const copyFrom = (axis: number, at: number): void => {
    if (axis >= inner) {
      const start = axis < shape.length ? at + begin[axis]! * strides[axis]! : at;
      bytes.copyWithin(to, start, start + runBytes);
      to += runBytes;
      return;
    }
    for (let i = 0; i < size[axis]!; i++) copyFrom(axis + 1, at + (begin[axis]! + i) * strides[axis]!);
  };
  copyFrom(0, from);
}
