import type { Export } from './export.ts';

/** Where the lines can be declared or published, in the order of the help. */
export const EXPORTS: readonly Export[] = [];
