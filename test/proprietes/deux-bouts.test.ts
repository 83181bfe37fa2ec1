/** A euro that counts at its payer and at the body that received it is told, to the cent, whoever said a flow of it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GENRES_DE_FLUX, type GenreDeFlux } from '../../src/domain/verdict/flux.ts';
import { type Ebauche, lireEbauche } from '../outils/dossier-temporaire.ts';
import { flux } from '../outils/ebauche-a-flux.ts';

const GRAINE = { seed: 20141014 };
const NOMS = { region: 'Région', agence: 'Agence', comite: 'Comité', ecole: 'École' } as const;
type Qui = keyof typeof NOMS;

interface Don {
  readonly de: Qui;
  readonly vers: 'agence' | 'comite';
  readonly genre: GenreDeFlux;
  readonly centimes: number;
  /** What is done of it at its payer: left out as a flow, counted under the name of the body, or under another. */
  readonly chezLePayeur: 'flux' | 'compte' | 'autre_nom';
  /** Whether the body leaves out what it spends of what the school gives it. */
  readonly chezLui: boolean;
}

/** The school sends no file: what it gives comes out of what the region gives it, and counts. */
const don = fc
  .record({
    de: fc.constantFrom<Qui>('region', 'agence', 'comite', 'ecole'),
    vers: fc.constantFrom('agence', 'comite'),
    genre: fc.constantFrom(...GENRES_DE_FLUX),
    centimes: fc.integer({ min: 1, max: 900_000 }),
    chezLePayeur: fc.constantFrom('flux', 'compte', 'autre_nom'),
    chezLui: fc.boolean(),
  })
  .filter(({ de, vers }) => de !== vers)
  .map((tire) => ({ ...tire, chezLui: tire.chezLui && tire.de === 'ecole' })) as fc.Arbitrary<Don>;

const euros = (centimes: number) => (centimes / 100).toFixed(2).replace('.', ',');

function ebaucheDe(dons: readonly Don[], propres: Readonly<Record<'agence' | 'comite', number>>): Ebauche {
  const recus = (qui: Qui) =>
    dons.reduce((somme, { vers, centimes, chezLui }) => somme + (vers === qui && !chezLui ? centimes : 0), 0);
  const lignes = dons.flatMap(({ de, vers, centimes, chezLePayeur, chezLui }, rang) => [
    ...(chezLui ? [`${NOMS[vers]};D;Payé par l’école ${rang};Parc;${euros(centimes)}`] : []),
    `${NOMS[vers]};R;Reçu numéro ${rang};${NOMS[de]};${euros(centimes)}`,
    de === 'ecole'
      ? `Région;D;Aide à l’école;École;${euros(centimes)}`
      : `${NOMS[de]};D;Don numéro ${rang};${chezLePayeur === 'autre_nom' ? 'ABC' : NOMS[vers]};${euros(centimes)}`,
  ]);
  const siennes = (['agence', 'comite'] as const).map(
    (qui) => `${NOMS[qui]};D;Salon;Parc;${euros(recus(qui) + propres[qui])}`,
  );
  return {
    entete: {
      organismes: {
        agence: { nom: NOMS.agence, detaille: 'oui' },
        comite: { nom: NOMS.comite, detaille: 'oui' },
        ecole: { nom: NOMS.ecole },
      },
    },
    sources: [
      {
        fichier: 'sources/tout.csv',
        contenu: ['Qui;Sens;Objet;Tiers;Engagé', ...lignes, ...siennes, ''].join('\n'),
        declaration: {
          organisme: undefined,
          colonnes: { organisme: 'Qui', sens: 'Sens', libelle: 'Objet', beneficiaire: 'Tiers' },
          valeurs: { sens: { D: 'depense', R: 'recette' } },
        },
      },
    ],
    regles: [
      ...dons.flatMap(({ de, vers, genre, chezLePayeur, chezLui }, rang) => [
        ...(chezLui ? [flux(`chez-lui-${rang}`, `Payé par l’école ${rang}`, { flux_interne: vers })] : []),
        flux(`recu-${rang}`, `Reçu numéro ${rang}`, { [genre]: vers }),
        ...(de === 'ecole' || chezLePayeur !== 'flux'
          ? []
          : [flux(`don-${rang}`, `Don numéro ${rang}`, { [genre]: vers })]),
      ]),
      flux('aide', 'Aide à l’école', { flux_interne: 'ecole' }),
    ],
  };
}

it('ce qui est dépensé, et ce qui est dit compter deux fois, font tout ce qui compte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(don, { maxLength: 8 }),
      fc.record({ agence: fc.integer({ min: 1, max: 900_000 }), comite: fc.integer({ min: 1, max: 900_000 }) }),
      async (dons, propres) => {
        const { jaune, constats } = await lireEbauche(ebaucheDe(dons, propres));
        if (!jaune) throw new Error(constats.liste.map(({ message }) => message).join('\n'));
        const { consolide, rapprochements } = jaune.consolidation;
        const dits = rapprochements.flatMap(({ auxDeuxBouts }) => auxDeuxBouts.map(({ enTrop }) => Number(enTrop)));
        const depense = dons.reduce((somme, { centimes }) => somme + centimes, propres.agence + propres.comite);
        expect(dits.reduce((somme, centimes) => somme + centimes, depense)).toBe(Number(consolide.centimes));
        const codes = constats.liste.filter(({ code }) => code === 'A-FLUX-AUX-DEUX-BOUTS');
        expect(codes).toHaveLength(dits.length);
        // What a body leaves out of its own counts in what the school is paid.
        expect(constats.liste.filter(({ code }) => code === 'E-FLUX-NULLE-PART')).toEqual([]);
      },
    ),
    { ...GRAINE, numRuns: 60 },
  );
});
