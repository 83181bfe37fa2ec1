import { montant, somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { EditionPrecedente } from '../../domain/lignes/lignes-publiees.ts';
import type { Place } from '../../domain/verdict/verdict.ts';
import type { Synthese } from '../synthese.ts';

/**
 * The four figures of an earlier edition. Its pilot sector is what it counted to the sector which is the pilot now: where no
 * international line was, `piloteConnu` is false, and the first two figures are not to be read beside those of now.
 */
export function synthesePassee(
  { parts }: Pick<EditionPrecedente, 'parts'>,
  { secteurPilote, secteurs }: Pick<EnTete, 'secteurPilote' | 'secteurs'>,
): { readonly synthese: Synthese; readonly piloteConnu: boolean } {
  const place = (voulue: Place) => parts.filter(({ verdict }) => verdict === voulue);
  const internationales = place('internationale');
  const duPilote = internationales.filter(({ secteurCompte }) => secteurs.nomCompte(secteurCompte) === secteurPilote);
  const [total, pilote, exceptionnelles] = [internationales, duPilote, place('exceptionnelle')].map((siennes) =>
    somme(siennes.map(({ retenu }) => retenu)),
  ) as [ReturnType<typeof montant>, ReturnType<typeof montant>, ReturnType<typeof montant>];
  return {
    synthese: {
      secteurPilote: pilote,
      autresSecteurs: montant(total - pilote),
      totalHorsExceptionnelles: total,
      exceptionnelles,
    },
    piloteConnu: duPilote.length > 0,
  };
}
