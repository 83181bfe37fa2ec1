import { BASES, type Base } from '../../domain/argent/base.ts';
import { type Montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { CHAMPS_TEXTE, CODES } from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { morceauxDeSomme } from '../../domain/lignes/morceaux.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { LIBELLE_PROCHE, ressemblance } from '../../domain/textes/ressemblance.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';
import { grouperLesLignes } from './grouper-les-lignes.ts';

/** A line of the old file that is several in the new one, which are together its amount, to the cent. */
export interface LignePartagee {
  readonly avant: Affectation;
  readonly morceaux: readonly Affectation[];
}

/** An amount in a base that the document does not count in, which the pieces do not make. */
interface BaseChangee {
  readonly base: Base;
  readonly avant: Montant;
  readonly apres: Montant;
}

export function basesQuiDifferent({ avant, morceaux }: LignePartagee): readonly BaseChangee[] {
  return BASES.flatMap((base) => {
    const [etait, est] = [montantDe(avant.ligne, base), somme(morceaux.map(({ ligne }) => montantDe(ligne, base)))];
    return etait === est ? [] : [{ base, avant: etait, apres: est }];
  });
}

/** Beyond, lines of one imputation and beneficiary are not tried with one another: that would take as long as their square. */
const ENSEMBLE_MAX = 100;

/** Finds the lines that only the old file has which are several of the new one: same codes, same beneficiary, like labels. */
export function retrouverLesPartages(
  avant: readonly Affectation[],
  apres: readonly Affectation[],
): readonly LignePartagee[] {
  const prises = new Set<Affectation>();
  const partagees: LignePartagee[] = [];
  // Pieces that have kept the label of the line, however many there are, before those that have not.
  for (const cle of [cleEntiere, cleDImputation]) {
    const nouvelles = grouperLesLignes(apres, cle);
    for (const [commune, toutes] of grouperLesLignes(avant, cle)) {
      const entieres = toutes.filter((entiere) => !prises.has(entiere));
      const libres = (nouvelles.get(commune) ?? []).filter((nouvelle) => !prises.has(nouvelle));
      for (const entiere of entieres) {
        const morceaux = morceauxDe(entiere, entieres.length, libres, prises);
        if (morceaux === undefined) continue;
        for (const une of [entiere, ...morceaux]) prises.add(une);
        partagees.push({ avant: entiere, morceaux });
      }
    }
  }
  return partagees;
}

function morceauxDe(
  entiere: Affectation,
  nombre: number,
  libres: readonly Affectation[],
  prises: ReadonlySet<Affectation>,
): readonly Affectation[] | undefined {
  if (libres.length < 2) return undefined;
  if (nombre === 1 && sontLesMorceaux(entiere, libres)) return libres;
  if (Math.max(nombre, libres.length) > ENSEMBLE_MAX) return undefined;
  const restent = libres.filter((nouvelle) => !prises.has(nouvelle) && seRessemblent(entiere, nouvelle));
  const choix = morceauxDeSomme(entiere.montant, restent, ({ montant }) => montant);
  // Senders often write the other bases again on each piece: those that were split in all of them come first.
  return choix.find((morceaux) => basesQuiDifferent({ avant: entiere, morceaux }).length === 0) ?? choix[0];
}

function sontLesMorceaux(entiere: Affectation, morceaux: readonly Affectation[]): boolean {
  const signe = Math.sign(entiere.montant);
  return (
    signe !== 0 &&
    morceaux.every((morceau) => Math.sign(morceau.montant) === signe && seRessemblent(entiere, morceau)) &&
    somme(morceaux.map(({ montant }) => montant)) === entiere.montant
  );
}

function montantDe({ montants }: LigneBudgetaire, base: (typeof BASES)[number]): Montant {
  return montants[base] ?? NUL;
}

function seRessemblent(gauche: Affectation, droite: Affectation): boolean {
  const [avant, apres] = [plier(gauche.ligne.libelle), plier(droite.ligne.libelle)];
  return ressemblance(avant, apres) >= LIBELLE_PROCHE;
}

function cleDImputation(ligne: LigneBudgetaire): string {
  const codes = CODES.map((code) => normaliserCode(ligne[CHAMPS_TEXTE[code]]));
  return composerCle(ligne.fichier, ligne.sens, ...codes, plier(ligne.beneficiaire));
}

function cleEntiere(ligne: LigneBudgetaire): string {
  return composerCle(cleDImputation(ligne), plier(ligne.libelle));
}
