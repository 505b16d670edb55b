/** Whether runs go on or wait, and a way to wait. */
export interface PauseGate {
  readonly paused: () => boolean;
  readonly set: (paused: boolean) => void;
  /** Resolves when runs go on; at once, when they do. */
  readonly opened: () => Promise<void>;
}

export function createPauseGate(): PauseGate {
  let waiting: (() => void)[] = [];
  let paused = false;
  return {
    paused: () => paused,
    set: (next) => {
      paused = next;
      if (paused) return;
      const released = waiting;
      waiting = [];
      for (const release of released) release();
    },
    opened: () => (paused ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}
