import type { EvolutionPontee } from '../../compile/comparaison/passage.ts';
import type {
  ActionComparee,
  CompteDActions,
  EvolutionComparee,
  PerimetreCompare,
  RangeeComparee,
  TableComparee,
  Variation,
} from '../../compile/evolution/evolution.ts';
import { LIBELLES_DE_SYNTHESE } from '../../compile/synthese.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { direMontant, formaterMillions, formaterPourcentage, sansLeTaire } from '../../domain/textes/format.ts';
import { DIMENSIONS_FACULTATIVES } from '../../domain/verdict/dimensions.ts';
import { dessinerBarres } from '../graphiques/barres.ts';
import { mentionDe } from '../textes/annee-passee-dite.ts';
import { ecrireEcart } from '../textes/expliquer-l-effet.ts';
import type { LignesDeLaPage } from './lignes-de-la-page.ts';
import { RANGEES_DE_L_ESSENTIEL } from './rangees-de-l-essentiel.ts';
import { ACTIONS_NOMMEES, type PontVu, pontVu } from './vue-pont.ts';

/** An amount in two years, with the difference as readers take it: signed. */
interface DifferenceVue extends Variation {
  readonly libelle: string;
  readonly ecrit: string;
  /** Where this year's lines open; empty where there are none. */
  readonly adresse: string;
  /** It is the sum of others, or added to nothing: a file of the table does not count it. */
  readonly horsSomme: boolean;
}

interface ListeDActions {
  readonly titre: string;
  readonly nombre: number;
  readonly autres: number;
  /** What those that are not named come to. */
  readonly reste: Pick<Variation, 'avant' | 'maintenant'>;
  /** Those that are named and that the essentiel does not print. */
  readonly horsEssentiel: Pick<Variation, 'avant' | 'maintenant'> & { readonly nombre: number };
  readonly ecrit: string;
  readonly actions: readonly (DifferenceVue & {
    readonly beneficiaire: string;
    readonly pays: string;
    /** Number of the line in the annex; 0 for what ended, and for a line that the page does not hold. */
    readonly numero: number;
    readonly probable: boolean;
  })[];
}

export interface EvolutionVue {
  readonly comparable: boolean;
  /** Why nothing is compared; empty when it is. */
  readonly raison: string;
  readonly fichier: string;
  readonly sha256: string;
  readonly avant: string;
  /** One sentence for the synthesis; empty when nothing is compared. */
  readonly phrase: string;
  /** What is said of made-up amounts; empty when there are none. */
  readonly mention: string;
  readonly synthese: readonly DifferenceVue[];
  readonly perimetre: readonly DifferenceVue[];
  readonly tables: readonly {
    readonly nom: string;
    readonly titre: string;
    readonly entete: string;
    readonly rangees: readonly (DifferenceVue & { readonly presence: string })[];
    readonly total: DifferenceVue;
  }[];
  /** Why goals are not compared; empty where they are, or where there is nothing to say. */
  readonly pasParObjectif: string;
  /** The bridge, whose steps name their lines. */
  readonly pont: PontVu | undefined;
  /** The lists of actions, where there is no bridge. */
  readonly listes: readonly ListeDActions[];
  readonly graphique: string;
}

const PRESENCES: Readonly<Record<RangeeComparee['presence'], string>> = {
  nouvelle: 'nouveau',
  terminee: 'disparu',
  continue: '',
};
const TABLES_MONTREES: ReadonlySet<string> = new Set(['axe', 'secteur', 'pays', ...DIMENSIONS_FACULTATIVES]);

/** Prepares what changed for the page, or the reason why nothing is compared. */
export function evolutionVue(
  evolution: EvolutionPontee,
  exercice: string,
  { montre }: Pick<LignesDeLaPage, 'montre'>,
): EvolutionVue {
  const { fichier, sha256, exercice: avant } = evolution;
  const citee = { fichier, sha256, avant };
  if (!evolution.comparable)
    return {
      ...citee,
      comparable: false,
      raison: evolution.raison,
      phrase: '',
      mention: '',
      synthese: [],
      perimetre: [],
      tables: [],
      pasParObjectif: '',
      pont: undefined,
      listes: [],
      graphique: '',
    };
  const { synthese, perimetre, tables, piloteConnu, pont } = evolution;
  const total = synthese.totalHorsExceptionnelles;
  const memesEnvois = perimetre.arrives.length === 0 && perimetre.partis.length === 0;
  return {
    ...citee,
    comparable: true,
    raison: '',
    phrase: `Depuis ${avant}, le total ${direLaVariation(total, memesEnvois)}${direLePerimetre(perimetre, avant)}.`,
    mention: mentionDe(evolution.illustratif, avant),
    synthese: [
      ...(piloteConnu
        ? [
            difference('Secteur pilote', synthese.secteurPilote, 'pilote=oui'),
            difference('Autres secteurs', synthese.autresSecteurs, 'pilote=non'),
          ]
        : []),
      difference(LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles, total, 'verdict=internationale', piloteConnu),
      difference(LIBELLES_DE_SYNTHESE.exceptionnelles, synthese.exceptionnelles, 'verdict=exceptionnelle', true),
    ],
    perimetre: perimetreVu(perimetre, avant),
    tables: tables.filter(({ nom }) => TABLES_MONTREES.has(nom)).map(tableVue),
    pasParObjectif: evolution.pasParObjectif ?? '',
    pont: pont && pontVu(pont, avant, exercice, montre),
    listes: pont ? [] : listesDe(evolution, montre),
    graphique: dessiner(tables, avant, exercice),
  };
}

function listesDe({ comptes, actions }: EvolutionComparee, montre: LignesDeLaPage['montre']): ListeDActions[] {
  const lister = (...liste: ListeALister) => listerLesPremieres(montre, ...liste);
  return [
    lister('Actions nouvelles', comptes.nouvelles, actions, ({ etat }) => etat === 'nouvelle'),
    lister('Actions terminées', comptes.terminees, actions, ({ etat }) => etat === 'terminee'),
    lister(
      'Actions poursuivies dont le montant change',
      comptes.modifiees,
      actions,
      ({ etat, ecart }) => etat === 'poursuivie' && ecart !== 0,
    ),
  ].filter(({ nombre }) => nombre > 0);
}

/** How the total moved; as a share of what it was only where the same senders sent their lines, else it would mislead. */
function direLaVariation({ avant, ecart }: Variation, memesEnvois: boolean): string {
  if (ecart === 0) return 'n’a pas changé';
  const sens = ecart > 0 ? 'augmente' : 'diminue';
  const part = avant > 0 && memesEnvois ? ` (${signer(ecart)}${formaterPourcentage(Math.abs(ecart), avant)})` : '';
  return `${sens} de ${direMontant(montant(Math.abs(ecart)))}${part}`;
}

/** What of the change comes from those who sent lines in one year only: it is no action that began or ended. */
function direLePerimetre({ constant, arrives, partis }: PerimetreCompare, avant: string): string {
  const dire = (ecart: Montant, de: string) => `${signer(ecart)}${direMontant(montant(Math.abs(ecart)))} ${de}`;
  const nommer = (nombre: number) => (nombre === 1 ? 'un secteur ou organisme' : `${nombre} secteurs ou organismes`);
  const morceaux = [
    dire(constant.ecart, 'chez ceux qui ont envoyé leurs lignes les deux années'),
    ...(arrives.length === 0
      ? []
      : [
          dire(
            sommeDe(arrives),
            `venus avec ${nommer(arrives.length)} qui n’${arrives.length === 1 ? 'avait' : 'avaient'} rien envoyé en ${avant}`,
          ),
        ]),
    ...(partis.length === 0
      ? []
      : [
          dire(
            montant(-sommeDe(partis)),
            `partis avec ${nommer(partis.length)} qui n’${partis.length === 1 ? 'envoie' : 'envoient'} plus rien`,
          ),
        ]),
  ];
  return morceaux.length === 1 ? '' : `\u00a0: ${morceaux.join(', ')}`;
}

function sommeDe(apports: PerimetreCompare['arrives']): Montant {
  return somme(apports.map(({ montant: apport }) => apport));
}

function signer(ecart: number): string {
  return ecart < 0 ? '\u2212' : '+';
}

function difference(
  libelle: string,
  { avant, maintenant, ecart }: Variation,
  adresse: string,
  horsSomme = false,
): DifferenceVue {
  const ouvre = maintenant === 0 ? '' : adresse;
  return { libelle, avant, maintenant, ecart, ecrit: ecrireEcart(ecart), adresse: ouvre, horsSomme };
}

function perimetreVu({ constant, arrives, partis }: PerimetreCompare, avant: string): DifferenceVue[] {
  if (arrives.length === 0 && partis.length === 0) return [];
  const [venu, parti] = [sommeDe(arrives), sommeDe(partis)];
  return [
    difference(`Ceux qui ont envoyé leurs lignes les deux années`, constant, ''),
    difference(
      `Ceux qui n’avaient rien envoyé en ${avant} (${arrives.length})`,
      { avant: NUL, maintenant: venu, ecart: venu },
      '',
    ),
    difference(
      `Ceux qui n’envoient plus rien (${partis.length})`,
      { avant: parti, maintenant: NUL, ecart: montant(-parti) },
      '',
    ),
  ].filter(({ avant: passe, maintenant }) => passe !== 0 || maintenant !== 0);
}

function tableVue(table: TableComparee): EvolutionVue['tables'][number] {
  const { nom, titre, entete, rangees } = table;
  return {
    nom,
    titre,
    entete,
    rangees: rangees
      .filter(({ avant, maintenant }) => avant !== 0 || maintenant !== 0)
      .map((rangee) => ({
        ...difference(rangee.libelle, rangee, rangee.nom === undefined ? '' : `${nom}=${rangee.nom}`),
        presence: PRESENCES[rangee.presence],
      })),
    total: difference('Total', table, 'verdict=internationale'),
  };
}

type ListeALister = [
  titre: string,
  compte: CompteDActions,
  toutes: readonly ActionComparee[],
  retenir: (action: ActionComparee) => boolean,
];

function listerLesPremieres(
  montre: LignesDeLaPage['montre'],
  ...[titre, { actions: nombre, ecart }, toutes, retenir]: ListeALister
): ListeDActions {
  const retenues = toutes.filter(retenir);
  const nommees = retenues.slice(0, ACTIONS_NOMMEES);
  const horsEssentiel = nommees.slice(RANGEES_DE_L_ESSENTIEL.toutes);
  return {
    titre,
    nombre,
    autres: nombre - nommees.length,
    reste: ensemble(retenues.slice(ACTIONS_NOMMEES)),
    horsEssentiel: { nombre: horsEssentiel.length, ...ensemble(horsEssentiel) },
    ecrit: ecrireEcart(ecart),
    actions: nommees.map((action) => ({
      ...difference(action.libelle, action, ''),
      beneficiaire: action.beneficiaire,
      pays: action.pays.join(', '),
      numero: action.ligne === undefined || !montre(action.ligne) ? 0 : action.ligne + 1,
      probable: action.rapprochement === 'probable',
    })),
  };
}

function ensemble(actions: readonly ActionComparee[]): Pick<Variation, 'avant' | 'maintenant'> {
  return {
    avant: somme(actions.map(({ avant }) => avant)),
    maintenant: somme(actions.map(({ maintenant }) => maintenant)),
  };
}

const enMillions = sansLeTaire(formaterMillions);

function dessiner(tables: readonly TableComparee[], avant: string, exercice: string): string {
  const axes = tables.find(({ nom }) => nom === 'axe');
  if (axes === undefined) return '';
  const rangees = axes.rangees
    .filter((rangee) => rangee.avant !== 0 || rangee.maintenant !== 0)
    .map((rangee) => ({
      libelle: rangee.libelle,
      montant: rangee.maintenant,
      affiche: enMillions(rangee.maintenant),
      precedent: { montant: rangee.avant, affiche: enMillions(rangee.avant) },
      ecart: `${rangee.ecart > 0 ? '+' : ''}${enMillions(rangee.ecart)}`,
      ...(rangee.nom !== undefined && rangee.maintenant !== 0 && { adresse: `#axe=${rangee.nom}` }),
    }));
  return dessinerBarres(rangees, {
    prefixe: 'g-evolution',
    titre: `Le total par axe, ${avant} et ${exercice}`,
    periodes: { actuelle: exercice, precedente: avant },
  });
}
