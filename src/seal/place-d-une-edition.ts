import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { enNomDeFichier, finDesNoms, refuserEnNomDeFichier } from '../domain/dossier/edition-nommee.ts';
import { citerChemin } from '../domain/textes/citer-chemin.ts';
import { plier } from '../domain/textes/texte.ts';
import { pathIn } from '../files/path-in.ts';
import { realPlace } from '../files/real-place.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { estLeMeme } from './est-le-meme.ts';
import { lireBorne, NoteDePlace, PIECE_D_EDITION_MAX } from './note-de-place.ts';
import { lireLePaquet, PAQUET, type PaquetLu } from './paquet.ts';
import type { FichierPese } from './sommes.ts';

const RACINE = 'reports';

/** What is published, and whence. */
interface Publication {
  /** Folder of the dossier. */
  readonly dossier: string;
  readonly enTete: Pick<EnTete, 'exercice' | 'collectivite' | 'edition'>;
  /** The files of the dossier that the edition reads, as paths in it. */
  readonly entrees: readonly string[];
}

/**
 * Where an edition is published, and whose edition stands there: exercice, collectivité and name are in the edition itself, its
 * dossier in the note beside it.
 */
export class PlaceDUneEdition {
  readonly chemin: string;
  readonly #reelle: string;
  readonly #note: NoteDePlace;
  readonly #publication: Publication;
  readonly #remplacer: boolean;

  /**
   * @param sortie where it was asked; under `reports` when it was not, by {@link nomDePlace}
   * @param remplacer whether it may take the place of the edition of another exercice, collectivité or dossier
   * @throws UnwritableOutput when it is a link that leads nowhere
   */
  constructor(sortie: string | undefined, publication: Publication, remplacer: boolean) {
    this.chemin = sortie ?? join(RACINE, nomDePlace(publication.dossier, publication.enTete));
    this.#reelle = realPlace(this.chemin);
    this.#note = new NoteDePlace(this.chemin);
    this.#publication = publication;
    this.#remplacer = remplacer;
  }

  /** @throws UnwritableOutput when what stands there is not to be replaced, or not without having been asked to */
  exigerLaSienne(): void {
    const { dossier, enTete, entrees } = this.#publication;
    if (!existsSync(this.#reelle)) return;
    const lue = entrees.find((entree) => realPlace(dirname(pathIn(dossier, entree))) === this.#reelle);
    if (lue !== undefined)
      throw new UnwritableOutput(
        `${this.chemin} contient ce que l’édition lit, ${lue}`,
        'Écrivez l’édition ailleurs avec --sortie : ce qui a été reçu n’est jamais remplacé.',
      );
    if (this.#remplacer || readdirSync(this.#reelle).length === 0) return;
    const paquet = this.#lireLePaquet();
    if (paquet === undefined)
      throw refus(`rien ne dit de qui sont les documents de ${this.chemin} : ${PAQUET} y manque, ou ne se lit pas`);
    const sien = this.#note.dossier();
    const autre = [
      paquet.exercice === enTete.exercice ? '' : 'd’un autre exercice',
      paquet.collectivite === '' || plier(paquet.collectivite) === plier(enTete.collectivite)
        ? ''
        : 'd’une autre collectivité',
      estDuDossier(dossier, sien, paquet.entrees) ? '' : 'd’un autre dossier',
      paquet.edition === '' || paquet.edition === enTete.edition?.nom ? '' : 'd’un autre nom',
    ].find((quoi) => quoi !== '');
    if (autre === undefined) return;
    const qui = [
      paquet.exercice,
      paquet.collectivite,
      paquet.edition,
      sien === undefined ? '' : `dossier ${relative('', sien) || '.'}`,
    ];
    throw refus(
      `l’édition qui est dans ${this.chemin} est celle ${autre} (${qui.filter((dit) => dit !== '').join(', ')})`,
      this.#proposer(),
    );
  }

  /**
   * Takes note of whose edition is about to be shown.
   * @param enCours the folder where it is made
   */
  noter(enCours: string): Promise<void> {
    return this.#note.noter(enCours, this.#publication.dossier);
  }

  /** A folder of `reports` that is free, named after the dossier; empty when none comes to mind. */
  #proposer(): string {
    const { dossier, enTete } = this.#publication;
    const { exercice } = enTete;
    const noms = [basename(dossier), basename(dirname(dossier))]
      .map(enNomDeFichier)
      .filter((nom) => nom !== '' && nom !== 'data' && !nom.startsWith(exercice));
    return (
      [nomDePlace(dossier, enTete), ...noms.map((nom) => `${exercice}-${nom}`)]
        .map((nom) => join(RACINE, nom))
        .find((chemin) => !existsSync(chemin)) ?? ''
    );
  }

  #lireLePaquet(): PaquetLu | undefined {
    const octets = lireBorne(join(this.#reelle, PAQUET), PIECE_D_EDITION_MAX);
    return octets && lireLePaquet(octets.toString('utf8'));
  }
}

/**
 * What an edition is called among the folders of `reports`: by its exercice; by its dossier where that is named by its exercice and
 * something more, `2010-net`; and by its own name where its documents bear it.
 */
export function nomDePlace(dossier: string, enTete: Pick<EnTete, 'exercice' | 'edition'>): string {
  const { exercice } = enTete;
  const nom = enNomDeFichier(basename(resolve(dossier)));
  const suite = finDesNoms(enTete).slice(exercice.length);
  return `${nom.startsWith(`${exercice}-`) && refuserEnNomDeFichier(nom) === '' ? nom : exercice}${suite}`;
}

/**
 * Whether an edition is that of a dossier: the one that the note says; without a note, one that still has a file at least of those
 * that the edition was made from.
 */
function estDuDossier(dossier: string, note: string | undefined, entrees: readonly FichierPese[]): boolean {
  if (note !== undefined) return realpathSync(note) === realpathSync(dossier);
  return entrees.length === 0 || entrees.some((entree) => estLeMeme(dossier, entree));
}

/** @param libre a folder where it may go, to propose it */
function refus(message: string, libre = ''): UnwritableOutput {
  return new UnwritableOutput(
    `${message} ; rien n’a été remplacé`,
    `Écrivez celle-ci ailleurs avec --sortie${libre === '' ? '' : ` ${citerChemin(libre)}`}, ou ajoutez --remplacer pour qu’elle en prenne la place.`,
  );
}
