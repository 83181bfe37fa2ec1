import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { repartir } from '../../domain/argent/part.ts';
import { centimesDesParts } from '../../domain/lignes/affectation.ts';
import type { BeneficiaireCad } from '../cad/charger-les-listes-cad.ts';
import type { EntreeCad } from '../cad/liste-cad.ts';
import type { MatiereDExport } from '../export.ts';
import { ConstructeurDePont, type PartDuTotal, type Pont, partsDuTotal } from '../pont.ts';
import { fondsDAutrui } from './fonds-d-autrui.ts';
import { type AidePreparee, CLES_DU_PONT } from './preparer-l-aide.ts';
import { type Marqueur, NOMS_DES_MARQUEURS } from './schema-aide.ts';

/** A row of the declaration: a part of a line, under one sector. What nobody said is absent. */
export interface LigneDAide {
  readonly part: PartDuTotal;
  readonly beneficiaire?: BeneficiaireCad;
  readonly secteur?: EntreeCad;
  readonly canal?: EntreeCad;
  readonly biMulti?: EntreeCad;
  readonly financement?: EntreeCad;
  readonly modalite?: EntreeCad;
  readonly marqueurs: ReadonlyMap<Marqueur, string>;
  /** Absent when the source does not say what was committed. */
  readonly engagement?: Montant;
  /** Paid in the year, out of own funds. */
  readonly versement: Montant;
}

/** What is declared, what is declared apart, and what leads there from the headline. */
export interface AideDeclaree {
  readonly lignes: readonly LigneDAide[];
  /** The welcome of refugees in France: never in the declared amount. */
  readonly refugies: readonly LigneDAide[];
  readonly pont: Pont;
  /** The parts that the list of recipients of the year leaves out, by country; empty for no country. */
  readonly sansBeneficiaire: ReadonlyMap<string, readonly PartDuTotal[]>;
  readonly fonds: readonly string[];
}

const HORS_LISTE = 'Pays hors de la liste du CAD de cette année';
const SANS_BENEFICIAIRE = 'Sans pays bénéficiaire';
const PAIEMENT_INCONNU = 'Paiement que la source ne dit pas';
const REFUGIES = 'Réfugiés accueillis en France, déclarés à part';
const FONDS = 'Fonds d’autrui : recettes des opérations';

/** Puts each part of the headline to the questions of a declaration of aid, in the order of the bridge. */
export function declarerLAide(aide: AidePreparee, { jaune }: MatiereDExport): AideDeclaree {
  const parts = partsDuTotal(jaune.lignes, 'mandats');
  const fonds = fondsDAutrui(jaune, parts);
  const pont = new ConstructeurDePont('mandats');
  const lignes: LigneDAide[] = [];
  const refugies: LigneDAide[] = [];
  const sansBeneficiaire = new Map<string, PartDuTotal[]>();
  for (const part of parts) {
    const hors = aide.hors.find(({ choisit }) => choisit(part));
    const beneficiaire = beneficiaireDe(part, aide);
    const autrui = fonds.de(part);
    if (hors) pont.laisser(hors.cle, hors.libelle, part);
    else if (aide.refugies(part)) {
      pont.laisser('refugies', REFUGIES, part);
      const versement = montant((part.declarable ?? NUL) - autrui);
      refugies.push(...ventiler(part, versement, beneficiaire, aide));
    } else if (beneficiaire === undefined) {
      const { pays } = part.part;
      if (pays === '') pont.laisser('sans_beneficiaire', SANS_BENEFICIAIRE, part);
      else pont.laisser('hors_liste_cad', HORS_LISTE, part);
      const autres = sansBeneficiaire.get(pays) ?? [];
      autres.push(part);
      sansBeneficiaire.set(pays, autres);
    } else if (part.declarable === undefined) pont.laisser('paiement_inconnu', PAIEMENT_INCONNU, part);
    else {
      const retraits = autrui === 0 ? [] : [{ cle: 'fonds_d_autrui', libelle: FONDS, centimes: autrui }];
      lignes.push(...ventiler(part, pont.declarer(part, retraits), beneficiaire, aide));
    }
  }
  const fini = ordonner(pont.finir(jaune.synthese.totalHorsExceptionnelles), aide);
  if (somme(lignes.map(({ versement }) => versement)) !== fini.declare)
    throw new Error('les lignes de la déclaration ne font pas ce qui est déclaré');
  return { lignes, refugies, pont: fini, sansBeneficiaire, fonds: fonds.remarques };
}

/** The reasons of the dossier in its order, then the steps of the tool in theirs: not in that of the lines that happen to come first. */
function ordonner({ etapes, ...reste }: Pont, { hors }: AidePreparee): Pont {
  const ordre = [...hors.map(({ cle }) => cle), ...CLES_DU_PONT];
  return { ...reste, etapes: etapes.toSorted((une, autre) => ordre.indexOf(une.cle) - ordre.indexOf(autre.cle)) };
}

/** Whom the euros of a part go to: what the dossier says first, else its country when the list of the year has it. */
function beneficiaireDe(part: PartDuTotal, { beneficiaires, parPays }: AidePreparee): BeneficiaireCad | undefined {
  return beneficiaires.trouver(part)?.[0]?.entree ?? parPays.get(part.part.pays);
}

/** The rows of a part, one a sector; their amounts add up to its own. */
function ventiler(
  part: PartDuTotal,
  versement: Montant,
  beneficiaire: BeneficiaireCad | undefined,
  aide: AidePreparee,
): LigneDAide[] {
  const un = (entrees: readonly { readonly entree: EntreeCad }[] | undefined) => entrees?.[0]?.entree;
  const [canal, biMulti] = [un(aide.canaux.trouver(part)), un(aide.biMulti.trouver(part))];
  const [financement, modalite] = [un(aide.financements.trouver(part)), un(aide.modalites.trouver(part))];
  const commune = {
    part,
    ...(beneficiaire && { beneficiaire }),
    ...(canal && { canal }),
    ...(biMulti && { biMulti }),
    ...(financement && { financement }),
    ...(modalite && { modalite }),
    marqueurs: new Map(
      NOMS_DES_MARQUEURS.flatMap((nom): [Marqueur, string][] => {
        const reponse = aide.marqueurs.get(nom)?.trouver(part);
        return reponse === undefined ? [] : [[nom, reponse]];
      }),
    ),
  };
  const engagement = engagementDe(part);
  const secteurs = aide.secteurs.trouver(part);
  if (secteurs === undefined) return [{ ...commune, ...(engagement !== undefined && { engagement }), versement }];
  const fractions = secteurs.map((secteur) => secteur.part);
  const versements = repartir(versement, fractions);
  const engagements = engagement === undefined ? [] : repartir(engagement, fractions);
  return secteurs.map(({ entree }, rang) => ({
    ...commune,
    secteur: entree,
    ...(engagement !== undefined && { engagement: engagements[rang] ?? NUL }),
    versement: versements[rang] ?? NUL,
  }));
}

function engagementDe({ affectation, rang }: PartDuTotal): Montant | undefined {
  const { ligne, verdict } = affectation;
  const engagements = ligne.montants.engagements;
  return engagements === undefined ? undefined : centimesDesParts(verdict, engagements)[rang];
}
