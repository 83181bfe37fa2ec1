import { type Montant, somme } from '../domain/argent/montant.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { OUI_NON } from '../domain/volets/pieces-ecrites.ts';
import { asEuros, type Cell } from '../files/xlsx/cell.ts';
import type { Consigne } from './ecrire-le-classeur.ts';
import type { ColonneLue, FormeDeClasseur, ListesDeChoix } from './forme-de-classeur.ts';

/** What is shown of a line. */
interface LigneMontree {
  readonly libelle: string;
  readonly montant: Montant;
  readonly beneficiaire: string;
  readonly lieu: string;
  readonly imputation: string;
}

/** What a decision may hold on now that its line changed: one line, or all those into which it was split. */
export interface ReportAConfirmer {
  /** `sources/culture.csv:79 → sources/culture.csv:81`; several lines between commas. */
  readonly ref: string;
  /** The digest of all that is shown here, and of the records. */
  readonly empreinte: string;
  /** What was decided, by whom, when and why. */
  readonly decision: string;
  /** Nothing where only the fingerprint was kept. */
  readonly etait?: LigneMontree | undefined;
  readonly serait: readonly LigneMontree[];
  readonly differe: string;
}

const FEUILLE = 'À confirmer';

type ChampDeTexte = Exclude<keyof LigneMontree, 'montant'>;

export const FORME_DES_REPORTS: FormeDeClasseur<ReportAConfirmer, 'confirme'> = {
  version: 'reports-1',
  feuille: FEUILLE,
  commande: 'jaune arbitrer reporter --classeur',
  genre: 'un classeur de reports',
  nomDeFichier: 'reports',
  fichier: 'arbitrages.csv',
  ecrits: { vos: 'vos confirmations', une: 'une confirmation', des: 'des confirmations' },
  options: { sortie: '--classeur', reprise: 'Reprenez-le d’abord avec --reprendre' },
  colonnes: [
    { ...lue('Référence', 34, ({ ref }) => ref), style: 'luReduit' },
    lue('Décision', 44, ({ decision }) => decision),
    lue('Ce qui diffère', 24, ({ differe }) => differe),
    ...alorsEtMaintenant('libelle', 'Libellé', 36),
    { ...lue('Montant alors (€)', 16, ({ etait }) => etait && asEuros(etait.montant)), style: 'luMontant' },
    {
      ...lue('Montant maintenant (€)', 18, ({ serait }) => asEuros(somme(serait.map(({ montant }) => montant)))),
      style: 'luMontant',
    },
    {
      title: 'Est-ce elle ?',
      width: 14,
      style: 'saisie',
      saisie: 'confirme',
      genre: 'choix',
      aide: 'oui : la décision vaut pour cette ligne, ou pour toutes celles de la rangée. non ou vide : rien ne change.',
    },
    ...alorsEtMaintenant('beneficiaire', 'Bénéficiaire', 26),
    ...alorsEtMaintenant('lieu', 'Lieu', 20),
    ...alorsEtMaintenant('imputation', 'Imputation', 36),
    lue('Empreinte', 19, ({ empreinte }) => empreinte),
  ],
  identifier: ({ ref, empreinte }) => ({ ref, empreinte }),
};

function lue(titre: string, largeur: number, lire: (report: ReportAConfirmer) => Cell): ColonneLue<ReportAConfirmer> {
  return { title: titre, width: largeur, style: 'lu', lire };
}

function alorsEtMaintenant(champ: ChampDeTexte, titre: string, largeur: number): ColonneLue<ReportAConfirmer>[] {
  return [
    lue(`${titre} alors`, largeur, ({ etait }) => etait?.[champ]),
    lue(`${titre} maintenant`, largeur, ({ serait }) => direMaintenant(champ, serait)),
  ];
}

/** What the lines say now: each with its amount when they are several and say different things. */
function direMaintenant(champ: ChampDeTexte, serait: readonly LigneMontree[]): string {
  const dits = new Set(serait.map((ligne) => ligne[champ]));
  if (dits.size === 1) return serait[0]?.[champ] ?? '';
  return serait.map((ligne) => `${ligne[champ]} (${formaterEuros(ligne.montant)})`).join(' ; ');
}

export const LISTES_DES_REPORTS: ListesDeChoix = {
  confirme: OUI_NON.map((ecrit) => ({ montre: ecrit, ecrit })),
};

export const NOTE_DES_REPORTS =
  'Dites oui dans la case jaune de la ligne qui est celle de la décision ; une seule rangée par décision. Laissez vide, ou dites non, si ce n’est pas elle.';

/** What the first sheet says to whoever opens the workbook. */
export const CONSIGNES_DES_REPORTS: readonly Consigne[] = [
  {
    titre: 'Ce que contient ce classeur',
    texte:
      'Les décisions dont la ligne a changé dans un fichier renvoyé : une rangée par ligne qui peut être la sienne, de la plus vraisemblable à la moins. Une ligne partagée en plusieurs est une seule rangée, qui les nomme toutes.',
  },
  {
    titre: 'Ce que vous remplissez',
    texte: `Dans la feuille « ${FEUILLE} », seulement la colonne jaune : oui, si la ligne de maintenant est celle dont la décision parle. non ou rien : la décision attend encore. Une décision n’a qu’un oui, une ligne aussi.`,
  },
  {
    titre: 'Ce qu’il ne faut pas changer',
    texte:
      'Les autres cellules sont protégées, sans mot de passe : la reprise compare chacune à ce qui a été envoyé et refuse une rangée changée ou décalée. Filtrez et élargissez à votre gré. Pas de formule dans les cases jaunes.',
  },
  {
    titre: 'Pour finir',
    texte:
      'Enregistrez au format .xlsx, puis : jaune arbitrer reporter <dossier> --reprendre <classeur>, qui vérifie et n’écrit rien ; avec --ecrire, tout est pris, ou rien. Une décision ou une ligne qui a changé depuis est dite avec sa case.',
  },
];
