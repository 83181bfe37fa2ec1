import { join } from 'node:path';
import { BASES, type Base } from '../domain/base.ts';
import { compilerCondition, type Predicat } from '../domain/condition-evaluation.ts';
import type { Constats } from '../domain/constat.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import { type Montant, montant } from '../domain/montant.ts';
import type { EcartDeclare, SourceDeclaree } from '../domain/source-declaree.ts';
import type { SourceLue } from '../domain/source-lue.ts';
import { estVide, type FauteCsv } from '../files/csv-format.ts';
import { type EnregistrementCsv, readCsvRecords } from '../files/csv-records.ts';
import { direNonTexte, reconnaitreFichierNonTexte } from '../files/not-text.ts';
import { systemFailure } from '../files/system-failure.ts';
import type { ReglesDesCodes } from './codes.ts';
import { type Colonnes, matchColumns } from './columns.ts';
import { checkControl } from './control.ts';
import { direFauteCsv } from './csv-faults.ts';
import { LecteurDImputations } from './imputations.ts';
import { creerMappeur } from './line-mapper.ts';
import { VerificateurDeLignes } from './record-checks.ts';

/** What is needed to read a source, beside its declaration. */
export interface ContexteIngestion {
  readonly racine: string;
  readonly exercice: string;
  readonly base: Base;
  readonly codes: ReglesDesCodes;
  readonly constats: Constats;
}

/** A row that a declared condition left out: counted, listed, never a line. */
export interface LigneEcartee {
  readonly fichier: string;
  readonly numero: number;
  readonly motif: string;
  /** The record as received, without its line end. */
  readonly texte: string;
}

/** What to do with what is read, while it is read. */
export interface Puits {
  ligne(ligne: LigneBudgetaire): void;
  ecartee(ligne: LigneEcartee): void;
}

/**
 * Reads one source, record by record, as its declaration says. Every record ends as a line, as a row left out, as a blank
 * row counted, or as an error told: never in silence. All errors of the file come in one go.
 * @returns what was read, counted here and not by those who receive the lines
 */
export async function readSource(
  source: SourceDeclaree,
  contexte: ContexteIngestion,
  puits: Puits,
): Promise<SourceLue | undefined> {
  const avant = contexte.constats.erreurs;
  const lecture = new LectureDeSource(source, contexte, puits);
  try {
    const chemin = join(contexte.racine, source.fichier);
    const nonTexte = reconnaitreFichierNonTexte(chemin);
    if (nonTexte !== undefined) {
      contexte.constats.ajouter({
        code: 'E-ENCODAGE',
        gravite: 'erreur',
        lieu: { fichier: source.fichier },
        ...direNonTexte(nonTexte, 'source'),
      });
      return undefined;
    }
    const fichierLu = await readCsvRecords(chemin, source, lecture);
    const lue: SourceLue = { ...lecture.bilan(), ...fichierLu };
    lecture.exigerUnEnTete();
    // Sums of a file that was only half understood would differ from what was announced: nothing new to tell.
    if (contexte.constats.erreurs === avant) checkControl(source, lue, contexte.constats);
    return lue;
  } catch (erreur) {
    if (!(erreur instanceof Error && 'syscall' in erreur)) throw erreur;
    contexte.constats.ajouter({
      code: 'E-FICHIER-ILLISIBLE',
      gravite: 'erreur',
      lieu: { fichier: source.fichier },
      message: `fichier illisible : ${systemFailure(erreur) ?? String(erreur)}`,
      remede: 'Vérifiez que vous avez le droit de lire ce fichier et qu’aucun autre programme ne le tient ouvert.',
    });
    return undefined;
  }
}

interface Ecart {
  readonly declare: EcartDeclare;
  readonly predicat: Predicat<readonly string[]>;
  lignes: number;
}

/** What reads the records of a source once its header is known. */
interface Lecteurs {
  readonly imputations: LecteurDImputations;
  readonly verificateur: VerificateurDeLignes;
  readonly mapper: ReturnType<typeof creerMappeur>;
}

/** One reading of one source: the visitor of its records. */
class LectureDeSource {
  readonly #source: SourceDeclaree;
  readonly #contexte: ContexteIngestion;
  readonly #puits: Puits;
  #enTeteVu = false;
  #lecteurs: Lecteurs | undefined;
  #ecarts: Ecart[] = [];
  #lignes = 0;
  #lignesVides = 0;
  readonly #sommes = new Map<Base, number>();

  constructor(source: SourceDeclaree, contexte: ContexteIngestion, puits: Puits) {
    this.#source = source;
    this.#contexte = contexte;
    this.#puits = puits;
  }

  enregistrement(vu: EnregistrementCsv): void {
    if (estVide(vu.champs)) {
      this.#lignesVides += 1;
    } else if (!this.#enTeteVu) {
      this.#lireEnTete(vu);
    } else if (this.#lecteurs) {
      this.#lireLigne(vu, this.#lecteurs);
    }
  }

  faute(faute: FauteCsv): void {
    direFauteCsv(faute, this.#source, this.#contexte.constats);
    this.#enTeteVu = true;
  }

  exigerUnEnTete(): void {
    if (this.#enTeteVu) return;
    this.#contexte.constats.ajouter({
      code: 'E-COLONNE-ABSENTE',
      gravite: 'erreur',
      lieu: { fichier: this.#source.fichier },
      message: 'le fichier est vide : il n’a pas de ligne de titres',
      remede: 'Redemandez le fichier au secteur, ou vérifiez preambule dans exercice.yaml.',
    });
  }

  bilan() {
    for (const { declare, lignes } of this.#ecarts)
      if (lignes === 0)
        this.#contexte.constats.ajouter({
          code: 'A-ECART-SANS-EFFET',
          gravite: 'avertissement',
          lieu: declare.lieu,
          message: `aucune ligne de ${this.#source.fichier} ne remplit cette condition (« ${declare.motif} »)`,
          remede: 'Vérifiez la condition ; retirez-la si le fichier n’en a plus besoin.',
        });
    const montants: Partial<Record<Base, Montant>> = {};
    for (const base of BASES) {
      const total = this.#sommes.get(base);
      if (total !== undefined) montants[base] = montant(total);
    }
    return {
      fichier: this.#source.fichier,
      secteur: this.#source.constantes.get('secteur') ?? '',
      organisme: this.#source.constantes.get('organisme') ?? '',
      encodage: this.#source.encodage,
      lignes: this.#lignes,
      lignesVides: this.#lignesVides,
      montants,
      misesAEcart: this.#ecarts.map(({ declare, lignes }) => ({ motif: declare.motif, lignes })),
    };
  }

  #lireEnTete(vu: EnregistrementCsv): void {
    const { champs, numero } = vu;
    this.#enTeteVu = true;
    const { constats, exercice, codes } = this.#contexte;
    const colonnes = matchColumns({ champs, numero, texte: vu.texte() }, this.#source, constats);
    if (!colonnes) return;
    this.#lecteurs = {
      imputations: new LecteurDImputations(this.#source, colonnes, codes),
      verificateur: new VerificateurDeLignes(this.#source, colonnes, this.#contexte),
      mapper: creerMappeur(this.#source, colonnes, exercice),
    };
    this.#ecarts = this.#source.ecarts.map((declare) => ({
      declare,
      predicat: compilerEcart(declare, colonnes),
      lignes: 0,
    }));
    for (const base of colonnes.montants.keys()) this.#sommes.set(base, 0);
  }

  #lireLigne(vu: EnregistrementCsv, { imputations, verificateur, mapper }: Lecteurs): void {
    if (!verificateur.nombreDeChamps(vu)) return;
    const { champs, numero, empreinte } = vu;
    const ecart = this.#ecarts.find(({ predicat }) => predicat(champs));
    if (ecart) {
      ecart.lignes += 1;
      this.#puits.ecartee({ fichier: this.#source.fichier, numero, motif: ecart.declare.motif, texte: vu.texte() });
      return;
    }
    if (!verificateur.colonnesSansTitre(vu)) return;
    const lue = imputations.lire(champs);
    const nommee = verificateur.libelle(vu);
    const bonne = verificateur.imputation(vu, lue) && nommee;
    const montants = verificateur.montants(vu);
    const coutTotal = verificateur.coutTotal(vu);
    if (!bonne || montants === undefined || coutTotal === 'illisible') return;
    verificateur.ligneDeTotal(vu, montants);
    this.#lignes += 1;
    for (const [base, somme] of this.#sommes) this.#sommes.set(base, somme + (montants[base] ?? 0));
    this.#puits.ligne(mapper({ champs, numero, empreinte, imputation: lue.imputation, montants, coutTotal }));
  }
}

function compilerEcart(declare: EcartDeclare, colonnes: Colonnes): Predicat<readonly string[]> {
  return compilerCondition<readonly string[]>(declare.condition, {
    texte: (colonne) => {
      const rang = colonnes.titres.indexOf(colonne);
      return rang < 0 ? undefined : (champs) => (champs[rang] ?? '').trim();
    },
    estCode: () => false,
  });
}
