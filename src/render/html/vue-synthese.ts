import type { Compte, Jaune, Partition } from '../../compile/jaune.ts';
import { partsEn } from '../../domain/affectation.ts';
import { LIBELLES_BASES } from '../../domain/base.ts';
import { formaterColonne } from '../../domain/format.ts';
import { type Montant, montant, somme } from '../../domain/montant.ts';
import { LIBELLES_PLACES, PLACES } from '../../domain/verdict.ts';
import type { LigneVue, Montre } from './vue-lignes.ts';

/** One of the published figures: rounded to millions in `affiche`, exact in `montant`. */
interface ChiffreVue extends Montre {
  readonly affiche: string;
}

/** The four figures of the synthesis, as the page shows them. */
export interface SyntheseVue {
  readonly pilote: ChiffreVue;
  readonly autres: ChiffreVue;
  readonly total: { readonly affiche: string; readonly montant: Montant };
  readonly exceptionnelles: ChiffreVue;
  /** What to say of the rounding; empty when the rounded parts add up. */
  readonly note: string;
}

/** The synthesis as published, in millions at three decimals. */
export function syntheseVue({ synthese, lignes, enTete }: Jaune, vues: readonly LigneVue[]): SyntheseVue {
  const colonne = formaterColonne([synthese.secteurPilote, synthese.autresSecteurs], 'millions');
  const [pilote = '', autres = ''] = colonne.valeurs;
  const portant = (retenir: (secteur: string) => boolean) =>
    vues.filter((_, rang) => {
      const affectation = lignes[rang];
      return affectation && partsEn(affectation, 'internationale').some(({ part }) => retenir(part.secteur));
    });
  return {
    pilote: {
      affiche: pilote,
      montant: synthese.secteurPilote,
      lignes: portant((secteur) => secteur === enTete.secteurPilote),
    },
    autres: {
      affiche: autres,
      montant: synthese.autresSecteurs,
      lignes: portant((secteur) => secteur !== enTete.secteurPilote),
    },
    total: { affiche: colonne.total, montant: synthese.totalHorsExceptionnelles },
    exceptionnelles: {
      affiche: formaterColonne([synthese.exceptionnelles], 'millions').total,
      montant: synthese.exceptionnelles,
      lignes: vues.filter(({ place }) => place === 'exceptionnelle'),
    },
    note: colonne.note ?? '',
  };
}

/** The six places and their total, beside what was counted as the files were read. */
export interface PartitionVue {
  readonly places: readonly (Compte & { readonly place: string; readonly libelle: string })[];
  readonly total: Compte;
  /** What was counted as the files were read, apart from what became of the lines. */
  readonly recu: Compte;
  /** Whether the six places, their total and the files received all agree. */
  readonly juste: boolean;
  /** The bases, when sources give several: a column each, with how many of the lines give it. */
  readonly bases: readonly { readonly libelle: string; readonly lignes: number }[];
  readonly parBase: readonly {
    readonly libelle: string;
    /** Not said where no line of the place gives the base: nothing was received, which is not 0 €. */
    readonly montants: readonly { readonly dit: boolean; readonly centimes: Montant }[];
  }[];
}

/** The six places and the proof that they make the files received. */
export function partitionVue({ partition, partitionParBase, sources, enTete }: Jaune): PartitionVue {
  const places = placesDe(partition);
  const recu: Compte = {
    lignes: sources.reduce((total, { lignes }) => total + lignes, 0),
    centimes: somme(sources.map(({ montants }) => montants[enTete.base] ?? montant(0))),
  };
  const additionnees: Compte = {
    lignes: places.reduce((total, { lignes }) => total + lignes, 0),
    centimes: somme(places.map(({ centimes }) => centimes)),
  };
  const egal = (compte: Compte) => compte.lignes === additionnees.lignes && compte.centimes === additionnees.centimes;
  const bases = [...partitionParBase];
  return {
    places,
    total: partition.total,
    recu,
    juste: egal(partition.total) && egal(recu),
    bases:
      bases.length > 1
        ? bases.map(([base, { total }]) => ({ libelle: LIBELLES_BASES[base], lignes: total.lignes }))
        : [],
    parBase: [...PLACES, 'total' as const].map((place) => ({
      libelle: place === 'total' ? 'Total' : LIBELLES_PLACES[place],
      montants: bases.map(([, { [place]: compte }]) => ({
        dit: compte.lignes > 0 || compte.centimes !== 0,
        centimes: compte.centimes,
      })),
    })),
  };
}

/** The six places of a partition with their names, in the order of the documents. */
export function placesDe(partition: Partition): PartitionVue['places'] {
  return PLACES.map((place) => ({ place, libelle: LIBELLES_PLACES[place], ...partition[place] }));
}

/** A step of the bridge: what it adds (negative when it takes away) and where the running sum stands after it. */
export interface EtapeVue {
  readonly libelle: string;
  readonly lignes: number;
  /** Whether lines count here: not at a sum, nor for what moves between sectors. */
  readonly compte: boolean;
  readonly effet: Montant;
  readonly cumul: Montant;
  /** A sum, not a step. */
  readonly palier: boolean;
}

/** The bridge as a running sum, from the pilot sector as received to the headline. */
export function passerelleVue({ passerelle }: Jaune): EtapeVue[] {
  const { secteurPiloteRecu, sorties, transferts, secteurPiloteRetenu, apports, total } = passerelle;
  let cumul = 0;
  const etape = (libelle: string, effet: number, lignes?: number): EtapeVue => {
    cumul += effet;
    const compte = lignes !== undefined;
    return { libelle, lignes: lignes ?? 0, compte, effet: montant(effet), cumul: montant(cumul), palier: false };
  };
  const palier = (libelle: string, valeur: Montant): EtapeVue => {
    cumul = valeur;
    return { libelle, lignes: 0, compte: false, effet: valeur, cumul: valeur, palier: true };
  };
  return [
    etape(`${secteurPiloteRecu.libelle}, tel que reçu`, secteurPiloteRecu.montant, secteurPiloteRecu.lignes),
    ...sorties.map((sortie) => etape(sortie.libelle, -sortie.montant, sortie.lignes)),
    ...(transferts === 0
      ? []
      : [etape(transferts > 0 ? 'Compté à d’autres secteurs' : 'Venu d’autres secteurs', -transferts)]),
    palier('Secteur pilote retenu', secteurPiloteRetenu),
    ...apports.map((apport) => etape(apport.libelle, apport.montant, apport.lignes)),
    palier('Total général hors opérations exceptionnelles', total),
  ];
}
