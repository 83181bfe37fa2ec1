import { arch, cpus, platform, totalmem } from 'node:os';
import type { Jugement } from './cibles.ts';
import { lenteur, REFERENCE } from './etalon.ts';
import { additionner, ETAPES, type Parts } from './etapes.ts';
import type { Mesure } from './mesurer.ts';
import type { RunProfile } from './profils.ts';
import type { Paires } from './series.ts';
import { mediane } from './statistiques.ts';

/** Up to this share taken by others, a machine is quiet. */
const CALME = 0.1;

/** A program on some work, over all passes. */
export interface Resultat {
  readonly travail: string;
  readonly programme: string;
  readonly passes: readonly Mesure[];
  /** Its time over that of the floor of the same pass. */
  readonly rapports?: readonly number[];
}

/** A table of Markdown, numbers to the right. */
export function tableau(titres: readonly string[], rangees: readonly (readonly string[])[]): string {
  const aDroite = titres.map((_, rang) => rangees.every((rangee) => /^[\d .,%–-]*$/.test(rangee[rang] ?? '')));
  const ligne = (cellules: readonly string[]) => `| ${cellules.join(' | ')} |`;
  return [
    ligne(titres),
    `|${aDroite.map((droite) => (droite ? '--:' : '---')).join('|')}|`,
    ...rangees.map(ligne),
  ].join('\n');
}

/** A whole number by groups of three digits. */
export function enGroupes(nombre: number): string {
  return String(nombre).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}

/** The machine and the run. */
export function direLaMachine(passes: number, partDesAutres: number): string {
  const modele = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memoire = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} processors (${modele}), ${memoire} GB. Medians of ${passes} interleaved passes; peaks are the largest. Others took ${(100 * partDesAutres).toFixed(0)} % of the processors while programs ran${partDesAutres > CALME ? ': **not a quiet machine**, for which the targets are; the tool, which has several threads, suffers more than its floor' : ''}.`;
}

/** How this machine compares with the one of the targets. */
export function direLEtalon(etalon100k: readonly number[], etalon1M: readonly number[]): string {
  const [cent, million] = [REFERENCE.etalon100k, REFERENCE.etalon1M];
  return `The yardstick takes ${lenteur(etalon100k, cent).toFixed(2)} times what it takes on the reference machine at 100 000 lines (${cent} s there), ${lenteur(etalon1M, million).toFixed(2)} times at 1 000 000 (${million} s there). Seconds of the reference machine are seconds measured here over those of the yardstick at 100 000 lines in the same pass, times ${cent}.`;
}

/** Times and memory. */
export function direLesMesures(resultats: readonly Resultat[]): string {
  return tableau(
    ['work', 'program', 'wall (s)', 'processor (s)', 'peak (MB)', 'over the floor'],
    resultats.map(({ travail, programme, passes, rapports }) => [
      travail,
      programme,
      mediane(passes.map(({ secondes }) => secondes)).toFixed(2),
      mediane(passes.map(({ processeur }) => processeur)).toFixed(2),
      String(Math.round(Math.max(...passes.map(({ megaoctets }) => megaoctets)))),
      rapports === undefined ? '–' : mediane(rapports).toFixed(2),
    ]),
  );
}

/** Where the time of the tool goes: seconds of each thread, then the share of all. */
export function direLesParts(travail: string, { secondes, processeur, fils }: RunProfile): string {
  const ensemble = additionner(fils);
  const total = somme(ensemble);
  const dehors = Math.max(0, processeur - total);
  const pourcent = (valeur: number) => `${((100 * valeur) / (total + dehors)).toFixed(0)} %`;
  const vide = fils.map(() => '');
  const lignes = ETAPES.map((etape) => [
    etape,
    ...fils.map((parts) => (parts.get(etape) ?? 0).toFixed(2)),
    pourcent(ensemble.get(etape) ?? 0),
  ]);
  const titres = [travail, ...fils.map((_, rang) => (rang === 0 ? 'main thread (s)' : `thread ${rang} (s)`)), 'share'];
  return [
    tableau(titres, [
      ...lignes,
      // On a busy machine, samples count the wait for a processor too: nothing is left to tell.
      ['outside JavaScript', ...vide, dehors > 0 ? pourcent(dehors) : '–'],
      ['all', ...fils.map((parts) => somme(parts).toFixed(2)), pourcent(total + dehors)],
    ]),
    `One run under the sampling profiler, which slows it: ${secondes.toFixed(2)} s, ${processeur.toFixed(2)} s of processor.`,
  ].join('\n\n');
}

/** Another build beside this one, pair by pair: time over time. */
export function direLesPaires(paires: readonly Paires[]): string {
  const dire = (rapports: readonly number[]) => rapports.map((rapport) => rapport.toFixed(2)).join(', ');
  return tableau(
    ['work', 'wall over wall, pair by pair', 'median', 'processor over processor', 'median', 'same outputs'],
    paires.map(({ travail, secondes, processeur, memesOctets }) => [
      travail,
      dire(secondes),
      mediane(secondes).toFixed(2),
      dire(processeur),
      mediane(processeur).toFixed(2),
      memesOctets === undefined ? '–' : memesOctets ? 'yes, to the byte' : 'no',
    ]),
  );
}

/** A line a target. */
export function direLesCibles(jugements: readonly Jugement[]): string {
  // A digit more than targets have: 1.304 misses 1.30.
  const chiffre = (valeur: number, unite: string, decimales: number) =>
    `${valeur.toFixed(unite === 'MB' ? decimales - 2 : decimales)}${unite === '' ? '' : ` ${unite}`}`;
  return tableau(
    ['target', 'at most', 'measured', 'verdict'],
    jugements.map(({ cible, mesure, verdict }) => [
      cible.texte,
      chiffre(cible.plafond, cible.unite, 2),
      mesure === undefined ? `with ${cible.demande}` : chiffre(mesure, cible.unite, 3),
      verdict === 'missed' ? '**missed**' : verdict,
    ]),
  );
}

function somme(parts: Parts): number {
  return [...parts.values()].reduce((total, secondes) => total + secondes, 0);
}
