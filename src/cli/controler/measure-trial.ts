import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Classifieur } from '../../classify/classifieur.ts';
import { composerLesRegles, type Regle } from '../../classify/regles/regle.ts';
import { CompteurDeRegles } from '../../compile/compteur-de-regles.ts';
import { CompteurDeDifference, type Difference } from '../../compile/difference.ts';
import type { EffetRegle, RencontreDeRegles } from '../../compile/jaune.ts';
import { SecteursVus } from '../../compile/observateurs/secteurs-vus.ts';
import { montantSur } from '../../compile/partition.ts';
import { signalerLesRegles } from '../../compile/signaler-les-constats.ts';
import { Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Verdict } from '../../domain/verdict/verdict.ts';
import { parcourirLesLignes } from '../../edition/parcourir-les-lignes.ts';
import type { Preparation } from '../../edition/preparation.ts';

/** Rules to take out of a dossier, by identifier, and files of rules to add to it, by path: to measure, nothing is kept. */
export interface Trial {
  readonly sans: readonly string[];
  readonly avec: readonly string[];
}

export interface Measurement {
  readonly difference: Difference;
  readonly regles: readonly EffetRegle[];
  readonly rencontres: readonly RencontreDeRegles[];
  readonly added: readonly string[];
  /** Files of the dossier whose place a file of the same name takes. */
  readonly replaced: readonly string[];
}

/**
 * Measures what other rules would change of a dossier before anybody keeps them: each line is classified twice as it passes,
 * by the rules that are there and by those that would be. A file that is added stands where its name would put it in
 * `regles/`, in the place of the one that has this name.
 * @param toKeep how many of the lines that change to keep at most, those that move the most cents first
 * @throws ConstatsBloquants when the dossier, or a file that is added, is at fault
 * @throws Refus when the trial cannot be made as it was asked for
 */
export async function measureTrial(preparation: Preparation, trial: Trial, toKeep: number): Promise<Measurement> {
  const { dossier, classement, constats } = preparation;
  const additions = trial.avec.map((path) => ({ path, name: `regles/${basename(path)}` }));
  requireRuleFiles(trial, additions);
  const dossierRules = [...classement.regles, ...classement.misesDeCote];
  const unknown = trial.sans.find((id) => !dossierRules.some(({ citee }) => citee.id === id));
  if (unknown !== undefined) {
    const known = dossierRules.map(({ citee }) => citee.id);
    const nearest = nomLePlusProche(unknown, known);
    const facts = { essai: trial, type: 'regle_inconnue', id: unknown, proche: nearest };
    const hint =
      nearest === undefined
        ? 'jaune controler <dossier> --regles les donne toutes.'
        : `Vouliez-vous écrire « ${nearest} » ?`;
    throw new Refus('usage', `« ${unknown} » : aucune règle de ce nom dans le dossier`, hint, facts);
  }
  const read = additions.map(({ path, name }) => ({ nom: name, regles: classement.lireRegles(path) }));
  exigerSansErreur(constats);
  const composed = composerLesRegles(dossierRules, new Set(trial.sans), read, constats);
  exigerSansErreur(constats);
  const tried = composed.filter(({ enVigueur }) => enVigueur);
  return {
    ...(await classifyTwice(preparation, tried, toKeep)),
    added: read.flatMap(({ regles }) => regles.map(({ citee }) => citee.id)),
    replaced: read.map(({ nom }) => nom).filter((name) => dossier.regles.includes(name)),
  };
}

async function classifyTwice(
  preparation: Preparation,
  tried: readonly Regle[],
  toKeep: number,
): Promise<Pick<Measurement, 'difference' | 'regles' | 'rencontres'>> {
  const { dossier, classement, constats } = preparation;
  const { enTete } = dossier;
  const secondConstats = new Constats();
  const second: Classifieur = classement.avecRegles(tried, secondConstats);
  const comparison = new CompteurDeDifference(enTete, toKeep);
  const before = new CompteurDeRegles();
  const after = new CompteurDeRegles();
  const secteurs = new SecteursVus({ dossier, constats });
  const sources = await parcourirLesLignes(preparation, (ligne) => {
    const verdicts: readonly [Verdict, Verdict] = [classement.classifieur.classer(ligne), second.classer(ligne)];
    const centimes = montantSur(ligne, enTete.base);
    classement.decisions.compter(ligne, centimes);
    before.ajouter(ligne, verdicts[0], centimes);
    after.ajouter(ligne, verdicts[1], centimes);
    secteurs.ajouter({ ligne, verdict: verdicts[1] });
    comparison.ajouter(ligne, ...verdicts);
  });
  await classement.decisions.signaler(constats, 'E-ARBITRAGES-EN-ATTENTE', preparation.chemin);
  addNewConstats(constats, secondConstats, constats);
  secteurs.finir();
  exigerSansErreur(constats);
  const [told, toTell] = [new Constats(), new Constats()];
  const files = dossier.sources.map(({ nom }) => nom);
  signalerLesRegles({ regles: before.effets(classement.regles), rencontres: before.rencontres() }, files, told);
  const effects = { regles: after.effets(tried), rencontres: after.rencontres() };
  signalerLesRegles(effects, files, toTell);
  addNewConstats(told, toTell, constats);
  return { difference: comparison.difference(sources), ...effects };
}

/** Tells what is found under the rules tried and not under those that are there. */
function addNewConstats(known: Constats, found: Constats, constats: Constats): void {
  const key = (constat: Constats['liste'][number]) => JSON.stringify([constat.code, constat.lieu, constat.message]);
  const said = new Set(known.liste.map(key));
  for (const constat of found.liste) if (!said.has(key(constat))) constats.ajouter(constat);
}

function requireRuleFiles(trial: Trial, additions: readonly { readonly path: string; readonly name: string }[]): void {
  const refuse = (type: string, fact: { chemin: string } | { nom: string }, message: string, remedy: string) => {
    const [quoted = ''] = Object.values(fact);
    throw new Refus('usage', `« ${quoted} » : ${message}`, remedy, { essai: trial, type, ...fact });
  };
  const notYaml = additions.find(({ name }) => !/\.ya?ml$/i.test(name));
  if (notYaml)
    refuse(
      'fichier_sans_yaml',
      { chemin: notYaml.path },
      'un fichier de règles finit par .yaml ; dans regles/, celui-ci ne serait pas lu',
      '',
    );
  const missing = additions.find(({ path }) => !existsSync(path) || !statSync(path).isFile());
  if (missing)
    refuse(
      'fichier_absent',
      { chemin: missing.path },
      'aucun fichier de ce nom',
      'Vérifiez le chemin, depuis le dossier où vous êtes.',
    );
  const namesake = additions.find(({ name }, rank) =>
    additions.some((other, otherRank) => otherRank < rank && other.name === name),
  );
  if (namesake)
    refuse(
      'fichiers_homonymes',
      { nom: basename(namesake.name) },
      'deux fichiers à l’essai s’appellent ainsi, et regles/ n’en tient qu’un',
      'Renommez-en un.',
    );
}
