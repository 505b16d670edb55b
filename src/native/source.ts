import type { Localized } from '../protocol/localized';
import type { NativeInstall, Source } from './native-install';

/** How far an installation is. */
export interface InstallProgress {
  readonly step: Localized;
  /** Bytes of the whole installation's download; absent in steps that have no such measure. */
  readonly received?: number;
  readonly size?: number;
}

/** What a source needs to work with. */
export interface StageTools {
  /** An empty folder: what is put there becomes the installation. */
  readonly staging: string;
  /** Where downloads lie until they are used; what was stopped is gone on from there. */
  readonly downloads: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InstallProgress) => void;
}

/** One way to an installation that can be tried here, with what it costs. */
export interface InstallPlan {
  readonly source: Source;
  /** "TensorFlow 2.21.0 of /usr/bin/python3", for whoever is asked. */
  readonly what: Localized;
  /** Bytes to download, and bytes on disk once installed. Undefined where nobody knows before. */
  readonly download: number | undefined;
  readonly disk: number | undefined;
  /** Puts everything but `native.json` into the staging folder. */
  readonly stage: (tools: StageTools) => Promise<Omit<NativeInstall, 'format' | 'source'>>;
}

/** A way that cannot be gone here, and why. */
export interface Obstacle {
  readonly source: Source;
  readonly why: Localized;
}

export function isPlan(found: InstallPlan | Obstacle): found is InstallPlan {
  return 'stage' in found;
}
