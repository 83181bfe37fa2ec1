import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Constats } from '../../../src/domain/constats/constat.ts';
import type { Tableau } from '../../../src/domain/volets/tableau.ts';
import type { VoletCompile } from '../../../src/domain/volets/volet-compile.ts';
import { chargerLaGeographie } from '../../../src/dossier/tables-de-reference.ts';
import { questionnaires } from '../../../src/volets/questionnaires/questionnaires.ts';
import { avecDossier } from '../../outils/atelier.ts';

const GEOGRAPHIE = chargerLaGeographie('data');

export interface Lus {
  readonly volet: VoletCompile | undefined;
  readonly constats: Constats;
}

/** Reads and compiles the questionnaires of a dossier; lines have no part in it. */
async function lireLesQuestionnaires(racine: string, fichiers: readonly string[]): Promise<Lus> {
  const constats = new Constats();
  const contexte = { racine, geographie: GEOGRAPHIE, donnees: 'data', constats, enTete: undefined as never };
  const lu = await questionnaires.lire(fichiers, contexte);
  return { volet: constats.enErreur ? undefined : lu?.compiler({ lignes: [] }, constats), constats };
}

/** Those of the report, which are in data/2012. */
export function lireLeRapport(): Promise<Lus> {
  const fichiers = readdirSync('data/2012/questionnaires').map((nom) => `questionnaires/${nom}`);
  return lireLesQuestionnaires('data/2012', fichiers.sort());
}

/** The same of a plan and of answers given as texts. */
export function essayer(plan: string, reponses: string): Promise<Lus> {
  return avecDossier((racine) => {
    mkdirSync(join(racine, 'questionnaires'));
    writeFileSync(join(racine, 'questionnaires', 'plan.yaml'), plan);
    writeFileSync(join(racine, 'questionnaires', 'reponses.csv'), reponses);
    return lireLesQuestionnaires(racine, ['questionnaires/plan.yaml', 'questionnaires/reponses.csv']);
  });
}

export function tableau(volet: VoletCompile | undefined, nom: string): Tableau {
  const trouve = volet?.tableaux.find((chacun) => chacun.nom === nom);
  if (trouve === undefined) throw new Error(`pas de tableau « ${nom} »`);
  return trouve;
}
