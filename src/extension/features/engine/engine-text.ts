import { byteText } from '../../../download/byte-text';
import type { Installed } from '../../../native/install-native';
import type { NativeStatus } from '../../../native/native-status';
import type { InstallPlan, InstallProgress } from '../../../native/source';
import { localize, type Localized } from '../../../protocol/localized';

/** What a way to the native engine takes, for the question that is asked before. */
export function offerText({ what, download, disk }: Pick<InstallPlan, 'what' | 'download' | 'disk'>): {
  readonly message: Localized;
  readonly detail: Localized;
} {
  const size = localize((_, language) => {
    const isEnglish = language === 'en';
    if (download === undefined || disk === undefined)
      return isEnglish ? 'How much it takes is not known before.' : 'No se sabe antes cuánto ocupa.';
    const [fetched, kept] = [byteText(download, language), byteText(disk, language)];
    if (download === 0)
      return isEnglish ? `Nothing to download; ${kept} on disk.` : `No hay nada que descargar; ${kept} en disco.`;
    return isEnglish ? `${fetched} to download; ${kept} on disk.` : `${fetched} de descarga; ${kept} en disco.`;
  });
  return {
    message: { en: `Install ${what.en}?`, es: `¿Instalar ${what.es}?` },
    detail: {
      en: `${size.en} Exercises that are heavy then run on it; everything works without it too.`,
      es: `${size.es} Los ejercicios pesados se ejecutan entonces con él; todo funciona también sin él.`,
    },
  };
}

/** "Downloading TensorFlow: 57 MB of 192 MB". */
export function progressText({ step, received, size }: InstallProgress): Localized {
  if (received === undefined || size === undefined) return step;
  return localize(
    (pick, language) =>
      `${pick(step)}: ${byteText(received, language)} ${language === 'en' ? 'of' : 'de'} ${byteText(size, language)}`,
  );
}

export function readyText({ install, proof }: Installed): Localized {
  const version = proof.tensorflow ?? install.tensorflow;
  return {
    en: `The native engine is ready: TensorFlow ${version}. Exercises that are heavy run on it.`,
    es: `El motor nativo está listo: TensorFlow ${version}. Los ejercicios pesados se ejecutan con él.`,
  };
}

/** What is installed, and whether it works as far as anybody knows. */
export function installedText(status: Exclude<NativeStatus, { state: 'absent' }>): Localized {
  if (status.state === 'broken') return status.why;
  const { bytes, install, proof } = status;
  const version = proof?.tensorflow ?? install.tensorflow;
  if (proof?.proven === false) {
    return {
      en: `TensorFlow ${version} is installed, but does not work here: ${proof.why?.en ?? ''}.`,
      es: `TensorFlow ${version} está instalado, pero no funciona aquí: ${proof.why?.es ?? ''}.`,
    };
  }
  return localize((_, language) =>
    language === 'en'
      ? `TensorFlow ${version} is installed (${byteText(bytes, language)}).`
      : `TensorFlow ${version} está instalado (${byteText(bytes, language)}).`,
  );
}
