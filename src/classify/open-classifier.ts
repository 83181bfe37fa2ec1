import type { Constats } from '../domain/constat.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { Geographie } from '../domain/geographie.ts';
import type { MotSignal } from '../domain/mot-signal.ts';
import type { Nomenclature } from '../domain/nomenclature.ts';
import { Classifieur } from './classifier.ts';
import { readDecisions } from './decisions/decision-reader.ts';
import { RegistreDesDecisions } from './decisions/decision-register.ts';
import type { Regle } from './rules/rule.ts';
import { readRules } from './rules/rule-reader.ts';

/** The reference tables that the classification leans on. */
export interface References {
  readonly nomenclature: Nomenclature;
  readonly geographie: Geographie;
  readonly signaux: readonly MotSignal[];
}

/** A classifier with the rules and decisions of a dossier. */
export interface ClassementOuvert {
  readonly classifieur: Classifieur;
  readonly regles: readonly Regle[];
  readonly decisions: RegistreDesDecisions;
}

/** Reads the rules and decisions of a dossier and makes its classifier; tells all that is wrong with them. */
export async function openClassifier(
  dossier: Dossier,
  references: References,
  constats: Constats,
): Promise<ClassementOuvert> {
  const { racine, enTete, vote } = dossier;
  const { axes, domaines, base, exercice } = enTete;
  const { geographie, nomenclature, signaux } = references;
  const referentiel = { axes, domaines, geographie };
  const regles = readRules(dossier.regles, { ...referentiel, racine, exercice, base, vote, nomenclature, constats });
  const lues =
    dossier.arbitrages === undefined ? [] : await readDecisions(racine, dossier.arbitrages, referentiel, constats);
  const decisions = new RegistreDesDecisions(lues);
  return {
    classifieur: new Classifieur({ ...referentiel, base, regles, decisions, signaux }),
    regles,
    decisions,
  };
}
