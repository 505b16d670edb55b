import type { Language } from '../../protocol/localized';
import { createRunModel, type RunModel } from '../../protocol/run-model';
import { fromViewProbe, type ViewDelta, type ViewModel, type ViewRun } from '../../protocol/view';
import { groupTraces, type TraceData } from './trace-data';

/** What the panel draws, at one moment. */
export interface PanelState {
  readonly language: Language;
  readonly exercise: ViewModel['exercise'];
  readonly run: (Omit<ViewRun, 'probes'> & { readonly traces: readonly TraceData[] }) | undefined;
}

export interface PanelStore {
  readonly current: PanelState | undefined;
  snapshot(model: ViewModel): void;
  delta(delta: ViewDelta): void;
  language(language: Language): void;
}

/** Keeps the panel's state up to date with what the editor says; `changed` hears of every new state. */
export function createPanelStore(changed: (state: PanelState) => void): PanelStore {
  let current: PanelState | undefined;
  let model: RunModel = createRunModel();

  const set = (state: PanelState): void => {
    current = state;
    changed(state);
  };

  return {
    get current() {
      return current;
    },
    snapshot: ({ language, exercise, run }) => {
      model = createRunModel(run?.probes.map(fromViewProbe));
      if (run === undefined) return set({ language, exercise, run });
      const { probes: _, ...rest } = run;
      set({ language, exercise, run: { ...rest, traces: groupTraces(model.probes()) } });
    },
    delta: ({ run: id, probes, ...news }) => {
      if (current?.run?.id !== id) return;
      for (const probe of probes) model.add(fromViewProbe(probe));
      const defined = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== undefined)) as typeof news;
      const traces = probes.length === 0 ? current.run.traces : groupTraces(model.probes());
      set({ ...current, run: { ...current.run, ...(defined as object), traces } });
    },
    language: (language) => {
      if (current !== undefined) set({ ...current, language });
    },
  };
}
