import { basename } from 'node:path';
import { colonnesDesMontants } from '../domain/argent/montants-declares.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { autreAnneeDite } from '../domain/textes/annee-nommee.ts';
import { citer, surUneLigne } from '../domain/textes/texte.ts';

/** A text that is longer is none that a person would copy into exercice.yaml. */
const LETTRES_MAX = 300;

/**
 * Tells what a source says of another year outside its lines, above its titles or by its name, where no column says that of each
 * line: last year's file is easily sent again, and its euros would count in this one.
 */
export function direLAnneeDuDessus(
  source: SourceDeclaree,
  dessus: readonly string[],
  exercice: string,
  constats: Constats,
): void {
  const { colonnes, constantes, date, modele, format, montants, fichier, nom, autresAnnees } = source;
  if (colonnes.size === 0 || colonnes.has('exercice') || constantes.has('exercice')) return;
  if (date !== undefined || modele !== undefined) return;
  const admises = new Set(autresAnnees);
  const dits = [
    ...dessus.map((dit) => surUneLigne(dit, LETTRES_MAX)),
    ...colonnesDesMontants(montants),
    format.feuille ?? '',
    basename(fichier),
  ];
  const dite = autreAnneeDite(
    dits.filter((dit) => !admises.has(dit)),
    exercice,
  );
  if (dite === undefined) return;
  constats.ajouter({
    code: 'A-ANNEE-DITE',
    lieu: { fichier: nom },
    message: `${citer(dite.dit)}, ${dite.dit === basename(fichier) ? 'le nom du fichier' : 'au-dessus des titres'}, dit ${dite.annees.join(', ')}, dans un dossier de ${exercice}, et rien ne dit l’année de chaque ligne`,
    remede: `Demandez au secteur si ces lignes sont bien de ${exercice}. Si elles le sont, dites pourquoi sous la source : autre_annee: { ${JSON.stringify(dite.dit)}: motif }.`,
  });
}
