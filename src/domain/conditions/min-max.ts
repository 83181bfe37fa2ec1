import { TROP_GRAND } from '../argent/expliquer-montant.ts';
import { lireMontant, type Montant } from '../argent/montant.ts';
import { formaterEuros } from '../textes/format.ts';
import { type Mecanisme, REMEDE_DES_CONDITIONS } from './attente.ts';

declare module './attente.ts' {
  interface FormesDAttente {
    montant: { readonly min?: Montant; readonly max?: Montant };
  }
}

/** `{ min: 1 000, max: 5 000,50 }`: the amount of the line, bounds included; an amount that is not there meets nothing. */
export const minMax: Mecanisme<'montant'> = {
  cles: {
    min: { titre: 'Au moins', sens: 'En euros, borne comprise : 1 000,50.', schema: ({ montant }) => montant },
    max: { titre: 'Au plus', sens: 'En euros, borne comprise : 5 000.', schema: ({ montant }) => montant },
  },
  lire(brut, chemin, lecture) {
    const bornes: { min?: Montant; max?: Montant } = {};
    for (const cle of ['min', 'max'] as const) {
      if (!(cle in brut)) continue;
      const lu = lireMontant(String(brut[cle]));
      if (lu.etat !== 'lu') {
        const tropGrand = lu.etat === 'illisible' && lu.raison === TROP_GRAND;
        const message = `« ${String(brut[cle])} » ${tropGrand ? 'est trop grand pour un montant de budget' : 'n’est pas un montant'}.`;
        lecture.signaler([...chemin, cle], message, remedeMontant(brut[cle]));
        return undefined;
      }
      bornes[cle] = lu.montant;
    }
    if (bornes.min !== undefined && bornes.max !== undefined && bornes.min > bornes.max)
      return lecture.refuser(chemin, 'min dépasse max : la condition ne retiendrait rien.');
    return { type: 'montant', ...bornes };
  },
  testerMontant({ min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }) {
    return (montant) => montant >= min && montant <= max;
  },
  enMots: ({ min, max }) =>
    [
      ...(min === undefined ? [] : [`au moins ${formaterEuros(min)}`]),
      ...(max === undefined ? [] : [`au plus ${formaterEuros(max)}`]),
    ].join(' et '),
};

/** What to write instead of what is no amount: `10.000` is ten thousand to some, ten to others. */
function remedeMontant(ecrit: unknown): string {
  const net = typeof ecrit === 'string' ? ecrit.trim() : '';
  const milliers = /^(-?\d{1,3}(?:[.,]\d{3})+)([.,]\d{2})?$/.exec(net);
  if (!milliers?.[1]) return `Écrivez un montant en euros, comme 10 000 ou "10 000,50". ${REMEDE_DES_CONDITIONS}`;
  const entiers = milliers[1].replace(/[.,]/g, ' ');
  const decimales = milliers[2]?.replace('.', ',');
  const propose = decimales === undefined ? entiers : `"${entiers}${decimales}"`;
  return `Si ce sont des milliers, écrivez ${propose} : ils sont séparés par des espaces. ${REMEDE_DES_CONDITIONS}`;
}
