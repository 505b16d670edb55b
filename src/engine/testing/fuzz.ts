import { profile } from '@tensorflow/tfjs-core';
import { assertSameAsCpu, type Comparison, type Compute, type Input } from './same-as-cpu';
import { createDraw, type Draw } from './draw';

/** One random case: what is computed, on which inputs. Gradients are compared unless it says otherwise. */
export interface Case extends Omit<Comparison, 'seed'> {
  readonly inputs: readonly Input[];
  readonly compute: Compute;
}

/** Operations by name, each with a way to draw a case of it: other shapes, attributes and numbers for every seed. */
export type Cases = Readonly<Record<string, (draw: Draw) => Case>>;

/**
 * Asserts that wasm computes what cpu computes in every one of some random cases, the same ones for the same seeds.
 * A failure names the seed and what was drawn. A case that cpu cannot compute is a fault of the case, and fails.
 * Returns the kernels that the first of them runs.
 */
export async function fuzz(drawCase: (draw: Draw) => Case, [first, ...others]: readonly number[]): Promise<readonly string[]> {
  // Once: profiling takes its time.
  const { kernelNames } = await profile(async () => {
    await compareCases(drawCase, [first!]);
    return [];
  });
  await compareCases(drawCase, others);
  return kernelNames;
}

async function compareCases(drawCase: (draw: Draw) => Case, seeds: readonly number[]): Promise<void> {
  for (const seed of seeds) {
    const draw = createDraw(seed);
    const { inputs, compute, ...comparison } = drawCase(draw);
    try {
      await assertSameAsCpu(compute, inputs, { ...comparison, seed, computes: true });
    } catch (error) {
      const shapes = inputs.map((input) =>
        'shape' in input ? `${input.dtype ?? 'float32'} [${input.shape}]` : `[${input}]`,
      );
      (error as Error).message += `\nseed ${seed}: inputs ${shapes.join(', ')}; drawn ${JSON.stringify(draw.choices)}`;
      throw error;
    }
  }
}
