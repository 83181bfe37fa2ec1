import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resultat } from './compte-rendu.ts';
import type { Banc, Mesure, Programme } from './mesurer.ts';
import { rapportsParPaires } from './statistiques.ts';

/** Some work, and the programs that do it: this build, the other one when there is one, then the floor and other peers. */
export interface Serie {
  readonly travail: string;
  readonly jaune: Programme;
  readonly contre?: Programme;
  readonly pairs: readonly Programme[];
  /** By which this machine is compared with that of the targets. */
  readonly etalon?: Programme;
  /** Where both builds publish, to compare their seals; the commands that publish nothing have none. */
  readonly sorties?: string;
}

/** A series once measured. */
export interface SerieMesuree {
  readonly serie: Serie;
  readonly jaune: readonly Mesure[];
  readonly contre: readonly Mesure[] | undefined;
  /** Passes of the floor, when it is of the series. */
  readonly plancher: readonly Mesure[] | undefined;
  readonly etalon: readonly Mesure[] | undefined;
  readonly resultats: readonly Resultat[];
}

/** This build over the other one. */
export interface Paires {
  readonly travail: string;
  readonly secondes: readonly number[];
  readonly processeur: readonly number[];
  /** Whether both published the same bytes; nothing when nothing is published. */
  readonly memesOctets: boolean | undefined;
}

/** Seconds of each pass. */
export const secondesDe = (passes: readonly Mesure[]) => passes.map(({ secondes }) => secondes);

/** Measures several series in the same passes: what is of one pass may be compared. */
export function mesurerLesSeries(
  banc: Banc,
  series: readonly Serie[],
  passes: number,
  dire: (progres: string) => void,
): SerieMesuree[] {
  const programmes = series.flatMap(({ travail, jaune, contre, pairs, etalon }) =>
    [jaune, ...(contre ? [contre] : []), ...pairs, ...(etalon ? [etalon] : [])].map((programme) => ({
      ...programme,
      nom: `${travail}, ${programme.nom}`,
    })),
  );
  const mesures = banc.entrelacer(programmes, passes, dire)[Symbol.iterator]();
  const suivante = () => mesures.next().value ?? [];
  return series.map((serie) => {
    const jaune = suivante();
    const contre = serie.contre && suivante();
    const pairs = serie.pairs.map(suivante);
    const etalon = serie.etalon && suivante();
    const plancher = pairs[0];
    const resultat = (programme: string, mesures: readonly Mesure[]): Resultat => ({
      travail: serie.travail,
      programme,
      passes: mesures,
      ...(plancher && { rapports: rapportsParPaires(secondesDe(mesures), secondesDe(plancher)) }),
    });
    const resultats = [
      resultat(serie.jaune.nom, jaune),
      ...(serie.contre && contre ? [resultat(serie.contre.nom, contre)] : []),
      ...serie.pairs.map(({ nom }, rang) => resultat(nom, pairs[rang] ?? [])),
      ...(serie.etalon && etalon ? [resultat(serie.etalon.nom, etalon)] : []),
    ];
    return { serie, jaune, contre, plancher, etalon, resultats };
  });
}

/** This build beside the other one, pair by pair. */
export function paires({ serie, jaune, contre }: SerieMesuree): Paires[] {
  if (contre === undefined) return [];
  const sceau = (qui: Programme) => readFileSync(join(serie.sorties ?? '', qui.nom, 'SHA256SUMS'), 'utf8');
  return [
    {
      travail: serie.travail,
      secondes: rapportsParPaires(secondesDe(jaune), secondesDe(contre)),
      processeur: rapportsParPaires(
        jaune.map(({ processeur }) => processeur),
        contre.map(({ processeur }) => processeur),
      ),
      memesOctets: serie.sorties && serie.contre ? sceau(serie.jaune) === sceau(serie.contre) : undefined,
    },
  ];
}

/**
 * Runs each peer once, which warms what the disk holds, and sees that they all read, found and wrote the same.
 * @throws Error when two peers differ
 */
export function exigerLeMemeTravail(banc: Banc, [plancher, ...autres]: readonly Programme[], lignes: number): void {
  if (plancher === undefined) throw new Error('aucun plancher');
  const fait = (programme: Programme) => JSON.parse(banc.mesurer(programme).sortie);
  const duPlancher = fait(plancher);
  const desAutres = autres.map((programme) => ({ ...fait(programme), nom: programme.nom }));
  // The floor counts every record, the line of titles too.
  const attendu = { ...desAutres[0], lignes, rangees: duPlancher.rangees };
  if (duPlancher.lignes !== lignes + 1) throw new Error(`${plancher.nom} a lu ${duPlancher.lignes} lignes`);
  for (const { nom, ...autre } of desAutres)
    if (JSON.stringify({ ...attendu, nom: '' }) !== JSON.stringify({ ...autre, nom: '' }))
      throw new Error(`${nom} n’a pas fait le même travail : ${JSON.stringify(autre).slice(0, 200)}`);
}
