import { input, type GradientCase } from './gradient-case';

/** A reduction over no axis in particular, over one in the middle, and over two, with and without keeping them. */
function reductions(kernel: string, of: (x: string) => GradientCase['compute'], torch: readonly [string, string, string]): GradientCase[] {
  // Wide apart, so that no step makes another element the largest.
  const inputs = [input([2, 3, 4], -3, 4)];
  return [
    { kernel, name: 'everything', inputs, compute: of('all'), torch: torch[0] },
    { kernel, name: 'the axis in the middle', inputs, compute: of('middle'), torch: torch[1] },
    { kernel, name: 'two axes, kept', inputs, compute: of('kept'), torch: torch[2] },
  ];
}

const axes = { all: [undefined, false], middle: [-2, false], kept: [[0, 2], true] } as const;
const axesOf = (which: string): readonly [number | number[] | undefined, boolean] => axes[which as keyof typeof axes] as never;

export const reductionCases: readonly GradientCase[] = [
  ...reductions('Sum', (which) => (tf, x) => tf.sum(x!, ...axesOf(which)), ['x[0].sum()', 'x[0].sum(-2)', 'x[0].sum((0, 2), keepdim=True)']),
  ...reductions('Mean', (which) => (tf, x) => tf.mean(x!, ...axesOf(which)), ['x[0].mean()', 'x[0].mean(-2)', 'x[0].mean((0, 2), keepdim=True)']),
  ...reductions('Max', (which) => (tf, x) => tf.max(x!, ...axesOf(which)), ['x[0].amax()', 'x[0].amax(-2)', 'x[0].amax((0, 2), keepdim=True)']),
  ...reductions('Min', (which) => (tf, x) => tf.min(x!, ...axesOf(which)), ['x[0].amin()', 'x[0].amin(-2)', 'x[0].amin((0, 2), keepdim=True)']),
  ...reductions('Prod', (which) => (tf, x) => tf.prod(x!.mul(0.5), ...axesOf(which)), [
    '(x[0] * 0.5).prod()',
    '(x[0] * 0.5).prod(-2)',
    '(x[0] * 0.5).prod(0, keepdim=True).prod(2, keepdim=True)',
  ]),
  {
    kernel: 'Prod',
    name: 'with a zero among the factors',
    inputs: [{ shape: [2, 3], values: [0.375, 0, 1.125, 2.5, -0.625, 1.375] }],
    compute: (tf, x) => tf.prod(x!, 1),
    torch: 'x[0].prod(1)',
  },
  ...[0, 1, 2].flatMap((axis) =>
    [false, true].flatMap((exclusive) =>
      [false, true].flatMap((reverse): GradientCase[] => [
        {
          kernel: 'Cumsum',
          name: `axis ${axis}, exclusive ${exclusive}, reverse ${reverse}`,
          inputs: [input([2, 3, 4])],
          compute: (tf, x) => tf.cumsum(x!, axis, exclusive, reverse),
          ...(!exclusive && { torch: reverse ? `x[0].flip(${axis}).cumsum(${axis}).flip(${axis})` : `x[0].cumsum(${axis})` }),
        },
        {
          kernel: 'Cumprod',
          name: `axis ${axis}, exclusive ${exclusive}, reverse ${reverse}`,
          inputs: [input([2, 3, 4])],
          compute: (tf, x) => tf.cumprod(x!, axis, exclusive, reverse),
          ...(!exclusive && { torch: reverse ? `x[0].flip(${axis}).cumprod(${axis}).flip(${axis})` : `x[0].cumprod(${axis})` }),
        },
      ]),
    ),
  ),
  {
    kernel: 'Cumprod',
    name: 'two zeros among the factors',
    inputs: [{ shape: [2, 5, 1], values: [0.375, 0, 1.125, 2.5, -0.625, 1.375, 0, 0.5, 0, 3.125] }],
    compute: (tf, x) => tf.cumprod(x!, 1),
    torch: 'x[0].cumprod(1)',
  },
  { kernel: 'Softmax', name: 'over the last axis', inputs: [input([3, 5])], compute: (tf, x) => tf.softmax(x!), torch: 'x[0].softmax(-1)' },
  // The op computes it with other kernels and has the gradient under its own name.
  { kernel: 'logSoftmax__op', name: 'over the last axis', inputs: [input([3, 5])], compute: (tf, x) => tf.logSoftmax(x!), torch: 'x[0].log_softmax(-1)' },
  {
    kernel: 'TopK',
    name: 'the three largest of each row, in order',
    inputs: [input([2, 3, 5])],
    compute: (tf, x) => tf.topk(x!, 3).values,
    torch: 'x[0].topk(3).values',
  },
  {
    kernel: 'BatchMatMul',
    name: 'plain',
    inputs: [input([3, 4]), input([4, 5])],
    compute: (tf, a, b) => tf.matMul(a!, b!),
    torch: 'x[0] @ x[1]',
  },
  ...([[true, false], [false, true], [true, true]] as const).map(([ta, tb]): GradientCase => ({
    kernel: 'BatchMatMul',
    name: `a batch, transposed: ${ta}, ${tb}`,
    inputs: [input(ta ? [2, 4, 3] : [2, 3, 4]), input(tb ? [2, 5, 4] : [2, 4, 5])],
    compute: (tf, a, b) => tf.matMul(a!, b!, ta, tb),
    torch: `x[0]${ta ? '.mT' : ''} @ x[1]${tb ? '.mT' : ''}`,
  })),
  ...([[[1, 3, 4], [2, 4, 5]], [[2, 3, 4], [1, 4, 5]], [[3, 4], [2, 4, 5]], [[2, 1, 3, 4], [1, 3, 4, 5]]] as const).map(([a, b]): GradientCase => ({
    kernel: 'BatchMatMul',
    name: `batches broadcast: [${a}] by [${b}]`,
    inputs: [input(a), input(b)],
    compute: (tf, one, other) => tf.matMul(one!, other!),
    torch: 'x[0] @ x[1]',
    ...(a[1] === 1 && { wrongOnCpu: 'it takes the batches of the first one by one, modulo their number' }),
  })),
];
