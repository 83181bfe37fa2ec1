import type { Base } from '../domain/argent/base.ts';
import { NUL, somme } from '../domain/argent/montant.ts';
import { Nomenclature } from '../domain/codes/nomenclature.ts';
import type { Norme } from '../domain/codes/normes.ts';
import { Constats } from '../domain/constats/constat.ts';
import { type FormatDeclare, nommerSource, type SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { LuDansUnSens, SourceLue } from '../domain/dossier/source-lue.ts';
import { garder, type LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { completerLesNomenclatures, type TablesDuDossier } from '../dossier/completer-les-nomenclatures.ts';
import { lireLesSourcesProposees } from '../dossier/lire-la-declaration.ts';
import { chargerLaNomenclature } from '../dossier/tables-de-reference.ts';
import { isBlank } from '../files/csv-format.ts';
import { ReadingProgress } from '../files/progress.ts';
import { formatDe } from '../formats/formats.ts';
import type { CadrePropose } from '../formats/regard.ts';
import { lireSurPlace } from '../ingest/lire-sur-place.ts';
import { reglesDesCodes } from '../ingest/verifier-les-codes.ts';
import { Echantillon } from './echantillon.ts';

/** The file, read as `compiler` would. */
export interface Lecture {
  readonly lue: SourceLue;
  readonly lignes: readonly LigneBudgetaire[];
  readonly constats: Constats;
}

/** Where the file is now, and its path in the dossier, where it is or should be. */
export interface PlaceDuFichier {
  readonly racine: string;
  readonly nom: string;
  readonly fichier: string;
}

const LIGNES_MONTREES = 3;
/** A year in which most norms hold, to look codes up when the file does not say its own. */
export const ANNEE_DE_REPLI = '2023';

/** Reads the records of a file with the reader of its format, before anything is declared of its columns. */
export async function echantillonner(format: FormatDeclare, { racine, nom }: PlaceDuFichier): Promise<Echantillon> {
  let echantillon: Echantillon | undefined;
  const contexte = {
    exercice: ANNEE_DE_REPLI,
    base: 'mandats' as const,
    nomenclature: new Nomenclature('M57', Number(ANNEE_DE_REPLI), [], []),
    constats: new Constats(),
  };
  await formatDe(format)
    .ouvrir(sansColonnes(format, nom), `${racine}/${nom}`, contexte)
    .lire({
      enregistrement: (vu) => {
        if (isBlank(vu)) return;
        const { champs, numero } = vu;
        if (echantillon === undefined) echantillon = new Echantillon(champs);
        else if (aSaPlace(champs, echantillon.titres.length))
          echantillon.ajouter(
            Array.from(echantillon.titres, (_, rang) => champs[rang] ?? ''),
            numero,
            vu.aspect && Array.from(echantillon.titres, (_, rang) => vu.aspect?.(rang)),
          );
      },
      faute: () => undefined,
    });
  return echantillon ?? new Echantillon([]);
}

/** Whether the cells of a record are under their titles: all of them, all but a last one, or a note alone in its row. */
function aSaPlace(champs: readonly string[], largeur: number): boolean {
  if (champs.length >= largeur - 1) return champs.length <= largeur;
  return champs.filter((champ) => champ.trim() !== '').length === 1;
}

function sansColonnes(format: FormatDeclare, fichier: string): SourceDeclaree {
  return {
    nom: fichier,
    fichier,
    lieu: { fichier },
    format,
    norme: 'M57',
    vote: 'par_fonction',
    decimale: ',',
    unite: 'euros',
    colonnes: new Map(),
    montants: { forme: 'colonnes', bases: new Map() },
    negatifEstRecette: false,
    constantes: new Map(),
    valeurs: new Map(),
    codesLettres: [],
    ignorees: [],
    apprets: [],
    autresAnnees: [],
    ecarts: [],
  };
}

interface OutilsDEssai {
  readonly donnees: string;
  readonly codeInconnu: 'erreur' | 'avertissement';
  /** The tables of codes of the dossier that is to receive the file. */
  readonly tables: TablesDuDossier;
}

/**
 * Reads a file by a block of `sources:`, through the same declaration and the same reading as `compiler`.
 * @returns nothing when the block is to be completed first
 */
export async function lireParBloc(
  bloc: readonly string[],
  propose: CadrePropose,
  { racine, nom, fichier }: PlaceDuFichier,
  { donnees, codeInconnu, tables }: OutilsDEssai,
): Promise<Lecture | undefined> {
  const essai: { exercice: string; norme: Norme; vote: CadrePropose['vote']; base: Base } = {
    ...propose,
    exercice: propose.exercice || ANNEE_DE_REPLI,
  };
  const ici = [`  - fichier: ${JSON.stringify(nom)}`, ...bloc.slice(1)].join('\n');
  const [declaree, ...suivantes] = lireLesSourcesProposees(ici, essai, racine, new Constats());
  if (declaree === undefined) return undefined;
  const constats = new Constats();
  const avancement = new ReadingProgress(racine, [nom]);
  const lignes: LigneBudgetaire[] = [];
  const livree = chargerLaNomenclature(donnees, declaree.norme, Number(essai.exercice));
  const { nomenclatures } = await completerLesNomenclatures([livree], tables, constats);
  const nomDansLeDossier = nommerSource(fichier, declaree.format.feuille);
  const lues: SourceLue[] = [];
  for (const une of [declaree, ...suivantes]) {
    const lue = await lireSurPlace(
      {
        ...une,
        // The block stands in no file yet: what is told of it is told of the file that it is proposed for.
        lieu: { fichier: nomDansLeDossier },
        ecarts: une.ecarts.map((ecart) => ({ ...ecart, lieu: { fichier: nomDansLeDossier } })),
        nom: une.depliee === undefined ? nomDansLeDossier : `${nomDansLeDossier}${une.nom.slice(une.depliee.length)}`,
      },
      {
        racine,
        exercice: essai.exercice,
        base: essai.base,
        codes: reglesDesCodes(une, nomenclatures, codeInconnu),
        constats,
      },
      {
        ligne: (ligne) => {
          if (lignes.length < LIGNES_MONTREES) lignes.push(garder(ligne));
        },
        ecartee: () => undefined,
        apresMorceau: (octets, vues) => avancement.tell(nom, fichier, octets, vues),
      },
    );
    if (lue === undefined) return undefined;
    lues.push(lue);
  }
  return { lue: reunir(lues), lignes, constats };
}

/** What was read of the columns of one table, as one; rows left out of all of them are told once. */
function reunir(lues: readonly SourceLue[]): SourceLue {
  const [premiere] = lues;
  if (premiere === undefined) throw new Error('une source proposée se lit au moins une fois');
  const communes = new Set(premiere.misesAEcart.map(({ motif }) => motif));
  const misesAEcart = lues.flatMap((lue, rang) =>
    rang === 0 ? lue.misesAEcart : lue.misesAEcart.filter(({ motif }) => !communes.has(motif)),
  );
  const lignes = lues.reduce((total, lue) => total + lue.lignes, 0);
  return {
    ...premiere,
    lignes,
    depenses: reunirUnSens(lues, 'depenses'),
    recettes: reunirUnSens(lues, 'recettes'),
    misesAEcart,
  };
}

function reunirUnSens(lues: readonly SourceLue[], sens: 'depenses' | 'recettes'): LuDansUnSens {
  const siennes = lues.map((lue) => lue[sens]);
  const bases = Object.keys(siennes[0]?.montants ?? {}) as Base[];
  const enTout = (comptes: readonly Omit<LuDansUnSens, 'negatifs'>[]) => ({
    lignes: comptes.reduce((total, { lignes }) => total + lignes, 0),
    montants: Object.fromEntries(
      bases.map((base) => [base, somme(comptes.map(({ montants }) => montants[base] ?? NUL))]),
    ),
  });
  const negatifs = siennes.flatMap((sienne) => sienne.negatifs ?? []);
  return { ...enTout(siennes), ...(negatifs.length > 0 && { negatifs: enTout(negatifs) }) };
}
