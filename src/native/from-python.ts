import { copyFile, link, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { findPython, type FindPythonOptions } from './find-python';
import { libraryNames, platformName } from './library-names';
import { stageAddon } from './shipped-addon';
import type { InstallPlan, Obstacle } from './source';

export interface FromPythonOptions extends FindPythonOptions {
  /** The addon for this platform, as Neurona ships it; undefined where it ships none. */
  readonly addon: string | undefined;
}

/** Uses the libraries of a TensorFlow that Python has, where they lie: nothing is downloaded. */
export async function planFromPython(options: FromPythonOptions): Promise<InstallPlan | Obstacle> {
  const { addon, platform = platformName() } = options;
  const names = libraryNames(platform);
  if (names === undefined || addon === undefined) return { source: 'python', why: noAddon(platform) };
  const found = await findPython(options);
  if (found === undefined) return { source: 'python', why: whyNone(options.python) };
  const { folder, python, version } = found;
  return {
    source: 'python',
    what: {
      en: `TensorFlow ${version} of ${python}, used where it is`,
      es: `TensorFlow ${version} de ${python}, usado donde está`,
    },
    download: 0,
    disk: (await stat(addon)).size,
    stage: async ({ staging }) => {
      const libraries = [names.tensorflow, names.framework];
      for (const name of libraries) await lend(join(folder, name), join(staging, name));
      return { tensorflow: version, addon: await stageAddon(addon, staging), libraries, from: folder };
    },
  };
}

export function noAddon(platform: string): { en: string; es: string } {
  return {
    en: `this Neurona was built without the small addon for ${platform} that connects Node to TensorFlow`,
    es: `este Neurona se compiló sin el pequeño complemento para ${platform} que conecta Node con TensorFlow`,
  };
}

function whyNone(python: string | undefined): { en: string; es: string } {
  return python === undefined
    ? {
        en: 'no Python environment here has TensorFlow’s libraries',
        es: 'ningún entorno de Python tiene aquí las bibliotecas de TensorFlow',
      }
    : {
        en: `${python} has no TensorFlow, or none with these libraries`,
        es: `${python} no tiene TensorFlow, o no con estas bibliotecas`,
      };
}

/** Puts a file into another folder without copying it, where the system lets us. */
async function lend(from: string, to: string): Promise<void> {
  const refused = (error: NodeJS.ErrnoException): boolean =>
    ['EPERM', 'EACCES', 'EXDEV', 'ENOTSUP', 'ENOSYS', 'EINVAL'].includes(error.code ?? '');
  for (const way of [symlink, link]) {
    try {
      return await way(from, to);
    } catch (error) {
      if (!refused(error as NodeJS.ErrnoException)) throw error;
    }
  }
  await copyFile(from, to);
}
