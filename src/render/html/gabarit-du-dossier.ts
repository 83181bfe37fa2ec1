import type HandlebarsType from 'handlebars';
import { PlacedText } from '../../files/placed-text.ts';
import { arbreLivre } from './compilation-des-gabarits.ts';
import { ECRIRE, FACULTATIF } from './controle-des-aides.ts';
import type { Partie, PartieDuDossier } from './parties.ts';

type Moteur = Pick<typeof HandlebarsType, 'parse' | 'Visitor'>;

const CONDITIONS: ReadonlySet<string> = new Set(['if', 'unless', 'with']);

/** Names that the templates of the tool ask for before they write them: data may lack them. */
export function nomsFacultatifs(moteur: Moteur, livrees: readonly Partie[]): ReadonlySet<string> {
  const noms = new Set<string>();
  const visiteur = new (class extends moteur.Visitor {
    override BlockStatement(bloc: hbs.AST.BlockStatement) {
      const [param] = bloc.params;
      if (CONDITIONS.has(bloc.path.original) && param?.type === 'PathExpression')
        noms.add(String((param as hbs.AST.PathExpression).parts.at(-1)));
      super.BlockStatement(bloc);
    }
  })();
  for (const { texte } of livrees) visiteur.accept(arbreLivre(moteur, texte));
  return noms;
}

/**
 * A template of a dossier as it is compiled: each name that it gives to a helper or to a partial must be there, as Handlebars
 * asks of those that it writes.
 * @param facultatifs names that may lack where a condition asks for them
 * @param marquer what to write for each piece of its own HTML, given with where it starts
 */
export function preparerLeGabarit(
  { parse, Visitor }: Moteur,
  partie: PartieDuDossier,
  facultatifs: ReadonlySet<string>,
  marquer?: (partie: PartieDuDossier, html: string, debut: number) => string,
): hbs.AST.Program {
  const lieux = new PlacedText(partie.fichier, partie.texte);
  /** Names that blocks give, `as |nom|`, where the visitor stands. */
  const locaux: string[] = [];
  const exiger = <T extends hbs.AST.Expression>(ecrit: T): T | hbs.AST.SubExpression =>
    ecrit.type === 'PathExpression' ? chemin(ecrit as unknown as hbs.AST.PathExpression, ecrit, locaux) : ecrit;
  const demander = (ecrit: hbs.AST.Expression | undefined) => {
    if (ecrit?.type !== 'SubExpression') return;
    const { params, loc } = ecrit as hbs.AST.SubExpression;
    const [, nom] = params as unknown as readonly hbs.AST.StringLiteral[];
    if (!facultatifs.has(nom?.value ?? '')) return;
    const oui: hbs.AST.BooleanLiteral = { type: 'BooleanLiteral', value: true, original: true, loc };
    const pairs: hbs.AST.HashPair[] = [{ type: 'HashPair', key: FACULTATIF, value: oui, loc }];
    (ecrit as hbs.AST.SubExpression).hash = { type: 'Hash', pairs, loc };
  };
  const exigerLesDonnees = ({ params, hash }: Pick<hbs.AST.MustacheStatement, 'params' | 'hash'>) => {
    for (const [rang, param] of params.entries()) params[rang] = exiger(param);
    for (const paire of hash?.pairs ?? []) paire.value = exiger(paire.value);
  };
  const visiteur = new (class extends Visitor {
    override MustacheStatement(moustache: hbs.AST.MustacheStatement) {
      super.MustacheStatement(moustache);
      exigerLesDonnees(moustache);
      const { path, params } = moustache;
      if (params.length > 0 || path.type !== 'PathExpression') return;
      moustache.params = [chemin(path as hbs.AST.PathExpression, path as hbs.AST.PathExpression, locaux)];
      moustache.path = appel(ECRIRE, path.loc);
      moustache.loc = path.loc;
    }
    override BlockStatement(bloc: hbs.AST.BlockStatement) {
      this.acceptArray(bloc.params);
      this.acceptKey(bloc, 'hash');
      const nomme = bloc.params[0]?.type === 'PathExpression';
      exigerLesDonnees(bloc);
      if (nomme && CONDITIONS.has(bloc.path.original)) demander(bloc.params[0]);
      for (const programme of [bloc.program, bloc.inverse]) {
        const avant = locaux.length;
        locaux.push(...(programme?.blockParams ?? []));
        if (programme) this.accept(programme);
        locaux.length = avant;
      }
    }
    override SubExpression(expression: hbs.AST.SubExpression) {
      super.SubExpression(expression);
      exigerLesDonnees(expression);
    }
    override PartialStatement(partie: hbs.AST.PartialStatement) {
      super.PartialStatement(partie);
      exigerLesDonnees(partie);
    }
    override PartialBlockStatement(partie: hbs.AST.PartialBlockStatement) {
      super.PartialBlockStatement(partie);
      exigerLesDonnees(partie);
    }
    override ContentStatement(contenu: hbs.AST.ContentStatement) {
      if (marquer === undefined || contenu.value === '') return;
      const { line, column } = contenu.loc.start;
      const passes = Math.max(String(contenu.original).indexOf(contenu.value), 0);
      contenu.value = marquer(partie, contenu.value, lieux.startOfLine(line - 1) + column + passes);
    }
  })();
  const programme = parse(partie.texte);
  visiteur.accept(programme);
  return programme;
}

const appel = (nom: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression => ({
  type: 'PathExpression',
  data: false,
  depth: 0,
  parts: [nom],
  original: nom,
  loc,
});

/** A path as its names looked for one in the other, each of which must be there. */
function chemin<T extends hbs.AST.Node>(
  lu: hbs.AST.PathExpression,
  ecrit: T,
  locaux: readonly string[],
): T | hbs.AST.SubExpression {
  const { parts, depth, data, original, loc } = lu;
  const local = !data && depth === 0 && locaux.includes(parts[0] ?? '') && !/^(?:\.|this\b)/.test(original);
  // `@index` and the names of a block are those of Handlebars.
  const acquis = data || local ? 1 : 0;
  if (parts.length <= acquis) return ecrit;
  const depart: hbs.AST.PathExpression = {
    ...lu,
    parts: parts.slice(0, acquis),
    original: acquis > 0 ? String(parts[0]) : depth > 0 ? Array(depth).fill('..').join('/') : 'this',
  };
  return parts.slice(acquis).reduce<hbs.AST.Expression>((dans, nom) => {
    const texte: hbs.AST.StringLiteral = { type: 'StringLiteral', value: nom, original: nom, loc };
    const cherche: hbs.AST.SubExpression = {
      type: 'SubExpression',
      path: appel('lookup', loc),
      params: [dans, texte],
      hash: undefined as unknown as hbs.AST.Hash,
      loc,
    };
    return cherche;
  }, depart) as hbs.AST.SubExpression;
}
