import { type EvolutionPontee, Passage } from '../compile/comparaison/passage.ts';
import type { AnneePassee } from '../compile/evolution/annee-passee.ts';
import { ANNEES_PASSEES, compilerLAnneePassee, type EditionPubliee } from '../compile/evolution/annees-passees.ts';
import { compilerLEvolution } from '../compile/evolution/compiler-l-evolution.ts';
import { PublieAlors } from '../compile/evolution/publie-alors.ts';
import type { Jaune } from '../compile/jaune.ts';
import { LignesPassees } from '../compile/semblables/lignes-passees.ts';
import { signalerLesEmetteurs } from '../compile/signaler-les-constats.ts';
import { avertissementsDesDocuments } from '../domain/constats/avertissements.ts';
import { exigerSansErreur } from '../domain/constats/constat.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import { Emetteurs } from '../domain/lignes/emetteurs.ts';
import type { EditionPrecedente } from '../domain/lignes/lignes-publiees.ts';
import { signalerLesAcquittements } from '../dossier/lire-les-acquittements.ts';
import {
  editionsRemplacees,
  lireLEditionPrecedente,
  lireUneEditionPassee,
  memoiresAvant,
} from '../ingest/lire-les-editions-passees.ts';
import { lireLesLignesPubliees } from '../ingest/lire-les-lignes-publiees.ts';
import { lireLesSourcesPassees } from '../ingest/lire-les-sources-passees.ts';
import { compilerLesLignes, type TemoinDesLignes } from './compiler-les-lignes.ts';
import type { Preparation } from './preparation.ts';
import { rappelerLAnneeDerniere } from './rappeler-une-edition.ts';

/** What documents are drawn from. */
export interface AnneeCompilee {
  readonly jaune: Jaune;
  readonly evolution: EvolutionPontee | undefined;
}

/**
 * From the lines of the sectors to the jaune, and to what changed since the edition that the dossier remembers.
 * @throws ConstatsBloquants when anything is at fault; all has then been read and told
 */
export async function compilerLAnnee(preparation: Preparation, temoin: TemoinDesLignes = {}): Promise<AnneeCompilee> {
  const { dossier, constats } = preparation;
  const { jaune, evolution } = await compilerSesLignes(preparation, temoin);
  // All the warnings have come by now: what draws the documents finds errors alone.
  const acquittes = signalerLesAcquittements(dossier.acquittements, constats);
  return { jaune: { ...jaune, avertissements: avertissementsDesDocuments(constats), acquittes }, evolution };
}

async function compilerSesLignes(preparation: Preparation, temoin: TemoinDesLignes): Promise<AnneeCompilee> {
  const { dossier, constats } = preparation;
  const emetteurs = new Emetteurs(dossier.enTete.secteurs);
  // What is wrong with the memory is told with what is wrong with the lines.
  const rappel = rappelerLAnneeDerniere(dossier, constats);
  const passees = new LignesPassees();
  const publie = new PublieAlors();
  const precedente = await lireLEditionPrecedente(dossier, constats, (part) => {
    passees.voir(part);
    rappel?.voir(part);
    publie.voir(part);
  });
  const comparable = precedente?.base === dossier.enTete.base;
  const passage =
    rappel && precedente && comparable ? new Passage(rappel.finir(precedente), preparation.libelles) : undefined;
  const sourcesPassees = await lireLesSourcesPassees(dossier, constats);
  const voir = (affectation: Affectation) => {
    temoin.affectation?.(affectation);
    if (precedente) emetteurs.ajouter(affectation.ligne.imputation, affectation.montant);
    passage?.voir(affectation);
  };
  const compile = await compilerLesLignes(preparation, { ...temoin, affectation: voir }, { passees, sourcesPassees });
  exigerSansErreur(constats);
  if (precedente === undefined) return { jaune: compile, evolution: undefined };
  signalerLesEmetteurs(precedente, { emetteurs, enTete: dossier.enTete }, constats);
  const evolution = compilerLEvolution(precedente, { ...compile, emetteurs });
  const jaune = { ...compile, annees: await lireLesAnnees({ ...precedente, publie }, compile, preparation) };
  if (passage === undefined || !evolution.comparable) return { jaune, evolution };
  return { jaune, evolution: { ...evolution, pont: await passage.pont(jaune, emetteurs) } };
}

/** The last edition, then those before it, each read and let go of before the next. */
async function lireLesAnnees(
  precedente: EditionPrecedente & EditionPubliee,
  jaune: Jaune,
  preparation: Preparation,
): Promise<readonly AnneePassee[]> {
  const { dossier, constats } = preparation;
  const compiler = async (edition: EditionPrecedente & EditionPubliee) =>
    compilerLAnneePassee(edition, jaune, [edition, ...(await lireLesRemplacees(edition.exercice, preparation))]);
  const annees = [await compiler(precedente)];
  for (const fichier of memoiresAvant(dossier).slice(1, ANNEES_PASSEES)) {
    const publie = new PublieAlors();
    const edition = await lireUneEditionPassee(dossier, fichier, constats, (part) => publie.voir(part));
    if (edition) annees.push(await compiler({ ...edition, publie }));
  }
  exigerSansErreur(constats);
  return annees;
}

/** What had been published of an exercice before the edition that counts. */
async function lireLesRemplacees(exercice: string, { dossier, constats }: Preparation): Promise<EditionPubliee[]> {
  const lues: EditionPubliee[] = [];
  for (const fichier of editionsRemplacees(dossier, exercice)) {
    const publie = new PublieAlors();
    const lu = await lireLesLignesPubliees(
      dossier.racine,
      fichier,
      constats,
      (part) => publie.voir(part),
      dossier.sources,
    );
    if (lu) lues.push({ ...lu, publie });
  }
  return lues;
}
