import { spawnSync } from 'node:child_process';
import type { GradientCase } from './gradient-case';
import type { CaseResult } from './check-gradient';

/** What PyTorch makes of a case, in float64. */
export interface TorchResult {
  readonly shape: readonly number[];
  readonly value: readonly number[];
  /** With respect to each differentiable input; null for integers. */
  readonly gradients: readonly (readonly number[] | null)[];
}

/** Candidates for a Python that has PyTorch. */
const pythons = [process.env['NEURONA_PYTHON'], 'python3', 'python'].filter((python) => python !== undefined && python !== '');

/** A Python that can import torch, or undefined. Asking one takes a second or two. */
export function findPyTorch(): string | undefined {
  return pythons.find((python) => spawnSync(python!, ['-c', 'import torch'], { stdio: 'ignore', timeout: 60_000 }).status === 0);
}

const program = `
import json, sys, warnings, torch
warnings.simplefilter('ignore')
import torch.nn.functional as F
torch.set_num_threads(1)
answers = []
for case in json.load(sys.stdin):
    x = [torch.tensor(i['values'], dtype=torch.float64).reshape(i['shape']).requires_grad_(i['float']) for i in case['inputs']]
    y = eval(case['code'])
    # Where nothing depends on an input, PyTorch says so by having no graph: the gradient is zero.
    if y.requires_grad:
        y.backward(torch.tensor(case['upstream'], dtype=torch.float64).reshape(y.shape))
    gradients = [(t.grad if t.grad is not None else torch.zeros_like(t)).flatten().tolist() if t.requires_grad else None for t in x]
    answers.append({'shape': list(y.shape), 'value': y.detach().flatten().tolist(), 'gradients': gradients})
json.dump(answers, sys.stdout)
`;

/** Has one Python process compute all cases, on the inputs and upstream gradients that TensorFlow.js had. */
export function askPyTorch(python: string, cases: readonly { readonly one: GradientCase; readonly ours: CaseResult }[]): TorchResult[] {
  const questions = cases.map(({ one, ours }) => ({
    code: one.torch,
    upstream: ours.upstream,
    inputs: one.inputs.map(({ shape, dtype = 'float32' }, i) => ({ shape, values: ours.inputs[i], float: dtype === 'float32' })),
  }));
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], { input: JSON.stringify(questions), encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`PyTorch failed: ${stderr}`);
  return JSON.parse(stdout) as TorchResult[];
}
