import { type Montant, montant } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { VoteSuivant } from '../domain/dossier/vote-suivant.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import type { ExerciceEcrit } from './schema-exercice.ts';

/** What is no part of the total. */
const EXCEPTIONNELLES = 'synthese.exceptionnelles';

/** Reads what `exercice.yaml` says is voted for the next exercice; which figures there are, only the compile knows. */
export function lireLeVoteSuivant(
  { exercice, vote_suivant: ecrit }: Pick<ExerciceEcrit, 'exercice' | 'vote_suivant'>,
  { document, constats }: { readonly document: YamlDocument; readonly constats: Constats },
): VoteSuivant | undefined {
  if (ecrit === undefined) return undefined;
  const { base, document: cite, montants } = ecrit;
  const [pilote, autres, total] = ['secteur_pilote', 'autres_secteurs', 'total'].map(
    (nom): Montant | undefined => montants[`synthese.${nom}`],
  );
  if (pilote !== undefined && autres !== undefined && total !== undefined && pilote + autres !== total)
    reportInYaml(
      document,
      constats,
      'E-EXERCICE-INCOHERENT',
      ['vote_suivant', 'montants', 'synthese.total'],
      `le secteur pilote et les autres secteurs font ${formaterEuros(montant(pilote + autres))}, et non ${formaterEuros(total)}`,
      'Corrigez l’un des trois, ou retirez celui que le document voté ne dit pas.',
    );
  for (const [chiffre, centimes] of Object.entries(montants))
    if (total !== undefined && centimes > total && chiffre !== EXCEPTIONNELLES)
      reportInYaml(
        document,
        constats,
        'E-EXERCICE-INCOHERENT',
        ['vote_suivant', 'montants', chiffre],
        `${formaterEuros(centimes)} votés dépassent ceux du total, ${formaterEuros(total)}, dont ils sont une part`,
        'Corrigez l’un des deux, ou retirez celui que le document voté ne dit pas.',
      );
  return {
    exercice: String(Number(exercice) + 1),
    base,
    document: cite,
    montants: Object.entries(montants).map(([chiffre, centimes]) => ({
      chiffre,
      montant: centimes,
      place: document.place(['vote_suivant', 'montants', chiffre], 'cle'),
    })),
  };
}
