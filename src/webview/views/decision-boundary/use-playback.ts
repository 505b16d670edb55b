import { useEffect, useRef, useState } from 'preact/hooks';
import { reducedMotion } from '../../lib/theme';

/** Milliseconds that a frame stands while it plays. */
export const FRAME_MILLISECONDS = 150;
/** A replay shows no more frames than this, so that it never takes longer than six seconds. */
const MAX_STOPS = 40;

export interface Playback {
  readonly frame: number;
  readonly playing: boolean;
  readonly seek: (frame: number) => void;
  readonly toggle: () => void;
}

/**
 * Which of `count` frames is shown. While the run is live it follows the newest; a run that was over before anybody
 * could see it is played once, unless motion is reduced. Whoever seeks has it stand where they put it.
 */
export function usePlayback(key: string, count: number, live: boolean): Playback {
  const [state, setState] = useState<{ readonly frame: number | 'newest'; readonly playing: boolean }>({ frame: 'newest', playing: false });
  const seen = useRef({ key, count: 0, replayed: false });
  const last = Math.max(0, count - 1);
  const frame = state.frame === 'newest' ? last : Math.min(state.frame, last);

  useEffect(() => {
    const before = seen.current.key === key ? seen.current : { key, count: 0, replayed: false };
    if (before !== seen.current) setState({ frame: 'newest', playing: false });
    const burst = count - before.count >= 3 && before.count <= 1;
    const replay = burst && !before.replayed && !reducedMotion();
    if (replay) setState({ frame: 0, playing: true });
    seen.current = { key, count, replayed: before.replayed || replay };
  }, [key, count]);

  useEffect(() => {
    if (!state.playing) return;
    const stride = Math.max(1, Math.ceil(count / MAX_STOPS));
    const timer = setTimeout(() => {
      const next = frame + stride;
      setState(next >= last ? { frame: live ? 'newest' : last, playing: false } : { frame: next, playing: true });
    }, FRAME_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [state, count]);

  return {
    frame,
    playing: state.playing,
    seek: (wanted) => setState({ frame: wanted >= last && live ? 'newest' : wanted, playing: false }),
    toggle: () => setState(state.playing ? { frame, playing: false } : { frame: frame >= last ? 0 : frame, playing: true }),
  };
}
