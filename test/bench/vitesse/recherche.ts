import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What a peer calls international: a line of the sector that steers, or a label where the expression is found. */
export interface Recherche {
  readonly secteurPilote: string;
  /** One expression, that RE2 (DuckDB), Rust (Polars) and JavaScript read alike. */
  readonly motif: string;
}

/**
 * What the rules of a dossier look for in labels to call a line international, for those that cannot read rules. Rules say more
 * (codes, senders, shares, which comes first): peers are spared that, and find other lines.
 */
export function rechercheDesRegles(dossier: string): Recherche {
  const lire = (nom: string) => parse(readFileSync(join(dossier, nom), 'utf8'), { schema: 'failsafe' });
  const mots = new Set<string>();
  for (const nom of readdirSync(join(dossier, 'regles')).sort())
    for (const { question, conclusion, si } of lire(join('regles', nom)))
      if (question === 'international' && conclusion !== 'non_internationale')
        for (const mot of textes(si, false)) mots.add(mot);
  if (mots.size === 0) throw new Error(`aucun mot dans les règles de ${dossier}`);
  return {
    secteurPilote: lire('exercice.yaml').secteur_pilote,
    motif: `(^|[^\\p{L}\\p{N}])(${[...mots].map(enExpression).join('|')})([^\\p{L}\\p{N}]|$)`,
  };
}

/** Texts found in what a rule asks of the label. */
function textes(noeud: unknown, dansLibelle: boolean): string[] {
  if (typeof noeud === 'string') return dansLibelle ? [noeud.replace(/[\s:]+$/, '')] : [];
  if (Array.isArray(noeud)) return noeud.flatMap((element) => textes(element, dansLibelle));
  if (typeof noeud !== 'object' || noeud === null) return [];
  return Object.entries(noeud).flatMap(([cle, valeur]) =>
    cle === 'sauf' || cle === 'aucun' ? [] : textes(valeur, dansLibelle || cle === 'libelle'),
  );
}

/** A text as an expression, its first letter large or small. */
function enExpression(texte: string): string {
  const echappe = (morceau: string) => morceau.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const premiere = texte.slice(0, 1);
  const deux = [premiere.toLowerCase(), premiere.toUpperCase()];
  const debut = deux[0] === deux[1] ? echappe(premiere) : `[${deux.join('')}]`;
  return debut + echappe(texte.slice(1));
}
