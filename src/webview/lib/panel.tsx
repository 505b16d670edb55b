import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Localized } from '../../protocol/localized';
import type { ViewContract } from '../../protocol/view';
import type { Client } from '../../protocol/rpc';
import { chooseTrace } from './choose-trace';
import { Message, Select } from './controls';
import { describeRun } from './describe-run';
import { LanguageContext } from './language';
import { kindsFor, loadView } from './load-views';
import type { PanelState } from './panel-state';
import { StatusContext } from './status';
import { Toolbar } from './toolbar';
import type { TraceData } from './trace-data';
import type { ViewKind, ViewProps } from './view-kind';

const words = {
  noExercise: { en: 'Start an exercise, and its runs are drawn here.', es: 'Empieza un ejercicio y aquí se dibujarán sus ejecuciones.' },
  start: { en: 'Start Exercise', es: 'Empezar ejercicio' },
  empty: { en: 'Run the tests to see what your code does.', es: 'Ejecuta las pruebas para ver qué hace tu código.' },
  run: { en: 'Run Tests', es: 'Ejecutar pruebas' },
  again: { en: 'Run Again', es: 'Volver a ejecutar' },
  waiting: { en: 'The tests are running. Your code has shown nothing yet.', es: 'Las pruebas están en marcha. Tu código aún no ha mostrado nada.' },
  nothing: {
    en: 'This run showed nothing. Call `track`, `show` or `showBoundary` of `neurona` in your code to see its numbers here.',
    es: 'Esta ejecución no mostró nada. Llama a `track`, `show` o `showBoundary` de `neurona` en tu código para ver aquí sus números.',
  },
  stopped: { en: 'Stopped before the end.', es: 'Detenida antes del final.' },
  trace: { en: 'What to show', es: 'Qué mostrar' },
} satisfies Record<string, Localized>;
const callText = (call: number): Localized => ({ en: `call ${call + 1}`, es: `llamada ${call + 1}` });

export interface PanelProps {
  readonly state: PanelState;
  readonly client: Client<ViewContract>;
}

/** The whole panel: what runs, its pictures, and what the cursor is on. */
export function Panel({ state: { language, exercise, run }, client }: PanelProps) {
  const text = (localized: Localized): string => localized[language];
  const [chosen, setChosen] = useState<string>();
  const [status, setStatus] = useState<string>();
  const live = run !== undefined && (run.state === 'running' || run.state === 'paused');
  const traces = run?.traces ?? [];
  const tests = run?.tests ?? [];
  const trace = chooseTrace(traces, tests, live, chosen);
  const runAgain = (): void => void client.runAgain({});
  const slice = useCallback<ViewProps['slice']>((params, signal) => client.slice({ run: run?.id ?? '', ...params }, signal), [client, run?.id]);
  const titleOf = (of: TraceData): string => {
    const title = tests.find(({ id }) => id === of.trace.test)?.title;
    const several = traces.filter((other) => other.trace.test === of.trace.test).length > 1;
    return `${title === undefined ? of.trace.test : text(title)}${several ? ` · ${text(callText(of.trace.call))}` : ''}`;
  };

  const content = () => {
    if (exercise === undefined) return <Message action={{ label: text(words.start), onClick: runAgain }}>{text(words.noExercise)}</Message>;
    if (run === undefined) return <Message action={{ label: text(words.run), onClick: runAgain }}>{text(words.empty)}</Message>;
    if (trace !== undefined) return <Views trace={trace} wanted={exercise.views} props={{ trace, traces, live, titleOf, slice, runAgain }} />;
    if (live) return <Waiting text={text(words.waiting)} />;
    if (run.state === 'failed') return null;
    return <Message action={{ label: text(words.again), onClick: runAgain }}>{text(words.nothing)}</Message>;
  };

  return (
    <LanguageContext.Provider value={language}>
      <StatusContext.Provider value={setStatus}>
        <main class={`panel ${live || run === undefined ? '' : run.state}`}>
          <Toolbar exercise={exercise} run={run} client={client} />
          {run?.state === 'failed' && (
            <Message action={{ label: text(words.again), onClick: runAgain }}>
              {run.error === undefined ? '' : [run.error.message, run.error.hint].flatMap((part) => part?.[language] ?? []).join(' ')}
            </Message>
          )}
          {traces.length > 1 && trace !== undefined && (
            <div class="traces">
              <Select label={text(words.trace)} value={trace.key} options={traces.map((of) => ({ value: of.key, text: titleOf(of) }))} onChange={setChosen} />
            </div>
          )}
          {traces.length === 1 && trace !== undefined && <p class="traces caption">{titleOf(trace)}</p>}
          {run?.state === 'cancelled' && trace !== undefined && <p class="caption">{text(words.stopped)}</p>}
          <div class="content">{content()}</div>
          <div class="status" role="status">
            <span class={status === undefined ? '' : 'number'}>{status ?? (run === undefined ? '' : text(describeRun(run)))}</span>
          </div>
        </main>
      </StatusContext.Provider>
    </LanguageContext.Provider>
  );
}

/** A quiet bar, and only when there has been time to wonder. */
function Waiting({ text }: { readonly text: string }) {
  return (
    <div class="message late" role="status">
      <div class="progress" />
      <p>{text}</p>
    </div>
  );
}

interface ViewsProps {
  readonly trace: TraceData;
  readonly wanted: readonly string[];
  readonly props: ViewProps;
}

function Views({ trace, wanted, props }: ViewsProps) {
  const key = kindsFor(trace, wanted).join(' ');
  const [loaded, setLoaded] = useState<readonly ViewKind[]>([]);
  useEffect(() => {
    let current = true;
    void Promise.all(key.split(' ').map(loadView)).then((views) => {
      if (current) setLoaded(views.filter((view) => view !== undefined));
    });
    return () => {
      current = false;
    };
  }, [key]);
  const fitting = useMemo(() => loaded.filter(({ accepts }) => accepts(trace)), [loaded, trace]);
  return (
    <div class="views">
      {fitting.map(({ kind, View }) => (
        <View key={`${kind} ${trace.key}`} {...props} />
      ))}
    </div>
  );
}
