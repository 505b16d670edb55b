import assert from 'node:assert/strict';
import { createDraw } from '../testing/draw';
import { assertSame, drawInputs, runKernel, runOnCpu } from '../testing/run-kernel';
import { resizeNearestNeighbor } from './resize-nearest-neighbor';
import { resizeNearestNeighborGrad } from './resize-nearest-neighbor-grad';

const modes = [
  { alignCorners: false, halfPixelCenters: false },
  { alignCorners: true, halfPixelCenters: false },
  { alignCorners: false, halfPixelCenters: true },
];

describe('ResizeNearestNeighbor', () => {
  it('picks the pixels that cpu picks, from any size to any other', async () => {
    for (let width = 1; width <= 50; width += 7) {
      for (let size = 1; size <= 60; size += 4) {
        for (const mode of modes) {
          const call = {
            inputs: { images: { shape: [1, 1, width, 1], values: Array.from({ length: width }, (_, i) => i) } },
            attrs: { ...mode, size: [1, size] },
          };
          assertSame(await runKernel(resizeNearestNeighbor, call), await runOnCpu('ResizeNearestNeighbor', call));
        }
      }
    }
  });

  it('keeps int32', async () => {
    const call = {
      inputs: { images: { shape: [2, 2, 3, 5], dtype: 'int32' as const } },
      attrs: { ...modes[0], size: [3, 7] },
    };
    assert.equal((await runKernel(resizeNearestNeighbor, call)).dtype, 'int32');
  });
});

describe('ResizeNearestNeighborGrad', () => {
  it('is the transpose of the resizing: ⟨dy, resize(x)⟩ = ⟨dx, x⟩', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const draw = createDraw(seed);
      const [images, size] = [
        [draw.int(1, 3), draw.int(1, 7), draw.int(1, 7), draw.int(1, 6)],
        [draw.int(1, 15), draw.int(1, 15)],
      ];
      const attrs = { ...draw.pick(modes), size };
      const dy = [images[0]!, ...size, images[3]!];
      const call = { inputs: { dy, images }, attrs };
      const dx = await runKernel(resizeNearestNeighborGrad, call);
      assertSame(await runKernel(resizeNearestNeighborGrad, call, { simd: false }), dx);
      const given = drawInputs(call.inputs);
      const resized = await runOnCpu('ResizeNearestNeighbor', {
        inputs: { images: { shape: images, values: given.images!.values } },
        attrs,
      });
      assert.ok(
        Math.abs(dot(given.dy!.values, resized.values) - dot(dx.values, given.images!.values)) < 1e-3,
        JSON.stringify(draw.choices),
      );
    }
  });
});

function dot(a: readonly number[], b: readonly number[]): number {
  assert.equal(a.length, b.length);
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
