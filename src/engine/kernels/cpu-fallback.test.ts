import assert from 'node:assert/strict';
import { engine, registerKernel, unregisterKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';
import type { WasmBackend } from '../wasm-backend';
import { cpuFallback } from './cpu-fallback';

const kernelName = 'FallbackTest';

/** Runs a kernel of cpu's, written here, through the fallback; asserts that neither backend keeps more than the outputs. */
async function through(kernel: (inputs: never, cpu: MathBackendCPU) => TensorInfo | TensorInfo[], inputs: object): Promise<TensorInfo[]> {
  const { tf } = await startEngine();
  const [wasm, cpu] = [tf.backend() as WasmBackend, engine().findBackend('cpu') as MathBackendCPU];
  const [onWasm, onCpu] = [wasm.numDataIds(), cpu.numDataIds()];
  registerKernel({ kernelName, backendName: 'cpu', kernelFunc: (({ inputs: views }) => kernel(views as never, cpu)) as KernelFunc });
  try {
    const outputs = [cpuFallback(kernelName)({ inputs: inputs as never, backend: wasm, attrs: {} })].flat();
    assert.equal(cpu.numDataIds(), onCpu, 'cpu keeps something');
    const made = new Set(outputs.map(({ dataId }) => dataId));
    for (const input of Object.values(inputs).flat() as (TensorInfo | undefined)[]) if (input !== undefined) made.delete(input.dataId);
    assert.equal(wasm.numDataIds(), onWasm + made.size, 'wasm keeps something');
    return outputs;
  } finally {
    unregisterKernel(kernelName, 'cpu');
  }
}

async function read(info: TensorInfo): Promise<readonly unknown[]> {
  const { tf } = await startEngine();
  return [...(tf.backend().readSync(info.dataId) as Float32Array)];
}

describe('The fallback to cpu', () => {
  it('returns an input that is an output as another reference to it', async () => {
    const { tf } = await startEngine();
    const x = tf.tensor1d([1, 2, 3]);
    const [out] = await through(({ x: view }: { x: TensorInfo }, cpu) => (cpu.incRef(view.dataId), view), { x });
    assert.equal(out!.dataId, x.dataId);
    x.dispose();
    assert.deepEqual(await read(out!), [1, 2, 3]);
    tf.backend().disposeData(out!.dataId);
  });

  it('copies an output that is a part of an input, though the heap grows meanwhile', async () => {
    const { tf } = await startEngine();
    const { heap } = tf.backend() as WasmBackend;
    const x = tf.tensor1d([1, 2, 3, 4]);
    const size = heap.buffer.byteLength / 4;
    const before = heap.buffer.byteLength;
    const [large, part] = await through(
      ({ x: view }: { x: TensorInfo }, cpu) => [
        cpu.makeTensorInfo([size], 'float32', new Float32Array(size).fill(5)),
        cpu.makeTensorInfo([2], 'float32', (cpu.data.get(view.dataId).values as Float32Array).subarray(1, 3)),
      ],
      { x },
    );
    assert.ok(heap.buffer.byteLength > before, 'the heap did not grow');
    assert.deepEqual(await read(part!), [2, 3]);
    assert.deepEqual(await read(x), [1, 2, 3, 4]);
    for (const { dataId } of [large!, part!]) tf.backend().disposeData(dataId);
    x.dispose();
  });

  it('takes numbers of another type than the tensor says', async () => {
    const { tf } = await startEngine();
    const x = tf.tensor1d([1, 0, 1], 'bool');
    const [out] = await through(({ x: view }: { x: TensorInfo }, cpu) => (cpu.incRef(view.dataId), { ...view, dtype: 'float32' }), { x });
    assert.deepEqual(await read(out!), [1, 0, 1]);
    tf.backend().disposeData(out!.dataId);
    x.dispose();
  });

  it('takes lists of inputs, optional ones, and strings', async () => {
    const { tf } = await startEngine();
    const [a, b, words] = [tf.tensor1d([1, 2]), tf.tensor1d([3]), tf.tensor1d(['one', 'two'])];
    const [count, same] = await through(
      ({ all, none, words: view }: { all: TensorInfo[]; none: undefined; words: TensorInfo }, cpu) => [
        cpu.makeTensorInfo([], 'float32', new Float32Array([all.length + (none === undefined ? 10 : 0)])),
        cpu.makeTensorInfo([2], 'string', cpu.readSync(view.dataId)),
      ],
      { all: [a, b], none: undefined, words },
    );
    assert.deepEqual(await read(count!), [12]);
    assert.deepEqual((await read(same!)).map((bytes) => new TextDecoder().decode(bytes as Uint8Array)), ['one', 'two']);
    for (const { dataId } of [count!, same!]) tf.backend().disposeData(dataId);
    tf.dispose([a, b, words]);
  });

  it('keeps nothing when the kernel throws', async () => {
    const { tf } = await startEngine();
    const x = tf.tensor1d([1]);
    const cpu = engine().findBackend('cpu') as MathBackendCPU;
    const before = [cpu.numDataIds(), tf.backend().numDataIds()];
    await assert.rejects(through(() => { throw new Error('not today'); }, { x }), /not today/);
    assert.deepEqual([cpu.numDataIds(), tf.backend().numDataIds()], before);
    x.dispose();
  });

  it('makes ragged tensors', () =>
    assertSameAsCpu((tf) => {
      const vector = (values: number[]) => tf.tensor1d(values, 'int32');
      const inputs = { starts: vector([0, 5]), limits: vector([3, 8]), deltas: vector([1, 2]) };
      return tf.engine().runKernel('RaggedRange', inputs) as never;
    }, []));

  for (const name of ['equal', 'notEqual'] as const) {
    it(`compares strings: ${name}`, () => assertSameAsCpu((tf) => tf[name](tf.tensor1d(['a', 'é', '']), tf.tensor1d(['a', 'e', ''])), []));
  }

  it('gathers, joins, turns and tiles strings', () =>
    assertSameAsCpu((tf) => {
      const words = tf.tensor2d(['a', 'b', 'c', 'd'], [2, 2]);
      const some = [tf.gather(words, tf.tensor1d([1], 'int32')), tf.concat([words, words]), tf.transpose(words), tf.tile(words, [1, 2]), tf.clone(words), tf.fill([2], 'b')];
      return some.map((tensor) => tf.equal(tensor, tf.scalar('b')));
    }, []));
});
