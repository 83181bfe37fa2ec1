import type { Avis } from '../../../src/formats/regard.ts';
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
    ...noterLeTotal(verite, bloc),
  ];
}

type Proposees = ReadonlyMap<string, { readonly ecrit: string; readonly confiance: Avis['confiance'] }>;

function colonnesDe(proposition: Proposition | undefined): Proposees {
  return new Map(
    (proposition?.colonnes ?? []).map(({ champ, titre, confiance }) => [champ, { ecrit: titre, confiance }]),
  );
}

function montantsDe(proposition: Proposition | undefined): Proposees {
  return new Map(
    (proposition?.montants ?? []).map(({ base, colonnes, confiance }) => [
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
function noterLeTotal({ centimes }: Verite, bloc: BlocPropose | undefined): Note[] {
  if (centimes === undefined) return [];
  const lu = bloc?.lecture?.lue.montants[bloc.proposition.cadre.base];
  const note = {
    champ: 'total',
    attendu: String(centimes),
    propose: lu === undefined ? RIEN : String(lu),
    estLa: false,
  };
  if (bloc === undefined || lu === undefined) return [{ ...note, issue: 'demande' }];
  // Errors are shown with their place: such a reading enters no dossier.
  if (bloc.lecture?.constats.enErreur) return [{ ...note, issue: 'demande' }];
  if (BigInt(lu) === centimes) return [{ ...note, issue: 'juste' }];
  const { montants, montantsNommes, ecarts, cadre, avisDuFormat, date } = bloc.proposition;
  const avis = [
    ...montants.filter(({ base }) => base === cadre.base),
    ...ecarts,
    ...[montantsNommes, date, avisDuFormat.get('decimale'), avisDuFormat.get('unite')].flatMap((vu) => vu ?? []),
  ];
  return [{ ...note, issue: avis.every(({ confiance }) => confiance === 'sûr') ? 'faux-sur' : 'faux-a-confirmer' }];
}
