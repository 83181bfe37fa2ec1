/** A budget and accounting instruction, as far as it gives codes their meaning. */
interface NormeDecrite {
  /** Who keeps its budget by it, and until when. */
  readonly sens: string;
  /** Whether budgets kept by it say what each line is for: the others have no functions, and chapters by nature only. */
  readonly fonctions: boolean;
  /** Whether the tool has no code of it: it rests on the tables of the dossier alone. */
  readonly libre?: true;
  /** Its last exercice; none, still in force. */
  readonly derniere?: number;
  /** How those who keep it vote their budget as a rule. */
  readonly vote: Vote;
  /** Chapters of book entries, in a budget so voted. */
  readonly ordre: readonly string[];
}

const PAR_NATURE = { vote: 'par_nature', ordre: ['040', '041', '042', '043'] } as const;
const PAR_FONCTION = { vote: 'par_fonction', ordre: ['925', '926', '946', '947'] } as const;

const sansFonctions = (sens: string): NormeDecrite => ({ sens, fonctions: false, ...PAR_NATURE });

const NORMES_DECRITES = {
  M14: { sens: 'Communes, jusqu’en 2023.', fonctions: true, derniere: 2023, ...PAR_NATURE },
  M22: sansFonctions('Établissements sociaux et médico-sociaux.'),
  M4: sansFonctions('Services publics industriels et commerciaux.'),
  M41: sansFonctions('Services d’électricité et de gaz.'),
  M42: sansFonctions('Abattoirs.'),
  M43: sansFonctions('Services de transport de personnes.'),
  M44: sansFonctions('Établissements publics fonciers et d’aménagement.'),
  M49: sansFonctions('Services d’eau et d’assainissement.'),
  M52: { sens: 'Départements, jusqu’en 2023.', fonctions: true, derniere: 2023, ...PAR_FONCTION },
  M57: { sens: 'Toutes les collectivités, depuis 2024.', fonctions: true, ...PAR_FONCTION },
  M71: { sens: 'Régions, jusqu’en 2023.', fonctions: true, derniere: 2023, ...PAR_FONCTION },
  libre: {
    sens: 'Une autre : les seuls codes des tables de nomenclature.',
    fonctions: true,
    libre: true,
    vote: 'par_fonction',
    ordre: [],
  },
} satisfies Record<string, NormeDecrite>;

export type Norme = keyof typeof NORMES_DECRITES;

export const VOTES = ['par_fonction', 'par_nature'] as const;
/** Whether a budget is voted by function (chapters 90x and 93x) or by nature (chapters 011, 65…). */
export type Vote = (typeof VOTES)[number];

/** How a budget is kept and voted, without which its codes mean nothing. */
export interface Regime {
  readonly norme: Norme;
  readonly vote: Vote;
}

/** In code-point order. */
export const NORMES = Object.keys(NORMES_DECRITES) as Norme[];
/** Those of which the tool has the functions and chapters, in the same order. */
export const NORMES_PAR_FONCTION = NORMES.filter((norme) => aDesFonctions(norme) && !estLibre(norme));

export function decrireNorme(norme: Norme): NormeDecrite {
  return NORMES_DECRITES[norme];
}

/** Whether the budgets of a norm have functions: a line of another asks for none. */
export function aDesFonctions(norme: Norme): boolean {
  return decrireNorme(norme).fonctions;
}

export function estLibre(norme: Norme): boolean {
  return decrireNorme(norme).libre === true;
}

/** `la M71`, with its article. */
export function nommerNorme(norme: Norme): string {
  return estLibre(norme) ? 'la nomenclature du dossier' : `la ${norme}`;
}

/** `la M71 de 2012`: codes have a meaning in a year only. */
export function nommerNomenclature(norme: Norme, exercice: number): string {
  return `${nommerNorme(norme)} de ${exercice}`;
}

/** How a budget is voted, in a dossier whose own is voted so: without functions, it can only be by nature. */
export function voteDe(norme: Norme, duDossier: Vote): Vote {
  return aDesFonctions(norme) ? duDossier : 'par_nature';
}

/** Whether a norm no longer holds in an exercice. */
export function estFinie(norme: Norme, exercice: number): boolean {
  return exercice > (decrireNorme(norme).derniere ?? exercice);
}
