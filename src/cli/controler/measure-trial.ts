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
export interface Essai {
  readonly sans: readonly string[];
  readonly avec: readonly string[];
}

/** What a trial would change, and what rules would then do. */
export interface Mesure {
  readonly difference: Difference;
  /** The effects of the rules tried, in their order. */
  readonly regles: readonly EffetRegle[];
  readonly rencontres: readonly RencontreDeRegles[];
  /** Identifiers of the rules that the trial brings. */
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
export async function measureTrial(preparation: Preparation, essai: Essai, aGarder: number): Promise<Mesure> {
  const { dossier, classement, constats } = preparation;
  const ajouts = essai.avec.map((chemin) => ({ chemin, nom: `regles/${basename(chemin)}` }));
  requireRuleFiles(essai, ajouts);
  const duDossier = [...classement.regles, ...classement.misesDeCote];
  const inconnue = essai.sans.find((id) => !duDossier.some(({ citee }) => citee.id === id));
  if (inconnue !== undefined) {
    const connues = duDossier.map(({ citee }) => citee.id);
    const proche = nomLePlusProche(inconnue, connues);
    const faits = { essai, type: 'regle_inconnue', id: inconnue, proche };
    const piste =
      proche === undefined
        ? 'jaune controler <dossier> --regles les donne toutes.'
        : `Vouliez-vous écrire « ${proche} » ?`;
    throw new Refus('usage', `« ${inconnue} » : aucune règle de ce nom dans le dossier`, piste, faits);
  }
  const lus = ajouts.map(({ chemin, nom }) => ({ nom, regles: classement.lireRegles(chemin) }));
  exigerSansErreur(constats);
  const composees = composerLesRegles(duDossier, new Set(essai.sans), lus, constats);
  exigerSansErreur(constats);
  const essayees = composees.filter(({ enVigueur }) => enVigueur);
  return {
    ...(await classifyTwice(preparation, essayees, aGarder)),
    ajoutees: lus.flatMap(({ regles }) => regles.map(({ citee }) => citee.id)),
    remplaces: lus.map(({ nom }) => nom).filter((nom) => dossier.regles.includes(nom)),
  };
}

async function classifyTwice(
  preparation: Preparation,
  essayees: readonly Regle[],
  aGarder: number,
): Promise<Pick<Mesure, 'difference' | 'regles' | 'rencontres'>> {
  const { dossier, classement, constats } = preparation;
  const { enTete } = dossier;
  const duSecond = new Constats();
  const second: Classifieur = classement.avecRegles(essayees, duSecond);
  const comparaison = new CompteurDeDifference(enTete, aGarder);
  const avant = new CompteurDeRegles();
  const apres = new CompteurDeRegles();
  const secteurs = new SecteursVus();
  const sources = await parcourirLesLignes(preparation, (ligne) => {
    const verdicts: readonly [Verdict, Verdict] = [classement.classifieur.classer(ligne), second.classer(ligne)];
    const centimes = montantSur(ligne, enTete.base);
    avant.ajouter(ligne, verdicts[0], centimes);
    apres.ajouter(ligne, verdicts[1], centimes);
    secteurs.ajouter({ ligne, verdict: verdicts[1] });
    comparaison.ajouter(ligne, ...verdicts);
  });
  classement.decisions.signaler(constats);
  tellNews(constats, duSecond, constats);
  if (!constats.enErreur) secteurs.exigerLePilote(dossier, constats);
  exigerSansErreur(constats);
  const [dites, aDire] = [new Constats(), new Constats()];
  signalerLesRegles({ regles: avant.effets(classement.regles), rencontres: avant.rencontres() }, dites);
  const effets = { regles: apres.effets(essayees), rencontres: apres.rencontres() };
  signalerLesRegles(effets, aDire);
  tellNews(dites, aDire, constats);
  return { difference: comparaison.difference(sources), ...effets };
}

/** Tells what is found under the rules tried and not under those that are there. */
function tellNews(connus: Constats, trouves: Constats, constats: Constats): void {
  const cle = (constat: Constats['liste'][number]) => JSON.stringify([constat.code, constat.lieu, constat.message]);
  const dits = new Set(connus.liste.map(cle));
  for (const constat of trouves.liste) if (!dits.has(cle(constat))) constats.ajouter(constat);
}

function requireRuleFiles(essai: Essai, ajouts: readonly { readonly chemin: string; readonly nom: string }[]): void {
  const refuser = (type: string, fait: { chemin: string } | { nom: string }, message: string, remede: string) => {
    const [cite = ''] = Object.values(fait);
    throw new Refus('usage', `« ${cite} » : ${message}`, remede, { essai, type, ...fait });
  };
  const sansYaml = ajouts.find(({ nom }) => !/\.ya?ml$/i.test(nom));
  if (sansYaml)
    refuser(
      'fichier_sans_yaml',
      { chemin: sansYaml.chemin },
      'un fichier de règles finit par .yaml ; dans regles/, celui-ci ne serait pas lu',
      '',
    );
  const absent = ajouts.find(({ chemin }) => !existsSync(chemin) || !statSync(chemin).isFile());
  if (absent)
    refuser(
      'fichier_absent',
      { chemin: absent.chemin },
      'aucun fichier de ce nom',
      'Vérifiez le chemin, depuis le dossier où vous êtes.',
    );
  const homonyme = ajouts.find(({ nom }, rang) =>
    ajouts.some((autre, autreRang) => autreRang < rang && autre.nom === nom),
  );
  if (homonyme)
    refuser(
      'fichiers_homonymes',
      { nom: basename(homonyme.nom) },
      'deux fichiers à l’essai s’appellent ainsi, et regles/ n’en tient qu’un',
      'Renommez-en un.',
    );
}
