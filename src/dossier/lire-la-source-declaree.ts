import { basesDonnees } from '../domain/argent/montants-declares.ts';
import { voteDe } from '../domain/codes/normes.ts';
import type { Chemin, Constats, Signaler } from '../domain/constats/constat.ts';
import type { EcartDeclare, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { CHAMPS_COLONNES } from '../domain/lignes/champs.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { horsDeSonTemps, SERIES_D_OBJECTIFS } from '../domain/verdict/objectifs.ts';
import { isMissing } from '../files/file-system.ts';
import { pathIn } from '../files/path-in.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { appretDe, apprets } from '../formats/apprets/apprets.ts';
import { formatDe } from '../formats/formats.ts';
import { colonnesEcrites, completerLaSource, lireLesMontantsDeclares } from './completer-la-source.ts';
import { estUnCheminSimple, fichiersEnAttente } from './fichiers-du-dossier.ts';
import { lireLeControle, verifierLesBasesDuControle } from './lire-le-controle.ts';
import { decimaleDe, direLeFormatOublie, lireLeFormat, nomDeSource } from './lire-le-format.ts';
import { lireLeMasque } from './lire-le-masque.ts';
import { lireUneConditionDeColonnes } from './lire-une-condition-de-colonnes.ts';
import type { ExerciceEcrit, SourceEcrite } from './schema-exercice.ts';
import { verifierLesAnnees } from './verifier-les-annees.ts';

export interface ContexteDeSource {
  readonly document: YamlDocument;
  readonly constats: Constats;
  readonly racine: string;
  /** Whether the dossier is in the making: titles carried from last year's are still to be read again. */
  readonly enAttente?: boolean;
}

/**
 * Turns a source as written into a declaration that `ingest` can follow, after checking that it makes sense by itself:
 * known fields, each column used once, the base of the dossier given, the file in the dossier.
 */
export function lireLaSourceDeclaree(
  declaree: SourceEcrite,
  rang: number,
  exercice: ExerciceEcrit,
  contexte: ContexteDeSource,
): SourceDeclaree | undefined {
  const { document, constats } = contexte;
  const racineYaml: Chemin = ['sources', rang];
  const avant = constats.erreurs;
  const refuser: Signaler = (chemin, message, remede, sur, code) =>
    reportInYaml(document, constats, code ?? 'E-EXERCICE-INCOHERENT', [...racineYaml, ...chemin], message, remede, sur);
  if (direLeFormatOublie(declaree, contexte.racine, refuser)) return undefined;
  const norme = declaree.norme ?? exercice.norme;
  const vote = voteDe(norme, declaree.vote ?? exercice.vote);
  const ecrite = completerLaSource(declaree, { base: exercice.base, vote }, refuser);

  verifierFichier(ecrite.fichier, rang, exercice, contexte);
  verifierChamps(ecrite, exercice.exercice, refuser);
  verifierColonnes(ecrite, refuser);
  if (contexte.enAttente !== true) verifierLesAnnees(ecrite, rang, exercice.exercice, contexte);
  const format = lireLeFormat(ecrite, refuser);
  const montants = lireLesMontantsDeclares(ecrite, exercice.base, refuser);
  if (montants !== undefined) verifierLesBasesDuControle(ecrite, basesDonnees(montants, exercice.base), refuser);
  verifierSens(ecrite, refuser);
  if (ecrite.milliers === decimaleDe(ecrite))
    refuser(
      ['milliers'],
      `« ${ecrite.milliers} » ne peut séparer à la fois les milliers et les centimes`,
      'Écrivez l’autre signe sous decimale, ou retirez milliers.',
    );
  const declares = apprets(ecrite);
  for (const { cle, ecrit } of declares)
    appretDe(cle).verifier?.(ecrit, new Map(Object.entries(ecrite.colonnes)), refuser);
  const ecarts = lireEcarts(ecrite, racineYaml, contexte);
  const masque = lireLeMasque(ecrite, exercice, racineYaml, contexte);
  if (constats.erreurs > avant || format === undefined || montants === undefined) return undefined;

  const constantes = new Map(Object.entries(ecrite.constantes));
  if (ecrite.secteur !== undefined) constantes.set('secteur', ecrite.secteur);
  if (ecrite.organisme !== undefined) constantes.set('organisme', ecrite.organisme);
  return {
    nom: nomDeSource(ecrite),
    fichier: ecrite.fichier,
    lieu: document.lieu(racineYaml),
    format,
    norme,
    vote,
    ...(formatDe(format).annexes ? { annexes: true as const } : {}),
    decimale: decimaleDe(ecrite),
    ...(ecrite.milliers === undefined ? {} : { milliers: ecrite.milliers }),
    unite: ecrite.unite,
    colonnes: new Map(Object.entries(ecrite.colonnes)),
    montants,
    negatifEstRecette: ecrite.negatif === 'recette',
    constantes,
    valeurs: new Map(Object.entries(ecrite.valeurs).map(([champ, mots]) => [champ, new Map(Object.entries(mots))])),
    codesLettres: ecrite.codes_lettres ?? [],
    ignorees: ecrite.ignorees,
    ...(ecrite.part === undefined ? {} : { part: ecrite.part }),
    ...(ecrite.date === undefined ? {} : { date: ecrite.date }),
    autresAnnees: Object.keys(ecrite.autre_annee),
    ...(ecrite.identique === undefined ? {} : { identique: ecrite.identique }),
    ...(ecrite.modele === undefined ? {} : { modele: ecrite.modele }),
    apprets: declares,
    ...(masque && { masque }),
    ecarts,
    ...(ecrite.controle
      ? { controle: lireLeControle(ecrite.controle, [...racineYaml, 'controle'], document, exercice.base) }
      : {}),
  };
}

/** The file must be in the dossier: an archive of the dossier then holds all that the edition depends on. */
function verifierFichier(
  fichier: string,
  rang: number,
  { sources }: ExerciceEcrit,
  { document, constats, racine }: ContexteDeSource,
): void {
  const chemin = ['sources', rang, 'fichier'];
  if (!estUnCheminSimple(fichier)) {
    reportInYaml(
      document,
      constats,
      'E-CHEMIN-HORS-DOSSIER',
      chemin,
      `« ${fichier} » n’est pas un chemin simple dans le dossier`,
      'Placez le fichier dans sources/ et écrivez son chemin depuis le dossier, par exemple sources/culture.csv.',
    );
  } else if (isMissing(pathIn(racine, fichier))) {
    const aCote = constats.gardera('E-SOURCE-ABSENTE', document.file)
      ? fichiersEnAttente(racine, new Set(sources.map((source) => source.fichier)))
      : [];
    reportInYaml(
      document,
      constats,
      'E-SOURCE-ABSENTE',
      chemin,
      `le fichier « ${fichier} » n’est pas dans le dossier`,
      direLesFichiersACote(fichier, aCote),
    );
  }
}

/** Files that a remedy names; a folder may have hundreds. */
const FICHIERS_CITES = 3;

/** The file that waits in `sources/` is most often the missing one, under the name it was received with. */
function direLesFichiersACote(absent: string, aCote: readonly string[]): string {
  const deposer = 'éposez le fichier reçu à cet endroit, ou corrigez son nom.';
  if (aCote.length === 0) return `D${deposer}`;
  const nomNu = (fichier: string) => fichier.slice(fichier.lastIndexOf('/') + 1);
  const proche = aCote.length === 1 ? aCote[0] : parNomProche(nomNu(absent), aCote, nomNu);
  if (proche !== undefined)
    return `« ${proche} » est dans le dossier et aucune source ne le déclare : si c’est lui, écrivez son nom sous fichier. Sinon, d${deposer}`;
  const cites = aCote.slice(0, FICHIERS_CITES).map((fichier) => `« ${fichier} »`);
  return `Dans le dossier, aucune source ne déclare ${cites.join(', ')}${aCote.length > cites.length ? '…' : ''} : si c’est l’un d’eux, écrivez son nom sous fichier. Sinon, d${deposer}`;
}

function parNomProche(
  cherche: string,
  fichiers: readonly string[],
  nomDe: (fichier: string) => string,
): string | undefined {
  const nom = nomLePlusProche(cherche, fichiers.map(nomDe));
  return nom === undefined ? undefined : fichiers.find((fichier) => nomDe(fichier) === nom);
}

function verifierChamps(ecrite: SourceEcrite, exercice: string, refuser: Signaler): void {
  for (const groupe of ['colonnes', 'constantes', 'valeurs'] as const)
    for (const champ of Object.keys(ecrite[groupe])) {
      if (CHAMPS_COLONNES.some((connu) => connu === champ)) continue;
      const proche = nomLePlusProche(champ, CHAMPS_COLONNES);
      refuser(
        [groupe, champ],
        `« ${champ} » n’est pas un champ connu`,
        proche === undefined ? 'Voyez les noms possibles dans docs/dossier.md.' : `Vouliez-vous écrire « ${proche} » ?`,
        'cle',
      );
    }
  for (const groupe of ['colonnes', 'constantes'] as const)
    for (const serie of SERIES_D_OBJECTIFS) {
      const faute = ecrite[groupe][serie] === undefined ? undefined : horsDeSonTemps(serie, { exercice });
      if (faute) refuser([groupe, serie], faute.message, faute.remede, 'cle', faute.code);
    }
  if (ecrite.colonnes.libelle === undefined)
    refuser(['colonnes'], 'la source ne donne pas le libellé', 'Indiquez sous colonnes la colonne du libellé.');
  for (const champ of ['secteur', 'organisme'] as const) {
    const donne = [ecrite[champ], ecrite.colonnes[champ], ecrite.constantes[champ]].filter((v) => v !== undefined);
    if (donne.length === 1) continue;
    refuser(
      [],
      donne.length === 0 ? `la source ne dit pas son ${champ}` : `la source dit son ${champ} à deux endroits`,
      `Écrivez ${champ} une fois : une valeur, ou une colonne.`,
    );
  }
  if ((ecrite.constantes.exercice ?? exercice) !== exercice)
    refuser(
      ['constantes', 'exercice'],
      `l’exercice de la source n’est pas celui du dossier, ${exercice}`,
      'Ces lignes sont d’une autre année : retirez la source, ou corrigez l’exercice.',
    );
  for (const champ of Object.keys(ecrite.constantes))
    if (ecrite.colonnes[champ] !== undefined)
      refuser(
        ['constantes', champ],
        `« ${champ} » est à la fois une colonne et une constante`,
        'Gardez l’un des deux.',
      );
}

function verifierColonnes(ecrite: SourceEcrite, refuser: Signaler): void {
  const vues = new Map<string, string>();
  const noter = (chemin: Chemin, colonne: string, usage: string) => {
    const deja = vues.get(colonne);
    if (deja !== undefined)
      refuser(chemin, `la colonne « ${colonne} » sert déjà à « ${deja} »`, 'Une colonne ne sert qu’à une chose.');
    vues.set(colonne, usage);
  };
  for (const [champ, colonne] of Object.entries(ecrite.colonnes)) noter(['colonnes', champ], colonne, champ);
  for (const { chemin, colonne, usage } of colonnesEcrites(ecrite)) noter(chemin, colonne, usage);
  for (const cle of ['part', 'date'] as const) {
    const colonne = ecrite[cle];
    if (colonne !== undefined) noter([cle], colonne, cle);
  }
  ecrite.ignorees.forEach((colonne, rang) => {
    noter(['ignorees', rang], colonne, 'ignorees');
  });
}

/** Amounts that tell expenses from income by themselves leave nothing to a column or a constant of that name. */
function verifierSens(ecrite: SourceEcrite, refuser: Signaler): void {
  const parColonnes = Object.values(ecrite.montants).some((colonnes) => typeof colonnes === 'object');
  if (!parColonnes && ecrite.negatif === 'depense') return;
  const dit = parColonnes ? 'les colonnes des montants disent déjà' : 'negatif dit déjà';
  for (const groupe of ['colonnes', 'constantes'] as const)
    if (ecrite[groupe].sens !== undefined)
      refuser([groupe, 'sens'], `${dit} ce qui est dépense et ce qui est recette`, 'Gardez l’un des deux.', 'cle');
  if (parColonnes && ecrite.negatif === 'recette')
    refuser(['negatif'], `${dit} ce qui est dépense et ce qui est recette`, 'Gardez l’un des deux.', 'cle');
}

function lireEcarts(ecrite: SourceEcrite, racineYaml: Chemin, contexte: ContexteDeSource): EcartDeclare[] {
  return ecrite.lignes_a_ecarter.flatMap(({ si, motif }, rang) => {
    const chemin = [...racineYaml, 'lignes_a_ecarter', rang];
    const condition = lireUneConditionDeColonnes(si, [...chemin, 'si'], ecrite, contexte);
    return condition ? [{ condition, motif, lieu: contexte.document.lieu(chemin) }] : [];
  });
}
