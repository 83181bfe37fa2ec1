import type { Base } from '../../domain/base.ts';
import { ETAPES_SCDL, SCDL_BUDGET } from '../../domain/modeles/scdl-budget.ts';
import type { Disposition } from '../../formats/disposition.ts';
import type { SourceEcrite } from '../schema-exercice.ts';
import { completer } from './fill-in.ts';

/** Which steps of the budget year give a base, and in which column. */
const BASES_DES_ETAPES: Readonly<Partial<Record<Base, { readonly genre: string; readonly colonne: string }>>> = {
  mandats: { genre: 'compte', colonne: 'BGT_MTREAL' },
  cp_votes: { genre: 'vote', colonne: 'BGT_MTPREV' },
};

/** The layout of SCDL budgets: the steps that do not give the base of the dossier are set aside, counted and listed. */
export function completerScdlBudget(ecrite: SourceEcrite, base: Base): SourceEcrite {
  const donnee = BASES_DES_ETAPES[base];
  const nommes: Pick<Disposition, 'montants_nommes'> =
    donnee === undefined
      ? {}
      : {
          montants_nommes: {
            colonne: donnee.colonne,
            base: 'BGT_NATDEC',
            mots: Object.fromEntries(
              Object.entries(ETAPES_SCDL).map(([etape, genre]) => [etape, genre === donnee.genre ? base : 'aucune']),
            ),
          },
        };
  return completer(ecrite, {
    titres: SCDL_BUDGET.colonnes.map(({ titre }) => titre),
    colonnes: {
      exercice: 'BGT_ANNEE',
      organisme: 'BGT_NOM',
      chapitre: 'BGT_CONTNAT',
      chapitre_libelle: 'BGT_CONTNAT_LABEL',
      nature: 'BGT_NATURE',
      libelle: 'BGT_NATURE_LABEL',
      fonction: 'BGT_FONCTION',
      fonction_libelle: 'BGT_FONCTION_LABEL',
      section: 'BGT_SECTION',
      mouvement: 'BGT_OPBUDG',
      sens: 'BGT_CODRD',
    },
    montants: {},
    ...nommes,
    valeurs: {},
  });
}
