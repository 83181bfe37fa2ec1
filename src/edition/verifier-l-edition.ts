import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Constat } from '../domain/constats/constat.ts';
import { CODES_DE_SORTIE, Refus } from '../domain/constats/refus.ts';
import { accord, enumerer } from '../domain/textes/format.ts';
import { outillageLivre } from '../dossier/outillage.ts';
import { withScratch } from '../files/scratch.ts';
import { countsAs, isMoreRecent, VERSION } from '../files/tool.ts';
import { type Cause, chercherLesCauses, empreintesDe } from '../seal/causes.ts';
import type { Alteration } from '../seal/chercher-les-alterations.ts';
import { lireUnePiece } from '../seal/lire-une-piece.ts';
import { ouvrirLeScelle, type Scelle } from '../seal/ouvrir-le-scelle.ts';
import { PAQUET } from '../seal/paquet.ts';
import { lireLesSommes, peserUnFichier, SOMMES } from '../seal/sommes.ts';
import { jugerLOutil, type OutilJuge } from './juger-l-outil.ts';
import { comparerLaTete, comparerLesDocuments, type DocumentRefait, refaireLEdition } from './refaire-l-edition.ts';
import { trouverLeDossier } from './trouver-le-dossier.ts';

export interface Verification {
  readonly genre: Scelle['genre'];
  /** Empty where what says it cannot be read, as the version. */
  readonly exercice: string;
  /** The version that made it, and this one. */
  readonly version: string;
  readonly versionIci: string;
  readonly fichiers: number;
  /** Digest of the archive itself, to compare with the one that was kept elsewhere; empty for a folder. */
  readonly sha256: string;
  /** The one that was kept elsewhere, where it was given and is another. */
  readonly empreinteAttendue: string;
  /** The file of the archive of which it is, when it is one of them. */
  readonly empreinteDe: string;
  /** Whether one was given. */
  readonly empreinteComparee: boolean;
  readonly alterations: readonly Alteration[];
  /** PDF that stand beside an edition: not sealed, nor verified. */
  readonly imprimes: readonly string[];
  /** What its tables, templates and program are, beside those of its version. */
  readonly outil: OutilJuge;
  /** Where they are others: what was sealed that those of the version, which is this one, do not make. */
  readonly avecLOutilDeLaVersion?: { readonly chiffres: readonly DocumentRefait[]; readonly reste: readonly string[] };
  readonly causes: readonly Cause[];
  /** Of a published edition, the dossier that it was made again from; empty for an archive, which has its own. */
  readonly dossier: string;
  readonly documents: readonly DocumentRefait[];
  /** Why the edition could not be made again; empty when it was. */
  readonly echec: readonly Constat[];
  /** The same, when what was altered is a file that no officer writes: a table of the tool, a template. */
  readonly panne: string;
  /** Whether all is as it was sealed and all was made again to the byte. */
  readonly identique: boolean;
}

interface CeQuiEstDonne {
  /** For a published edition, the dossier that it was made from; looked for by its manifest when not given. */
  readonly dossier?: string | undefined;
  /** The digest of the archive that was kept elsewhere, 64 hexadecimal digits. */
  readonly empreinte?: string | undefined;
}

/**
 * Does it again, and says whether every byte is the same: checks the digests of an archive or of a published edition, compiles
 * its dossier anew in a scratch place, compares every document.
 * @throws Refus when what is given says nothing of what it should be, its dossier is not found, or it was made by a version that
 *   counts otherwise, or by a newer one
 * @throws RefusedArchive when the archive is unsafe or damaged
 */
export function verifierLEdition(
  chemin: string,
  { dossier: donne, empreinte }: CeQuiEstDonne = {},
): Promise<Verification> {
  return withScratch(async (atelier) => {
    const sha256 = await peserLArchive(chemin, empreinte);
    const autre = empreinte !== undefined && empreinte !== sha256;
    const scelle = await ouvrirLeScelle(chemin, join(atelier, 'archive')).catch((motif: unknown) => {
      throw autre ? direAussiLEmpreinte(chemin, motif) : motif;
    });
    const commun = {
      genre: scelle.genre,
      versionIci: VERSION,
      fichiers: scelle.fichiers,
      sha256,
      empreinteAttendue: autre ? empreinte : '',
      empreinteDe: autre ? nommerCeQuiA(empreinte, scelle.racine) : '',
      empreinteComparee: empreinte !== undefined,
      alterations: scelle.alterations,
      imprimes: 'illisible' in scelle ? [] : scelle.imprimes,
      causes: [],
      dossier: '',
      documents: [],
      echec: [],
      panne: '',
      identique: false,
    };
    const refuser = (refus: RefusDeVersion, precision = '') =>
      new Refus('usage', `${refus.message}${precision}. ${direCeQuiConcorde(commun)}`, refus.remede);
    if ('illisible' in scelle) {
      const { illisible, plusRecent, alterations } = scelle;
      if (plusRecent !== undefined && alterations.length === 0 && !autre)
        throw refuser({
          message: `${chemin} dit avoir été faite par jaune ${plusRecent} : ${illisible}`,
          remede: `Vérifiez-la avec jaune ${plusRecent}, ou une version plus récente qui compte de même.`,
        });
      return { ...commun, exercice: '', version: '', outil: OUTIL_INCONNU, panne: illisible };
    }
    const outil = await jugerLOutil(scelle, chemin);
    const rapporter = (trouve: Partial<Verification>): Verification => ({
      ...commun,
      exercice: scelle.exercice,
      version: scelle.version,
      outil,
      ...trouve,
    });
    const refus = refuserLaVersion(scelle.version, outil.connu);
    // Digests need no version: what they tell comes first, and a version is not believed of what was altered.
    const doute = outil.ecarts.length > 0 && outil.revision === '';
    if (refus && (scelle.alterations.length > 0 || autre || doute))
      return rapporter({
        panne: scelle.versionContredite
          ? `${refus.message} ; d’autres de ses fichiers en disent une autre`
          : `${refus.message}. ${refus.remede}`,
      });
    if (refus)
      throw outil.revision === ''
        ? refuser(refus)
        : refuser(
            {
              ...refus,
              remede: `Les deux ne comptent pas de même : vérifiez-la avec la révision ${outil.revision} de jaune.`,
            },
            direLaRevision(scelle, outil),
          );
    if (!outil.connu)
      return rapporter({
        panne: `jaune ${VERSION} ne connaît pas de version ${scelle.version} : rien ne dit si ses tables et ses gabarits sont ceux de jaune`,
      });

    // What the documents were made from, as it is now; then what they say, made again.
    const matiere = trouverLeDossier(scelle, donne);
    const refaits = join(atelier, 'documents');
    const { edition, ...manque } = await refaireLEdition(matiere, scelle, refaits);
    const avecLOutilDeLaVersion = doute && (await refaireAvecLeSien(scelle, matiere.dossier, join(atelier, 'sien')));
    const { dossier } = scelle.extrait ? { dossier: '' } : matiere;
    if (edition === undefined)
      return rapporter({ dossier, ...manque, ...(avecLOutilDeLaVersion && { avecLOutilDeLaVersion }) });
    const documents = [
      ...(await comparerLaTete(scelle, edition, join(atelier, 'tete'))),
      ...comparerLesDocuments(scelle, refaits),
    ];
    const { provenance } = edition;
    const causes = chercherLesCauses(
      empreintesDe([...scelle.entrees, ...scelle.outil]),
      empreintesDe([...provenance.entrees, ...provenance.outil]),
    );
    const memes = documents.every(({ difference }) => difference === undefined);
    const intact = scelle.alterations.length === 0 && outil.ecarts.length === 0 && !autre;
    return rapporter({
      dossier,
      causes,
      documents,
      identique: memes && causes.length === 0 && intact,
      ...(avecLOutilDeLaVersion && { avecLOutilDeLaVersion }),
    });
  });
}

const OUTIL_INCONNU: OutilJuge = { connu: false, ecarts: [], revision: '', programme: 'absent' };

/** What digests are worth that travel with what they are of. */
function direCeQuiConcorde({
  genre,
  fichiers,
  sha256,
  empreinteComparee,
}: Pick<Verification, 'genre' | 'fichiers' | 'sha256' | 'empreinteComparee'>): string {
  const concordent = `${accord(fichiers, 'fichier')} : les empreintes qui les accompagnent sont les leurs, mais qui réécrit ${
    genre === 'rapport' ? 'l’édition' : 'l’archive'
  } peut les refaire`;
  if (sha256 === '') return `${concordent} ; rien n’a été refait, et rien d’autre n’en est prouvé`;
  return empreinteComparee
    ? `${concordent}. Celle de l’archive est bien celle que vous avez gardée : ${sha256}`
    : `${concordent}. Rien n’a été refait. Empreinte de l’archive : ${sha256} ; seule sa comparaison avec celle que vous avez gardée dit que rien n’a changé`;
}

/** The file of which somebody kept the digest for that of the archive; empty when it is none of them. */
function nommerCeQuiA(empreinte: string, racine: string): string {
  const chemin = join(racine, SOMMES);
  if (!statSync(chemin, { throwIfNoEntry: false })?.isFile()) return '';
  const { parNom } = lireLesSommes(lireUnePiece(chemin, SOMMES));
  return [...parNom].find(([, sha256]) => sha256 === empreinte)?.[0] ?? '';
}

/** Documents that are figures, to whoever adds them up again; the page and the workbook are drawn of the same. */
const CHIFFRES = /^(?:lignes|lignes-ecartees|synthese)-\d{4}(?:-[a-z0-9-]+)?\.(?:csv|json)$/;
/** Documents that name the files of the tool, and are others with another tool. */
const QUI_NOMMENT_L_OUTIL: readonly string[] = [PAQUET, SOMMES];

/** What the tables and templates of the version make of the same dossier, which are those of this tool when it is that version. */
async function refaireAvecLeSien(scelle: Scelle, dossier: string, vers: string) {
  if (scelle.version !== VERSION) return undefined;
  const { edition } = await refaireLEdition({ dossier, outillage: outillageLivre() }, scelle, vers);
  if (edition === undefined) return undefined;
  const refaits = comparerLesDocuments(scelle, vers).filter(({ difference }) => difference !== undefined);
  return {
    chiffres: refaits.filter(({ nom }) => CHIFFRES.test(nom)),
    reste: refaits.map(({ nom }) => nom).filter((nom) => !CHIFFRES.test(nom) && !QUI_NOMMENT_L_OUTIL.includes(nom)),
  };
}

function direLaRevision({ version }: Scelle, { revision, ecarts }: OutilJuge): string {
  if (revision === '') return '';
  const noms = ecarts.map(({ fichier }) => fichier);
  return `. Elle date d’avant la fin de ${version}, de sa révision ${revision} : ${enumerer(noms)} n’y étaient pas encore comme à la fin`;
}

/** The digest of an archive; none of a folder. */
async function peserLArchive(chemin: string, empreinte: string | undefined): Promise<string> {
  const etat = statSync(chemin, { throwIfNoEntry: false });
  if (etat?.isDirectory() && empreinte !== undefined)
    throw new Refus(
      'usage',
      `${chemin} est un dossier : l’empreinte qui fut gardée est celle du fichier .zip, elle ne s’y compare pas`,
      'Donnez l’archive elle-même, ou vérifiez ce dossier sans --empreinte.',
    );
  return etat?.isFile() ? (await peserUnFichier({ nom: chemin, chemin })).sha256 : '';
}

/** What cannot be opened, and is not the archive of which the digest was kept. */
function direAussiLEmpreinte(chemin: string, motif: unknown): unknown {
  if (!(motif instanceof Refus) || motif.code !== CODES_DE_SORTIE.usage || !existsSync(chemin)) return motif;
  return new Refus(
    'different',
    `${chemin} n’a pas l’empreinte que vous avez gardée. De plus, ${motif.message}`,
    'Reprenez l’archive dont vous avez gardé l’empreinte.',
  );
}

interface RefusDeVersion {
  readonly message: string;
  readonly remede: string;
}

/**
 * Why this version does not make an edition again, and which does; nothing when it does.
 * @param connue whether this version knows it: of an older one that it does not, there is none
 */
function refuserLaVersion(version: string, connue: boolean): RefusDeVersion | undefined {
  const message = `cette édition dit avoir été faite par jaune ${version}, celui-ci est jaune ${VERSION}`;
  if (!connue)
    return isMoreRecent(version, VERSION)
      ? {
          message: `${message} et ne la connaît pas`,
          remede: `Vérifiez-la avec jaune ${version}, ou une version plus récente qui compte de même.`,
        }
      : undefined;
  if (!countsAs(version, VERSION))
    return { message, remede: `Les deux ne comptent pas de même : vérifiez-la avec jaune ${version}.` };
  return undefined;
}
