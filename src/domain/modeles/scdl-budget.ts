import { plier } from '../texte.ts';
import { facultative, type Modele, obligatoire } from './modele.ts';

/** The steps of the budget year that the standard names, and whether each votes or carries out. */
export const ETAPES_SCDL = {
  'budget primitif': 'vote',
  'budget supplémentaire': 'vote',
  'décision modificative': 'vote',
  'compte administratif': 'compte',
} as const;

const unDe = (...mots: readonly string[]) => ({ valeurs: new Set(mots.map(plier)), attendu: mots.join(', ') });
const code = { motif: /^.{1,9}$/, attendu: 'un code d’un à neuf signes' };

/** « Budget » 0.8.3 of the common set of local data (SCDL): the lines of the budgets of one or several steps. */
export const SCDL_BUDGET: Modele = {
  nom: 'scdl-budget-0.8.3',
  colonnes: [
    obligatoire('BGT_NATDEC', unDe(...Object.keys(ETAPES_SCDL))),
    obligatoire('BGT_ANNEE', { motif: /^\d{4}$/, attendu: 'une année sur quatre chiffres' }),
    obligatoire('BGT_SIRET', { motif: /^\d{14}$/, attendu: 'quatorze chiffres' }),
    obligatoire('BGT_NOM'),
    obligatoire('BGT_CONTNAT', code),
    obligatoire('BGT_CONTNAT_LABEL'),
    obligatoire('BGT_NATURE', code),
    obligatoire('BGT_NATURE_LABEL'),
    facultative('BGT_FONCTION', code),
    facultative('BGT_FONCTION_LABEL'),
    facultative('BGT_OPERATION'),
    obligatoire('BGT_SECTION', unDe('investissement', 'fonctionnement')),
    obligatoire('BGT_OPBUDG', unDe('réel', 'ordre')),
    obligatoire('BGT_CODRD', unDe('recette', 'dépense')),
    facultative('BGT_MTREAL'),
    facultative('BGT_MTBUDGPREC'),
    facultative('BGT_MTRARPREC'),
    facultative('BGT_MTPROPNOUV'),
    facultative('BGT_MTPREV'),
    facultative('BGT_CREDOUV'),
    facultative('BGT_MTRAR3112'),
    facultative('BGT_ARTSPE', unDe('non spécialisé', 'spécialisé')),
  ],
};
