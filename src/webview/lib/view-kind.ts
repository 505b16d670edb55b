import type { FunctionComponent } from 'preact';
import type { Localized } from '../../protocol/localized';
import type { SliceParams } from '../../protocol/view';
import type { WireTensor } from '../../protocol/tensor';
import type { TraceData } from './trace-data';

/** What a view is given to draw. */
export interface ViewProps {
  readonly trace: TraceData;
  /** All traces of the run, for views that compare. */
  readonly traces: readonly TraceData[];
  readonly live: boolean;
  readonly titleOf: (trace: TraceData) => string;
  readonly runAgain: () => void;
  /** Asks for a block of a shown tensor. Rejects with HumanError `gone` when it was not kept. */
  readonly slice: (params: Omit<SliceParams, 'run'>, signal?: AbortSignal) => Promise<WireTensor>;
}

/**
 * One kind of picture. A view lives in `views/<kind>/`, and its `index.tsx` exports one of these as `view`.
 * Nothing else names it: an exercise asks for it in `views`, and the panel loads it by that name.
 */
export interface ViewKind {
  readonly kind: string;
  readonly title: Localized;
  /** Whether a trace has anything for this view to draw. */
  readonly accepts: (trace: TraceData) => boolean;
  readonly View: FunctionComponent<ViewProps>;
}
