import assert from 'node:assert/strict';
import { startEngine } from '../start-engine';
import { assertSameAsCpu } from '../testing/same-as-cpu';

describe('Fourier transforms', () => {
  for (const n of [1, 2, 3, 4, 7, 8, 12, 31, 64, 100]) {
    it(`of ${n} numbers, there and back`, () =>
      assertSameAsCpu(
        (tf, re, im) => [tf.spectral.fft(tf.complex(re!, im!)), tf.spectral.ifft(tf.complex(re!, im!))].flatMap((z) => [tf.real(z), tf.imag(z)]),
        [[2, n], [2, n]],
        { gradients: false },
      ));
  }

  for (const n of [8, 9]) {
    it(`of ${n} real numbers, there and back`, () =>
      assertSameAsCpu((tf, x) => {
        const spectrum = tf.spectral.rfft(x!);
        return [tf.real(spectrum), tf.imag(spectrum), tf.spectral.irfft(spectrum)];
      }, [[3, n]], { gradients: false }));
  }

  it('is undone by its inverse, for a prime too', async () => {
    const { tf } = await startEngine();
    const error = tf.tidy(() => {
      const z = tf.complex(tf.randomUniform([1009], -1, 1, 'float32', 1), tf.randomUniform([1009], -1, 1, 'float32', 2));
      return tf.max(tf.abs(tf.sub(tf.spectral.ifft(tf.spectral.fft(z)), z))).dataSync()[0]!;
    });
    assert.ok(error < 1e-6, `${error}`);
  });
});
