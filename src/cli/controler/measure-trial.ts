import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Classifieur } from '../../classify/classifieur.ts';
import { composerLesRegles, type Regle } from '../../classify/regles/regle.ts';
import { CompteurDeRegles } from '../../compile/compteur-de-regles.ts';
import { CompteurDeDifference, type Difference } from '../../compile/difference.ts';
import type { EffetRegle, RencontreDeRegles } from '../../compile/jaune.ts';
import { montantSur } from '../../compile/partition.ts';
import { SecteursVus } from '../../compile/secteurs-vus.ts';
import { signalerLesRegles } from '../../compile/signaler-les-constats.ts';
import { Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Verdict } from '../../domain/verdict/verdict.ts';
import { type Preparation, parcourirLesLignes } from '../../edition.ts';

/** Rules to take out of a dossier, by identifier, and files of rules to add to it, by path: to measure, nothing is kept. */
export interface Trial {
  readonly sans: readonly string[];
  readonly avec: readonly string[];
}

export interface Measurement {
  readonly difference: Difference;
  readonly regles: readonly EffetRegle[];
  readonly rencontres: readonly RencontreDeRegles[];
  readonly ajoutees: readonly string[];
  /** Files of the dossier whose place a file of the same name takes. */
  readonly remplaces: readonly string[];
}

/**
 * Measures what other rules would change of a dossier before anybody keeps them: each line is classified twice as it passes,
 * by the rules that are there and by those that would be. A file that is added stands where its name would put it in
 * `regles/`, in the place of the one that has this name.
 * @param aGarder how many of the lines that change to keep at most, those that move the most cents first
 * @throws ConstatsBloquants when the dossier, or a file that is added, is at fault
 * @throws Refus when the trial cannot be made as it was asked for
 */
export async function measureTrial(preparation: Preparation, essai: Trial, toKeep: number): Promise<Measurement> {
  const { dossier, classement, constats } = preparation;
  const additions = essai.avec.map((chemin) => ({ chemin, nom: `regles/${basename(chemin)}` }));
  requireRuleFiles(essai, additions);
  const ofDossier = [...classement.regles, ...classement.misesDeCote];
  const unknown = essai.sans.find((id) => !ofDossier.some(({ citee }) => citee.id === id));
  if (unknown !== undefined) {
    const known = ofDossier.map(({ citee }) => citee.id);
    const proche = nomLePlusProche(unknown, known);
    const facts = { essai, type: 'regle_inconnue', id: unknown, proche };
    const hint =
      proche === undefined
        ? 'jaune controler <dossier> --regles les donne toutes.'
        : `Vouliez-vous écrire « ${proche} » ?`;
    throw new Refus('usage', `« ${unknown} » : aucune règle de ce nom dans le dossier`, hint, facts);
  }
  const read = additions.map(({ chemin, nom }) => ({ nom, regles: classement.lireRegles(chemin) }));
  exigerSansErreur(constats);
  const composed = composerLesRegles(ofDossier, new Set(essai.sans), read, constats);
  exigerSansErreur(constats);
  const tried = composed.filter(({ enVigueur }) => enVigueur);
  return {
    ...(await classifyTwice(preparation, tried, toKeep)),
    ajoutees: read.flatMap(({ regles }) => regles.map(({ citee }) => citee.id)),
    remplaces: read.map(({ nom }) => nom).filter((nom) => dossier.regles.includes(nom)),
  };
}

async function classifyTwice(
  preparation: Preparation,
  tried: readonly Regle[],
  toKeep: number,
): Promise<Pick<Measurement, 'difference' | 'regles' | 'rencontres'>> {
  const { dossier, classement, constats } = preparation;
  const { enTete } = dossier;
  const ofSecond = new Constats();
  const second: Classifieur = classement.avecRegles(tried, ofSecond);
  const comparison = new CompteurDeDifference(enTete, toKeep);
  const before = new CompteurDeRegles();
  const after = new CompteurDeRegles();
  const secteurs = new SecteursVus();
  const sources = await parcourirLesLignes(preparation, (ligne) => {
    const verdicts: readonly [Verdict, Verdict] = [classement.classifieur.classer(ligne), second.classer(ligne)];
    const centimes = montantSur(ligne, enTete.base);
    before.ajouter(ligne, verdicts[0], centimes);
    after.ajouter(ligne, verdicts[1], centimes);
    secteurs.ajouter({ ligne, verdict: verdicts[1] });
    comparison.ajouter(ligne, ...verdicts);
  });
  classement.decisions.signaler(constats);
  tellNews(constats, ofSecond, constats);
  if (!constats.enErreur) secteurs.exigerLePilote(dossier, constats);
  exigerSansErreur(constats);
  const [told, toTell] = [new Constats(), new Constats()];
  signalerLesRegles({ regles: before.effets(classement.regles), rencontres: before.rencontres() }, told);
  const effects = { regles: after.effets(tried), rencontres: after.rencontres() };
  signalerLesRegles(effects, toTell);
  tellNews(told, toTell, constats);
  return { difference: comparison.difference(sources), ...effects };
}

/** Tells what is found under the rules tried and not under those that are there. */
function tellNews(connus: Constats, found: Constats, constats: Constats): void {
  const key = (constat: Constats['liste'][number]) => JSON.stringify([constat.code, constat.lieu, constat.message]);
  const dits = new Set(connus.liste.map(key));
  for (const constat of found.liste) if (!dits.has(key(constat))) constats.ajouter(constat);
}

function requireRuleFiles(essai: Trial, additions: readonly { readonly chemin: string; readonly nom: string }[]): void {
  const refuse = (type: string, fact: { chemin: string } | { nom: string }, message: string, remedy: string) => {
    const [quoted = ''] = Object.values(fact);
    throw new Refus('usage', `« ${quoted} » : ${message}`, remedy, { essai, type, ...fact });
  };
  const notYaml = additions.find(({ nom }) => !/\.ya?ml$/i.test(nom));
  if (notYaml)
    refuse(
      'fichier_sans_yaml',
      { chemin: notYaml.chemin },
      'un fichier de règles finit par .yaml ; dans regles/, celui-ci ne serait pas lu',
      '',
    );
  const missing = additions.find(({ chemin }) => !existsSync(chemin) || !statSync(chemin).isFile());
  if (missing)
    refuse(
      'fichier_absent',
      { chemin: missing.chemin },
      'aucun fichier de ce nom',
      'Vérifiez le chemin, depuis le dossier où vous êtes.',
    );
  const namesake = additions.find(({ nom }, rank) =>
    additions.some((other, otherRank) => otherRank < rank && other.nom === nom),
  );
  if (namesake)
    refuse(
      'fichiers_homonymes',
      { nom: basename(namesake.nom) },
      'deux fichiers à l’essai s’appellent ainsi, et regles/ n’en tient qu’un',
      'Renommez-en un.',
    );
}
