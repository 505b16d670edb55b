import { engine, matMul, reshape, tensor2d, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';
import { hasOurKernels } from './has-our-kernels';

interface Attributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** How much each source pixel contributes to one target pixel along an axis: [source, weight]. */
type Weights = (position: number, length: number, attributes: Attributes) => readonly (readonly [number, number])[];

/**
 * Resizing is linear in the image and separable: y = R_h x R_wᵀ for matrices [target, source] of interpolation weights. So
 * dx = R_hᵀ dy R_w, for every combination of attributes and any number of images.
 * Upstream's bilinear gradient ignores half-pixel centres and, on cpu, swaps height and width; its nearest one, on cpu,
 * ignores half-pixel centres and is wrong for every image of a batch but the first. Our own kernel of that, for wasm, is right.
 */
export const resizeGradients: readonly GradConfig[] = [resize('ResizeBilinear', bilinear), resize('ResizeNearestNeighbor', nearest)];

function resize(kernel: string, weights: Weights): GradConfig {
  return defineGradient<Attributes>({
    kernel,
    saves: ['images'],
    gradients: (dy, [images], attributes) => ({
      images: () => {
        if (kernel === 'ResizeNearestNeighbor' && hasOurKernels()) {
          return engine().runKernel('ResizeNearestNeighborGrad', { images: images!, dy }, { ...attributes });
        }
        const [batch, height, width, channels] = images!.shape as [number, number, number, number];
        const [, newHeight, newWidth] = dy.shape as [number, number, number, number];
        const rows = interpolation(height, newHeight, attributes, weights);
        const columns = interpolation(width, newWidth, attributes, weights);
        const acrossRows = matMul(rows, reshape(dy, [batch, newHeight, newWidth * channels]), true);
        const acrossColumns = matMul(columns, reshape(acrossRows, [batch * height, newWidth, channels]), true);
        return reshape(acrossColumns, images!.shape);
      },
    }),
  });
}

/** [1, target, source]: the source pixels, with their weights, of which each target pixel is made. */
function interpolation(source: number, target: number, attributes: Attributes, weights: Weights): Tensor {
  const { alignCorners, halfPixelCenters } = attributes;
  const scale = alignCorners && target > 1 ? (source - 1) / (target - 1) : source / target;
  const matrix = new Float32Array(target * source);
  for (let i = 0; i < target; i++) {
    const position = halfPixelCenters ? scale * (i + 0.5) - 0.5 : scale * i;
    for (const [j, weight] of weights(position, source, attributes)) matrix[i * source + j]! += weight;
  }
  return reshape(tensor2d(matrix, [target, source]), [1, target, source]);
}

/** The two neighbours, of which the farther one counts less; beyond the border, the border twice. */
function bilinear(position: number, length: number): ReturnType<Weights> {
  const low = Math.max(0, Math.floor(position));
  const high = Math.min(length - 1, Math.ceil(position));
  const fraction = position - low;
  return [[low, 1 - fraction], [high, fraction]];
}

/** One pixel: the one a position falls into, or, with aligned corners, the nearest. */
function nearest(position: number, length: number, { alignCorners, halfPixelCenters }: Attributes): ReturnType<Weights> {
  // Pixel centres lie at half steps, and the pixel that holds one begins half a step before.
  const at = alignCorners ? Math.round(position) : Math.floor(halfPixelCenters ? position + 0.5 : position);
  return [[Math.min(length - 1, Math.max(0, at)), 1]];
}
