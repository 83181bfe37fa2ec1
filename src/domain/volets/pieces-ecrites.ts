/** What a column of `pieces.csv` takes. */
export type GenreDePiece = 'texte' | 'date' | 'montant' | 'nature' | 'partenaire' | 'oui_non' | 'odd';

interface FormeDePiece {
  readonly genre: GenreDePiece;
  /** What people see it called: in the workbook, and in what is missing. */
  readonly titre: string;
  readonly aide: string;
}

/** Which line, operation or programme a row of `pieces.csv` speaks of. */
export const COLONNES_DE_L_OBJET = ['ref', 'empreinte', 'operation', 'programme'] as const;
export type ColonneDeLObjet = (typeof COLONNES_DE_L_OBJET)[number];

/** What a row of `pieces.csv` says of its action, in the order of the file. */
export const PIECES = {
  deliberation: { genre: 'date', titre: 'Délibération', aide: 'Son jour : c’est lui qui dit le texte qui s’applique.' },
  nature: { genre: 'nature', titre: 'Nature', aide: 'Ce que l’action est. Choisissez dans la liste.' },
  partenaire: { genre: 'texte', titre: 'Partenaire', aide: 'Avec qui la convention est passée, s’il y en a une.' },
  partenaire_est: { genre: 'partenaire', titre: 'Le partenaire est', aide: 'Choisissez dans la liste.' },
  convention_date: { genre: 'date', titre: 'Convention signée le', aide: 'Le jour de la signature.' },
  convention_objet: { genre: 'texte', titre: 'Objet de la convention', aide: 'Tel que la convention le dit.' },
  convention_montant: { genre: 'montant', titre: 'Montant prévu (€)', aide: 'Celui que la convention prévoit.' },
  convention_envoi: {
    genre: 'date',
    titre: 'Convention envoyée le',
    aide: 'Le jour de l’envoi au représentant de l’État.',
  },
  siege: { genre: 'oui_non', titre: 'Siège', aide: 'Le bénéficiaire a-t-il son siège sur le territoire ?' },
  membres: { genre: 'oui_non', titre: 'Membres', aide: 'La majorité de ses membres y est-elle ?' },
  engagements: { genre: 'oui_non', titre: 'Engagements', aide: 'S’engage-t-il envers les élèves et étudiants d’ici ?' },
  montant_modeste: { genre: 'oui_non', titre: 'Montant modeste', aide: 'Le montant est-il modeste ?' },
  clause_usage: { genre: 'oui_non', titre: 'Usage exclusif', aide: 'Une clause réserve-t-elle l’argent à l’action ?' },
  positions_publiques: {
    genre: 'oui_non',
    titre: 'Prises de position',
    aide: 'Le bénéficiaire prend-il position publiquement ?',
  },
  urgence: { genre: 'oui_non', titre: 'Urgence', aide: 'Une urgence humanitaire le justifie-t-elle ?' },
  odd: { genre: 'odd', titre: 'ODD', aide: 'Les numéros des objectifs, de 1 à 17 : 4, 6.' },
  paiement: {
    genre: 'date',
    titre: 'Premier paiement',
    aide: 'Son jour, s’il est connu : une pièce plus récente est dite.',
  },
  document: { genre: 'texte', titre: 'Document', aide: 'Où la retrouver : numéro de délibération, cote…' },
  note: { genre: 'texte', titre: 'Note', aide: 'Ce qu’il faut savoir d’autre.' },
} as const satisfies Readonly<Record<string, FormeDePiece>>;
export type Piece = keyof typeof PIECES;

export const COLONNES_DES_PIECES = Object.keys(PIECES) as readonly Piece[];
/** A column that the file may have besides: `oui` for a row that another replaced, kept to be told and never applied. */
export const HISTORIQUE = 'historique';
export type ColonneDePieces = ColonneDeLObjet | Piece | typeof HISTORIQUE;

/** What an action may be; which text speaks of each is in `data/droit/natures.csv`. */
export const NATURES = ['cooperation', 'developpement', 'humanitaire', 'en_france', 'autre_competence'] as const;
export const PARTENAIRES = ['autorite_locale', 'collectivite_territoriale', 'autre'] as const;
export const OUI_NON = ['oui', 'non'] as const;

/** The words that a cell of a kind may hold; nothing where any will do. */
export const VALEURS_DES_PIECES: Readonly<Partial<Record<GenreDePiece, readonly string[]>>> = {
  nature: NATURES,
  partenaire: PARTENAIRES,
  oui_non: OUI_NON,
};

/** The numbers of goals that a cell holds (`4, 6`), in their order; `undefined` when it holds anything else. */
export function lireLesOdd(brut: string): readonly number[] | undefined {
  if (brut === '') return [];
  const numeros = brut
    .split(/\s*[,;|+]\s*/)
    .map((ecrit) => (/^(?:odd ?)?\d{1,2}$/i.test(ecrit) ? Number(ecrit.replace(/\D/g, '')) : 0));
  return numeros.every((numero) => numero >= 1 && numero <= 17)
    ? [...new Set(numeros)].sort((a, b) => a - b)
    : undefined;
}
