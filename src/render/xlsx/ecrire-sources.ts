import type { SourceCompilee } from '../../compile/jaune.ts';
import { BASES, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { montant, somme } from '../../domain/argent/montant.ts';
import { direMiseAEcart } from '../../domain/dossier/source-lue.ts';
import { LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { amountFormula, asEuros, type Cell, checkFormula, columnLetter } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { compterParGroupe } from './compter-par-place.ts';
import { ajouterControle, type Contexte, commencer, filtre, impression } from './contexte.ts';
import { totalDe, vides } from './listes-retenues.ts';
import { COLONNES, sommeDesLignes, sommeSi } from './noms.ts';

/** The places of which `Lignes` does not name every line. */
const PARTIELLES: readonly Place[] = ['non_internationale', 'exclue', 'non_examinee'];
/** Columns before the places: number, file, sector, body, lines, euros received. */
const AVANT = 6;
const RECU = columnLetter(AVANT - 1);
const CONTROLE = AVANT + PLACES.length;
/** Column of a constant: what the lines not named of a source weigh in a place. */
const colonneNonNommee = (rang: number) => CONTROLE + 1 + rang;

/** The sheet `Sources`: each file as read, where its euros went, and what proves that it is the same file. */
export function ecrireSources(contexte: Contexte): void {
  const { sources, enTete, partitionParBase } = contexte.jaune;
  const bases = BASES.filter((base) => base !== enTete.base && partitionParBase.has(base));
  const feuille = commencer(contexte, {
    name: 'Sources',
    onglet: 'piece',
    title: 'Fichiers reçus',
    note: `Ce que chaque fichier a donné : « reçu » est une constante, les six places sont des formules sur la feuille Lignes, auxquelles s’ajoutent les lignes non nommées (constantes, voir lignes-${enTete.exercice}.csv). Les bases ne s’additionnent jamais entre elles.`,
    columns: [
      { title: 'N°', width: 7, style: 'numero' },
      { title: 'Fichier', width: 38, style: 'renvoi' },
      { title: 'Secteur', width: 32, style: 'renvoi' },
      { title: 'Organisme', width: 28, style: 'renvoi' },
      { title: 'Lignes de dépenses', width: 10, style: 'entier' },
      euros(`Dépenses reçues : ${LIBELLES_BASES[enTete.base]}`),
      ...PLACES.map((place) => euros(LIBELLES_PLACES[place])),
      { title: 'Reçu = six places', width: 16, style: 'controle' },
      ...PARTIELLES.map((place) => euros(`dont non nommées : ${LIBELLES_PLACES[place].toLowerCase()}`, 'montantDoux')),
      ...bases.map((base) => euros(`Autre base : ${LIBELLES_BASES[base]}`)),
      { title: 'Rangées mises à l’écart', width: 38, style: 'renvoi' },
      { title: 'Rangées vides', width: 10, style: 'entier' },
      { title: 'Encodage', width: 14, style: 'texte' },
      { title: 'Octets', width: 12, style: 'entier' },
      { title: 'SHA-256', width: 70, style: 'texte' },
    ],
    frozenColumns: 2,
    pagesAcross: 3,
  });
  const entete = feuille.addHeads();
  const nonNommees = nonNommeesDe(contexte);
  for (const [rang, source] of sources.entries()) {
    const constantes = nonNommees[rang] ?? [];
    const autresBases = bases.map((base): Cell => {
      const cents = source.depenses.montants[base];
      return cents === undefined ? undefined : asEuros(cents);
    });
    feuille.add([
      ...teteDe(source, rang),
      ...placesDe(feuille, source),
      ...constantes.map(asEuros),
      ...autresBases,
      ...finDe(source),
    ]);
    feuille.markCheck(columnLetter(CONTROLE));
  }
  const derniere = feuille.nextRow - 1;
  const sommes = [
    somme(sources.map(({ partition }) => partition.total.centimes)),
    ...PLACES.map((place) => somme(sources.map(({ partition }) => partition[place].centimes))),
  ];
  const enTout = (colonne: number, centimes: number) => totalDe(columnLetter(colonne), entete, derniere, centimes);
  const nombre = sources.reduce((total, { depenses }) => total + depenses.lignes, 0);
  const total = feuille.addTotal([
    undefined,
    'Total',
    ...vides(2),
    { formula: derniere > entete ? `SUM(E${entete + 1}:E${derniere})` : '0', result: nombre },
    ...sommes.map((centimes, rang) => enTout(AVANT - 1 + rang, centimes)),
    undefined,
    ...PARTIELLES.map((_, rang) =>
      enTout(
        colonneNonNommee(rang),
        nonNommees.reduce((cumul, constantes) => cumul + (constantes[rang] ?? 0), 0),
      ),
    ),
    ...bases.map((base, rang) =>
      enTout(
        colonneNonNommee(PARTIELLES.length + rang),
        somme(sources.flatMap(({ depenses }) => depenses.montants[base] ?? [])),
      ),
    ),
  ]);
  ajouterControles(contexte, feuille, total);
  feuille.close({ filter: filtre(feuille, entete, derniere), printArea: impression(feuille) });
}

/** Euros received against the six places, then international euros against those of `Lignes`. */
function ajouterControles(contexte: Contexte, feuille: Sheet, total: number): void {
  const constantes = PARTIELLES.map((_, rang) => `${columnLetter(colonneNonNommee(rang))}${total}`).join('+');
  const libelle = 'Contrôle avec la feuille Lignes';
  const controle = { nom: 'sources', colonne: RECU, libelle };
  ajouterControle(contexte, feuille, controle, `${RECU}${total}`, `${sommeDesLignes()}+${constantes}`);
  const international = { nom: 'sources_internationales', colonne: columnLetter(AVANT), libelle };
  ajouterControle(contexte, feuille, international, `${columnLetter(AVANT)}${total}`, sommeSi('internationale'));
}

function euros(titre: string, style: 'montant' | 'montantDoux' = 'montant'): SheetColumn {
  return { title: titre, width: 19, style };
}

function teteDe({ fichier, secteur, organisme, depenses, partition }: SourceCompilee, rang: number): Cell[] {
  return [rang + 1, fichier, secteur, organisme, depenses.lignes, asEuros(partition.total.centimes)];
}

function placesDe({ nextRow: rang }: Sheet, { partition }: SourceCompilee): Cell[] {
  const places = PLACES.map((place): Cell => {
    const partielle = PARTIELLES.indexOf(place);
    const nommees = sommeSi(place, [COLONNES.source, `$A${rang}`]);
    const formule = partielle < 0 ? nommees : `${nommees}+${columnLetter(colonneNonNommee(partielle))}${rang}`;
    return amountFormula(`ROUND(${formule},2)`, partition[place].centimes);
  });
  const six = `SUM(${columnLetter(AVANT)}${rang}:${columnLetter(CONTROLE - 1)}${rang})`;
  return [...places, checkFormula(`${RECU}${rang}`, six)];
}

function finDe({ misesAEcart, refaites, lignesVides, encodage, octets, sha256 }: SourceCompilee): Cell[] {
  const ecarts = misesAEcart.map((mise) => `${mise.motif} (${direMiseAEcart(mise)})`);
  const lues = refaites.map(({ cle, dit }) => `À la lecture (${cle}) : ${dit}`);
  return [[...ecarts, ...lues].join(' ; '), lignesVides, encodage, octets, sha256];
}

/** For each source, the cents of its lines that `Lignes` does not name, in the places where there may be some. */
function nonNommeesDe({ jaune: { sources, lignes }, pieces }: Contexte): readonly (readonly number[])[] {
  const nommees = compterParGroupe(lignes, pieces.source);
  return sources.map(({ partition }, rang) =>
    PARTIELLES.map((place) => partition[place].centimes - (nommees.get(rang + 1)?.[place].centimes ?? montant(0))),
  );
}
