import type HandlebarsType from 'handlebars';
import type { Constats } from '../../domain/constats/constat.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import { pathIn } from '../../files/path-in.ts';
import { PlacedText } from '../../files/placed-text.ts';
import { type FileRead, readSmallText, type SizeLimit } from '../../files/read-text.ts';
import { aides } from '../html/aides.ts';
import { arbreLivre } from '../html/compilation-des-gabarits.ts';
import { GabaritEnEchec } from '../html/gabarit-en-echec.ts';
import { ancresDe, DOSSIERS_DE_PARTIES, type Partie, type PartieDuDossier } from '../html/parties.ts';
import { SECTIONS } from '../html/sections.ts';
import { AIDES_DE_HANDLEBARS, cheminsBruts, partiesAppelees, verifierGabarit } from './verifier-un-gabarit.ts';

export interface GabaritLu {
  readonly partie: PartieDuDossier;
  readonly piece: FileRead;
}

const TAILLE: SizeLimit = {
  max: 50_000,
  code: 'E-GABARIT',
  remede: 'Un gabarit ne porte que la forme d’une section : le texte va dans textes/, les images sous apparence.',
};

/**
 * Reads the templates of a dossier that take the place of those of the tool, `gabarits/sections/pays.hbs`, and tells what
 * is wrong with them before anything is drawn. A template that has the name of none is an error: it would change nothing.
 */
export async function lireLesGabarits(
  { racine, gabarits }: Pick<Dossier, 'racine' | 'gabarits'>,
  livrees: readonly Partie[],
  constats: Constats,
): Promise<GabaritLu[]> {
  if (gabarits.length === 0) return [];
  const { default: moteur } = await import('handlebars');
  // A name that only inheritance gives is refused below; the engine has nothing to say of it on the terminal.
  moteur.logger.level = moteur.logger.ERROR + 1;
  const { fautesDeHtml } = await import('./fautes-de-html.ts');
  const ressources = {
    moteur,
    fautesDeHtml,
    parties: new Set(livrees.map(({ nom }) => nom)),
    aides: new Set([...AIDES_DE_HANDLEBARS, ...Object.keys(aides((html) => new moteur.SafeString(html)))]),
    bruts: cheminsBruts(
      moteur,
      livrees.map(({ texte }) => texte),
    ),
  };
  const lus = gabarits.flatMap((fichier) => {
    const livree = livrees.find(({ chemin }) => fichier === `gabarits/${chemin}`);
    if (livree === undefined) signalerInconnu(fichier, livrees, constats);
    const lu = livree && readSmallText(pathIn(racine, fichier), fichier, 'texte', TAILLE, constats);
    if (!livree || !lu) return [];
    const fautes = verifierGabarit(lu.text, ressources);
    for (const { debut, fin, message, remede } of fautes) signaler(lu.text, [debut, fin], message, remede, constats);
    if (fautes.length > 0) return [];
    return [{ partie: { ...livree, texte: lu.text.text, fichier }, piece: lu.file }];
  });
  signalerRondes(moteur, lus, livrees, constats);
  signalerLesVides(lus, livrees, constats);
  return lus;
}

/** Tells the failure of a template that was drawn; anything else is thrown again. */
export function signalerEchec(erreur: unknown, constats: Constats): void {
  if (!(erreur instanceof GabaritEnEchec)) throw erreur;
  const { partie, endroit, message } = erreur;
  const texte = new PlacedText(partie.fichier, partie.texte);
  const debut = endroit ? texte.startOfLine(endroit.ligne - 1) + endroit.colonne - 1 : 0;
  const place = endroit ? texte.place(debut, debut + endroit.finDeColonne - endroit.colonne) : undefined;
  constats.ajouter({
    code: 'E-GABARIT',
    ...(place ?? { lieu: { fichier: partie.fichier } }),
    message,
    remede: `Comparez avec le gabarit livré, templates/${partie.chemin} : les noms y sont ceux que la page connaît.`,
  });
}

/** A template that comes back to itself would never be done drawing. */
function signalerRondes(
  moteur: typeof HandlebarsType,
  lus: readonly GabaritLu[],
  livrees: readonly Partie[],
  constats: Constats,
): void {
  const remplacees = new Map(lus.map(({ partie }) => [partie.nom, partie]));
  const appels = new Map(
    livrees.map(({ nom, texte }) => {
      const sienne = remplacees.get(nom);
      return [nom, partiesAppelees(moteur, sienne ? moteur.parse(sienne.texte) : arbreLivre(moteur, texte))];
    }),
  );
  for (const { partie } of lus) {
    const vues = new Set<string>();
    const aVoir = [...(appels.get(partie.nom) ?? [])];
    for (let nom = aVoir.pop(); nom !== undefined; nom = aVoir.pop()) {
      if (vues.has(nom)) continue;
      vues.add(nom);
      aVoir.push(...(appels.get(nom) ?? []));
    }
    if (!vues.has(partie.nom)) continue;
    const texte = new PlacedText(partie.fichier, partie.texte);
    const appel = Math.max(partie.texte.indexOf('{{>'), 0);
    const message = `ce gabarit revient à lui-même : « ${partie.nom} » s’appelle sans fin`;
    signaler(texte, [appel, appel + '{{>'.length], message, 'Retirez l’appel qui le fait revenir.', constats);
  }
}

function signaler(
  texte: PlacedText,
  [debut, fin]: readonly [number, number],
  message: string,
  remede: string,
  constats: Constats,
): void {
  constats.ajouter({ code: 'E-GABARIT', ...texte.place(debut, fin), message, remede });
}

/** Where links of the page lead whatever it says: what the contents list, and the contents themselves. */
const ANCRES_LIEES: ReadonlySet<string> = new Set(['sommaire', ...SECTIONS.map(({ nom }) => nom)]);

const COMMENTAIRES = /\{\{!--[\s\S]*?--\}\}|\{\{![^}]*\}\}|<!--[\s\S]*?-->/g;

/** A template that says nothing takes its section away, and links of the page then lead nowhere. */
function signalerLesVides(lus: readonly GabaritLu[], livrees: readonly Partie[], constats: Constats): void {
  for (const { partie } of lus) {
    if (partie.texte.replace(COMMENTAIRES, '').trim() !== '') continue;
    const ancre = [...ancresDe(livrees.filter(({ nom }) => nom === partie.nom))].find((nom) => ANCRES_LIEES.has(nom));
    if (ancre === undefined) continue;
    constats.ajouter({
      code: 'E-GABARIT',
      lieu: { fichier: partie.fichier },
      message: `ce gabarit est vide : l’endroit « ${ancre} » (id=) n’est plus dans la page, où des liens y mènent`,
      remede: `Écrivez id="${ancre}" sur ce qui remplace la section, comme le gabarit livré, templates/${partie.chemin} ; ou retirez ce fichier.`,
    });
  }
}

function signalerInconnu(fichier: string, livrees: readonly Partie[], constats: Constats): void {
  if (!fichier.endsWith('.hbs')) {
    constats.ajouter({
      code: 'A-FICHIER-NON-LU',
      lieu: { fichier },
      message: 'ce fichier n’est pas lu : gabarits/ ne contient que des gabarits, en .hbs',
      remede: 'Renommez-le s’il en est un, retirez-le du dossier sinon.',
    });
    return;
  }
  const attendus = livrees.map(({ chemin }) => `gabarits/${chemin}`);
  const proche = nomLePlusProche(fichier, attendus);
  const noms = (dossier: string) =>
    livrees.filter(({ chemin }) => chemin.startsWith(`${dossier}/`)).map(({ nom }) => nom);
  const existent = DOSSIERS_DE_PARTIES.map((dossier) => `${dossier}/ : ${noms(dossier).join(', ')}`).join(' ; ');
  constats.ajouter({
    code: 'E-GABARIT',
    lieu: { fichier },
    message: 'ce fichier ne remplace aucun gabarit : il ne changerait rien',
    remede: `${proche === undefined ? '' : `Vouliez-vous écrire ${proche} ? `}Se remplacent, en .hbs, ${existent}.`,
  });
}
