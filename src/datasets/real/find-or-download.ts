import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { download, type DownloadOptions, type DownloadProgress } from '../../download/download';
import { realData, type PublishedFile, type RealData, type RealDataName } from './data-files';
import { findFile, hasRealData } from './find-real';
import { unpack } from './unpack';

export interface FindOrDownloadOptions {
  /** Where data sets are kept: `dataFolder`'s answer, as a rule. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** Hears how much of the whole is there. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly fetch?: DownloadOptions['fetch'];
  /** What is published, where it is not what `data-files.ts` says. */
  readonly data?: RealData;
}

/** Bytes to download for a data set when none of it is there. */
export function downloadSize(name: RealDataName, data: RealData = realData[name]): number {
  return published(data).reduce((sum, { size }) => sum + size, 0);
}

/**
 * Sees to it that a data set's files are in `folder`: leaves alone what is there, and downloads the rest, checked by size and
 * SHA-256. Resolves with whether anything was downloaded. Throws what `download` throws.
 */
export async function findOrDownload(name: RealDataName, options: FindOrDownloadOptions): Promise<boolean> {
  const { folder, signal, onProgress, fetch, data = realData[name] } = options;
  if (await hasRealData(folder, name, data)) return false;
  const size = downloadSize(name, data);
  let before = 0;
  for (const file of published(data)) {
    const path = join(folder, name, file.name);
    if (data.archive !== undefined || (await findFile(folder, name, file.name)) === undefined) {
      await download({
        url: file.url,
        path,
        size: file.size,
        sha256: file.sha256,
        signal,
        fetch,
        onProgress: ({ received }) => onProgress?.({ received: before + received, size }),
      });
    }
    before += file.size;
    onProgress?.({ received: before, size });
  }
  if (data.archive !== undefined) {
    const archive = join(folder, name, data.archive.name);
    await unpack(archive, data.files, join(folder, name), signal);
    await rm(archive, { force: true });
  }
  return true;
}

function published({ archive, files }: RealData): readonly PublishedFile[] {
  return archive === undefined ? (files as readonly PublishedFile[]) : [archive];
}
