import {
  COLONNES_DE_L_OBJET,
  COLONNES_DES_PIECES,
  type ColonneDePieces,
  HISTORIQUE,
  type Piece,
} from '../../domain/volets/pieces-ecrites.ts';
import { DOSSIER_CSV, isBlank } from '../../files/csv-format.ts';
import { readCsvRecords } from '../../files/csv-records.ts';
import { type OpenedFile, quoteCell, rawCells, rewriteOwnFile } from '../../files/rewrite-own-file.ts';
import type { Objet } from './lire-les-pieces.ts';

/** A row to write. */
export interface FicheAEcrire {
  readonly objet: Objet;
  /** The line where its former row starts, which it takes the place of; a new one when absent. */
  readonly numero?: number | undefined;
  /** Whether its former row stays, as history. */
  readonly garderLAncienne?: boolean;
  readonly valeurs: ReadonlyMap<Piece, string>;
}

const COLONNES: readonly ColonneDePieces[] = [...COLONNES_DE_L_OBJET, ...COLONNES_DES_PIECES];

/**
 * Writes rows in `pieces.csv`, which is made if need be: in place of their former ones, or at its end. The other rows keep their text to
 * the letter, those that are kept as history too, but for their mark. The file is replaced whole or not at all.
 * @param ouvert the file before the dossier was read, which found it without fault
 * @throws UnwritableOutput when the file cannot be written, or changed since
 */
export async function ecrireLesPieces(ouvert: OpenedFile, fiches: readonly FicheAEcrire[]): Promise<void> {
  const { titres: anciens, rangees } = await lireLesRangees(ouvert);
  const ajoutes = COLONNES.filter(
    (nom) => !anciens.includes(nom) && fiches.some((fiche) => valeurDe(fiche, nom) !== ''),
  );
  if (!anciens.includes(HISTORIQUE) && fiches.some(({ garderLAncienne }) => garderLAncienne)) ajoutes.push(HISTORIQUE);
  const titres = [...anciens, ...ajoutes];
  const archiver = (texte: string) => {
    const cellules = rawCells(texte);
    return titres.map((nom, rang) => (nom === HISTORIQUE ? 'oui' : (cellules[rang] ?? ''))).join(';');
  };
  const composer = (fiche: FicheAEcrire) => titres.map((nom) => quoteCell(valeurDe(fiche, nom))).join(';');
  const remplacees = new Map(fiches.flatMap((fiche) => (fiche.numero === undefined ? [] : [[fiche.numero, fiche]])));
  await rewriteOwnFile(ouvert, [
    titres.join(';'),
    ...rangees.flatMap(({ numero, texte }) => {
      const fiche = remplacees.get(numero);
      if (fiche === undefined) return [`${texte}${';'.repeat(ajoutes.length)}`];
      return fiche.garderLAncienne ? [archiver(texte), composer(fiche)] : [composer(fiche)];
    }),
    ...fiches.filter(({ numero }) => numero === undefined).map(composer),
  ]);
}

function valeurDe({ objet, valeurs }: FicheAEcrire, nom: ColonneDePieces): string {
  switch (nom) {
    case 'ref':
      return objet.de === 'ligne' ? objet.ref : '';
    case 'empreinte':
      return objet.de === 'ligne' ? objet.empreinte : '';
    case 'operation':
      return objet.de === 'operation' ? objet.id : '';
    case 'programme':
      return objet.de === 'programme' ? objet.code : '';
    case HISTORIQUE:
      return '';
    default:
      return valeurs.get(nom) ?? '';
  }
}

async function lireLesRangees({ path, bytes }: OpenedFile) {
  let titres: readonly ColonneDePieces[] | undefined;
  const rangees: { readonly numero: number; readonly texte: string }[] = [];
  if (bytes !== undefined)
    await readCsvRecords(path, DOSSIER_CSV, {
      record(vu) {
        if (isBlank(vu)) return;
        if (titres === undefined) titres = vu.champs.map((titre) => titre.trim() as ColonneDePieces);
        else rangees.push({ numero: vu.numero, texte: vu.texte() });
      },
      fault({ line }) {
        throw new Error(`${path}:${line} : illisible, alors que le dossier a été contrôlé`);
      },
    });
  return { titres: titres ?? COLONNES, rangees };
}
