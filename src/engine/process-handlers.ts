const events = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Runs code that installs process-wide handlers and takes those it added away again. The wasm backend's rethrow
 * whatever reaches them, so a process with handlers of its own would still die, and of the wrong cause.
 */
export async function keepProcessHandlers<T>(run: () => Promise<T>): Promise<T> {
  const before = events.map((event) => new Set(process.rawListeners(event)));
  try {
    return await run();
  } finally {
    events.forEach((event, index) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]!.has(listener)) process.off(event, listener as (...args: unknown[]) => void);
      }
    });
  }
}
