import { montantEst } from '../../compile/cofinancements/compiler-les-cofinancements.ts';
import { type Appui, appuiDe } from '../../compile/compteur.ts';
import { rolesDesRegles } from '../../compile/compteur-de-regles.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { BASES, type Base } from '../../domain/argent/base.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import type { Operations } from '../../domain/dossier/operations.ts';
import type { Organismes } from '../../domain/dossier/organismes.ts';
import type { Secteurs } from '../../domain/dossier/secteurs.ts';
import { type Affectation, centimesDesParts } from '../../domain/lignes/affectation.ts';
import { CHAMPS_PUBLIES, CHAMPS_TEXTE, TEXTES_PROPRES } from '../../domain/lignes/champs.ts';
import {
  estDepense,
  type ImputationCommune,
  ParImputation,
  referenceDe,
} from '../../domain/lignes/ligne-budgetaire.ts';
import { operationDe } from '../../domain/lignes/operation-de.ts';
import { colonneDe, type Dimension, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import { decideur, ecrirePartVentilee, type Verdict } from '../../domain/verdict/verdict.ts';
import { csvCell } from '../../files/csv-cell.ts';
import type { WeighedFile } from '../../files/csv-format.ts';
import { EcrivainCsv } from './ecrivain-csv.ts';

/** A column of a published CSV, and what it holds: `datapackage.json` tells it to whoever loads the file. */
export interface ColonneCsv {
  readonly nom: string;
  readonly type: 'string' | 'integer';
  /** What adding it up gives, of an amount. */
  readonly description?: string;
}

/** Told by `datapackage.json`: 1 repeated the amounts of a line on each of its parts, and called what any part is retained. */
const FORME = 2;

const texte = (nom: string): ColonneCsv => ({ nom, type: 'string' });
/** Whole numbers, or nothing. */
const entier = (nom: string, description?: string): ColonneCsv => ({
  nom,
  type: 'integer',
  ...(description !== undefined && { description }),
});

const DE_LA_LIGNE = 'écrit une fois, sur la première part de la ligne';
/** Amounts in cents, that may be added up over all the rows: each is there once. */
const MONTANTS_DE_LA_LIGNE = [
  entier('cout_total_centimes', `Coût de l’opération entière que dit la ligne, ${DE_LA_LIGNE}`),
  entier('montant_ecrit_centimes', `Montant tel qu’écrit, avant que « part » n’en prenne sa part, ${DE_LA_LIGNE}`),
  ...BASES.map((base) => entier(`${base}_centimes`, `Montant de la ligne dans cette base, ${DE_LA_LIGNE}`)),
];

/** The columns of `lignes-<exercice>.csv` after those of the imputation. */
const colonnesDesLignes = (dimensions: readonly Dimension[]): readonly ColonneCsv[] => [
  ...TEXTES_PROPRES.map(texte),
  ...MONTANTS_DE_LA_LIGNE,
  texte('base'),
  entier(
    'montant_centimes',
    `Montant de la ligne, ${DE_LA_LIGNE} : la somme est ce qui a été reçu, chaque sens à part`,
  ),
  ...['verdict', 'quote_part'].map(texte),
  entier('montant_part_centimes', 'Montant de la part, où qu’elle aille : les parts d’une ligne en font le montant'),
  entier('montant_retenu_centimes', 'La part si elle est une dépense internationale, sinon 0 : la somme est le total'),
  entier('recette_retenue_centimes', 'La part si elle est une recette internationale, sinon 0 : la somme est reçue'),
  ...[...dimensions.map(colonneDe), 'regle', 'motif'].map(texte),
  // All figures can be worked out again from the lines alone: see docs/recalcul.sql.
  entier('rang_part'),
  ...BASES.map((base) => entier(`${base}_part_centimes`, 'Montant de la part dans cette base, où qu’elle aille')),
  ...[
    // What ties the line to others, once rules, decisions and columns have spoken.
    'operation_rattachee',
    'montant_lu_comme',
    'flux',
    'flux_vers',
    // Which of the bodies of exercice.yaml the line is of: its other end of flows, whatever its spelling.
    'organisme_declare',
    'recu_du_pilote',
    'compte_au_pilote',
    'decide_par',
    'memoire',
    'signaux',
    'regles_concluantes',
    'regles_devancees',
    'regles_contredites',
  ].map(texte),
];

const PROPRES = TEXTES_PROPRES.map((champ) => CHAMPS_TEXTE[champ]);

const PAR: Readonly<Record<Appui, string>> = {
  parRegle: 'regle',
  parDecision: 'personne',
  suggereesOui: '',
  suggereesNon: '',
  signalees: '',
  silencieuses: '',
};

/** What the records of one imputation begin with, in bytes. */
interface DebutDEnregistrement {
  /** From the separator before the exercice to the last cell of the imputation. */
  readonly imputation: Uint8Array;
  /** The body of the dossier whose line it is, and whether the pilot sector received it. */
  readonly deQui: Uint8Array;
}

/** The cells of a record around its amounts, for one part of a verdict, in bytes. */
interface FinDEnregistrement {
  readonly avantMontant: Uint8Array;
  readonly apresMontant: Uint8Array;
  /** Whether its cents are in the total, or in the receipts in front of it. */
  readonly retenue: boolean;
  /** From the separator before it. */
  readonly flux: Uint8Array;
  readonly roles: Uint8Array;
}

/** A cell with nothing in it, and one for each amount of a line that its first part has written. */
const VIDE = Buffer.from(';');
const DEJA_ECRITS = Buffer.from(';'.repeat(MONTANTS_DE_LA_LIGNE.length));
const ZERO = Buffer.from('0;');
const ZEROS = Buffer.from('0;0;');

/** Verdicts of which the bytes are remembered. */
const VERDICTS_MAX = 4_096;

/**
 * Writes `lignes-<exercice>.csv`: every line received, one record per part. The sum of `montant_retenu_centimes` is the
 * headline, that of `montant_centimes` what was received. What lines share, by their imputation or their verdict, is made once, in bytes.
 */
export class LignesCsv {
  readonly forme = FORME;
  readonly colonnes: readonly ColonneCsv[];
  readonly #ecrivain: EcrivainCsv;
  readonly #base: Uint8Array;
  readonly #exercice: string;
  readonly #pilote: string;
  readonly #duPilote: ReturnType<Secteurs['lecteurDuPilote']>;
  readonly #libelles: Jaune['libelles'];
  readonly #operations: Operations;
  readonly #organismes: Organismes;
  readonly #debuts = new ParImputation((imputation) => this.#debutDe(imputation));
  #fichier = '';
  /** Up to the number of a line of it; nothing where the path is not written as it is. */
  #debutDeRef: Uint8Array | undefined;
  readonly #fins = new Map<Verdict, readonly FinDEnregistrement[]>();

  constructor(
    chemin: string,
    {
      base,
      exercice,
      secteurPilote,
      secteurs,
      operations,
      organismes,
    }: Pick<Jaune['enTete'], 'base' | 'exercice' | 'secteurPilote' | 'secteurs' | 'operations' | 'organismes'>,
    libelles: Jaune['libelles'],
  ) {
    this.#ecrivain = new EcrivainCsv(chemin);
    const norme = libelles.normesMelees ? ['norme'] : [];
    this.colonnes = [
      ...['ref', 'empreinte', 'exercice', ...CHAMPS_PUBLIES, ...norme].map(texte),
      ...colonnesDesLignes(libelles.dimensions),
    ];
    this.#ecrivain.enregistrement(this.colonnes.map(({ nom }) => nom));
    this.#base = enOctets([base]);
    this.#exercice = exercice;
    this.#pilote = secteurPilote;
    this.#duPilote = secteurs.lecteurDuPilote();
    this.#libelles = libelles;
    this.#operations = operations;
    this.#organismes = organismes;
  }

  ecrire(affectation: Affectation): void {
    const { ligne, verdict, montant, montants } = affectation;
    const ecrivain = this.#ecrivain;
    const { montants: parBase } = ligne;
    if (ligne.fichier !== this.#fichier) this.#changerDeFichier(ligne.fichier);
    const { imputation, deQui } = this.#debuts.lire(ligne.imputation);
    const fins = this.#finsDe(verdict);
    const recette = !estDepense(ligne.imputation);
    const partages = fins.length === 1 ? undefined : BASES.map((base) => partager(verdict, parBase[base]));
    for (let rang = 0; rang < fins.length; rang++) {
      const { avantMontant, apresMontant, retenue, flux, roles } = fins[rang] as FinDEnregistrement;
      if (this.#debutDeRef === undefined) ecrivain.cellule(referenceDe(ligne));
      else {
        ecrivain.octets(this.#debutDeRef);
        ecrivain.nombre(ligne.numero);
      }
      ecrivain.brut(ligne.empreinte);
      ecrivain.octets(imputation);
      for (const propriete of PROPRES) ecrivain.cellule(ligne[propriete]);
      if (rang > 0) ecrivain.octets(DEJA_ECRITS);
      else {
        ecrivain.nombre(ligne.coutTotal);
        ecrivain.nombre(ligne.montantEcrit);
        for (const base of BASES) ecrivain.nombre(parBase[base]);
      }
      ecrivain.octets(this.#base);
      ecrivain.nombre(rang > 0 ? undefined : montant);
      ecrivain.octets(avantMontant);
      ecrivain.nombre(montants[rang]);
      // What an expense keeps and what a receipt keeps have columns of their own: no sum of one has the other.
      if (retenue) {
        if (recette) ecrivain.octets(ZERO);
        ecrivain.nombre(montants[rang]);
        if (!recette) ecrivain.octets(ZERO);
      } else ecrivain.octets(ZEROS);
      ecrivain.octets(apresMontant);
      for (let base = 0; base < BASES.length; base++)
        ecrivain.nombre(partages === undefined ? parBase[BASES[base] as Base] : partages[base]?.[rang]);
      if (verdict.rattachement === undefined && ligne.operation === '') ecrivain.octets(VIDE);
      else ecrivain.cellule(operationDe(affectation, this.#operations));
      ecrivain.brut(montantEst(affectation));
      ecrivain.octets(flux);
      ecrivain.octets(deQui);
      ecrivain.octets(roles);
    }
  }

  fermer(): void {
    this.#ecrivain.fermer();
  }

  /** Size and SHA-256 of the file, once it is closed. */
  get poids(): WeighedFile | undefined {
    return this.#ecrivain.poids;
  }

  #changerDeFichier(fichier: string): void {
    this.#fichier = fichier;
    this.#debutDeRef = csvCell(fichier) === fichier ? Buffer.from(`${fichier}:`) : undefined;
  }

  #debutDe(imputation: ImputationCommune): DebutDEnregistrement {
    return {
      imputation: enOctets([
        '',
        this.#exercice,
        ...CHAMPS_PUBLIES.map((champ) => imputation[CHAMPS_TEXTE[champ]]),
        // The norm of the others is the dossier's: a column that says one thing of all lines would say nothing.
        ...(this.#libelles.normesMelees ? [this.#libelles.normeDite(imputation.norme)] : []),
      ]),
      deQui: enOctets([
        this.#organismes.nomme(imputation.organisme)?.id ?? '',
        this.#duPilote({ imputation }) ? 'oui' : 'non',
      ]),
    };
  }

  #finsDe(verdict: Verdict): readonly FinDEnregistrement[] {
    let fins = this.#fins.get(verdict);
    if (fins === undefined) {
      const libelles = this.#libelles;
      const { decisive } = verdict;
      const roles = ecrireRoles(verdict);
      fins = verdict.parts.map((part, rang) => ({
        avantMontant: Buffer.from(`${part.place};${ecrirePartVentilee(part).replaceAll('\u202f', '\u00a0')};`),
        apresMontant: enOctets([
          ...libelles.dimensions.map((dimension) =>
            dimensionDecrite(dimension).deLaLigne ? part[dimension] : (libelles[dimension].get(part[dimension]) ?? ''),
          ),
          decideur(decisive),
          decisive.motif,
          String(rang + 1),
        ]),
        retenue: part.place === 'internationale',
        flux: enOctets(['', verdict.flux?.genre ?? '', verdict.flux?.organisme ?? '']),
        roles: Buffer.from(`${part.secteur === this.#pilote ? 'oui' : 'non'};${roles}\n`),
      }));
      if (this.#fins.size >= VERDICTS_MAX) this.#fins.clear();
      this.#fins.set(verdict, fins);
    }
    return fins;
  }
}

/** Cells, each with the separator after it. */
function enOctets(cellules: readonly string[]): Uint8Array {
  return Buffer.from(cellules.map((texte) => `${csvCell(texte)};`).join(''));
}

/** The cents of each part in a base; nothing for a base that the line does not give. */
function partager(verdict: Verdict, total: Montant | undefined): readonly Montant[] | undefined {
  return total === undefined ? undefined : centimesDesParts(verdict, total);
}

/** Who decided, what speaks of a line on which nobody did, and what each rule did there. */
function ecrireRoles(verdict: Verdict): string {
  const { reponses, examen, signaux } = verdict;
  const { emporte, devance, contredite } = rolesDesRegles(reponses);
  const suggestion = examen?.suggestion?.conclusion;
  const memoire = suggestion === undefined ? '' : suggestion === 'internationale' ? 'oui' : 'non';
  const mots = signaux.length === 0 ? '' : csvCell([...new Set(signaux.map(({ mot }) => mot))].join(', '));
  return [
    PAR[appuiDe(verdict)],
    memoire,
    mots,
    ...[emporte, devance, contredite].map((ids) => [...ids].join(' ')),
  ].join(';');
}

interface RangeeEcartee {
  readonly fichier: string;
  readonly numero: number;
  readonly motif: string;
  readonly montant: Montant | undefined;
  readonly recettes: Montant | undefined;
  readonly texte: string;
}

/** Writes `lignes-ecartees-<exercice>.csv`: each row that was left out, with its reason and its cents, as received. */
export class EcarteesCsv {
  readonly colonnes = [
    texte('ref'),
    texte('motif'),
    entier('montant_centimes'),
    entier('recette_centimes'),
    texte('enregistrement'),
  ];
  readonly #ecrivain: EcrivainCsv;

  constructor(chemin: string) {
    this.#ecrivain = new EcrivainCsv(chemin);
    this.#ecrivain.enregistrement(this.colonnes.map(({ nom }) => nom));
  }

  ecrire({ fichier, numero, motif, montant, recettes, texte }: RangeeEcartee): void {
    this.#ecrivain.cellule(`${fichier}:${numero}`);
    this.#ecrivain.cellule(motif);
    this.#ecrivain.nombre(montant);
    this.#ecrivain.nombre(recettes);
    this.#ecrivain.enregistrement([texte]);
  }

  fermer(): void {
    this.#ecrivain.fermer();
  }
}
