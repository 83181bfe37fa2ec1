import { plier } from '../../domain/textes/texte.ts';

/** What an answer is: a blank is never a « non », and what was not asked is no blank. */
export const STATUTS = ['réponse', 'oui', 'non', 'sans réponse déclarée', 'vide', 'non posée'] as const;
export type Statut = (typeof STATUTS)[number];

/** What a place of a table of answers holds: `non saisie` is what was asked and that no file says anything of. */
export type Etat = Statut | 'non saisie';

/** The letter of each in crossed tables, in the order in which legends tell them. */
export const LETTRES: Readonly<Record<Etat, string>> = {
  réponse: 'R',
  oui: 'O',
  non: 'N',
  'sans réponse déclarée': 'S',
  vide: 'V',
  'non posée': '–',
  'non saisie': '?',
};

/** In the order in which documents show them. */
export const ETATS: readonly Etat[] = [...STATUTS, 'non saisie'];

/** What must be known to read the letters. */
export const LEGENDE = `${ETATS.map((etat) => `${LETTRES[etat]} ${etat}`).join(', ')}.`;

/** What people write in place of an answer. */
const DECLARATIONS: ReadonlySet<string> = new Set(
  ['pas de réponse', 'sans réponse', 'aucune réponse', 'ne se prononce pas', 'sans objet', 'à venir', 'ras', 'nsp'].map(
    plier,
  ),
);
/** They say nothing, or that there is nothing: who enters them decides. */
const RIENS: ReadonlySet<string> = new Set(['rien', 'néant', 'aucun', 'aucune'].map(plier));
/** The same, in a sign. */
const TRAITS = /^[\s/\\.–—-]+$/;
/** A box that is ticked, or crossed out: who enters it decides. */
const CROIX = /^[xX✓✔☑☒]$/;

interface Ecrit {
  /** As the actor wrote it. */
  readonly valeur: string;
  /** What its answer says, in other words. */
  readonly texte: string;
  readonly note: string;
}

/** What of an answer denies its status, and what to do about it. */
export interface Dementi {
  readonly colonne: 'statut' | 'valeur' | 'texte';
  readonly message: string;
  readonly remede: string;
}

/** Whether the status of an answer is what was written: nothing when it is. */
export function dementi(statut: Statut, ecrit: Ecrit): Dementi | undefined {
  const { valeur, texte, note } = ecrit;
  const rien = valeur === '' && texte === '';
  if (statut === 'vide' || statut === 'non posée')
    return rien
      ? undefined
      : faute(
          valeur === '' ? 'texte' : 'valeur',
          `le statut est « ${statut} », et quelque chose est écrit`,
          'Écrivez le statut de ce qui est là (réponse, pour un texte), ou videz la cellule.',
        );
  if (valeur === '' && statut === 'réponse')
    return texte === '' && note === ''
      ? faute(
          'statut',
          'le statut est « réponse », et rien n’est écrit',
          'Résumez la réponse sous texte, dites sous note pourquoi elle n’est pas reprise, ou écrivez « vide ».',
        )
      : undefined;
  if (valeur === '')
    return faute(
      'statut',
      rien ? `une cellule vide n’est pas « ${statut} »` : `le statut est « ${statut} », et la valeur est vide`,
      rien
        ? 'Écrivez « vide » : qui n’a rien écrit n’a dit ni oui, ni non, ni qu’il ne répondait pas.'
        : 'Écrivez sous valeur ce que l’acteur a écrit (Oui, Non, Pas de réponse), ou le statut « réponse ».',
    );
  return dementiDeLaValeur(statut, valeur, texte);
}

function dementiDeLaValeur(statut: Statut, valeur: string, texte: string): Dementi | undefined {
  const convient = statutsDe(valeur, texte !== '');
  if (convient.includes(statut))
    return statut === 'sans réponse déclarée' && texte !== ''
      ? faute(
          'texte',
          'le statut est « sans réponse déclarée », et un texte dit la réponse',
          'Une explication va sous note. Si c’est une réponse, videz la valeur et écrivez le statut « réponse ».',
        )
      : undefined;
  return faute(
    'valeur',
    `le statut est « ${statut} », et la valeur ne dit pas cela`,
    `Ce qui est écrit là se dit ${convient.map((mot) => `« ${mot} »`).join(' ou ')}. Gardez la valeur telle quelle.`,
  );
}

/** The statuses that what was written may have. */
function statutsDe(valeur: string, explique: boolean): readonly Statut[] {
  const plie = plier(valeur);
  const expliquee: readonly Statut[] = explique ? ['réponse'] : [];
  if (DECLARATIONS.has(plie)) return ['sans réponse déclarée'];
  if (RIENS.has(plie) || TRAITS.test(valeur)) return ['sans réponse déclarée', 'non'];
  if (CROIX.test(valeur)) return ['oui', 'sans réponse déclarée', ...expliquee];
  if (plie === 'oui') return ['oui', ...expliquee];
  if (plie === 'non') return ['non', ...expliquee];
  if (/^oui\b/.test(plie)) return ['oui', 'réponse'];
  if (/^non\b/.test(plie)) return ['non', 'réponse'];
  return ['réponse'];
}

function faute(colonne: Dementi['colonne'], message: string, remede: string): Dementi {
  return { colonne, message, remede };
}
