import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { MODELES } from '../../../src/formats/modeles/modeles.ts';
import type { Avis } from '../../../src/formats/regard.ts';
import { colonnesEnPlus } from '../../../src/inspect/colonnes-en-plus.ts';
import type { BlocPropose } from '../../../src/inspect/inspecter-source.ts';
import type { Proposition } from '../../../src/inspect/proposition.ts';
import type { Verite } from './verite.ts';

/** What became of one field of a right block. */
export type Issue = 'juste' | 'demande' | 'faux-a-confirmer' | 'faux-sur';

export interface Note {
  /** `colonnes.chapitre`, `montants.mandats`, `encodage`, `total`. */
  readonly champ: string;
  readonly issue: Issue;
  readonly attendu: string;
  readonly propose: string;
  /** Whether the file has a column for it: what must be found. */
  readonly estLa: boolean;
}

const A_DEMANDER = '(à demander)';
const RIEN = '(rien)';

/**
 * Compares a proposal with the right block. A field left blank is asked for; a field that the right block lacks, and that is proposed,
 * is wrong; the total is what the real reading gives.
 * @param bloc nothing when the file was refused
 */
export function noter(verite: Verite, bloc: BlocPropose | undefined): Note[] {
  if (verite.dispose) return noterLeTotal(verite, bloc);
  const proposition = bloc?.proposition;
  return [
    ...noterLeFormat(verite, proposition),
    ...noterLesColonnes('colonnes', verite, verite.colonnes, colonnesDe(proposition)),
    ...noterLesColonnes('montants', verite, ecrits(verite.montants), montantsDe(proposition)),
    ...noterLesCles(verite, bloc),
    ...noterLesRemarques(verite, bloc),
    ...noterLeTotal(verite, bloc),
  ];
}

/** Keys that only some sources have: one that is proposed where it is not right is wrong. */
const CLES_EN_PLUS = [
  'modele',
  'secteur',
  'reporter',
  'deplier',
  'montants_nommes',
  'completer_zeros',
  'codes_lettres',
];

function noterLesCles({ cles }: Verite, bloc: BlocPropose | undefined): Note[] {
  if (cles === undefined) return [];
  const [ecrit = {}] = (bloc === undefined ? [] : parse(bloc.bloc.nu.join('\n'))) as Record<string, unknown>[];
  return CLES_EN_PLUS.flatMap((champ): Note[] => {
    const attendu = cles[champ];
    // What is still to be filled in is asked.
    const propose = ecrit[champ] ?? undefined;
    if (attendu === undefined && propose === undefined) return [];
    const juste = contient(propose, attendu);
    const confiance = avisEcrit(bloc?.bloc.explique ?? [], champ);
    return [
      {
        champ,
        issue: juste ? 'juste' : issueDe(undefined, propose === undefined ? undefined : '', confiance),
        attendu: attendu === undefined ? RIEN : JSON.stringify(attendu),
        propose: propose === undefined ? RIEN : `${JSON.stringify(propose)} (${confiance})`,
        estLa: false,
      },
    ];
  });
}

/** Whether what is proposed has all that is expected; a list is the same whatever its order. */
function contient(propose: unknown, attendu: unknown): boolean {
  if (Array.isArray(propose) && Array.isArray(attendu))
    return isDeepStrictEqual([...propose].sort(), [...attendu].sort());
  if (typeof propose !== 'object' || typeof attendu !== 'object' || propose === null || attendu === null)
    return propose === attendu;
  return Object.entries(attendu).every(([cle, valeur]) => contient((propose as Record<string, unknown>)[cle], valeur));
}

/** How sure the block says that it is of a key: beside it, or in the comment above. */
function avisEcrit(explique: readonly string[], cle: string): Avis['confiance'] {
  const rang = explique.findIndex((ligne) => ligne.startsWith(`    ${cle}:`));
  const debut = explique.slice(0, rang).findLastIndex((ligne) => !ligne.startsWith('    #'));
  const dit = `${explique.slice(debut + 1, rang).join(' ')} ${explique[rang]?.split(' # ')[1] ?? ''}`;
  return /^[ #]*sûr/.test(dit) ? 'sûr' : 'à confirmer';
}

/** What must be told and is not is taken for granted: as wrong as a wrong field that is sure. */
function noterLesRemarques({ signale }: Verite, bloc: BlocPropose | undefined): Note[] {
  if (signale === undefined) return [];
  const dites = bloc?.proposition.remarques ?? [];
  const dit = dites.some((remarque) => remarque.includes(signale));
  return [
    {
      champ: 'remarque',
      issue: bloc === undefined ? 'demande' : dit ? 'juste' : 'faux-sur',
      attendu: signale,
      propose: dites.join(' ') || RIEN,
      estLa: false,
    },
  ];
}

type Proposees = ReadonlyMap<string, { readonly ecrit: string; readonly confiance: Avis['confiance'] }>;

/** A published layout gives its columns: only those besides are proposed. */
function colonnesDe(proposition: Proposition | undefined): Proposees {
  const modele = MODELES.get(proposition?.modele ?? '');
  if (proposition !== undefined && modele !== undefined)
    return new Map(
      colonnesEnPlus(proposition, modele).colonnes.map(({ champ, titre, confiance }) => [
        champ,
        { ecrit: titre, confiance },
      ]),
    );
  return new Map(
    (proposition?.colonnes ?? []).map(({ champ, titre, confiance }) => [champ, { ecrit: titre, confiance }]),
  );
}

function montantsDe(proposition: Proposition | undefined): Proposees {
  return new Map(
    (proposition?.modele === undefined ? (proposition?.montants ?? []) : []).map(({ base, colonnes, confiance }) => [
      base,
      { ecrit: 'montant' in colonnes ? colonnes.montant : enPaire(colonnes), confiance },
    ]),
  );
}

function enPaire({ depense, recette }: { readonly depense: string; readonly recette: string }): string {
  return `${depense} / ${recette}`;
}

function ecrits(montants: Verite['montants']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(montants).map(([base, colonnes]) => [
      base,
      typeof colonnes === 'string' ? colonnes : enPaire(colonnes),
    ]),
  );
}

function noterLesColonnes(
  cle: 'colonnes' | 'montants',
  { aDemander = [], sansTitres }: Verite,
  attendues: Readonly<Record<string, string>>,
  proposees: Proposees,
): Note[] {
  const notes: Note[] = [];
  for (const champ of new Set([...Object.keys(attendues), ...proposees.keys()])) {
    const attendu = attendues[champ];
    const propose = proposees.get(champ);
    notes.push({
      champ: `${cle}.${champ}`,
      issue: issueDe(attendu, propose?.ecrit, propose?.confiance),
      attendu: attendu ?? (aDemander.includes(`${cle}.${champ}`) ? A_DEMANDER : RIEN),
      propose: propose === undefined ? RIEN : `${propose.ecrit} (${propose.confiance})`,
      estLa: attendu !== undefined && sansTitres === undefined,
    });
  }
  for (const champ of aDemander)
    if (champ.startsWith(`${cle}.`) && !proposees.has(champ.slice(cle.length + 1)))
      notes.push({ champ, issue: 'demande', attendu: A_DEMANDER, propose: RIEN, estLa: false });
  return notes;
}

function issueDe(attendu: string | undefined, propose: string | undefined, confiance: Avis['confiance'] | undefined) {
  if (propose === undefined) return 'demande';
  if (propose === attendu) return 'juste';
  return confiance === 'sûr' ? 'faux-sur' : 'faux-a-confirmer';
}

/** Keys of the format and of amounts; what the right block does not say is not judged. */
function noterLeFormat(verite: Verite, proposition: Proposition | undefined): Note[] {
  const { format } = proposition ?? {};
  const proposes: Readonly<Record<string, string | undefined>> = {
    encodage: format?.encodage,
    separateur: format?.separateur,
    decimale: proposition?.decimale,
    unite: proposition?.unite,
    preambule: format && String(format.preambule ?? 0),
  };
  return Object.entries(proposes).flatMap(([champ, propose]): Note[] => {
    const attendu = verite[champ as 'encodage'];
    if (attendu === undefined) return [];
    const confiance = proposition?.avisDuFormat.get(champ)?.confiance;
    return [{ champ, issue: issueDe(attendu, propose, confiance), attendu, propose: propose ?? RIEN, estLa: false }];
  });
}

/** The euros that the block reads: sure only when all that they rest on is. */
function noterLeTotal({ centimes, recettes }: Verite, bloc: BlocPropose | undefined): Note[] {
  if (centimes === undefined) return [];
  const de = (sens: 'depenses' | 'recettes') => bloc?.lecture?.lue[sens].montants[bloc.proposition.cadre.base];
  const [lu, luEnRecettes] = [de('depenses'), de('recettes')];
  const deuxSens = (depenses: unknown, autres: unknown) =>
    recettes === undefined ? String(depenses) : `${depenses} et ${autres} de recettes`;
  const note = {
    champ: 'total',
    attendu: deuxSens(centimes, recettes),
    propose: lu === undefined ? RIEN : deuxSens(lu, luEnRecettes),
    estLa: false,
  };
  if (bloc === undefined || lu === undefined) return [{ ...note, issue: 'demande' }];
  // Errors are shown with their place: such a reading enters no dossier.
  if (bloc.lecture?.constats.enErreur) return [{ ...note, issue: 'demande' }];
  const justes = BigInt(lu) === centimes && (recettes === undefined || BigInt(luEnRecettes ?? 0) === recettes);
  if (justes) return [{ ...note, issue: 'juste' }];
  const { montants, montantsNommes, depliage, ecarts, cadre, avisDuFormat, date } = bloc.proposition;
  const avis = [
    ...montants.filter(({ base }) => base === cadre.base),
    ...ecarts,
    ...[montantsNommes, depliage, date, avisDuFormat.get('decimale'), avisDuFormat.get('unite')].flatMap(
      (vu) => vu ?? [],
    ),
  ];
  return [{ ...note, issue: avis.every(({ confiance }) => confiance === 'sûr') ? 'faux-sur' : 'faux-a-confirmer' }];
}
