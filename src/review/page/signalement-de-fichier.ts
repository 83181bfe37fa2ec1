import type { Constats } from '../../domain/constats/constat.ts';
import { abreger } from '../../domain/textes/texte.ts';
import type { PlacedText } from '../../files/placed-text.ts';
import { COLONNES_DE_REVUE, FORME_DE_REVUE, rangDeSaisie, type Saisie } from '../colonnes-de-revue.ts';
import { type GestesDuFichier, type PlaceDansLeClasseur, SignalementDeRevue } from '../signalement-de-revue.ts';

/** A decision of the file, as far as its place is told. */
interface Entree {
  readonly ref: string;
  /** Where it starts in the text. */
  readonly debut: number;
}

/** Tells faults of a file that the page saved as those of a workbook are: by the rank of the decision, and what is at fault in it. */
export class SignalementDeFichier extends SignalementDeRevue {
  readonly #texte: PlacedText;
  readonly #entrees: readonly Entree[];
  override readonly gestes: GestesDuFichier = {
    retirer: 'effacez cette décision dans la page (« Effacer cette décision ») et enregistrez',
    completer: 'complétez cette décision dans la page et enregistrez',
    redecider:
      'refaites la page, reprenez-y ce fichier (« Reprendre un fichier » : ce qui a seulement bougé y revient), décidez à nouveau de cette ligne et enregistrez',
  };

  /** @param entrees the decisions, in the order of the file */
  constructor(texte: PlacedText, entrees: readonly Entree[], constats: Constats) {
    super(texte.file, FORME_DE_REVUE, constats);
    this.#texte = texte;
    this.#entrees = entrees;
  }

  /** @param rangee rank of the decision, from 1 */
  override place(rangee: number, rang?: number, contenu = ''): PlaceDansLeClasseur {
    const entree = this.#entrees[rangee - 1];
    if (entree === undefined) return { lieu: { fichier: this.#texte.file } };
    const titre = rang === undefined || rang === 0 ? undefined : COLONNES_DE_REVUE[rang]?.title;
    const enClair = `décision ${rangee} (${abreger(entree.ref)})${titre === undefined ? '' : `, ${titre}`}`;
    const { lieu } = this.#texte.place(this.#rangDuChamp(entree, rangee, rang), entree.debut + 1);
    const texte = contenu.trim();
    return {
      lieu: { fichier: this.#texte.file, ligne: lieu.ligne ?? 1, enClair },
      ...(texte !== '' && { extrait: { texte, debut: 0, fin: texte.length } }),
    };
  }

  /** Where a key of a decision is in the text; the start of the decision when it is not there. */
  #rangDuChamp({ debut }: Entree, rangee: number, rang: number | undefined): number {
    const saisie = rang === undefined ? undefined : SAISIES.find((chacune) => rangDeSaisie(chacune) === rang);
    if (saisie === undefined) return debut;
    const fin = this.#entrees[rangee]?.debut ?? this.#texte.text.length;
    const trouve = this.#texte.text.slice(debut, fin).indexOf(`"${saisie === 'exceptionnelle' ? 'decision' : saisie}"`);
    return trouve < 0 ? debut : debut + trouve;
  }
}

const SAISIES: readonly Saisie[] = COLONNES_DE_REVUE.flatMap(({ saisie }) => (saisie === undefined ? [] : [saisie]));
