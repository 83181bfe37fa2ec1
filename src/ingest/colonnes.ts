import { colonnesDesMontants, type MontantsDeclares, traduireColonnes } from '../domain/argent/montants-declares.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { estAbime } from '../domain/textes/accents-abimes.ts';
import { cleDeTitre } from '../domain/textes/nom.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import type { Enregistrement, SourceOuverte } from '../formats/source-ouverte.ts';
import { direLesAccents } from './dire-les-accents.ts';

export interface Colonnes {
  readonly nombre: number;
  readonly titres: readonly string[];
  /** Our field → rank of its column. */
  readonly champs: ReadonlyMap<string, number>;
  readonly montants: MontantsDeclares<number>;
  /** Ranks of the columns of the share of the amounts and of the date, where the source has them. */
  readonly part: number | undefined;
  readonly date: number | undefined;
  /** The columns without a title, which Excel leaves at the end of lines: they must be empty all the way down. */
  readonly sansTitre: readonly number[];
}

/**
 * Matches the header of a file against what the dossier declares. Each column must be declared, once; each declared column
 * must be there, once: a column that moved is found by its title, a renamed one is refused, never guessed.
 * @returns `undefined` when the header cannot be used; all that is wrong with it has then been told
 */
export function apparierLesColonnes(
  enTete: Enregistrement,
  source: SourceDeclaree,
  { reperes, remedeSansColonne }: Pick<SourceOuverte, 'reperes' | 'remedeSansColonne'>,
  constats: Constats,
): Colonnes | undefined {
  const { part, date } = source;
  const declarees = [
    ...source.colonnes.values(),
    ...colonnesDesMontants(source.montants),
    ...[part, date].filter((titre) => titre !== undefined),
    ...source.ignorees,
  ];
  // A title is the one that was declared when it reads the same: forms of letters and of spaces, and what is not seen, set apart.
  const parCle = new Map(declarees.map((declaree) => [cleDeTitre(declaree), declaree]));
  const titres = enTete.champs.map((titre) => parCle.get(cleDeTitre(titre)) ?? titre.trim());
  const rangs = new Map<string, number>();
  titres.forEach((titre, rang) => {
    if (!rangs.has(titre)) rangs.set(titre, rang);
  });
  const rangDe = (titre: string) => rangs.get(titre) ?? -1;
  const avant = constats.erreurs;
  const connues = new Set(declarees);
  const place = (rang: number) => reperes.champ(enTete, rang);

  const absentes = declarees.filter((declaree) => !rangs.has(declaree));
  if (absentes.length === declarees.length) {
    constats.ajouter({
      code: 'E-COLONNE-ABSENTE',
      ...reperes.enregistrement(enTete),
      message: 'aucune des colonnes déclarées dans exercice.yaml n’est sur la ligne des titres',
      remede: remedeSansColonne(titres),
    });
    return undefined;
  }
  const renommees = new Map<string, string>();
  for (const absente of absentes) {
    const libres = titres.filter((titre) => !connues.has(titre) && !renommees.has(titre));
    const proche = nomLePlusProche(absente, libres);
    if (proche !== undefined) renommees.set(proche, absente);
  }

  titres.forEach((titre, rang) => {
    const absente = renommees.get(titre);
    if (titre !== '' && rangDe(titre) !== rang)
      constats.ajouter({
        code: 'E-COLONNE-DOUBLE',
        ...place(rang),
        message: `la colonne « ${titre} » est là deux fois`,
        remede: 'Demandez au secteur laquelle vaut ; l’outil n’en choisit aucune.',
        ...enTete.defaut?.(rang),
      });
    else if (absente !== undefined)
      constats.ajouter({
        code: 'E-COLONNE-ABSENTE',
        ...place(rang),
        message: `la colonne « ${absente} », déclarée dans exercice.yaml, n’est pas dans le fichier, qui porte « ${titre} »`,
        remede: estAbime(titre)
          ? remedeDUnTitreAbime(titre, source)
          : `Si « ${titre} » est bien cette colonne, corrigez son nom dans exercice.yaml.`,
      });
    else if (titre !== '' && !connues.has(titre))
      constats.ajouter({
        code: 'E-COLONNE-INCONNUE',
        ...place(rang),
        message: `colonne non déclarée : « ${titre} »`,
        remede: estAbime(titre)
          ? remedeDUnTitreAbime(titre, source)
          : 'Ajoutez-la sous colonnes ou montants si elle sert, sous ignorees sinon.',
      });
  });
  const retrouvees = new Set(renommees.values());
  for (const absente of absentes) {
    if (retrouvees.has(absente)) continue;
    constats.ajouter({
      code: 'E-COLONNE-ABSENTE',
      ...reperes.enregistrement(enTete),
      message: `la colonne « ${absente} », déclarée dans exercice.yaml, n’est pas dans le fichier`,
      remede: 'Vérifiez le fichier reçu, ou la déclaration de la source dans exercice.yaml.',
    });
  }
  if (constats.erreurs > avant) return undefined;
  return {
    nombre: titres.length,
    titres,
    champs: new Map([...source.colonnes].map(([champ, titre]) => [champ, rangDe(titre)])),
    montants: traduireColonnes(source.montants, rangDe),
    part: part === undefined ? undefined : rangDe(part),
    date: date === undefined ? undefined : rangDe(date),
    sansTitre: titres.flatMap((titre, rang) => (titre === '' ? [rang] : [])),
  };
}

/** The accents of the file are broken: a declaration that breaks them too would hide it. */
function remedeDUnTitreAbime(titre: string, source: SourceDeclaree): string {
  const { exemple, remede } = direLesAccents(titre, source);
  return `${exemple}${remede} N’écrivez pas ce titre abîmé dans exercice.yaml : les textes du fichier le sont aussi.`;
}

/** Reads a field of a record: the trimmed cell of its column, or what the dossier says for the whole file. */
export type CelluleLue = (vu: Pick<Enregistrement, 'champ'>) => string;

/** The reader of a field of ours in the records of a source; reads nothing where the source does not give it. */
export function lecteurDeCellule(champ: string, source: SourceDeclaree, colonnes: Colonnes): CelluleLue {
  const rang = colonnes.champs.get(champ);
  if (rang !== undefined) return (vu) => net(vu.champ(rang));
  const constante = source.constantes.get(champ) ?? '';
  return () => constante;
}

function net(texte: string): string {
  return estBlanc(texte.charCodeAt(0)) || estBlanc(texte.charCodeAt(texte.length - 1)) ? texte.trim() : texte;
}

/** Whether a character is one that cells are trimmed of: spaces of all widths, tabulations, line ends. */
function estBlanc(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0xfeff;
}
