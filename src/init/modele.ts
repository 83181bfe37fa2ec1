import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { decrireNorme, estFinie, estLibre, type Norme } from '../domain/codes/normes.ts';
import { COLONNES_DES_CODES } from '../dossier/completer-les-nomenclatures.ts';
import { MODELE } from '../dossier/outillage.ts';
import { realPlace } from '../files/real-place.ts';

const CODES = 'nomenclature/codes.csv';

interface Commande {
  readonly exercice: string;
  /** Who publishes; blank when it is to be filled in. */
  readonly collectivite: string;
  readonly norme: Norme;
}

interface FichierNeuf {
  readonly nom: string;
  readonly texte: string;
}

/** The norm of a region in an exercice. */
export function normeDe(exercice: string): Norme {
  return estFinie('M71', Number(exercice)) ? 'M57' : 'M71';
}

/**
 * The files of a new dossier, from the model that comes with the tool.
 * @param dossier where the dossier will stand
 * @throws the errors of the file system
 */
export function fichiersDuModele(outil: string, dossier: string, commande: Commande): FichierNeuf[] {
  const libre = estLibre(commande.norme);
  const { vote, ordre } = decrireNorme(commande.norme);
  const chapitres = ordre.map((chapitre) => `"${chapitre}"`).join(', ');
  const valeurs: Readonly<Record<string, string>> = {
    exercice: commande.exercice,
    collectivite: commande.collectivite === '' ? '' : ` ${scalaire(commande.collectivite)}`,
    titre: scalaire(`Actions internationales${deQui(commande.collectivite)}`),
    norme: commande.norme,
    vote,
    nomenclature: `${libre ? '' : '# Facultatif : des tables du dossier qui ajoutent des codes à cette norme.\n# '}nomenclature: [${CODES}]`,
    ordre: chapitres === '' ? '' : `      - { chapitre: [${chapitres}] }\n`,
  };
  const duModele = (
    [
      ['exercice.yaml', 'exercice'],
      ['regles/10-perimetre.yaml', 'regles'],
      ['LISEZ-MOI.md', ''],
    ] as const
  ).map(([nom, schema]) => {
    const modele = readFileSync(join(outil, MODELE, `${nom}.modele`), 'utf8');
    const texte = modele.replace(
      /<(exercice|collectivite|titre|norme|nomenclature|vote|ordre)>/g,
      (_, cle: string) => valeurs[cle] ?? '',
    );
    return { nom, texte: (schema === '' ? '' : ligneDeSchema(outil, dossier, nom, schema)) + texte };
  });
  return libre ? [...duModele, { nom: CODES, texte: `${COLONNES_DES_CODES.join(';')}\n` }] : duModele;
}

/** How bodies are named after « de ». The others stand beside the title wherever documents show it: it does not repeat them. */
const PAR_LEUR_GENRE: readonly (readonly [debut: RegExp, de: string])[] = [
  [/^(?:région|ville|commune|métropole|communauté|collectivité)(?![\p{L}\d])/iu, ' de la '],
  [/^(?:département|conseil|district|syndicat|territoire)(?![\p{L}\d])/iu, ' du '],
  [/^(?:eurométropole|établissement)(?![\p{L}\d])/iu, ' de l’'],
];

function deQui(collectivite: string): string {
  const de = PAR_LEUR_GENRE.find(([debut]) => debut.test(collectivite))?.[1];
  return de === undefined ? '' : de + collectivite;
}

/** A text as YAML holds it on one line, whatever its signs. */
function scalaire(texte: string): string {
  return /^[\p{L}][\p{L}\d' ’-]*$/u.test(texte) ? texte : JSON.stringify(texte);
}

const LIGNE = /^\ufeff?# yaml-language-server: \$schema=([^\r\n]+)\r?\n/;

/** The first line of a file, which leads an editor to its schema; empty when the tool is not where a path can lead from there. */
export function ligneDeSchema(outil: string, dossier: string, fichier: string, schema: string): string {
  const racine = realPlace(outil);
  const vers = join(racine, 'schemas', `${schema}.schema.json`);
  const depuis = dirname(join(realPlace(dossier), fichier));
  // From elsewhere, the path would go up to the top of the disk: it would only hold on this machine.
  if (!existsSync(vers) || relative(racine, depuis).startsWith('..')) return '';
  return `# yaml-language-server: $schema=${relative(depuis, vers).replaceAll('\\', '/')}\n`;
}

/**
 * A file that moves to another dossier leads its editor to the same schema as before when it can; otherwise it no longer says
 * where its schema is, rather than something false.
 */
export function garderLeSchema(texte: string, outil: string, dossier: string, fichier: string): string {
  const [, chemin = ''] = LIGNE.exec(texte) ?? [];
  if (!chemin.startsWith('.') || existsSync(resolve(dirname(join(realPlace(dossier), fichier)), chemin.trim())))
    return texte;
  const [, schema = ''] = /([a-z]+)\.schema\.json\s*$/.exec(chemin) ?? [];
  return texte.replace(LIGNE, () => ligneDeSchema(outil, dossier, fichier, schema));
}
