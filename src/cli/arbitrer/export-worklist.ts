import { type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { accord } from '../../domain/textes/format.ts';
import { nommer } from '../../domain/textes/nom.ts';
import { type Preparation, preparer } from '../../edition/preparation.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { FORME_DE_REVUE } from '../../review/colonnes-de-revue.ts';
import { consignesDeRevue } from '../../review/consignes-de-revue.ts';
import { ecrireLeClasseur } from '../../review/ecrire-le-classeur.ts';
import { exigerUneSortieSure, type SortieARemplir, sortieDeClasseur } from '../../review/exiger-une-sortie-sure.ts';
import { OBLIGATOIRES } from '../../review/lire-les-decisions-de-revue.ts';
import { listesDe } from '../../review/liste-a-decider.ts';
import { type MemoryMeasure, measureMemory, rememberedYears } from '../measure-memory.ts';
import { gatherWorklist, type Worklist, type WorklistSelection } from './gather-worklist.ts';

export interface WorklistOptions extends WorklistSelection {
  /** Path of the workbook; `arbitrages-<exercice>.xlsx` (or `decisions-…`) in the current folder when absent. */
  readonly sortie?: string | undefined;
  /** Who is to decide; absent for nobody in particular. */
  readonly pour?: string | undefined;
  /** Whether a workbook that is there, and may have been filled in, is written over. */
  readonly remplacer: boolean;
}

/** The lines in the workbook, and what they sum to. */
export interface WrittenWorklist extends Omit<Worklist, 'liste' | 'synthese'> {
  /** Path of the workbook; absent when no line is open: there is then none. */
  readonly fichier?: string;
  /** What memory finds of its last exercice without it; nothing where nothing is remembered. */
  readonly passe: MemoryMeasure | undefined;
}

/**
 * Out of a dossier, the lines on which a person has to decide, in a workbook to be filled in: those of which
 * most euros are expected.
 * @throws ConstatsBloquants when the dossier is at fault
 * @throws UnwritableOutput when the workbook cannot be written, or may not go there
 */
export async function exportWorklist(
  path: string,
  options: WorklistOptions,
  constats: Constats,
): Promise<WrittenWorklist> {
  const workbook = sortieDeClasseur(FORME_DE_REVUE);
  const { preparation, target, requirePlace } = await openWorklist(path, options, workbook, constats);
  const { enTete } = preparation.dossier;

  const { pour = '', secteurs = [] } = options;
  const { liste: lignes, synthese: _, ...gathered } = await gatherWorklist(preparation, options);
  const written = { ...gathered, passe: await lastYearToldByOthers(preparation, options) };
  if (lignes.length === 0) return written;

  const lists = listesDe(enTete, preparation.references);
  const list = { enTete, listes: lists, lignes, autres: written.restantes.lignes, secteurs };
  const contents = {
    ...list,
    intitule: pour === '' ? 'Lignes à décider' : `Lignes à décider par ${pour}`,
    note: 'Remplissez les cases jaunes ; décision, motif, auteur et date vont ensemble. Une ligne laissée vide reste ouverte.',
    consignes: consignesDeRevue(list),
    obligatoires: OBLIGATOIRES.map(([saisie]) => saisie),
  };
  await replaceFile(target, (draft) => ecrireLeClasseur(FORME_DE_REVUE, contents, draft), requirePlace);
  return { fichier: target, ...written };
}

/**
 * Opens a dossier, and the place where its worklist goes.
 * @throws ConstatsBloquants when the dossier is at fault
 * @throws UnwritableOutput when the worklist may not go there; `requirePlace` says it again, for the moment it is written
 */
export async function openWorklist(
  path: string,
  { sortie, pour = '', remplacer, ...selection }: WorklistOptions,
  output: SortieARemplir,
  constats: Constats,
): Promise<{ readonly preparation: Preparation; readonly target: string; readonly requirePlace: () => void }> {
  const preparation = await preparer(path, constats);
  exigerSansErreur(constats);
  const { enTete, racine } = preparation.dossier;
  const target = sortie ?? `${worklistName(enTete.exercice, pour, selection)}.${output.extension}`;
  const requirePlace = () => exigerUneSortieSure(output, target, racine, remplacer);
  requirePlace();
  return { preparation, target, requirePlace };
}

/** The last remembered year, as the others tell it; of lines that were decided nothing is expected. */
export async function lastYearToldByOthers(
  preparation: Preparation,
  { decidees }: WorklistSelection,
): Promise<MemoryMeasure | undefined> {
  const year = decidees ? undefined : rememberedYears(preparation).at(-1);
  return year === undefined ? undefined : measureMemory(preparation, year);
}

/** What a worklist is called when nobody says, without its extension: each person, or each choice of sectors, has a file of its own. */
export function worklistName(
  exercice: string,
  pour: string,
  { decidees, secteurs = [] }: Pick<WorklistSelection, 'decidees' | 'secteurs'>,
): string {
  const whose = nommer(pour) || nommer(secteurs.join(' '));
  return [decidees ? 'decisions' : 'arbitrages', exercice, ...(whose === '' ? [] : [whose])].join('-');
}

/** « 12 lignes, et 3 autres lignes de moindre enjeu ». */
export function linesText({ lignes, restantes }: WrittenWorklist): string {
  return restantes.lignes === 0
    ? accord(lignes, 'ligne')
    : `${accord(lignes, 'ligne')} sur ${accord(lignes + restantes.lignes, 'ligne')} ouvertes`;
}
