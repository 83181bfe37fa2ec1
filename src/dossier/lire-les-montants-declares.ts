import { BASES, type Base } from '../domain/argent/base.ts';
import type { ColonnesDUneBase, MontantsDeclares } from '../domain/argent/montants-declares.ts';
import type { Chemin, Signaler } from '../domain/constats/chemin.ts';
import { plier } from '../domain/textes/texte.ts';
import type { SourceEcrite } from './schema-exercice.ts';

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
