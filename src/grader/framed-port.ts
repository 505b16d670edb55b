import type { Readable, Writable } from 'node:stream';
import { createFrameReader, encodeFrame } from '../protocol/frame';
import type { Port } from '../protocol/rpc';

/** What may wait to be written to a process that does not read: after that it is not talking any more. */
const MAX_UNREAD = 256 << 20;

/**
 * A port over two pipes of frames. What arrives and is no frame of ours ends it, told to `onViolation` first;
 * nothing that the other side does throws here.
 */
export function createFramedPort(incoming: Readable, outgoing: Writable, onViolation: (what: string) => void): Port {
  const closeListeners: (() => void)[] = [];
  let listener: (message: unknown) => void = () => {};
  let open = true;

  const close = (): void => {
    if (!open) return;
    open = false;
    incoming.destroy();
    outgoing.destroy();
    for (const onClose of closeListeners) onClose();
  };
  const violate = (what: string): void => {
    if (!open) return;
    onViolation(what);
    close();
  };

  const read = createFrameReader((message) => {
    if (open) listener(message);
  });
  incoming.on('data', (chunk: Uint8Array) => {
    if (!open) return;
    try {
      read(chunk);
    } catch (error) {
      violate(error instanceof Error ? error.message : String(error));
    }
  });
  for (const stream of [incoming, outgoing]) stream.on('error', close).on('close', close);

  return {
    post: (message) => {
      // A message that is too large throws to whoever posts it: it is ours, and so is the fault.
      const frame = encodeFrame(message);
      if (!open) return;
      if (outgoing.writableLength > MAX_UNREAD) violate('it does not read what it is sent');
      else outgoing.write(frame);
    },
    onMessage: (on) => (listener = on),
    onClose: (on) => void closeListeners.push(on),
    close,
  };
}
