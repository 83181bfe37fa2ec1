import { estLeTout } from '../../domain/argent/part.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { decideur, ecrireQuotePart, LIBELLES_PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { clesDeRessemblance, RESSEMBLANCES, type Ressemblance, type TextesCompares } from './ressemblances.ts';

/** Things in common that are kept at the most: what a page shows of them is a help, never a figure. */
const CLES_MAX = 200_000;
const EXEMPLES = 3;

/** A decided line, as the page shows it beside one that is alike. */
export interface LigneDejaDecidee {
  readonly ref: string;
  readonly libelle: string;
  readonly centimes: number;
  /** « internationale à 30 % ». */
  readonly conclusion: string;
  /** The rule, or who decided and when. */
  readonly par: string;
  readonly motif: string;
}

/** What became of the decided lines that have something in common: how many, of which international, and the first. */
export interface SemblablesDecidees {
  readonly ressemblance: Ressemblance;
  readonly lignes: number;
  readonly internationales: number;
  readonly exemples: readonly LigneDejaDecidee[];
}

interface Decompte {
  lignes: number;
  internationales: number;
  readonly exemples: LigneDejaDecidee[];
}

const DECIDEES: ReadonlySet<Place> = new Set(['internationale', 'exceptionnelle', 'non_internationale']);

/** Sees the lines of a dossier pass, and recalls of those that a rule or a person decided what they have in common with one. */
export class LignesDecidees {
  readonly #decomptes = new Map<string, Decompte>();

  ajouter({ ligne, verdict, montant }: Affectation): void {
    const { place, decisive } = verdict;
    const { auteur } = decisive;
    if (!DECIDEES.has(place) || (auteur.type !== 'regle' && auteur.type !== 'decision')) return;
    for (const cle of clesDeRessemblance(ligne).values()) {
      let decompte = this.#decomptes.get(cle);
      if (decompte === undefined) {
        if (this.#decomptes.size >= CLES_MAX) continue;
        decompte = { lignes: 0, internationales: 0, exemples: [] };
        this.#decomptes.set(detacher(cle), decompte);
      }
      decompte.lignes += 1;
      if (place !== 'non_internationale') decompte.internationales += 1;
      if (decompte.exemples.length >= EXEMPLES) continue;
      const part = estLeTout(verdict.quotePart) ? '' : ` à ${ecrireQuotePart(verdict)}`;
      decompte.exemples.push({
        ref: referenceDe(ligne),
        libelle: detacher(ligne.libelle),
        centimes: montant,
        conclusion: `${LIBELLES_PLACES[place].toLowerCase()}${part}`,
        par: auteur.type === 'decision' ? `${auteur.auteur}, ${auteur.date}` : `règle ${decideur(decisive)}`,
        motif: decisive.motif,
      });
    }
  }

  /**
   * By what is in common, the most telling first.
   * @param place where the line itself is: when it is decided, it is none of its like
   */
  pour(
    ligne: TextesCompares & Pick<LigneBudgetaire, 'fichier' | 'numero'>,
    place: Place,
  ): readonly SemblablesDecidees[] {
    const cles = clesDeRessemblance(ligne);
    const elle = DECIDEES.has(place) ? 1 : 0;
    const ref = referenceDe(ligne);
    return RESSEMBLANCES.flatMap((ressemblance) => {
      const decompte = this.#decomptes.get(cles.get(ressemblance) ?? '');
      const lignes = (decompte?.lignes ?? 0) - elle;
      if (decompte === undefined || lignes <= 0) return [];
      return [
        {
          ressemblance,
          lignes,
          internationales: decompte.internationales - (place === 'non_internationale' ? 0 : elle),
          exemples: decompte.exemples.filter((exemple) => exemple.ref !== ref),
        },
      ];
    });
  }
}
