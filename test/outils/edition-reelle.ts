import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Constats } from '../../src/domain/constats/constat.ts';
import { compilerLesLignes } from '../../src/edition/compiler-les-lignes.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { writePieces } from '../../src/files/file-system.ts';
import { EcarteesCsv, LignesCsv } from '../../src/render/csv/lignes-csv.ts';
import { morceauxDeSyntheseJson } from '../../src/render/json/synthese-json.ts';
import { dossierDEssai } from './atelier.ts';
import { donneePartagee } from './partage.ts';
import { type Enregistrement, lireCsvProduit } from './sorties.ts';

/** Makes a dossier of a template, its source linked in place (or copied), and compiles it. */
export async function compilerReel(
  gabarit: string,
  exercice: string,
  fichier: string,
  pose: 'lien' | 'copie' = 'copie',
) {
  const place = dossierDEssai();
  const constats = new Constats();
  const sortie = join(place, 'edition');
  await compilerLEdition(poserReel(place, gabarit, exercice, fichier, pose), sortie, constats);
  return { constats: constats.liste.map(({ code }) => code), ...lireEdition(sortie, exercice) };
}

/** The lines and the summary alone, where nobody looks at the other documents. */
export async function compilerLesDeuxFichiers(gabarit: string, exercice: string, fichier: string) {
  const place = dossierDEssai();
  const preparation = await preparer(poserReel(place, gabarit, exercice, fichier, 'lien'), new Constats());
  const lignes = new LignesCsv(join(place, `lignes-${exercice}.csv`), preparation.dossier.enTete, preparation.libelles);
  const ecartees = new EcarteesCsv(join(place, `lignes-ecartees-${exercice}.csv`));
  const jaune = await compilerLesLignes(preparation, {
    affectation: (affectation) => lignes.ecrire(affectation),
    ecartee: (ligne) => ecartees.ecrire(ligne),
  });
  lignes.fermer();
  ecartees.fermer();
  writePieces(join(place, `synthese-${exercice}.json`), morceauxDeSyntheseJson(jaune));
  return lireEdition(place, exercice);
}

export function poserReel(
  place: string,
  gabarit: string,
  exercice: string,
  fichier: string,
  pose: 'lien' | 'copie',
): string {
  const dossier = join(place, 'dossier');
  cpSync(join(import.meta.dirname, '../reel', gabarit), dossier, { recursive: true });
  const declare = join(dossier, 'exercice.yaml');
  writeFileSync(declare, readFileSync(declare, 'utf8').replaceAll('__EXERCICE__', exercice));
  mkdirSync(join(dossier, 'sources'));
  const source = join(dossier, 'sources', fichier);
  if (pose === 'lien') symlinkSync(donneePartagee(fichier), source);
  else cpSync(donneePartagee(fichier), source);
  return dossier;
}

export function lireEdition(sortie: string, exercice: string) {
  return {
    sortie,
    lignes: lireCsvProduit(sortie, `lignes-${exercice}.csv`),
    ecartees: lireCsvProduit(sortie, `lignes-ecartees-${exercice}.csv`),
    synthese: JSON.parse(readFileSync(join(sortie, `synthese-${exercice}.json`), 'utf8')),
  };
}

export type EditionReelle = ReturnType<typeof lireEdition>;

export function depenses(lignes: readonly Enregistrement[]): Enregistrement[] {
  return lignes.filter(({ sens }) => sens === 'depense');
}
