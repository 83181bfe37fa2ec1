import type { Jaune } from '../../compile/jaune.ts';
import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { TITRES_BASES } from '../../domain/argent/base.ts';
import { capitale } from '../../domain/textes/texte.ts';
import { LIBELLES_PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { asEuros, type Cell, columnLetter, type Formula } from '../../files/xlsx/cell.ts';
import type { CellExpectation, Sheet } from '../../files/xlsx/sheet.ts';
import { headStyle, type StyleName } from '../../files/xlsx/styles.ts';
import { basesDesLignes } from './bases-a-cote.ts';
import { ajouterControle, type Contexte, commencer } from './contexte.ts';
import { AUTRES, COLONNES, colonneDesRangs, dans, NOMS, partSur } from './noms.ts';
import type { TableNumerotee } from './numeroter.ts';
import type { PlageDeTable } from './plages.ts';

/** Rows and columns that the sheet shows: each cell is a formula that reads all of `Parts`. */
const RANGEES_MAX = 100;
const COLONNES_MAX = 15;
/** Columns before those of the chosen dimension. */
const AVANT = 2;
/** The choices, and the numbers of the columns. */
const AVANT_ENTETE = 5;
const HAUTEUR_DES_TITRES = 48;
/** Those of which the workbook names every line. */
const PLACES_CHOISIES: readonly Place[] = ['internationale', 'exceptionnelle', 'a_arbitrer'];
const REFUS = { title: 'Choix inconnu', message: 'Prenez un des choix de la liste.' };

/** The tables that may be chosen down the sheet. */
function tablesEnLignes(jaune: Jaune): readonly NomTable[] {
  return jaune.tables.flatMap(({ nom, rangees }) => (rangees.length > 0 ? [nom] : []));
}

/** Those that may be chosen across: short ones. */
function tablesEnColonnes(jaune: Jaune): readonly NomTable[] {
  return jaune.tables.flatMap(({ nom, rangees: { length } }) => (length > 0 && length <= COLONNES_MAX ? [nom] : []));
}

/** Whether there is something to choose from. */
export function aDesChoix(jaune: Jaune): boolean {
  return tablesEnColonnes(jaune).length > 0;
}

/** What may be chosen in one of the lists, and what is chosen at first. */
interface Liste {
  readonly titre: string;
  readonly choix: readonly string[];
  readonly premier: number;
}

/** A side of the sheet: the tables that it may show, the rank of the one that it shows at first. */
interface Cote {
  readonly tables: readonly TableNumerotee[];
  readonly premier: number;
  /** Rows or columns that it has in the sheet. */
  readonly nombre: number;
}

/**
 * The sheet `Choisir`: any table down, any short one across, for a place and a base, each picked in a list. It is what a pivot
 * table would be, which keeps its own copy of the lines and does not follow them until it is refreshed: these are formulas.
 * @param plages where the rows of each table stand
 */
export function ecrireChoisir(contexte: Contexte, plages: ReadonlyMap<NomTable, PlageDeTable>): void {
  const { jaune } = contexte;
  if (!aDesChoix(jaune)) return;
  new FeuilleDeChoix(contexte, plages).ecrire();
}

class FeuilleDeChoix {
  readonly #contexte: Contexte;
  readonly #plages: ReadonlyMap<NomTable, PlageDeTable>;
  readonly #lignes: Cote;
  readonly #colonnes: Cote;
  readonly #listes: readonly Liste[];
  readonly #feuille: Sheet;
  /** The row of the first choice. */
  readonly #haut: number;
  /** The column of the ranks of the choices; what may be chosen stands on its right. */
  readonly #aide: number;
  /** The columns by which amounts are summed, one for each base. */
  readonly #sommes: readonly string[];
  readonly #centimes: ReadonlyMap<string, number>;

  constructor(contexte: Contexte, plages: ReadonlyMap<NomTable, PlageDeTable>) {
    const { jaune } = contexte;
    this.#contexte = contexte;
    this.#plages = plages;
    const enLignes = tablesEnLignes(jaune);
    const enColonnes = tablesEnColonnes(jaune);
    const [bas, large] = [Math.max(0, enLignes.indexOf('pays')), Math.max(0, enColonnes.indexOf('axe'))];
    this.#colonnes = this.#cote(enColonnes, large, COLONNES_MAX);
    const bases = basesDesLignes(jaune);
    this.#sommes = [COLONNES.deLaPart, ...bases.map(partSur)];
    this.#listes = [
      { titre: 'En lignes', choix: enLignes.map(enteteDe), premier: bas },
      { titre: 'En colonnes', choix: enColonnes.map(enteteDe), premier: large },
      { titre: 'Verdict', choix: PLACES_CHOISIES.map((place) => LIBELLES_PLACES[place]), premier: 0 },
      { titre: 'Base', choix: [jaune.enTete.base, ...bases].map((base) => TITRES_BASES[base]), premier: 0 },
    ];
    const lignes = this.#cote(enLignes, bas, RANGEES_MAX);
    // What may be chosen is written beside the rows: there are as many at the least.
    this.#lignes = { ...lignes, nombre: Math.max(lignes.nombre, ...this.#listes.map(({ choix }) => choix.length)) };
    this.#aide = AVANT + this.#colonnes.nombre + 2;
    this.#centimes = this.#sommer();
    this.#feuille = this.#commencer();
    this.#haut = this.#feuille.nextRow;
  }

  ecrire(): void {
    const feuille = this.#feuille;
    for (const [rang, liste] of this.#listes.entries()) this.#ajouterLeChoix(rang, liste);
    const numeros = Array.from({ length: this.#colonnes.nombre }, (_, rang) => rang + 1);
    feuille.addStyled('numero', [undefined, undefined, ...numeros, 0]);
    this.#ajouterLesTitres();
    const premiere = feuille.nextRow;
    for (let numero = 1; numero <= this.#lignes.nombre; numero++) this.#ajouterLaRangee(numero, numero - 1);
    this.#ajouterLaRangee(0, this.#lignes.nombre);
    this.#ajouterLeTotal(premiere);
    feuille.close({
      printArea: `A1:${columnLetter(this.#aide - 1)}${feuille.nextRow - 1}`,
      expectations: this.#attentes(),
    });
  }

  #cote(noms: readonly NomTable[], premier: number, max: number): Cote {
    const tables = noms.flatMap((nom) => this.#contexte.tables.get(nom) ?? []);
    return { tables, premier, nombre: Math.min(max, Math.max(...tables.map(({ listees }) => listees.length))) };
  }

  #commencer(): Sheet {
    const technique = { title: '', width: 24, style: 'nu', hidden: true } as const;
    return commencer(this.#contexte, {
      name: 'Choisir',
      objet: 'Le total, coupé comme vous voulez : ce qu’il y a en lignes et en colonnes se choisit dans des listes.',
      onglet: 'ventilation',
      title: 'Choisir',
      note: 'Choisissez dans les quatre cases jaunes : tout se recalcule sur la feuille Parts, et suit ce qu’on y change.',
      after: 'Passerelle',
      avantEntete: AVANT_ENTETE,
      frozenColumns: AVANT,
      columns: [
        { title: 'N°', width: 12, style: 'numero' },
        { title: '', width: 46, style: 'renvoi' },
        ...Array.from({ length: this.#colonnes.nombre }, () => ({
          title: '',
          width: 17,
          style: 'montantOuTiret' as const,
        })),
        { title: AUTRES, width: 17, style: 'montantOuTiret' },
        { title: 'Total', width: 19, style: 'montantGras' },
        ...Array.from({ length: 1 + this.#listes.length * 2 }, () => technique),
      ],
    });
  }

  #ajouterLeChoix(rang: number, { titre, choix, premier }: Liste): void {
    const { nextRow } = this.#feuille;
    const numero: Formula = {
      formula: `MATCH($B$${nextRow},${this.#choixDe(rang, choix.length)},0)`,
      result: premier + 1,
    };
    const vides = Array.from({ length: this.#aide - AVANT }, () => undefined);
    const cote = [this.#lignes, this.#colonnes][rang];
    const nombres = cote && this.#plage(2 + rang * 2, choix.length);
    const nombre = cote && {
      formula: `INDEX(${nombres},$${columnLetter(this.#aide)}$${nextRow})`,
      result: cote.tables[premier]?.listees.length ?? 0,
    };
    this.#feuille.add(
      [titre, choix[premier], ...vides, numero, nombre],
      ['texteTotal', 'modifiable', ...vides.map(() => 'nu' as const), 'nu', 'nu'],
    );
  }

  #ajouterLesTitres(): void {
    const titres = Array.from({ length: this.#colonnes.nombre }, (_, rang) =>
      this.#libelle(1, `${columnLetter(AVANT + rang)}$${this.#haut + this.#listes.length}`, rang),
    );
    const enLignes = { formula: `$B$${this.#haut}`, result: this.#listes[0]?.choix[this.#lignes.premier] ?? '' };
    const cellules: Cell[] = ['N°', enLignes, ...titres, AUTRES, 'Total'];
    this.#feuille.add(
      cellules,
      cellules.map((_, rang) => headStyle(rang < AVANT ? 'texte' : 'montant')),
      HAUTEUR_DES_TITRES,
    );
  }

  #ajouterLaRangee(numero: number, place: number): void {
    const { nextRow: rang } = this.#feuille;
    const { nombre } = this.#colonnes;
    const enTete = (colonne: number) => `${columnLetter(AVANT + colonne)}$${this.#haut + this.#listes.length}`;
    const cellules: Cell[] = Array.from({ length: nombre + 1 }, (_, colonne) =>
      this.#montant(numero, colonne < nombre ? colonne + 1 : 0, `$A${rang}`, enTete(colonne)),
    );
    const enTout = `ROUND(SUM(C${rang}:${columnLetter(AVANT + nombre)}${rang}),2)`;
    const total: Formula = {
      formula: numero === 0 ? enTout : `IF($A${rang}>${this.#nombre(0)},"",${enTout})`,
      result: numero > this.#montrees(0) ? '' : asEuros(this.#somme((ligne) => ligne === numero)),
    };
    const libelle = numero === 0 ? AUTRES : this.#libelle(0, `$A${rang}`, numero - 1);
    const choix = this.#listes.flatMap((liste, deListe) => [
      liste.choix[place],
      [this.#lignes, this.#colonnes][deListe]?.tables[place]?.listees.length,
    ]);
    this.#feuille.add([numero, libelle, ...cellules, total, undefined, ...choix]);
  }

  #ajouterLeTotal(premiere: number): void {
    const feuille = this.#feuille;
    const derniere = feuille.nextRow - 1;
    const { nombre } = this.#colonnes;
    const totaux = Array.from({ length: nombre + 2 }, (_, colonne): Formula => {
      const lettre = columnLetter(AVANT + colonne);
      const numero = colonne < nombre ? colonne + 1 : 0;
      const enTout = `ROUND(SUM(${lettre}${premiere}:${lettre}${derniere}),2)`;
      return {
        formula: numero === 0 ? enTout : `IF(${numero}>${this.#nombre(1)},"",${enTout})`,
        result:
          numero > this.#montrees(1)
            ? ''
            : asEuros(this.#somme((_, laSienne) => colonne > nombre || laSienne === numero)),
      };
    });
    const cellules: Cell[] = [undefined, 'Total', ...totaux];
    const styles = cellules.map((_, rang): StyleName => (rang < AVANT ? 'texteTotal' : 'montantTotal'));
    const rang = feuille.add(cellules, styles);
    const colonne = columnLetter(AVANT + nombre + 1);
    const tout = `SUMIFS(${this.#colonneSommee()},${dans(COLONNES.verdict)},${this.#placeChoisie()})`;
    const publie = `IF(AND(${this.#numero(2)}=1,${this.#numero(3)}=1),${NOMS.total},${tout})`;
    const controle = { nom: 'choisir', colonne, libelle: 'Contrôle' };
    ajouterControle(this.#contexte, feuille, controle, `${colonne}${rang}`, publie);
  }

  /** The label of a row or of a column, empty beyond those of the chosen table. */
  #libelle(cote: 0 | 1, numero: string, rang: number): Formula {
    const { tables, premier } = cote === 0 ? this.#lignes : this.#colonnes;
    const plages = tables.map(({ table }) => this.#plages.get(table.nom)?.libelles.reference ?? '');
    return {
      formula: `IF(${numero}>${this.#nombre(cote)},"",INDEX(${this.#choisie(cote, plages)},${numero}))`,
      result: tables[premier]?.listees[rang]?.libelle ?? '',
    };
  }

  /** Euros of a cell; nothing beyond the rows and columns of the chosen tables. Number 0 is what they do not show. */
  #montant(ligne: number, colonne: number, numeroDeLigne: string, numeroDeColonne: string): Formula {
    const parColonne = `${this.#choisie(1, this.#rangs(this.#colonnes))},${numeroDeColonne}`;
    const sommer = (critere: string) =>
      `SUMIFS(${this.#colonneSommee()},${dans(COLONNES.verdict)},${this.#placeChoisie()},${this.#choisie(0, this.#rangs(this.#lignes))},${critere},${parColonne})`;
    const auDela = this.#lignes.tables.some(({ listees }) => listees.length > RANGEES_MAX);
    const somme =
      ligne === 0 && auDela ? `${sommer(numeroDeLigne)}+${sommer(`">${RANGEES_MAX}"`)}` : sommer(numeroDeLigne);
    const hors = [
      ...(ligne === 0 ? [] : [`${numeroDeLigne}>${this.#nombre(0)}`]),
      ...(colonne === 0 ? [] : [`${numeroDeColonne}>${this.#nombre(1)}`]),
    ];
    const arrondie = `ROUND(${somme},2)`;
    const montree = ligne <= this.#montrees(0) && colonne <= this.#montrees(1);
    return {
      formula: hors.length === 0 ? arrondie : `IF(OR(${hors.join(',')}),"",${arrondie})`,
      result: montree ? asEuros(this.#centimes.get(`${ligne} ${colonne}`) ?? 0) : '',
    };
  }

  #rangs({ tables }: Cote): readonly string[] {
    return tables.map(({ table }) => dans(colonneDesRangs(table.nom)));
  }

  #choisie(liste: number, parmi: readonly string[]): string {
    return parmi.length === 1 ? (parmi[0] ?? '') : `CHOOSE(${this.#numero(liste)},${parmi.join(',')})`;
  }

  #colonneSommee(): string {
    return this.#choisie(3, this.#sommes.map(dans));
  }

  #placeChoisie(): string {
    return `$B$${this.#haut + 2}`;
  }

  /** The cell that says which choice of a list was made. */
  #numero(liste: number): string {
    return `$${columnLetter(this.#aide)}$${this.#haut + liste}`;
  }

  /** The cell that says how many rows the table chosen for a side has. */
  #nombre(cote: 0 | 1): string {
    return `$${columnLetter(this.#aide + 1)}$${this.#haut + cote}`;
  }

  /** How many rows the table shown at first on a side has. */
  #montrees(cote: 0 | 1): number {
    const { tables, premier } = cote === 0 ? this.#lignes : this.#colonnes;
    return tables[premier]?.listees.length ?? 0;
  }

  #choixDe(liste: number, nombre: number): string {
    return this.#plage(1 + liste * 2, nombre);
  }

  /** Cells of a column of what may be chosen, which begin beside the first row. */
  #plage(colonne: number, nombre: number): string {
    const lettre = columnLetter(this.#aide + colonne);
    const premiere = this.#haut + AVANT_ENTETE + 1;
    return `$${lettre}$${premiere}:$${lettre}$${premiere + nombre - 1}`;
  }

  #attentes(): CellExpectation[] {
    return this.#listes.map(({ titre, choix }, rang) => ({
      cells: `B${this.#haut + rang}`,
      list: this.#choixDe(rang, choix.length),
      refusal: REFUS,
      help: { title: titre, message: 'Ouvrez la liste, au bord de la case.' },
    }));
  }

  /** Cents of the edition for what is chosen at first, by the numbers of row and column. */
  #sommer(): ReadonlyMap<string, number> {
    const [enLignes, enColonnes] = [this.#lignes, this.#colonnes].map(
      ({ tables, premier }) => tables[premier]?.numeros,
    );
    const centimes = new Map<string, number>();
    let rang = 0;
    for (const { verdict, montants } of this.#contexte.affectations)
      for (const [indice, { place }] of verdict.parts.entries()) {
        const [ligne = 0, colonne = 0] = [enLignes?.[rang], enColonnes?.[rang]];
        const cle = `${ligne > RANGEES_MAX ? 0 : ligne} ${colonne}`;
        if (place === 'internationale') centimes.set(cle, (centimes.get(cle) ?? 0) + (montants[indice] ?? 0));
        rang++;
      }
    return centimes;
  }

  #somme(prendre: (ligne: number, colonne: number) => boolean): number {
    let total = 0;
    for (const [cle, centimes] of this.#centimes) {
      const [ligne = 0, colonne = 0] = cle.split(' ').map(Number);
      if (prendre(ligne, colonne)) total += centimes;
    }
    return total;
  }
}

function enteteDe(nom: NomTable): string {
  return capitale(TABLES_DECRITES[nom].entete);
}
