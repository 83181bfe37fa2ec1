import type { SeenText } from '../../files/xml/read-xml.ts';
import type { Enregistrement, Place, Reperes } from '../source-ouverte.ts';
import { type Etendue, LigneLue } from './ligne-lue.ts';

/** Says where the fields of the line under visit stand: by its rank, and by line and column of the file. */
export class ReperesDeDocument implements Reperes {
  readonly #fichier: string;
  vu: SeenText | undefined;

  constructor(fichier: string) {
    this.#fichier = fichier;
  }

  champ(vu: Enregistrement, rang: number, partie?: { readonly debut: number; readonly fin: number }): Place {
    if (!(vu instanceof LigneLue)) return this.enregistrement(vu);
    const { debut, fin } = vu.etendue(rang);
    const etendue = partie === undefined ? { debut, fin } : { debut: debut + partie.debut, fin: debut + partie.fin };
    return this.place(vu.numero, etendue);
  }

  enregistrement(vu: Enregistrement): Place {
    return this.place(vu.numero, vu instanceof LigneLue ? vu.ouverture : { debut: 0, fin: 1 });
  }

  place(numero: number, { debut, fin }: Etendue): Place {
    const place = this.vu?.place(debut, fin);
    if (place === undefined) return { lieu: { fichier: this.#fichier }, extrait: { texte: '', debut: 0, fin: 0 } };
    const { ligne, colonne, extrait } = place;
    const enClair = `LigneBudget ${numero}, ligne ${ligne}, colonne ${colonne}`;
    return { lieu: { fichier: this.#fichier, ligne, colonne, enClair }, extrait };
  }
}
