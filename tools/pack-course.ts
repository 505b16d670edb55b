import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openCourse } from '../src/catalogue/course';
import { packCourse as pack } from '../src/catalogue/pack';
import { root } from './root';

/** Packs the built-in course. Throws the first thing that is wrong with it. */
export async function packCourse(outfile: string, folder = join(root, 'exercises')): Promise<void> {
  const bytes = await pack(await openCourse(folder));
  await mkdir(dirname(outfile), { recursive: true });
  await writeFile(outfile, bytes);
}
