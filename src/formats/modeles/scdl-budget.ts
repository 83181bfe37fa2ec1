import type { Base } from '../../domain/argent/base.ts';
import type { Disposition } from '../format.ts';
import { CSV_SCDL, facultative, type Modele, obligatoire, unDe } from './modele.ts';

/** The steps of the budget year that the standard names, and whether each votes or carries out. */
const ETAPES_SCDL = {
  'budget primitif': 'vote',
  'budget supplémentaire': 'vote',
  'décision modificative': 'vote',
  'compte administratif': 'compte',
} as const;

const code = { motif: /^.{1,9}$/, attendu: 'un code d’un à neuf signes' };

/** Which steps of the budget year give a base, and in which column. */
const BASES_DES_ETAPES: Readonly<Partial<Record<Base, { readonly genre: string; readonly colonne: string }>>> = {
  mandats: { genre: 'compte', colonne: 'BGT_MTREAL' },
  cp_votes: { genre: 'vote', colonne: 'BGT_MTPREV' },
};

/** « Budget » 0.8.3 of the common set of local data (SCDL): the lines of the budgets of one or several steps. */
export const SCDL_BUDGET: Modele = {
  nom: 'scdl-budget-0.8.3',
  nomUsuel: 'SCDL budget',
  signes: ['BGT_NATDEC', 'BGT_ANNEE', 'BGT_NATURE', 'BGT_CODRD', 'BGT_MTREAL'],
  bases: ['mandats', 'cp_votes'],
  csv: CSV_SCDL,
  disposition,
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

/** The steps that do not give the base of the dossier are set aside, counted and listed. */
function disposition(base: Base): Disposition {
  const donnee = BASES_DES_ETAPES[base];
  return {
    titres: SCDL_BUDGET.colonnes.map(({ titre }) => titre),
    colonnes: {
      exercice: 'BGT_ANNEE',
      organisme: 'BGT_NOM',
      chapitre: 'BGT_CONTNAT',
      chapitre_libelle: 'BGT_CONTNAT_LABEL',
      nature: 'BGT_NATURE',
      libelle: 'BGT_NATURE_LABEL',
      fonction: 'BGT_FONCTION',
      fonction_libelle: 'BGT_FONCTION_LABEL',
      section: 'BGT_SECTION',
      mouvement: 'BGT_OPBUDG',
      sens: 'BGT_CODRD',
    },
    montants: {},
    ...(donnee !== undefined && {
      montants_nommes: {
        colonne: donnee.colonne,
        base: 'BGT_NATDEC',
        mots: Object.fromEntries(
          Object.entries(ETAPES_SCDL).map(([etape, genre]) => [etape, genre === donnee.genre ? base : 'aucune']),
        ),
      },
    }),
    valeurs: {},
  };
}
