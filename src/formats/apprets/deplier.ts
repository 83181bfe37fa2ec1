import * as z from 'zod';
import { lireMontant, type Montant, montant } from '../../domain/argent/montant.ts';
import { compilerCondition } from '../../domain/conditions/condition.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { cleDeTitre } from '../../domain/textes/nom.ts';
import { texteEcrit } from '../format.ts';
import type { Enregistrement } from '../source-ouverte.ts';
import type { Appret, ContexteDAppret } from './appret.ts';

const lue = z
  .strictObject({
    champ: texteEcrit,
    colonnes: z.union(
      [z.array(texteEcrit).min(1), z.record(z.string(), texteEcrit)],
      'des titres sont attendus, [Mali, Sénégal], ou { SN: Sénégal }',
    ),
    total: texteEcrit.optional(),
  })
  .optional();

export type DepliageEcrit = NonNullable<z.output<typeof lue>>;

/** The title of each column of amounts, and what its lines hold in the field. */
export function colonnesDepliees({ colonnes }: DepliageEcrit): readonly (readonly [titre: string, valeur: string])[] {
  return Array.isArray(colonnes) ? colonnes.map((titre) => [titre, titre] as const) : Object.entries(colonnes);
}

/**
 * A table with one column of amounts for each country, or each sector: a line for each of its cells. Each column is read as a
 * source of its own; this proves once, on the rows as they are, that the columns make the total that the row announces.
 */
export const deplier: Appret<typeof lue> = {
  lue,
  dit: 'les colonnes dont chacune est un pays, ou un secteur',
  exemple: '{ champ: lieu, colonnes: [Mali, Sénégal], total: Total }',
  titre: 'Déplier',
  sens: 'Un tableau qui a une colonne de montants par pays, ou par secteur : une ligne par cellule remplie. Par année (champ: exercice), celle de l’exercice compte, les autres sont écartées. « champ » reçoit le titre de la colonne ; « total », s’il y en a un, doit être la somme des colonnes, rangée par rangée.',
  laisseLesLignes: true,
  commencer: (ecrit, contexte) => {
    const preuve = new PreuveDuTotal(ecrit, contexte);
    return {
      enregistrement: (vu) => {
        preuve.verifier(vu);
        return vu;
      },
    };
  },
};

interface Rangs {
  readonly parts: readonly number[];
  readonly total: number;
  readonly ecartee: (vu: Enregistrement) => boolean;
}

class PreuveDuTotal {
  readonly #ecrit: DepliageEcrit;
  readonly #contexte: ContexteDAppret;
  #rangs: Rangs | undefined;

  constructor(ecrit: DepliageEcrit, contexte: ContexteDAppret) {
    this.#ecrit = ecrit;
    this.#contexte = contexte;
  }

  verifier(vu: Enregistrement): void {
    if (this.#ecrit.total === undefined || vu.champs.every((cellule) => cellule.trim() === '')) return;
    if (this.#rangs === undefined) {
      this.#rangs = this.#trouver(vu, this.#ecrit.total);
      return;
    }
    const { parts, total, ecartee } = this.#rangs;
    if (vu.horsDesLignes !== undefined || ecartee(vu)) return;
    const annonce = this.#lire(vu, total);
    const lus = parts.map((rang) => this.#lire(vu, rang));
    // Cells that cannot be read are told with the lines.
    if (annonce === 'illisible' || lus.includes('illisible')) return;
    const somme = lus.reduce<number>((cumul, lu) => cumul + (typeof lu === 'number' ? lu : 0), 0);
    if (somme === (annonce ?? 0)) return;
    const { source, reperes, constats } = this.#contexte;
    constats.ajouter({
      code: 'E-DEPLIER-TOTAL',
      ...reperes.champ(vu, total),
      message: `le total de la rangée dit ${annonce === undefined ? 'rien' : formaterEuros(annonce)}, les colonnes dépliées font ${formaterEuros(montant(somme))}`,
      remede: `Une colonne de ${source.fichier} manque sous deplier, ou un montant est faux : voyez avec le secteur, ou écartez la rangée sous lignes_a_ecarter, avec un motif.`,
    });
  }

  #trouver({ champs }: Enregistrement, total: string): Rangs {
    const titres = champs.map(cleDeTitre);
    const rangDe = (titre: string) => titres.indexOf(cleDeTitre(titre));
    const predicats = this.#contexte.source.ecarts
      .filter(({ implicite }) => implicite !== true)
      .map(({ condition }) =>
        compilerCondition<Enregistrement>(condition, {
          texte: (colonne) => {
            const rang = rangDe(colonne);
            return rang < 0 ? undefined : (vu) => vu.champ(rang).trim();
          },
          estCode: () => false,
        }),
      );
    return {
      parts: colonnesDepliees(this.#ecrit).map(([titre]) => rangDe(titre)),
      total: rangDe(total),
      ecartee: (vu) => predicats.some((predicat) => predicat(vu)),
    };
  }

  /** In centimes; nothing where the cell is empty. */
  #lire(vu: Enregistrement, rang: number): Montant | 'illisible' | undefined {
    const cellule = vu.champ(rang);
    if (cellule.trim() === '') return undefined;
    const lu = lireMontant(cellule, this.#contexte.source satisfies Pick<SourceDeclaree, 'decimale' | 'unite'>);
    return lu.etat === 'lu' ? lu.montant : 'illisible';
  }
}
