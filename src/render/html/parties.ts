import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparer } from '../../domain/textes/ordre.ts';

/** The directories whose templates are partials, each known by its name without extension. */
export const DOSSIERS_DE_PARTIES = ['sections', 'elements'] as const;

/** A template that others call by its name. */
export interface Partie {
  readonly nom: string;
  /** `sections/pays.hbs`, from the directory of the templates. */
  readonly chemin: string;
  readonly texte: string;
}

/** A template of a dossier, which takes the place of the one of the same name. */
export interface PartieDuDossier extends Partie {
  /** Path in the dossier: `gabarits/sections/pays.hbs`. */
  readonly fichier: string;
}

/** Reads the partials of a directory of templates, in a fixed order. */
export function lireParties(gabarits: string): Partie[] {
  return DOSSIERS_DE_PARTIES.flatMap((dossier) =>
    readdirSync(join(gabarits, dossier))
      .filter((fichier) => fichier.endsWith('.hbs'))
      .sort(comparer)
      .map((fichier) => ({
        nom: fichier.slice(0, -'.hbs'.length),
        chemin: `${dossier}/${fichier}`,
        // Many small files: one after the other, without a thread for each of their gestures.
        texte: readFileSync(join(gabarits, dossier, fichier), 'utf8'),
      })),
  );
}

/** The places of the page that templates name outright: `<section id="pays">`. */
export function ancresDe(parties: readonly Partie[]): ReadonlySet<string> {
  return new Set(parties.flatMap(({ texte }) => [...texte.matchAll(/\sid="([^"{}\s]+)"/g)].map(([, id = '']) => id)));
}
