import { decrireNorme, estLibre, NORMES } from '../../domain/codes/normes.ts';

/** A word of the documents that is not everybody's. */
export interface MotDuGlossaire {
  readonly mot: string;
  /** What it means; of an abbreviation, first what it stands for, up to a colon or a full stop. */
  readonly sens: string;
  /** How a text shows that it says the word. */
  readonly dit: RegExp;
}

/** The words of the tool; those of a dossier are in its `exercice.yaml`. */
export const MOTS_DE_L_OUTIL: readonly MotDuGlossaire[] = [
  ...NORMES.filter((norme) => !estLibre(norme)).map((norme) => ({
    mot: norme,
    sens: `Instruction budgétaire et comptable : elle donne leur sens aux codes d’un budget. ${decrireNorme(norme).sens}`,
    dit: new RegExp(`\\b${norme}\\b`),
  })),
  {
    mot: 'AE',
    sens: 'Autorisations d’engagement : le plafond de ce que la collectivité peut s’engager à dépenser, en fonctionnement.',
    dit: /\bAE\b/,
  },
  {
    mot: 'AP',
    sens: 'Autorisations de programme : le plafond de ce que la collectivité peut s’engager à dépenser, en investissement.',
    dit: /\bAP\b/,
  },
  {
    mot: 'Base',
    sens: 'Ce que les montants mesurent : votés, engagés, mandatés. Deux bases ne s’additionnent jamais.',
    dit: /\bbases?\b/i,
  },
  { mot: 'Bleu budgétaire', sens: 'Le document qui présente un secteur du budget.', dit: /\bbleus?\b/ },
  {
    mot: 'Chapitre, fonction',
    sens: 'Les codes de la nomenclature budgétaire. Un chapitre 90x est d’investissement, un chapitre 93x de fonctionnement.',
    dit: /\b(?:chapitres?|fonctions?)\b/i,
  },
  {
    mot: 'Compté, retenu',
    sens: 'Ce qu’une ligne met au total : toute la ligne, ou sa quote-part.',
    dit: /\b(?:compté|retenu)/i,
  },
  { mot: 'CP', sens: 'Crédits de paiement : ce qui est payé dans l’année.', dit: /\bCP\b(?!\s*\d)/ },
  {
    mot: 'CP suivi d’un numéro (CP 12-412)',
    sens: 'Une délibération de la commission permanente, l’année et son rang : ce ne sont pas des crédits de paiement.',
    dit: /\bCP\s\d+-\d/,
  },
  {
    mot: 'Empreinte',
    sens: 'Une suite de lettres et de chiffres calculée sur un fichier ou une ligne : si un seul signe change, elle change.',
    dit: /\bempreintes?\b/i,
  },
  {
    mot: 'Engagement',
    sens: 'L’acte par lequel la collectivité s’oblige à dépenser ; il consomme les autorisations d’engagement (AE) et de programme (AP).',
    dit: /\bengagements?\b/i,
  },
  {
    mot: 'Imputation',
    sens: 'Où une dépense est inscrite au budget : chapitre, fonction, programme, action, nature.',
    dit: /\bimputations?\b/i,
  },
  {
    mot: 'Jaune budgétaire',
    sens: 'Le document qui traverse tous les secteurs pour présenter une politique.',
    dit: /\bjaune\b/i,
  },
  {
    mot: 'Mandatement',
    sens: 'L’ordre de payer ; il consomme les crédits de paiement (CP).',
    dit: /\bmandat(?:s|é|ement)/i,
  },
  {
    mot: 'Mémoire',
    sens: 'Ce que les éditions passées du dossier ont conclu sur les mêmes lignes : elle suggère, et ne décide jamais.',
    dit: /\bla mémoire\b/,
  },
  { mot: 'ODD', sens: 'Objectifs de développement durable des Nations unies, pour 2015-2030.', dit: /\bODD\b/ },
  {
    mot: 'OMD',
    sens: 'Objectifs du Millénaire pour le développement des Nations unies, pour 2000-2015.',
    dit: /\bOMD\b/,
  },
  {
    mot: 'Opération d’ordre',
    sens: 'Une écriture comptable sans argent qui entre ou sort : jamais dans un jaune.',
    dit: /(?:opération|écriture)s? d[’']ordre/i,
  },
  {
    mot: 'Organisme associé',
    sens: 'Un organisme que la collectivité finance et qui agit à l’international.',
    dit: /\borganismes? associés?\b/i,
  },
  { mot: 'Pour mémoire', sens: 'Montré, pas compté.', dit: /\bpour mémoire\b/i },
  {
    mot: 'Quote-part',
    sens: 'La part d’une ligne qui est internationale, avec la clé qui la donne. Le reste demeure non international.',
    dit: /\bquotes?-parts?\b/i,
  },
  {
    mot: 'Secteur pilote',
    sens: 'Le secteur qui a l’action internationale en charge.',
    dit: /\bsecteur pilote\b/i,
  },
  {
    mot: 'SHA-256',
    sens: 'Secure Hash Algorithm, sur 256 bits : la façon publique de calculer l’empreinte d’un fichier.',
    dit: /\bSHA-256\b/,
  },
  {
    mot: 'Signal',
    sens: 'Un mot, un nom de pays ou un code qui fait penser à l’international ; il ne décide jamais.',
    dit: /\bsigna(?:l|ux)\b/i,
  },
  {
    mot: 'Ventilation',
    sens: 'La répartition d’une ligne entre axes, domaines, territoires, pays ; ce qui n’est pas réparti est dit « non ventilé ».',
    dit: /\bventil(?:é|ation)/i,
  },
  {
    mot: 'Verdict',
    sens: 'La place où va une ligne : internationale, exceptionnelle, non internationale, exclue, à arbitrer ou non examinée.',
    dit: /\bverdicts?\b/i,
  },
];
