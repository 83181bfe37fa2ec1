import { mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Constats, exigerSansErreur } from '../domain/constats/constat.ts';
import { Refus } from '../domain/constats/refus.ts';
import { nommerSource } from '../domain/dossier/source-declaree.ts';
import { enumerer } from '../domain/textes/format.ts';
import { citer, estObjet } from '../domain/textes/texte.ts';
import { estUnCheminSimple } from '../dossier/fichiers-du-dossier.ts';
import { isMissing } from '../files/file-system.ts';
import { copyWeighed } from '../files/hashing.ts';
import { replaceFile } from '../files/replace-file.ts';
import { parseYaml, type YamlDocument } from '../files/yaml-document.ts';
import { YamlEdits } from '../files/yaml-edits.ts';
import type { BlocPropose } from './inspecter-source.ts';

const EXERCICE = 'exercice.yaml';

/** What a dossier declares, as it was before a file was looked at. */
export interface ExerciceOuvert {
  readonly dossier: string;
  readonly texte: string;
  readonly document: YamlDocument;
}

/** What was done to a dossier. */
export interface Inscription {
  readonly fichier: string;
  /** The line of `exercice.yaml` where the blocks start. */
  readonly ligne: number;
  /** Where the file was copied to in the dossier, if it was not there. */
  readonly copie?: string;
}

/** @throws ConstatsBloquants when it cannot be read */
export function ouvrirLExercice(dossier: string, constats: Constats): ExerciceOuvert {
  const texte = readFileSync(join(dossier, EXERCICE), 'utf8');
  const document = parseYaml(texte, EXERCICE, constats);
  exigerSansErreur(constats);
  if (document === undefined) throw new Error('un document sans faute doit se lire');
  return { dossier, texte, document };
}

/**
 * Adds to `exercice.yaml` the blocks proposed for a file, and the file to the dossier: both or nothing. All that is written
 * there already stays as it is, to the comment and to the byte.
 * @param recu where the file is
 * @throws Refus when a block is there already, or cannot be added as it is
 * @throws UnwritableOutput when the system refuses
 */
export async function inscrireLesBlocs(
  ouvert: ExerciceOuvert,
  recu: string,
  blocs: readonly BlocPropose[],
): Promise<Inscription> {
  const { dossier } = ouvert;
  const fichier = exigerDesBlocsAInscrire(ouvert, blocs);
  const texte = ajouter(ouvert, blocs);
  const defaire = await apporter(recu, join(dossier, fichier), blocs);
  const exercice = join(dossier, EXERCICE);
  try {
    await replaceFile(
      exercice,
      (chemin) => writeFileSync(chemin, texte),
      () => {
        if (readFileSync(exercice, 'utf8') !== ouvert.texte)
          throw refuser(
            `${EXERCICE} a changé pendant que le fichier était regardé`,
            'Quelqu’un l’a sans doute enregistré entre-temps. Relancez la commande.',
          );
      },
    );
  } catch (erreur) {
    defaire?.();
    throw erreur;
  }
  const rang = sourcesDe(ouvert.document).length;
  const { ligne = 1 } = parseYaml(texte, EXERCICE, new Constats())?.lieu(['sources', rang]) ?? {};
  return { fichier: exercice, ligne, ...(defaire === undefined ? {} : { copie: fichier }) };
}

const refuser = (message: string, remede: string) => new Refus('donnees', `rien n’a été écrit : ${message}`, remede);
const A_LA_MAIN = 'Relancez sans --ecrire, et collez le bloc à la main.';

/** @returns the path of their file in the dossier */
function exigerDesBlocsAInscrire({ document }: ExerciceOuvert, blocs: readonly BlocPropose[]): string {
  for (const { proposition } of blocs)
    if (proposition.empechement !== undefined)
      throw refuser('le fichier n’entre pas dans ce dossier', proposition.empechement);
  const fichier = blocs[0]?.fichier;
  if (fichier === undefined || !estUnCheminSimple(fichier))
    throw refuser(`le nom de ce fichier ne convient pas : ${citer(fichier ?? '')}`, 'Renommez-le.');
  exigerSansRepetition(sourcesDe(document), fichier, blocs);
  const net = (nom: string) => nom.normalize('NFC').toLowerCase();
  const proposes = blocs.map(({ proposition }) => net(nommerSource(fichier, proposition.format.feuille)));
  for (const [rang, { fichier: declare, feuille }] of sourcesDe(document).entries())
    if (proposes.includes(net(nommerSource(declare, feuille))))
      throw refuser(
        `${citer(nommerSource(declare, feuille))} est déjà déclaré, à la ligne ${document.lieu(['sources', rang]).ligne} d’${EXERCICE}`,
        'Rien n’est jamais remplacé : retirez d’abord son bloc, ou corrigez-le à la main d’après ce que propose la commande sans --ecrire.',
      );
  return fichier;
}

/** A sheet and those that it repeats would count twice: written together, or beside those that are declared already. */
function exigerSansRepetition(
  declarees: ReturnType<typeof sourcesDe>,
  fichier: string,
  blocs: readonly BlocPropose[],
): void {
  const nommer = (parmi: readonly BlocPropose[]) =>
    parmi.map(({ proposition }) => citer(proposition.format.feuille ?? '')).join(', ');
  const ensemble = new Set(blocs.map(({ proposition }) => proposition.format.feuille));
  const repetees = blocs.filter(({ repete }) => repete?.some((feuille) => ensemble.has(feuille)));
  if (repetees.length > 0)
    throw refuser(
      `des feuilles de ce classeur en répètent sans doute d’autres (${nommer(repetees)})`,
      'Tout compterait deux fois : regardez les blocs sans --ecrire, puis choisissez une feuille avec --feuille.',
    );
  const deja = new Set(declarees.flatMap((une) => (une.fichier === fichier ? (une.feuille ?? []) : [])));
  const redites = blocs.filter(({ repete }) => repete?.some((feuille) => deja.has(feuille)));
  if (redites.length > 0)
    throw refuser(
      `cette feuille répète sans doute des feuilles déjà déclarées de ce classeur (${nommer(redites)})`,
      `Tout compterait deux fois : ne la déclarez pas, ou retirez d’abord d’${EXERCICE} les blocs des autres feuilles. Si elle ne les répète pas, relancez sans --ecrire, et collez le bloc à la main.`,
    );
  const parLaSuite = blocs.filter(({ repetePar }) => repetePar?.some((feuille) => deja.has(feuille)));
  if (parLaSuite.length > 0)
    throw refuser(
      `une feuille déjà déclarée de ce classeur répète sans doute celle-ci (${nommer(parLaSuite)})`,
      `Tout compterait deux fois : retirez d’abord d’${EXERCICE} le bloc de ${enumerer([...new Set(parLaSuite.flatMap(({ repetePar = [] }) => repetePar.filter((feuille) => deja.has(feuille))))].map(citer))}, ou gardez-le seul. S’il ne la répète pas, relancez sans --ecrire, et collez le bloc à la main.`,
    );
}

/** The text with the blocks; what it says is checked against what it said. */
function ajouter({ texte, document }: ExerciceOuvert, blocs: readonly BlocPropose[]): string {
  const lignes = blocs.flatMap(({ bloc }) => bloc.nu.map((ligne) => ligne.slice(2)));
  const retouches = new YamlEdits(texte);
  if (!retouches.append(['sources'], lignes))
    throw refuser(`la liste sources d’${EXERCICE} n’est pas écrite ligne à ligne, ou n’est pas là`, A_LA_MAIN);
  const resultat = retouches.result();
  const attendu = { ...(document.content() as object), sources: [...sourcesEcrites(document), ...lus(lignes)] };
  const relu = parseYaml(resultat, EXERCICE, new Constats());
  if (relu === undefined || !isDeepStrictEqual(relu.content(), attendu))
    throw refuser(`le bloc ne se relit pas dans ${EXERCICE} tel qu’il a été proposé`, A_LA_MAIN);
  return resultat;
}

function lus(lignes: readonly string[]): unknown[] {
  const contenu = parseYaml(lignes.join('\n'), EXERCICE, new Constats())?.content();
  return Array.isArray(contenu) ? contenu : [];
}

function sourcesEcrites(document: YamlDocument): unknown[] {
  const contenu = document.content();
  const sources = estObjet(contenu) ? contenu.sources : undefined;
  return Array.isArray(sources) ? sources : [];
}

function sourcesDe(document: YamlDocument): { readonly fichier: string; readonly feuille: string | undefined }[] {
  return sourcesEcrites(document).map((ecrite) => {
    const { fichier, feuille } = estObjet(ecrite) ? ecrite : {};
    return { fichier: String(fichier ?? ''), feuille: typeof feuille === 'string' ? feuille : undefined };
  });
}

/**
 * Copies a file to its place in the dossier, byte for byte, unless it is there.
 * @returns what takes the copy away again; nothing when there was none to make
 */
async function apporter(recu: string, place: string, blocs: readonly BlocPropose[]): Promise<(() => void) | undefined> {
  if (resolve(recu) === resolve(place)) return undefined;
  if (!isMissing(place)) {
    if (copyWeighed(place).sha256 === copyWeighed(recu).sha256) return undefined;
    throw refuser(
      `un autre fichier est déjà là, ${place}`,
      'S’il est renvoyé par le secteur, remplacez-le vous-même ; sinon, renommez le fichier reçu.',
    );
  }
  const dossierNeuf = mkdirSync(dirname(place), { recursive: true });
  const oter = () => {
    rmSync(place, { force: true });
    if (dossierNeuf !== undefined) oterLesDossiersVides(dirname(resolve(place)), resolve(dossierNeuf));
  };
  try {
    let somme: string | undefined;
    await replaceFile(
      place,
      (chemin) => {
        somme = copyWeighed(recu, chemin).sha256;
      },
      () => {
        if (blocs.some(({ lecture }) => lecture !== undefined && lecture.lue.sha256 !== somme))
          throw refuser('le fichier reçu a changé pendant qu’il était regardé', 'Relancez la commande.');
      },
    );
  } catch (erreur) {
    if (dossierNeuf !== undefined) oter();
    throw erreur;
  }
  return oter;
}

/** Takes away a folder and those above it, up to one of them, as long as nobody put anything in them. */
function oterLesDossiersVides(dossier: string, dernier: string): void {
  try {
    for (let vide = dossier; vide.length >= dernier.length; vide = dirname(vide)) rmdirSync(vide);
  } catch {
    // Something came in it meanwhile: it stays.
  }
}
