import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type HandlebarsType from 'handlebars';
import type { TemplateDelegate } from 'handlebars';
import { TITRES_DES_CHAMPS_DE_FLUX } from '../../compile/consolidation/champs-de-flux.ts';
import { type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import type { Couleurs } from '../../domain/dossier/apparence.ts';
import { readPieces, sealElement, withoutComments } from '../../files/sealed-element.ts';
import { aides } from './aides.ts';
import { couperLeGabarit, empreinteDe, OPTIONS } from './compilation-des-gabarits.ts';
import { chercher, ECRIRE, ecrireLaValeur } from './controle-des-aides.ts';
import { enCss } from './en-css.ts';
import { nomsFacultatifs, preparerLeGabarit } from './gabarit-du-dossier.ts';
import { erreurDOrigine, surveiller } from './gabarit-en-echec.ts';
import { GABARITS_COMPILES } from './gabarits-compiles.ts';
import type { VueDePage } from './page.ts';
import { lireParties, type Partie, type PartieDuDossier } from './parties.ts';
import { ReserveDeDessin } from './reserve-de-dessin.ts';
import { type SectionsVues, styleDeLEssentiel } from './sections.ts';

/** The style sheets, in the order in which they apply. */
const FEUILLES_DE_STYLE = [
  'jaune.css',
  'tableaux.css',
  'graphiques.css',
  'explorateur.css',
  'fiche.css',
  'volets.css',
  'impression.css',
] as const;
/** The one that only a page has where the dossier says something beside its money. */
const STYLE_DES_VOLETS = 'volets.css';

/** The pieces of the script of the page, in the order in which they lean on each other. */
const SCRIPTS = [
  'elements.js',
  'montants.js',
  'mots.js',
  'donnees.js',
  'adresse.js',
  'lignes.js',
  'selection.js',
  'resultats.js',
  'emporter-les-graphiques.js',
  'imprimer.js',
  'dialogue.js',
  'offres.js',
  'csv.js',
  'emporter.js',
  'emporter-la-selection.js',
  'imprimer-la-selection.js',
  'boite-de-recherche.js',
  'replis.js',
  'fiche.js',
  'explorateur.js',
] as const;
/** The piece that searches such a page. */
const RECHERCHE = 'chercher.js';
/** The piece that a page which does not hold all lines has besides, and the one before which it stands. */
const BORNES = 'bornes.js';
const APRES_LES_BORNES = 'explorateur.js';

/** What the page says of itself on each sheet of paper, beside the number. */
export interface EnTeteDePage {
  readonly gauche: string;
  readonly droite: string;
}

/** What a region changes of the templates: some of the partials, the colours. */
export interface Habillage {
  readonly parties?: readonly PartieDuDossier[];
  readonly couleurs?: Couleurs | undefined;
  /** What stands in the page for a piece of HTML of a template of the dossier, given with where it starts there. */
  readonly marquer?: (partie: PartieDuDossier, html: string, debut: number) => string;
}

const PAR_LIGNE = 'ligne';
type Moteur = typeof HandlebarsType;

/** What the page is to hold. */
interface DessinDeLaPage {
  readonly enTete: EnTeteDePage;
  readonly bornee: boolean;
  readonly volets: boolean;
  readonly tables: readonly NomTable[];
}

type Dessin = (vue: VueDePage & SectionsVues) => readonly (() => string)[];

/**
 * Reads the templates of a directory and gives what draws the page, piece after piece. Handlebars is strict: a name that the
 * view lacks throws, GabaritEnEchec when the template is the dossier's. It is loaded here and not at the program's start,
 * which most commands would pay for nothing.
 * @param ranger puts a long piece of the page aside while it is drawn, and gives what stands for it
 */
export async function chargerGabarits(
  dossier: string,
  { enTete, bornee, volets, tables }: DessinDeLaPage,
  { parties = [], couleurs, marquer }: Habillage,
  ranger: (html: string) => string,
): Promise<Dessin> {
  const livrees = lireParties(dossier);
  const appelees = livrees.map((livree) => parties.find(({ nom }) => nom === livree.nom) ?? livree);
  const page = await readFile(join(dossier, 'jaune.hbs'), 'utf8');
  const { moteur, compiler } = await ouvrirMoteur([page, ...appelees.map(({ texte }) => texte)], livrees, marquer);
  const outils = aides((html) => new moteur.SafeString(html), ranger);
  for (const [nom, aide] of Object.entries({ ...outils, lookup: chercher, [ECRIRE]: ecrireLaValeur }))
    moteur.registerHelper(nom, aide);
  const reserve = new ReserveDeDessin();
  if (moteur.helpers.each) moteur.registerHelper('each', reserve.compterLesTours(moteur.helpers.each));
  for (const partie of appelees) {
    const [compilee] = compiler(partie.texte, partie);
    if (compilee === undefined) continue;
    const dessiner = surveiller(partie, compilee, reserve);
    moteur.registerPartial(
      partie.nom,
      partie.nom === PAR_LIGNE ? (contexte, suite) => ranger(dessiner(contexte, suite)) : dessiner,
    );
  }
  const nommees = FEUILLES_DE_STYLE.filter((nom) => volets || nom !== STYLE_DES_VOLETS);
  const feuilles = await readPieces(nommees.map((nom) => join(dossier, nom)));
  const style = sealElement(
    `${withoutComments(feuilles).replace(/^ +/gm, '')}${styleDeLEssentiel()}${ecrireCouleurs(couleurs)}${ecrireEnTete(enTete)}`,
    'style',
  );
  const toujours = SCRIPTS.flatMap((nom) => (bornee && nom === APRES_LES_BORNES ? [BORNES, nom] : [nom]));
  const pieces = [...toujours, ...(volets ? [RECHERCHE] : [])];
  const scripts = nommerLesTables(await readPieces(pieces.map((nom) => join(dossier, 'scripts', nom))), tables);
  const script = sealElement(`(() => {\n'use strict';\n${withoutComments(scripts)}})();`, 'script');
  const morceaux = compiler(page);
  return (vue) => {
    const contexte = { ...vue, style, script };
    return morceaux.map((dessiner) => () => {
      try {
        return dessiner(contexte);
      } catch (erreur) {
        throw erreurDOrigine(erreur);
      }
    });
  };
}

/**
 * The engine, and what gives the pieces of a template: out of what the tool was built with where it knows the text, else
 * compiled now. The whole of Handlebars is loaded only where it does not know them all.
 */
async function ouvrirMoteur(
  textes: readonly string[],
  livrees: readonly Partie[],
  marquer: Habillage['marquer'],
): Promise<{
  readonly moteur: Moteur;
  readonly compiler: (texte: string, partie?: Partie | PartieDuDossier) => TemplateDelegate[];
}> {
  const connus = new Map(textes.map((texte) => [texte, GABARITS_COMPILES.get(empreinteDe(texte))]));
  if (marquer === undefined && ![...connus.values()].includes(undefined)) {
    const { default: Handlebars } = (await import('handlebars/runtime.js')) as unknown as { default: Moteur };
    const moteur = Handlebars.create();
    return { moteur, compiler: (texte: string) => (connus.get(texte) ?? []).map((code) => moteur.template(code)) };
  }
  const { default: Handlebars } = await import('handlebars');
  const moteur = Handlebars.create();
  const facultatifs = nomsFacultatifs(Handlebars, livrees);
  return {
    moteur,
    compiler: (texte, partie) =>
      (partie && 'fichier' in partie
        ? [preparerLeGabarit(Handlebars, partie, facultatifs, marquer)]
        : (connus.get(texte) ?? couperLeGabarit(moteur, texte))
      ).map((morceau) => ('body' in morceau ? moteur.compile(morceau, OPTIONS) : moteur.template(morceau))),
  };
}

/** The colours of the region, after those of the style sheets, whose place they take. */
function ecrireCouleurs(couleurs: Couleurs | undefined): string {
  return couleurs ? `:root { --jaune: ${couleurs.fond}; --sur-jaune: ${couleurs.texte}; }\n` : '';
}

/** The script calls the tables and the fields of flows as the documents do. */
function nommerLesTables(scripts: string, tables: readonly NomTable[]): string {
  const noms = [
    ...tables.map((nom) => [nom, TABLES_DECRITES[nom].entete]),
    ...Object.entries(TITRES_DES_CHAMPS_DE_FLUX),
  ].map(([nom, titre]) => `  ${nom}: '${titre}',\n`);
  return scripts.replace('  /* tables */\n', noms.join(''));
}

function ecrireEnTete({ gauche, droite }: EnTeteDePage): string {
  return `@page { @top-left { content: ${enCss(gauche)} } @top-right { content: ${enCss(droite)} } }\n`;
}
