import { util, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm-backend';
import { outputShapeOf, type Convolution } from './conv-info';
import { floats, ints } from './heap';
import type { KernelTools } from './wasm-kernel';

/** Computes with tensors in other layouts than core's; what is made for that is disposed of, whatever happens. */
export function withLayouts(
  tools: KernelTools,
  convolution: Convolution,
  compute: (layouts: ConvolutionLayouts) => TensorInfo,
): TensorInfo {
  const layouts = new ConvolutionLayouts(tools, convolution);
  try {
    return compute(layouts);
  } finally {
    layouts.dispose();
  }
}

/** Whether all are float32, which our SIMD computes with. */
export function areFloats(...tensors: readonly TensorInfo[]): boolean {
  return tensors.every(({ dtype }) => dtype === 'float32');
}

/** A tensor's numbers, float32 or int32, in place. */
export function numbers(backend: WasmBackend, tensor: TensorInfo): Float32Array | Int32Array {
  return tensor.dtype === 'float32' ? floats(backend, tensor) : ints(backend, tensor);
}

/** The tensors of a convolution, with channels last whatever core's are, and back. */
export class ConvolutionLayouts {
  readonly #tools: KernelTools;
  readonly #convolution: Convolution;
  readonly #made: TensorInfo[] = [];

  constructor(tools: KernelTools, convolution: Convolution) {
    this.#tools = tools;
    this.#convolution = convolution;
  }

  /** [batch, channels, height, width] as [batch, height, width, channels], if the convolution has its channels first. */
  channelsLast(tensor: TensorInfo): TensorInfo {
    return this.#convolution.channelsFirst ? this.#keep(this.#run('Transpose', tensor, { perm: [0, 2, 3, 1] })) : tensor;
  }

  /** A result with channels last, as core wants it; the result itself may be disposed of. */
  asGiven(result: TensorInfo): TensorInfo {
    return this.#convolution.channelsFirst ? this.#run('Transpose', this.#keep(result), { perm: [0, 3, 1, 2] }) : result;
  }

  /**
   * An upstream gradient with channels last, of the extents that the convolution makes. Of one that is larger, as in a
   * transposed convolution into a smaller shape, the rest is left out. Throws where it is smaller.
   */
  upstream(dy: TensorInfo): TensorInfo {
    const all = this.channelsLast(dy);
    const size = outputShapeOf(this.#convolution);
    if (util.arraysEqual(all.shape, size)) return all;
    util.assert(
      all.shape.every((extent, axis) => (axis < 3 ? extent >= size[axis]! : extent === size[axis])),
      () => `the upstream gradient is of shape [${all.shape.join()}]; this convolution makes [${size.join()}]`,
    );
    return this.#keep(this.#run('Slice', all, { begin: [0, 0, 0, 0], size }));
  }

  dispose(): void {
    for (const { dataId } of this.#made) this.#tools.backend.disposeData(dataId);
  }

  #run(kernel: string, x: TensorInfo, attrs: NamedAttrMap): TensorInfo {
    return this.#tools.shipped(kernel)({ inputs: { x }, attrs, backend: this.#tools.backend }) as TensorInfo;
  }

  #keep(tensor: TensorInfo): TensorInfo {
    this.#made.push(tensor);
    return tensor;
  }
}
