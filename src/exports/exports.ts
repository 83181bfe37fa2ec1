import { apd } from './apd/apd.ts';
import { budgetVert } from './budget-vert/budget-vert.ts';
import { crs } from './crs/crs.ts';
import type { Export } from './export.ts';
import { iati } from './iati/iati.ts';
import { scdl } from './scdl/scdl.ts';

/** Where the lines can be declared or published, in the order of the help. */
export const EXPORTS: readonly Export[] = [apd, iati, scdl, crs, budgetVert];
