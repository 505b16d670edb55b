import { Command, CommanderError, Option } from 'commander';
import { sources } from '../native/native-install';
import { engineWishes } from '../protocol/grader';
import { HumanError } from '../protocol/human-error';
import { languages, verbatim, type Language, type Localized } from '../protocol/localized';
import { chooseLanguage, languageFlag } from './choose-language';
import { exitCodes, type Context, type ExitCode, type Surroundings } from './context';
import { fetchData, listData } from './data';
import { describeError } from './describe-error';
import { engineStatus, installEngine, removeEngine, type InstallFlags } from './engine';
import { gradePath, type GradeFlags } from './grade';
import { list } from './list';
import { start } from './start';
import { verify } from './verify';

/** Runs the command that the arguments (without node and script) name. Resolves with the exit code; never rejects. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const language = chooseLanguage(languageFlag(args), surroundings.env);
  const context: Context = { ...surroundings, language, say: (text) => text[language] };
  let code: ExitCode = exitCodes.passed;
  try {
    await createProgram(context, (result) => (code = result)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Help and version are thrown too, with code 0; they are printed already.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.passed;
    context.err(describeError(error instanceof CommanderError ? usageError(error) : error, language));
    return exitCodes.failed;
  }
}

function createProgram(context: Context, finish: (code: ExitCode) => void): Command {
  const { say, language } = context;
  const inSpanish = (usage: string): string =>
    language === 'es' ? usage.replace('[options]', '[opciones]').replace('[command]', '[orden]') : usage;
  const program = new Command('neurona');
  const prepare = (command: Command): Command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: context.out, writeErr: () => {}, outputError: () => {} })
      .configureHelp({
        styleTitle: (title) => say(headings[title] ?? verbatim(title)),
        styleUsage: inSpanish,
        styleSubcommandTerm: inSpanish,
        optionDescription: (option) => option.description,
      })
      .helpOption('-h, --help', say({ en: 'shows this', es: 'muestra esto' }))
      .addOption(new Option('--lang <lang>', say({ en: 'language: en or es', es: 'idioma: en o es' })).choices([...languages]));
  const add = (signature: string, description: Localized): Command =>
    prepare(program.command(signature))
      .description(say(description))
      .option('--course <path>', say({ en: 'another course than the built-in one', es: 'otro curso en lugar del incluido' }));

  prepare(program)
    .description(say({ en: 'Learn deep learning by writing it.', es: 'Aprende deep learning escribiéndolo.' }))
    .version(context.version, '-V, --version', say({ en: 'shows the version', es: 'muestra la versión' }))
    .helpCommand('help [command]', helpDescription[language]);

  add('list', { en: 'lists the exercises', es: 'enumera los ejercicios' }).action(async (options: { course?: string }) =>
    finish(await list(context, options)),
  );
  add('start <exercise> [folder]', { en: 'puts an exercise into a folder', es: 'pone un ejercicio en una carpeta' }).action(
    async (exercise: string, folder: string | undefined, options: { course?: string }) => finish(await start(context, exercise, folder, options)),
  );
  add('grade <path>', { en: 'grades a file or a folder', es: 'evalúa un archivo o una carpeta' })
    .option('--exercise <id>', say({ en: 'the exercise, where the path does not tell', es: 'el ejercicio, si la ruta no lo dice' }))
    .option('--hidden', say({ en: 'runs the hidden tests too', es: 'ejecuta también las pruebas ocultas' }))
    .addOption(
      new Option('--engine <engine>', say({ en: 'what computes: auto, wasm or native', es: 'qué calcula: auto, wasm o native' })).choices([...engineWishes]),
    )
    .option('--json', say({ en: 'prints the report as JSON and nothing else', es: 'imprime el informe como JSON y nada más' }))
    .action(async (path: string, flags: GradeFlags) => finish(await gradePath(context, path, flags)));
  add('verify [exercises...]', { en: 'proves that graders are sound', es: 'demuestra que los evaluadores son fiables' }).action(
    async (exercises: string[], options: { course?: string }) => finish(await verify(context, exercises, options)),
  );
  const engine = prepare(program.command('engine'))
    .description(say({ en: 'installs, shows or removes the native engine', es: 'instala, muestra o elimina el motor nativo' }))
    .helpCommand('help [command]', helpDescription[language]);
  const addEngine = (signature: string, description: Localized): Command => prepare(engine.command(signature)).description(say(description));
  addEngine('install', { en: 'installs it, after saying what it takes', es: 'lo instala, después de decir cuánto ocupa' })
    .option('--python <path>', say({ en: 'uses the TensorFlow of this Python', es: 'usa el TensorFlow de este Python' }))
    .addOption(new Option('--from <way>', say({ en: 'only this way: python, wheel or npm', es: 'solo por esta vía: python, wheel o npm' })).choices([...sources]))
    .option('-y, --yes', say({ en: 'does not ask', es: 'no pregunta' }))
    .action(async (flags: InstallFlags) => finish(await installEngine(context, flags)));
  addEngine('status', { en: 'says what is installed and whether it works', es: 'dice qué hay instalado y si funciona' }).action(async () =>
    finish(await engineStatus(context)),
  );
  addEngine('remove', { en: 'removes it', es: 'lo elimina' }).action(async () => finish(await removeEngine(context)));
  const data = prepare(program.command('data'))
    .description(say({ en: 'shows or fetches real data sets', es: 'muestra o descarga conjuntos de datos reales' }))
    .helpCommand('help [command]', helpDescription[language]);
  prepare(data.command('list'))
    .description(say({ en: 'says which there are and which are here', es: 'dice cuáles hay y cuáles están aquí' }))
    .action(async () => finish(await listData(context)));
  prepare(data.command('fetch <name>'))
    .description(say({ en: 'downloads one', es: 'descarga uno' }))
    .action(async (name: string) => finish(await fetchData(context, name)));
  return program;
}

const helpDescription: Readonly<Record<Language, string>> = { en: 'shows help for a command', es: 'muestra la ayuda de una orden' };

const headings: Readonly<Record<string, Localized>> = {
  'Usage:': { en: 'Usage:', es: 'Uso:' },
  'Arguments:': { en: 'Arguments:', es: 'Argumentos:' },
  'Options:': { en: 'Options:', es: 'Opciones:' },
  'Commands:': { en: 'Commands:', es: 'Órdenes:' },
};

/** What was wrong with the arguments, in both languages; the parser itself speaks English only. */
function usageError({ code, message }: CommanderError): HumanError {
  const subject = /'([^']*)'/.exec(message)?.[1] ?? '';
  const choices = /Allowed choices are ([^.]*)\./.exec(message)?.[1] ?? '';
  const suggestion = /Did you mean ([^?]*)\?/.exec(message)?.[1];
  const what: Readonly<Record<string, Localized>> = {
    'commander.unknownCommand': { en: `There is no command "${subject}".`, es: `No existe la orden «${subject}».` },
    'commander.unknownOption': { en: `There is no option ${subject}.`, es: `No existe la opción ${subject}.` },
    'commander.missingArgument': { en: `The argument "${subject}" is missing.`, es: `Falta el argumento «${subject}».` },
    'commander.optionMissingArgument': { en: `The option ${subject} needs a value.`, es: `La opción ${subject} necesita un valor.` },
    'commander.excessArguments': { en: 'There are more arguments than this command takes.', es: 'Hay más argumentos de los que admite esta orden.' },
    'commander.invalidArgument': { en: `The option ${subject} takes one of ${choices}.`, es: `La opción ${subject} admite uno de ${choices}.` },
    'commander.help': { en: 'No command was given.', es: 'No se indicó ninguna orden.' },
  };
  const next: Localized =
    suggestion === undefined
      ? { en: 'Run "neurona --help" to see what there is.', es: 'Ejecuta «neurona --help» para ver lo que hay.' }
      : { en: `Did you mean "${suggestion}"?`, es: `¿Querías decir «${suggestion}»?` };
  return new HumanError('usage', what[code] ?? verbatim(message), next);
}
