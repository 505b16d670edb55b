import type { Localized } from '../protocol/localized';
import { readFiles, readInstall, type NativeInstall } from './native-install';
import { readProof, runtimeName, type Proof } from './proof-store';

/** What there is of the native engine. */
export type NativeStatus =
  | { readonly state: 'absent' }
  | { readonly state: 'broken'; readonly install: NativeInstall; readonly why: Localized }
  /** Without a proof, nobody has tried it with this Node yet. */
  | { readonly state: 'installed'; readonly install: NativeInstall; readonly bytes: number; readonly proof: Proof | undefined };

/** Looks at what is installed in a folder; starts nothing. */
export async function nativeStatus(folder: string): Promise<NativeStatus> {
  const install = await readInstall(folder);
  if (install === undefined) return { state: 'absent' };
  const files = await readFiles(folder, install);
  if (files === undefined) {
    const place = install.from ?? folder;
    return {
      state: 'broken',
      install,
      why: { en: `Files of it are gone from ${place}.`, es: `Faltan archivos suyos en ${place}.` },
    };
  }
  return { state: 'installed', install, bytes: files.bytes, proof: await readProof(folder, files.identity, runtimeName()) };
}
