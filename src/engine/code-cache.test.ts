import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildEngine, nodeModules } from '../../tools/build';
import { root } from '../../tools/root';
import { readCodeCache, writeCodeCache } from './code-cache';

describe('the code cache', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'neurona-cache-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const code = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 256);
  const onlyFile = (): string => join(folder, readdirSync(folder)[0]!);

  it('gives back what was written, to the same build alone', () => {
    writeCodeCache(folder, 'build-1', code);
    assert.deepEqual([...readCodeCache(folder, 'build-1')!], [...code]);
    assert.equal(readCodeCache(folder, 'build-2'), undefined);
  });

  it('is nothing where nothing was written', () => assert.equal(readCodeCache(join(folder, 'missing'), 'build'), undefined));

  for (const [damage, change] of [
    ['a flipped byte', (file: Buffer) => file.with(500, file[500]! ^ 1)],
    ['a cut end', (file: Buffer) => file.subarray(0, 600)],
    ['another kind of file', () => Buffer.from('#!/bin/sh\necho hello\n')],
    ['an empty file', () => Buffer.alloc(0)],
  ] as const) {
    it(`is nothing after ${damage}`, () => {
      writeCodeCache(folder, 'build', code);
      writeFileSync(onlyFile(), change(readFileSync(onlyFile())));
      assert.equal(readCodeCache(folder, 'build'), undefined);
    });
  }

  it('keeps the newest few builds', () => {
    for (let i = 0; i < 20; i++) writeCodeCache(folder, `build-${i}`, code);
    assert.ok(readdirSync(folder).length <= 6);
    assert.notEqual(readCodeCache(folder, 'build-19'), undefined);
  });

  it('is the user\'s alone', function () {
    if (process.platform === 'win32') return this.skip();
    writeCodeCache(folder, 'build', code);
    assert.equal(statSync(onlyFile()).mode & 0o777, 0o600);
  });
});

describe('the process that writes the code cache', () => {
  const dist = 'build/engine-under-test';
  let home: string;
  before(async function () {
    this.timeout(60_000);
    await build({ ...nodeModules, entryPoints: [{ in: 'src/engine/main.ts', out: 'engine' }], outdir: dist });
    await buildEngine(dist);
  });
  beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'neurona-home-'))));
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const run = (): void => {
    const { status, stderr } = spawnSync(process.execPath, [`${root}/${dist}/engine.mjs`], {
      encoding: 'utf8',
      env: { ...process.env, NEURONA_HOME: home },
    });
    assert.equal(status, 0, stderr);
  };
  const file = (): string => join(home, 'cache', readdirSync(join(home, 'cache'))[0]!);

  it('writes what V8 then takes, and leaves it alone', () => {
    run();
    const { mtimeMs, ino, size } = statSync(file());
    assert.ok(size > 100_000);
    run();
    const after = statSync(file());
    assert.deepEqual([after.mtimeMs, after.ino], [mtimeMs, ino]);
  });

  it('writes it anew where it is damaged', () => {
    run();
    const whole = readFileSync(file());
    writeFileSync(file(), whole.with(whole.length >> 1, whole[whole.length >> 1]! ^ 0xff));
    const { ino } = statSync(file());
    run();
    assert.notEqual(statSync(file()).ino, ino);
  });

  it('writes it anew where V8 refuses it: the right sum, of something that V8 never made', async () => {
    run();
    const { crc32 } = await import('node:zlib');
    const bogus = Buffer.from(readFileSync(file()));
    bogus.fill(0x41, 8, 72);
    bogus.writeUInt32LE(crc32(bogus.subarray(8)), 4);
    writeFileSync(file(), bogus);
    const { ino } = statSync(file());
    run();
    assert.notEqual(statSync(file()).ino, ino);
  });
});
