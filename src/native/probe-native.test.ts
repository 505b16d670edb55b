import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '../catalogue/test-support';
import { chooseEngine, type ChooseOptions } from './choose-engine';
import { nativeFolder } from './native-folder';
import { writeInstall, type NativeInstall } from './native-install';
import { ensureProof, probeNative } from './probe-native';
import { fakeProber, names } from './test-support';

const libraries = Object.values(names);
const install: NativeInstall = { format: 1, source: 'wheel', tensorflow: '2.21.0', addon: 'tfjs_binding.node', libraries };

describe('probing the native engine', () => {
  const folder = temporaryFolder({ beforeEach, afterEach });
  const options = () => ({ folder: folder(), install });

  beforeEach(() => writeFiles(folder(), Object.fromEntries([install.addon, ...libraries].map((name) => [name, name]))));

  it('gives up on one that hangs', async () => {
    const proof = await probeNative({ ...options(), entry: await fakeProber(folder(), 'hangs'), limit: 300 });
    assert.deepEqual([proof.proven, proof.why?.en], [false, 'it does not answer']);
  });

  it('forgets what was given up', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    await probeNative({ ...options(), entry: await fakeProber(folder(), 'hangs'), signal: stop.signal });
    assert.equal((await ensureProof({ ...options(), entry: await fakeProber(folder(), 'works') })).proven, true);
  });

  it('asks once, and again when a file has changed', async () => {
    const entry = await fakeProber(folder(), 'counts');
    const asked = async (): Promise<number> => (await readFile(`${entry}.count`, 'utf8')).length;
    await ensureProof({ ...options(), entry });
    await ensureProof({ ...options(), entry });
    assert.equal(await asked(), 1);
    await writeFile(join(folder(), install.addon), 'another addon');
    await ensureProof({ ...options(), entry });
    assert.equal(await asked(), 2);
  });

  it('says that files are gone without starting anything', async () => {
    const proof = await probeNative({ folder: join(folder(), 'nowhere'), install, entry: '/nowhere' });
    assert.equal(proof.why?.en, 'some of its files are gone');
  });

  describe('choosing an engine', () => {
    const choose = async (more: Partial<ChooseOptions>) =>
      chooseEngine({ wish: 'auto', heavy: true, nativeFolder: folder(), prober: await fakeProber(folder(), 'works'), ...more });

    it('takes native for what is heavy, where it is there and proven', async () => {
      await writeInstall(folder(), install);
      const { backend, why } = await choose({});
      assert.deepEqual([backend, why.en], ['native', 'this exercise is heavy']);
      assert.equal((await choose({ heavy: false })).backend, 'wasm');
      assert.equal((await choose({ wish: 'wasm' })).backend, 'wasm');
      assert.equal((await choose({ wish: 'native', heavy: false })).backend, 'native');
    });

    it('takes wasm where native is not there or not proven, and says why', async () => {
      assert.deepEqual(await choose({ nativeFolder: undefined }), {
        backend: 'wasm',
        why: { en: 'the native engine is not installed', es: 'el motor nativo no está instalado' },
      });
      assert.equal((await choose({})).backend, 'wasm');
      await writeInstall(folder(), install);
      const { backend, why } = await choose({ prober: await fakeProber(folder(), 'isWrong') });
      assert.deepEqual([backend, why.en], ['wasm', 'the native engine failed its check: it computes wrongly: conv2d']);
    });

    it('does not put another engine in the place of one that was insisted on', async () => {
      await assert.rejects(choose({ wish: 'native' }), { code: 'native-absent' });
      await writeInstall(folder(), install);
      await assert.rejects(choose({ wish: 'native', prober: await fakeProber(folder(), 'crashes') }), {
        code: 'native-unproven',
      });
    });
  });
});

describe('nativeFolder', () => {
  for (const [platform, env, expected] of [
    ['linux', {}, ['/h', '.local', 'share', 'neurona', 'native']],
    ['linux', { XDG_DATA_HOME: '/x' }, ['/x', 'neurona', 'native']],
    ['darwin', { XDG_DATA_HOME: '/x' }, ['/h', 'Library', 'Application Support', 'neurona', 'native']],
    ['win32', { LOCALAPPDATA: '/l' }, ['/l', 'neurona', 'native']],
    ['win32', { LOCALAPPDATA: '/l', NEURONA_HOME: '/n' }, ['/n', 'native']],
  ] as const) {
    it(`is ${expected.join('/')} on ${platform} with ${JSON.stringify(env)}`, () => {
      assert.equal(nativeFolder({ env, platform, home: '/h' }), join(...expected));
    });
  }
});
