import { BASES, type Base } from '../domain/argent/base.ts';
import { type Montant, montant, NUL } from '../domain/argent/montant.ts';
import { basesDonnees } from '../domain/argent/montants-declares.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { LuDansUnSens } from '../domain/dossier/source-lue.ts';
import { TEXTES_PROPRES } from '../domain/lignes/champs.ts';
import { Ligne, type LigneBudgetaire, type Montants, type Sens } from '../domain/lignes/ligne-budgetaire.ts';
import { isBlank } from '../files/csv-format.ts';
import { MODELES } from '../formats/modeles/modeles.ts';
import type { Enregistrement, SourceOuverte, Visiteur } from '../formats/source-ouverte.ts';
import { apparierLesColonnes, type CelluleLue, type Colonnes, lecteurDeCellule } from './colonnes.ts';
import { Conformite } from './conformite.ts';
import { FinsDeLigne } from './fins-de-ligne.ts';
import { ImputationsConnues } from './imputations-connues.ts';
import { LecteurDImputations } from './lecteur-d-imputations.ts';
import { LecteurDeMontants } from './lecteur-de-montants.ts';
import { LignesMasquees } from './lignes-masquees.ts';
import type { Masquage } from './masquage.ts';
import { type MontantEcarte, type RaisonDEcart, RangeesEcartees } from './rangees-ecartees.ts';
import { Signaleur } from './signaleur.ts';
import { Soupcons } from './soupcons/soupcons.ts';
import { AnneeDesLignes, VerificateurDeLignes } from './verificateur-de-lignes.ts';
import type { ReglesDesCodes } from './verifier-les-codes.ts';

/** A row that a declared condition left out, or that is of another base: counted, listed, never a line. */
export interface LigneEcartee {
  readonly fichier: string;
  readonly numero: number;
  readonly motif: string;
  /** Its amount in the base of the dossier, or in the other base that it is of; where it can be read. */
  readonly montant: Montant | undefined;
  /** The same of receipts: a total of two columns says both. */
  readonly recettes: Montant | undefined;
  /** The record as received, without its line end. */
  readonly texte: string;
}

export interface Puits {
  ligne(ligne: LigneBudgetaire): void;
  ecartee(ligne: LigneEcartee): void;
  /**
   * How far the reading is, now and then.
   * @param octets of the file, where that is known
   * @param lignes kept of it
   */
  apresMorceau?(octets: number | undefined, lignes: number): void;
}

/** The same, for who packs what is read to send it elsewhere. */
export interface PuitsDeLecture extends Pick<Puits, 'ecartee' | 'apresMorceau'> {
  colonnes?(colonnes: Colonnes): void;
  /** @param vu the record of the line, only valid during the call */
  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void;
}

interface Contexte {
  readonly exercice: string;
  readonly base: Base;
  readonly codes: ReglesDesCodes;
  readonly connues?: ImputationsConnues;
  readonly constats: Constats;
}

/** What was read of one sense so far. */
interface SommesLues {
  lignes: number;
  readonly sommes: Map<Base, number>;
  lignesNegatives: number;
  readonly negatives: Map<Base, number>;
}

/** What reads the records of a source once its header is known. */
interface Lecteurs {
  readonly imputations: LecteurDImputations;
  readonly verificateur: VerificateurDeLignes;
  readonly annees: AnneeDesLignes;
  readonly conformite: Conformite | undefined;
  readonly fins: FinsDeLigne;
  readonly montants: LecteurDeMontants;
  readonly textes: readonly CelluleLue[];
  readonly ecartees: RangeesEcartees;
  readonly soupcons: Soupcons;
}

/** One reading of one source: the visitor of its records, whatever its format. */
export class LectureDeSource implements Visiteur {
  readonly #source: SourceDeclaree;
  readonly #ouverte: SourceOuverte;
  readonly #contexte: Contexte;
  readonly #puits: PuitsDeLecture;
  #enTeteVu = false;
  #lecteurs: Lecteurs | undefined;
  #lignesVides = 0;
  readonly #lues: Readonly<Record<Sens, SommesLues>> = {
    depense: { lignes: 0, sommes: new Map(), lignesNegatives: 0, negatives: new Map() },
    recette: { lignes: 0, sommes: new Map(), lignesNegatives: 0, negatives: new Map() },
  };
  readonly #masquees = new LignesMasquees();

  /** What keeps the names of persons out of all that leaves it, where the source asks for it. */
  readonly #masquage: Masquage | undefined;

  constructor(
    source: SourceDeclaree,
    ouverte: SourceOuverte,
    contexte: Contexte,
    puits: PuitsDeLecture,
    masquage?: Masquage,
  ) {
    this.#masquage = masquage;
    this.#source = source;
    this.#ouverte = ouverte;
    this.#contexte = contexte;
    this.#puits = puits;
  }

  enregistrement(vu: Enregistrement): void {
    if (isBlank(vu) && !porteUneFaute(vu)) {
      this.#lignesVides += 1;
    } else if (!this.#enTeteVu) {
      this.#masquage?.lireEnClair();
      this.#lireEnTete(vu);
    } else if (this.#lecteurs) {
      this.#lireLigne(vu, this.#lecteurs);
    }
    this.#masquage?.finir();
  }

  faute(): void {
    this.#enTeteVu = true;
  }

  apresMorceau(octets?: number): void {
    this.#puits.apresMorceau?.(octets, this.#lignes);
  }

  exigerUnEnTete(): void {
    if (this.#enTeteVu) return;
    this.#contexte.constats.ajouter({
      code: 'E-COLONNE-ABSENTE',
      lieu: { fichier: this.#source.nom },
      message: 'le fichier est vide : il n’a pas de ligne de titres',
      remede: 'Redemandez le fichier au secteur, ou vérifiez preambule dans exercice.yaml.',
    });
  }

  /** What was read, counted; tells what is odd in what was left out. */
  bilan() {
    this.#masquage?.lireEnClair();
    this.#lecteurs?.ecartees.signaler(this.#source.nom, this.#lignes, this.#contexte.constats);
    this.#masquees.signaler(this.#contexte.constats);
    this.#lecteurs?.soupcons.fin();
    this.#lecteurs?.conformite?.fin();
    this.#lecteurs?.fins.fin(this.#contexte.constats);
    this.#masquage?.signaler();
    const { format, nom, fichier, constantes } = this.#source;
    return {
      fichier: nom,
      chemin: fichier,
      ...(this.#source.depliee === undefined ? {} : { depliee: this.#source.depliee }),
      secteur: constantes.get('secteur') ?? '',
      organisme: constantes.get('organisme') ?? '',
      encodage: format.encodage ?? format.genre,
      lignes: this.#lignes,
      lignesVides: this.#lignesVides,
      depenses: luDansUnSens(this.#lues.depense),
      recettes: luDansUnSens(this.#lues.recette),
      misesAEcart: this.#lecteurs?.ecartees.bilan() ?? [],
      ...(this.#masquage && { lignesAuNomMasque: this.#masquage.lignes }),
    };
  }

  get #lignes(): number {
    return this.#lues.depense.lignes + this.#lues.recette.lignes;
  }

  #lireEnTete(vu: Enregistrement): void {
    this.#enTeteVu = true;
    const { constats, exercice, codes, base, connues = new ImputationsConnues() } = this.#contexte;
    const modele = MODELES.get(this.#source.modele ?? '');
    const conformite = modele && new Conformite(modele, this.#source, this.#ouverte.reperes, constats);
    const { enTete, source } = conformite?.adapter(vu) ?? { enTete: vu, source: this.#source };
    const colonnes = apparierLesColonnes(enTete, source, this.#ouverte, constats);
    if (!colonnes) return;
    this.#puits.colonnes?.(colonnes);
    this.#masquage?.apparier(colonnes);
    const signaleur = new Signaleur(this.#ouverte.reperes, constats, colonnes.titres);
    const fins = new FinsDeLigne(colonnes, this.#ouverte.reperes);
    this.#lecteurs = {
      fins,
      imputations: new LecteurDImputations(source, colonnes, codes, connues),
      verificateur: new VerificateurDeLignes(colonnes, exercice, signaleur, fins, source.format.separateur),
      annees: new AnneeDesLignes(colonnes.date, source.date ?? '', exercice, signaleur),
      conformite,
      montants: new LecteurDeMontants(source, colonnes, base, signaleur),
      textes: TEXTES_PROPRES.map((champ) => lecteurDeCellule(champ, source, colonnes)),
      ecartees: new RangeesEcartees(source, colonnes, exercice),
      soupcons: new Soupcons({
        source,
        colonnes,
        reperes: this.#ouverte.reperes,
        base,
        codes,
        constats,
      }),
    };
    for (const donnee of basesDonnees(this.#source.montants, base))
      for (const { sommes } of Object.values(this.#lues)) sommes.set(donnee, 0);
  }

  #lireLigne(vu: Enregistrement, lecteurs: Lecteurs): void {
    const { imputations, verificateur, montants: lecteur, soupcons, annees, conformite, ecartees, fins } = lecteurs;
    if (vu.horsDesLignes !== undefined) {
      this.#ecarterPour(vu, { motif: vu.horsDesLignes }, lecteurs);
      return;
    }
    const place = verificateur.estPlace(vu);
    if (place) this.#masquage?.commencer(vu);
    const ecart = place ? ecartees.declaree(vu) : undefined;
    if (ecart) {
      const lu = lecteur.montantEcarte(vu, () => imputations.sensDe(vu));
      ecartees.noterDeclaree(ecart, lu, vu, this.#ouverte.reperes);
      this.#ecarter(vu, ecart.declare.motif, lu);
      return;
    }
    if (!verificateur.nombreDeChamps(vu)) return;
    if (!verificateur.colonnesSansTitre(vu) || !verificateur.cellules(vu)) return;
    const annee = annees.autreAnnee(vu);
    const autre = annee === undefined ? lecteur.autreBase(vu) : undefined;
    if (annee === 'illisible' || autre === 'inconnue') return;
    const raison = annee ?? autre;
    if (raison !== undefined) {
      this.#ecarterPour(vu, raison, lecteurs);
      return;
    }
    const montantsLus = lecteur.lire(vu);
    const coutTotal = lecteur.coutTotal(vu);
    const lue = imputations.lire(vu, montantsLus?.sens);
    const textes = lecteurs.textes.map((lire) => lire(vu));
    const nommee = verificateur.libelle(vu, textes);
    const bonne = verificateur.imputation(vu, lue) && nommee;
    if (!bonne || montantsLus === undefined || coutTotal === 'illisible') return;
    const { montants } = montantsLus;
    this.#masquees.compter(vu, montants[this.#contexte.base] ?? NUL, this.#ouverte.reperes);
    const lues = this.#lues[lue.imputation.sens];
    lues.lignes += 1;
    if (compterDans(lues, montants)) lues.lignesNegatives += 1;
    const ligne = new Ligne({
      imputation: lue.imputation,
      fichier: this.#source.nom,
      numero: vu.numero,
      empreinte: vu.empreinte,
      exercice: this.#contexte.exercice,
      textes,
      montants,
      coutTotal,
      montantEcrit: montantsLus.ecrit,
    });
    const masquee = this.#masquage?.masquer(ligne, vu, montants[this.#contexte.base] ?? NUL);
    const ditee = masquee?.ligne ?? ligne;
    const dit = masquee?.vu ?? vu;
    soupcons.ligne(ditee, dit);
    fins.noter(dit);
    conformite?.ligne(dit);
    this.#puits.ligne(ditee, dit);
  }

  #ecarterPour(vu: Enregistrement, raison: RaisonDEcart, lecteurs: Lecteurs): void {
    const { ecartees, montants, annees, imputations } = lecteurs;
    const lu = montants.montantEcarte(vu, () => imputations.sensDe(vu));
    ecartees.noter(raison, lu, vu, () => annees.place(vu, this.#ouverte.reperes));
    this.#ecarter(vu, raison.motif, lu);
  }

  #ecarter(vu: Enregistrement, motif: string, lu: MontantEcarte | undefined): void {
    const texte = this.#masquage?.texteDe(vu) ?? vu.texte();
    this.#puits.ecartee({
      fichier: this.#source.nom,
      numero: vu.numero,
      motif,
      montant: lu?.depenses,
      recettes: lu?.recettes,
      texte,
    });
  }
}

/** @returns whether an amount is below zero */
function compterDans({ sommes, negatives }: SommesLues, montants: Montants): boolean {
  let negative = false;
  for (const [base, somme] of sommes) {
    const centimes = montants[base] ?? 0;
    sommes.set(base, somme + centimes);
    if (centimes >= 0) continue;
    negatives.set(base, (negatives.get(base) ?? 0) + centimes);
    negative = true;
  }
  return negative;
}

function luDansUnSens({ lignes, sommes, lignesNegatives, negatives }: SommesLues): LuDansUnSens {
  return {
    lignes,
    montants: parBase(sommes),
    ...(lignesNegatives > 0 && { negatifs: { lignes: lignesNegatives, montants: parBase(negatives) } }),
  };
}

function parBase(sommes: ReadonlyMap<Base, number>): Partial<Record<Base, Montant>> {
  const montants: Partial<Record<Base, Montant>> = {};
  for (const base of BASES) {
    const somme = sommes.get(base);
    if (somme !== undefined) montants[base] = montant(somme);
  }
  return montants;
}

/** Whether a row that shows nothing holds a formula without a result; cells merged below others are only blank. */
function porteUneFaute(vu: Enregistrement): boolean {
  if (vu.defaut === undefined) return false;
  return vu.champs.some((_, rang) => (vu.defaut?.(rang)?.code ?? 'E-CELLULES-FUSIONNEES') !== 'E-CELLULES-FUSIONNEES');
}
