import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import { referenceDe } from '../domain/ligne-budgetaire.ts';
import { type Montant, montant } from '../domain/montant.ts';
import { detacher } from '../domain/texte.ts';
import { decideur, type PartVentilee, type Place, type Verdict } from '../domain/verdict.ts';
import { centimesDesParts } from './parts-en-centimes.ts';

/**
 * What changes of a line when the rules do: its `place` (or its share), only its `ventilation` (axis, domain, place, sector),
 * or only the `raison`: it stays where it is, and something else decides so.
 */
export type NatureDuDeplacement = 'place' | 'ventilation' | 'raison';

/** A line that other rules would put elsewhere, or leave there for another reason. Amounts in cents, on the dossier's base. */
export interface Deplacement {
  readonly nature: NatureDuDeplacement;
  readonly ref: string;
  readonly libelle: string;
  readonly montant: Montant;
  readonly avant: Verdict;
  readonly apres: Verdict;
  /** The cents that change place or cell. */
  readonly deplaces: Montant;
  /** What the headline gains by it; negative when it loses. */
  readonly auTotal: Montant;
  /** What exceptional operations gain by it. */
  readonly auxExceptionnelles: Montant;
}

/** Compares two verdicts on a line; `undefined` when the second says nothing else, for the same reasons. */
export function comparerVerdicts(
  ligne: LigneBudgetaire,
  total: Montant,
  avant: Verdict,
  apres: Verdict,
): Deplacement | undefined {
  const nature = natureDe(avant, apres);
  if (nature === undefined) return undefined;
  return {
    nature,
    ref: referenceDe(ligne),
    libelle: detacher(ligne.libelle === '' ? ligne.beneficiaire : ligne.libelle),
    montant: total,
    avant,
    apres,
    deplaces: nature === 'raison' ? montant(0) : centimesDeplaces(avant, apres, total),
    auTotal: montant(centimesEn('internationale', apres, total) - centimesEn('internationale', avant, total)),
    auxExceptionnelles: montant(
      centimesEn('exceptionnelle', apres, total) - centimesEn('exceptionnelle', avant, total),
    ),
  };
}

/** The cents that a verdict puts in one cell after another, as the documents count them. */
export function parcourirCellules(
  verdict: Verdict,
  total: Montant,
  visiter: (part: PartVentilee, centimes: Montant) => void,
): void {
  const centimes = centimesDesParts(verdict, total);
  verdict.parts.forEach((part, rang) => {
    visiter(part, centimes[rang] ?? montant(0));
  });
}

function natureDe(avant: Verdict, apres: Verdict): NatureDuDeplacement | undefined {
  if (avant.place !== apres.place || !memeFraction(avant.quotePart, apres.quotePart)) return 'place';
  if (!memesParts(avant.parts, apres.parts)) return 'ventilation';
  return memesDecideurs(avant, apres) ? undefined : 'raison';
}

function memesParts(gauche: readonly PartVentilee[], droite: readonly PartVentilee[]): boolean {
  return (
    gauche.length === droite.length &&
    gauche.every((part, rang) => {
      const autre = droite[rang];
      return autre !== undefined && memeFraction(part.part, autre.part) && celluleDe(part) === celluleDe(autre);
    })
  );
}

function memesDecideurs(avant: Verdict, apres: Verdict): boolean {
  return (
    avant.cle === apres.cle &&
    avant.reponses.length === apres.reponses.length &&
    avant.reponses.every((reponse, rang) => {
      const autre = apres.reponses[rang];
      return (
        autre !== undefined &&
        reponse.dimension === autre.dimension &&
        decideur(reponse) === decideur(autre) &&
        reponse.motif === autre.motif
      );
    })
  );
}

function memeFraction(gauche: PartVentilee['part'], droite: PartVentilee['part']): boolean {
  return gauche.numerateur === droite.numerateur && gauche.denominateur === droite.denominateur;
}

/** Half of what the cells gain and lose together: what leaves one is found in another. */
function centimesDeplaces(avant: Verdict, apres: Verdict, total: Montant): Montant {
  const ecarts = new Map<string, number>();
  const ajouter = (signe: 1 | -1) => (part: PartVentilee, centimes: Montant) => {
    const cellule = celluleDe(part);
    ecarts.set(cellule, (ecarts.get(cellule) ?? 0) + signe * centimes);
  };
  parcourirCellules(avant, total, ajouter(-1));
  parcourirCellules(apres, total, ajouter(1));
  let somme = 0n;
  for (const ecart of ecarts.values()) somme += BigInt(Math.abs(ecart));
  return montant(Number(somme / 2n));
}

function celluleDe({ place, axe, domaine, territoire, pays, secteur }: PartVentilee): string {
  return [place, axe, domaine, territoire, pays, secteur].join('\u0001');
}

function centimesEn(place: Place, verdict: Verdict, total: Montant): number {
  let somme = 0;
  parcourirCellules(verdict, total, (part, centimes) => {
    if (part.place === place) somme += centimes;
  });
  return somme;
}
