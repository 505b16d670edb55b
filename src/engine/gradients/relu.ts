import { cast, engine, getKernel, mul, step, zerosLike, type GradConfig, type Tensor } from '@tensorflow/tfjs-core';

/** dy · step(x): one kernel where the backend has it, `ReluGrad`, else upstream's two. */
function reluGrad(dy: Tensor, x: Tensor): Tensor {
  const fused = x.dtype === 'float32' && dy.dtype === 'float32' && getKernel('ReluGrad', engine().backendName) != null;
  return fused ? engine().runKernel('ReluGrad', { dy, x }) : mul(dy, cast(step(x), 'float32'));
}

export const reluGradients: readonly GradConfig[] = [
  {
    kernelName: 'Relu',
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({ x: () => reluGrad(dy as Tensor, saved[0]!) }),
  },
  {
    kernelName: 'ReluGrad',
    inputsToSave: ['x'],
    // A step is flat on either side.
    gradFunc: (ddx, saved) => ({ dy: () => reluGrad(ddx as Tensor, saved[0]!), x: () => zerosLike(saved[0]!) }),
  },
];
