/** A time limit whose clock rests while a run is paused. */
export interface Deadline {
  /** Resolves when the time is over; never, when it is dropped before. */
  readonly over: Promise<void>;
  readonly rest: () => void;
  readonly resume: () => void;
  /** Milliseconds that have counted so far. */
  readonly used: () => number;
  readonly drop: () => void;
}

export function startDeadline(milliseconds: number, now: () => number = () => performance.now()): Deadline {
  let used = 0;
  let since: number | undefined;
  let dropped = false;
  let timer: NodeJS.Timeout | undefined;
  let end!: () => void;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });

  const resume = (): void => {
    if (since !== undefined || dropped) return;
    since = now();
    timer = setTimeout(end, Math.max(0, milliseconds - used));
  };
  const rest = (): void => {
    if (since === undefined) return;
    used += now() - since;
    since = undefined;
    clearTimeout(timer);
  };

  const drop = (): void => {
    rest();
    dropped = true;
  };

  resume();
  return { over, rest, resume, used: () => used + (since === undefined ? 0 : now() - since), drop };
}
