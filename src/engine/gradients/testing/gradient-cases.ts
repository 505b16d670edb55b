import { elementwiseCases } from './elementwise-cases';
import type { GradientCase } from './gradient-case';
import { imageCases } from './image-cases';
import { layoutCases } from './layout-cases';
import { reductionCases } from './reduction-cases';

/** One or more for every kernel that has a gradient. */
export const gradientCases: readonly GradientCase[] = [...elementwiseCases, ...reductionCases, ...layoutCases, ...imageCases];
