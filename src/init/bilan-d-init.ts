import { Refus } from '../domain/constats/refus.ts';

/** Something that was carried or left behind: what, how much, and in words how or why. */
export interface Poste {
  readonly quoi: string;
  readonly nombre: number;
  readonly dit: string;
  /** One by one, where that says more than their number. */
  readonly details: readonly string[];
}

interface ReprisePourLecteurs {
  readonly de: string;
  readonly ref: string;
  readonly libelle: string;
  readonly decision: string;
}

/** A decision that stayed in the old dossier, and why. */
export interface LaisseePourLecteurs {
  readonly de: string;
  readonly libelle: string;
  readonly raison: string;
  readonly dit: string;
  /** Lines that it may be about now. */
  readonly proches: readonly string[];
}

export interface Bilan {
  /** A new dossier, one made from another, or one that was there, to which decisions were added. */
  readonly type: 'neuf' | 'suite' | 'decisions';
  readonly dossier: string;
  readonly exercice: string;
  readonly depuis?: { readonly dossier: string; readonly exercice: string };
  readonly repris: readonly Poste[];
  readonly laisses: readonly Poste[];
  readonly decisions: {
    readonly reprises: readonly ReprisePourLecteurs[];
    readonly laissees: readonly LaisseePourLecteurs[];
  };
  readonly aFaire: readonly string[];
}

/** Why a dossier cannot be made as it was asked for. */
export function usage(message: string, remede: string): Refus {
  return new Refus('usage', message, remede, { type: 'usage', message, remede });
}

/** The `LISEZ-MOI.md` of a dossier made from another: what came, what did not, what is left to do. */
export function presenter({ exercice, depuis, repris, laisses, aFaire }: Omit<Bilan, 'decisions'>): string {
  const lister = (postes: readonly Poste[]) =>
    postes.flatMap(({ quoi, dit, details }) => [`- **${quoi}** : ${dit}`, ...details.map((detail) => `  - ${detail}`)]);
  return [
    `# Le dossier ${exercice}`,
    '',
    `Commencé par \`jaune init --depuis\`, à partir du dossier ${depuis?.exercice ?? ''}. Ce fichier est à vous : gardez-y l’histoire de`,
    'ce dossier, et ce qui change d’une année à l’autre. jaune ne le lit pas.',
    '',
    '## Repris',
    '',
    ...lister(repris),
    '',
    '## Laissé',
    '',
    ...lister(laisses),
    '',
    '## À faire',
    '',
    ...aFaire.map((tache, rang) => `${rang + 1}. ${tache}`),
    '',
  ].join('\n');
}
