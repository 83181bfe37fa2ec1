/** Each euro of the flows counts at one end, and what counts at none is told to the cent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boutsPerdus } from '../../src/compile/consolidation/bouts-perdus.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { estUneErreur } from '../../src/domain/constats/constat.ts';
import { formaterEuros } from '../../src/domain/textes/format.ts';
import { lireEbauche } from '../outils/dossier-temporaire.ts';
import { flux } from '../outils/ebauche-a-flux.ts';

const GRAINE = { seed: 20121213 };

/** What becomes of the money that a region pays to an agency, by how its two ends are said. */
const DEVENIRS = [
  'detaille',
  'passe',
  'compte_au_payeur',
  'laisse_aux_deux_bouts',
  'detaille_nulle_part',
  'exclu_chez_lui',
] as const;
type Devenir = (typeof DEVENIRS)[number];

const argent = fc.array(
  fc.record({
    devenir: fc.constantFrom(...DEVENIRS),
    centimes: fc.integer({ min: 1, max: 10 ** 12 }),
    sousAlias: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Who writes it, what it is, to whom: the lines by which one amount shows at its ends. */
const LIGNES: Readonly<Record<Devenir, readonly (readonly [string, string, string])[]>> = {
  detaille: [
    ['Région', 'Dotation', 'Agence'],
    ['Agence', 'Bureau', 'Bailleur'],
  ],
  passe: [
    ['Région', 'Dotation', 'Agence'],
    ['Agence', 'Passé au comité', 'Comité'],
    ['Comité', 'Salon', 'Hôtel'],
  ],
  compte_au_payeur: [
    ['Région', 'Mission', 'Agence'],
    ['Agence', 'Mission payée', 'Équipe'],
  ],
  laisse_aux_deux_bouts: [
    ['Région', 'Dotation', 'Agence'],
    ['Agence', 'Mission payée', 'Équipe'],
  ],
  detaille_nulle_part: [['Région', 'Dotation', 'Agence']],
  exclu_chez_lui: [
    ['Région', 'Dotation', 'Agence'],
    ['Agence', 'Ordre', 'Agence'],
  ],
};

const REGLES = [
  flux('dotation', 'Dotation', { flux_interne: 'agence' }),
  flux('passe', 'Passé au comité', { reversement: 'comite' }),
  flux('mission-payee', 'Mission payée', { flux_interne: 'agence' }),
  flux('mission', 'Mission', 'incluse'),
  flux('ordre', 'Ordre', 'exclue'),
];

function ecrire(lues: readonly { devenir: Devenir; centimes: number; sousAlias: boolean }[]) {
  const lignes = lues.flatMap(({ devenir, centimes, sousAlias }) =>
    LIGNES[devenir].map(([qui, objet, a]) =>
      [
        sousAlias && qui === 'Agence' ? 'A.R.D.' : qui,
        objet,
        sousAlias && a === 'Agence' ? 'A.R.D.' : a,
        `${Math.trunc(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`,
      ].join(';'),
    ),
  );
  return {
    entete: {
      organismes: {
        agence: { nom: 'Agence', alias: ['A.R.D.'], genre: 'association', detaille: 'oui' },
        comite: { nom: 'Comité', genre: 'association', detaille: 'oui' },
      },
    },
    sources: [
      {
        fichier: 'sources/tout.csv',
        // The pilot sector has one expense at least.
        contenu: ['Qui;Objet;Tiers;Engagé', 'Région;Voirie;Ville;1,00', ...lignes, ''].join('\n'),
        declaration: {
          organisme: undefined,
          colonnes: { organisme: 'Qui', libelle: 'Objet', beneficiaire: 'Tiers' },
        },
      },
    ],
    regles: REGLES,
  };
}

describe('de quelque façon que se disent les deux bouts', () => {
  it('chaque euro laissé de côté compte ailleurs, et ce qui ne compte nulle part est dit au centime', async () => {
    await fc.assert(
      fc.asyncProperty(argent, async (lues) => {
        const { constats, jaune } = await lireEbauche(ecrire(lues));
        if (!jaune) throw new Error(constats.liste.map(({ message }) => message).join('\n'));
        const pese = (...devenirs: Devenir[]) =>
          lues.reduce((total, { devenir, centimes }) => total + (devenirs.includes(devenir) ? centimes : 0), 0);
        const [agence, comite] = jaune.consolidation.rapprochements.map(({ bouts }) => boutsPerdus(bouts));
        const chezLui = pese('laisse_aux_deux_bouts');
        const chezLesPayeurs = pese('detaille_nulle_part', 'exclu_chez_lui');
        expect(agence).toEqual({ chezLui, chezLesPayeurs });
        expect(comite).toEqual({ chezLui: 0, chezLesPayeurs: 0 });
        // What is consolidated is each amount once, but for what is told.
        const ordre = pese('exclu_chez_lui');
        expect(jaune.consolidation.consolide.centimes - 100 - ordre).toBe(pese(...DEVENIRS) - chezLui - chezLesPayeurs);
        const dits = (code: string) => constats.liste.filter((constat) => constat.code === code);
        const nonDetaille = dits('A-FLUX-NON-DETAILLE');
        const nulle = dits('E-FLUX-NULLE-PART');
        expect(nulle).toHaveLength(chezLui > 0 ? 1 : 0);
        if (chezLui > 0)
          expect(nulle[0]?.message).toContain(`${formaterEuros(montant(chezLui))} ne seraient comptés nulle part`);
        if (nonDetaille.length > 0)
          expect(nonDetaille[0]?.message).toContain(
            `${formaterEuros(montant(chezLesPayeurs))} ne sont comptés nulle part`,
          );
        const sansLigne = dits('E-ORGANISME-SANS-LIGNE').length > 0;
        const aDesLignes = pese('detaille', 'passe') > 0;
        expect(sansLigne).toBe(chezLui === 0 && chezLesPayeurs > 0 && !aDesLignes);
        expect(nonDetaille).toHaveLength(chezLesPayeurs > 0 && !sansLigne ? 1 : 0);
        expect(constats.liste.some(estUneErreur)).toBe(chezLui > 0 || sansLigne);
      }),
      { ...GRAINE, numRuns: 120 },
    );
  });
});
