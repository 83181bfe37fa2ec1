import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ajouterLesDecisions, ouvrirLesDecisions } from '../classify/decisions/decisions-ecrites.ts';
import { lireLesDecisions } from '../classify/decisions/lire-les-decisions.ts';
import { RegistreDesDecisions } from '../classify/decisions/registre-des-decisions.ts';
import { estFinie, type Norme } from '../domain/codes/normes.ts';
import { Constats, ConstatsBloquants, exigerSansErreur } from '../domain/constats/constat.ts';
import type { Refus } from '../domain/constats/refus.ts';
import { citerChemin } from '../domain/textes/citer-chemin.ts';
import { lireLaDeclaration } from '../dossier/lire-la-declaration.ts';
import { lireLeDossier } from '../dossier/lire-le-dossier.ts';
import { nomDeSource } from '../dossier/lire-le-format.ts';
import { NewFolder } from '../files/new-folder.ts';
import { decodeText, readWhole } from '../files/read-text.ts';
import { packageRoot } from '../files/tool.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { type Bilan, usage } from './bilan-d-init.ts';
import { type DossierPasse, lireLeDossierPasse } from './dossier-passe.ts';
import { fichiersDuModele, normeDe } from './modele.ts';
import { exigerDeuxDossiers, regarderLaPlace } from './place.ts';
import { reprendreLeDossier } from './reprendre-le-dossier.ts';
import { RELANCER, retrouverLesDecisions } from './retrouver-les-decisions.ts';

export type { Bilan, LaisseePourLecteurs, Poste } from './bilan-d-init.ts';

/** What a dossier is to be made with; what is not told is found, or left to be filled in. */
interface OptionsDInit {
  readonly depuis?: string | undefined;
  readonly exercice?: string | undefined;
  readonly collectivite?: string | undefined;
  readonly norme?: Norme | undefined;
}

/**
 * Makes a dossier: a new one to be filled in, or the one that follows an earlier one. It comes whole or not at all, and
 * nothing else is touched. Asked again once the files of the year are there, adds the decisions that can now be carried, and
 * nothing more.
 * @throws ConstatsBloquants when a dossier that must be read is at fault
 * @throws Refus when it is not asked for as it can be made
 * @throws UnwritableOutput when the dossier may not stand there, or the system refuses
 */
export async function faireUnDossier(chemin: string, options: OptionsDInit, constats: Constats): Promise<Bilan> {
  const { depuis } = options;
  if (depuis === undefined) return creer(chemin, options);
  if (options.norme !== undefined || options.collectivite !== undefined)
    throw usage(
      '--norme et --collectivite ne vont pas avec --depuis',
      'Elles viennent du dossier repris ; changez-les ensuite dans exercice.yaml.',
    );
  exigerDeuxDossiers(chemin, depuis);
  const etat = regarderLaPlace(chemin);

  // All that must be known of the dossier to carry comes before its lines are read.
  const { enTete } = lireSansAvertir(depuis, constats);
  const exercice =
    etat === 'dossier' ? options.exercice : (options.exercice ?? anneeDe(chemin) ?? suivante(enTete.exercice));
  if (exercice !== undefined && (exercice.length > 4 || exercice <= enTete.exercice))
    throw pasApres(exercice, enTete.exercice);
  if (etat === 'dossier')
    return surLePasse(depuis, undefined, constats, (passe) => ajouterAuDossier(chemin, passe, exercice, constats));

  const enCours = new NewFolder(chemin);
  try {
    const memoire = join(enCours.path, 'memoire', `lignes-${enTete.exercice}.csv`);
    mkdirSync(dirname(memoire));
    const bilan = await surLePasse(depuis, memoire, constats, (passe) =>
      reprendreLeDossier({ chemin, enCours, passe, exercice: exercice ?? '' }),
    );
    enCours.publish('exercice.yaml');
    return bilan;
  } catch (erreur) {
    enCours.abandon();
    throw erreur;
  }
}

function creer(chemin: string, options: OptionsDInit): Bilan {
  const exercice = options.exercice ?? anneeDe(chemin);
  if (exercice === undefined)
    throw usage(
      `l’exercice ne se lit pas dans le nom du dossier, « ${basename(chemin)} »`,
      'Ajoutez --exercice 2013, ou nommez le dossier par son année : data/2013.',
    );
  const norme = options.norme ?? normeDe(exercice);
  if (estFinie(norme, Number(exercice)))
    throw usage(`la ${norme} ne vaut plus en ${exercice}`, 'Depuis 2024, toutes les collectivités suivent la M57.');
  if (regarderLaPlace(chemin) === 'dossier')
    throw new UnwritableOutput(
      `${chemin} est déjà un dossier : il contient exercice.yaml`,
      'Rien n’y est changé. Choisissez un autre nom, ou continuez dans ce dossier.',
    );
  const collectivite = (options.collectivite ?? '').trim();
  const enCours = new NewFolder(chemin);
  try {
    const fichiers = fichiersDuModele(packageRoot(), chemin, { exercice, collectivite, norme });
    for (const { nom, texte } of fichiers) {
      const chemin = join(enCours.path, nom);
      mkdirSync(dirname(chemin), { recursive: true });
      writeFileSync(chemin, texte);
    }
    enCours.makeIfMissing('sources');
    enCours.publish('exercice.yaml');
    const blancs = [...(collectivite === '' ? ['collectivite'] : []), 'date_edition', 'secteur_pilote'].join(', ');
    return {
      type: 'neuf',
      dossier: chemin,
      exercice,
      repris: [],
      laisses: [],
      decisions: { reprises: [], laissees: [] },
      aFaire: [
        'Copiez les fichiers reçus dans sources/, sans les ouvrir dans Excel.',
        `Remplissez ${blancs} dans exercice.yaml.`,
        `Déclarez-y chaque fichier : « jaune source <fichier> --dossier ${citerChemin(chemin)} » propose son bloc, à relire, et l’écrit avec --ecrire.`,
        `Contrôlez : jaune controler ${citerChemin(chemin)}`,
        'Écrivez dans regles/20-international.yaml ce qui est international : un exemple est au bas de regles/10-perimetre.yaml.',
      ],
    };
  } catch (erreur) {
    enCours.abandon();
    throw erreur;
  }
}

/** Reads the declarations of the earlier dossier; its warnings are for whoever controls it. */
function lireSansAvertir(depuis: string, constats: Constats) {
  const aPart = new Constats();
  try {
    return lireLeDossier(depuis, aPart);
  } catch (erreur) {
    transmettre(erreur, aPart, constats);
    throw erreur;
  }
}

/** Reads the earlier dossier whole, then does something with it; what is wrong with it is told as its control would. */
async function surLePasse<T>(
  depuis: string,
  memoire: string | undefined,
  constats: Constats,
  faire: (passe: DossierPasse) => Promise<T>,
): Promise<T> {
  const aPart = new Constats();
  let passe: DossierPasse;
  try {
    passe = await lireLeDossierPasse(depuis, memoire, aPart);
    exigerSansErreur(aPart);
  } catch (erreur) {
    transmettre(erreur, aPart, constats);
    throw erreur;
  }
  return faire(passe);
}

function transmettre(erreur: unknown, aPart: Constats, constats: Constats): void {
  if (erreur instanceof ConstatsBloquants) for (const constat of aPart.liste) constats.ajouter(constat);
}

function anneeDe(chemin: string): string | undefined {
  return /^\d{4}$/.exec(basename(chemin))?.[0];
}

function suivante(exercice: string): string {
  return String(Number(exercice) + 1).padStart(4, '0');
}

function pasApres(exercice: string, ancien: string): Refus {
  if (exercice.length > 4) return usage(`aucun exercice ne suit ${ancien}`, 'Une année s’écrit sur quatre chiffres.');
  return usage(
    `${exercice} ne vient pas après ${ancien}, l’exercice du dossier repris`,
    'Un dossier se reprend d’une année passée : vérifiez --exercice, le nom du dossier et --depuis.',
  );
}

const EXERCICE = 'exercice.yaml';
const ARBITRAGES = 'arbitrages.csv';

/**
 * Adds to a dossier that is there the past decisions whose line has come since, and touches nothing else of it.
 * @param attendu its exercice, when it was told
 * @throws Refus when its exercice is not one that follows, or the one told
 * @throws ConstatsBloquants when what the dossier declares, or its decisions, are at fault
 */
export async function ajouterAuDossier(
  chemin: string,
  passe: DossierPasse,
  attendu: string | undefined,
  constats: Constats,
): Promise<Bilan> {
  const octets = readWhole(join(chemin, EXERCICE), EXERCICE, undefined, constats);
  const texte = octets && decodeText(octets, EXERCICE, 'texte', constats);
  const declaration = texte === undefined ? undefined : lireLaDeclaration(texte, chemin, constats);
  exigerSansErreur(constats);
  if (!declaration) throw new Error('un exercice.yaml refusé doit porter une erreur');
  const { exercice, axes, domaines, sources } = declaration.ecrit;
  const ancien = passe.preparation.dossier.enTete.exercice;
  if (exercice <= ancien || (attendu !== undefined && attendu !== exercice))
    throw usage(
      `${chemin} est un dossier de ${exercice}${exercice <= ancien ? `, qui ne vient pas après ${ancien}` : `, non de ${attendu}`}`,
      'Vérifiez --exercice, le nom du dossier et --depuis.',
    );

  const ouvertes = ouvrirLesDecisions(chemin);
  const presentes = existsSync(join(chemin, ARBITRAGES))
    ? await lireLesDecisions(
        chemin,
        ARBITRAGES,
        {
          axes: new Map(Object.entries(axes)),
          domaines: new Map(Object.entries(domaines)),
          geographie: passe.preparation.references.geographie,
          objectifs: passe.preparation.references.objectifs,
          secteurs: passe.preparation.dossier.enTete.secteurs,
          organismes: declaration.organismes,
          operations: declaration.operations,
          exercice,
          // The date may be blank still: no decision comes after it.
          dateEdition: '9999-12-31',
          sources: sources.map(nomDeSource),
        },
        constats,
      )
    : [];
  exigerSansErreur(constats);
  const registre = new RegistreDesDecisions(presentes);
  const { reprises, dites, enAttente } = await retrouverLesDecisions(
    passe,
    declaration,
    chemin,
    (ref) => registre.enVigueur(ref) !== undefined,
  );
  if (reprises.length > 0)
    await ajouterLesDecisions(
      ouvertes,
      reprises.map(({ ecrite, ligne }) => ({ ecrite, ligne, remplace: false })),
    );
  return {
    type: 'decisions',
    dossier: chemin,
    exercice,
    depuis: { dossier: passe.chemin, exercice: ancien },
    repris: [],
    laisses: [],
    decisions: dites,
    aFaire: enAttente ? [RELANCER] : [],
  };
}
