import { ARRETS } from './arrets.ts';
import type { GenreDEssais } from './essai.ts';
import { FALSIFICATIONS } from './falsifications.ts';
import { HOSTILES } from './hostiles/hostiles.ts';
import { PAIRES } from './paires.ts';

/** All kinds of attempts, in the order of the report. */
export const GENRES_DE_SABOTAGE: readonly GenreDEssais[] = [FALSIFICATIONS, HOSTILES, ARRETS, PAIRES];
