import { existsSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Refus } from '../domain/constats/refus.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { enNomDeFichier, finDesNoms, refuserEnNomDeFichier } from '../domain/dossier/edition-nommee.ts';
import { citerChemin } from '../domain/textes/citer-chemin.ts';
import { plier } from '../domain/textes/texte.ts';
import { pathIn } from '../files/path-in.ts';
import { realPlace } from '../files/real-place.ts';
import { replaceFile } from '../files/replace-file.ts';
import { systemFailure } from '../files/unreadable.ts';
import { UnwritableOutput } from '../files/unwritable-output.ts';
import { estLeMeme } from './est-le-meme.ts';
import { lireLePaquet, PAQUET, type PaquetLu } from './paquet.ts';
import { type FichierPese, peserDesOctets, SOMMES } from './sommes.ts';

const RACINE = 'reports';
/** More than two paths take, and more than the checksums or the package file of any edition. */
const NOTE_MAX = 32 * 1024;
const EDITION_MAX = 64 * 1024 * 1024;

/** What is published, and whence. */
interface Publication {
  /** Folder of the dossier. */
  readonly dossier: string;
  readonly enTete: Pick<EnTete, 'exercice' | 'collectivite' | 'edition'>;
  /** The files of the dossier that the edition reads, as paths in it. */
  readonly entrees: readonly string[];
}

/**
 * Where an edition is published, and whose edition stands there. Exercice and collectivité are in the edition itself; of which
 * dossier it is, nothing in it may say, since the same dossier elsewhere gives the same bytes. A note beside it says so,
 * `reports/.2012.dossier` for `reports/2012`: on each line the SHA-256 of the `SHA256SUMS` of an edition, and its dossier.
 * The note is written before the edition is shown, and keeps the line of the one that it replaces: it is true of either.
 */
export class PlaceDUneEdition {
  readonly chemin: string;
  readonly #reelle: string;
  readonly #note: string;
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
    this.#note = noteDe(this.chemin);
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
    const sien = dossierNote(this.#reelle);
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
  async noter(enCours: string): Promise<void> {
    const ici = dirname(this.#note);
    try {
      // Of two that are the same to the byte, the dossier is that of the last.
      const dossiers = new Map([
        [empreinteDe(this.#reelle), dossierNote(this.#reelle)],
        [empreinteDe(enCours), this.#publication.dossier],
      ]);
      const lignes = [...dossiers].map(([sommes, dossier]) =>
        sommes === undefined || dossier === undefined
          ? ''
          : `${sommes}  ${relative(ici, realPlace(dossier)).replaceAll('\\', '/')}\n`,
      );
      await replaceFile(
        this.#note,
        (brouillon) => writeFileSync(brouillon, lignes.join('')),
        () => {},
      );
    } catch (erreur) {
      // Without a note, its exercice and its collectivité still speak.
      if (!(erreur instanceof Refus) && systemFailure(erreur) === undefined) throw erreur;
    }
  }

  /** A folder beside that is free, named after the dossier; empty when none comes to mind. */
  #proposer(): string {
    const { dossier, enTete } = this.#publication;
    const { exercice } = enTete;
    const noms = [basename(dossier), basename(dirname(dossier))]
      .map(enNomDeFichier)
      .filter((nom) => nom !== '' && nom !== 'data' && !nom.startsWith(exercice));
    return (
      [nomDePlace(dossier, enTete), ...noms.map((nom) => `${exercice}-${nom}`)]
        .map((nom) => join(dirname(this.chemin), nom))
        .find((chemin) => !existsSync(chemin)) ?? ''
    );
  }

  #lireLePaquet(): PaquetLu | undefined {
    const octets = lireBorne(join(this.#reelle, PAQUET), EDITION_MAX);
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

/** Where the note is that says whose edition stands in a folder. */
function noteDe(edition: string): string {
  const reelle = realPlace(edition);
  return join(dirname(reelle), `.${basename(reelle)}.dossier`);
}

/** The dossier of an edition, as the note beside it says; nothing when it does not, or of one that is no longer there. */
export function dossierNote(edition: string): string | undefined {
  const chemin = noteDe(edition);
  const note = lireBorne(chemin, NOTE_MAX)?.toString('utf8') ?? '';
  if (note.includes('\0')) return undefined;
  const sommes = empreinteDe(edition);
  for (const ligne of note.split('\n')) {
    const [, de, datee] = /^([0-9a-f]{64}) {2}(.+)$/.exec(ligne) ?? [];
    // Until 0.2.0 it was the dossier alone.
    const dossier = de === undefined ? ligne.trimEnd() : de === sommes ? datee : undefined;
    if (!dossier) continue;
    const trouve = resolve(dirname(chemin), dossier);
    return existsSync(join(trouve, 'exercice.yaml')) ? trouve : undefined;
  }
  return undefined;
}

/**
 * Whether an edition is that of a dossier: the one that the note says; without a note, one that still has a file at least of those
 * that the edition was made from.
 */
function estDuDossier(dossier: string, note: string | undefined, entrees: readonly FichierPese[]): boolean {
  if (note !== undefined) return realpathSync(note) === realpathSync(dossier);
  return entrees.length === 0 || entrees.some((entree) => estLeMeme(dossier, entree));
}

/** The SHA-256 of the checksums of an edition: what tells it from any other. */
function empreinteDe(edition: string): string | undefined {
  const sommes = lireBorne(join(edition, SOMMES), EDITION_MAX);
  return sommes && peserDesOctets(SOMMES, sommes).sha256;
}

function lireBorne(chemin: string, octets: number): Buffer | undefined {
  const etat = statSync(chemin, { throwIfNoEntry: false });
  return etat?.isFile() && etat.size <= octets ? readFileSync(chemin) : undefined;
}

/** @param libre a folder where it may go, to propose it */
function refus(message: string, libre = ''): UnwritableOutput {
  return new UnwritableOutput(
    `${message} ; rien n’a été remplacé`,
    `Écrivez celle-ci ailleurs avec --sortie${libre === '' ? '' : ` ${citerChemin(libre)}`}, ou ajoutez --remplacer pour qu’elle en prenne la place.`,
  );
}
