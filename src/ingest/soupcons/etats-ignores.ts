import { NUL } from '../../domain/argent/montant.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { citerLesEtats, EtatsDUneColonne } from '../../domain/textes/etats.ts';
import { citer } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, Releve, type Soupcon } from './soupcon.ts';

/** A column under `ignorees`, and the lines of which it says that nothing came, or that they are of a step of a budget. */
interface Colonne {
  readonly titre: string;
  readonly rang: number;
  readonly etats: EtatsDUneColonne;
  readonly sansSuite: Releve;
  readonly parEtape: Releve;
}

/**
 * Columns that nobody reads and that say that lines came to nothing (`Annulé`, `Refusé`), or are of several steps of one budget
 * (`BP`, `DM1`, `CA`): their euros are counted, and added up.
 */
export class EtatsIgnores implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  #colonnes: readonly Colonne[];

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    const { source, colonnes } = contexte;
    this.#colonnes = source.ignorees.flatMap((titre) => {
      const rang = colonnes.titres.indexOf(titre);
      const etats = new EtatsDUneColonne(titre);
      return rang < 0 ? [] : [{ titre, rang, etats, sansSuite: new Releve(), parEtape: new Releve() }];
    });
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const { base, reperes } = this.#contexte;
    let perdue = false;
    for (const { rang, etats, sansSuite, parEtape } of this.#colonnes) {
      const etat = etats.lire(vu.champ(rang));
      if (etat === undefined) perdue ||= etats.perdue;
      else
        ('etape' in etat ? parEtape : sansSuite).noter(ligne.numero, ligne.montants[base] ?? NUL, () =>
          reperes.champ(vu, rang),
        );
    }
    if (perdue) this.#colonnes = this.#colonnes.filter(({ etats }) => !etats.perdue);
  }

  fin(): void {
    for (const { titre, etats, sansSuite, parEtape } of this.#colonnes) {
      if (sansSuite.place !== undefined) {
        const une = sansSuite.lignes === 1;
        this.#contexte.constats.ajouter({
          code: 'A-ETAT-IGNORE',
          ...sansSuite.place,
          message: `la colonne ${citer(titre)}, sous ignorees, dit ${citerLesEtats(etats.sansSuite)} : ${sansSuite.enMots()}, ${une ? 'comptée comme les autres' : 'comptées comme les autres'}`,
          remede: `Si rien n’est dû de ${une ? 'cette ligne, écartez-la' : 'ces lignes, écartez-les'} sous lignes_a_ecarter, par cette colonne et avec un motif ; sinon, acquittez cet avertissement.`,
        });
      }
      const { etapes } = etats;
      if (etapes.length > 0 && parEtape.place !== undefined)
        this.#contexte.constats.ajouter({
          code: 'A-ETAT-IGNORE',
          ...parEtape.place,
          message: `la colonne ${citer(titre)}, sous ignorees, nomme plusieurs étapes d’un budget, ${citerLesEtats(etapes)} : ${parEtape.enMots()}, additionnées`,
          remede:
            'Gardez l’étape de la base du dossier et écartez les autres sous lignes_a_ecarter, par cette colonne et avec un motif, ou dites sous montants_nommes de quelle base est chacune. Si elles s’ajoutent (un budget et ses décisions modificatives), acquittez cet avertissement.',
        });
    }
  }
}
