import { noData } from '../datasets/real/no-data';
import { LoadFailure } from '../loader/load-failure';
import { loadModule, type Packages } from '../loader/load-module';
import { createStackPositions } from '../loader/stack-positions';
import { createDatasets } from '../neurona/create-datasets';
import { svd } from '../neurona/svd';
import type { HumanError } from '../protocol/human-error';
import * as courseApi from './course-api';
import { brokenSuite } from './course-test';
import type { Engine } from './lazy-engine';
import type { Exports } from './local-solution';

/** The TypeScript files of one exercise. */
export interface CourseModules {
  /** Runs a file and everything that it imports, as a fresh instance. Throws HumanError for code that does not load. */
  readonly load: (file: string) => Promise<Exports>;
}

/** In the grader nobody watches what the course's own code shows, and what it computes depends on no file of this machine. */
const inertNeurona: typeof import('../neurona/neurona') = {
  datasets: createDatasets(async (name) => Promise.reject(noData(name))),
  track: () => {},
  show: () => {},
  visualize: () => {},
  showBoundary: () => {},
  svd,
};

/** Runs an exercise's code in this process; it may import the course API, TensorFlow.js and `neurona`. */
export function createCourseModules(sources: ReadonlyMap<string, string>, engine: Engine): CourseModules {
  const files = Array.from(sources, ([path, text]) => ({ path, text }));
  const packages: Packages = {
    'neurona/course': () => courseApi,
    neurona: () => inertNeurona,
    '@tensorflow/tfjs': async () => {
      await engine.start();
      return engine.tf();
    },
  };
  return {
    load: async (file) => {
      try {
        const { namespace } = await loadModule({ files, entry: file, packages, stacks: createStackPositions() });
        return namespace;
      } catch (error) {
        throw describe(error, file);
      }
    },
  };
}

function describe(error: unknown, file: string): HumanError {
  const [where, what] = error instanceof LoadFailure ? [placeText(error, file), error] : [file, error];
  const text = what instanceof Error ? what.message : String(what);
  return brokenSuite(where, text, text);
}

function placeText({ position }: LoadFailure, file: string): string {
  return position === undefined ? file : `${position.file}:${position.line}:${position.column}`;
}
