import type { SourceCompilee } from '../../compile/jaune.ts';
import { finDesNoms } from '../../domain/dossier/edition-nommee.ts';
import { direMiseAEcart } from '../../domain/dossier/source-lue.ts';
import type { Cell } from '../../files/xlsx/cell.ts';
import { ColonnesDUnSens } from './colonnes-d-un-sens.ts';
import { type Contexte, commencer, enListe, impression } from './contexte.ts';
import { vides } from './listes-retenues.ts';

/** Columns before those of expenses: number, file, sector, body. */
const AVANT = 4;

/** The sheet `Sources`: each file as read, where its euros went, and what proves that it is the same file. */
export function ecrireSources(contexte: Contexte): void {
  const { jaune, recettes } = contexte;
  const { sources, enTete } = jaune;
  const depenses = new ColonnesDUnSens(contexte, contexte, AVANT);
  const sens = [
    depenses,
    ...(recettes ? [new ColonnesDUnSens(contexte, recettes, AVANT + depenses.colonnes.length)] : []),
  ];
  const feuilles = recettes ? 'les feuilles Parts et Parts_des_recettes' : 'la feuille Parts';
  const feuille = commencer(contexte, {
    name: 'Sources',
    objet: 'Chaque fichier reçu : ce qu’il contient, et où finit chaque euro.',
    onglet: 'piece',
    title: 'Fichiers reçus',
    note: `Ce que chaque fichier a donné : « reçu » est une constante, les six places sont des formules sur ${feuilles}, auxquelles s’ajoutent les lignes non nommées (constantes, voir lignes-${finDesNoms(enTete)}.csv). Les bases ne s’additionnent jamais entre elles, ni les recettes aux dépenses.`,
    columns: [
      { title: 'N°', width: 7, style: 'numero' },
      { title: 'Fichier', width: 38, style: 'renvoi' },
      { title: 'Secteur', width: 32, style: 'renvoi' },
      { title: 'Organisme', width: 28, style: 'renvoi' },
      ...sens.flatMap(({ colonnes }) => colonnes),
      { title: 'Rangées mises à l’écart', width: 38, style: 'renvoi' },
      { title: 'Rangées vides', width: 10, style: 'entier', folded: true },
      { title: 'Encodage', width: 14, style: 'texte', folded: true },
      { title: 'Octets', width: 12, style: 'entier', folded: true },
      { title: 'SHA-256', width: 70, style: 'texte', folded: true },
    ],
    frozenColumns: 2,
  });
  const entete = feuille.addHeads();
  for (const [rang, source] of sources.entries()) {
    const { fichier, secteur, organisme } = source;
    const cellules = sens.flatMap((colonnes) => colonnes.cellules(feuille, source, rang));
    feuille.add([rang + 1, fichier, secteur, organisme, ...cellules, ...finDe(source)]);
    for (const colonnes of sens) colonnes.marquer(feuille);
  }
  const derniere = feuille.nextRow - 1;
  const totaux = sens.flatMap((colonnes) => colonnes.total(entete, derniere));
  const total = feuille.addTotal([undefined, 'Total', ...vides(2), ...totaux]);
  for (const colonnes of sens) colonnes.controler(feuille, total);
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

function finDe({ misesAEcart, refaites, lignesVides, encodage, octets, sha256 }: SourceCompilee): Cell[] {
  const ecarts = misesAEcart.map((mise) => `${mise.motif} (${direMiseAEcart(mise)})`);
  const lues = refaites.map(({ cle, dit }) => `À la lecture (${cle}) : ${dit}`);
  return [[...ecarts, ...lues].join(' ; '), lignesVides, encodage, octets, sha256];
}
