import type { Ebauche } from './dossier-temporaire.ts';

const regle = (id: string, question: string, si: unknown, conclusion: unknown, exemple: unknown) => ({
  id,
  question,
  si,
  conclusion,
  motif: `Parce que ${id}.`,
  exemples: { attrape: [exemple] },
});

export const flux = (id: string, libelle: string, conclusion: unknown) =>
  regle(id, 'perimetre', { libelle }, conclusion, { libelle });

/** A region that funds an agency, which passes money on to a committee, which passes some on to a school without a file. */
const LIGNES = [
  'Région;D;Dotation à l’agence;1 000,00',
  'Région;D;Aide à l’école;40,00',
  'Région;D;Jumelage;10,00',
  'Région;R;Subvention européenne du jumelage;4,00',
  'Agence;R;Dotation reçue de la Région;990,00',
  'Agence;D;Passé au comité;300,00',
  'Agence;D;Bureau de Shanghai;600,00',
  'A.R.D.;D;Bureau de Boston;5,00',
  'Agence;D;Payé pour la Région;7,00',
  'Comité;D;Passé à l’école;100,00',
  'Comité;D;Salon de Berlin;200,00',
];

export const EBAUCHE_A_FLUX: Ebauche = {
  entete: {
    organismes: {
      ecole: { nom: 'École', genre: 'association' },
      agence: { nom: 'Agence', alias: ['A.R.D.'], genre: 'association', detaille: 'oui' },
      comite: { nom: 'Comité', genre: 'association', detaille: 'oui' },
    },
  },
  sources: [
    {
      fichier: 'sources/tout.csv',
      contenu: ['Qui;Sens;Objet;Engagé', ...LIGNES, ''].join('\n'),
      declaration: {
        organisme: undefined,
        colonnes: { organisme: 'Qui', sens: 'Sens', libelle: 'Objet' },
        valeurs: { sens: { D: 'depense', R: 'recette' } },
      },
    },
  ],
  regles: [
    flux('dotation', 'Dotation à l’agence', { flux_interne: 'agence' }),
    flux('dotation-recue', 'Dotation reçue de la Région', { flux_interne: 'agence' }),
    flux('aide', 'Aide à l’école', { flux_interne: 'ecole' }),
    flux('passe', 'Passé au comité', { reversement: 'comite' }),
    flux('passe-encore', 'Passé à l’école', { reversement: 'ecole' }),
    flux('pour-autrui', 'Payé pour la Région', { mandat: 'agence' }),
    regle('oui', 'international', { libelle: { mots: ['jumelage', 'bureau', 'salon'] } }, 'internationale', {
      libelle: 'jumelage',
    }),
  ],
};
