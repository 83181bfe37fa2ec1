import { Constats } from '../domain/constats/constat.ts';
import { autreAnneeNommee } from '../domain/textes/annee-nommee.ts';
import { abreger, estObjet } from '../domain/textes/texte.ts';
import { parseYaml } from '../files/yaml-document.ts';
import { YamlEdits } from '../files/yaml-edits.ts';

/** A line of `exercice.yaml` that still names another year. */
interface Citation {
  readonly ligne: number;
  readonly texte: string;
}

/** `exercice.yaml` of one exercice, made ready for a later one. */
export interface ExerciceRepris {
  readonly texte: string;
  /** How many sources had control totals, which are those of the year before and were taken out. */
  readonly controles: number;
  /**
   * Lines of the new text that still name the year before, to be read again: first those that say which euros are read, then
   * which rows, which columns, then words, then comments.
   */
  readonly citations: readonly Citation[];
}

interface ExercicePasse {
  readonly exercice: string;
  readonly dateEdition: string;
  /** In their order: whether each has control totals, and whether it says the year of its lines. */
  readonly sources: readonly { readonly controlee: boolean; readonly datee: boolean }[];
  /** Whether it acknowledges warnings. */
  readonly acquitte?: boolean;
}

/**
 * Carries `exercice.yaml` to a later exercice and leaves it as people wrote it, but for what was said of one year: the year, the
 * edition date, which is left blank — no clock may choose it, and a compile stops there until somebody does —, what the edition was called, what was voted for the year after, the control
 * totals, which the senders have yet to announce, why titles named another year or lines came back (`autre_annee`,
 * `identique`), and the warnings that were acknowledged, which spoke of other lines.
 * @param texte the file of the earlier exercice, read without a fault
 */
export function reprendreExercice(texte: string, passe: ExercicePasse, exercice: string): ExerciceRepris {
  const retouches = new YamlEdits(texte);
  const rappel = `À remplir, AAAA-MM-JJ : la date de cette édition. En ${passe.exercice} : ${passe.dateEdition}.`;
  retouches.replace(['exercice'], exercice);
  retouches.annotate(['date_edition'], rappel);
  retouches.replace(['date_edition'], '');
  for (const cle of ['edition', 'vote_suivant']) retouches.remove([cle]);
  if (passe.acquitte) retouches.remove(['acquittes']);
  passe.sources.forEach(({ controlee, datee }, rang) => {
    for (const cle of ['autre_annee', 'identique']) retouches.remove(['sources', rang, cle]);
    if (controlee) retouches.remove(['sources', rang, 'controle']);
    if (datee) retouches.replace(['sources', rang, 'constantes', 'exercice'], exercice);
  });
  const repris = retouches.result();
  return {
    texte: repris,
    controles: passe.sources.filter(({ controlee }) => controlee).length,
    citations: citer(repris, passe.exercice, exercice, rappel),
  };
}

type Etape = string | number;

/** The keys of a source by what they decide, the gravest first: which euros, which rows, which columns. */
const RANGS: readonly (readonly string[])[] = [
  ['montants', 'montants_nommes', 'feuille'],
  ['lignes_a_ecarter', 'date', 'part'],
  ['colonnes', 'valeurs', 'constantes', 'reporter', 'deplier', 'ignorees'],
];
const AUTRE_CLE_DE_SOURCE = RANGS.length;
const AILLEURS = RANGS.length + 1;
const COMMENTAIRE = RANGS.length + 2;

/** @param sauf what was written just now, which names the year before on purpose */
function citer(texte: string, passe: string, exercice: string, sauf: string): Citation[] {
  const document = parseYaml(texte, 'exercice.yaml', new Constats());
  const rangs = new Map<number, number>();
  const noter = (chemin: readonly Etape[], mot: string, sur: 'cle' | 'valeur') => {
    const rang = rangDe(chemin);
    const titre = rang < AUTRE_CLE_DE_SOURCE && chemin[2] !== 'ignorees';
    if (!mot.includes(passe) && !(titre && autreAnneeNommee(mot, exercice) !== undefined)) return;
    const ligne = document?.place([...chemin], sur).lieu.ligne;
    if (ligne !== undefined) rangs.set(ligne, Math.min(rang, rangs.get(ligne) ?? COMMENTAIRE));
  };
  parcourir(document?.content(), [], noter);
  return texte
    .split(/\r?\n/)
    .flatMap((ecrite, index) => {
      const ligne = index + 1;
      const rang = rangs.get(ligne) ?? (ecrite.includes(passe) && !ecrite.includes(sauf) ? COMMENTAIRE : undefined);
      return rang === undefined ? [] : [{ ligne, rang, texte: abreger(ecrite.trim()) }];
    })
    .sort((une, autre) => une.rang - autre.rang || une.ligne - autre.ligne)
    .map(({ ligne, texte: dit }) => ({ ligne, texte: dit }));
}

function rangDe([racine, , cle]: readonly Etape[]): number {
  if (racine !== 'sources') return AILLEURS;
  const rang = RANGS.findIndex((cles) => cles.includes(String(cle)));
  return rang < 0 ? AUTRE_CLE_DE_SOURCE : rang;
}

function parcourir(
  noeud: unknown,
  chemin: readonly Etape[],
  noter: (chemin: readonly Etape[], mot: string, sur: 'cle' | 'valeur') => void,
): void {
  if (typeof noeud === 'string') noter(chemin, noeud, 'valeur');
  else if (Array.isArray(noeud))
    for (const [rang, element] of noeud.entries()) parcourir(element, [...chemin, rang], noter);
  else if (estObjet(noeud))
    for (const [cle, valeur] of Object.entries(noeud)) {
      noter([...chemin, cle], cle, 'cle');
      parcourir(valeur, [...chemin, cle], noter);
    }
}
