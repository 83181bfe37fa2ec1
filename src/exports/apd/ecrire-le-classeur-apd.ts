import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { montant } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { plier } from '../../domain/textes/texte.ts';
import { withScratch } from '../../files/scratch.ts';
import { amountFormula, asEuros, type Cell, checkFormula, columnLetter } from '../../files/xlsx/cell.ts';
import { createWorkbook, type WorkbookDraft } from '../../files/xlsx/create-workbook.ts';
import type { CellExpectation, Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import type { AideDeclaree, LigneDAide } from '../aide/lignes-d-aide.ts';
import type { AidePreparee } from '../aide/preparer-l-aide.ts';
import type { EntreeCad } from '../cad/liste-cad.ts';
import type { ColonneApd } from './colonnes-apd.ts';

const FEUILLE = 'Déclaration';
const FEUILLE_LISTES = 'Listes du CAD';
const PREMIERE_DES_LISTES = 4;
const VERSEMENTS = 'Versements';

/** A list of the year, in two columns of the sheet of lists: the code, then the label by which it is chosen. */
interface ListeEcrite {
  readonly titre: string;
  readonly entrees: readonly { readonly code: string; readonly libelle: string }[];
  readonly codes: string;
  readonly libelles: string;
}

type Listes = ReadonlyMap<NonNullable<ColonneApd['liste']>, ListeEcrite>;

/** All that the workbook is made of. */
export interface ContenuDuClasseur {
  readonly enTete: EnTete;
  readonly aide: AidePreparee;
  readonly declaree: AideDeclaree;
  readonly colonnes: readonly ColonneApd[];
  readonly remarques: readonly string[];
}

/** The worksheet of the declaration: what is missing is chosen in the lists of the year, codes and totals follow. */
export function ecrireLeClasseurApd(contenu: ContenuDuClasseur): Promise<Uint8Array> {
  return withScratch(async (dossier) => {
    const cible = join(dossier, 'apd.xlsx');
    const { enTete, declaree } = contenu;
    const classeur = createWorkbook(
      cible,
      `Déclaration d’aide publique au développement, ${enTete.exercice}`,
      enTete.dateEdition,
    );
    try {
      const listes = lesListes(contenu.aide);
      const total = ecrireLaDeclaration(classeur, contenu, listes, FEUILLE, declaree.lignes);
      if (declaree.refugies.length > 0)
        ecrireLaDeclaration(classeur, contenu, listes, 'Réfugiés en France', declaree.refugies);
      ecrireLePont(classeur, contenu, total);
      ecrireLesRemarques(classeur, contenu.remarques);
      ecrireLesListes(classeur, listes);
      await (await classeur.close())();
    } catch (erreur) {
      classeur.abandon();
      throw erreur;
    }
    return readFile(cible);
  });
}

/** Writes a sheet of rows; gives back the cell of what they pay together. */
function ecrireLaDeclaration(
  classeur: WorkbookDraft,
  { enTete, colonnes }: ContenuDuClasseur,
  listes: Listes,
  nom: string,
  lignes: readonly LigneDAide[],
): string {
  const feuille = classeur.sheet({
    name: nom,
    title: `${nom === FEUILLE ? 'Aide publique au développement' : nom} · ${enTete.collectivite}, ${enTete.exercice}`,
    headRow: 4,
    frozenColumns: 3,
    pagesAcross: 2,
    columns: colonnes.map(colonneDeFeuille),
  });
  feuille.addStyled('note', [
    'Versements de l’année sur fonds propres, en euros. Choisissez dans les cases jaunes : les codes suivent. Une case vide n’est pas zéro.',
  ]);
  if (enTete.mention !== '') feuille.addStyled('mention', [enTete.mention]);
  else feuille.skip();
  const entete = feuille.addHeads();
  const premiere = feuille.nextRow;
  for (const ligne of lignes)
    feuille.add(colonnes.map((colonne) => celluleDe(colonne, ligne, feuille, colonnes, listes)));
  const derniere = Math.max(feuille.nextRow - 1, premiere);
  if (lignes.length === 0) feuille.skip();
  const rang = colonnes.findIndex(({ titre }) => titre === VERSEMENTS);
  const lettre = columnLetter(rang);
  const versements = lignes.reduce((somme, { versement }) => somme + versement, 0);
  const rangee = feuille.addTotal(
    colonnes.map((_, index): Cell => {
      if (index === 0) return 'Total';
      return index === rang ? amountFormula(`SUM(${lettre}${premiere}:${lettre}${derniere})`, versements) : undefined;
    }),
  );
  feuille.close({
    filter: `A${entete}:${columnLetter(colonnes.length - 1)}${derniere}`,
    expectations: colonnes.flatMap((colonne, index) => attenteDe(colonne, index, premiere, derniere, listes)),
  });
  return feuille.reference(lettre, rangee);
}

const LARGEURS: Readonly<Record<string, number>> = {
  'Pays beneficiaire': 28,
  'Canal de transfert': 36,
  'Description courte': 60,
  Secteur: 40,
  Agence: 26,
  'Numero de projet': 22,
  'Ligne du jaune': 38,
};

function colonneDeFeuille({ titre, genre, liste, marqueur }: ColonneApd): SheetColumn {
  if (genre === 'montant') return { title: titre, width: 18, style: 'montant' };
  const width = LARGEURS[titre] ?? 13;
  return { title: titre, width, style: liste !== undefined || marqueur ? 'saisie' : width > 13 ? 'renvoi' : 'code' };
}

function celluleDe(
  colonne: ColonneApd,
  ligne: LigneDAide,
  feuille: Sheet,
  colonnes: readonly ColonneApd[],
  listes: Listes,
): Cell {
  const lu = colonne.lire(ligne);
  if (lu === undefined) return undefined;
  if (typeof lu === 'number') return asEuros(montant(lu));
  if (colonne.suit !== undefined) return codeDuLibelle(colonne.suit, lu, feuille, colonnes, listes);
  if (colonne.liste === undefined || colonne.choisi !== 'libelle') return lu;
  const entree = listes.get(colonne.liste)?.entrees.find(({ code }) => code === colonne.code?.(ligne));
  return entree?.libelle;
}

/** The code of the label that is chosen on the same row: it follows when another is. */
function codeDuLibelle(
  { liste, debut }: NonNullable<ColonneApd['suit']>,
  lu: string,
  feuille: Sheet,
  colonnes: readonly ColonneApd[],
  listes: Listes,
): Cell {
  const choisie = columnLetter(colonnes.findIndex((autre) => autre.liste === liste && autre.choisi === 'libelle'));
  const { codes = '', libelles = '' } = listes.get(liste) ?? {};
  const cellule = `${choisie}${feuille.nextRow}`;
  const trouve = `INDEX(${codes},MATCH(${cellule},${libelles},0))`;
  return {
    formula: `IF(${cellule}="","",${debut === undefined ? trouve : `LEFT(${trouve},${debut})`})`,
    result: lu,
  };
}

function attenteDe(
  { titre, liste, marqueur, choisi }: ColonneApd,
  index: number,
  premiere: number,
  derniere: number,
  listes: Listes,
): CellExpectation[] {
  const cells = `${columnLetter(index)}${premiere}:${columnLetter(index)}${derniere}`;
  const refusal = {
    title: 'Valeur inconnue',
    message: 'Choisissez une valeur de la liste, ou videz la case.',
  };
  if (marqueur)
    return [
      {
        cells,
        list: '"0,1,2"',
        refusal,
        help: { title: titre, message: '0 : non visé ; 1 : significatif ; 2 : principal ; vide : non examiné.' },
      },
    ];
  const ecrite = liste && listes.get(liste);
  if (!ecrite) return [];
  const message =
    choisi === 'libelle' ? 'Choisissez dans la liste ; le code suit.' : `Un code de la feuille « ${FEUILLE_LISTES} ».`;
  return [
    { cells, list: choisi === 'libelle' ? ecrite.libelles : ecrite.codes, refusal, help: { title: titre, message } },
  ];
}

function ecrireLePont(classeur: WorkbookDraft, { declaree: { pont } }: ContenuDuClasseur, total: string): void {
  const feuille = classeur.sheet({
    name: 'Pont',
    title: 'Du total du jaune à ce qui est déclaré',
    headRow: 2,
    columns: [
      { title: 'Étape', width: 60, style: 'renvoi' },
      { title: 'Montant', width: 20, style: 'montant' },
      { title: 'Lignes', width: 10, style: 'entier' },
      { title: 'Contrôle', width: 14, style: 'controle' },
    ],
  });
  feuille.addHeads();
  const premiere = feuille.add(['Total général hors opérations exceptionnelles', asEuros(pont.total)]);
  for (const { libelle, centimes, lignes } of pont.etapes) feuille.add([libelle, asEuros(centimes), lignes.length]);
  const somme = `SUM(B${premiere}:B${feuille.nextRow - 1})`;
  const declare = feuille.addTotal(['Déclaré', amountFormula(somme, pont.declare)]);
  feuille.add([
    'La feuille « Déclaration » en fait autant',
    { formula: total, result: asEuros(pont.declare) },
    undefined,
    checkFormula(`B${declare}`, total),
  ]);
  feuille.markCheck('D');
  feuille.close();
}

function ecrireLesRemarques(classeur: WorkbookDraft, remarques: readonly string[]): void {
  const feuille = classeur.sheet({
    name: 'À savoir',
    title: 'À savoir avant d’envoyer',
    headRow: 1,
    columns: [{ title: '', width: 120, style: 'renvoi' }],
  });
  for (const remarque of remarques.length === 0 ? ['Rien ne manque.'] : remarques) feuille.add([remarque]);
  feuille.close();
}

/** The codes of the year, each with a label that no other has: that of several says its code too. */
function lesListes({ listes, exercice }: AidePreparee): Listes {
  const sources = [
    ['beneficiaires', 'Pays bénéficiaire', listes.beneficiaires.valides(exercice)],
    ['canaux', 'Canal de transfert', listes.canaux.valides(exercice)],
    ['secteurs', 'Secteur', listes.secteurs.valides(exercice)],
    ['biMulti', 'Bi/Multi', listes.biMulti.valides(exercice)],
    ['financements', 'Type de financement', listes.typesDeFinancement.valides(exercice)],
    ['modalites', 'Modalité de coopération', listes.typesDAide.valides(exercice)],
  ] as const;
  return new Map(
    sources.map(([nom, titre, entrees], rang) => {
      const [code, libelle] = [columnLetter(2 * rang), columnLetter(2 * rang + 1)];
      const derniere = PREMIERE_DES_LISTES + entrees.length - 1;
      const plage = (lettre: string) => `'${FEUILLE_LISTES}'!$${lettre}$${PREMIERE_DES_LISTES}:$${lettre}$${derniere}`;
      return [nom, { titre, entrees: distinguer(entrees), codes: plage(code), libelles: plage(libelle) }];
    }),
  );
}

function distinguer(entrees: readonly EntreeCad[]): ListeEcrite['entrees'] {
  const nombres = new Map<string, number>();
  for (const { libelle } of entrees) nombres.set(plier(libelle), (nombres.get(plier(libelle)) ?? 0) + 1);
  return entrees.map(({ code, libelle }) => ({
    code,
    libelle: (nombres.get(plier(libelle)) ?? 0) > 1 ? `${libelle} (${code})` : libelle,
  }));
}

function ecrireLesListes(classeur: WorkbookDraft, listes: Listes): void {
  const toutes = [...listes.values()];
  const feuille = classeur.sheet({
    name: FEUILLE_LISTES,
    title: 'Listes du CAD : codes et libellés de l’année',
    headRow: PREMIERE_DES_LISTES - 1,
    columns: toutes.flatMap(({ titre }): SheetColumn[] => [
      { title: 'Code', width: 9, style: 'code' },
      { title: titre, width: 44, style: 'texte' },
    ]),
  });
  feuille.addStyled('note', ['Source : listes du Comité d’aide au développement de l’OCDE (domaine public).']);
  feuille.addHeads();
  const hauteur = Math.max(...toutes.map(({ entrees }) => entrees.length));
  for (let rang = 0; rang < hauteur; rang++)
    feuille.add(toutes.flatMap(({ entrees }) => [entrees[rang]?.code, entrees[rang]?.libelle]));
  feuille.close({
    codes: toutes.map(
      ({ entrees }, rang) =>
        `${columnLetter(2 * rang)}${PREMIERE_DES_LISTES}:${columnLetter(2 * rang)}${PREMIERE_DES_LISTES + entrees.length - 1}`,
    ),
  });
}
