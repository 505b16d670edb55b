import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { writeWhole } from './sync-channel';

/** Makes everything that is printed leave the process at once: what a loop printed is there when the loop is killed. */
export function printAtOnce(): void {
  const [stdout, stderr] = [1, 2].map(
    (descriptor) =>
      new Writable({
        decodeStrings: true,
        write: (chunk: Uint8Array, _encoding, done) => {
          try {
            writeWhole(descriptor, chunk);
            done();
          } catch {
            // Nobody listens any more: nothing is lost that anybody could read.
            done();
          }
        },
      }),
  ) as [Writable, Writable];
  Object.defineProperty(process, 'stdout', { value: stdout, configurable: true });
  Object.defineProperty(process, 'stderr', { value: stderr, configurable: true });
  globalThis.console = new Console({ stdout, stderr });
}
