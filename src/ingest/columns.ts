import type { Base } from '../domain/base.ts';
import type { Constats } from '../domain/constat.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { nomLePlusProche } from '../domain/texte.ts';
import { localiserChamp, localiserEnregistrement } from '../files/csv-place.ts';

/** Where to find each thing in the records of a source. */
export interface Colonnes {
  readonly nombre: number;
  readonly titres: readonly string[];
  /** Our field → rank of its column. */
  readonly champs: ReadonlyMap<string, number>;
  readonly montants: ReadonlyMap<Base, number>;
  /** The columns without a title, which Excel leaves at the end of lines: they must be empty all the way down. */
  readonly sansTitre: readonly number[];
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

  const absentes = declarees.filter((declaree) => !titres.includes(declaree));
  if (absentes.length === declarees.length) {
    constats.ajouter({
      code: 'E-COLONNE-ABSENTE',
      gravite: 'erreur',
      ...localiserEnregistrement(source.fichier, enTete.numero, enTete.texte),
      message: 'aucune des colonnes déclarées dans exercice.yaml n’est sur la ligne des titres',
      remede: remedeAucune(titres, source),
    });
    return undefined;
  }
  const renommees = new Map<string, string>();
  for (const absente of absentes) {
    const libres = titres.filter((titre) => !declarees.includes(titre) && !renommees.has(titre));
    const proche = nomLePlusProche(absente, libres);
    if (proche !== undefined) renommees.set(proche, absente);
  }

  titres.forEach((titre, rang) => {
    const absente = renommees.get(titre);
    if (titre !== '' && titres.indexOf(titre) !== rang)
      constats.ajouter({
        code: 'E-COLONNE-DOUBLE',
        gravite: 'erreur',
        ...place(rang),
        message: `la colonne « ${titre} » est là deux fois`,
        remede: 'Demandez au secteur laquelle vaut ; l’outil n’en choisit aucune.',
      });
    else if (absente !== undefined)
      constats.ajouter({
        code: 'E-COLONNE-ABSENTE',
        gravite: 'erreur',
        ...place(rang),
        message: `la colonne « ${absente} », déclarée dans exercice.yaml, n’est pas dans le fichier, qui porte « ${titre} »`,
        remede: `Si « ${titre} » est bien cette colonne, corrigez son nom dans exercice.yaml.`,
      });
    else if (titre !== '' && !declarees.includes(titre))
      constats.ajouter({
        code: 'E-COLONNE-INCONNUE',
        gravite: 'erreur',
        ...place(rang),
        message: `colonne non déclarée : « ${titre} »`,
        remede: 'Ajoutez-la sous colonnes ou montants si elle sert, sous ignorees sinon.',
      });
  });
  const retrouvees = new Set(renommees.values());
  for (const absente of absentes) {
    if (retrouvees.has(absente)) continue;
    constats.ajouter({
      code: 'E-COLONNE-ABSENTE',
      gravite: 'erreur',
      ...localiserEnregistrement(source.fichier, enTete.numero, enTete.texte),
      message: `la colonne « ${absente} », déclarée dans exercice.yaml, n’est pas dans le fichier`,
      remede: 'Vérifiez le fichier reçu, ou la déclaration de la source dans exercice.yaml.',
    });
  }
  if (constats.erreurs > avant) return undefined;
  return {
    nombre: titres.length,
    titres,
    champs: new Map([...source.colonnes].map(([champ, titre]) => [champ, titres.indexOf(titre)])),
    montants: new Map([...source.montants].map(([base, titre]) => [base, titres.indexOf(titre)])),
    sansTitre: titres.flatMap((titre, rang) => (titre === '' ? [rang] : [])),
  };
}

/** When no title is known, the layout is not what was declared: the most likely reason first. */
function remedeAucune(titres: readonly string[], source: SourceDeclaree): string {
  const declare = source.separateur === '\t' ? 'une tabulation' : `« ${source.separateur} »`;
  const autre = [';', '\t', ',', '|'].find((signe) => signe !== source.separateur && titres[0]?.includes(signe));
  if (titres.length === 1 && autre !== undefined)
    return `Le séparateur déclaré est ${declare} ; le fichier semble séparé par ${autre === '\t' ? 'des tabulations' : `« ${autre} »`} : corrigez separateur dans exercice.yaml.`;
  return 'Les titres sont peut-être plus bas : corrigez preambule dans exercice.yaml, le nombre de lignes avant eux.';
}
