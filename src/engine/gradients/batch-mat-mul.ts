import { matMul } from '@tensorflow/tfjs-core';
import { defineGradient } from './define-gradient';
import { sumToShape } from './sum-to-shape';

/**
 * y = A B, with A: […, n, k] and B: […, k, m] or their transposes. dA = dy Bᵀ and dB = Aᵀ dy, each summed over the batch axes
 * along which it was broadcast; upstream does not sum, and fails there.
 */
export const batchMatMulGradient = defineGradient<{ readonly transposeA: boolean; readonly transposeB: boolean }>({
  kernel: 'BatchMatMul',
  saves: ['a', 'b'],
  gradients: (dy, [a, b], { transposeA, transposeB }) => ({
    a: () => sumToShape(transposeA ? matMul(b!, dy, transposeB, true) : matMul(dy, b!, false, !transposeB), a!.shape),
    b: () => sumToShape(transposeB ? matMul(dy, a!, true, transposeA) : matMul(a!, dy, !transposeA, false), b!.shape),
  }),
});
