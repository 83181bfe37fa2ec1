import { type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { garder } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord } from '../../domain/textes/format.ts';
import { doute } from '../../domain/verdict/indice.ts';
import { LIBELLES_PLACES, type Verdict } from '../../domain/verdict/verdict.ts';
import { compilerLesLignes, preparer } from '../../edition.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { ecrireSignaux } from '../../render/textes/mots-des-documents.ts';
import { ecrireLeClasseurDeRevue } from '../../review/ecrire-le-classeur-de-revue.ts';
import { exigerUneSortieSure } from '../../review/exiger-une-sortie-sure.ts';
import type { LigneADecider } from '../../review/liste-a-decider.ts';
import { listesDe } from '../../review/listes-de-choix.ts';
import { type Enjeu, PlusGrandsEnjeux } from '../../review/plus-grands-enjeux.ts';

/** Where the worklist goes, and how long it may be. */
interface OptionsDeListe {
  /** Path of the workbook; `arbitrages-<exercice>.xlsx` (or `decisions-…`) in the current folder when absent. */
  readonly sortie?: string | undefined;
  readonly lignesMax: number;
  /** Whether a workbook that is there, and may have been filled in, is written over. */
  readonly remplacer: boolean;
  /** Lines that people decided, to come back on, rather than those that are open. */
  readonly decidees: boolean;
}

/** What was put in a workbook to be decided. */
export interface ListeEcrite {
  /** Path of the workbook; absent when no line is open: there is then none. */
  readonly fichier?: string;
  /** Lines in the workbook, and the sum of their amounts. */
  readonly lignes: number;
  readonly centimes: bigint;
  /** Open lines that are left for later, and the sum of theirs. */
  readonly restantes: { readonly lignes: number; readonly centimes: bigint };
}

/**
 * Out of a dossier, the lines on which a person has to decide, in a workbook to be filled in: those where most euros hang
 * on the most doubtful answer.
 * @throws ConstatsBloquants when the dossier is at fault
 * @throws SortieImpossible when the workbook cannot be written, or may not go there
 */
export async function exportWorklist(
  chemin: string,
  { sortie, lignesMax, remplacer, decidees }: OptionsDeListe,
  constats: Constats,
): Promise<ListeEcrite> {
  const preparation = await preparer(chemin, constats);
  exigerSansErreur(constats);
  const { enTete } = preparation.dossier;
  const fichier = sortie ?? `${decidees ? 'decisions' : 'arbitrages'}-${enTete.exercice}.xlsx`;
  const exigerLaPlace = () => exigerUneSortieSure(fichier, preparation.dossier.racine, remplacer);
  exigerLaPlace();

  // Lines stream; only those with the most at stake are kept.
  const enjeux = new PlusGrandsEnjeux<LigneEnJeu>(lignesMax);
  await compilerLesLignes(preparation, { affectation: (affectation) => note(affectation, decidees, enjeux) });
  const lignes = enjeux.liste;
  const { vues } = enjeux;
  const centimes = lignes.reduce((somme, { montant }) => somme + BigInt(montant), 0n);
  const ecrite = {
    lignes: lignes.length,
    centimes,
    restantes: { lignes: vues.lignes - lignes.length, centimes: vues.centimes - centimes },
  };
  if (lignes.length === 0) return ecrite;

  const listes = listesDe(enTete, preparation.references.geographie);
  const liste = { enTete, listes, lignes, autres: ecrite.restantes.lignes };
  await replaceFile(fichier, (brouillon) => ecrireLeClasseurDeRevue(liste, brouillon), exigerLaPlace);
  return { fichier, ...ecrite };
}

type LigneEnJeu = LigneADecider & Enjeu;

function note(affectation: Affectation, decidees: boolean, enjeux: PlusGrandsEnjeux<LigneEnJeu>): void {
  const { ligne, verdict, montant } = affectation;
  const { place, examen } = verdict;
  const ouverte = place === 'a_arbitrer' || place === 'non_examinee';
  if (decidees ? verdict.decisive.auteur.type !== 'decision' : !ouverte) return;
  const enjeu = { fichier: ligne.fichier, numero: ligne.numero, montant, doute: doute(examen?.points ?? 0) };
  enjeux.ajouter(enjeu, () => ({
    ...enjeu,
    ligne: garder(ligne),
    place,
    signaux: ecrireSignaux(verdict.signaux),
    ...whatSpeaks(verdict),
  }));
}

/** What memory suggests of an open line, and why; of a decided one, what was decided, by whom, when and why. */
function whatSpeaks({
  place,
  examen,
  decisive: { auteur, motif },
}: Verdict): Pick<LigneEnJeu, 'suggestion' | 'raison'> {
  if (auteur.type === 'decision')
    return {
      suggestion: LIBELLES_PLACES[place].toLowerCase(),
      raison: `décidée le ${auteur.date}, ${auteur.auteur} : ${motif}`,
    };
  const suggestion = examen?.suggestion;
  if (suggestion === undefined) return { suggestion: '', raison: '' };
  return {
    suggestion: suggestion.conclusion === 'internationale' ? 'internationale' : 'non internationale',
    raison: suggestion.motif,
  };
}

/** « 12 lignes, et 3 autres lignes de moindre enjeu ». */
export function linesText({ lignes, restantes }: ListeEcrite): string {
  return restantes.lignes === 0
    ? accord(lignes, 'ligne')
    : `${accord(lignes, 'ligne')} sur ${accord(lignes + restantes.lignes, 'ligne')} ouvertes`;
}
