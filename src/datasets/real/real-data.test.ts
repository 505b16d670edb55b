import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HumanError } from '../../protocol/human-error';
import { realData, realDataNames, type RealData } from './data-files';
import { dataFolder } from './data-folder';
import { downloadSize, findOrDownload, type FindOrDownloadOptions } from './find-or-download';
import { hasRealData } from './find-real';
import { readRealData } from './read-real';
import { unpack } from './unpack';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const published = (name: string, bytes: Uint8Array) => ({ name, url: `https://example.org/${name}`, size: bytes.length, sha256: sha256(bytes) });

/** An IDX file of bytes, as MNIST's are. */
function idx(shape: readonly number[], bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((axis, i) => header.writeUInt32BE(axis, 4 + 4 * i));
  return Buffer.concat([header, bytes]);
}

/** A tar file (ustar) of these members. */
function tar(members: readonly (readonly [name: string, content: Buffer, type?: string])[]): Buffer {
  const blocks = members.flatMap(([name, content, type = '0']) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 'latin1');
    header.write(content.length.toString(8).padStart(11, '0'), 124, 'latin1');
    header.write(type, 156, 'latin1');
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

const noise = (length: number, from = 0): Buffer => Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 7 + from) % 251));

describe('real data', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-data-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (files: Readonly<Record<string, Uint8Array>>): Promise<void> => {
    for (const [path, bytes] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
  };
  const fails = (code: string, en?: RegExp, hint?: RegExp) => (error: unknown) => {
    assert.ok(error instanceof HumanError, String(error));
    assert.equal(error.code, code);
    assert.notEqual(error.localized.es, error.localized.en);
    if (en !== undefined) assert.match(error.localized.en, en);
    if (hint !== undefined) assert.match(error.hint!.en, hint);
    return true;
  };

  it('names files whose sums are sums, at addresses that are encrypted', () => {
    assert.deepEqual(realDataNames, ['mnist', 'cifar10']);
    for (const name of realDataNames) {
      const data: RealData = realData[name];
      for (const { sha256: sum, size } of [...data.files, ...(data.archive === undefined ? [] : [data.archive])]) {
        assert.match(sum, /^[0-9a-f]{64}$/);
        assert.ok(size > 0);
      }
      for (const { url } of data.archive === undefined ? (data.files as readonly { url: string }[]) : [data.archive]) assert.match(url, /^https:/);
    }
    assert.deepEqual([downloadSize('mnist'), downloadSize('cifar10')], [11_594_722, 170_052_171]);
  });

  it('is kept where the user says, or where the system keeps such things', () => {
    const at = (env: Record<string, string>, platform: string): string => dataFolder({ env, platform, home: '/h' }).replaceAll('\\', '/');
    assert.equal(at({ NEURONA_DATA: '/d', NEURONA_HOME: '/n' }, 'linux'), '/d');
    assert.equal(at({ NEURONA_HOME: '/n' }, 'linux'), '/n/data');
    assert.equal(at({}, 'linux'), '/h/.local/share/neurona/data');
    assert.equal(at({}, 'darwin'), '/h/Library/Application Support/neurona/data');
    assert.equal(at({ LOCALAPPDATA: '/l' }, 'win32'), '/l/neurona/data');
  });

  describe('MNIST', () => {
    const pixels = noise(5 * 784);
    const labels = Buffer.from([7, 2, 1, 0, 4]);

    it('is read out of its files, gzipped, plain or renamed', async () => {
      for (const files of [
        { 'mnist/train-images-idx3-ubyte.gz': gzipSync(idx([5, 28, 28], pixels)), 'mnist/train-labels-idx1-ubyte.gz': gzipSync(idx([5], labels)) },
        { 'mnist/train-images-idx3-ubyte': idx([5, 28, 28], pixels), 'mnist/train-labels.idx1-ubyte': idx([5], labels) },
      ]) {
        await rm(folder, { recursive: true, force: true });
        await put(files);
        const { x, y, classes } = await readRealData(folder, 'mnist');
        assert.deepEqual(x.shape, [5, 28, 28, 1]);
        assert.deepEqual(Buffer.from(x.data), pixels);
        assert.deepEqual(y, [...labels]);
        assert.deepEqual(classes, '0123456789'.split(''));
        const first = await readRealData(folder, 'mnist', { count: 2 });
        assert.deepEqual([first.x.shape, first.x.data.length, first.y], [[2, 28, 28, 1], 2 * 784, [7, 2]]);
      }
    });

    it('says what to do where the files are not there', async () => {
      await put({ 'mnist/train-images-idx3-ubyte.gz': gzipSync(idx([5, 28, 28], pixels)) });
      await assert.rejects(readRealData(folder, 'mnist'), fails('data-not-there', /MNIST/, /neurona data fetch mnist.*datasets\.digits\(\)/));
      await assert.rejects(readRealData(undefined, 'mnist', { split: 'test' }), fails('data-not-there'));
    });

    it('refuses files that hold something else, or are cut', async () => {
      await put({ 'mnist/t10k-images-idx3-ubyte.gz': idx([5, 14, 56], pixels), 'mnist/t10k-labels-idx1-ubyte.gz': idx([5], labels) });
      await assert.rejects(readRealData(folder, 'mnist', { split: 'test' }), fails('data-other-shape', /\[5, 14, 56\]; \[n, 28, 28\]/));
      await put({ 'mnist/t10k-images-idx3-ubyte.gz': idx([5, 28, 28], pixels).subarray(0, -1) });
      await assert.rejects(readRealData(folder, 'mnist', { split: 'test' }), (error) => error instanceof HumanError);
      await assert.rejects(readRealData(folder, 'mnist', { split: 'dev' as 'test' }), fails('neurona-misuse'));
    });
  });

  describe('CIFAR-10', () => {
    /** Records whose planes are told apart by their values: red 10 + row, green 100 + column, blue the record. */
    const batch = (records: readonly number[]): Buffer =>
      Buffer.concat(
        records.map((label, record) => {
          const bytes = Buffer.alloc(3073);
          bytes[0] = label;
          for (let pixel = 0; pixel < 1024; pixel++) {
            bytes[1 + pixel] = 10 + Math.floor(pixel / 32);
            bytes[1 + 1024 + pixel] = 100 + (pixel % 32);
            bytes[1 + 2048 + pixel] = record;
          }
          return bytes;
        }),
      );

    it('is read out of its files, one after another, the planes put together to pixels', async () => {
      const batches = [[3, 8, 8], [0, 6], [1, 9], [5], [7]];
      await put(Object.fromEntries(batches.map((labels, i) => [`cifar10/cifar-10-batches-bin/data_batch_${i + 1}.bin`, batch(labels)])));
      const { x, y, classes } = await readRealData(folder, 'cifar10');
      assert.deepEqual(x.shape, [9, 32, 32, 3]);
      assert.deepEqual(y, batches.flat());
      assert.equal(classes[8], 'ship');
      const pixel = (image: number, row: number, column: number): number[] => [...x.data.subarray(((image * 32 + row) * 32 + column) * 3).subarray(0, 3)];
      assert.deepEqual([pixel(0, 0, 0), pixel(2, 31, 5), pixel(4, 7, 30)], [[10, 100, 0], [41, 105, 2], [17, 130, 1]]);
      const first = await readRealData(folder, 'cifar10', { count: 4 });
      assert.deepEqual([first.x.shape, first.y], [[4, 32, 32, 3], [3, 8, 8, 0]]);
      assert.deepEqual(first.x.data, x.data.subarray(0, 4 * 3072));
    });

    it('says what to do where a batch is missing', async () => {
      await put({ 'cifar10/data_batch_1.bin': batch([1]) });
      await assert.rejects(readRealData(folder, 'cifar10', { count: 1 }), fails('data-not-there', /CIFAR-10/, /datasets\.shapes\(\)/));
    });
  });

  describe('unpack', () => {
    const [a, b] = [noise(70_000), noise(1536, 5)];
    const wanted = [published('a.bin', a), published('b.bin', b)];

    it('takes what is wanted, and no name chooses a path', async () => {
      const archive = gzipSync(tar([['x/', Buffer.alloc(0), '5'], ['x/readme.html', noise(700)], ['../../a.bin', a], ['x/other.bin', noise(30)], ['x/b.bin', b]]));
      await put({ 'archive.tar.gz': archive });
      await unpack(join(folder, 'archive.tar.gz'), wanted, folder);
      assert.deepEqual((await readdir(folder)).toSorted(), ['a.bin', 'archive.tar.gz', 'b.bin']);
      assert.deepEqual(await readFile(join(folder, 'a.bin')), a);
      assert.deepEqual(await readFile(join(folder, 'b.bin')), b);
    });

    for (const [what, bytes] of [
      ['a file with another content', gzipSync(tar([['a.bin', noise(70_000, 1)], ['b.bin', b]]))],
      ['a file of another size', gzipSync(tar([['a.bin', noise(600)], ['b.bin', b]]))],
      ['a file too few', gzipSync(tar([['b.bin', b]]))],
      ['an archive that is cut', gzipSync(tar([['a.bin', a], ['b.bin', b]])).subarray(0, 400)],
      ['a tar file that ends early', gzipSync(tar([['a.bin', a]]).subarray(0, 40_000))],
      ['something that is no archive', noise(5000)],
      ['a header that is none', gzipSync(Buffer.from('x'.repeat(2048)))],
    ] as const) {
      it(`refuses ${what}, and leaves nothing half done`, async () => {
        await put({ 'archive.tar.gz': bytes });
        await assert.rejects(unpack(join(folder, 'archive.tar.gz'), wanted, folder), fails('data-broken-archive'));
        assert.deepEqual((await readdir(folder)).filter((name) => name !== 'archive.tar.gz' && name !== 'b.bin'), []);
      });
    }

    it('stops when it is told to', async () => {
      await put({ 'archive.tar.gz': gzipSync(tar([['a.bin', a]])) });
      const stop = new AbortController();
      stop.abort();
      await assert.rejects(unpack(join(folder, 'archive.tar.gz'), wanted, folder, stop.signal), fails('cancelled'));
      assert.deepEqual(await readdir(folder), ['archive.tar.gz']);
    });
  });

  describe('findOrDownload', () => {
    const files = { 'one.gz': noise(3000), 'two.gz': noise(500, 3) };
    const single: RealData = { title: 'T', files: Object.entries(files).map(([name, bytes]) => published(name, bytes)) };
    const packed = { 'a.bin': noise(70_000), 'b.bin': noise(900, 2) };
    const archive = gzipSync(tar(Object.entries(packed).map(([name, bytes]) => [`set/${name}`, bytes])));
    const archived: RealData = {
      title: 'A',
      files: Object.entries(packed).map(([name, bytes]) => published(name, bytes)),
      archive: published('set.tar.gz', archive),
    };
    const served: Readonly<Record<string, Uint8Array>> = { ...files, 'set.tar.gz': archive };
    let asked: string[];
    beforeEach(() => {
      asked = [];
    });
    const fetch = (async (url: string) => {
      const name = url.split('/').at(-1)!;
      asked.push(name);
      return new Response(Uint8Array.from(served[name]!));
    }) as typeof globalThis.fetch;
    const get = (name: 'mnist' | 'cifar10', data: RealData, more: Partial<FindOrDownloadOptions> = {}): Promise<boolean> =>
      findOrDownload(name, { folder, data, fetch, ...more });

    it('fetches the files, tells how far the whole is, and asks for nothing twice', async () => {
      const heard: number[] = [];
      assert.equal(await get('mnist', single, { onProgress: ({ received, size }) => (assert.equal(size, 3500), heard.push(received)) }), true);
      assert.deepEqual(await readFile(join(folder, 'mnist', 'two.gz')), files['two.gz']);
      assert.deepEqual([heard[0], heard.at(-1)], [0, 3500]);
      assert.deepEqual(heard, heard.toSorted((p, q) => p - q));
      assert.equal(await get('mnist', single), false);
      assert.deepEqual(asked, ['one.gz', 'two.gz']);
    });

    it('leaves alone what is there, under whichever name', async () => {
      await put({ 'mnist/one': noise(10) });
      assert.equal(await get('mnist', single), true);
      assert.deepEqual(asked, ['two.gz']);
      assert.deepEqual((await readdir(join(folder, 'mnist'))).toSorted(), ['one', 'two.gz']);
    });

    it('takes the files out of their archive, and does not keep it', async () => {
      assert.equal(await get('cifar10', archived), true);
      assert.deepEqual((await readdir(join(folder, 'cifar10'))).toSorted(), ['a.bin', 'b.bin']);
      assert.equal(await hasRealData(folder, 'cifar10', archived), true);
      assert.equal(await get('cifar10', archived), false);
      assert.deepEqual(asked, ['set.tar.gz']);
    });

    it('keeps nothing of a file that is another one', async () => {
      const other: RealData = { title: 'T', files: [{ ...published('one.gz', files['one.gz']), sha256: 'f'.repeat(64) }] };
      await assert.rejects(get('mnist', other), fails('download-wrong-file'));
      assert.equal(await hasRealData(folder, 'mnist', other), false);
    });

    it('says so when nobody answers, and stops when it is told to', async () => {
      const stop = new AbortController();
      stop.abort();
      await assert.rejects(get('mnist', single, { signal: stop.signal }), fails('cancelled'));
      assert.deepEqual(asked, []);
    });
  });
});
