import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { runOrThrow } from '../../tools/process/run';
import { quietSettings, writeSettings } from '../../tools/code-server/settings';
import type { SuiteRun } from './main';

/** The same suite in a desktop build of VS Code, where it can be downloaded. */
export async function runOnDesktop({ vsix, suite, workspace, data, env }: SuiteRun): Promise<number> {
  const program = await downloadAndUnzipVSCode();
  const [command, ...before] = resolveCliArgsFromVSCodeExecutablePath(program);
  const folders = [`--user-data-dir=${data}`, `--extensions-dir=${data}/extensions`];
  await writeSettings(data, quietSettings, true);
  await runOrThrow(command!, [...before, ...folders, '--install-extension', vsix]);
  return runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: suite,
    extensionTestsPath: `${suite}/index.cjs`,
    extensionTestsEnv: env as Record<string, string>,
    launchArgs: [workspace, ...folders, '--disable-workspace-trust', '--enable-proposed-api=neurona.neurona-suite'],
  });
}
