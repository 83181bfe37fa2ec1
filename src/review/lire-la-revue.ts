import type { EnTete } from '../domain/dossier/dossier.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { columnLetter } from '../files/xlsx/cell.ts';
import type { SheetRead } from '../files/xlsx/read-sheet.ts';
import { readWorkbook, type WorkbookRead } from '../files/xlsx/read-workbook.ts';
import { UnreadableWorkbook } from '../files/xlsx/unreadable.ts';
import { FEUILLE_CONTROLE, LIGNES_MAX } from './colonnes-de-revue.ts';
import { RANGEE_DES_TITRES, RANGEE_DU_CONTROLE, REPERES } from './ecrire-le-classeur.ts';
import type { FormeDeClasseur, ListesDeChoix } from './forme-de-classeur.ts';
import { type LignesEnvoyees, lireLesRangees, type RangeesLues } from './lire-les-rangees.ts';
import type { SignalementDeRevue } from './signalement-de-revue.ts';

export interface RevueLue<S extends string> extends RangeesLues<S> {
  readonly envoyees: number;
}

export interface AttenduDeRevue<L, S extends string> {
  readonly forme: FormeDeClasseur<L, S>;
  readonly enTete: EnTete;
  readonly listes: ListesDeChoix;
}

/** Rows under the table that are still looked at: what slid is found and told. */
const MARGE = 1_000;
/** Columns right of the table where a title may have gone when others were added. */
const COLONNES_DE_MARGE = 10;
/** What is asked of a form here, whatever it is about. */
type FormeQuelconque = Pick<FormeDeClasseur<never, never>, 'version' | 'feuille' | 'commande' | 'ecrits'> & {
  readonly colonnes: readonly { readonly title: string }[];
};

function refaire({ commande, ecrits }: FormeQuelconque): string {
  return `Refaites l’export avec « ${commande} », et reportez-y ${ecrits.vos}.`;
}

/**
 * Reads a review workbook that was filled in, with Excel or LibreOffice. Tells all that is wrong with it; what it gives is
 * to be taken only when nothing was.
 * @throws the errors of the file system
 */
export function lireLaRevue<L, S extends string>(
  chemin: string,
  { forme, enTete, listes }: AttenduDeRevue<L, S>,
  signaler: SignalementDeRevue,
): RevueLue<S> | undefined {
  const classeur = ouvrir(chemin, forme, signaler);
  if (classeur === undefined) return undefined;
  const controle = feuilleDe(classeur, FEUILLE_CONTROLE, forme, signaler);
  const aDecider = feuilleDe(classeur, forme.feuille, forme, signaler);
  if (!controle || !aDecider) return undefined;
  if (!estDuDossier(controle, forme, enTete, signaler) || !aSesColonnes(aDecider, forme, signaler)) return undefined;
  const envoyees = lireEnvoyees(controle);
  const { since1904: depuis1904 } = classeur;
  return { ...lireLesRangees(aDecider, { forme, envoyees, listes, depuis1904, signaler }), envoyees: envoyees.size };
}

function ouvrir(chemin: string, forme: FormeQuelconque, signaler: SignalementDeRevue): WorkbookRead | undefined {
  try {
    return readWorkbook(chemin, [forme.feuille, FEUILLE_CONTROLE], {
      rows: LIGNES_MAX + MARGE,
      columns: forme.colonnes.length + COLONNES_DE_MARGE,
    });
  } catch (erreur) {
    if (!(erreur instanceof UnreadableWorkbook)) throw erreur;
    signaler.classeur('E-REVUE-CLASSEUR', erreur.message, erreur.remede);
    return undefined;
  }
}

function feuilleDe(
  classeur: WorkbookRead,
  nom: string,
  { commande }: FormeQuelconque,
  signaler: SignalementDeRevue,
): SheetRead | undefined {
  const feuille = classeur.sheets.get(nom);
  if (feuille === undefined)
    signaler.classeur(
      'E-REVUE-CLASSEUR',
      `la feuille « ${nom} » n’y est pas${nom === FEUILLE_CONTROLE ? ' (elle est masquée)' : ''}`,
      `Si elle a été renommée, rendez-lui son nom ; sinon, donnez le classeur fait par « ${commande} ».`,
    );
  return feuille;
}

function texteEn(feuille: SheetRead, rangee: number, colonne: number): string {
  const contenu = feuille.rows.get(rangee)?.get(colonne)?.content ?? '';
  return contenu.replace(/\s+/g, ' ').trim();
}

const NOMS_DES_REPERES = { exercice: 'exercice', collectivite: 'collectivité', base: 'base' } as const;

/** Whether the workbook was made for this dossier: same body, same exercice, same base. */
function estDuDossier(
  controle: SheetRead,
  forme: FormeQuelconque,
  enTete: EnTete,
  signaler: SignalementDeRevue,
): boolean {
  const repere = (nom: (typeof REPERES)[number]) => texteEn(controle, 2 + REPERES.indexOf(nom), 2);
  const version = repere('version');
  if (version !== forme.version) {
    const message = `ce classeur est d’une autre version de l’outil (« ${version.slice(0, 20)} » au lieu de « ${forme.version} »)`;
    signaler.classeur('E-REVUE-CLASSEUR', message, refaire(forme), `feuille ${FEUILLE_CONTROLE}`);
    return false;
  }
  const ecarts = (['exercice', 'collectivite', 'base'] as const).filter(
    (nom) => repere(nom) !== enTete[nom].replace(/\s+/g, ' ').trim(),
  );
  for (const nom of ecarts)
    signaler.classeur(
      'E-REVUE-DOSSIER',
      `ce classeur est celui d’un autre dossier : ${NOMS_DES_REPERES[nom]} « ${repere(nom).slice(0, 80)} », alors que ce dossier dit « ${enTete[nom]} »`,
      nom === 'base' ? refaire(forme) : 'Donnez le dossier de ce classeur, ou le classeur de ce dossier.',
    );
  return ecarts.length === 0;
}

/** Whether each column is where it was: a decision read in the wrong column would be another decision. */
function aSesColonnes(feuille: SheetRead, forme: FormeQuelconque, signaler: SignalementDeRevue): boolean {
  const attendus = forme.colonnes.map(({ title: titre }) => titre);
  const trouves = Array.from({ length: attendus.length + COLONNES_DE_MARGE }, (_, rang) =>
    texteEn(feuille, RANGEE_DES_TITRES, rang + 1),
  );
  if (attendus.every((titre, rang) => trouves[rang] === titre)) return true;
  const ailleurs = [...feuille.rows.keys()].find(
    (rangee) =>
      rangee !== RANGEE_DES_TITRES && attendus.every((titre, rang) => texteEn(feuille, rangee, rang + 1) === titre),
  );
  if (ailleurs !== undefined) {
    const message = `les titres sont à la ligne ${ailleurs}, et non à la ligne ${RANGEE_DES_TITRES}`;
    const remede = 'Retirez les lignes ajoutées au-dessus du tableau, ou remettez celles qui en ont été ôtées.';
    signaler.rangee('E-REVUE-COLONNE', ailleurs, {}, message, remede);
    return false;
  }
  const absents = attendus.filter((titre) => !trouves.includes(titre));
  for (const titre of absents) direAbsente(titre, attendus, trouves, forme, signaler);
  if (absents.length > 0) return false;
  const rang = attendus.findIndex((titre, place) => trouves[place] !== titre);
  const message = `la colonne « ${attendus[rang]} » est en ${columnLetter(trouves.indexOf(attendus[rang] ?? ''))}, et non en ${columnLetter(rang)}`;
  signaler.rangee(
    'E-REVUE-COLONNE',
    RANGEE_DES_TITRES,
    { rang, contenu: trouves[rang] ?? '' },
    message,
    refaire(forme),
  );
  return false;
}

function direAbsente(
  titre: string,
  attendus: readonly string[],
  trouves: readonly string[],
  forme: FormeQuelconque,
  signaler: SignalementDeRevue,
): void {
  const rang = attendus.indexOf(titre);
  const ici = trouves[rang] ?? '';
  const inconnus = trouves.filter((trouve) => trouve !== '' && !attendus.includes(trouve));
  const renommee = inconnus.includes(ici) ? ici : nomLePlusProche(titre, inconnus);
  const message =
    renommee === undefined
      ? `la colonne « ${titre} » a été supprimée`
      : `la colonne « ${titre} » s’appelle maintenant « ${renommee.slice(0, 60)} »`;
  const remede = renommee === undefined ? refaire(forme) : `Rendez-lui son titre : ${titre}.`;
  signaler.rangee('E-REVUE-COLONNE', RANGEE_DES_TITRES, { rang, contenu: ici }, message, remede);
}

function lireEnvoyees(controle: SheetRead): LignesEnvoyees {
  const envoyees = new Map<string, { empreinte: string; somme: string; pareilles: number | undefined }>();
  for (const rangee of controle.rows.keys()) {
    const ref = texteEn(controle, rangee, 1);
    if (rangee <= RANGEE_DU_CONTROLE || ref === '') continue;
    const [empreinte, somme, nombre] = [2, 3, 4].map((colonne) => texteEn(controle, rangee, colonne));
    const pareilles = /^\d{1,9}$/.test(nombre ?? '') ? Number(nombre) : undefined;
    envoyees.set(ref, { empreinte: empreinte ?? '', somme: somme ?? '', pareilles });
  }
  return envoyees;
}
