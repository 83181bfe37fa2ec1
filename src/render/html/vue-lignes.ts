import type { Jaune } from '../../compile/jaune.ts';
import { type Montant, NUL, somme } from '../../domain/argent/montant.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { CODES } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import {
  ecrireQuotePart,
  estRetenue,
  LIBELLES_PLACES,
  NON_VENTILE,
  type Reponse,
  type Verdict,
} from '../../domain/verdict/verdict.ts';
import { ecrireExamen } from '../textes/mots-des-documents.ts';
import { couperEnGroupes, type Lieux, lieuxDe, type TeteDeGroupe } from './groupes-de-lignes.ts';
import type { LignesDeLaPage } from './lignes-de-la-page.ts';
import { ancresDesRegles } from './vue-regles.ts';

/** A line that the documents name, ready for the annex: texts as received, amounts in cents. An empty text is not drawn. */
export interface LigneVue {
  /** Its rank in its list, from 1. */
  readonly numero: number;
  /** Its anchor: `l12`, `r12` for a receipt. */
  readonly repere: string;
  readonly ref: string;
  /** What a decision on the line must repeat, so that it cannot outlive it. */
  readonly empreinte: string;
  readonly libelle: string;
  readonly beneficiaire: string;
  /** Empty for the region itself. */
  readonly organisme: string;
  readonly caractere: string;
  /** Total cost and other funders, where given: gross and net differ. */
  readonly complement: string;
  /** Codes as received, from chapter to nature. */
  readonly imputation: string;
  readonly intitule: string;
  readonly montant: Montant;
  /** What the place keeps. */
  readonly retenu: Montant;
  /** Whether what its place keeps is in the total, or among what co-finances it. */
  readonly estRetenue: boolean;
  /** Why nothing of it is in the total; empty for what is. */
  readonly horsTotal: string;
  /** Empty for the whole. */
  readonly quotePart: string;
  readonly cle: string;
  /** What says it for all the lines among which it stands; nothing where its own row says all. */
  readonly groupe: TeteDeGroupe | undefined;
  /** Where its parts lie in the breakdown, with their shares and euros when there are several: what the head of its group does not say. */
  readonly ventilation: string;
  /** The line in its file: `111`. */
  readonly numeroDansLeFichier: number;
  readonly place: string;
  /** The name of its place, but for those that make the total. */
  readonly placeLibelle: string;
  /** The decision of a person, with its date and place; empty for a rule. */
  readonly decideur: string;
  /** The rule that decided, and its anchor; empty for others. */
  readonly regle: string;
  readonly ancreDeRegle: string;
  readonly motif: string;
  /** Deliberation of the line itself. */
  readonly deliberation: string;
  readonly signaux: string;
}

/** The lines of one file, with the name of its section in the annex. */
export interface GroupeVue {
  readonly id: string;
  /** Whose lines they are: the body or the sector that the file is of; the file itself where it is of several. */
  readonly titre: string;
  readonly fichier: string;
  readonly lignes: readonly LigneVue[];
  readonly groupes: readonly LignesGroupees[];
}

export interface LignesGroupees {
  /** Nothing where each row says all. */
  readonly tete: TeteDeGroupe | undefined;
  readonly lignes: readonly LigneVue[];
}

/** The lines that the page holds, each at its rank in the jaune; nothing at those of the others. */
export type LignesVues = readonly (LigneVue | undefined)[];

interface ListeDeLignes {
  readonly lignes: readonly Affectation[];
  /** The letter before the numbers of their anchors. */
  readonly lettre: string;
}

/**
 * @param parGroupes whether what lines that follow each other share is said above them, and not by each
 * @param liste the lines named, or the receipts
 */
export function lignesVues(
  jaune: Jaune,
  { montre }: Pick<LignesDeLaPage, 'montre'>,
  parGroupes: boolean,
  { lignes, lettre }: ListeDeLignes = { lignes: jaune.lignes, lettre: 'l' },
): LignesVues {
  const { libelles, enTete } = jaune;
  const ancres = ancresDesRegles(jaune);
  const decrire = (verdict: Verdict) => {
    const lieux = lieuxDe(verdict, libelles, enTete.secteurPilote);
    const decideur = nommerDecideur(verdict.decisive);
    const regle = regleDe(verdict.decisive, ancres);
    const { place, decisive } = verdict;
    const cle = JSON.stringify([place, lieux.communs, decisive.motif, regle.regle, decideur]);
    return { lieux, decideur, ...regle, signaux: ecrireExamen(verdict), cle };
  };
  // Lines alike share one verdict: what it says is worded once.
  const parVerdict = new Map<Verdict, ReturnType<typeof decrire>>();
  const dites = lignes.flatMap((affectation, rang) => {
    if (!montre(rang)) return [];
    const { verdict, ligne } = affectation;
    const commun = parVerdict.get(verdict) ?? decrire(verdict);
    parVerdict.set(verdict, commun);
    const propre = direLesParts(affectation, commun.lieux);
    return [{ affectation, rang, commun, propre, cle: `${ligne.fichier}\n${parGroupes ? commun.cle : rang}` }];
  });
  const vues = new Array<LigneVue | undefined>(lignes.length).fill(undefined);
  for (const groupe of couperEnGroupes(dites)) {
    const [premiere] = groupe;
    if (premiere === undefined) continue;
    const { lieux } = premiere.commun;
    const lieu = lieux.propres.length < 2 && groupe.every(({ propre }) => propre === premiere.propre);
    const tete = parGroupes ? teteDe(premiere, lieu ? premiere.propre : '') : undefined;
    for (const { affectation, rang, commun, propre } of groupe) {
      const ventilation = parGroupes ? (lieu ? '' : propre) : direLaVentilation(affectation.verdict, lieux, propre);
      vues[rang] = ligneVue(affectation, rang + 1, lettre, enTete.collectivite, { ...commun, ventilation, tete });
    }
  }
  return vues;
}

function teteDe(
  {
    affectation: { verdict },
    commun,
  }: {
    affectation: Affectation;
    commun: Omit<TeteDeGroupe, 'ventilation' | 'place' | 'placeLibelle' | 'motif'> & { lieux: Lieux };
  },
  lieu: string,
): TeteDeGroupe {
  const { decideur, regle, ancreDeRegle, lieux } = commun;
  return {
    ventilation: direLaVentilation(verdict, lieux, lieu),
    place: verdict.place,
    placeLibelle: nommerLaPlace(verdict),
    motif: verdict.decisive.motif,
    regle,
    ancreDeRegle,
    decideur,
  };
}

/** What a row of a line says where its amount is in no total: of an exceptional operation too, whose amount is only told. */
function direHorsTotal({ place }: Verdict, part: Montant, montant: Montant): string {
  if (place === 'internationale') return '';
  if (place !== 'exceptionnelle') return 'hors total';
  return `pour mémoire, hors total${part === montant ? '' : ` ; part : ${formaterEuros(part)}`}`;
}

function ligneVue(
  affectation: Affectation,
  numero: number,
  lettre: string,
  collectivite: string,
  commun: Pick<LigneVue, 'decideur' | 'signaux' | 'regle' | 'ancreDeRegle' | 'ventilation'> & {
    readonly tete: TeteDeGroupe | undefined;
  },
): LigneVue {
  const { ligne, verdict, montant } = affectation;
  const { place, quotePart, decisive } = verdict;
  const parts = partsEn(affectation, place);
  const retenu = somme(parts.map((part) => part.montant));
  const entiere = quotePart.numerateur === quotePart.denominateur;
  // Written whole, in one literal: begun by a spread, V8 makes it a dictionary, thirty times as large.
  return {
    numero,
    repere: `${lettre}${numero}`,
    numeroDansLeFichier: ligne.numero,
    ref: referenceDe(ligne),
    empreinte: ligne.empreinte,
    libelle: ligne.libelle,
    beneficiaire: ligne.beneficiaire,
    organisme: cleDeNom(ligne.organisme) === cleDeNom(collectivite) ? '' : ligne.organisme,
    caractere: ligne.caractere,
    complement: financer(ligne),
    imputation: CODES.map((code) => ligne[code])
      .filter(Boolean)
      .join(' · '),
    intitule: ligne.actionLibelle || ligne.programmeLibelle || ligne.fonctionLibelle || ligne.chapitreLibelle,
    montant,
    retenu,
    estRetenue: place === 'internationale',
    horsTotal: direHorsTotal(verdict, retenu, montant),
    quotePart: entiere ? '' : ecrireQuotePart(verdict),
    cle: verdict.cle,
    groupe: commun.tete,
    ventilation: commun.ventilation,
    place,
    placeLibelle: nommerLaPlace(verdict),
    decideur: commun.decideur,
    regle: commun.regle,
    ancreDeRegle: commun.ancreDeRegle,
    motif: decisive.motif,
    deliberation: ligne.reference,
    signaux: commun.signaux,
  };
}

/** Where the parts of a line lie, beside what is the same for all, each with its euros when there are several. */
function direLesParts(affectation: Affectation, { propres }: Lieux): string {
  const parts = partsEn(affectation, affectation.verdict.place);
  return propres
    .map((nom, rang) => (parts.length > 1 ? `${nom} : ${formaterEuros(parts[rang]?.montant ?? NUL)}` : nom))
    .join(' ; ');
}

function direLaVentilation({ place }: Verdict, { communs }: Lieux, propre: string): string {
  if (!estRetenue(place)) return '';
  return [communs, propre].filter(Boolean).join(' · ') || NON_VENTILE;
}

function nommerLaPlace({ place }: Verdict): string {
  return place === 'internationale' ? '' : LIBELLES_PLACES[place];
}

function financer({ coutTotal, autresFinanceurs }: LigneBudgetaire): string {
  const cout = coutTotal === undefined ? '' : `coût total ${formaterEuros(coutTotal)}`;
  return [cout, autresFinanceurs && `avec ${autresFinanceurs}`].filter(Boolean).join(', ');
}

/** Who put the line where it is, in words. */
function nommerDecideur({ auteur }: Reponse): string {
  if (auteur.type === 'decision') return `décision : ${auteur.auteur}, ${ecrireDate(auteur.date)} (${auteur.lieu})`;
  return '';
}

function regleDe({ auteur }: Reponse, ancres: ReadonlyMap<string, string>): Pick<LigneVue, 'regle' | 'ancreDeRegle'> {
  if (auteur.type !== 'regle') return { regle: '', ancreDeRegle: '' };
  return { regle: auteur.regle.id, ancreDeRegle: ancres.get(auteur.regle.id) ?? 'regles' };
}

/** The annex: the lines file by file, in the order in which the files come. */
export function grouperParFichier(jaune: Jaune, vues: LignesVues): GroupeVue[] {
  const groupes = new Map<string, LigneVue[]>();
  for (const [rang, { ligne }] of jaune.lignes.entries()) {
    const vue = vues[rang];
    if (vue === undefined) continue;
    const groupe = groupes.get(ligne.fichier) ?? [];
    if (groupe.length === 0) groupes.set(ligne.fichier, groupe);
    groupe.push(vue);
  }
  const sources = new Map(jaune.sources.map((source) => [source.fichier, source]));
  return [...groupes].map(([fichier, lignes], rang) => {
    const { organisme = '', secteur = '' } = sources.get(fichier) ?? {};
    const titre = cleDeNom(organisme) === cleDeNom(jaune.enTete.collectivite) ? secteur : organisme || secteur;
    return { id: `annexe-${rang + 1}`, titre: titre || fichier, fichier, lignes, groupes: enGroupes(lignes) };
  });
}

/** Lines that follow each other, under what they share. */
export function enGroupes(lignes: readonly LigneVue[]): LignesGroupees[] {
  const groupes: { tete: TeteDeGroupe | undefined; lignes: LigneVue[] }[] = [];
  for (const ligne of lignes) {
    const dernier = groupes.at(-1);
    if (dernier !== undefined && dernier.tete === ligne.groupe) dernier.lignes.push(ligne);
    else groupes.push({ tete: ligne.groupe, lignes: [ligne] });
  }
  return groupes;
}
