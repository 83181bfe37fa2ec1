import type { AutresBases, Jaune, Rangee, Table, TableCroisee } from '../../compile/jaune.ts';
import { CLE_DU_RESTE, CROISEES_DECRITES, type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { type Montant, NUL, somme } from '../../domain/argent/montant.ts';
import { formaterColonne } from '../../domain/textes/format.ts';
import { normaliserCode } from '../../domain/textes/texte.ts';
import { dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import { classerEnClasses, libellesDesClasses } from '../graphiques/classes.ts';
import { ecrireCode } from '../textes/mots-des-documents.ts';
import { adresseDe, type ChiffreVue, chiffreDeCellule, chiffreDeRangee } from './chiffre-vue.ts';
import { RANGEES_DE_L_ESSENTIEL } from './rangees-de-l-essentiel.ts';
import { AnneesACote, type CellulesDAnnees, type ColonnesDAnnees, type RangeeDisparue } from './vue-annees.ts';
import {
  type CellulesAilleurs,
  type ColonnesAilleurs,
  cellulesAilleurs,
  colonnesAilleurs,
} from './vue-autres-bases.ts';

/** How many rows a page of paper holds without cutting the table. */
const RANGEES_PAR_PAGE = 30;

export interface RangeeVue {
  /** Its key; empty for what was not broken down. */
  readonly cle: string;
  /** The code as received, where the label does not begin with it already; else empty. */
  readonly code: string;
  readonly libelle: string;
  /** What was not broken down, or the rest of a long list: told apart from real values. */
  readonly reste: boolean;
  /** The anchor of the list where the values that a row gathers are one by one; empty for a row that opens on its lines. */
  readonly vers: string;
  readonly chiffre: ChiffreVue;
  readonly ailleurs: CellulesAilleurs;
  readonly annees: CellulesDAnnees;
}

export interface TableVue extends Pick<Table, 'nom' | 'titre' | 'entete' | 'total'> {
  /** The other bases of its lines, beside. */
  readonly ailleurs: ColonnesAilleurs;
  readonly totalAilleurs: CellulesAilleurs;
  /** The years before, beside. */
  readonly annees: ColonnesDAnnees;
  readonly totalDAnnees: CellulesDAnnees;
  readonly disparue: RangeeDisparue | undefined;
  readonly rangees: readonly RangeeVue[];
  /** The lines of the total: not what the rows count together, where one is in several of them. */
  readonly lignes: number;
  readonly chevauchement: boolean;
  /** What rows that the essentiel does not print come to; nothing where it prints them all. */
  readonly horsEssentiel: HorsEssentiel | undefined;
  /** Too long for one page: paper may cut it. */
  readonly longue: boolean;
}

interface HorsEssentiel extends Pick<RangeeVue, 'ailleurs'> {
  readonly rangees: number;
  readonly lignes: number;
  readonly montant: Montant;
}

/** A cell of a two-way table: rounded in `affiche`, exact in its figure. */
interface CelluleVue {
  readonly vide: boolean;
  readonly affiche: string;
  /** `t0` to `t5`: the shade of its class. */
  readonly teinte: string;
  readonly chiffre: ChiffreVue;
}

interface BordVue {
  readonly libelle: string;
  readonly affiche: string;
  readonly chiffre: ChiffreVue;
}

export interface CroiseeVue {
  readonly nom: TableCroisee['nom'];
  readonly titre: string;
  readonly colonnes: readonly BordVue[];
  readonly rangees: readonly (BordVue & { readonly cellules: readonly CelluleVue[] })[];
  readonly total: Montant;
  readonly affiche: string;
  /** The shades and the amounts of which each is, the least first: darker on white is lighter on black. */
  readonly teintes: readonly { readonly teinte: string; readonly libelle: string }[];
  /** What to say of the rounding, each with the rows and columns for which it holds. */
  readonly notes: readonly { readonly note: string; readonly ou: string }[];
}

/** The row of those that the page does not draw in its table: no text of a line is read so. */
const AILLEURS = '\u0000';
/** The keys of rows that stand for no value: not filled in, and the rest of a long list. */
const SANS_VALEUR: ReadonlySet<string> = new Set(['', CLE_DU_RESTE, AILLEURS]);
const SANS_CHIFFRE: ChiffreVue = { montant: NUL, nombre: 0, adresse: '', nom: '' };

export function tablesVues(jaune: Jaune): TableVue[] {
  const annees = new AnneesACote(jaune);
  const lignesDuTotal = jaune.partition.internationale.lignes;
  return jaune.tables.map(({ nom, titre, entete, rangees: toutes, total, autresBases }) => {
    const rangees = rangeesDeLaPage(jaune, nom, toutes, autresBases);
    return {
      nom,
      titre,
      entete,
      total,
      ailleurs: colonnesAilleurs(jaune, autresBases),
      totalAilleurs: cellulesAilleurs(
        jaune,
        { compte: { lignes: lignesDuTotal, centimes: total }, autresBases, adresse: adresseDe([]) },
        autresBases,
      ),
      annees: annees.colonnes(nom),
      totalDAnnees: annees.total(nom, total),
      disparue: annees.disparue(nom),
      lignes: lignesDuTotal,
      chevauchement: rangees.reduce((cumul, { lignes }) => cumul + lignes.length, 0) !== lignesDuTotal,
      horsEssentiel: horsEssentiel(jaune, rangees, autresBases),
      longue: rangees.length > RANGEES_PAR_PAGE,
      rangees: rangees.map((rangee) => {
        const vers = rangee.cle === AILLEURS ? `fiches-${nom}` : '';
        const chiffre =
          vers === ''
            ? chiffreDeRangee(nom, rangee)
            : { ...SANS_CHIFFRE, montant: rangee.montant, nombre: rangee.lignes.length };
        const compte = { lignes: chiffre.nombre, centimes: chiffre.montant };
        return {
          cle: rangee.cle,
          ...nommer(nom, rangee, jaune),
          reste: SANS_VALEUR.has(rangee.cle),
          vers,
          chiffre,
          annees: annees.cellules(nom, rangee),
          ailleurs: cellulesAilleurs(
            jaune,
            { compte, autresBases: rangee.autresBases, adresse: chiffre.adresse },
            autresBases,
          ),
        };
      }),
    };
  });
}

function horsEssentiel(jaune: Jaune, rangees: readonly Rangee[], deLaTable: AutresBases): HorsEssentiel | undefined {
  const autres = rangees.slice(RANGEES_DE_L_ESSENTIEL.toutes).filter(({ cle }) => !SANS_VALEUR.has(cle));
  if (autres.length === 0) return undefined;
  const { montant, lignes, autresBases } = enUne(jaune, autres, { cle: AILLEURS, libelle: '' }, deLaTable);
  const compte = { lignes: lignes.length, centimes: montant };
  return {
    rangees: autres.length,
    lignes: lignes.length,
    montant,
    ailleurs: cellulesAilleurs(jaune, { compte, autresBases, adresse: '' }, deLaTable),
  };
}

/** Rows as one: a line that is in several of them counts once. */
function enUne(
  { lignes }: Pick<Jaune, 'lignes'>,
  rangees: readonly Rangee[],
  nommee: Pick<Rangee, 'cle' | 'libelle'>,
  deLaTable: AutresBases,
): Rangee {
  const siennes = [...new Set(rangees.flatMap((rangee) => rangee.lignes))].sort((gauche, droite) => gauche - droite);
  return {
    ...nommee,
    nom: '',
    montant: somme(rangees.map(({ montant }) => montant)),
    lignes: siennes,
    autresBases: new Map(
      [...deLaTable.keys()].map((base) => [
        base,
        {
          lignes: siennes.filter((rang) => lignes[rang]?.ligne.montants[base] !== undefined).length,
          centimes: somme(rangees.map(({ autresBases }) => autresBases.get(base)?.centimes ?? NUL)),
        },
      ]),
    ),
  };
}

/** The rows that the page draws of a table: those of a long list are drawn as one, which leads to where they all are. */
function rangeesDeLaPage(
  jaune: Jaune,
  nom: Table['nom'],
  rangees: readonly Rangee[],
  deLaTable: AutresBases,
): readonly Rangee[] {
  const { reste } = TABLES_DECRITES[nom];
  const nommees = rangees.filter(({ cle }) => cle !== '');
  const autres = nommees.slice(reste?.dansLaPage ?? nommees.length);
  if (reste === undefined || autres.length === 0) return rangees;
  const valeurs = autres.filter(({ cle }) => cle !== CLE_DU_RESTE).length;
  const libelle = autres.length > valeurs ? 'Tous les autres' : reste.libelle(valeurs);
  const ensemble = enUne(jaune, autres, { cle: AILLEURS, libelle }, deLaTable);
  return [...nommees.slice(0, reste.dansLaPage), ensemble, ...rangees.filter(({ cle }) => cle === '')];
}

/** A code once: beside its label, or in the place of a label that is missing or begins with it. */
function nommer(nom: Table['nom'], rangee: Rangee, jaune: Jaune): Pick<RangeeVue, 'code' | 'libelle'> {
  const code = ecrireCode(nom, rangee, jaune);
  const libelle = rangee.libelle || code || rangee.cle;
  return { libelle, code: normaliserCode(libelle).startsWith(normaliserCode(code)) ? '' : code };
}

/** The two-way tables, in thousands of euros, turned so that the longer list goes down the page. */
export function croiseesVues({ croisees }: Jaune): CroiseeVue[] {
  return croisees.map((croisee) => {
    const tournee = croisee.colonnes.length > croisee.lignes.length;
    const [enLigne, enColonne] = tournee ? [croisee.colonnes, croisee.lignes] : [croisee.lignes, croisee.colonnes];
    const { bords } = CROISEES_DECRITES[croisee.nom];
    const [bordLigne, bordColonne] = tournee ? [bords[1], bords[0]] : bords;
    const chiffre = (i: number, j: number) => chiffreDeCellule(croisee, tournee ? j : i, tournee ? i : j);
    const exacte = (i: number, j: number) => chiffre(i, j)?.montant ?? NUL;
    const montants = enLigne.map((_, i) => enColonne.map((_, j) => exacte(i, j)));
    const parColonne = enColonne.map((_, j) =>
      formaterColonne(
        montants.map((rangee) => rangee[j] ?? NUL),
        'milliers',
      ),
    );
    const parRangee = montants.map((rangee) => formaterColonne(rangee, 'milliers'));
    const enMilliers = (rangees: readonly Rangee[]) =>
      formaterColonne(
        rangees.map(({ montant }) => montant),
        'milliers',
      );
    const totaux = enMilliers(enLigne);
    const pied = enMilliers(enColonne);
    const { bornes, classe: teinte } = classerEnClasses(montants.flat());
    const bord = (nom: NomTable, rangee: Rangee, affiche: string | undefined): BordVue => ({
      libelle: rangee.libelle || rangee.cle,
      affiche: affiche ?? '',
      chiffre: chiffreDeRangee(nom, rangee),
    });
    return {
      nom: croisee.nom,
      titre: croisee.titre,
      colonnes: enColonne.map((rangee, j) => bord(bordColonne, rangee, parColonne[j]?.total)),
      rangees: enLigne.map((rangee, i) => ({
        ...bord(bordLigne, rangee, totaux.valeurs[i]),
        cellules: enColonne.map((_, j) => ({
          vide: chiffre(i, j) === undefined,
          affiche: parColonne[j]?.valeurs[i] ?? '',
          teinte: `t${teinte(exacte(i, j))}`,
          chiffre: chiffre(i, j) ?? SANS_CHIFFRE,
        })),
      })),
      total: croisee.total,
      affiche: totaux.total,
      teintes: montants.flat().some((centimes) => centimes > 0)
        ? libellesDesClasses(bornes).map((libelle, rang) => ({ teinte: `t${rang + 1}`, libelle }))
        : [],
      notes: regrouperNotes([
        ...enColonne.map(({ libelle, cle }, j) => ({ ou: libelle || cle, note: parColonne[j]?.note })),
        ...enLigne.map(({ libelle, cle }, i) => ({ ou: libelle || cle, note: parRangee[i]?.note })),
        { ou: 'colonne des totaux', note: totaux.note },
        { ou: 'ligne des totaux', note: pied.note },
      ]),
    };
  });
}

function regrouperNotes(notes: readonly { ou: string; note: string | undefined }[]): { note: string; ou: string }[] {
  const parNote = new Map<string, string[]>();
  for (const { ou, note } of notes) if (note) parNote.set(note, [...(parNote.get(note) ?? []), ou]);
  return [...parNote].map(([note, lieux]) => ({ note, ou: lieux.join(' ; ') }));
}

/** A dimension that few dossiers use, in a section of its own. */
export interface DimensionVue {
  readonly nom: string;
  readonly titre: string;
  readonly note: string;
  readonly table: TableVue;
  readonly croisee: CroiseeVue;
}

export function dimensionsVues(
  { libelles }: Jaune,
  tables: readonly TableVue[],
  croisees: readonly CroiseeVue[],
): DimensionVue[] {
  return libelles.dimensions.flatMap((nom) => {
    const { section, croiseeAvec } = dimensionDecrite(nom);
    const table = tables.find((autre) => autre.nom === nom);
    const croisee = croisees.find((autre) => autre.nom === `${croiseeAvec}_${nom}`);
    return section && table && croisee ? [{ nom, ...section, table, croisee }] : [];
  });
}
