import type { Constats } from '../domain/constats/constat.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import type { Secteurs } from '../domain/dossier/secteurs.ts';
import { Emetteurs } from '../domain/lignes/emetteurs.ts';
import type { EditionPrecedente, PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { comparer } from '../domain/textes/ordre.ts';
import { detacher } from '../domain/textes/texte.ts';
import { estRetenue } from '../domain/verdict/verdict.ts';
import { lireLesLignesPubliees } from './lire-les-lignes-publiees.ts';
import { masquerLaMemoire } from './masquer-la-memoire.ts';

type DossierAMemoire = Pick<Dossier, 'racine' | 'memoires' | 'enTete'> & Partial<Pick<Dossier, 'sources'>>;

/**
 * Reads the edition to which a jaune compares itself: the last one before its exercice, out of the memory of the dossier.
 * `undefined` when there is none, or when it is at fault; what was already told of it when memory was read is not told twice.
 * @param voir shown all its parts; their texts are cut out of the file
 * @throws the errors of the file system
 */
export async function lireLEditionPrecedente(
  dossier: DossierAMemoire,
  constats: Constats,
  voir: (part: PartPubliee) => void = () => undefined,
): Promise<EditionPrecedente | undefined> {
  const [fichier] = memoiresAvant(dossier);
  if (fichier === undefined || constats.compter('E-MEMOIRE-') > 0) return undefined;
  const lue = await lireUneEditionPassee(dossier, fichier, constats, voir);
  const masquee = masquerLaMemoire(dossier.racine, fichier, dossier.sources ?? []) !== undefined;
  if (masquee && lue?.parts.some(({ beneficiaire }) => beneficiaire !== ''))
    constats.ajouter({
      code: 'A-MEMOIRE-EN-CLAIR',
      lieu: { fichier },
      message:
        'cette édition fut publiée sans masquer de nom : rien n’y dit qui est une personne, aucun de ses bénéficiaires n’est montré',
      remede: `Écrivez masquer dans le dossier de ${lue.exercice}, compilez-le, et mettez ici le lignes-${lue.exercice}.csv obtenu.`,
    });
  return lue;
}

/** The published lines of the exercices before that of the dossier, the last one first. */
export function memoiresAvant({ memoires, enTete }: Pick<Dossier, 'memoires' | 'enTete'>): string[] {
  const annee = (fichier: string) => /(\d{4})\.csv$/.exec(fichier)?.[1] ?? '';
  return memoires
    .filter((fichier) => annee(fichier) !== '' && annee(fichier) < enTete.exercice)
    .sort((gauche, droite) => comparer(annee(droite), annee(gauche)));
}

/** The editions of an exercice that the one that counts replaced. */
export function editionsRemplacees(
  { editionsRemplacees: fichiers }: Pick<Dossier, 'editionsRemplacees'>,
  exercice: string,
): string[] {
  return fichiers.filter((fichier) => fichier.includes(`/lignes-${exercice}-`));
}

/**
 * Reads an earlier edition: keeps its international and exceptional expenses only. `undefined` when it is at fault.
 * @param fichier one of {@link memoiresAvant}
 * @param voir shown all its parts; their texts are cut out of the file
 * @throws the errors of the file system
 */
export async function lireUneEditionPassee(
  { racine, enTete, sources }: Omit<DossierAMemoire, 'memoires'>,
  fichier: string,
  constats: Constats,
  voir: (part: PartPubliee) => void = () => undefined,
): Promise<EditionPrecedente | undefined> {
  const parts: PartPubliee[] = [];
  const emetteurs = new Emetteurs(enTete.secteurs);
  const textes = new TextesPublies(enTete.secteurs);
  const lu = await lireLesLignesPubliees(
    racine,
    fichier,
    constats,
    (part) => {
      voir(part);
      emetteurs.ajouter(part, part.retenu);
      if (part.sens === 'depense' && estRetenue(part.verdict)) parts.push(textes.garder(part));
    },
    sources,
  );
  return lu && { ...lu, parts, emetteurs };
}

/**
 * Copies the texts of published parts out of the file that they were cut from, each distinct one once. A part counts to its
 * sector under the name that the dossier gives it now.
 */
export class TextesPublies {
  readonly #secteurs: Secteurs;
  readonly #connus = new Map<string, string>();

  constructor(secteurs: Secteurs) {
    this.#secteurs = secteurs;
  }

  garder(part: PartPubliee): PartPubliee {
    return {
      ref: this.#detacher(part.ref),
      empreinte: detacher(part.empreinte),
      exercice: this.#detacher(part.exercice),
      sens: part.sens,
      base: part.base,
      verdict: part.verdict,
      total: part.total,
      part: this.#detacher(part.part),
      retenu: part.retenu,
      axe: this.#detacher(part.axe),
      domaine: this.#detacher(part.domaine),
      territoire: this.#detacher(part.territoire),
      pays: this.#detacher(part.pays),
      omd: this.#detacher(part.omd),
      odd: this.#detacher(part.odd),
      secteurCompte: this.#secteurs.nomCompte(this.#detacher(part.secteurCompte)),
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
