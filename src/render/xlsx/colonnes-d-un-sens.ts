import type { SourceCompilee } from '../../compile/jaune.ts';
import { BASES, type Base, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { montant, somme } from '../../domain/argent/montant.ts';
import { LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { amountFormula, asEuros, type Cell, checkFormula, columnLetter } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { compterParGroupe } from './compter-par-place.ts';
import { ajouterControle, type Contexte, type LignesPlacees } from './contexte.ts';
import { totalDe } from './listes-retenues.ts';
import { A_L_ESSAI, COLONNES, type FeuilleDeLignes, formulesSur, nomDeLEssai } from './noms.ts';

/** The places of which sheets of lines do not name every line. */
const PARTIELLES: readonly Place[] = ['non_internationale', 'exclue', 'non_examinee'];
/** Columns before the places: lines, euros received. */
const AVANT = 2;
const CONTROLE = AVANT + PLACES.length;

const TITRES: Readonly<Record<FeuilleDeLignes, Record<'lignes' | 'recu' | 'place' | 'controle', string>>> = {
  Lignes: { lignes: 'Lignes de dépenses', recu: 'Dépenses reçues', place: '', controle: 'sources' },
  Recettes: {
    lignes: 'Lignes de recettes',
    recu: 'Recettes reçues',
    place: 'Recettes, ',
    controle: 'sources_recettes',
  },
};

/** The columns of the sheet `Sources` that say where the expenses of each file went, or its receipts. */
export class ColonnesDUnSens {
  readonly colonnes: readonly SheetColumn[];
  readonly #contexte: Contexte;
  readonly #placees: LignesPlacees;
  readonly #premiere: number;
  readonly #bases: readonly Base[];
  readonly #nonNommees: readonly (readonly number[])[];

  /** @param premiere rank of the first of them in the sheet, from 0 */
  constructor(contexte: Contexte, placees: LignesPlacees, premiere: number) {
    const { enTete, partitionParBase, sources } = contexte.jaune;
    this.#contexte = contexte;
    this.#placees = placees;
    this.#premiere = premiere;
    this.#bases = BASES.filter((base) => base !== enTete.base && partitionParBase.has(base));
    const nommees = compterParGroupe(placees.affectations, placees.pieces.source);
    this.#nonNommees = sources.map((source, rang) =>
      PARTIELLES.map(
        (place) => this.#compte(source, place).centimes - (nommees.get(rang + 1)?.[place].centimes ?? montant(0)),
      ),
    );
    const { lignes, recu, place: devant } = TITRES[placees.feuille];
    const dire = (libelle: string) => (devant === '' ? libelle : devant + libelle.toLowerCase());
    this.colonnes = [
      { title: lignes, width: 10, style: 'entier' },
      euros(`${recu} : ${LIBELLES_BASES[enTete.base]}`),
      ...PLACES.map((place) => euros(dire(LIBELLES_PLACES[place]), 'montant', devant !== '')),
      { title: dire('Reçu = six places'), width: 16, style: 'controle', folded: devant !== '' },
      ...PARTIELLES.map((place) =>
        euros(dire(`dont non nommées : ${LIBELLES_PLACES[place].toLowerCase()}`), 'montantDoux', true),
      ),
      ...this.#bases.map((base) =>
        euros(`${devant}autre base : ${LIBELLES_BASES[base]}`.replace(/^./, majuscule), 'montant', true),
      ),
    ];
  }

  /** The cells of a file. */
  cellules({ nextRow: rang }: Sheet, source: SourceCompilee, indice: number): readonly Cell[] {
    const { sommeSi } = formulesSur(this.#placees.feuille);
    const lu = this.#lu(source);
    const places = PLACES.map((place): Cell => {
      const partielle = PARTIELLES.indexOf(place);
      const nommees = sommeSi(place, [COLONNES.source, `$A${rang}`]);
      const formule = partielle < 0 ? nommees : `${nommees}+${this.#nonNommee(partielle)}${rang}`;
      return amountFormula(`ROUND(${formule},2)`, this.#compte(source, place).centimes);
    });
    const six = `SUM(${this.#lettre(AVANT)}${rang}:${this.#lettre(CONTROLE - 1)}${rang})`;
    return [
      lu.lignes,
      asEuros(this.#compte(source, 'total').centimes),
      ...places,
      checkFormula(`${this.#lettre(1)}${rang}`, six),
      ...(this.#nonNommees[indice] ?? []).map(asEuros),
      ...this.#bases.map((base): Cell => {
        const centimes = lu.montants[base];
        return centimes === undefined ? undefined : asEuros(centimes);
      }),
    ];
  }

  marquer(feuille: Sheet): void {
    feuille.markCheck(this.#lettre(CONTROLE));
  }

  /** The cells of the total of files. */
  total(entete: number, derniere: number): readonly Cell[] {
    const { sources } = this.#contexte.jaune;
    const enTout = (rang: number, centimes: number) => totalDe(this.#lettre(rang), entete, derniere, centimes);
    const deLaPlace = (place: Place | 'total') => somme(sources.map((source) => this.#compte(source, place).centimes));
    const lettre = this.#lettre(0);
    const nombre = sources.reduce((total, source) => total + this.#lu(source).lignes, 0);
    return [
      { formula: derniere > entete ? `SUM(${lettre}${entete + 1}:${lettre}${derniere})` : '0', result: nombre },
      ...(['total', ...PLACES] as const).map((place, rang) => enTout(AVANT - 1 + rang, deLaPlace(place))),
      undefined,
      ...PARTIELLES.map((_, rang) =>
        enTout(
          CONTROLE + 1 + rang,
          this.#nonNommees.reduce((cumul, constantes) => cumul + (constantes[rang] ?? 0), 0),
        ),
      ),
      ...this.#bases.map((base, rang) =>
        enTout(
          CONTROLE + 1 + PARTIELLES.length + rang,
          somme(sources.flatMap((source) => this.#lu(source).montants[base] ?? [])),
        ),
      ),
    ];
  }

  /** Euros received, a constant, against the lines, where an amount may be changed to see; then international euros against those of the sheet of lines. */
  controler(feuille: Sheet, total: number): void {
    const { feuille: liste } = this.#placees;
    const { sommeDesLignes, sommeSi } = formulesSur(liste);
    const nom = TITRES[liste].controle;
    const constantes = PARTIELLES.map((_, rang) => `${this.#nonNommee(rang)}${total}`).join('+');
    const libelle = `Contrôle avec la feuille ${liste}`;
    const comparer = (controle: string, rang: number, droite: string, dit: Cell = libelle) => {
      const colonne = this.#lettre(rang);
      ajouterControle(this.#contexte, feuille, { nom: controle, colonne, libelle: dit }, `${colonne}${total}`, droite);
    };
    const edition = asEuros(somme(this.#placees.affectations.map((affectation) => affectation.montant)));
    const change = `ROUND(${sommeDesLignes()}-(${edition}),2)<>0`;
    const constant = `ROUND(${this.#lettre(1)}${total}-(${constantes})-(${edition}),2)=0`;
    const essai = `IF(AND(${change},${constant}),"${A_L_ESSAI}","${libelle}")`;
    comparer(nom, 1, `${sommeDesLignes()}+${constantes}`, { formula: essai, result: libelle });
    const { classeur } = this.#contexte;
    classeur.nameCells(nomDeLEssai(nom), feuille.reference(this.#lettre(0), feuille.nextRow - 1));
    comparer(`${nom}_internationales`, AVANT, sommeSi('internationale'));
  }

  #lettre(rang: number): string {
    return columnLetter(this.#premiere + rang);
  }

  /** Column of a constant: what the lines not named of a source weigh in a place. */
  #nonNommee(rang: number): string {
    return this.#lettre(CONTROLE + 1 + rang);
  }

  #lu({ depenses, recettes }: SourceCompilee) {
    return this.#placees === this.#contexte.recettes ? recettes : depenses;
  }

  #compte({ partition }: SourceCompilee, place: Place | 'total') {
    return this.#placees === this.#contexte.recettes ? partition[place].recettes : partition[place];
  }
}

function euros(titre: string, style: 'montant' | 'montantDoux' = 'montant', folded = false): SheetColumn {
  return { title: titre, width: 19, style, folded };
}

const majuscule = (lettre: string) => lettre.toUpperCase();
