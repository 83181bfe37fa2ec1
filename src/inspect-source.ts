import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Base } from './domain/base.ts';
import { Constats, exigerSansErreur } from './domain/constat.ts';
import type { LigneBudgetaire } from './domain/ligne-budgetaire.ts';
import { garder } from './domain/ligne-budgetaire.ts';
import { NORMES, type Norme } from './domain/nomenclature.ts';
import type { SourceLue } from './domain/source-lue.ts';
import { loadNomenclature } from './dossier/nomenclature-tables.ts';
import { type CadreDuDossier, readFrame } from './dossier/read-frame.ts';
import { readProposedSource } from './dossier/read-proposed-source.ts';
import { loadGeographie } from './dossier/reference-tables.ts';
import { outillageLivre } from './dossier/toolkit.ts';
import { readSource } from './ingest/read-source.ts';
import type { Reconnaissance } from './inspect/known-codes.ts';
import { lookAtCsv } from './inspect/look-at-csv.ts';
import type { Proposition } from './inspect/proposal.ts';
import { type FichierVu, proposeLayout } from './inspect/propose-layout.ts';
import { writeBlock } from './inspect/write-block.ts';

/** What the person says beside the file. */
export interface OptionsDInspection {
  /** The dossier that will take the source: its year, norm and base are those to read under. */
  readonly dossier?: string | undefined;
  readonly exercice?: string | undefined;
  readonly norme?: Norme | undefined;
  readonly base?: Base | undefined;
}

/** One block proposed, and what reading the file by it gives. */
export interface BlocPropose {
  readonly proposition: Proposition;
  readonly vu: FichierVu;
  /** The lines to paste, and nothing else. */
  readonly bloc: readonly string[];
  /** What the real reading gave; nothing when the block is to be completed first. */
  readonly lecture: Lecture | undefined;
}

/** The file, read as `compiler` would. */
export interface Lecture {
  readonly lue: SourceLue;
  /** The first lines. */
  readonly lignes: readonly LigneBudgetaire[];
  readonly constats: Constats;
}

const LIGNES_MONTREES = 3;
/** A year in which each norm holds, to look codes up when the file does not say its own. */
const ANNEE_DE_REPLI = 2023;

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
): Promise<BlocPropose[]> {
  const cadre = options.dossier === undefined ? undefined : readFrame(options.dossier, constats);
  exigerSansErreur(constats);
  const vue = await lookAtCsv(chemin);
  if ('refus' in vue) {
    constats.ajouter({ gravite: 'erreur', lieu: { fichier: chemin }, ...vue.refus });
    exigerSansErreur(constats);
    return [];
  }
  const donne = {
    exercice: options.exercice ?? cadre?.exercice,
    norme: options.norme ?? cadre?.norme,
    vote: cadre?.vote,
    base: options.base ?? cadre?.base,
  };
  const proposition = proposeLayout(vue.vu, donne, recogniser());
  const place = placeOf(chemin, options.dossier);
  const bloc = writeBlock(proposition, { fichier: place.fichier, organisme: cadre?.collectivite || undefined });
  return [{ proposition, vu: vue.vu, bloc, lecture: await readByBlock(proposition, bloc, place, cadre) }];
}

/** Nomenclatures of each norm in one exercice, and the countries; read once for each year that is asked. */
function recogniser(): (exercice: string) => Reconnaissance {
  const { donnees } = outillageLivre();
  const geographie = loadGeographie(donnees);
  return (exercice) => ({
    geographie,
    nomenclatures: NORMES.map((norme) => loadNomenclature(donnees, norme, Number(exercice || ANNEE_DE_REPLI))),
  });
}

interface Place {
  /** Folder and name of the file as it is now. */
  readonly racine: string;
  readonly nom: string;
  /** Its path in the dossier, where it is or should be. */
  readonly fichier: string;
}

function placeOf(chemin: string, dossier: string | undefined): Place {
  const absolu = resolve(chemin);
  const dansLeDossier = dossier === undefined ? '' : relative(resolve(dossier), absolu).replaceAll('\\', '/');
  const yEst =
    dansLeDossier !== '' && !dansLeDossier.startsWith('..') && existsSync(join(dossier ?? '', dansLeDossier));
  return {
    racine: dirname(absolu),
    nom: basename(absolu),
    fichier: yEst ? dansLeDossier : `sources/${basename(absolu)}`,
  };
}

async function readByBlock(
  { cadre: propose }: Proposition,
  bloc: readonly string[],
  { racine, nom, fichier }: Place,
  cadre: CadreDuDossier | undefined,
): Promise<Lecture | undefined> {
  const essai = { ...propose, exercice: propose.exercice || String(ANNEE_DE_REPLI) };
  const ici = [`  - fichier: ${JSON.stringify(nom)}`, ...bloc.slice(1)].join('\n');
  const declaree = readProposedSource(ici, essai, racine, new Constats());
  if (declaree === undefined) return undefined;
  const constats = new Constats();
  const lignes: LigneBudgetaire[] = [];
  const nomenclature = loadNomenclature(outillageLivre().donnees, essai.norme, Number(essai.exercice));
  const lue = await readSource(
    { ...declaree, nom: declaree.nom.replace(nom, () => fichier) },
    {
      racine,
      exercice: essai.exercice,
      base: essai.base,
      codes: { nomenclature, vote: essai.vote, codeInconnu: cadre?.code_inconnu ?? 'erreur' },
      constats,
    },
    {
      ligne: (ligne) => {
        if (lignes.length < LIGNES_MONTREES) lignes.push(garder(ligne));
      },
      ecartee: () => undefined,
    },
  );
  return lue && { lue, lignes, constats };
}
