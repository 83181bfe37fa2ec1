import { LIBELLES_BASES } from '../domain/argent/base.ts';
import { referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import { accord } from '../domain/textes/format.ts';
import { DIMENSIONS_DECIDEES, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { type Cell, columnLetter } from '../files/xlsx/cell.ts';
import { createWorkbook, type WorkbookDraft } from '../files/xlsx/create-workbook.ts';
import type { CellExpectation } from '../files/xlsx/sheet.ts';
import {
  COLONNES_DE_REVUE,
  FEUILLE_A_DECIDER,
  FEUILLE_CONTROLE,
  FEUILLE_LISTES,
  FEUILLE_MODE_D_EMPLOI,
  RANGS_A_SAISIR,
  rangDeSaisie,
  type Saisie,
  VERSION,
} from './colonnes-de-revue.ts';
import { LISTES, type ListeADecider, type NomDeListe } from './liste-a-decider.ts';
import { sommeEcrite } from './somme-de-rangee.ts';

/** Row of the heads in the sheet where people decide; the lines come below. */
export const RANGEE_DES_TITRES = 4;
/** Row of the heads in the hidden sheet by which the import knows what it gave. */
export const RANGEE_DU_CONTROLE = 7;
/** What the hidden sheet says of the workbook as a whole, one row each below its title. */
export const REPERES = ['version', 'exercice', 'collectivite', 'base', 'lignes'] as const;

const OBLIGATOIRES = ['decision', 'motif', 'auteur', 'date'] as const;
const COLONNES_FIGEES = 2;
const SOUFFLE = 500;
const A_IGNORER = { width: 30, style: 'texte' } as const;

/**
 * Writes the workbook where people decide, at a path; the same lines give the same bytes. A working file stands beside it
 * meanwhile, which is never left.
 * @throws the errors of the file system
 */
export async function ecrireLeClasseurDeRevue(liste: ListeADecider, cible: string): Promise<void> {
  const { titre, exercice, dateEdition } = liste.enTete;
  const classeur = createWorkbook(cible, `${titre} en ${exercice} : lignes à décider`, dateEdition);
  try {
    ecrireModeDEmploi(liste, classeur);
    await ecrireADecider(liste, classeur);
    ecrireListes(liste, classeur);
    ecrireControle(liste, classeur);
    const comprimer = await classeur.close();
    await comprimer();
  } catch (erreur) {
    classeur.abandon();
    throw erreur;
  }
}

function ecrireModeDEmploi(liste: ListeADecider, classeur: WorkbookDraft): void {
  const { collectivite, exercice, titre } = liste.enTete;
  const feuille = classeur.sheet({
    name: FEUILLE_MODE_D_EMPLOI,
    title: `Lignes à décider · ${titre} en ${exercice}`,
    headRow: 1,
    protected: true,
    columns: [
      { title: '', width: 30, style: 'renvoiGras' },
      { title: '', width: 96, style: 'renvoi' },
    ],
  });
  feuille.addStyled('soustitre', [collectivite]);
  feuille.skip();
  for (const { titre: dit, texte } of consignes(liste)) feuille.add([dit, texte]);
  feuille.close();
}

async function ecrireADecider(liste: ListeADecider, classeur: WorkbookDraft): Promise<void> {
  const { collectivite, exercice, titre, base } = liste.enTete;
  const feuille = classeur.sheet({
    name: FEUILLE_A_DECIDER,
    title: `${titre} en ${exercice} · Lignes à décider`,
    headRow: RANGEE_DES_TITRES,
    frozenColumns: COLONNES_FIGEES,
    pagesAcross: 3,
    protected: true,
    // That of goals which are not of the exercice has nothing to choose.
    columns: COLONNES_DE_REVUE.map((colonne) => ({ ...colonne, hidden: estSansObjet(colonne.saisie, liste) })),
  });
  feuille.addStyled('soustitre', [`${collectivite} · Base : ${LIBELLES_BASES[base]} · Unité : euro`]);
  feuille.addStyled('note', [
    'Remplissez les cases jaunes ; décision, motif, auteur et date vont ensemble. Une ligne laissée vide reste ouverte.',
  ]);
  feuille.addHeads();
  const premiere = feuille.nextRow;
  for (const [rang, ligne] of liste.lignes.entries()) {
    feuille.add(cellulesDe(ligne));
    if (rang % SOUFFLE === SOUFFLE - 1) await classeur.breathe();
  }
  const derniere = Math.max(feuille.nextRow - 1, premiere);
  const fin = columnLetter(RANGS_A_SAISIR.at(-1) ?? 0);
  feuille.close({
    filter: `A${RANGEE_DES_TITRES}:${columnLetter(COLONNES_DE_REVUE.length - 1)}${derniere}`,
    printArea: `A1:${fin}${derniere}`,
    expectations: COLONNES_DE_REVUE.flatMap((_, rang) => attenteDe(rang, liste, premiere, derniere)),
    alerts: OBLIGATOIRES.map((saisie) => alerteDe(rangDeSaisie(saisie), premiere, derniere)),
  });
}

/** What a row shows of its line; the cells to fill are empty. */
function cellulesDe(ligne: ListeADecider['lignes'][number]): Cell[] {
  return COLONNES_DE_REVUE.map((colonne) => (colonne.saisie === undefined ? colonne.lire(ligne) : undefined));
}

function attenteDe(rang: number, liste: ListeADecider, premiere: number, derniere: number): CellExpectation[] {
  const colonne = COLONNES_DE_REVUE[rang];
  if (colonne?.saisie === undefined) return [];
  const { saisie, title: titre, aide } = colonne;
  const nom = LISTES.find((connue) => connue === saisie);
  const choix = nom === undefined ? undefined : plage(nom, liste);
  const cellules = `${columnLetter(rang)}${premiere}:${columnLetter(rang)}${derniere}`;
  return [
    {
      cells: cellules,
      help: { title: titre, message: aide },
      ...(choix !== undefined && { list: choix }),
      // A country has other names, which the import knows and the list does not show; several goals have shares.
      ...(choix !== undefined &&
        !estLibre(saisie) && {
          refusal: {
            title: `${titre} : valeur inconnue`,
            message: 'Choisissez une valeur de la liste, ou videz la case.',
          },
        }),
    },
  ];
}

function estLibre(saisie: Saisie): boolean {
  const dimension = DIMENSIONS_DECIDEES.find((connue) => connue === saisie);
  return (
    dimension !== undefined && (!dimensionDecrite(dimension).listee || dimensionDecrite(dimension).texte !== undefined)
  );
}

function estSansObjet(saisie: Saisie | undefined, { listes }: ListeADecider): boolean {
  const dimension = DIMENSIONS_DECIDEES.find((connue) => connue === saisie);
  return dimension !== undefined && dimensionDecrite(dimension).facultative === true && listes[dimension].length === 0;
}

function plage(nom: NomDeListe, { listes }: ListeADecider): string | undefined {
  const colonne = columnLetter(LISTES.indexOf(nom));
  const nombre = listes[nom].length;
  return nombre === 0 ? undefined : `${FEUILLE_LISTES}!$${colonne}$3:$${colonne}$${nombre + 2}`;
}

/** A row that is begun lacks what it must have. */
function alerteDe(rang: number, premiere: number, derniere: number): { cells: string; formula: string } {
  const [debut, fin] = [columnLetter(RANGS_A_SAISIR[0] ?? 0), columnLetter(RANGS_A_SAISIR.at(-1) ?? 0)];
  const colonne = columnLetter(rang);
  return {
    cells: `${colonne}${premiere}:${colonne}${derniere}`,
    formula: `AND(COUNTA($${debut}${premiere}:$${fin}${premiere})>0,$${colonne}${premiere}="")`,
  };
}

function ecrireListes({ listes }: ListeADecider, classeur: WorkbookDraft): void {
  const feuille = classeur.sheet({
    name: FEUILLE_LISTES,
    title: 'Listes de choix : ne pas modifier',
    headRow: 2,
    hidden: true,
    protected: true,
    columns: LISTES.map((nom) => ({ ...A_IGNORER, title: nom })),
  });
  feuille.addHeads();
  const hauteur = Math.max(...LISTES.map((nom) => listes[nom].length));
  for (let rang = 0; rang < hauteur; rang++) feuille.add(LISTES.map((nom) => listes[nom][rang]?.montre));
  feuille.close();
}

function ecrireControle(liste: ListeADecider, classeur: WorkbookDraft): void {
  const { exercice, collectivite, base } = liste.enTete;
  const reperes = { version: VERSION, exercice, collectivite, base, lignes: String(liste.lignes.length) };
  const feuille = classeur.sheet({
    name: FEUILLE_CONTROLE,
    title: 'Contrôle de l’import : ne pas modifier',
    headRow: RANGEE_DU_CONTROLE,
    hidden: true,
    protected: true,
    columns: ['ref', 'empreinte', 'somme'].map((titre) => ({ ...A_IGNORER, title: titre })),
  });
  for (const repere of REPERES) feuille.add([repere, reperes[repere]]);
  feuille.addHeads();
  for (const ligne of liste.lignes)
    feuille.add([referenceDe(ligne.ligne), ligne.ligne.empreinte, sommeEcrite(cellulesDe(ligne))]);
  feuille.close();
}

export interface Consigne {
  readonly titre: string;
  readonly texte: string;
}

/** What the first sheet says to whoever opens the workbook. */
export function consignes(liste: ListeADecider): readonly Consigne[] {
  const { enTete, lignes, autres } = liste;
  const suite =
    autres === 0
      ? 'Toutes les lignes ouvertes y sont.'
      : `${accord(autres, 'autre ligne')} de moindre enjeu viendr${autres > 1 ? 'ont' : 'a'} à un prochain export.`;
  return [
    {
      titre: 'Ce que contient ce classeur',
      texte: `${accord(lignes.length, 'ligne')} sur lesquelles aucune règle ni personne n’a encore conclu, dans la base « ${LIBELLES_BASES[enTete.base]} ». Les premières sont celles où le plus d’euros dépendent de la réponse la plus douteuse. ${suite}`,
    },
    {
      titre: 'Ce que vous remplissez',
      texte: `Dans la feuille « ${FEUILLE_A_DECIDER} », seulement les colonnes jaunes. Une ligne décidée a une décision, un motif, un auteur et une date ; le reste est facultatif. Une ligne laissée vide reste ouverte : rien n’est perdu. Une case rouge manque à une ligne commencée.`,
    },
    {
      titre: 'Décision',
      texte:
        'Internationale : une dépense compte dans le total. Non internationale : elle n’y compte pas. Exclue : la ligne n’appartient pas au périmètre (opération d’ordre, argent déjà compté ailleurs). Incluse : la ligne y appartient, et les règles disent le reste. Flux interne, reversement, mandat : argent qui va à un organisme, à nommer dans « Flux vers ».',
    },
    {
      titre: 'Dépense, recette',
      texte:
        'Deux colonnes, qui ne s’additionnent jamais. Une recette se décide par les mêmes questions. Internationale, elle cofinance l’action internationale : elle est montrée en face des dépenses, jamais dans le total.',
    },
    {
      titre: 'Part et clé',
      texte:
        'Si une partie seulement de la ligne est internationale : 30 %, 12,5 %, 1/3 ou un montant exact, 12 500 €, et la clé, c’est-à-dire comment la part a été trouvée. Le reste de la ligne devient non international, au centime.',
    },
    {
      titre: DIMENSIONS_DECIDEES.filter((dimension) => !estSansObjet(dimension, liste))
        .map((dimension, rang) => {
          const { entete } = dimensionDecrite(dimension);
          return rang === 0 ? entete : entete.toLowerCase();
        })
        .join(', '),
      texte:
        'Facultatifs, à choisir dans les listes. Le pays donne le territoire : on ne remplit jamais les deux. Ils n’ont de sens que pour une ligne internationale.',
    },
    {
      titre: 'Exceptionnelle',
      texte: 'Oui : opération unique, montrée pour mémoire, hors de tout total. Vide vaut non.',
    },
    {
      titre: 'Flux vers, rattacher à, brut ou net',
      texte:
        'Facultatifs, à choisir dans les listes. « Flux vers » nomme l’organisme qui reçoit : s’il détaille ses dépenses dans le dossier, la ligne est exclue, et comptée chez lui. « Rattacher à » nomme l’opération que des recettes cofinancent. Net : les cofinancements sont déjà déduits du montant ; brut : ils viennent à part.',
    },
    {
      titre: 'Motif, auteur, date',
      texte:
        'Le motif est la réponse à « pourquoi cette ligne ? » dans dix ans. L’auteur est le nom du décideur : une personne, une fonction ou un service. La date est celle de la décision : 06/11/2012 ou 2012-11-06.',
    },
    {
      titre: 'Suggestions',
      texte:
        'Elles disent ce que les exercices passés ou les mots de la ligne font penser, et pourquoi. Elles ne décident jamais : une suggestion que personne ne reprend ne compte pour rien.',
    },
    {
      titre: 'Ce qu’il ne faut pas changer',
      texte:
        'Les autres cellules sont protégées, sans mot de passe : l’import compare chacune à ce qui a été envoyé et refuse une ligne changée ou décalée. Filtrez et élargissez à votre gré. Vos notes peuvent aller à droite du tableau : elles ne sont pas lues. Pas de formule dans les cases jaunes.',
    },
    {
      titre: 'Pour finir',
      texte:
        'Enregistrez au format .xlsx, puis : jaune arbitrer import <dossier> <classeur>. Tout est vérifié avant que rien ne soit pris ; s’il y a une faute, elle est dite avec sa case, et rien n’est pris. Des cases jaunes remontées ou descendues d’une ligne ne se détectent pas : c’est pourquoi l’import écrit la liste des décisions prises. Relisez-la.',
    },
  ];
}
