import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPieces, sealElement, withoutComments } from '../../files/sealed-element.ts';
import { type ContenuDeLaPage, donneesDeLaPage } from './donnees-de-la-page.ts';

/** The folder of its templates, under that of the tool's. */
const GABARITS_DE_LA_REVUE = 'revue';
const STYLES = ['revue.css', 'fiche.css'];
/** By which a page is known for one, near its top. */
export const MARQUE_DE_LA_PAGE = '<meta name="generator" content="jaune arbitrer export --page">';
/** In the order in which they lean on each other. */
const SCRIPTS = [
  'donnees.js',
  'montants.js',
  'pays.js',
  'etat.js',
  'a-enregistrer.js',
  'chiffres.js',
  'liste.js',
  'eclairage.js',
  'avant.js',
  'fiche.js',
  'decider.js',
  'fichier.js',
  'imprimer.js',
  'revue.js',
];

/**
 * Writes the page in which people decide lines in their browser: one file of HTML, no network, its own script and style only, by
 * a content security policy that forbids all else. The same lines give the same bytes.
 * @param gabarits directory of the templates of the tool
 * @throws the errors of the file system
 */
export async function ecrireLaPageDeRevue(chemin: string, gabarits: string, contenu: ContenuDeLaPage): Promise<void> {
  const dossier = join(gabarits, GABARITS_DE_LA_REVUE);
  const page = await readFile(join(dossier, 'revue.hbs'), 'utf8');
  const style = sealElement(withoutComments(await readPieces(STYLES.map((nom) => join(dossier, nom)))), 'style');
  const pieces = await readPieces(SCRIPTS.map((nom) => join(dossier, nom)));
  const script = sealElement(`(() => {\n'use strict';\n${withoutComments(pieces)}})();`, 'script');
  const places: Readonly<Record<string, string>> = {
    'style.empreinte': style.empreinte,
    'style.texte': style.texte,
    'script.empreinte': script.empreinte,
    'script.texte': script.texte,
    marque: MARQUE_DE_LA_PAGE,
    exercice: contenu.enTete.exercice.replace(/\D/g, ''),
    donnees: enBloc(donneesDeLaPage(contenu)),
  };
  const remplie = page.replaceAll('\r\n', '\n').replace(/\{\{([a-z.]+)\}\}/g, (trouve, nom) => places[nom] ?? trouve);
  await writeFile(chemin, remplie);
}

/** JSON in an element of HTML: nothing in it ends the element, or is a sign that editors and browsers take for another. */
function enBloc(donnees: object): string {
  return JSON.stringify(donnees).replace(
    /[<\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g,
    (signe) => `\\u${signe.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
