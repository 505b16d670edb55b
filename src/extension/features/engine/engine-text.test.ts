import assert from 'node:assert/strict';
import type { NativeInstall } from '../../../native/native-install';
import { installedText, offerText, progressText } from './engine-text';

describe('what is said of the native engine', () => {
  const what = { en: 'TensorFlow 2.21.0 from PyPI', es: 'TensorFlow 2.21.0 de PyPI' };

  for (const [name, download, disk, en, es] of [
    ['a download', 192_070_738, 853_381_672, '192 MB to download; 853 MB on disk.', '192 MB de descarga; 853 MB en disco.'],
    ['nothing to download', 0, 72_736, 'Nothing to download; 73 kB on disk.', 'No hay nada que descargar; 73 kB en disco.'],
    ['nobody knows', undefined, undefined, 'How much it takes is not known before.', 'No se sabe antes cuánto ocupa.'],
  ] as const) {
    it(`asks first: ${name}`, () => {
      const { message, detail } = offerText({ what, download, disk });
      assert.equal(message.es, '¿Instalar TensorFlow 2.21.0 de PyPI?');
      assert.ok(detail.en.startsWith(en));
      assert.ok(detail.es.startsWith(es));
    });
  }

  it('tells how far the download is', () => {
    const step = { en: 'Downloading', es: 'Descargando' };
    assert.deepEqual(progressText({ step, received: 1_250_000_000, size: 2_000_000_000 }), {
      en: 'Downloading: 1.3 GB of 2 GB',
      es: 'Descargando: 1,3 GB de 2 GB',
    });
    assert.deepEqual(progressText({ step }), step);
  });

  it('says of what is installed whether it works', () => {
    const install: NativeInstall = { format: 1, source: 'wheel', tensorflow: '2.21.0', addon: 'a', libraries: [] };
    const proof = { identity: 'x', milliseconds: 1, proven: false, why: { en: 'it crashes', es: 'se cae' } };
    assert.equal(
      installedText({ state: 'installed', install, bytes: 1000, proof: undefined }).en,
      'TensorFlow 2.21.0 is installed (1 kB).',
    );
    assert.match(installedText({ state: 'installed', install, bytes: 1000, proof }).es, /no funciona aquí: se cae/);
  });
});
