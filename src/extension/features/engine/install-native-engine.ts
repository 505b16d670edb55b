import { join } from 'node:path';
import * as vscode from 'vscode';
import { installNative, removeNative, type Installed } from '../../../native/install-native';
import { nativeStatus } from '../../../native/native-status';
import { planInstall } from '../../../native/plan-install';
import type { InstallPlan } from '../../../native/source';
import type { Localized } from '../../../protocol/localized';
import { nativeFolder } from '../../lib/engine';
import type { Services } from '../../lib/services';
import { installedText, offerText, progressText, readyText } from './engine-text';

const title: Localized = { en: 'Installing the native engine', es: 'Instalando el motor nativo' };
const install: Localized = { en: 'Install', es: 'Instalar' };
const again: Localized = { en: 'Install Again', es: 'Instalar de nuevo' };
const remove: Localized = { en: 'Remove', es: 'Eliminar' };
const removed: Localized = {
  en: 'The native engine is gone. Everything runs on wasm.',
  es: 'El motor nativo se eliminó. Todo se ejecuta con wasm.',
};

/** Says what is installed and what can be done about it; installs where nothing is. */
export async function installNativeEngine(services: Services): Promise<void> {
  const { context, language } = services;
  const folder = nativeFolder(context);
  const status = await nativeStatus(folder);
  if (status.state !== 'absent') {
    const wish = await vscode.window.showInformationMessage(
      language.text(installedText(status)),
      language.text(again),
      language.text(remove),
    );
    if (wish === language.text(remove)) {
      await removeNative(folder);
      void vscode.window.showInformationMessage(language.text(removed));
    }
    if (wish !== language.text(again)) return;
  }
  const installed = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: language.text(title), cancellable: true },
    (progress, token) => installWithProgress(services, folder, progress, token),
  );
  void vscode.window.showInformationMessage(language.text(readyText(installed)));
}

async function installWithProgress(
  { context, language, log }: Services,
  folder: string,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Installed> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  const dist = join(context.extensionPath, 'dist');
  let percent = 0;
  try {
    const ways = await planInstall({ addons: join(dist, 'native'), env: process.env, signal: stop.signal });
    return await installNative({
      folder,
      ways,
      prober: join(dist, 'node', 'native.mjs'),
      confirm: async (plan: InstallPlan) => {
        const { message, detail } = offerText(plan);
        const options = { modal: true, detail: language.text(detail) };
        return (
          (await vscode.window.showInformationMessage(language.text(message), options, language.text(install))) !== undefined
        );
      },
      onProgress: (step) => {
        const now = step.received === undefined || !step.size ? percent : (step.received / step.size) * 100;
        progress.report({ message: language.text(progressText(step)), increment: now - percent });
        percent = now;
      },
      signal: stop.signal,
    });
  } catch (error) {
    log.info(`The native engine: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    listening.dispose();
  }
}
