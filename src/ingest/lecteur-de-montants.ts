import { BASES, type Base } from '../domain/argent/base.ts';
import { expliquerMontant } from '../domain/argent/expliquer-montant.ts';
import { type Fraction, fraction, lireFraction } from '../domain/argent/fraction.ts';
import { lireMontant, lireNotationSimple, type Montant, montant } from '../domain/argent/montant.ts';
import type { ColonnesDUneBase } from '../domain/argent/montants-declares.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { Montants, Sens } from '../domain/lignes/ligne-budgetaire.ts';
import { abreger, plier } from '../domain/textes/texte.ts';
import { formatDe } from '../formats/formats.ts';
import type { Enregistrement } from '../formats/source-ouverte.ts';
import type { Colonnes } from './colonnes.ts';
import type { MontantEcarte, RaisonDEcart } from './rangees-ecartees.ts';
import type { Signaleur } from './signaleur.ts';

/** The amounts of a record; its sense too, where the layout of the amounts says it. */
interface MontantsLus {
  readonly montants: Montants;
  readonly sens?: Sens;
  /** The amount in the base of the dossier before its share is taken, where there are shares. */
  readonly ecrit?: Montant;
}

/**
 * Cents that the amounts of one source may add up to, their signs and bases aside: more than nine hundred billion euros. The
 * sums of a hundred sources are then counted to the cent, in whatever order.
 */
const CUMUL_MAX = Math.floor(Number.MAX_SAFE_INTEGER / 100);

type Cellule = Montant | undefined | 'illisible';
/** The amount of a base, with the sense that its column says and the rank of that column. */
type MontantLu = [Base, Cellule, Sens | undefined, number];

/** Reads the amounts of the records of one source, in whatever way its columns lay them out. */
export class LecteurDeMontants {
  readonly #source: SourceDeclaree;
  readonly #colonnes: Colonnes;
  readonly #base: Base;
  readonly #signaleur: Signaleur;
  /** The columns, where each base has one of its own and nothing is to be done with what is read there. */
  readonly #simples: readonly { readonly base: Base; readonly rang: number }[] | undefined;
  #cumul = 0;
  #cumulEcarte = 0;

  constructor(source: SourceDeclaree, colonnes: Colonnes, base: Base, signaleur: Signaleur) {
    this.#source = source;
    this.#colonnes = colonnes;
    this.#base = base;
    this.#signaleur = signaleur;
    this.#simples = source.negatifEstRecette ? undefined : colonnesSimples(colonnes);
  }

  /** Why a record of another base than the dossier's is set aside; an unknown word is told as a fault. */
  autreBase(vu: Enregistrement): RaisonDEcart | 'inconnue' | undefined {
    const declares = this.#colonnes.montants;
    if (declares.forme === 'colonnes') return undefined;
    const mot = vu.champ(declares.base).trim();
    const nommee = declares.mots.get(plier(mot));
    if (nommee === this.#base) return undefined;
    if (nommee !== undefined) return { motif: `Montant d’une autre base : « ${mot} »`, autreBase: true };
    this.#signaleur.dire(vu, declares.base, {
      code: 'E-VALEUR-INCONNUE',
      message:
        mot === '' ? 'rien ne dit de quelle base est ce montant' : `« ${abreger(mot)} » n’est pas une base connue`,
      remede: 'Déclarez ce mot sous montants_nommes, mots ; « aucune » écarte les lignes qui le portent.',
    });
    return 'inconnue';
  }

  /** The amounts of the record, `undefined` when one is unreadable or the base of the dossier is empty. */
  lire(vu: Enregistrement): MontantsLus | undefined {
    const simples = this.#lireSimples(vu);
    if (simples !== undefined) return simples;
    const declares = this.#colonnes.montants;
    const lus: MontantLu[] = [];
    if (declares.forme === 'base_nommee')
      lus.push([this.#base, this.#montant(vu, declares.montant), undefined, declares.montant]);
    else
      for (const base of BASES) {
        const colonnes = declares.bases.get(base);
        if (colonnes !== undefined) lus.push([base, ...this.#montantDeBase(vu, colonnes)]);
      }
    if (lus.some(([, lu]) => lu === 'illisible')) return undefined;
    const absent = lus.find(([base, lu]) => base === this.#base && lu === undefined);
    if (absent !== undefined) {
      this.#direAbsent(vu, absent[3]);
      return undefined;
    }
    const partages = this.#partager(vu, lus);
    const assembles = partages && this.#assembler(vu, partages);
    const ecrit = this.#colonnes.part === undefined ? undefined : lus.find(([base]) => base === this.#base)?.[1];
    if (assembles === undefined || typeof ecrit !== 'number') return assembles;
    return { ...assembles, ecrit: this.#source.negatifEstRecette ? montant(Math.abs(ecrit)) : ecrit };
  }

  /**
   * What a row that is left out weighs, in the base of the dossier or in the one that it names; `undefined` where no amount can
   * be read, which is no fault: the row may be a heading.
   */
  montantEcarte(vu: Enregistrement, sens: () => Sens): MontantEcarte | undefined {
    const { montants, part: rangDePart } = this.#colonnes;
    const colonnes = montants.forme === 'base_nommee' ? montants : montants.bases.get(this.#base);
    if (colonnes === undefined) return undefined;
    if ('montant' in colonnes) {
      const lu = this.#celluleEcartee(vu, colonnes.montant, rangDePart);
      if (lu === undefined) return undefined;
      if (this.#source.negatifEstRecette) return lu < 0 ? { recettes: montant(-lu) } : { depenses: lu };
      return sens() === 'recette' ? { recettes: lu } : { depenses: lu };
    }
    const depenses = this.#celluleEcartee(vu, colonnes.depense, rangDePart);
    const recettes = this.#celluleEcartee(vu, colonnes.recette, rangDePart);
    if (depenses === undefined && recettes === undefined) return undefined;
    // A cell of zero beside an amount is the side of which the row says nothing.
    const tait = (ici: Montant | undefined, la: Montant | undefined) => ici === 0 && la !== undefined && la !== 0;
    return {
      ...(depenses !== undefined && !tait(depenses, recettes) && { depenses }),
      ...(recettes !== undefined && !tait(recettes, depenses ?? undefined) && { recettes }),
    };
  }

  #celluleEcartee(vu: Enregistrement, rang: number, rangDePart: number | undefined): Montant | undefined {
    const lecture = lireMontant(vu.champ(rang), this.#source);
    if (lecture.etat !== 'lu') return undefined;
    const lu = lecture.montant;
    const part = rangDePart === undefined ? undefined : lirePartDuMontant(vu.champ(rangDePart));
    const retenu = (part && prendrePart(lu, part)) ?? lu;
    const cumul = this.#cumulEcarte + Math.abs(retenu);
    if (cumul > CUMUL_MAX) return undefined;
    this.#cumulEcarte = cumul;
    return retenu;
  }

  /** The amounts of most records; `undefined` when one of them is not written as most are. */
  #lireSimples(vu: Enregistrement): MontantsLus | undefined {
    if (this.#simples === undefined) return undefined;
    const montants: Partial<Record<Base, Montant>> = {};
    let cumul = this.#cumul;
    for (const { base, rang } of this.#simples) {
      const cellule = vu.champ(rang);
      if (cellule === '' && base !== this.#base) continue;
      const lu = lireNotationSimple(cellule, this.#source);
      if (lu === undefined) return undefined;
      montants[base] = lu;
      cumul += Math.abs(lu);
    }
    if (cumul > CUMUL_MAX) return undefined;
    this.#cumul = cumul;
    return { montants };
  }

  /** The same amounts, less what is not the line's, where the source writes them before they are split. */
  #partager(vu: Enregistrement, lus: readonly MontantLu[]): readonly MontantLu[] | undefined {
    const rang = this.#colonnes.part;
    if (rang === undefined) return lus;
    const ecrite = vu.champ(rang);
    const part = lirePartDuMontant(ecrite);
    const retenus = lus.map(([base, lu, ...reste]): MontantLu => {
      const retenu = typeof lu !== 'number' || part === undefined ? lu : (prendrePart(lu, part) ?? 'illisible');
      return [base, retenu, ...reste];
    });
    const partage = part !== undefined && !retenus.some(([, retenu]) => retenu === 'illisible');
    if (partage) return retenus;
    this.#signaleur.dire(vu, rang, {
      code: 'E-PART-DE-MONTANT',
      message:
        part === undefined
          ? ecrite.trim() === ''
            ? 'rien ne dit quelle part du montant revient à cette ligne'
            : `« ${abreger(ecrite)} » n’est pas une part du montant`
          : `cette part (${abreger(ecrite)}) du montant ne tombe pas juste, au centime`,
      remede:
        part === undefined
          ? 'Une part va de 0.01 à 1 (1 : tout le montant), ou s’écrit 45 %. Sans elle, un montant partagé compterait plusieurs fois : faites compléter la ligne.'
          : 'Demandez le montant de chaque bénéficiaire : l’outil n’arrondit pas un montant reçu.',
    });
    return undefined;
  }

  /** The total cost, where the source gives it; `illisible` when it is not an amount. */
  coutTotal(vu: Enregistrement): Cellule {
    const rang = this.#colonnes.champs.get('cout_total');
    return rang === undefined ? undefined : this.#montant(vu, rang);
  }

  #assembler(vu: Enregistrement, lus: readonly MontantLu[]): MontantsLus | undefined {
    const montants: Partial<Record<Base, Montant>> = {};
    let sens: Sens | undefined;
    for (const [base, lu, dit, rang] of lus) {
      if (typeof lu !== 'number') continue;
      const negatif = this.#source.negatifEstRecette;
      montants[base] = negatif && lu < 0 ? montant(-lu) : lu;
      if (!this.#compter(vu, lu, rang)) return undefined;
      const sensDuMontant = negatif && lu !== 0 ? (lu < 0 ? 'recette' : 'depense') : dit;
      if (sensDuMontant === undefined) continue;
      if (sens !== undefined && sens !== sensDuMontant) {
        this.#signaleur.dire(vu, rang, {
          code: 'E-SENS-DOUBLE',
          message: 'cette ligne est une dépense dans une base et une recette dans une autre',
          remede: 'Demandez au secteur deux lignes, ou écartez celle-ci dans exercice.yaml avec un motif.',
        });
        return undefined;
      }
      sens = sensDuMontant;
    }
    const ditLeSens = this.#source.negatifEstRecette || lus.some(([, , dit]) => dit !== undefined);
    return { montants, ...(sens === undefined ? (ditLeSens ? { sens: 'depense' } : {}) : { sens }) };
  }

  /** Whether the amounts can still be summed to the cent; tells the first one with which they cannot. */
  #compter(vu: Enregistrement, lu: Montant, rang: number): boolean {
    const dejaDit = this.#cumul > CUMUL_MAX;
    this.#cumul += Math.abs(lu);
    if (this.#cumul <= CUMUL_MAX) return true;
    if (!dejaDit)
      this.#signaleur.dire(vu, rang, {
        code: 'E-MONTANT-ILLISIBLE',
        message: `avec « ${abreger(vu.champ(rang))} », les montants de ce fichier passent neuf cents milliards d’euros`,
        remede:
          'Ce ne sont pas ceux d’un budget de collectivité : vérifiez la colonne et unite dans exercice.yaml, ou redemandez le fichier.',
      });
    return false;
  }

  #montantDeBase(vu: Enregistrement, colonnes: ColonnesDUneBase<number>): [Cellule, Sens | undefined, number] {
    if ('montant' in colonnes) return [this.#montant(vu, colonnes.montant), undefined, colonnes.montant];
    const depense = this.#montant(vu, colonnes.depense);
    const recette = this.#montant(vu, colonnes.recette);
    if (depense === 'illisible' || recette === 'illisible') return ['illisible', undefined, colonnes.depense];
    if ((depense ?? 0) !== 0 && (recette ?? 0) !== 0) {
      this.#signaleur.dire(vu, colonnes.recette, {
        code: 'E-SENS-DOUBLE',
        message: 'cette ligne porte à la fois une dépense et une recette',
        remede: 'Demandez au secteur deux lignes, ou écartez celle-ci dans exercice.yaml avec un motif.',
      });
      return ['illisible', undefined, colonnes.recette];
    }
    if ((recette ?? 0) !== 0) return [recette, 'recette', colonnes.recette];
    if ((depense ?? 0) !== 0) return [depense, 'depense', colonnes.depense];
    // Nothing but zeros says nothing of the sense; other bases of the line may.
    return [depense ?? recette, undefined, colonnes.depense];
  }

  #direAbsent(vu: Enregistrement, rang: number): void {
    const titre = this.#colonnes.titres[rang] ?? '';
    this.#signaleur.dire(vu, rang, {
      code: 'E-MONTANT-ABSENT',
      message: `pas de montant dans la base du dossier (colonne « ${titre} »)`,
      remede:
        formatDe(this.#source.format).montantAbsent?.(titre) ??
        'Une cellule vide n’est pas un zéro : complétez-la, ou écartez la ligne dans exercice.yaml avec un motif.',
    });
  }

  #montant(vu: Enregistrement, rang: number): Cellule {
    const cellule = vu.champ(rang);
    let lecture = lireMontant(cellule, this.#source);
    if (lecture.etat === 'lu') return lecture.montant;
    if (lecture.etat === 'absent') return undefined;
    if (vu.aspect?.(rang) !== undefined)
      lecture = { ...lecture, ...expliquerMontant(cellule, { ...this.#source, nombre: true }) };
    this.#signaleur.dire(
      vu,
      rang,
      {
        code: 'E-MONTANT-ILLISIBLE',
        message: `montant illisible : « ${abreger(cellule)} »`,
        remede: `${lecture.raison} Corrigez la cellule, ou écartez la ligne dans exercice.yaml avec un motif.`,
      },
      lecture,
    );
    return 'illisible';
  }
}

/** The one column of each base, in the order of bases; `undefined` for another layout. */
function colonnesSimples({
  montants,
  part,
}: Colonnes): readonly { readonly base: Base; readonly rang: number }[] | undefined {
  if (montants.forme !== 'colonnes' || part !== undefined) return undefined;
  const simples = BASES.flatMap((base) => {
    const colonnes = montants.bases.get(base);
    return colonnes !== undefined && 'montant' in colonnes ? [{ base, rang: colonnes.montant }] : [];
  });
  return simples.length === montants.bases.size ? simples : undefined;
}

const DECIMALE = /^(?:(?:0?[.,](\d{1,9}))|1(?:[.,]0{1,9})?)$/;

/**
 * Reads the share of an amount that is a line's: `0.45`, `1`, `45 %`, `1/3`. Above zero, at most the whole; `undefined` for
 * anything else, `45` included, which might be either.
 */
function lirePartDuMontant(texte: string): Fraction | undefined {
  const net = texte.trim();
  const decimale = DECIMALE.exec(net);
  if (decimale === null) return lireFraction(net);
  const chiffres = decimale[1];
  if (chiffres === undefined) return fraction(1, 1);
  const lue = fraction(Number(chiffres), 10 ** chiffres.length);
  return lue.numerateur === 0n ? undefined : lue;
}

/** The share of an amount, exactly; `undefined` when it does not fall on a whole cent. */
function prendrePart(tout: Montant, { numerateur, denominateur }: Fraction): Montant | undefined {
  const produit = BigInt(tout) * numerateur;
  return produit % denominateur === 0n ? montant(Number(produit / denominateur)) : undefined;
}
