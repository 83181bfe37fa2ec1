import type { Compte, EffetRegle, Jaune, SourceCompilee } from '../../compile/jaune.ts';
import { LIBELLES_BASES } from '../../domain/base.ts';
import { type Montant, montant, NUL } from '../../domain/montant.ts';
import { LIBELLES_QUESTIONS } from '../questions.ts';
import { noteDuDetail } from './vue-apports.ts';
import { type GroupeVue, grouperParFichier, type LigneVue, lignesVues } from './vue-lignes.ts';
import {
  type EtapeVue,
  type PartitionVue,
  partitionVue,
  passerelleVue,
  placesDe,
  type SyntheseVue,
  syntheseVue,
} from './vue-synthese.ts';
import { type CroiseeVue, choisir, croiseesVues, type TableVue, tablesVues } from './vue-tables.ts';

/** A rule with the words that documents use for what it did. */
type RegleVue = Omit<EffetRegle, 'question'> & { readonly question: string; readonly etat: string };

/** What templates draw: the jaune, with the lines in place of their indexes. All amounts are cents. */
export interface Vue {
  readonly enTete: Omit<Jaune['enTete'], 'axes' | 'domaines' | 'base'> & { readonly base: string };
  readonly synthese: SyntheseVue;
  readonly partition: PartitionVue;
  readonly passerelle: readonly EtapeVue[];
  readonly tables: readonly TableVue[];
  readonly croisees: readonly CroiseeVue[];
  readonly exceptionnelles: readonly (Omit<Jaune['exceptionnelles'][number], 'ligne'> & { readonly ligne: LigneVue })[];
  readonly partagees: readonly (Omit<Jaune['partagees'][number], 'ligne'> & { readonly ligne: LigneVue })[];
  readonly couverture: Jaune['couverture'];
  /** The largest amounts first. */
  readonly aArbitrer: readonly LigneVue[];
  /** Of the lines not examined, those on which memory suggests no. */
  readonly nonSuggerees: Compte;
  readonly memoires: Jaune['memoires'];
  readonly nonExaminees: readonly { readonly fichier: string; readonly lignes: number; readonly centimes: Montant }[];
  readonly exclusions: Jaune['exclusions'];
  readonly exclu: Compte;
  readonly regles: readonly RegleVue[];
  readonly sources: readonly SourceVue[];
  readonly annexe: readonly GroupeVue[];
  readonly nombreLignes: number;
  /** What to say of the rows that give the numbers of their lines alone; empty when all are detailed. */
  readonly noteDuDetail: string;
  /** The countries and their actions, for paper, where no figure opens. */
  readonly actionsParPays: TableVue['rangees'];
}

interface SourceVue extends Omit<SourceCompilee, 'montants' | 'partition'> {
  readonly centimes: Montant;
  readonly places: PartitionVue['places'];
}

/** Prepares all that the templates draw. Pure: the same jaune gives the same view. */
export function vueDe(jaune: Jaune): Vue {
  const vues = lignesVues(jaune);
  const tables = tablesVues(jaune, vues);
  const { enTete } = jaune;
  const avecLigne = <T extends { readonly ligne: number }>(elements: readonly T[]) =>
    elements.flatMap((element) => choisir(vues, [element.ligne]).map((ligne) => ({ ...element, ligne })));
  return {
    enTete: { ...enTete, base: LIBELLES_BASES[enTete.base] },
    synthese: syntheseVue(jaune, vues),
    partition: partitionVue(jaune),
    passerelle: passerelleVue(jaune),
    tables,
    croisees: croiseesVues(jaune, vues),
    exceptionnelles: avecLigne(jaune.exceptionnelles),
    partagees: avecLigne(jaune.partagees),
    couverture: jaune.couverture,
    aArbitrer: vues
      .filter(({ place }) => place === 'a_arbitrer')
      .sort((gauche, droite) => Math.abs(droite.montant) - Math.abs(gauche.montant)),
    nonSuggerees: retrancher(jaune.couverture.nonExaminee, jaune.couverture.silencieuses),
    memoires: jaune.memoires,
    nonExaminees: jaune.sources
      .filter(({ partition }) => partition.non_examinee.lignes > 0)
      .map(({ fichier, partition }) => ({ fichier, ...partition.non_examinee })),
    exclusions: jaune.exclusions,
    exclu: jaune.partition.exclue,
    regles: jaune.regles.map((effet) => ({
      ...effet,
      question: LIBELLES_QUESTIONS[effet.question],
      etat: etatDe(effet),
    })),
    sources: jaune.sources.map((source) => ({
      ...source,
      centimes: source.montants[enTete.base] ?? NUL,
      places: placesDe(source.partition).filter(({ lignes, centimes }) => lignes > 0 || centimes !== 0),
    })),
    annexe: grouperParFichier(jaune, vues),
    nombreLignes: vues.length,
    noteDuDetail: noteDuDetail(vues.length),
    actionsParPays:
      tables.find(({ nom }) => nom === 'pays')?.rangees.filter(({ apports, reste }) => apports.length > 0 && !reste) ??
      [],
  };
}

/** A rule that did nothing is worth a look: it may be mistyped, or outlived. Empty for a rule that concluded. */
function etatDe({ emporte, devance }: EffetRegle): string {
  if (emporte.lignes > 0) return '';
  return devance.lignes > 0 ? 'Toujours devancée' : 'Jamais déclenchée';
}

function retrancher(tout: Compte, partie: Compte): Compte {
  return { lignes: tout.lignes - partie.lignes, centimes: montant(tout.centimes - partie.centimes) };
}
