import { BASES, type Base } from '../../domain/argent/base.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import {
  CHAMPS_DE_L_IMPUTATION,
  CHAMPS_TEXTE,
  type ChampTexte,
  CODES,
  TEXTES_PROPRES,
} from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';
import { grouperLesLignes } from './grouper-les-lignes.ts';
import { type LignePartagee, retrouverLesPartages } from './retrouver-les-partages.ts';

/** What two versions of a line say otherwise: a field, the total cost, or the amount of a base. */
export type ChampChange =
  | { readonly champ: ChampTexte; readonly avant: string; readonly apres: string }
  | {
      readonly champ: Base | 'cout_total' | 'montant_ecrit';
      readonly avant: Montant | undefined;
      readonly apres: Montant | undefined;
    };

/** A line of the old file and one of the new that seem to be the same, changed. */
export interface LigneChangee {
  readonly avant: Affectation;
  readonly apres: Affectation;
  readonly champs: readonly ChampChange[];
}

interface Passe {
  /** What both must have in common; `undefined` for a line that does not say enough. */
  cle(ligne: LigneBudgetaire): string | undefined;
  /** Lines alike are paired in the order of the files; on weaker evidence each must be alone of its kind. */
  readonly aPlusieurs: boolean;
}

const ENTRE = '\u0002';

const textes = (ligne: LigneBudgetaire, champs: readonly ChampTexte[]) =>
  champs.map((champ) => ligne[CHAMPS_TEXTE[champ]]).join(ENTRE);
const montants = ({ montants: siens }: LigneBudgetaire) => BASES.map((base) => siens[base] ?? '').join(ENTRE);
const estNulle = ({ montants: siens }: LigneBudgetaire) => BASES.every((base) => (siens[base] ?? 0) === 0);
const codes = (ligne: LigneBudgetaire) =>
  [ligne.fichier, ligne.sens, ...CODES.map((code) => normaliserCode(ligne[CHAMPS_TEXTE[code]]))].join(ENTRE);
const mots = ({ libelle, beneficiaire }: LigneBudgetaire) => [plier(libelle), plier(beneficiaire)].join(ENTRE);

/** The strongest evidence first: all but the amount; all but the codes; codes and amount; then the same words, then some of them. */
const PASSES: readonly Passe[] = [
  { aPlusieurs: true, cle: (ligne) => textes(ligne, [...CHAMPS_DE_L_IMPUTATION, ...TEXTES_PROPRES]) },
  {
    aPlusieurs: true,
    cle: (ligne) => `${textes(ligne, TEXTES_PROPRES)}${ENTRE}${montants(ligne)}${ENTRE}${ligne.sens}`,
  },
  { aPlusieurs: false, cle: (ligne) => (estNulle(ligne) ? undefined : `${codes(ligne)}${ENTRE}${montants(ligne)}`) },
  { aPlusieurs: false, cle: (ligne) => `${codes(ligne)}${ENTRE}${mots(ligne)}` },
  { aPlusieurs: false, cle: (ligne) => `${ligne.sens}${ENTRE}${mots(ligne)}` },
  {
    aPlusieurs: false,
    cle: (ligne) => (ligne.libelle === '' ? undefined : `${codes(ligne)}${ENTRE}${plier(ligne.libelle)}`),
  },
  {
    aPlusieurs: false,
    cle: (ligne) => (ligne.beneficiaire === '' ? undefined : `${codes(ligne)}${ENTRE}${plier(ligne.beneficiaire)}`),
  },
];

/**
 * Finds the lines that only the old file has again among those that only the new one has: those that were split, then one to
 * one. Each is given back once.
 */
export function apparierLesLignes(
  avant: readonly Affectation[],
  apres: readonly Affectation[],
): {
  readonly partagees: readonly LignePartagee[];
  readonly changees: readonly LigneChangee[];
  readonly parties: readonly Affectation[];
  readonly ajoutees: readonly Affectation[];
} {
  const prises = new Map<Affectation, Affectation>();
  const partagees = retrouverLesPartages(avant, apres);
  const enMorceaux = new Set(partagees.flatMap(({ avant: entiere, morceaux }) => [entiere, ...morceaux]));
  let [parties, ajoutees] = [avant, apres].map((lignes) => lignes.filter((ligne) => !enMorceaux.has(ligne))) as [
    Affectation[],
    Affectation[],
  ];
  for (const passe of PASSES) {
    const [anciennes, nouvelles] = [grouperLesLignes(parties, passe.cle), grouperLesLignes(ajoutees, passe.cle)];
    const trouvees = new Set<Affectation>();
    for (const [cle, gauches] of anciennes) {
      const droites = nouvelles.get(cle) ?? [];
      if (!passe.aPlusieurs && (gauches.length > 1 || droites.length > 1)) continue;
      gauches.forEach((gauche, rang) => {
        const droite = droites[rang];
        if (droite === undefined) return;
        prises.set(gauche, droite);
        trouvees.add(gauche).add(droite);
      });
    }
    parties = parties.filter((ligne) => !trouvees.has(ligne));
    ajoutees = ajoutees.filter((ligne) => !trouvees.has(ligne));
  }
  const changees = avant.flatMap((ancienne) => {
    const nouvelle = prises.get(ancienne);
    return nouvelle === undefined
      ? []
      : [{ avant: ancienne, apres: nouvelle, champs: champsChanges(ancienne.ligne, nouvelle.ligne) }];
  });
  return { partagees, changees, parties, ajoutees };
}

function champsChanges(avant: LigneBudgetaire, apres: LigneBudgetaire): ChampChange[] {
  return [
    ...[...CHAMPS_DE_L_IMPUTATION, ...TEXTES_PROPRES].map((champ) => ({
      champ,
      avant: avant[CHAMPS_TEXTE[champ]],
      apres: apres[CHAMPS_TEXTE[champ]],
    })),
    ...BASES.map((base) => ({ champ: base, avant: avant.montants[base], apres: apres.montants[base] })),
    { champ: 'cout_total' as const, avant: avant.coutTotal, apres: apres.coutTotal },
    { champ: 'montant_ecrit' as const, avant: avant.montantEcrit, apres: apres.montantEcrit },
  ].filter((change) => change.avant !== change.apres) as ChampChange[];
}
