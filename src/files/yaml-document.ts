import { readFileSync } from 'node:fs';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { CodeConstat } from '../domain/codes-constats.ts';
import type { Chemin } from '../domain/condition-lecture.ts';
import type { Constats, Extrait, Lieu } from '../domain/constat.ts';
import { nomLePlusProche } from '../domain/texte.ts';

/** A YAML file that was read: its content as text, and where each piece of it stands. */
export class DocumentYaml {
  readonly fichier: string;
  readonly #texte: string;
  readonly #document: Document;
  readonly #lignes: LineCounter;

  constructor(fichier: string, texte: string, document: Document, lignes: LineCounter) {
    this.fichier = fichier;
    this.#texte = texte;
    this.#document = document;
    this.#lignes = lignes;
  }

  /** All scalars as text, keys in the order of the file. */
  contenu(): unknown {
    return this.#document.toJS({ maxAliasCount: 0 });
  }

  /** Where a piece stands; for a missing one, where the nearest of its parents does. */
  lieu(chemin: Chemin): Lieu {
    return this.lieuAuDecalage(this.#decalage(chemin));
  }

  lieuAuDecalage(decalage: number): Lieu {
    const { line, col } = this.#lignes.linePos(decalage);
    return { fichier: this.fichier, ligne: Math.max(line, 1), colonne: Math.max(col, 1) };
  }

  /** The line of the file that holds a place, with the rest of it underlined. */
  extrait(lieu: Lieu): Extrait {
    const texte = (this.#texte.split('\n')[(lieu.ligne ?? 1) - 1] ?? '').replace(/\r$/, '');
    const debut = Math.min((lieu.colonne ?? 1) - 1, texte.length);
    return { texte, debut, fin: Math.max(texte.trimEnd().length, debut + 1) };
  }

  #decalage(chemin: Chemin): number {
    for (let longueur = chemin.length; longueur > 0; longueur--) {
      const noeud = this.#document.getIn(chemin.slice(0, longueur), true);
      if (isNode(noeud) && noeud.range) return noeud.range[0];
    }
    return 0;
  }
}

/** Tells a fault found in a YAML document, at its place. */
export function signalerDansYaml(
  document: DocumentYaml,
  constats: Constats,
  code: CodeConstat,
  chemin: Chemin,
  message: string,
  remede: string,
): void {
  const lieu = document.lieu(chemin);
  constats.ajouter({ code, gravite: 'erreur', lieu, message, extrait: document.extrait(lieu), remede });
}

/**
 * Reads a YAML file of the dossier, all scalars as text: `code: 0201` stays `0201`. Tells what is wrong and returns
 * `undefined` when it cannot be parsed. Aliases are refused: nobody needs them here and they can blow up.
 */
export function readYaml(chemin: string, fichier: string, constats: Constats): DocumentYaml | undefined {
  let texte: string;
  try {
    texte = readFileSync(chemin, 'utf8');
  } catch (erreur) {
    constats.ajouter({
      code: 'E-FICHIER-ILLISIBLE',
      gravite: 'erreur',
      lieu: { fichier },
      message: `fichier illisible (${codeSysteme(erreur)})`,
      remede: 'Vérifiez que le fichier existe et que vous avez le droit de le lire.',
    });
    return undefined;
  }
  const lignes = new LineCounter();
  const document = parseDocument(texte, {
    schema: 'failsafe',
    lineCounter: lignes,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const yaml = new DocumentYaml(fichier, texte, document, lignes);
  for (const faute of document.errors) {
    const lieu = yaml.lieuAuDecalage(faute.pos[0]);
    constats.ajouter({
      code: 'E-YAML-SYNTAXE',
      gravite: 'erreur',
      lieu,
      message: FAUTES_YAML[faute.code] ?? `ce n’est pas du YAML (${faute.code})`,
      extrait: yaml.extrait(lieu),
      remede: 'Vérifiez le retrait (des espaces, jamais de tabulations), les deux-points et les guillemets.',
    });
  }
  return document.errors.length > 0 ? undefined : yaml;
}

const FAUTES_YAML: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'cette clé est écrite deux fois',
  BAD_INDENT: 'le retrait de cette ligne ne correspond à rien',
  TAB_AS_INDENT: 'une tabulation sert de retrait',
  MISSING_CHAR: 'il manque un signe (guillemet, crochet ou deux-points)',
  BLOCK_AS_IMPLICIT_KEY: 'cette ligne commence une liste de clés là où une valeur est attendue',
  MULTILINE_IMPLICIT_KEY: 'cette clé s’étend sur plusieurs lignes',
};

/** Checks the content of a document against a schema; tells each difference at its place, with the nearest known key. */
export function validateYaml<S extends z.ZodType>(
  document: DocumentYaml,
  schema: S,
  constats: Constats,
): z.output<S> | undefined {
  const resultat = schema.safeParse(document.contenu());
  if (resultat.success) return resultat.data;
  for (const faute of resultat.error.issues) {
    const chemin = faute.path.filter((cle): cle is string | number => typeof cle !== 'symbol');
    if (faute.code === 'unrecognized_keys') {
      for (const cle of faute.keys)
        signalerDansYaml(
          document,
          constats,
          'E-YAML-CONTENU',
          [...chemin, cle],
          `clé inconnue : « ${cle} »`,
          suggestion(cle, clesConnues(schema)),
        );
      continue;
    }
    const cle = chemin.at(-1);
    signalerDansYaml(
      document,
      constats,
      'E-YAML-CONTENU',
      chemin,
      faute.code === 'invalid_type' && faute.input === undefined && /undefined/.test(faute.message)
        ? `il manque « ${String(cle)} »`
        : `« ${String(cle ?? 'document')} » : ${faute.message}`,
      'Voyez docs/dossier.md pour ce qui est attendu ici.',
    );
  }
  return undefined;
}

function suggestion(cle: string, connues: readonly string[]): string {
  const proche = nomLePlusProche(cle, connues);
  return proche === undefined
    ? 'Voyez docs/dossier.md pour les clés connues.'
    : `Vouliez-vous écrire « ${proche} » ? Voyez docs/dossier.md.`;
}

/** All the keys that a schema knows, whatever the level: enough to suggest one. */
function clesConnues(schema: z.ZodType, cles = new Set<string>(), vus = new Set<unknown>()): string[] {
  if (vus.has(schema)) return [...cles];
  vus.add(schema);
  const def = schema.def as unknown as Record<string, unknown>;
  for (const [nom, valeur] of Object.entries(def)) {
    if (nom === 'shape') for (const cle of Object.keys(valeur as object)) cles.add(cle);
    const suivants = nom === 'shape' ? Object.values(valeur as object) : [valeur].flat();
    for (const suivant of suivants)
      if (typeof suivant === 'object' && suivant !== null && 'def' in suivant)
        clesConnues(suivant as z.ZodType, cles, vus);
  }
  return [...cles];
}

/** The system's short name of a failure: `ENOENT`, `EACCES`… */
export function codeSysteme(erreur: unknown): string {
  return erreur instanceof Error && 'code' in erreur ? String(erreur.code) : String(erreur);
}
