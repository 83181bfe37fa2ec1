import { NUL } from '../../domain/argent/montant.ts';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import { type Imputation, type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { normaliserCode } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import type { ReglesDesCodes } from '../verifier-les-codes.ts';
import { type ContexteDeSoupcon, placeDuChamp, Releve, type Soupcon } from './soupcon.ts';

/** Two codes of an imputation that say different things: the field of one of them, and both in words. */
interface Contradiction {
  readonly champ: string;
  readonly enMots: string;
}

/** A programme of Île-de-France: `HP 048-008`, its function then its rank. */
const PROGRAMME = /^HP-?(\d{1,3})-(\d{3})$/;
/** An action of such a programme: `10400801`, 1 then two digits of the function, three of the programme, two of rank. */
const ACTION = /^1(\d\d)(\d{3})\d\d$/;

/** Lines whose codes contradict each other: what one says of the function, another denies. */
class CodesContradictoires implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #code: CodeConstat;
  readonly #remede: string;
  readonly #contradictions: ParImputation<Contradiction | null>;
  readonly #releve = new Releve();
  #premiere = '';

  constructor(
    contexte: ContexteDeSoupcon,
    quoi: {
      readonly code: CodeConstat;
      readonly remede: string;
      readonly dire: (imputation: Imputation) => Contradiction | null;
    },
  ) {
    this.#contexte = contexte;
    this.#code = quoi.code;
    this.#remede = quoi.remede;
    this.#contradictions = new ParImputation(quoi.dire);
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const dite = this.#contradictions.lire(ligne.imputation);
    if (dite !== null) this.#noter(dite, ligne, vu);
  }

  #noter(dite: Contradiction, ligne: LigneBudgetaire, vu: Enregistrement): void {
    if (this.#premiere === '') this.#premiere = dite.enMots;
    this.#releve.noter(ligne.numero, ligne.montants[this.#contexte.base] ?? NUL, () =>
      placeDuChamp(this.#contexte, dite.champ, vu),
    );
  }

  fin(): void {
    const { place } = this.#releve;
    if (place === undefined) return;
    this.#contexte.constats.ajouter({
      code: this.#code,
      ...place,
      message:
        this.#releve.lignes === 1
          ? `${this.#premiere} (${this.#releve.euros})`
          : `des codes se contredisent : ${this.#releve.enMots()} ; la première fois, ${this.#premiere}`,
      remede: this.#remede,
    });
  }
}

/** A chapter beside a function of another family: `933` beside `048`. Budgets voted by nature have no such link. */
export function chapitreEtFonction(contexte: ContexteDeSoupcon): Soupcon {
  return new CodesContradictoires(contexte, {
    code: 'A-CHAPITRE-FONCTION',
    remede: 'L’un des deux codes est faux, ou les cellules de la ligne ont glissé. Voyez avec le secteur.',
    dire: (imputation) => contredireLeChapitre(imputation, contexte.codes),
  });
}

/** A programme of Île-de-France, or its action, beside a function of which it is not. */
export function programmeEtFonction(contexte: ContexteDeSoupcon): Soupcon {
  return new CodesContradictoires(contexte, {
    code: 'A-PROGRAMME-FONCTION',
    remede:
      'HP 048-008 se lit fonction 048, programme 008 ; son action 10400801, fonction 04, programme 008, rang 01. Voyez avec le secteur quel code est faux.',
    dire: contredireLeProgramme,
  });
}

function contredireLeChapitre({ chapitre, fonction }: Imputation, { nomenclature, vote }: ReglesDesCodes) {
  if (vote === 'par_nature' || chapitre === '' || fonction === '') return null;
  // A code that does not exist is told by itself.
  if (nomenclature.chapitre(chapitre) === undefined || nomenclature.fonction(fonction) === undefined) return null;
  if (nomenclature.concordent(chapitre, fonction) !== false) return null;
  const familles = nomenclature.famillesDuChapitre(chapitre).map((famille) => `${famille}*`);
  return {
    champ: 'fonction',
    enMots: `le chapitre ${chapitre} porte les fonctions ${familles.join(', ')}, pas la fonction ${fonction}`,
  };
}

function contredireLeProgramme({ fonction, programme, action }: Imputation): Contradiction | null {
  const lu = PROGRAMME.exec(normaliserCode(programme));
  const [, duProgramme = '', rang = ''] = lu ?? [];
  if (lu === null || fonction === '') return null;
  const code = normaliserCode(fonction);
  if (!parents(code, duProgramme))
    return { champ: 'programme', enMots: `le programme ${programme} n’est pas de la fonction ${fonction}` };
  const [, deLAction, programmeDeLAction] = ACTION.exec(normaliserCode(action)) ?? [];
  if (deLAction === undefined) return null;
  if (!parents(code, deLAction))
    return { champ: 'action', enMots: `l’action ${action} n’est pas de la fonction ${fonction}` };
  if (programmeDeLAction === rang) return null;
  return { champ: 'action', enMots: `l’action ${action} n’est pas du programme ${programme}` };
}

/** Whether one function code begins with the other: one may be more precise. */
function parents(gauche: string, droite: string): boolean {
  return gauche.startsWith(droite) || droite.startsWith(gauche);
}
