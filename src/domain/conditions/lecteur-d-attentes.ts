import type { Chemin, Signaler, SurQuoi } from '../chemin.ts';
import type { ListesNommees } from '../listes-nommees.ts';
import { estObjet, type Objet } from '../objet.ts';
import { nomLePlusProche } from '../texte.ts';
import { type Attente, type Lecture, REMEDE_DES_CONDITIONS } from './attente.ts';
import { lireListe } from './liste.ts';
import { GRAMMAIRE, lireLitteral, MECANISMES_A_CLES } from './mecanismes.ts';

const CLES = MECANISMES_A_CLES.flatMap(({ cles }) => Object.keys(cles));

/** Reads what a field is expected to be. Tells each fault at its place, and then gives back `undefined`. */
export class LecteurDAttentes implements Lecture {
  readonly signaler: Signaler;
  readonly listes: ListesNommees | undefined;

  constructor(signaler: Signaler, listes: ListesNommees | undefined) {
    this.signaler = signaler;
    this.listes = listes;
  }

  lire(brut: unknown, chemin: Chemin): Attente | undefined {
    if (typeof brut === 'string') {
      const lu = lireLitteral(brut);
      return typeof lu === 'string' ? this.refuser(chemin, lu) : lu;
    }
    if (Array.isArray(brut)) return lireListe(brut, chemin, this, GRAMMAIRE);
    if (estObjet(brut)) return this.#detaillee(brut, chemin);
    return this.refuser(chemin, 'L’attente est vide.');
  }

  refuser(chemin: Chemin, message: string, sur?: SurQuoi): undefined {
    this.signaler(chemin, message, REMEDE_DES_CONDITIONS, sur);
    return undefined;
  }

  #detaillee(brut: Objet, chemin: Chemin): Attente | undefined {
    const ecrites = Object.keys(brut);
    // One of several keys is that of the whole when others stand beside it: they do not combine with it.
    const candidats = MECANISMES_A_CLES.filter(({ cles }) => ecrites.some((cle) => Object.hasOwn(cles, cle)));
    const mecanisme = candidats.find(({ cles }) => Object.keys(cles).length > 1) ?? candidats[0];
    const faute = mecanisme?.fauteDeCle?.(ecrites);
    if (faute) {
      this.signaler([...chemin, faute.cle], faute.message, faute.remede, 'cle');
      return undefined;
    }
    const inconnue = ecrites.find((cle) => !CLES.includes(cle)) ?? '';
    if (mecanisme === undefined || inconnue !== '' || ecrites.includes('')) return this.#inconnue(inconnue, chemin);
    const cles = Object.keys(mecanisme.cles);
    if (ecrites.some((cle) => !cles.includes(cle)))
      return this.refuser(
        chemin,
        cles.length > 1
          ? `${cles.join(' et ')} ne se combinent pas avec une autre attente.`
          : 'Une attente ne porte qu’une clé ; combinez avec tous ou un.',
      );
    return mecanisme.lire(brut, chemin, this, GRAMMAIRE);
  }

  #inconnue(cle: string, chemin: Chemin): undefined {
    const proche = nomLePlusProche(cle, CLES);
    this.signaler(
      [...chemin, cle],
      `« ${cle} » n’est pas une attente connue.`,
      proche === undefined ? REMEDE_DES_CONDITIONS : `Vouliez-vous écrire « ${proche} » ? ${REMEDE_DES_CONDITIONS}`,
      'cle',
    );
    return undefined;
  }
}
