import { BASES, type Base } from '../domain/argent/base.ts';
import type { ColonnesDUneBase, MontantsDeclares } from '../domain/argent/montants-declares.ts';
import type { Chemin, Signaler } from '../domain/constats/constat.ts';
import { plier } from '../domain/textes/texte.ts';
import type { Disposition, Format } from '../formats/format.ts';
import { FORMATS } from '../formats/formats.ts';
import { MODELES } from '../formats/modeles/modeles.ts';
import type { ExerciceEcrit, SourceEcrite } from './schema-exercice.ts';

/** A source as written, with what its format or its published layout says by itself. The others are as they were. */
export function completerLaSource(
  ecrite: SourceEcrite,
  exercice: Pick<ExerciceEcrit, 'vote' | 'base'>,
  refuser: Signaler,
): SourceEcrite {
  const format: Format = FORMATS[ecrite.format];
  if (format.disposition !== undefined) {
    const disposition = format.disposition(exercice);
    refuserTitresInconnus(ecrite, disposition, refuser);
    return completer(ecrite, disposition);
  }
  const modele = MODELES.get(ecrite.modele ?? '');
  if (modele === undefined) return ecrite;
  const completee = completer(ecrite, modele.disposition(exercice.base));
  if (ecrite.format !== 'csv') return completee;
  const {
    encodage = modele.csv.encodage,
    separateur = modele.csv.separateur,
    decimale = modele.csv.decimale,
  } = completee;
  return { ...completee, encodage, separateur, decimale };
}

/** A format whose fields are always the same has no others. */
function refuserTitresInconnus(ecrite: SourceEcrite, { titres, titreInconnu }: Disposition, refuser: Signaler): void {
  const ecrits: (readonly [Chemin, string])[] = [
    ...Object.entries(ecrite.colonnes).map(([champ, titre]) => [['colonnes', champ], titre] as const),
    ...colonnesEcrites(ecrite).map(({ chemin, colonne }) => [chemin, colonne] as const),
    ...ecrite.ignorees.map((titre, rang) => [['ignorees', rang], titre] as const),
  ];
  for (const [chemin, titre] of ecrits) {
    const plainte = titres.includes(titre) ? undefined : titreInconnu?.(titre);
    if (plainte !== undefined) refuser(chemin, plainte.message, plainte.remede);
  }
}

/**
 * A source with all that its format says and that it does not say itself, ready for the checks that every source goes through.
 * What is written wins: a field given otherwise, or a title put to another use, is no longer the format's. Titles of no use are
 * left aside, so that each still has its place.
 */
export function completer(ecrite: SourceEcrite, disposition: Disposition): SourceEcrite {
  const montantsDits = Object.keys(ecrite.montants).length > 0 || ecrite.montants_nommes !== undefined;
  const nommes = montantsDits ? ecrite.montants_nommes : disposition.montants_nommes;
  const avecMontants: SourceEcrite = {
    ...ecrite,
    ...uneFois('part', ecrite, disposition),
    // An exercice said otherwise says it of all the lines.
    ...(estDit(ecrite, 'exercice') ? {} : uneFois('date', ecrite, disposition)),
    montants: montantsDits || nommes !== undefined ? ecrite.montants : disposition.montants,
    ...(nommes === undefined ? {} : { montants_nommes: nommes }),
  };
  const pris = new Set([
    ...Object.values(ecrite.colonnes),
    ...colonnesEcrites(avecMontants).map(({ colonne }) => colonne),
    ...ecrite.ignorees,
    ...[avecMontants.part, avecMontants.date].filter((titre) => titre !== undefined),
  ]);
  const colonnes = { ...ecrite.colonnes };
  for (const [champ, titre] of Object.entries(disposition.colonnes))
    if (!estDit(ecrite, champ) && !pris.has(titre)) colonnes[champ] = titre;
  const utiles = new Set([...pris, ...Object.values(colonnes)]);
  return {
    ...avecMontants,
    colonnes,
    valeurs: { ...ecrite.valeurs, ...valeursCompletes(ecrite.valeurs, disposition.valeurs) },
    ignorees: [...ecrite.ignorees, ...disposition.titres.filter((titre) => !utiles.has(titre))],
  };
}

/**
 * The column of the share, or of the date, unless the source gives another. Only the words that it has no use (`ignorees`) take
 * a share away: put to another use, a column that keeps money from counting twice must be told, not lost.
 */
function uneFois(cle: 'part' | 'date', ecrite: SourceEcrite, disposition: Disposition): Partial<SourceEcrite> {
  const titre = disposition[cle];
  if (titre === undefined || ecrite[cle] !== undefined) return {};
  return cle === 'part' && ecrite.ignorees.includes(titre) ? {} : { [cle]: titre };
}

function estDit(ecrite: SourceEcrite, champ: string): boolean {
  if (champ === 'organisme' && ecrite.organisme !== undefined) return true;
  if (champ === 'sens' && ditLeSensAutrement(ecrite)) return true;
  return ecrite.colonnes[champ] !== undefined || ecrite.constantes[champ] !== undefined;
}

/** Whether the amounts tell expenses from income by themselves. */
function ditLeSensAutrement({ negatif, montants }: SourceEcrite): boolean {
  return negatif === 'recette' || Object.values(montants).some((colonnes) => typeof colonnes === 'object');
}

function valeursCompletes(ecrites: SourceEcrite['valeurs'], connues: SourceEcrite['valeurs']): SourceEcrite['valeurs'] {
  return Object.fromEntries(Object.entries(connues).map(([champ, mots]) => [champ, { ...mots, ...ecrites[champ] }]));
}

/** Where a source says that its amounts are, once it is sure that the base of the dossier is among them. */
export function lireLesMontantsDeclares(
  ecrite: SourceEcrite,
  base: Base,
  refuser: Signaler,
): MontantsDeclares | undefined {
  const { montants, montants_nommes: nommes } = ecrite;
  if (nommes === undefined) {
    if (montants[base] === undefined) {
      refuser(
        ['montants'],
        `la source ne donne pas la base du dossier, « ${base} »`,
        'Indiquez sous montants la colonne de cette base, ou changez la base du dossier.',
      );
      return undefined;
    }
    return { forme: 'colonnes', bases: new Map(BASES.flatMap((connue) => colonnesDe(ecrite, connue))) };
  }
  if (Object.keys(montants).length > 0) {
    refuser(
      ['montants_nommes'],
      'la source dit ses montants à deux endroits',
      'Gardez montants (une colonne par base), ou montants_nommes (une colonne qui nomme la base).',
      'cle',
    );
    return undefined;
  }
  if (!Object.values(nommes.mots).includes(base)) {
    refuser(
      ['montants_nommes', 'mots'],
      `aucun mot ne désigne la base du dossier, « ${base} »`,
      `Ajoutez sous mots ce que la colonne « ${nommes.base} » porte pour cette base, suivi de « : ${base} ».`,
    );
    return undefined;
  }
  return {
    forme: 'base_nommee',
    montant: nommes.colonne,
    base: nommes.base,
    mots: new Map(Object.entries(nommes.mots).map(([mot, nommee]) => [plier(mot), nommee])),
  };
}

function colonnesDe(ecrite: SourceEcrite, base: Base): [Base, ColonnesDUneBase<string>][] {
  const ecrites = ecrite.montants[base];
  if (ecrites === undefined) return [];
  return [[base, typeof ecrites === 'string' ? { montant: ecrites } : ecrites]];
}

/** Each column of amounts with the place where it is declared and what it serves for. */
export function colonnesEcrites({ montants, montants_nommes: nommes }: SourceEcrite): readonly {
  readonly chemin: Chemin;
  readonly colonne: string;
  readonly usage: string;
}[] {
  const simples = BASES.flatMap((base) => {
    const ecrites = montants[base];
    if (ecrites === undefined) return [];
    if (typeof ecrites === 'string') return [{ chemin: ['montants', base], colonne: ecrites, usage: base }];
    return (['depense', 'recette'] as const).map((sens) => ({
      chemin: ['montants', base, sens],
      colonne: ecrites[sens],
      usage: `${base}, ${sens}`,
    }));
  });
  if (nommes === undefined) return simples;
  return [
    ...simples,
    { chemin: ['montants_nommes', 'colonne'], colonne: nommes.colonne, usage: 'montants_nommes' },
    { chemin: ['montants_nommes', 'base'], colonne: nommes.base, usage: 'montants_nommes, base' },
  ];
}
