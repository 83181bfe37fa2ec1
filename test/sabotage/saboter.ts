import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Hasard } from '../mutations/hasard.ts';
import { deuxParDeux } from '../outils/pannes.ts';
import type { Essai, GenreDEssais } from './essai.ts';
import type { Lieux } from './lieux.ts';

/** An attempt that was not caught, or that lost something. */
export interface Faute {
  readonly rang: number;
  readonly sorte: string;
  readonly quoi: string;
  readonly faute: string;
}

/** How many attempts of each sort were made, and those that went wrong. */
export interface Bilan {
  readonly comptes: ReadonlyMap<string, number>;
  readonly fautes: readonly Faute[];
}

/** Which attempts of a kind to make. */
export interface Choix {
  readonly graine: number;
  /** So many of them, spread over all. */
  readonly combien?: number | undefined;
  /** That one alone. */
  readonly rang?: number | undefined;
}

/**
 * Makes the attempts of a kind, two at a time, each in a new folder and with chances of its own.
 * @param avancer told of each that is done
 */
export async function saboter(
  genre: GenreDEssais,
  lieux: Lieux,
  { graine, combien, rang }: Choix,
  avancer: (faits: number, total: number) => void = () => {},
): Promise<Bilan> {
  const tous = genre.essais(lieux).map((essai, numero) => ({ essai, numero }));
  const pas = combien === undefined ? 1 : Math.max(1, tous.length / combien);
  // Another seed takes others.
  const tourne = (numero: number) => (numero + graine) % tous.length;
  const estDuTour = (numero: number) => Math.floor(tourne(numero) / pas) !== Math.floor((tourne(numero) - 1) / pas);
  const retenus = tous.filter(({ numero }) => (rang === undefined ? estDuTour(numero) : numero === rang));
  const comptes = new Map<string, number>();
  const fautes: Faute[] = [];
  let faits = 0;
  await deuxParDeux(retenus, async ({ essai, numero }) => {
    const lieu = join(lieux.atelier, `${genre.nom}-${numero}`);
    mkdirSync(lieu);
    const faute = await tenter(essai, lieu, new Hasard(graine * 1_000_003 + numero));
    rmSync(lieu, { recursive: true, force: true });
    comptes.set(essai.sorte, (comptes.get(essai.sorte) ?? 0) + 1);
    faits += 1;
    avancer(faits, retenus.length);
    if (faute !== undefined) fautes.push({ rang: numero, sorte: essai.sorte, quoi: essai.quoi, faute });
  });
  return { comptes, fautes: fautes.sort((a, b) => a.rang - b.rang) };
}

/** An attempt that cannot be made is told with its seed, as one that went wrong. */
async function tenter(essai: Essai, lieu: string, hasard: Hasard): Promise<string | undefined> {
  try {
    return await essai.faire(lieu, hasard);
  } catch (erreur) {
    return `l’essai lui-même a échoué : ${erreur instanceof Error ? erreur.message : String(erreur)}`;
  }
}
