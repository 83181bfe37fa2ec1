import { montant as enMontant } from '../domain/argent/montant.ts';
import { direLesDeuxSens } from '../domain/dossier/source-lue.ts';
import { SommesParSens } from './sommes-par-sens.ts';

/** Amounts of rows added up, expenses and receipts apart where the file says which is which. */
export function direLesEuros(
  lus: Iterable<{ readonly lu: bigint | undefined; readonly sens: string | undefined }>,
): string {
  const sommes = new SommesParSens();
  let enRecettes = false;
  for (const { lu, sens } of lus) {
    sommes.ajouter(lu, sens === 'recette' ? sens : 'depense');
    enRecettes ||= sens === 'recette' && lu !== undefined;
  }
  const euros = (sens: string) => enMontant(Number(sommes.de(sens).centimes));
  return direLesDeuxSens(euros('depense'), enRecettes ? euros('recette') : undefined);
}
