import { type Montant, montant } from '../domain/argent/montant.ts';
import type { Predicat } from '../domain/conditions/attente.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { EcartDeclare, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { direMiseAEcart, type MiseAEcart, type SourceLue } from '../domain/dossier/source-lue.ts';
import { accord, enumerer, formaterEntier } from '../domain/textes/format.ts';
import type { Enregistrement, Place, Reperes } from '../formats/source-ouverte.ts';
import { AnneesIllisibles } from './annees-illisibles.ts';
import type { Colonnes } from './colonnes.ts';
import { compilerParTitres } from './compiler-par-titres.ts';
import { Releve } from './soupcons/soupcon.ts';

/** Years without a line between two that have some, from which the farther one is likely mistyped. */
const ANNEES_DE_VIDE = 2;
const ANNEES_NOMMEES = 3;
const MOTIFS_NOMMES = 3;

/** What a row left out says of each sense; a total of two columns says both. */
export interface MontantEcarte {
  readonly depenses?: Montant;
  readonly recettes?: Montant;
}

/** Why a record is none of the dossier's; the year that its date says, where that is why. */
export interface RaisonDEcart {
  readonly motif: string;
  readonly annee?: number;
  /** Whether its amount is of another base than the dossier's. */
  readonly autreBase?: true;
}

class Compte {
  lignes = 0;
  somme = 0;
  sansMontant = 0;
  /** Apart; nothing where no row says any. */
  recettes: number | undefined;
  readonly autreBase: boolean;

  constructor(autreBase = false) {
    this.autreBase = autreBase;
  }

  noter(lu: MontantEcarte | undefined): void {
    this.lignes += 1;
    if (lu === undefined) {
      this.sansMontant += 1;
      return;
    }
    this.somme += lu.depenses ?? 0;
    if (lu.recettes !== undefined) this.recettes = (this.recettes ?? 0) + lu.recettes;
  }

  bilan(motif: string): MiseAEcart {
    const { lignes, somme, recettes, sansMontant, autreBase } = this;
    const enRecettes = recettes === undefined ? {} : { recettes: montant(recettes) };
    return { motif, lignes, montant: montant(somme), ...enRecettes, sansMontant, autreBase };
  }
}

interface Ecart {
  readonly declare: EcartDeclare;
  readonly predicat: Predicat<Enregistrement>;
  readonly compte: Compte;
}

/** The rows of one source that are none of its lines: counted by reason, with their euros. */
export class RangeesEcartees {
  readonly #exercice: number;
  readonly #ecarts: readonly Ecart[];
  readonly #illisibles: AnneesIllisibles;
  readonly #autres = new Map<string, Compte>();
  /** The lines of other years than the exercice, by the year of their date. */
  readonly #annees = new Map<number, Releve>();

  constructor(source: Pick<SourceDeclaree, 'ecarts'>, colonnes: Colonnes, exercice: string) {
    this.#exercice = Number(exercice);
    this.#illisibles = new AnneesIllisibles(source.ecarts, colonnes);
    this.#ecarts = source.ecarts.map((declare) => ({
      declare,
      predicat: compilerParTitres(declare.condition, colonnes),
      compte: new Compte(),
    }));
  }

  /** The declared condition that leaves the record out, if one does. */
  declaree(vu: Enregistrement): Ecart | undefined {
    return this.#ecarts.length === 0 ? undefined : this.#ecarts.find(({ predicat }) => predicat(vu));
  }

  noterDeclaree({ declare, compte }: Ecart, lu: MontantEcarte | undefined, vu: Enregistrement, reperes: Reperes): void {
    compte.noter(lu);
    this.#illisibles.noter(declare, vu, lu?.depenses ?? lu?.recettes, reperes);
  }

  /** @param place where its date is, asked for the first of a year only */
  noter(
    { motif, annee, autreBase }: RaisonDEcart,
    lu: MontantEcarte | undefined,
    vu: Enregistrement,
    place: () => Place,
  ): void {
    let compte = this.#autres.get(motif);
    if (compte === undefined) {
      compte = new Compte(autreBase);
      this.#autres.set(motif, compte);
    }
    compte.noter(lu);
    if (annee === undefined) return;
    let releve = this.#annees.get(annee);
    if (releve === undefined) {
      releve = new Releve();
      this.#annees.set(annee, releve);
    }
    releve.noter(vu.numero, lu?.depenses ?? lu?.recettes ?? 0, place);
  }

  bilan(): MiseAEcart[] {
    return [
      ...this.#ecarts.map(({ declare, compte }) => compte.bilan(declare.motif)),
      ...[...this.#autres].map(([motif, compte]) => compte.bilan(motif)),
    ];
  }

  /** Tells the conditions that left nothing out, the years that cannot be read, and the dates that are years away from all others. */
  signaler(nom: string, lignesGardees: number, constats: Constats): void {
    for (const { declare, compte } of this.#ecarts)
      if (compte.lignes === 0 && declare.implicite !== true)
        constats.ajouter({
          code: 'A-ECART-SANS-EFFET',
          lieu: declare.lieu,
          message: `aucune ligne de ${nom} ne remplit cette condition (« ${declare.motif} »)`,
          remede: 'Vérifiez la condition ; retirez-la si le fichier n’en a plus besoin.',
        });
    this.#illisibles.signaler(this.#exercice, constats);
    if (lignesGardees > 0) this.#signalerLesDatesLointaines(constats);
  }

  #signalerLesDatesLointaines(constats: Constats): void {
    const lointaines = lointainesDe([...this.#annees.keys()], this.#exercice);
    const [premiere] = lointaines;
    const place = premiere === undefined ? undefined : this.#annees.get(premiere)?.place;
    if (place === undefined) return;
    const dites = lointaines
      .slice(0, ANNEES_NOMMEES)
      .map((annee) => `${String(annee).padStart(4, '0')} (${this.#annees.get(annee)?.enMots()})`);
    constats.ajouter({
      code: 'A-DATE-LOINTAINE',
      ...place,
      message: `des dates loin de ${this.#exercice} et des autres du fichier, dont les lignes sont écartées : ${enumerer(dites)}${lointaines.length > dites.length ? '…' : ''}`,
      remede:
        'Si l’année est mal tapée, faites corriger la date par le secteur : sa ligne manque. Si la date est juste, rien n’est à faire.',
    });
  }
}

/** The years that are cut off from the exercice by a gap, those before it first. */
function lointainesDe(annees: readonly number[], exercice: number): readonly number[] {
  const triees = [...annees].sort((a, b) => a - b);
  const apresLeVide = (cote: readonly number[]) => {
    let proche = exercice;
    const rang = cote.findIndex((annee) => {
      const loin = Math.abs(annee - proche) > ANNEES_DE_VIDE;
      if (!loin) proche = annee;
      return loin;
    });
    return rang < 0 ? [] : cote.slice(rang);
  };
  const avant = apresLeVide(triees.filter((annee) => annee < exercice).reverse()).reverse();
  return [...avant, ...apresLeVide(triees.filter((annee) => annee > exercice))];
}

/** Tells a file of which no row is a line: nothing of it counts, and nobody would see it. */
export function signalerSansLigne({ fichier, depliee, lignes, misesAEcart }: SourceLue, constats: Constats): void {
  // A column without an amount is one of a table that has others.
  if (lignes > 0 || depliee !== undefined) return;
  const remplies = misesAEcart.filter(({ lignes: ecartees }) => ecartees > 0);
  const total = remplies.reduce((cumul, mise) => cumul + mise.lignes, 0);
  const motifs = remplies.slice(0, MOTIFS_NOMMES).map((mise) => `${mise.motif} : ${direMiseAEcart(mise)}`);
  const suite =
    remplies.length > motifs.length ? ` ; et ${formaterEntier(remplies.length - motifs.length)} autres motifs` : '';
  constats.ajouter({
    code: 'A-SOURCE-SANS-LIGNE',
    lieu: { fichier },
    message:
      total === 0
        ? 'ce fichier n’a aucune ligne sous ses titres : rien n’en est compté'
        : `${total === 1 ? 'la seule rangée de ce fichier est écartée' : `les ${accord(total, 'rangée')} de ce fichier sont toutes écartées`}, rien n’en est compté (${motifs.join(' ; ')}${suite})`,
    remede:
      total === 0
        ? 'Redemandez le fichier au secteur, ou retirez la source d’exercice.yaml.'
        : 'Vérifiez que c’est le fichier de l’exercice, puis date, lignes_a_ecarter ou montants_nommes dans exercice.yaml.',
  });
}
