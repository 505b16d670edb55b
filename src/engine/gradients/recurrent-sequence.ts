import { engine, matMul, reshape, reverse, transpose, type GradConfig, type Tensor, type Tensor3D } from '@tensorflow/tfjs-core';
import type { SequenceAttributes } from '../kernels/recurrent-sequence';

/** The gradient of a fused recurrent layer; see `RecurrentSequenceGrad`. */
export const recurrentSequenceGradient: GradConfig = {
  kernelName: 'RecurrentSequence',
  inputsToSave: ['x', 'kernel', 'recurrentKernel'],
  outputsToSave: [true, true, true],
  gradFunc: (dys, saved, attributes) => {
    const [dHidden, , dCarry] = dys as Tensor[];
    const [x, kernel, recurrentKernel, hidden, gates, carry] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor?];
    const inputs = { x, recurrentKernel, hidden, gates, dHidden: dHidden!, ...(carry === undefined ? {} : { carry, dCarry: dCarry! }) };
    const gradients = engine().runKernel('RecurrentSequenceGrad', inputs, attributes) as Tensor[];
    const [dGates, dKernel, dRecurrentKernel, dBias, dHidden0, dCarry0] = gradients as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
    const { backwards } = attributes as unknown as SequenceAttributes;
    return {
      x: () => inputGradient(dGates, kernel, backwards),
      kernel: () => dKernel,
      recurrentKernel: () => dRecurrentKernel,
      bias: () => dBias,
      hidden: () => dHidden0,
      carry: () => dCarry0,
    };
  },
};

/** dGates·Wᵀ, [steps, batch, inputs], as x lies: [batch, steps, inputs]. */
function inputGradient(dGates: Tensor, kernel: Tensor, backwards: boolean): Tensor {
  const [steps, batch, columns] = dGates.shape as [number, number, number];
  const flat = matMul(reshape(dGates, [steps * batch, columns]), kernel, false, true);
  const timeMajor = reshape(flat, [steps, batch, kernel.shape[0]!]) as Tensor3D;
  return transpose(backwards ? reverse(timeMajor, 0) : timeMajor, [1, 0, 2]);
}
