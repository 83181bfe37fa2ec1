import { join } from 'node:path';
import { type Cible, type Jugement, juger, type Mesures } from '../vitesse/cibles.ts';
import * as rendu from '../vitesse/compte-rendu.ts';
import { Fabrique } from '../vitesse/dossiers.ts';
import { secondesDeReference } from '../vitesse/etalon.ts';
import type { Banc, Mesure, Programme } from '../vitesse/mesurer.ts';
import { secondesDe } from '../vitesse/series.ts';
import { mediane } from '../vitesse/statistiques.ts';
import { AXES, type Axe } from './axes.ts';

/** What is measured of an axis: the sizes as they were taken, and their passes. */
export interface Croissance {
  readonly axe: Axe;
  readonly tailles: readonly [number, number, number];
  readonly mesures: readonly [readonly Mesure[], readonly Mesure[], readonly Mesure[]];
}

/** What is asked of the bench of growth. */
export interface DemandeDeCroissance {
  readonly axes: readonly Axe[];
  /** By which sizes are multiplied: 1 for what is asked of the tool, less to work quickly. */
  readonly echelle: number;
  readonly passes: number;
}

const PLAFOND = 1.2;

export const CIBLES_DE_CROISSANCE: readonly Cible[] = [
  ...AXES.map(({ nom, unites, memeTravail, tailles: [, moyen, beaucoup] }): Cible => {
    const [de, a] = [moyen, beaucoup].map(rendu.enGroupes);
    const quoi = memeTravail ? 'cost of all' : 'cost of one';
    return {
      id: `croissance-${nom}`,
      texte: `${unites}: ${quoi} at ${a} over that at ${de}`,
      unite: '',
      plafond: PLAFOND,
      demande: `--axe ${nom}`,
    };
  }),
  {
    id: 'decisions-100k',
    texte: '100 000 decisions on 100 000 lines, seconds of the reference machine',
    unite: 's',
    plafond: 10,
    demande: '--axe decisions, at full scale',
  },
];

/**
 * The axes that names ask for; all when there are none.
 * @throws Error for a name that is none
 */
export function axesNommes(noms: readonly string[]): readonly Axe[] {
  const inconnu = noms.find((nom) => !AXES.some((axe) => axe.nom === nom));
  if (inconnu !== undefined)
    throw new Error(`--axe : ${inconnu} n’en est pas un (${AXES.map(({ nom }) => nom).join(', ')})`);
  return noms.length === 0 ? AXES : AXES.filter(({ nom }) => noms.includes(nom));
}

/** Measures how cost grows along each axis, and prints it beside what is asked. */
export async function mesurerLesCroissances(
  { axes, echelle, passes }: DemandeDeCroissance,
  lieux: { readonly racine: string; readonly travail: string; readonly banc: Banc },
): Promise<readonly Jugement[]> {
  const { racine, travail, banc } = lieux;
  const modele = join(racine, 'data/2012');
  const paquet = join(racine, 'dist/jaune.js');
  const fabrique = new Fabrique(modele, travail);
  const sorties = join(travail, '2012');
  banc.mesurer(fabrique.compile(modele, sorties, 'jaune', paquet));
  const lignesCsv = join(sorties, 'jaune', 'lignes-2012.csv');

  const croissances: Croissance[] = [];
  const mesures: Mesures = {};
  for (const axe of axes) {
    const tailles = axe.tailles.map((taille) => aLEchelle(taille, echelle)) as [number, number, number];
    const lignes = Math.max(1, aLEchelle(axe.lignes ?? 0, echelle));
    const dossiers = [];
    for (const taille of tailles) {
      const nom = `${axe.nom} ${taille}`;
      const chemin = join(travail, nom);
      console.error(`generating ${nom}`);
      await axe.generer({ dossier: chemin, modele, lignesCsv, lignes, taille });
      dossiers.push({
        nom,
        chemin,
        lignes,
        octets: 0,
        source: join(chemin, 'sources/lignes.csv'),
        sorties: `${chemin}-sorties`,
      });
    }
    const programmes = dossiers.map(
      ({ nom, chemin, sorties }): Programme => ({
        ...fabrique.compile(chemin, sorties, 'jaune', paquet),
        nom,
      }),
    );
    const absolue = axe.nom === 'decisions' && echelle === 1 ? dossiers[0] : undefined;
    if (absolue && programmes[0]) {
      // The yardstick reads these very lines; what it writes is what the tool retains of them.
      banc.mesurer(programmes[0]);
      const publiees = join(absolue.sorties, 'jaune', 'lignes-2012.csv');
      programmes.push((await fabrique.pairs(absolue, racine, publiees)).etalon);
    }
    const passesDeTous = banc.entrelacer(programmes, passes, console.error);
    const [peu = [], moyen = [], beaucoup = [], etalon] = passesDeTous;
    const croissance: Croissance = { axe, tailles, mesures: [peu, moyen, beaucoup] };
    croissances.push(croissance);
    mesures[`croissance-${axe.nom}`] = rapportDe(croissance);
    if (etalon) mesures['decisions-100k'] = secondesDeReference(secondesDe(beaucoup), secondesDe(etalon));
    for (const dossier of dossiers) fabrique.retirer(dossier);
  }
  const jugements = juger(mesures, CIBLES_DE_CROISSANCE);
  console.log(
    [
      rendu.direLaMachine(passes, banc.partDesAutres),
      ...(echelle === 1 ? [] : [`Sizes are those asked, times ${echelle}.`]),
      '### Growth',
      direLesCroissances(croissances),
      '### Targets',
      rendu.direLesCibles(jugements),
    ].join('\n\n'),
  );
  return jugements;
}

/** None stays none, and what is not none is one at least. */
function aLEchelle(taille: number, echelle: number): number {
  return taille === 0 ? 0 : Math.max(1, Math.round(taille * echelle));
}

/** Processor seconds of a size: they say what the work takes, whoever else is on the machine. */
function processeurDe(mesures: readonly Mesure[]): number {
  return mediane(mesures.map(({ processeur }) => processeur));
}

/** Seconds of processor that one costs at each size beyond the smallest: over the smallest, by unit. */
function coutsDUneUnite({ tailles: [peu, ...autres], mesures: [dePeu, ...desAutres] }: Croissance): readonly number[] {
  const base = processeurDe(dePeu);
  return autres.map((taille, rang) => (processeurDe(desAutres[rang] ?? []) - base) / (taille - peu));
}

/** What the largest size costs over the middle one: by unit, or in all where the work is the same. */
export function rapportDe(croissance: Croissance): number {
  const { axe, mesures } = croissance;
  const [moyen = Number.NaN, beaucoup = Number.NaN] = axe.memeTravail
    ? mesures.slice(1).map(processeurDe)
    : coutsDUneUnite(croissance);
  return beaucoup / moyen;
}

function direLesCroissances(croissances: readonly Croissance[]): string {
  return rendu.tableau(
    [
      'what grows',
      'how many',
      'wall (s)',
      'processor (s)',
      'peak (MB)',
      'one more (µs of processor)',
      'over the middle',
    ],
    croissances.flatMap((croissance) => {
      const couts = [undefined, ...coutsDUneUnite(croissance)];
      return croissance.tailles.map((taille, rang) => {
        const passes = croissance.mesures[rang] ?? [];
        const cout = couts[rang];
        return [
          croissance.axe.nom,
          rendu.enGroupes(taille),
          mediane(secondesDe(passes)).toFixed(2),
          processeurDe(passes).toFixed(2),
          String(Math.round(Math.max(...passes.map(({ megaoctets }) => megaoctets)))),
          cout === undefined ? '–' : (cout * 1e6).toFixed(1),
          rang < 2 ? '–' : rapportDe(croissance).toFixed(2),
        ];
      });
    }),
  );
}
