import type { Constats } from '../domain/constats/constat.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import { Emetteurs } from '../domain/lignes/emetteurs.ts';
import type { EditionPrecedente, PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { detacher } from '../domain/textes/texte.ts';
import { estRetenue } from '../domain/verdict/verdict.ts';
import { lireLesLignesPubliees } from './lire-les-lignes-publiees.ts';

/**
 * Reads the edition to which a jaune compares itself: the last one before its exercice, out of the memory of the dossier.
 * Keeps its international and exceptional parts only. `undefined` when there is none, or when it is at fault; what was
 * already told of it when memory was read is not told twice.
 * @throws the errors of the file system
 */
export async function lireLEditionPrecedente(
  { racine, memoires, enTete }: Pick<Dossier, 'racine' | 'memoires' | 'enTete'>,
  constats: Constats,
): Promise<EditionPrecedente | undefined> {
  const fichier = derniereAvant(enTete.exercice, memoires);
  if (fichier === undefined || constats.compter('E-MEMOIRE-') > 0) return undefined;
  const parts: PartPubliee[] = [];
  const emetteurs = new Emetteurs();
  const textes = new TextesPublies();
  const lu = await lireLesLignesPubliees(racine, fichier, constats, (part) => {
    emetteurs.ajouter(part, part.retenu);
    if (estRetenue(part.verdict)) parts.push(textes.garder(part));
  });
  return lu && { ...lu, parts, emetteurs };
}

function derniereAvant(exercice: string, memoires: readonly string[]): string | undefined {
  const annee = (fichier: string) => /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
  return memoires
    .filter((fichier) => annee(fichier) !== '' && annee(fichier) < exercice)
    .reduce<string | undefined>(
      (derniere, fichier) => (derniere === undefined || annee(fichier) > annee(derniere) ? fichier : derniere),
      undefined,
    );
}

/** Copies the texts of published parts out of the file that they were cut from, each distinct one once. */
export class TextesPublies {
  readonly #connus = new Map<string, string>();

  garder(part: PartPubliee): PartPubliee {
    return {
      ref: this.#detacher(part.ref),
      empreinte: detacher(part.empreinte),
      exercice: this.#detacher(part.exercice),
      base: part.base,
      verdict: part.verdict,
      total: part.total,
      part: this.#detacher(part.part),
      retenu: part.retenu,
      axe: this.#detacher(part.axe),
      domaine: this.#detacher(part.domaine),
      territoire: this.#detacher(part.territoire),
      pays: this.#detacher(part.pays),
      secteurCompte: this.#detacher(part.secteurCompte),
      organisme: this.#detacher(part.organisme),
      secteur: this.#detacher(part.secteur),
      chapitre: this.#detacher(part.chapitre),
      fonction: this.#detacher(part.fonction),
      nature: this.#detacher(part.nature),
      programme: this.#detacher(part.programme),
      action: this.#detacher(part.action),
      libelle: this.#detacher(part.libelle),
      beneficiaire: this.#detacher(part.beneficiaire),
      caractere: this.#detacher(part.caractere),
      regle: this.#detacher(part.regle),
      motif: this.#detacher(part.motif),
    };
  }

  #detacher(texte: string): string {
    let connu = this.#connus.get(texte);
    if (connu === undefined) {
      connu = detacher(texte);
      this.#connus.set(connu, connu);
    }
    return connu;
  }
}
