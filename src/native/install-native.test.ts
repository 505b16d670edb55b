import assert from 'node:assert/strict';
import { once } from 'node:events';
import { access, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '../catalogue/test-support';
import { HumanError } from '../protocol/human-error';
import { downloadsFolder, installNative, removeNative, type InstallOptions } from './install-native';
import { nativeStatus } from './native-status';
import { planInstall, type PlanOptions } from './plan-install';
import { isPlan, type InstallPlan, type InstallProgress } from './source';
import { fakeAddons, fakeProber, fakePython, fakeWheel, names, platform } from './test-support';

const nobody = ['/nowhere/npm'];

describe('installing the native engine', () => {
  const folder = temporaryFolder({ beforeEach, afterEach });
  const home = (path = ''): string => join(folder(), 'home', 'native', path);
  let addons: string;
  let server: Server;
  let url: string;
  let requests: (string | undefined)[];
  const wheel = fakeWheel();

  beforeEach(async () => {
    requests = [];
    addons = await fakeAddons(join(folder(), 'addons'));
    server = createServer((request, response) => {
      requests.push(request.headers.range);
      const [from, to] = request.headers.range!.replace('bytes=', '').split('-').map(Number) as [number, number];
      response
        .writeHead(206, { 'content-range': `bytes ${from}-${to}/${wheel.content.length}` })
        .end(wheel.content.subarray(from, to + 1));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wheel`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const plan = (options: Partial<PlanOptions> = {}) =>
    planInstall({ addons, env: { PATH: '' }, platform, wheels: wheel.wheels(url), npm: nobody, ...options });

  const install = async (options: Partial<InstallOptions> = {}, planned: Partial<PlanOptions> = {}) =>
    installNative({
      folder: home(),
      ways: await plan(planned),
      prober: await fakeProber(folder(), 'works'),
      confirm: async () => true,
      onProgress: () => {},
      signal: new AbortController().signal,
      ...options,
    });
  const fails =
    (code: string, words = /./) =>
    (error: unknown) => {
      assert.ok(error instanceof HumanError, String(error));
      assert.equal(error.code, code);
      assert.match(error.localized.en, words);
      return true;
    };
  const has = (file: string): Promise<boolean> =>
    access(file).then(
      () => true,
      () => false,
    );
  /** Nothing lies about beside what is installed and what was downloaded. */
  const beside = async (): Promise<string[]> => (await readdir(join(folder(), 'home')).catch(() => [])).sort();

  it('uses the libraries of a Python where they are, and downloads nothing', async () => {
    const python = await fakePython(folder());
    const [way] = await plan({ python });
    assert.ok(way !== undefined && isPlan(way));
    assert.equal(way.download, 0);
    const { install: installed, proof } = await install({}, { python });
    assert.equal(installed.source, 'python');
    assert.equal(proof.proven, true);
    for (const name of Object.values(names)) {
      assert.ok((await lstat(home(name))).isSymbolicLink());
      assert.equal(await readFile(home(name), 'utf8'), `${name} of Python`);
    }
    assert.deepEqual(requests, []);
    assert.deepEqual(await beside(), ['native']);
    const status = await nativeStatus(home());
    assert.ok(status.state === 'installed' && status.proof?.proven === true);
    assert.equal(status.bytes, 'an addon'.length);
  });

  it('is broken, and says so, when that Python goes away', async () => {
    await install({}, { python: await fakePython(folder()) });
    await rm(join(folder(), 'site'), { recursive: true });
    const status = await nativeStatus(home());
    assert.equal(status.state, 'broken');
    assert.match(status.state === 'broken' ? status.why.en : '', /site.tensorflow/);
  });

  it('fetches only the two libraries out of a wheel, and tells how far it is', async () => {
    const heard: InstallProgress[] = [];
    const asked: InstallPlan[] = [];
    const { install: installed } = await install({
      confirm: async (way) => asked.push(way) > 0,
      onProgress: (progress) => heard.push(progress),
    });
    assert.equal(installed.source, 'wheel');
    for (const [name, content] of Object.entries(wheel.libraries)) assert.deepEqual(await readFile(home(name)), content);
    const places = wheel.wheels(url).platforms[platform]!.libraries.map(({ packed }) => packed);
    assert.deepEqual(
      requests,
      places.map(({ offset, size }) => `bytes=${offset}-${offset + size - 1}`),
    );
    const total = places.reduce((sum, { size }) => sum + size, 0);
    assert.equal(asked[0]!.download, total);
    const bytes = heard.flatMap(({ received }) => received ?? []);
    assert.deepEqual(
      bytes,
      bytes.toSorted((a, b) => a - b),
    );
    assert.equal(bytes.at(-1), total);
    assert.deepEqual(await beside(), ['native']);
  });

  it('prefers Python to the wheel, and the wheel to npm', async () => {
    await fakePython(join(folder(), 'venv', 'bin'));
    const ways = await plan({ env: { PATH: '', VIRTUAL_ENV: join(folder(), 'venv') } });
    assert.deepEqual(
      ways.map((way) => [way.source, isPlan(way)]),
      [
        ['python', true],
        ['wheel', true],
        ['npm', false],
      ],
    );
  });

  it('asks first, and does nothing on a no', async () => {
    await assert.rejects(install({ confirm: async () => false }), fails('cancelled'));
    assert.deepEqual(requests, []);
    assert.deepEqual(await beside(), []);
  });

  it('keeps what was downloaded when it is stopped, and goes on from there', async () => {
    const stop = new AbortController();
    const stopped = install({ signal: stop.signal, onProgress: ({ step }) => /Unpacking/.test(step.en) && stop.abort() });
    await assert.rejects(stopped, fails('cancelled'));
    assert.deepEqual(await beside(), ['native.downloads']);
    assert.deepEqual(await nativeStatus(home()), { state: 'absent' });
    const before = requests.length;
    await install();
    assert.equal(requests.length, before);
    assert.deepEqual(await beside(), ['native']);
  });

  for (const [kind, words] of [
    ['isWrong', /it computes wrongly: conv2d/],
    ['crashes', /it does not load \(SIGSEGV\)/],
    ['cannotLoad', /GLIBC_2\.99 not found/],
    ['babbles', /it does not load/],
  ] as const) {
    it(`installs nothing where the probe ${kind}, and says everything it tried`, async () => {
      const python = await fakePython(join(folder(), 'venv', 'bin'));
      const prober = await fakeProber(folder(), kind);
      await assert.rejects(install({ prober }, { env: { PATH: '', NEURONA_PYTHON: python } }), (error: unknown) => {
        fails('native-not-installed', words)(error);
        const said = (error as HumanError).localized;
        assert.match(
          said.en,
          /· A TensorFlow of Python’s: .*\n· TensorFlow from PyPI: .*\n· tfjs-node’s own installer: npm is not here/,
        );
        assert.match(said.es, /· Un TensorFlow de Python: .*\n· TensorFlow de PyPI: /);
        return true;
      });
      assert.deepEqual(await nativeStatus(home()), { state: 'absent' });
    });
  }

  it('leaves what was installed as it was when a new installation fails', async () => {
    const python = await fakePython(folder());
    await install({}, { python });
    await assert.rejects(install({ prober: await fakeProber(folder(), 'crashes') }), fails('native-not-installed'));
    const status = await nativeStatus(home());
    assert.ok(status.state === 'installed' && status.install.source === 'python' && status.proof?.proven === true);
  });

  it('takes the place of what was installed', async () => {
    await install({}, { python: await fakePython(folder()) });
    await install({}, { source: 'wheel' });
    const status = await nativeStatus(home());
    assert.ok(status.state === 'installed' && status.install.source === 'wheel');
    assert.deepEqual(await beside(), ['native']);
  });

  it('refuses a library that unpacks to something else', async () => {
    const { platforms, tensorflow } = wheel.wheels(url);
    const [first, ...others] = platforms[platform]!.libraries;
    const changed = { ...platforms[platform]!, libraries: [{ ...first!, sha256: '0'.repeat(64) }, ...others] };
    await assert.rejects(
      install({}, { wheels: { tensorflow, platforms: { [platform]: changed } } }),
      fails('native-not-installed', /is not the file that was asked for/),
    );
    assert.deepEqual(await nativeStatus(home()), { state: 'absent' });
  });

  it('does not take a folder without native.json for an installation, nor one with another file of that name', async () => {
    await writeFiles(home(), { 'tfjs_binding.node': 'half' });
    assert.deepEqual(await nativeStatus(home()), { state: 'absent' });
    await writeFile(home('native.json'), '{"format": 2}');
    assert.deepEqual(await nativeStatus(home()), { state: 'absent' });
  });

  it('clears away what installations that were killed left behind', async () => {
    await mkdir(`${home()}.staging-999999999`, { recursive: true });
    await install({}, { python: await fakePython(folder()) });
    assert.deepEqual(await beside(), ['native']);
  });

  it('removes everything, downloads too', async () => {
    await install({}, { python: await fakePython(folder()) });
    await writeFiles(downloadsFolder(home()), { 'x.part': 'half' });
    assert.equal(await removeNative(home()), true);
    assert.deepEqual(await beside(), []);
    assert.equal(await removeNative(home()), false);
    // A link is removed, not what it leads to.
    assert.ok(await has(join(folder(), 'site', 'tensorflow', names.tensorflow)));
  });

  it('says which platform has no way', async () => {
    const ways = await plan({ platform: 'sunos-sparc' });
    assert.ok(ways.every((way) => !isPlan(way)));
    await assert.rejects(
      install({}, { platform: 'sunos-sparc' }),
      fails('native-not-installed', /PyPI has no such libraries for sunos-sparc/),
    );
  });

  it('lets tfjs-node install itself where npm is', async () => {
    const npm = join(folder(), 'npm.cjs');
    // In place of npm: what `npm install` would leave behind.
    await writeFile(
      npm,
      `const { mkdirSync, writeFileSync } = require('node:fs');
       if (process.argv[2] === '--version') process.exit(0);
       const at = process.cwd() + '/node_modules/@tensorflow/tfjs-node';
       for (const file of ['lib/napi-v8/tfjs_binding.node', 'deps/lib/libtensorflow.so.2', 'deps/include/c_api.h']) {
         mkdirSync(require('node:path').dirname(at + '/' + file), { recursive: true });
         writeFileSync(at + '/' + file, file);
       }`,
    );
    const { install: installed } = await install({}, { source: 'npm', npm: [process.execPath, npm] });
    assert.deepEqual(
      [installed.addon, installed.libraries],
      [join('lib', 'napi-v8', 'tfjs_binding.node'), [join('deps', 'lib', 'libtensorflow.so.2')]],
    );
    assert.equal((await nativeStatus(home())).state, 'installed');
    assert.equal(await has(home('npm')), false);
  });
});
