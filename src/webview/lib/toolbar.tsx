import type { Localized } from '../../protocol/localized';
import type { Client } from '../../protocol/rpc';
import type { ViewContract } from '../../protocol/view';
import { IconButton } from './controls';
import { stateText } from './describe-run';
import { useText } from './language';
import type { PanelState } from './panel-state';

const words = {
  lesson: { en: 'Open Lesson', es: 'Abrir lección' },
  pause: { en: 'Pause', es: 'Pausar' },
  resume: { en: 'Go On', es: 'Continuar' },
  stop: { en: 'Stop', es: 'Detener' },
  run: { en: 'Run Tests', es: 'Ejecutar pruebas' },
  toolbar: { en: 'Run', es: 'Ejecución' },
} satisfies Record<string, Localized>;

/** One line: the exercise, how its run stands, and what can be done with it. */
export function Toolbar({ exercise, run, client }: Pick<PanelState, 'exercise' | 'run'> & { readonly client: Client<ViewContract> }) {
  const text = useText();
  if (exercise === undefined) return null;
  const live = run?.state === 'running' || run?.state === 'paused';
  const paused = run?.state === 'paused';
  return (
    <div class="toolbar" role="toolbar" aria-label={text(words.toolbar)}>
      <h1>{text(exercise.title)}</h1>
      {run !== undefined && <span class={`state ${run.state}`}>{text(stateText[run.state])}</span>}
      <span class="buttons">
        {live && (
          <>
            <IconButton
              icon={paused ? 'play' : 'pause'}
              label={text(paused ? words.resume : words.pause)}
              onClick={() => void client.pause({ paused: !paused })}
            />
            <IconButton icon="stop" label={text(words.stop)} onClick={() => void client.stop({})} />
          </>
        )}
        {!live && <IconButton icon={run === undefined ? 'play' : 'again'} label={text(words.run)} onClick={() => void client.runAgain({})} />}
        <IconButton icon="book" label={text(words.lesson)} onClick={() => void client.openLesson({})} />
      </span>
    </div>
  );
}
