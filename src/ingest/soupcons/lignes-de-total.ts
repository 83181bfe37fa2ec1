import { type Montant, NUL } from '../../domain/argent/montant.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { commenceParTotal, debutDeDetail } from '../../domain/textes/lexique.ts';
import { abreger } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { CellulesRemplies, SommesDesLignes } from './sommes-des-lignes.ts';
import { type ContexteDeSoupcon, type Endroit, placeDuChamp, Releve, type Soupcon } from './soupcon.ts';
import { SousTotauxParCodes } from './sous-totaux-par-codes.ts';
import { type Chapeau, ChapeauxDeDetails, TetesDeGroupes } from './tetes-de-groupes.ts';

/** Nearly all labels are told apart by their first letter, which spares reading on. */
const AUTRES_DEBUTS = lettres('bcdefghijklmnopquvwxyz0123456789_');

type Raison = 'libelle' | 'avant' | 'apres';

/** The first total that was found, and why it is taken for one. */
interface Premier {
  readonly texte: string;
  readonly raison: Raison;
}

const RAISONS: Readonly<Record<Raison, string>> = {
  libelle: ' ressemble à une ligne de total',
  avant: ' fait au centime la somme de lignes qui la précèdent',
  apres: ' fait au centime la somme de son détail, qui la suit',
};

/**
 * Rows that sum up others, whose euros would count twice: they say so, or their amount is to the cent that of the lines just
 * before them, or of their details just after.
 */
export class LignesDeTotal implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #sommes = new SommesDesLignes();
  readonly #remplies = new CellulesRemplies();
  readonly #chapeaux: ChapeauxDeDetails;
  readonly #tetes: TetesDeGroupes;
  readonly #parCodes: SousTotauxParCodes;
  /** Totals told when their lines are known, which may be found in several ways. */
  readonly #dits = new Set<number>();
  readonly #releve = new Releve();
  #premier: Premier = { texte: '', raison: 'libelle' };
  /** Totals found above their details, kept until one has two details or more: a single one proves little. */
  readonly #enAttente: Chapeau[] = [];
  #chapeauSur = false;
  /** The last line, when its amount might be that of those before it: a total ends many files. */
  #derniere:
    | { readonly numero: number; readonly montant: Montant; readonly place: Endroit; readonly texte: string }
    | undefined;

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    this.#chapeaux = new ChapeauxDeDetails((chapeau) => this.#noterChapeau(chapeau));
    this.#tetes = new TetesDeGroupes((tete) => this.#noterUneFois(tete, 'apres'));
    this.#parCodes = new SousTotauxParCodes(contexte.base, (trouve, ou) => this.#noterUneFois(trouve, ou));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const montant = ligne.montants[this.#contexte.base] ?? NUL;
    const cellules = this.#remplies.lire(ligne);
    this.#derniere = undefined;
    const texte = ligne.libelle === '' ? ligne.beneficiaire : ligne.libelle;
    // A part of the line above it is told as such, and is in no sum.
    if (debutDeDetail(texte) !== undefined) return;
    const leDit = AUTRES_DEBUTS[texte.charCodeAt(0)] !== 1 && commenceParTotal(texte);
    const total = leDit ? 'sur' : this.#sommes.comparer(ligne, montant, cellules);
    if (total === 'sur') {
      this.#noterLigne(ligne, montant, { texte, raison: leDit ? 'libelle' : 'avant' }, vu);
      this.#sommes.clore();
      return;
    }
    if (total === 'possible')
      this.#derniere = { numero: ligne.numero, montant, texte: abreger(texte), place: this.#place(ligne, vu) };
    this.#sommes.ajouter(ligne, montant, cellules);
    this.#chapeaux.ligne(ligne, montant, cellules);
    this.#tetes.ligne(ligne, montant, cellules);
    this.#parCodes.ligne(ligne, montant);
  }

  fin(): void {
    this.#chapeaux.fin();
    this.#tetes.fin();
    this.#parCodes.fin();
    const derniere = this.#derniere;
    if (derniere !== undefined && !this.#dits.has(derniere.numero))
      this.#noter(derniere.numero, derniere.montant, { texte: derniere.texte, raison: 'avant' }, () => derniere.place);
    const { place } = this.#releve;
    if (place === undefined) return;
    const { texte, raison } = this.#premier;
    const une = this.#releve.lignes === 1;
    this.#contexte.constats.ajouter({
      code: 'A-LIGNE-DE-TOTAL',
      ...place,
      message: une
        ? `« ${texte} »${RAISONS[raison]} ; ses ${this.#releve.euros} sont comptés`
        : `des lignes ressemblent à des totaux, et sont comptées : ${this.#releve.enMots()} ; la première, « ${texte} »${raison === 'libelle' ? '' : `,${RAISONS[raison]}`}`,
      remede: `Si ${une ? 'c’est un total ou un report' : 'ce sont des totaux ou des reports'}, écartez-${une ? 'la' : 'les'} sous lignes_a_ecarter, avec un motif : ${une ? 'elle compterait' : 'ils compteraient'} double.`,
    });
  }

  #noterLigne(ligne: LigneBudgetaire, dansLaBase: Montant, premier: Premier, vu: Enregistrement): void {
    this.#noter(ligne.numero, dansLaBase, premier, () => this.#place(ligne, vu));
  }

  #noter(numero: number, dansLaBase: Montant, premier: Premier, place: () => Endroit): void {
    if (this.#releve.lignes === 0) this.#premier = { ...premier, texte: abreger(premier.texte) };
    this.#releve.noter(numero, dansLaBase, place);
  }

  #noterChapeau(chapeau: Chapeau): void {
    this.#enAttente.push(chapeau);
    if (chapeau.details > 1) this.#chapeauSur = true;
    if (!this.#chapeauSur) {
      if (this.#enAttente.length > CHAPEAUX_EN_ATTENTE) this.#enAttente.shift();
      return;
    }
    for (const enAttente of this.#enAttente.splice(0)) this.#noterUneFois(enAttente, 'apres');
  }

  #noterUneFois({ numero, montant, texte }: Chapeau, raison: Raison): void {
    if (this.#dits.has(numero)) return;
    if (this.#dits.size < DITS_MAX) this.#dits.add(numero);
    const lieu = { fichier: this.#contexte.source.nom, ligne: numero };
    this.#noter(numero, montant, { texte, raison }, () => ({ lieu }));
  }

  #place(ligne: LigneBudgetaire, vu: Enregistrement): Endroit {
    return placeDuChamp(this.#contexte, ligne.libelle === '' ? 'beneficiaire' : 'libelle', vu);
  }
}

/** Totals above a single detail that are kept for a surer one to come. */
const CHAPEAUX_EN_ATTENTE = 1_000;
/** Totals that are remembered as told. */
const DITS_MAX = 10_000;

/** A table of some letters of ASCII, capitals included. */
function lettres(petites: string): Uint8Array {
  return Uint8Array.from({ length: 0x80 }, (_, code) =>
    petites.includes(String.fromCharCode(code).toLowerCase()) ? 1 : 0,
  );
}
