import { LIBELLES_BASES } from '../domain/argent/base.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { columnLetter } from '../files/xlsx/cell.ts';
import { createWorkbook, type WorkbookDraft } from '../files/xlsx/create-workbook.ts';
import type { CellExpectation } from '../files/xlsx/sheet.ts';
import { FEUILLE_CONTROLE, FEUILLE_LISTES, FEUILLE_MODE_D_EMPLOI } from './colonnes-de-revue.ts';
import {
  type ColonneDeClasseur,
  cellulesDe,
  estLue,
  type FormeDeClasseur,
  type ListesDeChoix,
  rangDe,
  rangsASaisir,
} from './forme-de-classeur.ts';
import { sommeEcrite } from './somme-de-rangee.ts';

/** Row of the heads in the sheet that people fill in; the lines come below. */
export const RANGEE_DES_TITRES = 4;
/** Row of the heads in the hidden sheet by which the import knows what it gave. */
export const RANGEE_DU_CONTROLE = 7;
/** What the hidden sheet says of the workbook as a whole, one row each below its title. */
export const REPERES = ['version', 'exercice', 'collectivite', 'base', 'lignes'] as const;

export interface Consigne {
  readonly titre: string;
  readonly texte: string;
}

/** What a workbook is made of. */
export interface ContenuDeClasseur<L, S extends string> {
  readonly enTete: EnTete;
  readonly listes: ListesDeChoix;
  readonly lignes: readonly L[];
  /** « Lignes à décider ». */
  readonly intitule: string;
  /** What the sheet says above its heads. */
  readonly note: string;
  /** What the first sheet says to whoever opens it. */
  readonly consignes: readonly Consigne[];
  /** What a row that is begun must have. */
  readonly obligatoires: readonly S[];
}

const COLONNES_FIGEES = 2;
const SOUFFLE = 500;
const A_IGNORER = { width: 30, style: 'texte' } as const;

/**
 * Writes a workbook to be filled in, at a path; the same lines give the same bytes. A working file stands beside it meanwhile,
 * which is never left.
 * @throws the errors of the file system
 */
export async function ecrireLeClasseur<L, S extends string>(
  forme: FormeDeClasseur<L, S>,
  contenu: ContenuDeClasseur<L, S>,
  cible: string,
): Promise<void> {
  const { titre, exercice, dateEdition } = contenu.enTete;
  const dit = contenu.intitule;
  const document = `${titre} en ${exercice} : ${dit.slice(0, 1).toLowerCase()}${dit.slice(1)}`;
  const classeur = createWorkbook(cible, document, dateEdition);
  try {
    ecrireModeDEmploi(contenu, classeur);
    await ecrireASaisir(forme, contenu, classeur);
    ecrireListes(contenu.listes, classeur);
    ecrireControle(forme, contenu, classeur);
    const comprimer = await classeur.close();
    await comprimer();
  } catch (erreur) {
    classeur.abandon();
    throw erreur;
  }
}

type ContenuQuelconque = Omit<ContenuDeClasseur<unknown, string>, 'obligatoires'>;

function ecrireModeDEmploi({ enTete, intitule, consignes }: ContenuQuelconque, classeur: WorkbookDraft): void {
  const { collectivite, exercice, titre } = enTete;
  const feuille = classeur.sheet({
    name: FEUILLE_MODE_D_EMPLOI,
    title: `${intitule} · ${titre} en ${exercice}`,
    headRow: 1,
    protected: true,
    columns: [
      { title: '', width: 30, style: 'renvoiGras' },
      { title: '', width: 96, style: 'renvoi' },
    ],
  });
  feuille.addStyled('soustitre', [collectivite]);
  feuille.skip();
  for (const { titre: dit, texte } of consignes) feuille.add([dit, texte]);
  feuille.close();
}

async function ecrireASaisir<L, S extends string>(
  forme: FormeDeClasseur<L, S>,
  contenu: ContenuDeClasseur<L, S>,
  classeur: WorkbookDraft,
): Promise<void> {
  const { collectivite, exercice, titre, base } = contenu.enTete;
  const { colonnes } = forme;
  const feuille = classeur.sheet({
    name: forme.feuille,
    title: `${titre} en ${exercice} · ${contenu.intitule}`,
    headRow: RANGEE_DES_TITRES,
    frozenColumns: COLONNES_FIGEES,
    pagesAcross: 3,
    protected: true,
    columns: colonnes.map((colonne) => ({ ...colonne, hidden: estSansChoix(colonne, contenu.listes) })),
  });
  feuille.addStyled('soustitre', [`${collectivite} · Base : ${LIBELLES_BASES[base]} · Unité : euro`]);
  feuille.addStyled('note', [contenu.note]);
  feuille.addHeads();
  const premiere = feuille.nextRow;
  for (const [rang, ligne] of contenu.lignes.entries()) {
    feuille.add(cellulesDe(forme, ligne));
    if (rang % SOUFFLE === SOUFFLE - 1) await classeur.breathe();
  }
  const derniere = Math.max(feuille.nextRow - 1, premiere);
  const rangs = rangsASaisir(forme);
  const [debut, fin] = [columnLetter(rangs[0] ?? 0), columnLetter(rangs.at(-1) ?? 0)];
  feuille.close({
    filter: `A${RANGEE_DES_TITRES}:${columnLetter(colonnes.length - 1)}${derniere}`,
    printArea: `A1:${fin}${derniere}`,
    expectations: colonnes.flatMap((_, rang) => attenteDe(forme, rang, contenu.listes, premiere, derniere)),
    // A row that is begun lacks what it must have.
    alerts: contenu.obligatoires.map((saisie) => {
      const colonne = columnLetter(rangDe(forme, saisie));
      return {
        cells: `${colonne}${premiere}:${colonne}${derniere}`,
        formula: `AND(COUNTA($${debut}${premiere}:$${fin}${premiere})>0,$${colonne}${premiere}="")`,
      };
    }),
  });
}

function estSansChoix<L, S extends string>(colonne: ColonneDeClasseur<L, S>, listes: ListesDeChoix): boolean {
  return !estLue(colonne) && colonne.cacheeSansChoix === true && (listes[colonne.saisie]?.length ?? 0) === 0;
}

function attenteDe<L, S extends string>(
  { colonnes }: FormeDeClasseur<L, S>,
  rang: number,
  listes: ListesDeChoix,
  premiere: number,
  derniere: number,
): CellExpectation[] {
  const colonne = colonnes[rang];
  if (colonne === undefined || estLue(colonne)) return [];
  const { saisie, title: titre, aide, ouverte = false } = colonne;
  const choix = plage(saisie, listes);
  const cellules = `${columnLetter(rang)}${premiere}:${columnLetter(rang)}${derniere}`;
  return [
    {
      cells: cellules,
      help: { title: titre, message: aide },
      ...(choix !== undefined && { list: choix }),
      ...(choix !== undefined &&
        !ouverte && {
          refusal: {
            title: `${titre} : valeur inconnue`,
            message: 'Choisissez une valeur de la liste, ou videz la case.',
          },
        }),
    },
  ];
}

function plage(saisie: string, listes: ListesDeChoix): string | undefined {
  const nombre = listes[saisie]?.length ?? 0;
  const colonne = columnLetter(Object.keys(listes).indexOf(saisie));
  return nombre === 0 ? undefined : `${FEUILLE_LISTES}!$${colonne}$3:$${colonne}$${nombre + 2}`;
}

function ecrireListes(listes: ListesDeChoix, classeur: WorkbookDraft): void {
  const choix = Object.values(listes);
  const feuille = classeur.sheet({
    name: FEUILLE_LISTES,
    title: 'Listes de choix : ne pas modifier',
    headRow: 2,
    hidden: true,
    protected: true,
    columns: Object.keys(listes).map((nom) => ({ ...A_IGNORER, title: nom })),
  });
  feuille.addHeads();
  const hauteur = Math.max(...choix.map(({ length }) => length));
  for (let rang = 0; rang < hauteur; rang++) feuille.add(choix.map((liste) => liste[rang]?.montre));
  feuille.close();
}

function ecrireControle<L, S extends string>(
  forme: FormeDeClasseur<L, S>,
  { enTete, lignes }: ContenuDeClasseur<L, S>,
  classeur: WorkbookDraft,
): void {
  const { exercice, collectivite, base } = enTete;
  const reperes = { version: forme.version, exercice, collectivite, base, lignes: String(lignes.length) };
  const feuille = classeur.sheet({
    name: FEUILLE_CONTROLE,
    title: 'Contrôle de l’import : ne pas modifier',
    headRow: RANGEE_DU_CONTROLE,
    hidden: true,
    protected: true,
    columns: ['ref', 'empreinte', 'somme', 'pareilles'].map((titre) => ({ ...A_IGNORER, title: titre })),
  });
  for (const repere of REPERES) feuille.add([repere, reperes[repere]]);
  feuille.addHeads();
  for (const ligne of lignes) {
    const { ref, empreinte, pareilles } = forme.identifier(ligne);
    const somme = sommeEcrite(forme, cellulesDe(forme, ligne));
    feuille.add([ref, empreinte, somme, ...(pareilles === undefined ? [] : [String(pareilles)])]);
  }
  feuille.close();
}
