import type { Base } from '../domain/base.ts';
import type { Constats } from '../domain/constat.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { nomLePlusProche, plier } from '../domain/texte.ts';
import { localiserChamp, localiserEnregistrement } from './excerpt.ts';

/** Where to find each thing in the records of a source. */
export interface Colonnes {
  readonly nombre: number;
  readonly titres: readonly string[];
  /** Our field → rank of its column. */
  readonly champs: ReadonlyMap<string, number>;
  readonly montants: ReadonlyMap<Base, number>;
}

interface EnTeteCsv {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly texte: string;
}

/**
 * Matches the header of a file against what the dossier declares. Each column must be declared, once; each declared column
 * must be there, once: a column that moved is found by its title, a renamed one is refused, never guessed.
 * @returns `undefined` when the header cannot be used; all that is wrong with it has then been told
 */
export function matchColumns(enTete: EnTeteCsv, source: SourceDeclaree, constats: Constats): Colonnes | undefined {
  const titres = enTete.champs.map((titre) => titre.trim());
  const avant = constats.erreurs;
  const declarees = [...source.colonnes.values(), ...source.montants.values(), ...source.ignorees];
  const place = (rang: number) => localiserChamp(source.fichier, enTete.numero, enTete.texte, source.separateur, rang);

  titres.forEach((titre, rang) => {
    if (titres.indexOf(titre) !== rang)
      constats.ajouter({
        code: 'E-COLONNE-DOUBLE',
        gravite: 'erreur',
        ...place(rang),
        message: `la colonne « ${titre} » est là deux fois`,
        remede: 'Demandez au secteur laquelle vaut ; l’outil n’en choisit aucune.',
      });
    else if (!declarees.includes(titre))
      constats.ajouter({
        code: 'E-COLONNE-INCONNUE',
        gravite: 'erreur',
        ...place(rang),
        message: titre === '' ? `la colonne ${rang + 1} n’a pas de titre` : `colonne non déclarée : « ${titre} »`,
        remede: remedeInconnue(
          titre,
          declarees.filter((declaree) => !titres.includes(declaree)),
        ),
      });
  });
  for (const declaree of declarees) {
    if (titres.includes(declaree)) continue;
    const proche = nomLePlusProche(
      declaree,
      titres.filter((titre) => !declarees.includes(titre)),
    );
    constats.ajouter({
      code: 'E-COLONNE-ABSENTE',
      gravite: 'erreur',
      ...localiserEnregistrement(source.fichier, enTete.numero, enTete.texte),
      message: `la colonne « ${declaree} », déclarée dans exercice.yaml, n’est pas dans le fichier`,
      remede:
        proche === undefined
          ? remedeAbsente(titres, source)
          : `Le fichier porte « ${proche} » : si c’est elle, corrigez son nom dans exercice.yaml.`,
    });
  }
  if (constats.erreurs > avant) return undefined;
  return {
    nombre: titres.length,
    titres,
    champs: new Map([...source.colonnes].map(([champ, titre]) => [champ, titres.indexOf(titre)])),
    montants: new Map([...source.montants].map(([base, titre]) => [base, titres.indexOf(titre)])),
  };
}

function remedeInconnue(titre: string, manquantes: readonly string[]): string {
  const proche = titre === '' ? undefined : nomLePlusProche(titre, manquantes);
  return proche === undefined
    ? 'Ajoutez-la sous colonnes ou montants si elle sert, sous ignorees sinon.'
    : `Elle remplace peut-être « ${proche} » : si c’est elle, corrigez son nom dans exercice.yaml.`;
}

function remedeAbsente(titres: readonly string[], source: SourceDeclaree): string {
  if (titres.length === 1)
    return `Le fichier n’a qu’une colonne : son séparateur n’est sans doute pas « ${source.separateur === '\t' ? 'tabulation' : source.separateur} ».`;
  const attendues = new Set([...source.colonnes.values(), ...source.montants.values()].map(plier));
  if (!titres.some((titre) => attendues.has(plier(titre))))
    return 'Aucun titre déclaré n’est sur cette ligne : vérifiez preambule, le nombre de lignes avant les titres.';
  return 'Vérifiez le fichier reçu, ou la déclaration de la source dans exercice.yaml.';
}
