import { colonnesDesMontants } from '../domain/argent/montants-declares.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { accord } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Enregistrement, Place, Reperes } from '../formats/source-ouverte.ts';
import type { Colonnes } from './colonnes.ts';

/**
 * Rows that stop before the last titles: spreadsheets leave out the last separators of rows whose last cells are empty. They are
 * read when all that lacks is at the end and not read, and when a separator lost elsewhere in the row could not look the same:
 * what would have slipped into the last column that is read would be seen there.
 */
export class FinsDeLigne {
  readonly #colonnes: Colonnes;
  readonly #reperes: Reperes;
  /** The last column that is read, and whether it holds amounts. */
  readonly #derniereLue: number;
  readonly #deMontants: boolean;
  #courtes = 0;
  #premiere: Place | undefined;
  /** What the column after the last that is read holds in the rows that have it. */
  #remplie = false;
  #deNombres = false;

  constructor(colonnes: Colonnes, reperes: Reperes) {
    this.#colonnes = colonnes;
    this.#reperes = reperes;
    const { champs, part = -1, date = -1 } = colonnes;
    const montants = colonnesDesMontants(colonnes.montants);
    this.#derniereLue = Math.max(...champs.values(), ...montants, part, date);
    this.#deMontants = montants.includes(this.#derniereLue);
  }

  /** Whether all that a record lacks is at its end, and not read. */
  admet(vu: Enregistrement): boolean {
    const { nombre } = vu;
    return nombre < this.#colonnes.nombre && nombre > this.#derniereLue && vu.champ(nombre - 1).trim() !== '';
  }

  /** Takes note of a record that becomes a line. */
  noter(vu: Enregistrement): void {
    if (vu.nombre < this.#colonnes.nombre) {
      this.#courtes += 1;
      this.#premiere ??= this.#reperes.enregistrement(vu);
    } else if (!this.#deNombres && this.#derniereLue + 1 < vu.nombre) {
      const suivante = vu.champ(this.#derniereLue + 1);
      if (suivante === '') return;
      this.#remplie ||= suivante.trim() !== '';
      this.#deNombres = /\d\s?[€)]?\s*$/.test(suivante);
    }
  }

  fin(constats: Constats): void {
    if (this.#premiere === undefined) return;
    const { titres } = this.#colonnes;
    const titre = citer(titres[this.#derniereLue + 1] ?? '');
    const lignes = `${accord(this.#courtes, 'ligne')} ${this.#courtes === 1 ? 's’arrête' : 's’arrêtent'} avant ${titre}`;
    const sure = !this.#remplie || (this.#deMontants && !this.#deNombres);
    constats.ajouter(
      sure
        ? {
            code: 'A-FIN-DE-LIGNE',
            ...this.#premiere,
            message: `${lignes} : ce qui manque est à la fin et n’est pas lu, rien n’est décalé`,
            remede:
              'Un tableur omet ainsi les dernières cellules vides. Rien n’est à faire ; un nouvel export les rendrait.',
          }
        : {
            code: 'E-NOMBRE-DE-CHAMPS',
            ...this.#premiere,
            message: `${lignes}, que d’autres lignes remplissent : rien ne dit si une cellule manque à la fin, ou avant`,
            remede: 'Redemandez au secteur un export où chaque ligne a toutes ses cellules, même vides.',
          },
    );
  }
}
