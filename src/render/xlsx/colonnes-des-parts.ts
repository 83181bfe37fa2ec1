import { aDesMesures } from '../../compile/cofinancements/cofinancements.ts';
import { montantEst, payeurDe } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { genresDesFinanceurs } from '../../compile/cofinancements/financeurs-compiles.ts';
import {
  cleDuFinanceur,
  lecteurDePayeur,
  valeursDesFinanceurs,
  valeursDesOperations,
} from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { lecteurDeCle, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { valeursDesApports } from '../../compile/valeurs-nommees.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import {
  ecrirePartVentilee,
  LIBELLES_PLACES,
  NON_VENTILE,
  type PartVentilee,
  type Place,
} from '../../domain/verdict/verdict.ts';
import { asEuros } from '../../files/xlsx/cell.ts';
import { cellOfTable, columnOfTable } from '../../files/xlsx/table-part.ts';
import { basesDesLignes } from './bases-a-cote.ts';
import { type Colonne, calculee, colonne, formulee, nombre, replier } from './colonne.ts';
import {
  AUTRES,
  COLONNES,
  colonneDesRangs,
  type FeuilleDeLignes,
  formulesSur,
  nomDeListe,
  PARTS,
  partSur,
  RECETTES,
  verdictEcrit,
} from './noms.ts';
import type { NumerosDePieces, TableNumerotee, TablesNumerotees } from './numeroter.ts';
import { type PartAppliquee, partSurUneBase, RESTE, resultatFixe } from './part-appliquee.ts';

/** One row of a sheet of parts. */
export interface RangeeDePart {
  /** Rank of the row in the sheet, from 0. */
  readonly rang: number;
  readonly numero: number;
  /** Number of the part in its line, from 1. */
  readonly numeroPart: number;
  readonly affectation: Affectation;
  readonly part: PartVentilee;
  readonly appliquee: PartAppliquee;
  readonly montant: Montant;
}

type ColonneDePart = Colonne<RangeeDePart>;

/** The columns of a sheet of parts: what people read, then, folded, what only formulas do. */
export function colonnesDesParts(
  jaune: Jaune,
  feuille: FeuilleDeLignes,
  tables: TablesNumerotees,
  pieces: NumerosDePieces,
): readonly ColonneDePart[] {
  const formules = formulesDesParts(feuille);
  const si =
    (place: Place) =>
    ({ part, montant: centimes }: RangeeDePart) =>
      part.place === place ? centimes : NUL;
  return [
    colonne('numero', COLONNES.ligne, 10, ({ numero }) => numero),
    colonne('numero', COLONNES.rangPart, 10, ({ numeroPart }) => numeroPart),
    colonne('renvoi', 'Libellé', 44, ({ affectation }) => affectation.ligne.libelle),
    ...(feuille === RECETTES ? ventilation(jaune) : libellesDesRangs(tables)),
    {
      ...colonne('texte', COLONNES.verdict, 18, ({ affectation: { verdict }, part }: RangeeDePart) => {
        const dit = LIBELLES_PLACES[part.place];
        // What is left of a shared line stays out of it whatever the line becomes.
        return part.place === verdict.place ? { formula: formules.verdict, result: dit } : dit;
      }),
      formula: formules.verdict,
    },
    colonne('modifiablePart', COLONNES.part, 11, ({ appliquee }) => appliquee.part),
    colonne('modifiableMontant', COLONNES.exact, 15, ({ appliquee: { exact } }) =>
      exact === undefined ? undefined : asEuros(exact),
    ),
    calculee(COLONNES.deLaPart, formules.deLaPart, (rangee) => rangee.montant),
    calculee(COLONNES.retenu, formules.retenu('internationale'), si('internationale')),
    calculee(COLONNES.horsTotal, formules.retenu('exceptionnelle'), si('exceptionnelle')),
    ...replier([
      calculee(COLONNES.reste, formules.reste, () => NUL),
      colonne('texte', 'Part à l’édition', 15, ({ part }: RangeeDePart) => ecrirePartVentilee(part)),
      ...colonnesDuCalcul(feuille),
      ...rangs(jaune, feuille, tables, pieces),
    ]),
  ];
}

const LARGEUR_DES_LIBELLES = 17;

/** How an expense is broken down, in words: what stands on the row of the table that its number says. */
function libellesDesRangs(tables: TablesNumerotees): readonly ColonneDePart[] {
  return [...tables.values()].flatMap(({ table: { nom, entete }, listees, numeros }) => {
    const { colonneLue, feuille } = TABLES_DECRITES[nom];
    if (colonneLue === undefined || listees.length === 0) return [];
    const numero = cellOfTable(PARTS.Lignes, colonneDesRangs(nom));
    const liste = columnOfTable(nomDeListe(feuille), entete);
    const formule = `IF(${numero}=0,"${AUTRES}",INDEX(${liste},${numero}))`;
    return formulee(
      'renvoi',
      colonneLue,
      LARGEUR_DES_LIBELLES,
      formule,
      ({ rang }: RangeeDePart) => listees[(numeros[rang] ?? 0) - 1]?.libelle ?? AUTRES,
    );
  });
}

/** How a receipt is broken down: no table counts it, nor numbers its values. */
function ventilation({ libelles }: Jaune): readonly ColonneDePart[] {
  return libelles.dimensions.map((dimension) => {
    const { entete, deLaLigne } = dimensionDecrite(dimension);
    const noms = libelles[dimension];
    const lire = ({ part }: RangeeDePart) => noms.get(part[dimension]) ?? part[dimension];
    return colonne('renvoi', deLaLigne?.titre ?? entete, LARGEUR_DES_LIBELLES, (rangee) => lire(rangee) || NON_VENTILE);
  });
}

function colonnesDuCalcul(feuille: FeuilleDeLignes): readonly ColonneDePart[] {
  const { fixe, place, depasse } = formulesDesParts(feuille);
  return [
    formulee('nu', COLONNES.place, 13, place, ({ numero }) => numero),
    nombre(COLONNES.parts, ({ affectation }) => affectation.verdict.parts.length),
    colonne('montant', COLONNES.centime, 13, ({ appliquee: { centime } }) =>
      centime === 0 ? undefined : asEuros(centime),
    ),
    formulee('montant', COLONNES.fixe, 17, fixe, ({ appliquee, montant: centimes }) =>
      resultatFixe(appliquee, centimes),
    ),
    formulee('nu', COLONNES.depasse, 13, depasse, ({ affectation, montant: centimes }) =>
      centimes * affectation.montant < 0 ? 1 : 0,
    ),
  ];
}

/** To which side of the bridge a part belongs, and the numbers by which the sheets find it. */
function rangs(
  jaune: Jaune,
  feuille: FeuilleDeLignes,
  tables: TablesNumerotees,
  pieces: NumerosDePieces,
): readonly ColonneDePart[] {
  const duPilote = jaune.enTete.secteurs.lecteurDuPilote();
  const dePiece = (titre: string, numeros: Int32Array): ColonneDePart =>
    nombre(titre, ({ numero }) => numeros[numero - 1] ?? 0);
  return [
    colonneDuPilote(jaune, feuille, tables.get('secteur')),
    nombre(COLONNES.recu, ({ affectation }) => (duPilote(affectation.ligne) ? 1 : 0)),
    dePiece(COLONNES.regle, pieces.regle),
    dePiece(COLONNES.source, pieces.source),
    dePiece(COLONNES.exclusion, pieces.exclusion),
    ...(pieces.flux
      ? [
          dePiece(COLONNES.porteur, pieces.flux.porteur),
          // A receipt is the other end of a flow: in no sum of what is paid.
          ...(feuille === RECETTES
            ? []
            : [dePiece(COLONNES.flux, pieces.flux.flux), dePiece(COLONNES.versement, pieces.flux.versement)]),
        ]
      : []),
    ...colonnesDesOperations(jaune, feuille),
    ...(feuille === RECETTES ? rangsDesRecettes(jaune) : [...colonnesDesBases(jaune), ...rangsDesTables(tables)]),
  ];
}

/** Whether a part is counted to the pilot sector: of an expense, its number among sectors says it. */
function colonneDuPilote(
  { enTete: { secteurPilote } }: Jaune,
  feuille: FeuilleDeLignes,
  secteurs: TableNumerotee | undefined,
): ColonneDePart {
  const lire = ({ part }: RangeeDePart) => (part.secteur === secteurPilote ? 1 : 0);
  const pilote = (secteurs?.listees.findIndex(({ cle }) => cle === secteurPilote) ?? -1) + 1;
  if (feuille === RECETTES || pilote === 0) return nombre(COLONNES.pilote, lire);
  const formule = `IF(${cellOfTable(PARTS[feuille], colonneDesRangs('secteur'))}=${pilote},1,0)`;
  return formulee('nu', COLONNES.pilote, 13, formule, lire);
}

/** The number of the row that counts an expense, in the sheet of each table. */
function rangsDesTables(tables: TablesNumerotees): readonly ColonneDePart[] {
  return [...tables.values()].map(({ table, numeros }) =>
    nombre(colonneDesRangs(table.nom), ({ rang }) => numeros[rang] ?? 0),
  );
}

/** The numbers of the funder of a receipt, and of the sector that brings it to the bridge of receipts. */
function rangsDesRecettes(jaune: Jaune): readonly ColonneDePart[] {
  const { passerelleDesRecettes, libelles } = jaune;
  const financeurs = valeursDesFinanceurs(jaune).rangs;
  const apports = valeursDesApports(passerelleDesRecettes).rangs;
  const secteurDe = lecteurDeCle('secteur', libelles);
  const payeur = lecteurDePayeur(jaune);
  const genreDuPayeur = genresDesFinanceurs(jaune.enTete.operations);
  const numeroDe = (affectation: Affectation) => {
    const nom = payeurDe(affectation);
    // Of what may be made international in the workbook, the payer may be a funder already, of another operation.
    const qui = payeur(affectation) ?? { genre: genreDuPayeur(nom), nom };
    return (financeurs.get(cleDuFinanceur(qui)) ?? -1) + 1;
  };
  return [
    nombre(COLONNES.financeur, ({ affectation }) => numeroDe(affectation)),
    nombre(COLONNES.apport, ({ affectation: { ligne }, part }) => (apports.get(secteurDe(ligne, part)) ?? -1) + 1),
  ];
}

/** The operation of a line and whether an expense is net, where documents say who else pays. */
function colonnesDesOperations({ cofinancements, enTete }: Jaune, feuille: FeuilleDeLignes): readonly ColonneDePart[] {
  if (!aDesMesures(cofinancements)) return [];
  const { rangs: numeros } = valeursDesOperations({ enTete });
  const operation: ColonneDePart = nombre(
    COLONNES.operation,
    ({ affectation }) => (numeros.get(operationDe(affectation, enTete.operations)) ?? -1) + 1,
  );
  if (feuille === RECETTES) return [operation];
  return [operation, nombre(COLONNES.net, ({ affectation }) => (montantEst(affectation) === 'net' ? 1 : 0))];
}

/** What each part is on the other bases that tables show; empty where the line does not give the base. */
function colonnesDesBases(jaune: Jaune): readonly ColonneDePart[] {
  return basesDesLignes(jaune).map((base) =>
    colonne('montant', partSur(base), 19, ({ affectation, numeroPart }) =>
      partSurUneBase(affectation, numeroPart - 1, base),
    ),
  );
}

/** The formulas by which a sheet of parts works them out. */
function formulesDesParts(feuille: FeuilleDeLignes) {
  const { enLignes, sommeDeColonne } = formulesSur(feuille);
  const ici = (titre: string) => cellOfTable(PARTS[feuille], titre);
  const { part, exact, centime, fixe, ligne, parts, deLaPart, verdict } = COLONNES;
  const place = ici(COLONNES.place);
  /** Euros of the line. */
  const entier = `INDEX(${enLignes(COLONNES.montant)},${place})`;
  return {
    /** Where the line stands, whatever the order in which either sheet was sorted. */
    place: `MATCH(${ici(ligne)},${enLignes(ligne)},0)`,
    verdict: `INDEX(${enLignes(verdict)},${place})`,
    /** Euros of a part by its own share or amount; nothing for a rest, which waits for the others. */
    fixe: `IF(ISNUMBER(${ici(exact)}),${ici(exact)},IF(ISNUMBER(${ici(part)}),ROUND(${entier}*${ici(part)},2)+${ici(centime)},0))`,
    /** Euros of a part: its own, or what the others of its line leave. */
    deLaPart: `IF(${ici(part)}="${RESTE}",ROUND(${entier}-${sommeDeColonne(fixe, [ligne, ici(ligne)])},2),${ici(fixe)})`,
    /** What of it is in the total, or for information. */
    retenu: (ou: Place) => `IF(${ici(verdict)}=${verdictEcrit(ou)},${ici(deLaPart)},0)`,
    /** What a line of one part does not keep; a line of several says it on a row of its own. */
    reste: `IF(${ici(parts)}=1,ROUND(${entier}-${ici(deLaPart)},2),0)`,
    /** A part that goes the other way from its line is what shares beyond the whole leave. */
    depasse: `IF(${ici(deLaPart)}*${entier}<0,1,0)`,
  };
}
