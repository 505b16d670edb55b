import { getKernelsForBackend } from '@tensorflow/tfjs-core';
import assert from 'node:assert/strict';
import { arrangementCases } from '../testing/cases/arrangements';
import { convolutionCases } from '../testing/cases/convolutions';
import { creationCases } from '../testing/cases/creations';
import { elementwiseCases } from '../testing/cases/elementwise';
import { emptyCases } from '../testing/cases/empty';
import { layerCases } from '../testing/cases/layers';
import { lossCases } from '../testing/cases/losses';
import { networkCases } from '../testing/cases/networks';
import { reductionCases } from '../testing/cases/reductions';
import { spatialCases } from '../testing/cases/spatial';
import { fuzz, type Cases } from '../testing/fuzz';

/** More rounds look further: `FUZZ_ROUNDS=200 npm run test:unit src/engine/kernels/fuzz`. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 3);
const seeds = Array.from({ length: rounds }, (_, index) => index + 1);

const topics: Readonly<Record<string, Cases>> = {
  'element by element': elementwiseCases,
  reductions: reductionCases,
  arrangements: arrangementCases,
  creations: creationCases,
  networks: networkCases,
  convolutions: convolutionCases,
  losses: lossCases(),
  'spatial operations': spatialCases,
  layers: layerCases,
  'empty tensors': emptyCases,
};

/** Kernels that no case reaches, and why. */
const unreached: Readonly<Record<string, string>> = {
  Complex: 'has tests of its own', ComplexAbs: 'has tests of its own', Real: 'has tests of its own', Imag: 'has tests of its own',
  FFT: 'complex', IFFT: 'complex',
  Draw: 'needs a canvas',
  LogicalXor: 'core makes it of and, or and not',
  ResizeBilinearGrad: 'the gradients of ours do without; cpu’s is wrong',
  ResizeNearestNeighborGrad: 'the gradients of ours do without; cpu’s is wrong; has tests of its own',
};

describe('wasm computes what cpu computes', () => {
  const reached = new Set<string>();
  let casesLeft = Object.values(topics).reduce((sum, cases) => sum + Object.keys(cases).length, 0);
  for (const [topic, cases] of Object.entries(topics)) {
    describe(topic, () => {
      for (const [name, drawCase] of Object.entries(cases)) {
        it(name, async () => {
          for (const kernel of await fuzz(drawCase, seeds)) reached.add(kernel);
          casesLeft--;
        });
      }
    });
  }

  describe('in every kernel that there is', () => {
    it('was tried', function () {
      // Of some cases alone there is nothing to be said.
      if (casesLeft > 1) return this.skip();
      const kernels = getKernelsForBackend('wasm').map(({ kernelName }) => kernelName);
      assert.deepEqual(kernels.filter((name) => !reached.has(name) && !(name in unreached)), []);
    });
  });
});
