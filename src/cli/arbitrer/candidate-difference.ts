import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import type { SemblablesChangees } from '../../classify/decisions/retrouver/compte-de-semblables.ts';
import { type LigneDAlors, NOMS_DECRITS } from '../../classify/decisions/retrouver/ligne-decrite.ts';

/** What tells a line that a decision may hold on from the one that it was. */
export function candidateDifference({ lignes, differe, morceau }: Candidate): string {
  if (lignes.length > 1) return `partagée en ${lignes.length}, dont la somme est le montant d’alors`;
  const names = differe.map((field) => NOMS_DECRITS[field]).join(', ');
  const other = names === '' ? 'la même' : `autre : ${names}`;
  return morceau ? `un des morceaux de la ligne, partagée ; ${other}` : other;
}

/** Why a line that is the same is not known to be the one that was decided. */
export function twinsReason(was: LigneDAlors | undefined, alike: SemblablesChangees | undefined): string {
  if (was === undefined || Number.isNaN(was.semblables))
    return 'rien ne dit si d’autres lignes disaient la même chose quand elle fut décidée, ni laquelle c’était';
  if (alike === undefined) return 'plusieurs lignes disent la même chose';
  const { alors, maintenant } = alike;
  const then = alors > 1 ? `${alors} lignes disaient la même chose` : 'aucune autre ne disait la même chose';
  const now = maintenant === 0 ? 'aucune ne la dit' : maintenant === 1 ? 'une seule la dit' : `${maintenant} la disent`;
  return `${then}, ${now} maintenant : rien ne peut dire laquelle ${maintenant < alors ? 'est partie' : 'fut décidée'}`;
}
