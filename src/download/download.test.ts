import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HumanError } from '../protocol/human-error';
import { byteText } from './byte-text';
import { download, type DownloadOptions } from './download';

const content = randomBytes(300_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const patience = { silence: 300, tries: 3, pause: 1 };

type Answer = (request: IncomingMessage, response: ServerResponse, from: number) => void;

/** The file, or the range of it that was asked for, as an honest server sends it. */
const honest: Answer = (request, response, from) => {
  const last = Number(/-(\d+)$/.exec(request.headers.range ?? '')?.[1] ?? content.length - 1);
  if (request.headers.range !== undefined) response.writeHead(206, { 'content-range': `bytes ${from}-${last}/${content.length}` });
  response.end(content.subarray(from, last + 1));
};

describe('download', () => {
  let folder: string;
  let server: Server;
  let url: string;
  /** What the server does with its first requests; then it is honest. */
  let answers: Answer[];
  /** Where each request asked it to begin. */
  let asked: number[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'neurona-download-'));
    [answers, asked] = [[], []];
    server = createServer((request, response) => {
      const from = Number(/^bytes=(\d+)-\d+$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      asked.push(from);
      (answers.shift() ?? honest)(request, response, from);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const path = (): string => join(folder, 'deep', 'file');
  const part = (): string => `${path()}.part`;
  const get = (more: Partial<DownloadOptions> = {}): Promise<void> =>
    download({ url, path: path(), size: content.length, sha256, patience, ...more });
  const has = (file: string): Promise<boolean> => access(file).then(() => true, () => false);
  const fails = (code: string) => (error: unknown) => {
    assert.ok(error instanceof HumanError, String(error));
    assert.equal(error.code, code);
    for (const text of [error.localized, error.hint!]) assert.ok(text.en.length > 10 && text.es.length > 10 && text.en !== text.es);
    return true;
  };
  /** Sends this many bytes, then does what follows. */
  const after = (bytes: number, then: (response: ServerResponse) => void): Answer => (_request, response, from) => {
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': content.length - from,
      ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
    });
    response.write(content.subarray(from, from + bytes), () => then(response));
  };
  const cut = (bytes: number): Answer => after(bytes, (response) => setTimeout(() => response.destroy(), 20));
  const stall = (bytes: number): Answer => after(bytes, () => {});

  it('puts the file in its place, tells how far it is, and leaves nothing else', async () => {
    const heard: number[] = [];
    await get({ onProgress: ({ received }) => heard.push(received) });
    assert.deepEqual(await readFile(path()), content);
    assert.deepEqual(await readdir(join(folder, 'deep')), ['file']);
    assert.equal(heard[0], 0);
    assert.equal(heard.at(-1), content.length);
    assert.deepEqual(heard, heard.toSorted((a, b) => a - b));
  });

  it('asks nobody for a file that is there and right', async () => {
    await get();
    await get();
    assert.deepEqual(asked, [0]);
  });

  it('goes on where the connection was cut, and where it fell silent', async () => {
    answers = [cut(100_000), stall(50_000), cut(1)];
    await get();
    assert.deepEqual(await readFile(path()), content);
    assert.deepEqual(asked, [0, 100_000, 150_000, 150_001]);
  });

  it('gives up when the connection keeps breaking, and keeps what came', async () => {
    answers = [cut(100_000), ...Array<Answer>(3).fill((_request, response) => void response.destroy())];
    await assert.rejects(get(), fails('download-offline'));
    assert.equal((await readFile(part())).length, 100_000);
    await get();
    assert.deepEqual(asked.at(-1), 100_000);
    assert.deepEqual(await readFile(path()), content);
  });

  it('keeps its part when it is stopped, and goes on from it', async () => {
    const stop = new AbortController();
    answers = [stall(120_000)];
    const stopped = get({ signal: stop.signal, onProgress: ({ received }) => received === 120_000 && stop.abort(), patience: { ...patience, silence: 10_000 } });
    await assert.rejects(stopped, fails('cancelled'));
    assert.equal(await has(path()), false);
    await get();
    assert.deepEqual(asked, [0, 120_000]);
    assert.deepEqual(await readFile(path()), content);
  });

  it('does not begin when it was stopped before', async () => {
    await assert.rejects(get({ signal: AbortSignal.abort() }), fails('cancelled'));
    assert.deepEqual(asked, []);
  });

  it('starts over where the server knows no ranges', async () => {
    answers = [cut(100_000), (_request, response) => response.end(content)];
    await get();
    assert.deepEqual(asked, [0, 100_000]);
    assert.deepEqual(await readFile(path()), content);
  });

  it('starts over where the part is too long, refused, or the beginning of another file', async () => {
    for (const [old, answer] of [
      [randomBytes(content.length + 1), undefined],
      [randomBytes(content.length), undefined],
      [randomBytes(1000), undefined],
      [content.subarray(0, 1000), (_request: IncomingMessage, response: ServerResponse) => response.writeHead(416).end()],
    ] as const) {
      await get().catch(() => {});
      await rm(path(), { force: true });
      await writeFile(part(), old);
      answers = answer === undefined ? [] : [answer];
      await get();
      assert.deepEqual(await readFile(path()), content);
    }
  });

  it('never lets more onto the disk than was announced, and keeps nothing of a wrong file', async () => {
    let largest = 0;
    const watch = setInterval(() => void readFile(part()).then(({ length }) => (largest = Math.max(largest, length)), () => {}), 1);
    const flood: Answer = (_request, response) => {
      const more = (): void => void (response.destroyed || response.write(randomBytes(100_000), more));
      more();
    };
    answers = [flood];
    await assert.rejects(get(), fails('download-wrong-file'));
    clearInterval(watch);
    assert.ok(largest <= content.length);
    assert.equal(await has(part()), false);
    assert.equal(await has(path()), false);
  });

  for (const [what, lie] of [
    ['other bytes', (_request, response) => response.end(randomBytes(content.length))],
    ['another length', (_request, response) => response.end(content.subarray(1))],
  ] as const satisfies [string, Answer][]) {
    it(`refuses ${what}`, async () => {
      answers = [lie];
      await assert.rejects(get(), fails('download-wrong-file'));
      assert.deepEqual(await readdir(join(folder, 'deep')), []);
    });
  }

  it('refuses an answer about another place in the file', async () => {
    answers = [cut(1000), (_request, response) => response.writeHead(206, { 'content-range': `bytes 5-${content.length - 1}/${content.length}` }).end(content.subarray(5))];
    await assert.rejects(get(), fails('download-wrong-file'));
  });

  it('waits for a server that is busy, and not for one that has no such file', async () => {
    answers = [(_request, response) => response.writeHead(503).end()];
    await get();
    assert.equal(asked.length, 2);
    await rm(path());
    for (const [status, code] of [[404, 'download-not-found'], [410, 'download-not-found'], [403, 'download-refused']] as const) {
      answers = [(_request, response) => response.writeHead(status).end()];
      asked = [];
      await assert.rejects(get(), fails(code));
      assert.equal(asked.length, 1);
    }
  });

  describe('of a part of what lies there', () => {
    const [offset, size] = [70_000, 150_000];
    const part_ = content.subarray(offset, offset + size);
    const slice: Partial<DownloadOptions> = {
      size,
      sha256: createHash('sha256').update(part_).digest('hex'),
      within: { offset, size: content.length },
    };

    it('asks for that part alone, and goes on with it', async () => {
      answers = [cut(100_000)];
      await get(slice);
      assert.deepEqual(asked, [offset, offset + 100_000]);
      assert.deepEqual(await readFile(path()), part_);
    });

    it('takes it out of the whole where the server knows no ranges', async () => {
      answers = [cut(100_000), (_request, response) => response.end(content)];
      await get(slice);
      assert.deepEqual(await readFile(path()), part_);
    });

    it('refuses a part of something of another size', async () => {
      answers = [(_request, response) => response.writeHead(206, { 'content-range': `bytes ${offset}-${offset + size - 1}/999999` }).end(part_)];
      await assert.rejects(get(slice), fails('download-wrong-file'));
    });
  });

  it('says that nobody is there', async () => {
    server.close();
    await assert.rejects(get(), fails('download-offline'));
  });

  it('says that a certificate is not trusted, at once', async () => {
    let tries = 0;
    const fetch = (): Promise<Response> => {
      tries++;
      return Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('self-signed'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }) }));
    };
    await assert.rejects(get({ fetch }), fails('download-untrusted'));
    assert.equal(tries, 1);
  });

  it('does not begin what the disk has no room for', async () => {
    await assert.rejects(get({ size: 2 ** 60 }), fails('download-disk-full'));
    assert.deepEqual(asked, []);
  });

  it('says which folder cannot be written to', async () => {
    await writeFile(join(folder, 'deep'), 'a file where a folder should be');
    await assert.rejects(get(), fails('download-not-writable'));
  });

  it('gives one file to two that ask at the same time', async () => {
    await Promise.all([get(), get()]);
    assert.deepEqual(await readFile(path()), content);
    assert.deepEqual(await readdir(join(folder, 'deep')), ['file']);
  });
});

describe('byteText', () => {
  for (const [bytes, en, es] of [
    [0, '0 B', '0 B'],
    [999, '999 B', '999 B'],
    [85_432, '85 kB', '85 kB'],
    [999_600, '1 MB', '1 MB'],
    [273_829_956, '274 MB', '274 MB'],
    [1_250_000_000, '1.3 GB', '1,3 GB'],
  ] as const) {
    it(`writes ${bytes} as ${en}`, () => assert.deepEqual([byteText(bytes, 'en'), byteText(bytes, 'es')], [en, es]));
  }
});
