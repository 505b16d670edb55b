import { resolve } from 'node:path';
import { byteText } from '../download/byte-text';
import { installNative, removeNative } from '../native/install-native';
import { nativeFolder } from '../native/native-folder';
import type { Source } from '../native/native-install';
import { nativeStatus } from '../native/native-status';
import { planInstall } from '../native/plan-install';
import { ensureProof } from '../native/probe-native';
import type { InstallPlan, InstallProgress } from '../native/source';
import { HumanError } from '../protocol/human-error';
import { localize, type Localized } from '../protocol/localized';
import { exitCodes, type Context, type ExitCode } from './context';

export interface InstallFlags {
  readonly python?: string;
  readonly from?: Source;
  readonly yes?: boolean;
}

/** `neurona engine install`: says what it costs, asks, and installs the native engine for this user. */
export async function installEngine(context: Context, { python, from, yes = false }: InstallFlags): Promise<ExitCode> {
  const { addons, env, err, out, prober, say } = context;
  // A name is looked for in the PATH; a path is one from here.
  const interpreter = python !== undefined && /[\\/]/.test(python) ? resolve(context.cwd, python) : python;
  const ways = await planInstall({ addons, env, python: interpreter, source: from });
  const progress = progressWriter(context);
  const confirm = async (plan: InstallPlan): Promise<boolean> => {
    const question = say(offer(plan));
    if (!yes && context.ask === undefined) throw notAsked(offer(plan));
    if (!yes) return context.ask!(question);
    err(`${question}\n`);
    return true;
  };
  const { install, proof } = await installNative({
    folder: nativeFolder({ env }),
    ways,
    prober,
    confirm,
    onProgress: progress.tell,
    signal: new AbortController().signal,
  }).finally(progress.end);
  const version = proof.tensorflow ?? install.tensorflow;
  out(
    say({
      en: `The native engine is ready: TensorFlow ${version}, proven in ${proof.milliseconds} ms.\nExercises that say they are heavy run on it.\n`,
      es: `El motor nativo está listo: TensorFlow ${version}, comprobado en ${proof.milliseconds} ms.\nLos ejercicios que se declaran pesados se ejecutan con él.\n`,
    }),
  );
  return exitCodes.passed;
}

/** `neurona engine status`: what is installed, and whether it works with this Node. 1 where there is none that does. */
export async function engineStatus({ env, out, prober, say }: Context): Promise<ExitCode> {
  const folder = nativeFolder({ env });
  const status = await nativeStatus(folder);
  if (status.state === 'absent') {
    out(
      say({
        en: 'wasm is the engine. The native engine is not installed.\n',
        es: 'El motor es wasm. El motor nativo no está instalado.\n',
      }),
    );
    return exitCodes.notPassed;
  }
  if (status.state === 'broken') {
    out(`${say(status.why)}\n${say(again)}\n`);
    return exitCodes.notPassed;
  }
  const { bytes, install } = status;
  const proof = status.proof ?? (await ensureProof({ folder, install, entry: prober }));
  const lines: Localized[] = [
    localize(
      (_, language) =>
        `TensorFlow ${proof.tensorflow ?? install.tensorflow}, ${byteText(bytes, language)} ${language === 'en' ? 'in' : 'en'} ${folder}`,
    ),
    ...(install.from === undefined
      ? []
      : [{ en: `Its libraries are those of ${install.from}`, es: `Sus bibliotecas son las de ${install.from}` }]),
    proof.proven
      ? { en: `It works with Node ${process.versions.node}.`, es: `Funciona con Node ${process.versions.node}.` }
      : {
          en: `It does not work with Node ${process.versions.node}: ${proof.why!.en}.\n${again.en}`,
          es: `No funciona con Node ${process.versions.node}: ${proof.why!.es}.\n${again.es}`,
        },
  ];
  out(`${lines.map(say).join('\n')}\n`);
  return proof.proven ? exitCodes.passed : exitCodes.notPassed;
}

/** `neurona engine remove`: the native engine and what was downloaded for it. */
export async function removeEngine({ env, out, say }: Context): Promise<ExitCode> {
  const removed = await removeNative(nativeFolder({ env }));
  out(
    removed
      ? say({
          en: 'The native engine is gone. Everything runs on wasm.\n',
          es: 'El motor nativo se eliminó. Todo se ejecuta con wasm.\n',
        })
      : say({ en: 'There was no native engine to remove.\n', es: 'No había ningún motor nativo que eliminar.\n' }),
  );
  return exitCodes.passed;
}

const again: Localized = {
  en: 'Everything runs on wasm meanwhile. Install it again with "neurona engine install".',
  es: 'Mientras tanto, todo se ejecuta con wasm. Instálalo de nuevo con «neurona engine install».',
};

/** What a way takes, as a question. */
function offer({ what, download, disk }: InstallPlan): Localized {
  const cost = localize((_, language) => {
    const isEnglish = language === 'en';
    if (download === undefined || disk === undefined)
      return isEnglish ? 'size not known before' : 'no se sabe antes cuánto ocupa';
    const size = byteText(disk, language);
    if (download === 0) return isEnglish ? `nothing to download, ${size} on disk` : `nada que descargar, ${size} en disco`;
    return isEnglish
      ? `${byteText(download, language)} to download, ${size} on disk`
      : `${byteText(download, language)} de descarga, ${size} en disco`;
  });
  return { en: `Install ${what.en}: ${cost.en}?`, es: `¿Instalar ${what.es}: ${cost.es}?` };
}

/** One line that is written over in a terminal; elsewhere a line for each step and tenth. */
function progressWriter({ err, isTerminal, language }: Context): {
  readonly tell: (progress: InstallProgress) => void;
  readonly end: () => void;
} {
  let last = '';
  const tell = ({ step, received, size }: InstallProgress): void => {
    const unit = isTerminal ? 1 : 10;
    const percent =
      received === undefined || !size
        ? ''
        : ` ${Math.floor(((received / size) * 100) / unit) * unit} % (${byteText(size, language)})`;
    const line = `${step[language]}${percent}`;
    if (line === last) return;
    err(isTerminal ? `\r\x1b[K${line}` : `${line}\n`);
    last = line;
  };
  return { tell, end: () => void (isTerminal && last !== '' && err('\r\x1b[K')) };
}

function notAsked(question: Localized): HumanError {
  return new HumanError('not-confirmed', question, {
    en: 'Nobody can be asked here: run it again with --yes.',
    es: 'Aquí no se puede preguntar a nadie: vuelve a ejecutarlo con --yes.',
  });
}
