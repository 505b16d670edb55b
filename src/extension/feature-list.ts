// Written by `npm run sync` from the folders of features/. Do not edit.
import type { Feature } from './lib/feature';
import { feature as courseTree } from './features/course-tree/index';
import { feature as engine } from './features/engine/index';
import { feature as exercises } from './features/exercises/index';
import { feature as lesson } from './features/lesson/index';
import { feature as runView } from './features/run-view/index';
import { feature as status } from './features/status/index';
import { feature as testing } from './features/testing/index';
import { feature as upkeep } from './features/upkeep/index';

export const features: Readonly<Record<string, Feature>> = {
  'course-tree': courseTree,
  engine,
  exercises,
  lesson,
  'run-view': runView,
  status,
  testing,
  upkeep,
};
