import * as z from 'zod';
import { nommerChamp } from '../../domain/lignes/champs.ts';
import { accord } from '../../domain/textes/format.ts';
import { motDeTotal } from '../../domain/textes/lexique.ts';
import { cleDeTitre } from '../../domain/textes/nom.ts';
import { texteEcrit } from '../format.ts';
import type { Enregistrement } from '../source-ouverte.ts';
import { type Appret, EnregistrementApprete, type Passe } from './appret.ts';

const lue = z.array(texteEcrit).min(1, 'au moins un champ est attendu').optional();

/**
 * Fields that a file writes on the first row of a group only, on a row of its own above its lines, or in cells merged downwards:
 * an empty cell takes what stands above it. Fields go from the widest to the narrowest: a new chapter has none of the
 * programmes of the one before.
 */
export const reporter: Appret<typeof lue> = {
  lue,
  dit: 'les champs qui ne sont écrits que sur la première ligne d’un groupe',
  exemple: '[programme]',
  titre: 'Reporter',
  sens: 'Les champs que le fichier n’écrit que sur la première ligne d’un groupe, du plus large au plus étroit : une cellule vide y prend ce qui est au-dessus.',
  verifier: (champs, colonnes, refuser) => {
    for (const [rang, champ] of champs.entries())
      if (!colonnes.has(champ))
        refuser(
          ['reporter', rang],
          `« ${champ} » n’a pas de colonne : rien n’est à reporter`,
          'Écrivez sous reporter des champs qui sont sous colonnes.',
        );
  },
  commencer: (champs, { source }) => new Reports(champs, source.colonnes),
};

interface Report {
  readonly champ: string;
  readonly rang: number;
  readonly titre: string;
  dessus: string;
}

class Reports implements Passe {
  readonly #champs: readonly string[];
  readonly #colonnes: ReadonlyMap<string, string>;
  /** Cells filled, by field. */
  readonly #comptes: Map<string, number>;
  #reports: readonly Report[] | undefined;

  constructor(champs: readonly string[], colonnes: ReadonlyMap<string, string>) {
    this.#champs = champs;
    this.#colonnes = colonnes;
    this.#comptes = new Map(champs.map((champ) => [champ, 0]));
  }

  refaites() {
    return [...this.#comptes].map(([champ, cellules]) => ({
      cle: 'reporter',
      champ,
      cellules,
      dit: `${accord(cellules, 'cellule')} (${nommerChamp(champ)}) ${cellules > 1 ? 'reprennent' : 'reprend'} ce qui est au-dessus`,
    }));
  }

  /** The record with what it takes from above; the first that is not blank is the header. */
  enregistrement(vu: Enregistrement): Enregistrement {
    if (vu.champs.every((cellule) => cellule.trim() === '')) return vu;
    if (this.#reports === undefined) {
      const titres = vu.champs.map(cleDeTitre);
      this.#reports = this.#champs.flatMap((champ) => {
        const titre = this.#colonnes.get(champ) ?? '';
        const rang = titres.indexOf(cleDeTitre(titre));
        return rang < 0 ? [] : [{ champ, rang, titre: cleDeTitre(titre), dessus: '' }];
      });
      return vu;
    }
    let champs: string[] | undefined;
    let groupeNeuf = false;
    for (const report of this.#reports) {
      const cellule = vu.champ(report.rang).trim();
      if (cellule !== '') {
        // A total, or the titles written again, name no group.
        if (motDeTotal(cellule) !== undefined || cleDeTitre(cellule) === report.titre) continue;
        groupeNeuf ||= cellule !== report.dessus;
        report.dessus = cellule;
        continue;
      }
      if (groupeNeuf) report.dessus = '';
      const defaut = vu.defaut?.(report.rang);
      if (report.dessus === '' || report.rang >= vu.nombre || (defaut !== undefined && !defaut.sousUneAutre)) continue;
      champs ??= [...vu.champs];
      champs[report.rang] = report.dessus;
      this.#comptes.set(report.champ, (this.#comptes.get(report.champ) ?? 0) + 1);
    }
    return champs === undefined ? vu : new EnregistrementApprete(vu, champs);
  }
}
