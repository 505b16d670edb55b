import { Uint8ArrayWriter } from '@zip.js/zip.js';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { wheels } from '../../src/native/wheels';
import { root } from '../root';
import { openRemoteZip } from './remote-zip';

/** What the addon includes of TensorFlow: its C API and what that includes. */
const wanted =
  /^tensorflow\/include\/(tensorflow\/c\/[^/]+\.h|tensorflow\/c\/eager\/c_api\.h|(tensorflow\/core|tsl)\/platform\/ctstring[^/]*\.h|xla\/tsl\/c\/[^/]+\.h)$/;

/**
 * TensorFlow's C headers, out of the wheel that the native engine is installed from: a few hundred kilobytes of its 274 MB.
 * Returns the folder to include from. Throws where PyPI cannot be reached.
 */
export async function fetchHeaders(): Promise<string> {
  const folder = `${root}/build/native/headers-${wheels.tensorflow}`;
  if (existsSync(folder)) return folder;
  const staging = `${folder}.${process.pid}`;
  const zip = openRemoteZip(wheels.platforms['linux-x64']!.url);
  try {
    let found = 0;
    for (const entry of await zip.getEntries()) {
      if (entry.directory || !wanted.test(entry.filename)) continue;
      const file = join(staging, entry.filename.replace('tensorflow/include/', ''));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await entry.getData(new Uint8ArrayWriter()));
      found++;
    }
    if (found === 0) throw new Error('the wheel has no headers');
    await rename(staging, folder);
  } finally {
    await zip.close();
    await rm(staging, { recursive: true, force: true });
  }
  return folder;
}
