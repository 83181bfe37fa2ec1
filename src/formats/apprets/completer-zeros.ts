import * as z from 'zod';
import { ZerosPerdus } from '../../domain/codes/zeros-perdus.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import type { Enregistrement } from '../source-ouverte.ts';
import { type Appret, type ContexteDAppret, EnregistrementApprete, type Passe } from './appret.ts';

/** The only field of which labels and chapters tell what it was. */
const lue = z.array(z.literal('fonction', 'seule la fonction se complète')).min(1, 'un champ est attendu').optional();

/** Codes that a message quotes; a nomenclature has hundreds. */
const CODES_DITS = 12;
/** Different cells whose completion is remembered. */
const MEMOIRE_MAX = 50_000;

/**
 * Functions that a spreadsheet took the first zero of get it back, where the norm, the chapter or the label tells that they had one.
 * A code that may be either stays as it is, and is told with the lines.
 */
export const completerZeros: Appret<typeof lue> = {
  lue,
  dit: 'les champs dont un tableur a ôté le premier zéro',
  exemple: '[fonction]',
  titre: 'Compléter les zéros',
  sens: 'Les champs dont un tableur a ôté le premier zéro : [fonction]. La norme, le chapitre ou le libellé disent quels codes en avaient un.',
  verifier: (_, colonnes, refuser) => {
    if (!colonnes.has('fonction'))
      refuser(
        ['completer_zeros', 0],
        'la fonction n’a pas de colonne : rien n’est à compléter',
        'Retirez completer_zeros, ou écrivez sous colonnes quelle colonne est la fonction.',
      );
  },
  commencer: (_, contexte) => new Completion(contexte),
};

class Completion implements Passe {
  readonly #contexte: ContexteDAppret;
  readonly #zeros: ZerosPerdus;
  readonly #declares: ReadonlyMap<string, string> | undefined;
  /** Ranks of the columns, once the titles were seen. */
  #rangs: { readonly fonction: number; readonly chapitre: number; readonly libelle: number } | undefined;
  readonly #connus = new Map<string, boolean>();
  readonly #completes = new Map<string, number>();

  constructor(contexte: ContexteDAppret) {
    const { source, nomenclature } = contexte;
    this.#contexte = contexte;
    this.#zeros = new ZerosPerdus(nomenclature, source.vote);
    this.#declares = source.valeurs.get('fonction');
  }

  enregistrement(vu: Enregistrement): Enregistrement {
    if (this.#rangs === undefined) {
      if (vu.champs.some((cellule) => cellule.trim() !== '')) this.#lireLesTitres(vu.champs);
      return vu;
    }
    const { fonction } = this.#rangs;
    const code = vu.champ(fonction).trim();
    if (code === '' || code.startsWith('0') || !this.#estPerdu(code, vu)) return vu;
    this.#completes.set(code, (this.#completes.get(code) ?? 0) + 1);
    const champs = [...vu.champs];
    champs[fonction] = `0${code}`;
    return new EnregistrementApprete(vu, champs);
  }

  /** Tells what was done. */
  fin(): void {
    const { source, constats } = this.#contexte;
    const codes = [...this.#completes].sort(([gauche], [droite]) => comparer(gauche, droite));
    const cellules = codes.reduce((total, [, nombre]) => total + nombre, 0);
    const dits = codes.slice(0, CODES_DITS).map(([code, nombre]) => `${code} → 0${code} (${formaterEntier(nombre)})`);
    constats.ajouter({
      code: 'A-ZEROS-COMPLETES',
      lieu: source.lieu,
      message:
        cellules === 0
          ? `${source.nom} : aucune fonction n’avait perdu son zéro`
          : `${source.nom} : ${cellules === 1 ? '1 fonction a repris son zéro' : `${formaterEntier(cellules)} fonctions ont repris leur zéro`} : ${dits.join(', ')}${codes.length > dits.length ? '…' : ''}`,
      remede:
        cellules === 0
          ? 'Retirez completer_zeros de cette source.'
          : 'Les rangées, leurs extraits et leurs empreintes restent ceux du fichier reçu. Retirez completer_zeros si ces codes étaient les bons.',
    });
  }

  #lireLesTitres(titres: readonly string[]): void {
    const { colonnes } = this.#contexte.source;
    const rangDe = (champ: string) => titres.findIndex((titre) => titre.trim() === colonnes.get(champ));
    this.#rangs = {
      fonction: rangDe('fonction'),
      chapitre: rangDe('chapitre'),
      libelle: rangDe('fonction_libelle'),
    };
  }

  #estPerdu(code: string, vu: Enregistrement): boolean {
    if (this.#declares?.has(code)) return false;
    const { chapitre: rangDuChapitre = -1, libelle: rangDuLibelle = -1 } = this.#rangs ?? {};
    const { constantes } = this.#contexte.source;
    const chapitre = rangDuChapitre < 0 ? (constantes.get('chapitre') ?? '') : vu.champ(rangDuChapitre).trim();
    const libelle = rangDuLibelle < 0 ? '' : vu.champ(rangDuLibelle);
    const cle = composerCle(code, chapitre, libelle);
    let perdu = this.#connus.get(cle);
    if (perdu === undefined) {
      perdu = this.#zeros.avis(code, chapitre, libelle) === 'perdu';
      if (this.#connus.size < MEMOIRE_MAX) this.#connus.set(cle, perdu);
    }
    return perdu;
  }
}
