import { NUL } from '../../domain/argent/montant.ts';
import { type AvisSurLeZero, ZerosPerdus } from '../../domain/codes/zeros-perdus.ts';
import { type ImputationCommune, type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { abreger } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, placeDuChamp, Releve, type Soupcon } from './soupcon.ts';

/** Codes that a message quotes. */
const EXEMPLES = 3;
/** From how many functions, of how many first digits, a column that has none in 0 is not that of one sector. */
const FONCTIONS_D_UN_BUDGET = 8;
const FAMILLES_D_UN_BUDGET = 4;

const REMEDES: Readonly<Record<AvisSurLeZero, string>> = {
  perdu:
    'Ajoutez « completer_zeros: [fonction] » à cette source : les zéros reviennent, le fichier reste tel que reçu. ',
  douteux: 'Redemandez le fichier, cette colonne au format Texte, ou avec l’intitulé des fonctions. ',
  juste: '',
};

/**
 * Functions that lost their zero and that the norm has without it too: read as they are, they would be others. Told by their
 * labels; or, where these say nothing, by a whole budget without any function in 0.
 */
export class ZerosDesFonctions implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #declares: ReadonlyMap<string, string> | undefined;
  readonly #avis: ParImputation<AvisSurLeZero | null>;
  readonly #completes: boolean;
  readonly #fonctions = new Set<string>();
  readonly #perdus = new Releve();
  readonly #douteux = new Releve();
  readonly #exemples = new Map<AvisSurLeZero, Map<string, string>>([
    ['perdu', new Map()],
    ['douteux', new Map()],
  ]);

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    const { nomenclature, vote } = contexte.codes;
    const zeros = new ZerosPerdus(nomenclature, vote);
    this.#declares = contexte.source.valeurs.get('fonction');
    this.#completes = contexte.source.apprets.some(({ cle }) => cle === 'completer_zeros');
    this.#avis = new ParImputation((imputation) => this.#juger(imputation, zeros));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const avis = this.#avis.lire(ligne.imputation);
    if (avis !== null && avis !== 'juste') this.#noter(avis === 'perdu' ? this.#perdus : this.#douteux, ligne, vu);
  }

  #noter(releve: Releve, ligne: LigneBudgetaire, vu: Enregistrement): void {
    releve.noter(ligne.numero, ligne.montants[this.#contexte.base] ?? NUL, () =>
      placeDuChamp(this.#contexte, 'fonction', vu),
    );
  }

  fin(): void {
    const complete = this.#completes;
    const sansZero = ![...this.#fonctions].some((fonction) => fonction.startsWith('0'));
    if (this.#perdus.lignes > 0) {
      const reste = this.#douteux.lignes;
      const autres =
        reste === 0
          ? ''
          : ` ; de ${reste === 1 ? '1 autre ligne' : `${formaterEntier(reste)} autres lignes`}, rien ne dit ce qu’il en est`;
      this.#dire(
        sansZero ? 'E-ZEROS-PERDUS' : 'A-ZEROS-PERDUS',
        'perdu',
        `des fonctions ont sans doute perdu leur zéro, d’après leur libellé : ${this.#citer('perdu')} ; ${this.#perdus.enMots()}${autres}`,
      );
    } else if (this.#douteux.lignes > 0 && (complete || (sansZero && this.#estUnBudget())))
      this.#dire(
        complete ? 'E-ZEROS-PERDUS' : 'A-ZEROS-PERDUS',
        'douteux',
        complete
          ? `rien ne dit si ces fonctions ont perdu leur zéro : ${this.#citer('douteux')} ; ${this.#douteux.enMots()}`
          : `aucune fonction de ce fichier ne commence par 0 : ces codes ont peut-être perdu le leur : ${this.#citer('douteux')} ; ${this.#douteux.enMots()}`,
      );
  }

  #juger({ fonction, chapitre, fonctionLibelle: libelle }: ImputationCommune, zeros: ZerosPerdus) {
    if (fonction === '' || !this.#contexte.codes.nomenclature.connait('fonction')) return null;
    this.#fonctions.add(fonction);
    if (this.#declares?.has(fonction)) return null;
    const avis = zeros.avis(fonction, chapitre, libelle) ?? null;
    const exemples = avis === null ? undefined : this.#exemples.get(avis);
    if (exemples !== undefined && exemples.size < EXEMPLES && !exemples.has(fonction)) exemples.set(fonction, libelle);
    return avis;
  }

  #estUnBudget(): boolean {
    const familles = new Set([...this.#fonctions].map((fonction) => fonction[0]));
    return this.#fonctions.size >= FONCTIONS_D_UN_BUDGET && familles.size >= FAMILLES_D_UN_BUDGET;
  }

  #citer(avis: AvisSurLeZero): string {
    return [...(this.#exemples.get(avis) ?? [])]
      .map(([code, libelle]) =>
        avis === 'perdu' ? `« ${code} », « ${abreger(libelle)} », serait « 0${code} »` : `« ${code} » ou « 0${code} »`,
      )
      .join(', ');
  }

  #dire(code: 'E-ZEROS-PERDUS' | 'A-ZEROS-PERDUS', avis: AvisSurLeZero, message: string): void {
    const [premiere = ''] = this.#exemples.get(avis)?.keys() ?? [];
    const { source, constats } = this.#contexte;
    constats.ajouter({
      code,
      lieu: { fichier: source.nom },
      ...(avis === 'perdu' ? this.#perdus : this.#douteux).place,
      message,
      remede: `${this.#completes ? '' : REMEDES[avis]}Si un code est le bon, ou en est un autre, dites-le : valeurs: { fonction: { "${premiere}": "0${premiere}" } }.`,
    });
  }
}
