import { colonnesDesMontants } from '../domain/argent/montants-declares.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { accord } from '../domain/textes/format.ts';
import { abreger, plier } from '../domain/textes/texte.ts';
import type { ColonneDeModele, Modele } from '../formats/modeles/modele.ts';
import { type Enregistrement, EnregistrementRefait, type Place, type Reperes } from '../formats/source-ouverte.ts';

const SIGNALER = 'Signalez-le à qui publie le fichier.';

/**
 * Compares a file with the published layout that it follows. What is needed and missing stays an error of its columns; what
 * only departs from the standard is told, all alike in one warning, and read.
 */
export class Conformite {
  readonly #modele: Modele;
  readonly #source: SourceDeclaree;
  readonly #reperes: Reperes;
  readonly #constats: Constats;
  #colonnes: readonly (readonly [rang: number, colonne: ColonneDeModele])[] = [];
  /** By title: how many cells depart from the standard, and the first of them. */
  readonly #ecarts = new Map<string, { nombre: number; readonly place: Place; readonly premiere: string }>();

  constructor(modele: Modele, source: SourceDeclaree, reperes: Reperes, constats: Constats) {
    this.#modele = modele;
    this.#source = source;
    this.#reperes = reperes;
    this.#constats = constats;
  }

  /** The header as the layout writes it, and the declaration less the columns that may be missing and are. */
  adapter(vu: Enregistrement): { readonly enTete: Enregistrement; readonly source: SourceDeclaree } {
    const recus = vu.champs.map((titre) => titre.trim());
    const connus = this.#modele.colonnes.map(({ titre }) => titre);
    const titres = recus.map((recu) => {
      if (connus.includes(recu)) return recu;
      const connu = connus.find((titre) => titre.toLowerCase() === recu.toLowerCase());
      return connu === undefined || recus.includes(connu) ? recu : connu;
    });
    this.#direCasse(vu, recus, titres);
    this.#direOrdre(
      vu,
      titres.filter((titre) => connus.includes(titre)),
    );
    const absentes = this.#modele.colonnes.filter(({ titre }) => !titres.includes(titre));
    const admises = new Set(absentes.filter((colonne) => !this.#estNecessaire(colonne)).map(({ titre }) => titre));
    this.#direAbsentes(vu, [...admises]);
    this.#colonnes = this.#modele.colonnes.flatMap((colonne) => {
      const rang = titres.indexOf(colonne.titre);
      return rang < 0 ? [] : [[rang, colonne] as const];
    });
    const source = {
      ...this.#source,
      colonnes: new Map([...this.#source.colonnes].filter(([, titre]) => !admises.has(titre))),
      ignorees: this.#source.ignorees.filter((titre) => !admises.has(titre)),
    };
    return { enTete: new EnregistrementRefait(titres, vu), source };
  }

  /** Takes note of the cells of a line that depart from the standard. */
  ligne(vu: Enregistrement): void {
    for (const [rang, colonne] of this.#colonnes) {
      const cellule = vu.champ(rang).trim();
      if (estConforme(cellule, colonne)) continue;
      const ecart = this.#ecarts.get(colonne.titre);
      if (ecart === undefined)
        this.#ecarts.set(colonne.titre, { nombre: 1, place: this.#reperes.champ(vu, rang), premiere: cellule });
      else ecart.nombre += 1;
    }
  }

  fin(): void {
    for (const { titre, attendu } of this.#modele.colonnes) {
      const ecart = this.#ecarts.get(titre);
      if (ecart === undefined) continue;
      const { nombre, place, premiere } = ecart;
      const vue = premiere === '' ? 'vide' : `« ${abreger(premiere)} »`;
      const message = `${accord(nombre, 'cellule')} de « ${titre} » hors du modèle ${this.#modele.nom}, la première ${vue}`;
      this.#dire(
        place,
        message,
        `Attendu : ${attendu ?? 'une cellule remplie'}. Les lignes sont lues et comptées. ${SIGNALER}`,
      );
    }
  }

  /** Whether a column cannot be done without: it holds the amounts or says which lines count, or the standard asks for it. */
  #estNecessaire({ titre, obligatoire }: ColonneDeModele): boolean {
    const { colonnes, montants, part, date } = this.#source;
    if (colonnesDesMontants(montants).includes(titre) || titre === part || titre === date) return true;
    return obligatoire && [...colonnes.values()].includes(titre);
  }

  #direCasse(vu: Enregistrement, recus: readonly string[], titres: readonly string[]): void {
    const changes = recus.flatMap((recu, rang) => (recu === titres[rang] ? [] : [rang]));
    const [premier] = changes;
    if (premier === undefined) return;
    const liste = changes.map((rang) => `« ${recus[rang]} » pour « ${titres[rang]} »`).join(', ');
    this.#dire(
      this.#reperes.champ(vu, premier),
      `titres écrits autrement que dans le modèle ${this.#modele.nom} : ${liste}`,
      SIGNALER,
    );
  }

  #direOrdre(vu: Enregistrement, titres: readonly string[]): void {
    const attendus = this.#modele.colonnes.map(({ titre }) => titre).filter((titre) => titres.includes(titre));
    const rang = titres.findIndex((titre, position) => titre !== attendus[position]);
    if (rang < 0) return;
    this.#dire(
      this.#reperes.enregistrement(vu),
      `les colonnes ne sont pas dans l’ordre du modèle ${this.#modele.nom} : « ${titres[rang]} » est où « ${attendus[rang]} » est attendue`,
      `Elles se trouvent par leur titre. ${SIGNALER}`,
    );
  }

  #direAbsentes(vu: Enregistrement, absentes: readonly string[]): void {
    if (absentes.length === 0) return;
    this.#dire(
      this.#reperes.enregistrement(vu),
      `${accord(absentes.length, 'colonne')} du modèle ${this.#modele.nom} absente${absentes.length > 1 ? 's' : ''} du fichier : ${absentes.join(', ')}`,
      `Ce qu’elles diraient manque, le reste est lu. ${SIGNALER}`,
    );
  }

  #dire(place: Place, message: string, remede: string): void {
    this.#constats.ajouter({ code: 'A-SCDL-CONFORMITE', ...place, message, remede });
  }
}

function estConforme(cellule: string, { obligatoire, valeurs, motif }: ColonneDeModele): boolean {
  if (cellule === '') return !obligatoire;
  return (valeurs?.has(plier(cellule)) ?? true) && (motif?.test(cellule) ?? true);
}
