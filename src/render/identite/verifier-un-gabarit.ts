import type HandlebarsType from 'handlebars';
import { accord } from '../../domain/textes/format.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { PlacedText } from '../../files/placed-text.ts';
import { ATTENDUS } from '../html/aides.ts';
import { arbreLivre } from '../html/compilation-des-gabarits.ts';
import type { Attendu } from '../html/controle-des-aides.ts';
import type { FauteDeHtml } from './fautes-de-html.ts';

/** Something wrong in a template, with the span that is at fault. */
export interface FauteDeGabarit {
  readonly debut: number;
  readonly fin: number;
  readonly message: string;
  readonly remede: string;
}

/** What templates may call and write, as those of the tool do. */
export interface Ressources {
  readonly moteur: typeof HandlebarsType;
  readonly parties: ReadonlySet<string>;
  readonly aides: ReadonlySet<string>;
  /** Paths that the templates of the tool write without escaping: what they hold is HTML of the tool's own. */
  readonly bruts: ReadonlySet<string>;
  /** What the page refuses of the HTML of a template. */
  readonly fautesDeHtml: (texte: string) => readonly FauteDeHtml[];
}

/** Helpers of Handlebars itself; `log` writes on the terminal and is left out. */
export const AIDES_DE_HANDLEBARS = ['if', 'unless', 'each', 'with', 'lookup'] as const;
const BLOCS: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with']);
/** What every value has without being data of the page. */
const HERITES: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What opens or closes a block, with its name. */
const BLOC = /\{\{~?([#^/])>?\s*([^\s{}~]+)(?:[\s~][^{}]*)?\}\}/g;
/** Deeper than any template that people draw. */
const BLOCS_MAX = 50;
/** What opens or closes a call in a mustache; texts between quotes are none. */
const PARENTHESE = /"[^"]*"|'[^']*'|[()]/g;
const APPELS_MAX = 50;

const REMEDE_AIDES = 'docs/gabarits.md donne les aides et les éléments dont un gabarit se sert.';

/**
 * What can be known wrong in a template before it is drawn: its syntax, what it calls that is not there, texts that it would
 * write without escaping, HTML that the page refuses.
 */
export function verifierGabarit(texte: PlacedText, ressources: Ressources): FauteDeGabarit[] {
  const { moteur } = ressources;
  const abime = blocTropProfond(texte.text) ?? appelTropProfond(texte.text);
  if (abime) return [abime];
  try {
    const arbre = moteur.parse(texte.text);
    const fautes = [...fautesDAppel(texte, arbre, ressources), ...ressources.fautesDeHtml(texte.text)];
    if (fautes.length > 0) return fautes;
    moteur.precompile(arbre, { strict: true });
    return [];
  } catch (erreur) {
    return [fauteDeSyntaxe(texte, erreur)];
  }
}

export function cheminsBruts(moteur: typeof HandlebarsType, textes: readonly string[]): ReadonlySet<string> {
  const chemins = new Set<string>();
  for (const texte of textes)
    visiter(moteur, arbreLivre(moteur, texte), {
      moustache: ({ path, escaped, params }) => {
        if (!escaped && params.length === 0) chemins.add(cheminNu(path));
      },
    });
  return chemins;
}

export function partiesAppelees(moteur: typeof HandlebarsType, arbre: hbs.AST.Program): string[] {
  const noms: string[] = [];
  visiter(moteur, arbre, {
    partie: ({ name }) => {
      if ('original' in name) noms.push(String(name.original));
    },
  });
  return noms;
}

interface Visites {
  moustache?(moustache: hbs.AST.MustacheStatement): void;
  appel?(appel: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression): void;
  partie?(partie: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void;
  decorateur?(decorateur: hbs.AST.Node): void;
  chemin?(chemin: hbs.AST.PathExpression): void;
  programme?(programme: hbs.AST.Program): void;
}

function visiter(moteur: typeof HandlebarsType, arbre: hbs.AST.Program, visites: Visites): void {
  const visiteur = new (class extends moteur.Visitor {
    override Program(programme: hbs.AST.Program) {
      visites.programme?.(programme);
      super.Program(programme);
    }
    override MustacheStatement(moustache: hbs.AST.MustacheStatement) {
      visites.moustache?.(moustache);
      visites.appel?.(moustache);
      super.MustacheStatement(moustache);
    }
    override BlockStatement(bloc: hbs.AST.BlockStatement) {
      visites.appel?.(bloc);
      super.BlockStatement(bloc);
    }
    override SubExpression(expression: hbs.AST.SubExpression) {
      visites.appel?.(expression);
      super.SubExpression(expression);
    }
    override PartialStatement(partie: hbs.AST.PartialStatement) {
      visites.partie?.(partie);
      super.PartialStatement(partie);
    }
    override PartialBlockStatement(partie: hbs.AST.PartialBlockStatement) {
      visites.partie?.(partie);
      super.PartialBlockStatement(partie);
    }
    override Decorator(decorateur: hbs.AST.Node) {
      visites.decorateur?.(decorateur);
    }
    override DecoratorBlock(decorateur: hbs.AST.Node) {
      visites.decorateur?.(decorateur);
    }
    override PathExpression(chemin: hbs.AST.PathExpression) {
      visites.chemin?.(chemin);
    }
  })();
  visiteur.accept(arbre);
}

function fautesDAppel(texte: PlacedText, arbre: hbs.AST.Program, ressources: Ressources): FauteDeGabarit[] {
  const { moteur, aides, parties, bruts } = ressources;
  const fautes: FauteDeGabarit[] = [];
  const dire = ({ loc }: hbs.AST.Node, message: string, remede: string) => {
    const [debut, fin] = [loc.start, loc.end].map(({ line, column }) => texte.startOfLine(line - 1) + column);
    fautes.push({ debut: debut ?? 0, fin: fin ?? 0, message, remede });
  };
  visiter(moteur, arbre, {
    moustache: (moustache) => {
      const { path, escaped, params } = moustache;
      if (escaped || (params.length === 0 && bruts.has(cheminNu(path)))) return;
      dire(
        moustache,
        'trois accolades écriraient ce texte sans le protéger : un libellé reçu pourrait casser la page',
        'Écrivez deux accolades : {{…}}.',
      );
    },
    appel: (appel) => {
      const { path, params, hash } = appel;
      const nom = 'original' in path ? String(path.original) : '';
      if (aides.has(nom)) {
        const faute = direAppel(nom, appel);
        if (faute !== undefined) dire(appel.type === 'BlockStatement' ? path : appel, faute, REMEDE_AIDES);
      } else if (params.length > 0 || (hash?.pairs.length ?? 0) > 0)
        dire(path, `« ${nom} » n’est pas une aide`, `${proposer(nom, aides)}${REMEDE_AIDES}`);
    },
    programme: (programme) => {
      const couvert = programme.blockParams?.find((nom) => [...bruts].some((brut) => brut.split('.').includes(nom)));
      if (couvert !== undefined) dire(programme, ...nomReserve(couvert));
    },
    partie: ({ name, hash }) => {
      const nom = 'original' in name ? String(name.original) : '';
      for (const paire of hash?.pairs ?? [])
        if ([...bruts].some((brut) => brut.split('.').includes(paire.key))) dire(paire, ...nomReserve(paire.key));
      if (name.type === 'PathExpression' && (parties.has(nom) || nom === '@partial-block')) return;
      dire(name, `« ${nom} » n’est pas un gabarit`, `${proposer(nom, parties)}${REMEDE_AIDES}`);
    },
    decorateur: (decorateur) =>
      dire(
        decorateur,
        'un gabarit ne peut pas en définir d’autres',
        'Écrivez-le dans un fichier à lui, s’il remplace un gabarit livré.',
      ),
    chemin: (chemin) => {
      const herite = chemin.parts.find((partie) => HERITES.has(partie));
      if (herite !== undefined) dire(chemin, `« ${herite} » n’est pas une donnée de la page`, 'Retirez ce nom.');
    },
  });
  return fautes;
}

/** What a helper is called with that it does not take, in words. */
function direAppel(
  nom: string,
  { type, params, hash }: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression,
): string | undefined {
  const enBloc = BLOCS.has(nom);
  if (enBloc !== (type === 'BlockStatement'))
    return enBloc ? `« ${nom} » s’écrit en bloc : {{#${nom} …}}…{{/${nom}}}` : `« ${nom} » ne s’écrit pas en bloc`;
  const [nommee] = (hash?.pairs ?? []).filter(({ key }) => !(key === 'includeZero' && /^(?:if|unless)$/.test(nom)));
  if (nommee) return `« ${nom} » ne prend pas « ${nommee.key}= »`;
  const { recoit, facultatif }: Attendu = (ATTENDUS as Readonly<Record<string, Attendu>>)[nom] ?? {
    recoit: nom === 'lookup' ? ['texte', 'texte'] : ['texte'],
  };
  const auPlus = recoit.length + (facultatif ? 1 : 0);
  if (params.length >= recoit.length && params.length <= auPlus) return undefined;
  const combien = auPlus > recoit.length ? `${recoit.length} ou ${auPlus} valeurs` : accord(auPlus, 'valeur');
  return `« ${nom} » attend ${combien} ; ce gabarit lui en donne ${params.length}`;
}

/** A name under which the tool keeps HTML of its own, which it writes as such: nothing else may be called so. */
function nomReserve(nom: string): [message: string, remede: string] {
  return [
    `« ${nom} » est un nom que la page garde pour ce qu’elle écrit sans le protéger`,
    'Prenez un autre nom, ou donnez à l’élément l’ensemble de données où ce nom se trouve.',
  ];
}

function proposer(nom: string, connus: ReadonlySet<string>): string {
  const proche = nomLePlusProche(nom, [...connus]);
  return proche === undefined ? '' : `Vouliez-vous écrire « ${proche} » ? `;
}

/** A path without what leads to it: `@root.graphiques.axes` and `../graphiques.axes` are `graphiques.axes`. */
function cheminNu(chemin: hbs.AST.PathExpression | hbs.AST.Literal): string {
  return 'parts' in chemin ? chemin.parts.filter((partie) => partie !== 'root').join('.') : '';
}

function fauteDeSyntaxe(texte: PlacedText, erreur: unknown): FauteDeGabarit {
  const message = erreur instanceof Error ? erreur.message : String(erreur);
  const surLaLigne = (numero: number, dite: string, remede: string): FauteDeGabarit => {
    const debut = texte.startOfLine(numero - 1);
    return { debut, fin: debut + texte.line(numero).length, message: dite, remede };
  };
  if (/call stack/i.test(message))
    return surLaLigne(1, 'trop de blocs, d’appels ou de noms les uns dans les autres', 'Simplifiez ce gabarit.');
  const bloc = blocMalFerme(texte.text);
  if (bloc) return bloc;
  const [, ligne] = /on line (\d+)/.exec(message) ?? / - (\d+):\d+$/.exec(message) ?? [];
  return surLaLigne(
    Number(ligne ?? 1),
    'Handlebars ne comprend pas ce qui est écrit ici',
    'Vérifiez que chaque {{ est fermé par }}, et chaque {{{ par }}}.',
  );
}

/** The first block that lies too deep. Looked for before anything is parsed: the engine takes ever longer, then gives up. */
function blocTropProfond(texte: string): FauteDeGabarit | undefined {
  let niveau = 0;
  for (const { 0: ecrit, 1: signe, index } of texte.matchAll(BLOC)) {
    niveau += signe === '/' ? -1 : 1;
    if (niveau > BLOCS_MAX)
      return {
        debut: index,
        fin: index + ecrit.length,
        message: `plus de ${BLOCS_MAX} blocs les uns dans les autres`,
        remede: 'Simplifiez ce gabarit.',
      };
  }
  return undefined;
}

/** The first call that lies too deep in others: each takes the engine longer than the one before. */
function appelTropProfond(texte: string): FauteDeGabarit | undefined {
  let fin = 0;
  for (const morceau of texte.split('{{')) {
    const debut = fin;
    fin += morceau.length + 2;
    // What comes before the first is no mustache, nor what comes after one.
    const [moustache = ''] = debut === 0 ? [] : morceau.split('}}', 1);
    let niveau = 0;
    for (const { 0: ecrit, index } of moustache.matchAll(PARENTHESE)) {
      if (ecrit === '(') niveau += 1;
      else if (ecrit === ')') niveau -= 1;
      if (niveau > APPELS_MAX)
        return {
          debut: debut + index,
          fin: debut + index + 1,
          message: `plus de ${APPELS_MAX} appels les uns dans les autres`,
          remede: 'Simplifiez ce gabarit.',
        };
    }
  }
  return undefined;
}

/** A block that is closed by the name of another, or not at all, or that nothing opened. */
function blocMalFerme(texte: string): FauteDeGabarit | undefined {
  const ouverts: { readonly nom: string; readonly debut: number; readonly fin: number }[] = [];
  for (const { 0: ecrit, 1: signe, 2: nom = '', index } of texte.matchAll(BLOC)) {
    const fin = index + ecrit.length;
    if (signe !== '/') {
      ouverts.push({ nom, debut: index, fin });
      continue;
    }
    const ouvert = ouverts.pop();
    if (ouvert?.nom === nom) continue;
    return {
      debut: index,
      fin,
      message: ouvert === undefined ? `rien n’ouvre {{/${nom}}}` : `{{/${nom}}} ferme {{#${ouvert.nom}}}`,
      remede: ouvert === undefined ? 'Retirez-le.' : `Fermez d’abord {{#${ouvert.nom}}} par {{/${ouvert.nom}}}.`,
    };
  }
  const reste = ouverts.at(-1);
  return (
    reste && { ...reste, message: `{{#${reste.nom}}} n’est pas fermé`, remede: `Fermez-le par {{/${reste.nom}}}.` }
  );
}
