import type { Base } from '../domain/argent/base.ts';
import { plier } from '../domain/textes/texte.ts';

type Mots = Readonly<Record<string, readonly string[]>>;

/** How senders write the words of fields that have few, folded and without their last point. */
const MOTS: Readonly<Record<string, Mots>> = {
  sens: {
    depense: ['d', 'dep', 'depense', 'depenses', 'charge', 'charges', 'debit'],
    recette: ['r', 'rec', 'recette', 'recettes', 'produit', 'produits', 'credit'],
  },
  section: {
    fonctionnement: ['f', 'fonct', 'fonc', 'fct', 'fonctionnement', 'section de fonctionnement'],
    investissement: ['i', 'inv', 'invest', 'investissement', 'section d investissement'],
  },
  mouvement: {
    reel: ['r', 'reel', 'reelle', 'reels', 'reelles', 'operation reelle', 'operations reelles'],
    ordre: ['o', 'ordre', 'operation d ordre', 'operations d ordre'],
  },
  consolidee: {
    oui: ['oui', 'o', 'si', 'yes', 'vrai', '1', 'consolide', 'consolidee'],
    non: ['non', 'n', 'no', 'faux', '0', 'non consolide', 'non consolidee'],
  },
  montant_est: { brut: ['brut', 'bruts', 'montant brut'], net: ['net', 'nets', 'montant net', 'reste a charge'] },
  caractere: { publie: ['publie', 'publiee', 'publies'], illustratif: ['illustratif', 'illustrative', 'illustratifs'] },
};

const BASES_NOMMEES: ReadonlyMap<string, Base> = new Map(
  (
    [
      [
        'ae_votees',
        ['ae', 'ap', 'ae votees', 'ap votees', 'ae ap', 'autorisation d engagement', 'autorisation de programme'],
      ],
      ['engagements', ['engage', 'engagement', 'engagements', 'affecte', 'affectation', 'affectations']],
      [
        'cp_votes',
        ['cp', 'cp votes', 'bp', 'budget primitif', 'vote', 'budget vote', 'credits votes', 'credits de paiement'],
      ],
      [
        'mandats',
        [
          'mandate',
          'mandat',
          'mandats',
          'mandatement',
          'realise',
          'realisation',
          'paye',
          'execute',
          'ca',
          'compte administratif',
        ],
      ],
    ] as const
  ).flatMap(([base, mots]) => mots.map((mot): [string, Base] => [mot, base])),
);

/** The values of a column, as words of a field that has few. */
interface MotsReconnus {
  /** What is written → our word. */
  readonly mots: readonly (readonly [ecrit: string, mot: string])[];
  readonly inconnus: readonly string[];
  /** Whether the words alone tell the field: both of its poles, or a whole word. */
  readonly parlants: boolean;
}

/** Reads the values of a column as words of a field that has few, `sens` or `section`; nothing when none is. */
export function reconnaitreLesMots(champ: string, valeurs: Iterable<string>): MotsReconnus | undefined {
  const attendus = Object.entries(MOTS[champ] ?? {});
  const mots: [string, string][] = [];
  const inconnus: string[] = [];
  for (const ecrit of valeurs) {
    const trouve = attendus.find(([, siens]) => siens.includes(net(ecrit)))?.[0];
    if (trouve === undefined) inconnus.push(ecrit);
    else mots.push([ecrit, trouve]);
  }
  if (mots.length === 0) return undefined;
  const poles = new Set(mots.map(([, mot]) => mot)).size;
  return { mots, inconnus, parlants: poles > 1 || mots.some(([ecrit]) => net(ecrit).length > 2) };
}

export function baseNommeePar(mot: string): Base | undefined {
  return BASES_NOMMEES.get(net(mot));
}

function net(ecrit: string): string {
  return plier(ecrit).replace(/\.$/, '');
}
