import { colonnesDesMontants } from '../../domain/montants-declares.ts';
import type { FormatDeclare, SourceDeclaree } from '../../domain/source-declaree.ts';
import type { FichierLu } from '../../files/csv-format.ts';
import { lettre } from '../../files/xlsx/cell.ts';
import { FeuilleIntrouvable, visitRows } from '../../files/xlsx/read-rows.ts';
import { ClasseurIllisible } from '../../files/xlsx/unreadable.ts';
import type { RangeeLue } from '../../files/xlsx/visit-sheet.ts';
import type { ContexteDeFormat } from '../format.ts';
import type { SourceOuverte, Visiteur } from '../source-ouverte.ts';
import { EnTeteDeFeuille } from './en-tete-de-feuille.ts';
import { EnregistrementDeRangee, placeDeCellule } from './enregistrement-de-rangee.ts';
import { direClasseurIllisible, direFeuilleAbsente, signalerFeuille } from './fautes-de-classeur.ts';

/** One sheet of an Excel workbook (.xlsx). */
export interface FormatClasseur extends FormatDeclare {
  readonly genre: 'classeur';
  /** The sheet, by its name. */
  readonly feuille: string;
  /** Rows of the sheet above the header. */
  readonly preambule: number;
  /** Rows of the header: several when titles are grouped under merged cells. */
  readonly titres: number;
}

/**
 * One sheet of an Excel workbook. What counts is what cells hold: results of formulas as they were last worked out, rows
 * that a filter hides like the others, numbers and not their looks.
 */
export function ouvrirClasseur(
  source: SourceDeclaree<FormatClasseur>,
  chemin: string,
  { constats }: ContexteDeFormat,
): SourceOuverte {
  const { format } = source;
  const declarees = new Set([...source.colonnes.values(), ...colonnesDesMontants(source.montants)]);
  return {
    reperes: {
      champ: (vu, rang, partie) => placeDeCellule(source.nom, vu, rang, partie),
      enregistrement: (vu) => placeDeCellule(source.nom, vu, 0),
    },
    remedeSansColonne: () =>
      'Les titres sont peut-être plus bas, ou sur une autre feuille : corrigez preambule ou feuille dans exercice.yaml.',
    lire: async (visiteur) => {
      const lecture = new LectureDeFeuille(format, visiteur);
      try {
        const { feuille, ...fichier } = visitRows(
          chemin,
          { feuille: format.feuille, decimale: source.decimale },
          (rangee) => lecture.rangee(rangee),
        );
        lecture.finir();
        const masquees = feuille.colonnesMasquees
          .filter((rang) => declarees.has(lecture.titres[rang] ?? ''))
          .map((rang) => `${lettre(rang)} (${lecture.titres[rang]})`);
        signalerFeuille(source.nom, { ...feuille, colonnesUtilesMasquees: masquees }, constats);
        return fichier satisfies FichierLu;
      } catch (erreur) {
        if (erreur instanceof ClasseurIllisible) direClasseurIllisible(source.fichier, erreur, constats);
        else if (erreur instanceof FeuilleIntrouvable) direFeuilleAbsente(source, erreur, constats);
        else throw erreur;
        visiteur.faute();
        return undefined;
      }
    },
  };
}

/** Goes down the rows of a sheet: what is above the titles, the titles, then the records. */
class LectureDeFeuille {
  readonly #format: FormatClasseur;
  readonly #visiteur: Visiteur;
  readonly #enTete: EnTeteDeFeuille;

  constructor(format: FormatClasseur, visiteur: Visiteur) {
    this.#format = format;
    this.#visiteur = visiteur;
    this.#enTete = new EnTeteDeFeuille(format.titres);
  }

  get titres(): readonly string[] {
    return this.#enTete.titres;
  }

  rangee(rangee: RangeeLue): void {
    if (rangee.numero <= this.#format.preambule) return;
    if (this.#enTete.complet) {
      this.#visiteur.enregistrement(new EnregistrementDeRangee(rangee, this.#enTete.nombre));
      return;
    }
    this.#enTete.ajouter(rangee);
    if (this.#enTete.complet) this.#visiteur.enregistrement(this.#enTete.enregistrement());
  }

  /** A sheet that ends among its titles still shows those that it has. */
  finir(): void {
    if (!this.#enTete.complet && this.#enTete.nombre > 0) this.#visiteur.enregistrement(this.#enTete.enregistrement());
  }
}
