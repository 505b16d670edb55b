import { useEffect, useState } from 'preact/hooks';
import type { StoredTensor } from '../../../protocol/probe';
import { HumanError, CANCELLED } from '../../../protocol/human-error';
import type { WireTensor } from '../../../protocol/tensor';
import type { ViewProps } from '../../lib/view-kind';
import type { Window } from './lay-out';

export type Sliced =
  | { readonly state: 'waiting'; readonly late: boolean }
  | { readonly state: 'there'; readonly data: WireTensor['data']; readonly window: Window }
  | { readonly state: 'gone' };

/** A wait shorter than this is not worth a word. */
const LATE = 300;

/**
 * The elements of a window of a shown tensor. What was there stays until what was asked for has come,
 * and `gone` is what the run file did not keep. Any other error is a bug, and thrown to the panel.
 */
export function useSlice(slice: ViewProps['slice'], tensor: StoredTensor, window: Window): Sliced {
  const [sliced, setSliced] = useState<Sliced>({ state: 'waiting', late: false });
  const key = JSON.stringify([tensor.at, window]);
  useEffect(() => {
    const { at } = tensor;
    if (at === undefined) return setSliced({ state: 'gone' });
    const abort = new AbortController();
    const timer = setTimeout(() => setSliced((before) => (before.state === 'waiting' ? { state: 'waiting', late: true } : before)), LATE);
    slice({ at, start: [...window.start], size: [...window.size] }, abort.signal)
      .then(({ data }) => {
        if (!abort.signal.aborted) setSliced({ state: 'there', data, window });
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted || (error instanceof HumanError && error.code === CANCELLED)) return;
        if (!(error instanceof HumanError)) reportError(error);
        setSliced({ state: 'gone' });
      })
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, slice]);
  return sliced;
}
