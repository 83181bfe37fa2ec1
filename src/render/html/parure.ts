import { closeSync, openSync } from 'node:fs';
import type { EvolutionPontee } from '../../compile/comparaison/passage.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { type Constats, ConstatsBloquants, exigerSansErreur } from '../../domain/constats/constat.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { writeAll } from '../../files/file-system.ts';
import type { FileRead } from '../../files/read-text.ts';
import { type Identite, lireLIdentite } from '../identite/identite.ts';
import { signalerEchec } from '../identite/lire-les-gabarits.ts';
import { verifierLeDessin } from '../identite/verifier-le-dessin.ts';
import { ecrireLesTextes } from '../textes/ecrire-les-textes.ts';
import { lireLesTextes, type TexteLu } from '../textes/lire-les-textes.ts';
import { ecrireHtml } from './ecrire-html.ts';
import type { Habillage } from './gabarits.ts';
import type { Atlas } from './graphiques.ts';
import { ancresDe, lireParties } from './parties.ts';

/** What a dossier gives its document besides the figures: the words, and the looks of the region. */
export interface Parure {
  readonly textes: readonly TexteLu[];
  readonly identite: Identite;
  /** The places of the page that its templates name. */
  readonly ancres: ReadonlySet<string>;
  /** The files that it comes from. */
  readonly pieces: readonly FileRead[];
}

export interface Matiere {
  readonly parure: Parure;
  readonly jaune: Jaune;
  readonly evolution: EvolutionPontee | undefined;
  readonly gabarits: string;
}

/** Reads the words and the looks of a dossier, and tells all that is wrong with them but the names of figures. */
export async function lireLaParure(dossier: Dossier, gabarits: string, constats: Constats): Promise<Parure> {
  const livrees = lireParties(gabarits);
  const textes = await lireLesTextes(dossier, constats);
  const identite = await lireLIdentite(dossier, livrees, constats);
  const { parties } = identite.habillage;
  const ancres = ancresDe(livrees.map((livree) => parties.find(({ nom }) => nom === livree.nom) ?? livree));
  return { textes, identite, ancres, pieces: [...textes.map(({ piece }) => piece), ...identite.pieces] };
}

/**
 * Draws the page with its words and its looks.
 * @param ecrire takes the bytes of the page, piece after piece; a piece holds only until the next
 * @throws ConstatsBloquants when words name what this jaune does not have, or a template cannot be drawn with it
 */
export async function dessinerLaPage(
  { parure, jaune, evolution, gabarits }: Matiere,
  atlas: Atlas,
  constats: Constats,
  ecrire: (octets: Uint8Array) => void,
): Promise<void> {
  const { identite, ancres } = parure;
  const textes = ecrireLesTextes(parure.textes, { jaune, evolution, ancres }, constats);
  exigerSansErreur(constats);
  const { logo, habillage } = identite;
  const { parties } = habillage;
  const matiere = { atlas, textes, logo, habillage, ...(evolution && { evolution }) };
  const dessiner = () => ecrireHtml(jaune, gabarits, matiere, ecrire);
  // As its templates write it, nothing being put in it after them: a fault then has its place in one of them.
  const dessinerNue = (marquer?: Habillage['marquer']) => {
    const nue = { ...matiere, habillage: { ...habillage, ...(marquer && { marquer }) }, expliquer: false };
    return recueillir((prendre) => ecrireHtml(jaune, gabarits, nue, prendre));
  };
  try {
    if (parties.length > 0) {
      // Templates of the dossier may write anything: what is judged is the page, whole.
      await verifierLeDessin(await dessinerNue(), dessinerNue, parties, constats);
      exigerSansErreur(constats);
    }
    await dessiner();
  } catch (erreur) {
    if (erreur instanceof ConstatsBloquants) throw erreur;
    signalerEchec(erreur, constats);
    exigerSansErreur(constats);
    throw erreur;
  }
}

async function recueillir(dessiner: (prendre: (octets: Uint8Array) => void) => Promise<void>): Promise<string> {
  const morceaux: Buffer[] = [];
  await dessiner((octets) => morceaux.push(Buffer.from(octets)));
  return Buffer.concat(morceaux).toString('utf8');
}

/**
 * Draws the page as {@link dessinerLaPage} does, in a file.
 * @throws the errors of the file system
 */
export async function ecrireLaPage(chemin: string, matiere: Matiere, atlas: Atlas, constats: Constats): Promise<void> {
  const descripteur = openSync(chemin, 'w');
  try {
    await dessinerLaPage(matiere, atlas, constats, (octets) => writeAll(descripteur, octets));
  } finally {
    closeSync(descripteur);
  }
}

/**
 * Checks all that drawing the page would tell. It is only drawn, and thrown away, where the dossier has templates of its own.
 * @throws ConstatsBloquants as {@link dessinerLaPage} does
 */
export async function verifierLaPage(matiere: Matiere, atlas: Atlas, constats: Constats): Promise<void> {
  const { parure, jaune, evolution } = matiere;
  if (parure.identite.habillage.parties.length > 0) await dessinerLaPage(matiere, atlas, constats, () => {});
  else ecrireLesTextes(parure.textes, { jaune, evolution, ancres: parure.ancres }, constats);
  exigerSansErreur(constats);
}
