import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decision } from '../../classify/decisions/decision.ts';
import { ajouterLesDecisions, cleDeDecision, ouvrirLesDecisions } from '../../classify/decisions/decisions-ecrites.ts';
import type { LigneDAlors } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import { ecrireLaLigne } from '../../classify/decisions/retrouver/ligne-ecrite.ts';
import { RechercheDeLignes } from '../../classify/decisions/retrouver/recherche-de-lignes.ts';
import { montantSur } from '../../compile/partition.ts';
import { Constats, ConstatsBloquants, estUneErreur, exigerSansErreur, TOUS } from '../../domain/constats/constat.ts';
import type { SourceLue } from '../../domain/dossier/source-lue.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { entreesDuDossier } from '../../dossier/lire-le-dossier.ts';
import { decrireLesLignes } from '../../edition/decrire-les-lignes.ts';
import { parcourirLesLignes } from '../../edition/parcourir-les-lignes.ts';
import { type Preparation, preparer } from '../../edition/preparation.ts';
import { readHead } from '../../files/read-head.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { type OpenedFile, requireUnchanged } from '../../files/rewrite-own-file.ts';
import { parseYaml } from '../../files/yaml-document.ts';
import { YamlEdits } from '../../files/yaml-edits.ts';
import { lireLAncienControle } from '../../ingest/ancien-controle.ts';

const EXERCICE = 'exercice.yaml';
const ARBITRAGES = 'arbitrages.csv';

/** A place of a file that is of an older form, and what stands there once it is migrated. */
export interface Change {
  readonly ligne: number;
  /** What it becomes, or gets. */
  readonly devient: string;
  readonly pourquoi: string;
}

export interface MigratedFile {
  readonly fichier: string;
  /** What was found, in words. */
  readonly forme: string;
  readonly changements: readonly Change[];
  /** What only a person can do, in words. */
  readonly resteAFaire: readonly string[];
}

export interface Migration {
  readonly fichiers: readonly MigratedFile[];
  /** How many other files of the dossier are read as they are. */
  readonly lusTelsQuels: number;
  readonly ecrit: boolean;
}

/**
 * Finds what older versions wrote otherwise in the files that people keep, and rewrites it when asked: all or nothing. Asked
 * again, finds nothing more.
 * @throws ConstatsBloquants when the dossier cannot be read for another reason than what is migrated
 * @throws UnwritableOutput when a file cannot be written, or changed since it was read
 */
export async function migrateDossier(path: string, write: boolean, constats: Constats): Promise<Migration> {
  const read = new Constats(TOUS);
  const decisionsFile = ouvrirLesDecisions(path);
  const preparation = await preparer(path, read).catch((error) => refuseFaults(read, constats, error));
  const yaml = { path: join(path, EXERCICE), bytes: readFileSync(join(path, EXERCICE)) };
  const decisions = preparation.classement.decisions.toutes;
  const search = new RechercheDeLignes(decisions);
  const { base } = preparation.dossier.enTete;
  const sources = await parcourirLesLignes(preparation, (line) => search.voir(line, montantSur(line, base)));
  if (read.liste.some((constat) => estUneErreur(constat) && constat.code !== 'E-CONTROLE'))
    refuseFaults(read, constats);

  const controls = migrateControls(yaml.bytes.toString('utf8'), preparation, sources, read);
  const sorts = search.conclure({ echangeables: () => false });
  const toDescribe = [...sorts].flatMap(([decision, sort]) =>
    decision.etait === undefined && sort.type === 'en_place' ? [{ decision, line: sort.ligne }] : [],
  );
  const described = await decrireLesLignes(
    preparation,
    toDescribe.map(({ line }) => line),
  );
  const memories = [...preparation.dossier.memoires, ...preparation.dossier.editionsRemplacees];
  const fichiers = [
    controls.file,
    ...(decisionsFile.bytes === undefined ? [] : [tellDecisions(path, decisions, toDescribe, described)]),
    ...memories.map((file) => tellMemory(path, file)),
  ];
  const changed = fichiers.some(({ changements }) => changements.length > 0);
  if (write && changed) await writeBoth(yaml, controls, decisionsFile, toDescribe, described);
  const lusTelsQuels = entreesDuDossier(preparation.dossier).length - fichiers.length;
  return { fichiers, lusTelsQuels, ecrit: write && changed };
}

function refuseFaults(read: Constats, constats: Constats, error?: unknown): never {
  if (error !== undefined && !(error instanceof ConstatsBloquants)) throw error;
  for (const constat of read.liste.filter(estUneErreur)) if (constat.code !== 'E-CONTROLE') constats.ajouter(constat);
  exigerSansErreur(constats);
  throw error;
}

interface MigratedControls {
  readonly text: string;
  readonly file: MigratedFile;
}

/** Sums of `controle` that say no sense, of files that have expenses and receipts: 0.1 took them for both, added. */
function migrateControls(
  text: string,
  { dossier }: Preparation,
  sources: readonly SourceLue[],
  { liste }: Constats,
): MigratedControls {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const document = parseYaml(body, EXERCICE, new Constats());
  const edits = new YamlEdits(body);
  const changements: Change[] = [];
  const resteAFaire: string[] = [];
  const placed = new Map(
    (document === undefined ? [] : [...Array(countSources(document.content())).keys()]).map((rank) => {
      const path = ['sources', rank, 'controle'];
      return [document?.lieu(path).ligne, path] as const;
    }),
  );
  for (const source of dossier.sources) {
    const read = sources.find(({ fichier }) => fichier === source.nom);
    const old = read && lireLAncienControle(source, read);
    const path = placed.get(source.controle?.lieu.ligne);
    if (!old || !path) {
      // Not the sums of both senses added: nobody but who sent the file knows what they are.
      if (liste.some(({ code, message }) => code === 'E-CONTROLE' && message.startsWith(`${source.nom} : `)))
        resteAFaire.push(
          `${source.nom} : son controle ne fait pas ce que le fichier contient ; « jaune controler » le dit`,
        );
      continue;
    }
    const said = old.ecrit.join(', ');
    const before = old.bases.map((key) => `${key} ${formaterEuros(source.controle?.montants[key] ?? raise(key))}`);
    if (source.depliee === undefined && edits.regroup(path, old.bases, old.ecrit))
      changements.push({
        ligne: source.controle?.lieu.ligne ?? 0,
        devient: said,
        pourquoi: `${source.nom} : ${before.join(', ')}, dépenses et recettes additionnées ; chaque sens a maintenant sa somme`,
      });
    else resteAFaire.push(`${source.nom} : écrivez dans son controle, à la place de ${old.bases.join(', ')} : ${said}`);
  }
  const forme = changements.length + resteAFaire.length > 0 ? 'controle sans sens, comme en 0.1' : 'lu tel quel';
  return { text: mark + edits.result(), file: { fichier: EXERCICE, forme, changements, resteAFaire } };
}

function countSources(content: unknown): number {
  const { sources } = content as { sources?: unknown };
  return Array.isArray(sources) ? sources.length : 0;
}

function raise(key: string): never {
  throw new Error(`${key} : un montant annoncé doit se relire`);
}

interface ToDescribe {
  readonly decision: Decision;
  readonly line: { readonly ref: string };
}

/** Decisions that say their line by its digest alone: once its file is sent again, nobody would find it. */
function tellDecisions(
  path: string,
  decisions: readonly Decision[],
  toDescribe: readonly ToDescribe[],
  described: ReadonlyMap<string, LigneDAlors>,
): MigratedFile {
  const undescribed = decisions.filter(({ etait }) => etait === undefined).length;
  const lost = undescribed - toDescribe.length;
  return {
    fichier: ARBITRAGES,
    forme:
      undescribed === 0 ? 'lu tel quel' : `${accord(undescribed, 'décision')} sans ce que dit la ligne, comme en 0.1`,
    changements: toDescribe.map(({ decision, line }) => {
      const { libelle, montant } = described.get(line.ref) ?? raise(line.ref);
      return {
        ligne: decision.lieu.ligne ?? 0,
        devient: `…;${libelle} · ${formaterEuros(montant)}`,
        pourquoi: `${decision.ref} : ce que dit la ligne est gardé, pour la retrouver si son fichier est renvoyé`,
      };
    }),
    resteAFaire:
      lost === 0
        ? []
        : [
            `${accord(lost, 'décision')} dont la ligne n’est plus là où elle était : « jaune arbitrer reporter ${citerChemin(path)} » la cherche`,
          ],
  };
}

/** Files of former exercices are published: whoever wrote them, they are read in the form that they have. */
function tellMemory(path: string, file: string): MigratedFile {
  const [titles = ''] = readHead(join(path, file), 8_192).toString('utf8').split('\n');
  const recent = titles.split(';').includes('montant_part_centimes');
  const forme = recent ? 'lu tel quel' : 'forme de 0.1, lue telle quelle';
  return { fichier: file, forme, changements: [], resteAFaire: [] };
}

/** The decisions are put down once the draft of the other file is: nothing but a renaming is left to be refused. */
async function writeBoth(
  yaml: Required<OpenedFile>,
  { text, file }: MigratedControls,
  decisionsFile: OpenedFile,
  toDescribe: readonly ToDescribe[],
  described: ReadonlyMap<string, LigneDAlors>,
): Promise<void> {
  const lines = new Map(
    toDescribe.map(({ decision, line }) => [
      cleDeDecision(decision),
      ecrireLaLigne(described.get(line.ref), decision.reporteeDe),
    ]),
  );
  const describe = async () => {
    if (lines.size > 0) await ajouterLesDecisions(decisionsFile, [], { lignes: lines });
  };
  if (file.changements.length === 0) return describe();
  await replaceFile(
    yaml.path,
    (draft) => writeFileSync(draft, text),
    async () => {
      requireUnchanged(yaml.path, yaml.bytes);
      await describe();
    },
  );
}
