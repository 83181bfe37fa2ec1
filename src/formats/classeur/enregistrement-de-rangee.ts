import type { Constats } from '../../domain/constats/constat.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { accord } from '../../domain/textes/format.ts';
import { SIGNES_DE_COMMANDE } from '../../domain/textes/signes.ts';
import { abreger, nomLePlusProche } from '../../domain/textes/texte.ts';
import { locateField } from '../../files/csv-place.ts';
import { fingerprint } from '../../files/hashing.ts';
import { columnLetter } from '../../files/xlsx/cell.ts';
import { readRange } from '../../files/xlsx/cell-address.ts';
import type { CellDefect as DefautLu } from '../../files/xlsx/cell-as-text.ts';
import type { SheetNotFound, SourceSheet } from '../../files/xlsx/read-rows.ts';
import type { UnreadableWorkbook } from '../../files/xlsx/unreadable.ts';
import type { RowRead } from '../../files/xlsx/visit-sheet.ts';
import {
  type AspectDeNombre,
  type DefautDeCellule,
  type Enregistrement,
  EnregistrementDeChamps,
  type Place,
} from '../source-ouverte.ts';

/** How a row is shown where a line of text is expected: as the CSV that it could have been. */
const SEPARATEUR = ';';

const DE_COMMANDE = new RegExp(`[${SIGNES_DE_COMMANDE}]`);
const CELLULE_DE_COMMANDE: DefautDeCellule = {
  code: 'E-ENCODAGE',
  message: 'un caractère de commande, qu’aucun texte n’a, est dans cette cellule',
  remede: 'Effacez la cellule et retapez-la dans Excel, ou redemandez le classeur au secteur.',
};

/** A row of a sheet, as a record of as many fields as there are titles. */
export class EnregistrementDeRangee extends EnregistrementDeChamps {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly masque: boolean;
  readonly enTrop: { readonly rang: number; readonly texte: string } | undefined;
  readonly #rangee: RowRead;

  constructor(rangee: RowRead, nombre: number) {
    super();
    const { cells: cellules } = rangee;
    this.#rangee = rangee;
    this.numero = rangee.number;
    this.masque = rangee.hidden;
    this.champs = Array.from({ length: nombre }, (_, rang) => cellules[rang] ?? '');
    const rang = cellules.findIndex((cellule, colonne) => colonne >= nombre && cellule.trim() !== '');
    this.enTrop = rang < 0 ? undefined : { rang, texte: cellules[rang] ?? '' };
  }

  get empreinte(): string {
    return fingerprint(this.texte());
  }

  texte(): string {
    return enCsv(this.#rangee.cells);
  }

  aspect(rang: number): AspectDeNombre | undefined {
    return this.#rangee.look(rang);
  }

  defaut(rang: number): DefautDeCellule | undefined {
    const defaut: DefautLu | undefined = this.#rangee.defect(rang);
    if (defaut !== undefined) return direDefaut(defaut);
    return DE_COMMANDE.test(this.champ(rang)) ? CELLULE_DE_COMMANDE : undefined;
  }
}

/** The titles of a sheet, as the record that comes first. */
export class EnregistrementDeTitres extends EnregistrementDeChamps {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly #groupes: ReadonlyMap<number, string>;

  /** @param groupes columns that nothing tells from another of their merged range */
  constructor(titres: readonly string[], numero: number, groupes: ReadonlyMap<number, string>) {
    super();
    this.champs = titres;
    this.numero = numero;
    this.#groupes = groupes;
  }

  get empreinte(): string {
    return fingerprint(this.texte());
  }

  texte(): string {
    return enCsv(this.champs);
  }

  defaut(rang: number): DefautDeCellule | undefined {
    const plage = this.#groupes.get(rang);
    if (plage === undefined) return undefined;
    return {
      code: 'E-CELLULES-FUSIONNEES',
      message: `les cellules ${plage} ne font qu’un titre, « ${this.champs[rang]} », pour plusieurs colonnes`,
      remede:
        'Si d’autres titres sont dessous, déclarez-les : « titres: 2 » dans exercice.yaml. Sinon, faites donner un titre à chaque colonne.',
    };
  }
}

/** `sources/sport.xlsx!Feuil1!F12`, with the row as text and the cell underlined. */
export function placeDeCellule(
  nom: string,
  vu: Pick<Enregistrement, 'numero' | 'texte'>,
  rang: number,
  partie?: { readonly debut: number; readonly fin: number },
): Place {
  const { extrait } = locateField(nom, vu.numero, vu.texte(), SEPARATEUR, rang, partie);
  return { lieu: { fichier: nom, ligne: vu.numero, cellule: `${columnLetter(rang)}${vu.numero}` }, extrait };
}

/** The cells up to the last that holds something, a line end in a cell being a space: a row is one line. */
function enCsv(cellules: readonly string[]): string {
  return cellules
    .map((cellule) => {
      const net = cellule.replace(/[\r\n]+/g, ' ');
      return /[";]/.test(net) ? `"${net.replaceAll('"', '""')}"` : net;
    })
    .join(SEPARATEUR);
}

export function direDefaut(defaut: DefautLu): DefautDeCellule {
  if (defaut.type === 'erreur')
    return {
      code: 'E-CELLULE-ERREUR',
      message: `la cellule porte une erreur de tableur : ${abreger(defaut.content)}`,
      remede: 'Faites corriger la formule par le secteur, puis enregistrer le classeur. Rien n’est compté à sa place.',
    };
  if (defaut.type === 'pas_un_nombre')
    return {
      code: 'E-CELLULE-ERREUR',
      message: `la cellule est un nombre pour le classeur, et n’en porte pas qu’un tableur admette : ${abreger(defaut.content)}`,
      remede:
        'Demandez au secteur la valeur de cette cellule, et un classeur enregistré par son tableur. Rien n’est compté à sa place.',
    };
  if (defaut.type === 'formule_sans_resultat')
    return {
      code: 'E-FORMULE-SANS-RESULTAT',
      message: `le fichier ne garde pas le résultat de cette formule : =${abreger(defaut.formula)}`,
      remede:
        'Ouvrez le classeur dans Excel et enregistrez-le : les formules sont alors calculées, et leur résultat gardé.',
    };
  const plage = readRange(defaut.range);
  const enHauteur = plage !== undefined && plage.columns[0] === plage.columns[1];
  return {
    code: 'E-CELLULES-FUSIONNEES',
    message: `les cellules ${defaut.range} sont fusionnées : seule la première dit quelque chose`,
    remede: enHauteur
      ? 'Un programme ou un chapitre qui vaut aussi pour les lignes du dessous se déclare : « reporter: [programme] » dans exercice.yaml. Un montant ne se reporte pas : demandez au secteur d’annuler la fusion et de remplir chaque cellule.'
      : 'Dans Excel, annulez la fusion et remplissez chaque cellule, ou demandez-le au secteur.',
    ...(enHauteur ? { sousUneAutre: true } : {}),
  };
}

export function direClasseurIllisible(fichier: string, erreur: UnreadableWorkbook, constats: Constats): void {
  constats.ajouter({
    code: 'E-CLASSEUR',
    lieu: { fichier },
    message: erreur.message,
    remede: erreur.remede,
  });
}

/** Tells that a workbook has not the sheet that was declared, and those that it has. */
export function direFeuilleAbsente(source: SourceDeclaree, erreur: SheetNotFound, constats: Constats): void {
  const { sheet: feuille, sheets: feuilles } = erreur;
  const proche = nomLePlusProche(feuille, [...feuilles]);
  constats.ajouter({
    code: 'E-FEUILLE-ABSENTE',
    lieu: source.lieu,
    message: `${source.fichier} n’a pas de feuille « ${abreger(feuille)} »`,
    remede: `Ses feuilles : ${feuilles.map((nom) => `« ${nom} »`).join(', ')}.${
      proche === undefined ? ' Corrigez feuille dans exercice.yaml.' : ` Vouliez-vous écrire « ${proche} » ?`
    }`,
  });
}

/** Tells what a sheet hides, or leans on, that whoever looks at it may not know. */
export function signalerFeuille(
  nom: string,
  feuille: SourceSheet & { readonly colonnesUtilesMasquees: readonly string[] },
  constats: Constats,
): void {
  const dire = (message: string, remede: string) =>
    constats.ajouter({ code: 'A-CLASSEUR', lieu: { fichier: nom }, message, remede });
  if (feuille.hidden)
    dire('cette feuille est masquée dans le classeur', 'Vérifiez avec le secteur que c’est bien elle qu’il envoie.');
  const { colonnesUtilesMasquees: colonnes } = feuille;
  if (colonnes.length > 0)
    dire(
      `${accord(colonnes.length, 'colonne')} dont on se sert ${colonnes.length > 1 ? 'sont masquées' : 'est masquée'} : ${colonnes.join(', ')}`,
      'Elle compte comme les autres : vérifiez avec le secteur qu’elle est à jour.',
    );
  if (feuille.externalLinks > 0)
    dire(
      `ce classeur s’appuie sur ${accord(feuille.externalLinks, 'autre')} classeur${feuille.externalLinks > 1 ? 's' : ''}, qui n’est jamais lu`,
      'Les résultats gardés dans le fichier comptent : faites-les mettre à jour par le secteur avant l’envoi.',
    );
  if (feuille.manualCalculation)
    dire(
      'les formules de ce classeur ne se calculent qu’à la demande : leurs résultats peuvent être anciens',
      'Dans Excel : Formules › Calculer maintenant, puis enregistrez ; ou demandez-le au secteur.',
    );
}
