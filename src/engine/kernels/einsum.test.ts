import { assertSameAsCpu } from '../testing/same-as-cpu';

const equations: readonly (readonly [string, ...(readonly number[][])])[] = [
  ['ij->ij', [2, 3]],
  ['ij->ji', [2, 3]],
  ['ijk->ki', [2, 3, 4]],
  ['ij->', [2, 3]],
  ['ij,jk->ik', [2, 3], [3, 4]],
  ['ij,kj->ik', [2, 3], [4, 3]],
  ['ji,jk->ki', [3, 2], [3, 4]],
  ['ij,ij->ij', [2, 3], [2, 3]],
  ['ij,ij->i', [2, 3], [2, 3]],
  ['ij,ij->', [2, 3], [2, 3]],
  ['i,j->ji', [2], [3]],
  ['i,->i', [3], []],
  ['ijk,k->ij', [2, 3, 4], [4]],
  ['bij,bjk->kib', [2, 3, 4], [2, 4, 5]],
  ['bqhd,bkhd->bhqk', [2, 3, 2, 4], [2, 5, 2, 4]],
  ['abc,cbd->da', [2, 3, 4], [4, 3, 5]],
];

describe('Einsum', () => {
  for (const [equation, ...shapes] of equations) {
    it(`computes ${equation}, of float32 and of int32`, async () => {
      await assertSameAsCpu((tf, ...tensors) => tf.einsum(equation, ...tensors), shapes, { gradients: false });
      const ints = shapes.map((shape) => ({ shape, dtype: 'int32' as const }));
      await assertSameAsCpu((tf, ...tensors) => tf.einsum(equation, ...tensors), ints);
    });
  }

  it('refuses what cpu refuses', async () => {
    await assertSameAsCpu((tf, x, y) => tf.einsum('ij,jk->ik', x!, y!), [[2, 3], [4, 5]], { gradients: false });
    await assertSameAsCpu((tf, x) => tf.einsum('ii->i', x!), [[3, 3]], { gradients: false });
    await assertSameAsCpu((tf, x) => tf.einsum('ij->k', x!), [[3, 3]], { gradients: false });
  });
});
