import type { TraceData } from './trace-data';
import type { ViewKind } from './view-kind';

/** The view of each kind of probe, whether or not the exercise asks for it: what a learner shows is seen. */
const VIEW_OF_PROBE: readonly (readonly [(trace: TraceData) => boolean, string])[] = [
  [({ boundaries }) => boundaries.length > 0, 'decision-boundary'],
  [({ series }) => series.length > 0, 'training'],
  [({ tensors }) => tensors.length > 0, 'tensor'],
];

/** The kinds to draw a trace with: those that the exercise names, in its order, then those its probes call for. */
export function kindsFor(trace: TraceData, wanted: readonly string[]): string[] {
  const called = VIEW_OF_PROBE.filter(([has]) => has(trace)).map(([, kind]) => kind);
  return [...new Set([...wanted, ...called])];
}

/** A view by its folder's name; undefined for one that this version of Neurona does not have. */
export async function loadView(kind: string): Promise<ViewKind | undefined> {
  try {
    // esbuild turns this into a table of every folder that matches, so that adding a view is adding a folder.
    const { view } = (await import(`../views/${kind}/index.tsx`)) as { readonly view: ViewKind };
    return view;
  } catch {
    return undefined;
  }
}
