import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Constats, ConstatsBloquants } from '../domain/constats/constat.ts';
import { Refus } from '../domain/constats/refus.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { citerChemin } from '../domain/textes/citer-chemin.ts';
import { enumerer } from '../domain/textes/format.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { plier } from '../domain/textes/texte.ts';
import { lireLeCadre } from '../dossier/lire-la-declaration.ts';
import { lireLeDossier } from '../dossier/lire-le-dossier.ts';
import { type Outillage, outillageDe, outillageLivre } from '../dossier/outillage.ts';
import { realPlace } from '../files/real-place.ts';
import { estLeMeme } from '../seal/est-le-meme.ts';
import { NoteDePlace } from '../seal/note-de-place.ts';
import type { Scelle } from '../seal/ouvrir-le-scelle.ts';

/** Where dossiers lie, beside the folder of what is published. */
const DOSSIERS = 'data';
const A_DONNER = 'Donnez-le avec --dossier ; ou vérifiez une archive, qui contient le sien.';

/**
 * Where the dossier and the tool's files of an edition lie: in the archive, or where they are now.
 * @param donne the dossier of a published edition, when it was told
 * @throws Refus when it is not found, or is that of something else
 */
export function trouverLeDossier(
  scelle: Scelle,
  donne: string | undefined,
): { readonly dossier: string; readonly outillage: Outillage } {
  const { extrait, exercice, collectivite } = scelle;
  if (extrait) return { dossier: extrait.dossier, outillage: outillageDe(extrait.outil) };
  const dossier = donne ?? chercherParLeManifeste(scelle);
  if (!existsSync(join(dossier, 'exercice.yaml')))
    throw new Refus('usage', `le dossier de l’exercice ${exercice} n’est pas dans ${dossier}`, A_DONNER);
  const trouve = enTeteDe(dossier);
  if (trouve.exercice !== exercice)
    throw new Refus(
      'usage',
      `${dossier} est le dossier de l’exercice ${trouve.exercice}, l’édition est celle de ${exercice}`,
      'Donnez avec --dossier celui du même exercice.',
    );
  if (collectivite !== '' && plier(trouve.collectivite) !== plier(collectivite))
    throw new Refus(
      'usage',
      `${dossier} est le dossier d’une autre collectivité, ${trouve.collectivite} ; l’édition est celle de ${collectivite}`,
      'Donnez avec --dossier celui dont elle a été faite.',
    );
  return { dossier, outillage: outillageLivre() };
}

/**
 * The dossier of a published edition: the one that has most of the files that its manifest says it was made from, by their digests,
 * among that of the note beside it and those that lie where dossiers do. Its year alone says nothing: two may be of one exercice.
 */
function chercherParLeManifeste(scelle: Scelle): string {
  const { documents, exercice, entrees } = scelle;
  const candidats = dossiersProches(documents).filter((dossier) => peutEtreLeSien(dossier, scelle));
  const comptes = candidats.map((dossier) => ({
    dossier,
    communs: entrees.filter((entree) => estLeMeme(dossier, entree)).length,
  }));
  const plus = Math.max(0, ...comptes.map(({ communs }) => communs));
  const premiers = comptes.filter(({ communs }) => communs === plus).map(({ dossier }) => dossier);
  const lieu = new NoteDePlace(documents).dossier();
  const note = lieu && candidats.find((dossier) => realPlace(dossier) === realPlace(lieu));
  const [premier] = premiers;
  if (plus === 0 || premier === undefined) {
    if (note !== undefined) return note;
    throw new Refus(
      'usage',
      `le dossier de l’exercice ${exercice} n’est pas dans ${DOSSIERS} : aucun n’y a les fichiers dont cette édition a été faite`,
      A_DONNER,
    );
  }
  if (note !== undefined && premiers.includes(note)) return note;
  if (premiers.length === 1 || plus === entrees.length) return premier;
  throw new Refus(
    'usage',
    `plusieurs dossiers ont autant des fichiers dont cette édition a été faite : ${enumerer(premiers)}`,
    'Donnez avec --dossier celui dont elle a été faite.',
  );
}

/** The dossiers that may be looked at, without doubles, in the order of their names. */
function dossiersProches(edition: string): string[] {
  const racines = [DOSSIERS, join(dirname(dirname(resolve(edition))), DOSSIERS), '.'];
  const trouves = racines.flatMap((racine) =>
    trierPar(nomsDe(racine), (nom) => nom)
      .map((nom) => join(racine, nom))
      .filter((dossier) => existsSync(join(dossier, 'exercice.yaml'))),
  );
  // Where two ways lead to one, the first of where dossiers lie is kept: the shortest to say.
  const ditDeLoin = [new NoteDePlace(edition).dossier() ?? [], ...trouves.toReversed()].flat();
  return trierPar(
    [...new Map(ditDeLoin.map((dossier) => [realPlace(dossier), dossier])).values()],
    (dossier) => dossier,
  );
}

function nomsDe(racine: string): string[] {
  try {
    return readdirSync(racine, { withFileTypes: true })
      .filter((entree) => entree.isDirectory() || entree.isSymbolicLink())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Whether a dossier is of the same exercice and collectivité; one that cannot be read may be. */
function peutEtreLeSien(dossier: string, { exercice, collectivite }: Scelle): boolean {
  const cadre = lireLeCadre(dossier, new Constats());
  if (cadre === undefined) return true;
  const deLa = collectivite === '' || cadre.collectivite === '' || plier(cadre.collectivite) === plier(collectivite);
  return cadre.exercice === exercice && deLa;
}

function enTeteDe(dossier: string): EnTete {
  try {
    return lireLeDossier(dossier, new Constats()).enTete;
  } catch (error) {
    if (!(error instanceof ConstatsBloquants)) throw error;
    const [premier] = error.constats.liste;
    throw new Refus(
      'usage',
      `le dossier ${dossier} ne se lit pas : ${premier?.lieu.fichier ?? ''}, ${premier?.message ?? ''}`,
      `« jaune controler ${citerChemin(dossier)} » dit tout ce qui ne va pas. Ou vérifiez une archive, qui contient le sien.`,
    );
  }
}
