import type { Port } from '../protocol/rpc';

/** The end of a Node IPC channel that a forked process holds: for processes of ours alone. */
export function createProcessPort(channel: NodeJS.Process): Port {
  return {
    post: (message) => {
      // The channel may be gone by the time a last event is sent; there is nobody to hear of it then.
      if (channel.connected) channel.send?.(message, undefined, undefined, () => {});
    },
    onMessage: (listener) => void channel.on('message', listener),
    onClose: (listener) => void channel.once('disconnect', listener),
    close: () => {
      if (channel.connected) channel.disconnect();
    },
  };
}
