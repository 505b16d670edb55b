import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeCsv } from './encode-csv';
import { openTensorFile } from './open-tensor-file';
import { fromBytes } from './source';
import { encodeNpy } from './encode-npy';

const python = process.env['NEURONA_PYTHON'] ?? 'python3';

/** What NumPy is asked to write, and to say what it wrote: for each array its dtype, its shape, and its values as float64. */
const write = String.raw`
import json, sys, os
import numpy as np
folder = sys.argv[1]
rng = np.random.default_rng(7)
said, arrays = {}, {}
def say(a):
    parts = np.stack([a.real, a.imag], -1) if a.dtype.kind == 'c' else a
    return {'dtype': a.dtype.name, 'shape': a.shape, 'values': [repr(float(v)) for v in parts.astype('f8').ravel()]}
for kind in ['?', 'u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f2', 'f4', 'f8', 'c8', 'c16']:
    for order in '<>':
        for layout in 'CF':
            for shape in [(), (5,), (2, 3, 4), (0, 3)]:
                values = rng.normal(scale=300, size=shape)
                if kind in ('c8', 'c16'): values = values + 1j * rng.normal(size=shape)
                elif kind[0] in '?u': values = np.abs(values) % 200
                elif kind == 'i1': values = values % 100
                a = np.asarray(np.asarray(values).astype(np.dtype(kind).newbyteorder(order)), order=layout)
                name = f"{kind.replace('?', 'bool')}{'le' if order == '<' else 'be'}{layout}{len(shape)}"
                arrays[name] = a
                said[name] = say(a)
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(os.path.join(folder, f'v{version[0]}.npy'), 'wb') as f: np.lib.format.write_array(f, arrays['f4leF3'], version=version)
np.savez(os.path.join(folder, 'stored.npz'), **arrays)
np.savez_compressed(os.path.join(folder, 'deflated.npz'), **arrays)
np.savetxt(os.path.join(folder, 'table.txt'), arrays['f8leC3'].reshape(6, 4), header='a b c d')
np.savetxt(os.path.join(folder, 'table.csv'), arrays['f8leC3'].reshape(6, 4), delimiter=';', fmt='%.18g')
try:
    from safetensors.numpy import save_file
    save_file({k: np.array(v, dtype=v.dtype.newbyteorder('='), order='C') for k, v in arrays.items() if v.dtype.name != 'complex128'}, os.path.join(folder, 'model.safetensors'))
    said['safetensors'] = True
except ImportError: pass
json.dump(said, open(os.path.join(folder, 'said.json'), 'w'))
`;

/** NumPy reads what was written here, and says what it read. */
const read = String.raw`
import json, sys, os
import numpy as np
folder = sys.argv[1]
said = {}
for name in sorted(os.listdir(folder)):
    if not name.startswith('ours'): continue
    path = os.path.join(folder, name)
    a = np.load(path) if name.endswith('.npy') else np.loadtxt(path, delimiter=',', skiprows=1)
    said[name] = {'dtype': a.dtype.name, 'shape': a.shape, 'values': [repr(float(v)) for v in a.astype('f8').ravel()]}
print(json.dumps(said))
`;

interface Said {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly string[];
}

const number = (text: string): number => (text === 'inf' ? Infinity : text === '-inf' ? -Infinity : text === 'nan' ? NaN : Number(text));

describe('files of NumPy', () => {
  let folder: string;

  before(function () {
    this.timeout(60_000);
    const probe = spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' });
    if (probe.status !== 0) {
      console.log(`      skipped: ${python} has no numpy (NEURONA_PYTHON names another Python)`);
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), 'neurona-numpy-'));
    run(write);
  });
  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  function run(script: string): string {
    const { status, stdout, stderr } = spawnSync(python, ['-c', script, folder], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout;
  }
  const open = (name: string) => openTensorFile(fromBytes(readFileSync(join(folder, name))), name);
  const said = () => JSON.parse(readFileSync(join(folder, 'said.json'), 'utf8')) as Record<string, Said>;

  async function assertSame(name: string): Promise<void> {
    const file = await open(name);
    assert.deepEqual(file.refused, []);
    for (const entry of file.entries) {
      const expected = said()[entry.name]!;
      const { dtype, shape, data } = await file.read(entry);
      assert.deepEqual({ dtype, shape, values: [...data] }, { dtype: expected.dtype, shape: expected.shape, values: expected.values.map(number) }, `${name} ${entry.name}`);
    }
  }

  it('reads every dtype, byte order, layout and rank that NumPy wrote, stored and deflated', async () => {
    const count = Object.keys(said()).filter((name) => name !== 'safetensors').length;
    for (const name of ['stored.npz', 'deflated.npz']) {
      assert.equal((await open(name)).entries.length, count);
      await assertSame(name);
    }
  });

  it('reads every version of .npy', async () => {
    for (const version of ['v1', 'v2', 'v3']) {
      const { data } = await (await open(`${version}.npy`)).read(version);
      assert.deepEqual([...data], said()['f4leF3']!.values.map(number));
    }
  });

  it('reads what savetxt wrote', async () => {
    const expected = said()['f8leC3']!.values.map(number);
    const spaces = await open('table.txt');
    assert.deepEqual(spaces.entries[0]!.columns, ['a', 'b', 'c', 'd']);
    assert.deepEqual([...(await spaces.read('table')).data], expected);
    assert.deepEqual([...(await (await open('table.csv')).read('table')).data], expected);
  });

  it('reads what safetensors wrote', async function () {
    if (said()['safetensors'] === undefined) {
      console.log(`      skipped: ${python} has no safetensors`);
      this.skip();
    }
    await assertSame('model.safetensors');
  });

  it('writes what NumPy reads', () => {
    const data = { uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array, uint32: Uint32Array, int32: Int32Array, float32: Float32Array, float64: Float64Array, bool: Uint8Array } as const;
    const expected: Record<string, Said> = {};
    for (const [dtype, TypedArray] of Object.entries(data) as [keyof typeof data, (typeof data)[keyof typeof data]][]) {
      for (const shape of [[], [6], [2, 3], [0, 4]]) {
        const size = shape.reduce((product, axis) => product * axis, 1);
        const values = new TypedArray(Array.from({ length: size }, (_, i) => (dtype === 'bool' ? i % 2 : dtype.startsWith('float') ? i / 7 : i * 20)));
        const name = `ours-${dtype}-${shape.length}.npy`;
        writeFileSync(join(folder, name), encodeNpy({ dtype, shape, data: values }));
        expected[name] = { dtype, shape, values: [...values].map(String) };
      }
    }
    const table = Float32Array.from({ length: 12 }, (_, i) => Math.fround(Math.exp(i - 6)));
    writeFileSync(join(folder, 'ours.csv'), encodeCsv({ dtype: 'float32', shape: [4, 3], data: table }, { columns: ['a', 'b', 'c'] }));
    const found = JSON.parse(run(read)) as Record<string, Said>;
    const { values } = found['ours.csv']!;
    assert.deepEqual(values.map((text) => Math.fround(number(text))), [...table]);
    delete found['ours.csv'];
    const plain = (all: Record<string, Said>) => Object.fromEntries(Object.entries(all).map(([name, item]) => [name, { ...item, values: item.values.map(number) }]));
    assert.deepEqual(plain(found), plain(expected));
  });
});
