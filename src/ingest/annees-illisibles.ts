import { type Montant, NUL } from '../domain/argent/montant.ts';
import type { Attente } from '../domain/conditions/attente.ts';
import { parcourirAttentes } from '../domain/conditions/condition.ts';
import { attentesSimples } from '../domain/conditions/mecanismes.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { EcartDeclare } from '../domain/dossier/source-declaree.ts';
import { commenceParTotal } from '../domain/textes/lexique.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Enregistrement, Reperes } from '../formats/source-ouverte.ts';
import type { Colonnes } from './colonnes.ts';
import { Releve } from './soupcons/soupcon.ts';

const ANNEE = /^(?:19|20)\d\d$/;
/** A year with letters that look like figures: `2O12`, `20l2`. */
const PRESQUE_UNE_ANNEE = /^[\dOolI]{4}$/;
const EXEMPLES = 3;

/**
 * Rows that a condition on years leaves out although nothing says that they are of another one: of `2O12`, typed with a letter, all
 * that is known is that it is not 2012.
 */
export class AnneesIllisibles {
  /** The columns that each condition compares with years. */
  readonly #rangs: ReadonlyMap<EcartDeclare, readonly number[]>;
  readonly #releve = new Releve();
  readonly #exemples = new Set<string>();

  constructor(ecarts: readonly EcartDeclare[], { titres }: Pick<Colonnes, 'titres'>) {
    this.#rangs = new Map(
      ecarts.flatMap((ecart) => {
        const rangs = new Set<number>();
        parcourirAttentes(ecart.condition, (colonne, attente) => {
          if (attentesSimples(attente).every(estDUneAnnee)) rangs.add(titres.indexOf(colonne));
        });
        return rangs.size === 0 ? [] : [[ecart, [...rangs]] as const];
      }),
    );
  }

  /** @param lu the amount of the row, where it can be read */
  noter(ecart: EcartDeclare, vu: Enregistrement, lu: Montant | undefined, reperes: Reperes): void {
    for (const rang of this.#rangs.get(ecart) ?? []) {
      const cellule = vu.champ(rang).trim();
      if (ANNEE.test(cellule)) continue;
      // Headings, notes and totals have no year, and are none's lines.
      if ((lu === undefined && !PRESQUE_UNE_ANNEE.test(cellule)) || vu.champs.some(commenceParTotal)) continue;
      this.#releve.noter(vu.numero, lu ?? NUL, () => reperes.champ(vu, rang));
      if (this.#exemples.size < EXEMPLES) this.#exemples.add(cellule === '' ? 'cellule vide' : citer(cellule));
      return;
    }
  }

  signaler(exercice: number, constats: Constats): void {
    const { place, lignes } = this.#releve;
    if (place === undefined) return;
    const seule = lignes === 1;
    constats.ajouter({
      code: 'A-ANNEE-ILLISIBLE',
      ...place,
      message: `${seule ? 'une ligne est écartée' : 'des lignes sont écartées'} comme d’une autre année que ${exercice}, mais ${seule ? 'son' : 'leur'} année ne se lit pas : ${[...this.#exemples].join(', ')} ; ${this.#releve.enMots()}`,
      remede: `Faites corriger l’année par le secteur : si c’est ${exercice}, ${seule ? 'cette ligne manque' : 'ces lignes manquent'}. Sinon, écartez-${seule ? 'la' : 'les'} par une condition plus haut sous lignes_a_ecarter, qui écrit l’année comme le fichier, avec son motif.`,
    });
  }
}

function estDUneAnnee(attente: Attente): boolean {
  if (attente.type === 'egal') return ANNEE.test(attente.valeur);
  return attente.type === 'intervalle' && ANNEE.test(attente.debut) && ANNEE.test(attente.fin);
}
