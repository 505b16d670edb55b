/** A spec that cpu passes and our wasm engine does not, and why it need not. */
export interface Exception {
  /** The spec's name, or the beginning of the names of several. */
  readonly spec: string;
  readonly reason: string;
}

/** Most expect of TensorFlow.js what is wrong with it; for each of those there is a test of ours that expects what is right. */
export const exceptions: readonly Exception[] = [
  {
    spec: 'mirrorPad engine {} grad',
    reason: 'It expects the gradient that ignores what was reflected (central differences and PyTorch say otherwise).',
  },
  {
    spec: 'avgPool engine {} gradient x=[3,3,1] f=[3,3] s=1 p=explicit',
    reason: 'It expects dy divided by the whole window, though the mean itself leaves the padding out.',
  },
  {
    spec: 'div engine {} gradient: Tensor1D with int32',
    reason: 'It expects a slope of the quotient of integers, which is rounded down and flat.',
  },
  {
    spec: 'div engine {} gradient: 1d<int32> with 1d<bool>',
    reason: 'It expects a slope of the quotient of integers, which is rounded down and flat.',
  },
  {
    spec: 'depthwiseConv2d gradients engine {} throws error on dilations > 1',
    reason: 'It expects that there is no gradient of a dilated depthwise convolution. There is.',
  },
  {
    spec: 'gradients engine {} errors if relevant ops are missing grads',
    reason: 'It takes an operation without a gradient for its example; with ours that one has a gradient.',
  },
  {
    spec: 'pool engine {} max x=[2,2,3] f=[1,1] s=2 p=1 fractional outputs default rounding',
    reason: 'Windows of one element with as much padding: some have nothing in them. cpu returns its input, as it does for every window of one element that keeps the shape.',
  },
  {
    spec: 'pool engine {} avg x=[2,2,3] f=[1,1] s=2 p=1 fractional outputs default rounding',
    reason: 'As for the maximum.',
  },
];
