import type { Montant } from '../domain/argent/montant.ts';
import type { Predicat } from '../domain/conditions/attente.ts';
import { parcourirAttentes } from '../domain/conditions/condition.ts';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import { type Constat, Constats } from '../domain/constats/constat.ts';
import type { MasqueDeclare, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { CHAMPS_TEXTE, LIBELLES_DES_CODES, TEXTES_PROPRES } from '../domain/lignes/champs.ts';
import { type ImputationCommune, Ligne, type LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { commenceParTotal } from '../domain/textes/lexique.ts';
import { masquerLesMots, masquerLesNoms, motsDesNoms, NOM_MASQUE } from '../domain/textes/noms-masques.ts';
import { EnregistrementApprete, reperesDesRecus } from '../formats/apprets/appret.ts';
import type { Enregistrement, Place, Reperes, SourceOuverte } from '../formats/source-ouverte.ts';
import type { Colonnes } from './colonnes.ts';
import { compilerParTitres } from './compiler-par-titres.ts';
import { Releve } from './soupcons/soupcon.ts';

/** A record that is shown as XML may write a letter by its number: names are not found in it. */
const LETTRE_PAR_NUMERO = /&#?\w+;/;
/** What stands for a row set aside of which it is not known whom it names. */
const NON_MONTRE = '(enregistrement non montré)';
/** What findings quote of a record. */
const CITATION = /«[^»]*»/g;
const SEULS_EN_CLAIR = 'L’enregistrement n’est pas montré : masquer cache des noms de ce fichier.';

/**
 * Keeps the names of persons out of all that leaves the reading of one source: the texts of lines, the rows set aside, the words
 * and the excerpts of findings. What counts, numbers and fingerprints, is that of the record as received. A record of which it is
 * not known whether it names a person is not shown.
 */
export class Masquage {
  /** Where what is found in the source is told. */
  readonly constats: Constats;
  readonly #declare: MasqueDeclare;
  readonly #source: Pick<SourceDeclaree, 'nom' | 'fichier'>;
  readonly #champs: ReadonlySet<string>;
  #rangs: readonly number[] = [];
  #concerne: Predicat<Enregistrement> | undefined;
  #reperes: Reperes | undefined;
  /** The names of the record that is being read; `undefined` when it is not known which they are. */
  #noms: readonly string[] | undefined;
  #mots: ReadonlySet<string> = new Set();
  #lignes = 0;
  readonly #restes = new Releve();

  constructor(declare: MasqueDeclare, source: Pick<SourceDeclaree, 'nom' | 'fichier'>, constats: Constats) {
    this.#declare = declare;
    this.#source = source;
    this.#champs = new Set(declare.champs);
    this.constats = new ConstatsMasques(constats, (constat) => this.#masquerLeConstat(constat));
  }

  /** Lines of which a name was masked. */
  get lignes(): number {
    return this.#lignes;
  }

  /** The source, what it shows of a record being masked. */
  ouvrir(ouverte: SourceOuverte): SourceOuverte {
    const recus = reperesDesRecus(ouverte.reperes);
    this.#reperes = {
      champ: (vu, rang, partie) => this.#masquerLaPlace(recus.champ(vu, rang, partie)),
      enregistrement: (vu) => this.#masquerLaPlace(recus.enregistrement(vu)),
    };
    return { ...ouverte, reperes: this.#reperes };
  }

  apparier(colonnes: Colonnes): void {
    const { champs, condition } = this.#declare;
    this.#rangs = champs.flatMap((champ) => colonnes.champs.get(champ) ?? []);
    // A published layout may leave out a column: without what tells persons from others, all are masked.
    let toutes = true;
    if (condition)
      parcourirAttentes(condition, (titre) => {
        toutes &&= colonnes.titres.includes(titre);
      });
    this.#concerne = condition && toutes ? compilerParTitres(condition, colonnes) : undefined;
  }

  /** What comes names nobody: titles, and what is said of the whole file from what was masked already. */
  lireEnClair(): void {
    this.#noms = [];
  }

  commencer(vu: Enregistrement): void {
    // One cell alone may stand anywhere: nothing says what it is.
    if (vu.champs.filter((champ) => champ.trim() !== '').length < 2) return;
    this.#noms =
      this.#concerne?.(vu) === false ? [] : this.#rangs.map((rang) => vu.champ(rang).trim()).filter(estUnNom);
    if (this.#noms.length > 0) this.#mots = motsDesNoms(this.#noms);
  }

  finir(): void {
    this.#noms = undefined;
  }

  /** A good line and its record, as all that comes after may know them; nothing where they name nobody. */
  masquer(
    ligne: LigneBudgetaire,
    vu: Enregistrement,
    dansLaBase: Montant,
  ): { readonly ligne: LigneBudgetaire; readonly vu: Enregistrement } | undefined {
    const noms = this.#noms ?? [];
    if (noms.length === 0) return undefined;
    this.#lignes += 1;
    let reste = false;
    const masquerAilleurs = (texte: string) => {
      const masque = masquerLesNoms(texte, noms);
      reste ||= masque.reste;
      return masque.texte;
    };
    const textes = TEXTES_PROPRES.map((champ) => {
      const texte = ligne[CHAMPS_TEXTE[champ]];
      if (this.#champs.has(champ)) return estUnNom(texte) ? NOM_MASQUE : texte;
      return masquerAilleurs(texte);
    });
    const imputation = masquerLesLibelles(ligne.imputation, masquerAilleurs);
    if (reste) this.#restes.noter(ligne.numero, dansLaBase, () => this.#place(vu));
    const { fichier, numero, empreinte, exercice, montants, coutTotal, montantEcrit } = ligne;
    const champs = vu.champs.map((champ, rang) =>
      this.#rangs.includes(rang) && estUnNom(champ.trim()) ? NOM_MASQUE : masquerLesNoms(champ, noms).texte,
    );
    return {
      ligne: new Ligne({ imputation, fichier, numero, empreinte, exercice, textes, montants, coutTotal, montantEcrit }),
      vu: new EnregistrementApprete(vu, champs),
    };
  }

  /** A record as it was received, but for names. */
  texteDe(vu: Enregistrement): string {
    if (this.#noms?.length === 0) return vu.texte();
    const texte = vu.texte();
    return this.#noms === undefined || LETTRE_PAR_NUMERO.test(texte)
      ? NON_MONTRE
      : masquerLesMots(texte, this.#mots).texte;
  }

  /** Tells what the mask did not do: no line, or a word of a name that is left elsewhere. */
  signaler(): void {
    if (this.#lignes === 0 && !this.#declare.duDossier)
      this.constats.ajouter({
        code: 'A-MASQUE-SANS-EFFET',
        lieu: this.#declare.lieu,
        message: `aucun nom n’est masqué dans ${this.#source.nom}`,
        remede: 'Vérifiez les champs et la condition de masquer ; retirez-le si ce fichier ne nomme personne.',
      });
    const { place } = this.#restes;
    if (place === undefined) return;
    this.constats.ajouter({
      code: 'A-NOM-RESTANT',
      ...place,
      message: `un mot d’un nom masqué reste dans un autre texte de la ligne : ${this.#restes.enMots()}`,
      remede:
        'Si c’est la personne, ajoutez ce champ sous masquer, ou faites retirer le nom par le secteur ; si c’est un autre mot (France, Maurice), rien.',
    });
  }

  #place(vu: Enregistrement): Place {
    if (this.#reperes === undefined) throw new Error('une source masquée s’ouvre avant d’être lue');
    return this.#reperes.enregistrement(vu);
  }

  #masquerLaPlace({ lieu, extrait }: Place): Place {
    if (this.#noms?.length === 0) return { lieu, extrait };
    if (this.#noms === undefined || LETTRE_PAR_NUMERO.test(extrait.texte))
      return { lieu, extrait: { texte: '', debut: 0, fin: 0 } };
    const { texte, deplacer } = masquerLesMots(extrait.texte, this.#mots);
    return { lieu, extrait: { texte, debut: deplacer(extrait.debut), fin: deplacer(extrait.fin) } };
  }

  #masquerLeConstat(constat: Constat): Constat {
    const { extrait, ...reste } = constat;
    const { nom, fichier } = this.#source;
    const dIci = constat.lieu.fichier === nom || constat.lieu.fichier === fichier;
    if (!dIci || this.#noms?.length === 0) return constat;
    if (this.#noms === undefined)
      return extrait === undefined ? constat : { ...reste, remede: `${constat.remede} ${SEULS_EN_CLAIR}` };
    const citer = (texte: string) => texte.replace(CITATION, (citation) => masquerLesMots(citation, this.#mots).texte);
    const place = extrait && this.#masquerLaPlace({ lieu: constat.lieu, extrait });
    return { ...constat, message: citer(constat.message), remede: citer(constat.remede), ...place };
  }
}

/** An imputation of which the labels name nobody: itself, but for those that did. */
function masquerLesLibelles(imputation: ImputationCommune, masquer: (texte: string) => string): ImputationCommune {
  const masques = LIBELLES_DES_CODES.flatMap((champ) => {
    const propriete = CHAMPS_TEXTE[champ];
    const masque = masquer(imputation[propriete]);
    return masque === imputation[propriete] ? [] : [[propriete, masque]];
  });
  return masques.length === 0 ? imputation : { ...imputation, ...Object.fromEntries(masques) };
}

/** A total is nobody's name: it stays to be seen as one. */
function estUnNom(texte: string): boolean {
  return texte !== '' && !commenceParTotal(texte);
}

/** Findings of which names are masked before anybody keeps or counts them. */
class ConstatsMasques extends Constats {
  readonly #vers: Constats;
  readonly #masquer: (constat: Constat) => Constat;

  constructor(vers: Constats, masquer: (constat: Constat) => Constat) {
    super(vers.bornes);
    this.#vers = vers;
    this.#masquer = masquer;
  }

  override ajouter(constat: Constat): void {
    this.#vers.ajouter(this.#masquer(constat));
  }
  override gardera(code: CodeConstat, fichier: string): boolean {
    return this.#vers.gardera(code, fichier);
  }
  override get erreurs(): number {
    return this.#vers.erreurs;
  }
  override get enErreur(): boolean {
    return this.#vers.enErreur;
  }
}
