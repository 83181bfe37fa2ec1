import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Base } from './domain/base.ts';
import { type Constats, exigerSansErreur } from './domain/constat.ts';
import { NORMES, type Norme } from './domain/nomenclature.ts';
import { loadNomenclature } from './dossier/nomenclature-tables.ts';
import { type CadreDuDossier, readFrame } from './dossier/read-frame.ts';
import { loadGeographie } from './dossier/reference-tables.ts';
import { outillageLivre } from './dossier/toolkit.ts';
import { exigerFichierOrdinaire } from './files/ordinary-file.ts';
import { systemFailure } from './files/system-failure.ts';
import type { Reconnaissance } from './inspect/known-codes.ts';
import { type FormatVu, lookAtCsv, type Refus } from './inspect/look-at-csv.ts';
import { lookAtTotem } from './inspect/look-at-totem.ts';
import { lookAtWorkbook } from './inspect/look-at-workbook.ts';
import type { Proposition } from './inspect/proposal.ts';
import { type CadreDonne, proposeLayout } from './inspect/propose-layout.ts';
import { direRepetition } from './inspect/repeated-sheets.ts';
import { direEchantillon } from './inspect/sample.ts';
import { writeBlock } from './inspect/write-block.ts';
import {
  ANNEE_DE_REPLI,
  type Lecture,
  type PlaceDuFichier,
  readByBlock,
  sampleRecords,
} from './inspect-source/read-by-block.ts';

export type { Lecture } from './inspect-source/read-by-block.ts';

/** What the person says beside the file. */
export interface OptionsDInspection {
  /** The dossier that will take the source: its year, norm and base are those to read under. */
  readonly dossier?: string | undefined;
  /** One sheet of a workbook. */
  readonly feuille?: string | undefined;
  readonly exercice?: string | undefined;
  readonly norme?: Norme | undefined;
  readonly base?: Base | undefined;
}

/** One block proposed, and what reading the file by it gives. */
export interface BlocPropose {
  readonly proposition: Proposition;
  /** How many rows were looked at, in words. */
  readonly regard: string;
  /** The lines to paste, and nothing else. */
  readonly bloc: readonly string[];
  /** What the real reading gave; nothing when the block is to be completed first. */
  readonly lecture: Lecture | undefined;
}

/** What was found in a file. */
export interface Inspection {
  readonly blocs: readonly BlocPropose[];
  /** Sheets of a workbook that do not look like lists of lines. */
  readonly laissees: readonly string[];
}

type Genre = 'csv' | 'classeur' | 'totem';

/**
 * Looks at a file that a sector sent and proposes how to declare it; then reads it by that declaration, as `compiler` would.
 * Nothing is written, and nothing of a dossier moves.
 * @returns one block for a text, one for each sheet of a workbook
 * @throws ConstatsBloquants when the file, or the dossier, cannot be used
 */
export async function inspectSource(
  chemin: string,
  options: OptionsDInspection,
  constats: Constats,
): Promise<Inspection> {
  const cadre = options.dossier === undefined ? undefined : readFrame(options.dossier, constats);
  exigerSansErreur(constats);
  const donne: CadreDonne = {
    exercice: options.exercice ?? cadre?.exercice,
    norme: options.norme ?? cadre?.norme,
    vote: cadre?.vote,
    base: options.base ?? cadre?.base,
  };
  const place = placeOf(chemin, options.dossier);
  try {
    exigerFichierOrdinaire(chemin);
    const genre = recognise(chemin);
    if (options.feuille !== undefined && genre !== 'classeur')
      refuse(
        {
          code: 'E-FEUILLE-ABSENTE',
          message: 'ce fichier n’est pas un classeur : il n’a pas de feuille',
          remede: 'Retirez --feuille.',
        },
        chemin,
        constats,
      );
    if (genre === 'totem')
      return { blocs: await inspectTotem(chemin, donne, { place, cadre }, constats), laissees: [] };
    const vus = genre === 'classeur' ? lookAtWorkbook(chemin, options.feuille) : await lookAtCsv(chemin);
    if ('code' in vus) refuse(vus, chemin, constats);
    const formats: readonly FormatVu[] = 'feuilles' in vus ? vus.feuilles : [vus];
    const reconnaitre = recogniser();
    const blocs: BlocPropose[] = [];
    for (const vu of formats) {
      const echantillon = await sampleRecords(vu.format, place);
      const proposition = proposeLayout({ ...vu, nom: place.nom, echantillon }, donne, reconnaitre);
      blocs.push(await propose(proposition, direEchantillon(echantillon), { place, cadre }));
    }
    return { blocs: signalerRepetitions(blocs), laissees: 'feuilles' in vus ? vus.laissees : [] };
  } catch (erreur) {
    const panne = systemFailure(erreur);
    if (panne === undefined) throw erreur;
    return refuse(
      {
        code: 'E-FICHIER-ILLISIBLE',
        message: `fichier illisible : ${panne}`,
        remede: 'Vérifiez le chemin du fichier, et que vous avez le droit de le lire.',
      },
      chemin,
      constats,
    );
  }
}

interface Ou {
  readonly place: PlaceDuFichier;
  readonly cadre: CadreDuDossier | undefined;
}

async function inspectTotem(chemin: string, donne: CadreDonne, ou: Ou, constats: Constats): Promise<BlocPropose[]> {
  const vu = await lookAtTotem(chemin, donne);
  if ('code' in vu) refuse(vu, chemin, constats);
  return [await propose(vu.proposition, vu.regard, ou)];
}

async function propose(proposition: Proposition, regard: string, { place, cadre }: Ou): Promise<BlocPropose> {
  const enTete = { fichier: place.fichier, organisme: cadre?.collectivite || undefined };
  const outils = { donnees: outillageLivre().donnees, codeInconnu: cadre?.code_inconnu ?? ('erreur' as const) };
  const essayer = async (proposee: Proposition): Promise<BlocPropose> => {
    const bloc = writeBlock(proposee, enTete);
    return { proposition: proposee, regard, bloc, lecture: await readByBlock(bloc, proposee.cadre, place, outils) };
  };
  const premier = await essayer(proposition);
  if (premier.lecture !== undefined || proposition.modele === undefined || proposition.empechement !== undefined)
    return premier;
  // A published layout that does not fit the file is declared column by column.
  const { modele: _, ...parColonnes } = proposition;
  return essayer(parColonnes);
}

/** Says of the sheets that repeat others that they do. */
function signalerRepetitions(blocs: readonly BlocPropose[]): BlocPropose[] {
  const sommees = blocs.map(({ proposition: { format, cadre }, lecture }) => ({
    nom: format.genre === 'classeur' ? format.feuille : '',
    somme: lecture?.lue.montants[cadre.base],
  }));
  return blocs.map((bloc, rang) => {
    const feuille = sommees[rang];
    const dite = feuille && direRepetition(feuille, sommees.toSpliced(rang, 1));
    if (dite === undefined) return bloc;
    return { ...bloc, proposition: { ...bloc.proposition, remarques: [...bloc.proposition.remarques, dite] } };
  });
}

function refuse(refus: Refus, fichier: string, constats: Constats): never {
  constats.ajouter({ lieu: { fichier }, ...refus });
  exigerSansErreur(constats);
  throw new Error('un fichier refusé doit porter une erreur');
}

/** What a file is, by its first bytes: a name may lie. */
function recognise(chemin: string): Genre {
  if (!statSync(chemin).isFile() && !statSync(chemin).isDirectory()) return 'csv';
  const octets = Buffer.alloc(512);
  const descripteur = openSync(chemin, 'r');
  try {
    const tete = octets.subarray(0, readSync(descripteur, octets));
    if (tete.subarray(0, 2).toString('latin1') === 'PK' || tete.subarray(0, 4).toString('hex') === 'd0cf11e0')
      return 'classeur';
    return /^[\ufeff\s]*<(?:\?xml|[\w:]*DocumentBudgetaire)/.test(tete.toString('utf8').replaceAll('\0', ''))
      ? 'totem'
      : 'csv';
  } finally {
    closeSync(descripteur);
  }
}

/** Nomenclatures of each norm in one exercice, and the countries; the countries are read once. */
function recogniser(): (exercice: string) => Reconnaissance {
  const { donnees } = outillageLivre();
  const geographie = loadGeographie(donnees);
  return (exercice) => ({
    geographie,
    nomenclatures: NORMES.map((norme) => loadNomenclature(donnees, norme, Number(exercice || ANNEE_DE_REPLI))),
  });
}

function placeOf(chemin: string, dossier: string | undefined): PlaceDuFichier {
  const absolu = resolve(chemin);
  const dansLeDossier = dossier === undefined ? '' : relative(resolve(dossier), absolu).replaceAll('\\', '/');
  const yEst = dansLeDossier !== '' && !dansLeDossier.startsWith('..');
  const nom = basename(absolu);
  return { racine: dirname(absolu), nom, fichier: yEst ? dansLeDossier : `sources/${nom}` };
}
