import { basename } from 'node:path';
import type { Chemin, Constats } from '../domain/constats/constat.ts';
import { autreAnneeNommee } from '../domain/textes/annee-nommee.ts';
import { abreger, surUneLigne } from '../domain/textes/texte.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { colonnesEcrites } from './completer-la-source.ts';
import type { SourceEcrite } from './schema-exercice.ts';

interface Contexte {
  readonly document: YamlDocument;
  readonly constats: Constats;
}

/**
 * Refuses what is read of a source under a title, or on a sheet, that names another year than the exercice: a title carried
 * from last year's dossier would count last year's euros. `autre_annee` says why it is meant.
 */
export function verifierLesAnnees(ecrite: SourceEcrite, rang: number, exercice: string, contexte: Contexte): void {
  const { document, constats } = contexte;
  const admis = new Set(Object.keys(ecrite.autre_annee));
  const nommees = new Map<string, { readonly annee: string; readonly chemin: Chemin }>();
  for (const { chemin, texte } of nomsLus(ecrite)) {
    const annee = autreAnneeNommee(texte, exercice);
    if (annee !== undefined && !nommees.has(texte)) nommees.set(texte, { annee, chemin });
  }
  for (const [texte, { annee, chemin }] of nommees) {
    if (admis.has(texte)) continue;
    reportInYaml(
      document,
      constats,
      'E-TITRE-AUTRE-ANNEE',
      ['sources', rang, ...chemin],
      `« ${abreger(texte)} » nomme ${annee}, dans un dossier de ${exercice}`,
      `Déclarez la colonne ou l’onglet de ${exercice}. Si le fichier n’a que celui-là, dites pourquoi : autre_annee: { ${JSON.stringify(surUneLigne(texte))}: motif }.`,
    );
  }
  for (const texte of admis)
    if (!nommees.has(texte) && !estAutour(texte, ecrite, exercice))
      reportInYaml(
        document,
        constats,
        'E-EXERCICE-INCOHERENT',
        ['sources', rang, 'autre_annee', texte],
        `« ${abreger(texte)} » n’est pas un titre lu de cette source qui nomme une autre année que ${exercice}`,
        'Retirez-le d’autre_annee, ou recopiez le titre tel qu’il est déclaré.',
        'cle',
      );
}

/** Whether a text that names another year may stand above the titles, or is the name of the file: the reading tells those. */
function estAutour(texte: string, { preambule, fichier }: SourceEcrite, exercice: string): boolean {
  return autreAnneeNommee(texte, exercice) !== undefined && (preambule > 0 || basename(fichier) === texte);
}

/** The titles that are read, and the sheet: columns that nobody reads may be of any year. */
function nomsLus(ecrite: SourceEcrite): readonly { readonly chemin: Chemin; readonly texte: string }[] {
  const { colonnes, part, date, feuille, montants_nommes: nommes } = ecrite;
  const mots = Object.entries(nommes?.mots ?? {}).filter(([, base]) => base !== 'aucune');
  return [
    ...colonnesEcrites(ecrite).map(({ chemin, colonne }) => ({ chemin, texte: colonne })),
    ...mots.map(([texte]) => ({ chemin: ['montants_nommes', 'mots', texte], texte })),
    ...Object.entries(colonnes).map(([champ, texte]) => ({ chemin: ['colonnes', champ], texte })),
    ...Object.entries({ part, date, feuille }).flatMap(([cle, texte]) =>
      typeof texte === 'string' ? [{ chemin: [cle], texte }] : [],
    ),
  ];
}
