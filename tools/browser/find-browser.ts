import { homedir } from 'node:os';
import { findProgram, isExecutable } from '../process/find-program';
import { run } from '../process/run';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'microsoft-edge-stable'];

const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** A Chromium, Chrome or Edge on this machine: the one `CHROMIUM` names, else one on the PATH or among applications. */
export function findBrowser(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which is not a program.`);
  }
  const onPath = findProgram(...names);
  if (onPath !== undefined || process.platform !== 'darwin') return onPath;
  const folders = ['/Applications', `${homedir()}/Applications`];
  return folders.flatMap((folder) => macApplications.map((name) => `${folder}/${name}`)).find(isExecutable);
}

/** Like `findBrowser`; where there is none, it installs Debian's if that is allowed. Says what it does. */
export async function findOrInstallBrowser(say: (line: string) => void): Promise<string | undefined> {
  const found = findBrowser();
  if (found !== undefined) return found;
  const apt = findProgram('apt-get');
  const as = await administrator();
  if (apt === undefined || as === undefined) {
    say('No Chromium, Chrome or Edge here, and no right to install one: name one in CHROMIUM to run the tests that need it.');
    return undefined;
  }
  say("No Chromium, Chrome or Edge here: installing Debian's chromium, about a minute …");
  const [command, ...before] = [...as, apt];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(command!, [...before, 'update'], { env });
  const installed = await run(command!, [...before, 'install', '-y', '--no-install-recommends', 'chromium'], { env });
  if (installed.status !== 0) say(`It could not be installed:\n${installed.output.split('\n').slice(-10).join('\n')}`);
  return findBrowser();
}

/** What a command is put behind to run as root; undefined without the right to. */
async function administrator(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  if (sudo === undefined) return undefined;
  return (await run(sudo, ['-n', 'true'])).status === 0 ? [sudo, '-n'] : undefined;
}
