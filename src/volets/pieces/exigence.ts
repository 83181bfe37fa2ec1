import { enumerer } from '../../domain/textes/format.ts';
import type { Piece } from '../../domain/volets/pieces-ecrites.ts';

/** What a row of `pieces.csv` holds in a column; empty for nothing. */
export type LireUnePiece = (colonne: Piece) => string;

interface Element {
  /** What is missing without it: « la date de la convention ». */
  readonly dit: string;
  readonly remplie: (lire: LireUnePiece) => boolean;
}

const dite = (colonne: Piece, dit: string): Element => ({ dit, remplie: (lire) => lire(colonne) !== '' });
const oui = (colonne: Piece, dit: string): Element => ({ dit, remplie: (lire) => lire(colonne) === 'oui' });

/** All that the tables of law may ask for. */
const ELEMENTS = new Map<string, Element>([
  [
    'partenaire_collectivite',
    {
      dit: 'une collectivité territoriale étrangère pour partenaire',
      remplie: (lire) => lire('partenaire') !== '' && lire('partenaire_est') === 'collectivite_territoriale',
    },
  ],
  [
    'partenaire_autorite',
    {
      dit: 'une autorité locale étrangère pour partenaire',
      remplie: (lire) =>
        lire('partenaire') !== '' && ['autorite_locale', 'collectivite_territoriale'].includes(lire('partenaire_est')),
    },
  ],
  ['convention_date', dite('convention_date', 'la date de la convention')],
  ['convention_objet', dite('convention_objet', 'l’objet de la convention')],
  ['convention_montant', dite('convention_montant', 'le montant prévu par la convention')],
  ['convention_envoi', dite('convention_envoi', 'la date d’envoi de la convention au représentant de l’État')],
  ['siege', oui('siege', 'le siège sur le territoire')],
  ['membres', oui('membres', 'la majorité des membres sur le territoire')],
  ['engagements', oui('engagements', 'des engagements envers les élèves et étudiants du territoire')],
  ['montant_modeste', oui('montant_modeste', 'un montant modeste')],
  ['nature_humanitaire', { dit: 'une nature humanitaire', remplie: (lire) => lire('nature') === 'humanitaire' }],
  [
    'nature_exterieure',
    {
      dit: 'une nature de coopération, de développement ou humanitaire',
      remplie: (lire) => ['cooperation', 'developpement', 'humanitaire'].includes(lire('nature')),
    },
  ],
  ['urgence', oui('urgence', 'l’urgence humanitaire')],
  ['positions_dites', dite('positions_publiques', 'si le bénéficiaire prend aussi position publiquement (oui ou non)')],
  ['clause_usage', oui('clause_usage', 'une clause qui réserve la subvention à l’action')],
  ['odd', dite('odd', 'd’objectif de développement durable')],
]);

const DES_CONVENTIONS: readonly Piece[] = [
  'partenaire',
  'convention_date',
  'convention_objet',
  'convention_montant',
  'convention_envoi',
];
/** What some pieces are asked for only when. */
const CONDITIONS = new Map<string, LireUneCondition>([
  ['si_convention', (lire) => DES_CONVENTIONS.some((colonne) => lire(colonne) !== '')],
  ['si_positions', (lire) => lire('positions_publiques') === 'oui'],
]);
type LireUneCondition = (lire: LireUnePiece) => boolean;

/** Something that a text asks for. */
export interface Exigence {
  /** What is missing of it, in words; nothing when all is there. */
  manques(lire: LireUnePiece): readonly string[];
  /** Whether something of it is there: the way that it belongs to was begun. */
  commencee(lire: LireUnePiece): boolean;
}

/**
 * Reads what a table of law asks for: `siege`, `siege+membres` for both, `2:siege+membres+engagements` for two of them at least,
 * `si_convention:convention_date+convention_objet` for both when there is a convention.
 * @returns `undefined` for what is none
 */
export function lireUneExigence(ecrite: string): Exigence | undefined {
  const [, avant = '', noms = ''] = /^(?:([a-z_]+|\d):)?([a-z_+]+)$/.exec(ecrite) ?? [];
  const elements = noms.split('+').flatMap((nom) => ELEMENTS.get(nom) ?? []);
  if (elements.length === 0 || elements.length !== noms.split('+').length) return undefined;
  const commencee = (lire: LireUnePiece) => elements.some(({ remplie }) => remplie(lire));
  const absents = (lire: LireUnePiece) => elements.flatMap(({ dit, remplie }) => (remplie(lire) ? [] : [dit]));
  if (/^\d$/.test(avant)) return { commencee, manques: (lire) => manquesDUnFaisceau(Number(avant), elements, lire) };
  const condition = CONDITIONS.get(avant);
  if (avant !== '' && condition === undefined) return undefined;
  return { commencee, manques: (lire) => (condition === undefined || condition(lire) ? absents(lire) : []) };
}

/** So many of several: what lacks is said once, with those among which it is to be found. */
function manquesDUnFaisceau(voulus: number, elements: readonly Element[], lire: LireUnePiece): readonly string[] {
  const absents = elements.filter(({ remplie }) => !remplie(lire));
  const presents = elements.length - absents.length;
  if (presents >= voulus) return [];
  const combien = voulus - presents === 1 ? 'un indice' : `${voulus - presents} indices`;
  return [`${combien} d’intérêt public local parmi : ${enumerer(absents.map(({ dit }) => dit))}`];
}
