import { basename, dirname, relative, resolve } from 'node:path';
import type { Base } from '../domain/argent/base.ts';
import type { Nomenclature } from '../domain/codes/nomenclature.ts';
import { NORMES_PAR_FONCTION, type Norme } from '../domain/codes/normes.ts';
import { Constats, exigerSansErreur } from '../domain/constats/constat.ts';
import type { FormatDeclare } from '../domain/dossier/source-declaree.ts';
import { plier } from '../domain/textes/texte.ts';
import { completerLesNomenclatures } from '../dossier/completer-les-nomenclatures.ts';
import { type CadreDuDossier, lireLeCadre } from '../dossier/lire-la-declaration.ts';
import { outillageLivre } from '../dossier/outillage.ts';
import { chargerLaGeographie, chargerLaNomenclature } from '../dossier/tables-de-reference.ts';
import { requireOrdinaryFile } from '../files/file-system.ts';
import { systemFailure } from '../files/unreadable.ts';
import type { Format } from '../formats/format.ts';
import { FORMATS, reconnaitreLeFichier } from '../formats/formats.ts';
import type { CadreDonne, DitParLeDocument, FormatVu, Refus, Yeux } from '../formats/regard.ts';
import type { Reconnaissance } from './codes-connus.ts';
import { direRepetition } from './dire-repetition.ts';
import { direEchantillon } from './echantillon.ts';
import { type Bloc, ecrireLeBloc } from './ecrire-le-bloc.ts';
import { ANNEE_DE_REPLI, echantillonner, type Lecture, lireParBloc, type PlaceDuFichier } from './lire-par-bloc.ts';
import { estUnMontant } from './profil.ts';
import { proposerLaDisposition } from './proposer-la-disposition.ts';
import type { Proposition } from './proposition.ts';
import { trouverLesTitres, trouverUnTableauSansTitres } from './trouver-les-titres.ts';

interface OptionsDInspection {
  /** The dossier that will take the source: its year, norm and base are those to read under. */
  readonly dossier?: string | undefined;
  readonly feuille?: string | undefined;
  readonly exercice?: string | undefined;
  readonly norme?: Norme | undefined;
  readonly base?: Base | undefined;
  /** Whose lines these are, where the file does not say it itself. */
  readonly secteur?: string | undefined;
  readonly organisme?: string | undefined;
}

/** One block proposed, and what reading the file by it gives. */
export interface BlocPropose {
  /** The path of the file in the dossier, where it is or should be. */
  readonly fichier: string;
  readonly proposition: Proposition;
  /** How many rows were looked at, in words. */
  readonly regard: string;
  readonly bloc: Bloc;
  /** The sheets that say what its own says. */
  readonly repete?: readonly string[];
  /** The sheets that say its own again, one more time. */
  readonly repetePar?: readonly string[];
  /** What the real reading gave; nothing when the block is to be completed first. */
  readonly lecture: Lecture | undefined;
}

interface Inspection {
  readonly blocs: readonly BlocPropose[];
  /** Sheets of a workbook that do not look like lists of lines. */
  readonly laissees: readonly string[];
}

/** What budget lines look like, whatever the format. */
const YEUX: Yeux = { trouverLesTitres, trouverUnTableauSansTitres, estUnMontant };

/**
 * Looks at a file that a sector sent and proposes how to declare it; then reads it by that declaration, as `compiler` would.
 * Nothing is written, and nothing of a dossier moves.
 * @returns one block for a text, one for each sheet of a workbook
 * @throws ConstatsBloquants when the file, or the dossier, cannot be used
 */
export async function inspecterSource(
  chemin: string,
  options: OptionsDInspection,
  constats: Constats,
): Promise<Inspection> {
  const cadre = options.dossier === undefined ? undefined : lireLeCadre(options.dossier, constats);
  exigerSansErreur(constats);
  const donne: CadreDonne = {
    exercice: options.exercice ?? cadre?.exercice,
    norme: options.norme ?? cadre?.norme,
    vote: cadre?.vote,
    base: options.base ?? cadre?.base,
  };
  const place = placeDuFichier(chemin, options.dossier);
  const { secteur, organisme } = options;
  try {
    requireOrdinaryFile(chemin);
    const format: Format = FORMATS[reconnaitreLeFichier(chemin)];
    if (options.feuille !== undefined && !format.aDesFeuilles)
      refuser(
        {
          code: 'E-FEUILLE-ABSENTE',
          message: 'ce fichier n’est pas un classeur : il n’a pas de feuille',
          remede: 'Retirez --feuille.',
        },
        chemin,
        constats,
      );
    const regarde = await format.regarder(chemin, { feuille: options.feuille, donne, yeux: YEUX });
    if ('code' in regarde) refuser(regarde, chemin, constats);
    // One sheet is looked at beside the others, which it may repeat.
    const entier =
      options.feuille === undefined
        ? regarde
        : await format.regarder(chemin, { feuille: undefined, donne, yeux: YEUX });
    if ('code' in entier) refuser(entier, chemin, constats);
    const codes = codesConnus(await nomenclatureDuDossier(cadre, options.dossier));
    const blocs: BlocPropose[] = [];
    const parOnglet = regarde.vus.length > 1 || options.feuille !== undefined;
    for (const vu of entier.vus)
      blocs.push(
        await proposerUnBloc(vu, donne, codes, {
          place,
          cadre,
          qui: { secteur, organisme },
          dossier: options.dossier,
          parOnglet,
        }),
      );
    const choisis = signalerRepetitions(blocs).filter(
      ({ proposition: { format: vu } }) => options.feuille === undefined || vu.feuille === options.feuille,
    );
    return { blocs: choisis, laissees: regarde.laissees };
  } catch (erreur) {
    const panne = systemFailure(erreur);
    if (panne === undefined) throw erreur;
    return refuser(
      {
        code: 'E-FICHIER-ILLISIBLE',
        message: `fichier illisible : ${panne}`,
        remede: 'Vérifiez le chemin du fichier, et que vous avez le droit de le lire.',
      },
      chemin,
      constats,
    );
  }
}

interface Ou {
  readonly place: PlaceDuFichier;
  readonly cadre: CadreDuDossier | undefined;
  /** What the person says of whose lines these are. */
  readonly qui: Pick<OptionsDInspection, 'secteur' | 'organisme'>;
  /** Whether the sheet is one of several that are lists. */
  readonly parOnglet: boolean;
  readonly dossier: string | undefined;
}

async function proposerUnBloc(
  vu: FormatVu,
  donne: CadreDonne,
  codes: (exercice: string) => Reconnaissance,
  ou: Ou,
): Promise<BlocPropose> {
  if (vu.dit !== undefined) return essayerLeBloc(propositionDuDocument(vu.format, vu.dit), vu.dit.regard, ou);
  const echantillon = await echantillonner(vu.format, ou.place);
  const proposition = proposerLaDisposition({ ...vu, nom: ou.place.nom, echantillon }, donne, codes);
  return essayerLeBloc(proposition, direEchantillon(echantillon), ou);
}

/** What a document says of itself, as any proposal is said: its format is its layout. */
function propositionDuDocument(
  format: FormatDeclare,
  { organisme, cadre, empechement, propres, sansMontant }: DitParLeDocument,
): Proposition {
  return {
    format,
    avisDuFormat: new Map(),
    ...(empechement === undefined ? {} : { empechement }),
    ...(propres === undefined ? {} : { propres }),
    remarques: [],
    decimale: '.',
    unite: 'euros',
    colonnes: [{ champ: 'organisme', ...organisme }],
    montants: [],
    questions: [],
    valeurs: new Map(),
    ignorees: [],
    cles: [],
    ecarts:
      sansMontant === undefined ? [] : [{ ...sansMontant, attente: { type: 'absent' }, motif: 'Ligne sans montant' }],
    cadre,
  };
}

async function essayerLeBloc(
  devinee: Proposition,
  regard: string,
  { place, cadre, qui, dossier, parOnglet }: Ou,
): Promise<BlocPropose> {
  const proposition = sansLesColonnesDe(devinee, qui);
  const { feuille = '' } = devinee.format;
  const onglet = parOnglet && !ONGLET_SANS_SECTEUR.test(plier(feuille)) ? feuille.trim() : undefined;
  const enTete = { fichier: place.fichier, ...qui, onglet, collectivite: cadre?.collectivite || undefined };
  const outils = {
    donnees: outillageLivre().donnees,
    codeInconnu: cadre?.code_inconnu ?? ('erreur' as const),
    tables: { racine: dossier ?? '', norme: cadre?.norme, tables: cadre?.nomenclature ?? [] },
  };
  const essayer = async (proposee: Proposition): Promise<BlocPropose> => {
    const bloc = ecrireLeBloc(proposee, enTete);
    return {
      fichier: place.fichier,
      proposition: proposee,
      regard,
      bloc,
      lecture: await lireParBloc(bloc.nu, proposee.cadre, place, outils),
    };
  };
  const premier = await essayer(proposition);
  if (premier.lecture !== undefined || proposition.modele === undefined || proposition.empechement !== undefined)
    return premier;
  // A published layout that does not fit the file is declared column by column.
  const { modele: _, ...parColonnes } = proposition;
  return essayer(parColonnes);
}

/** What the person says of all the lines takes the place of a column. */
function sansLesColonnesDe(proposition: Proposition, qui: Ou['qui']): Proposition {
  const remplacee = ({ champ }: { readonly champ: string }) =>
    (champ === 'secteur' || champ === 'organisme') && qui[champ] !== undefined;
  const { colonnes, ignorees } = proposition;
  return {
    ...proposition,
    colonnes: colonnes.filter((colonne) => !remplacee(colonne)),
    ignorees: [
      ...ignorees,
      ...colonnes.filter(remplacee).map(({ champ, titre }) => ({ titre, raison: `remplacée par --${champ}` })),
    ],
  };
}

/** Says of the sheets that repeat others that they do. */
function signalerRepetitions(blocs: readonly BlocPropose[]): BlocPropose[] {
  const sommees = blocs.map(({ proposition: { format, cadre }, lecture }) => ({
    nom: format.feuille ?? '',
    somme: lecture?.lue.depenses.montants[cadre.base],
  }));
  const repetitions = sommees.map((feuille, rang) => direRepetition(feuille, sommees.toSpliced(rang, 1)));
  return blocs.map((brut, rang) => {
    const nom = sommees[rang]?.nom ?? '';
    const parQui = sommees.flatMap((autre, autreRang) =>
      repetitions[autreRang]?.feuilles.includes(nom) ? [autre.nom] : [],
    );
    const bloc = parQui.length === 0 ? brut : { ...brut, repetePar: parQui };
    const repetition = repetitions[rang];
    if (repetition === undefined) return bloc;
    const { proposition } = bloc;
    return {
      ...bloc,
      repete: repetition.feuilles,
      proposition: { ...proposition, remarques: [...proposition.remarques, repetition.dite] },
    };
  });
}

function refuser(refus: Refus, fichier: string, constats: Constats): never {
  constats.ajouter({ lieu: { fichier }, ...refus });
  exigerSansErreur(constats);
  throw new Error('un fichier refusé doit porter une erreur');
}

/**
 * Nomenclatures of each norm in one exercice, and the countries; the countries are read once.
 * @param sienne that of the dossier, with the codes of its own tables, where it has some
 */
function codesConnus(sienne: Nomenclature | undefined): (exercice: string) => Reconnaissance {
  const { donnees } = outillageLivre();
  const geographie = chargerLaGeographie(donnees);
  return (exercice) => ({
    geographie,
    nomenclatures: [
      ...(sienne === undefined ? [] : [sienne]),
      ...NORMES_PAR_FONCTION.filter((norme) => norme !== sienne?.norme).map((norme) =>
        chargerLaNomenclature(donnees, norme, Number(exercice || ANNEE_DE_REPLI)),
      ),
    ],
  });
}

/** What is wrong with the tables is told when the file is read by its block. */
async function nomenclatureDuDossier(
  cadre: CadreDuDossier | undefined,
  racine = '',
): Promise<Nomenclature | undefined> {
  if (cadre === undefined || cadre.nomenclature.length === 0) return undefined;
  const livree = chargerLaNomenclature(outillageLivre().donnees, cadre.norme, Number(cadre.exercice));
  const tables = { racine, norme: cadre.norme, tables: cadre.nomenclature };
  return (await completerLesNomenclatures([livree], tables, new Constats())).nomenclatures[0];
}

function placeDuFichier(chemin: string, dossier: string | undefined): PlaceDuFichier {
  const absolu = resolve(chemin);
  const dansLeDossier = dossier === undefined ? '' : relative(resolve(dossier), absolu).replaceAll('\\', '/');
  const yEst = dansLeDossier !== '' && !dansLeDossier.startsWith('..');
  const nom = basename(absolu);
  return { racine: dirname(absolu), nom, fichier: yEst ? dansLeDossier : `sources/${nom}` };
}

/** Names of sheets that programs give, or that say what is in them and not whose it is. */
const ONGLET_SANS_SECTEUR =
  /^(?:feuil|sheet|feuille|onglet|tableau|donnees|data|export|extraction|requete|liste|lignes|budget|depenses?|recettes?|bp|ca|dm)\s?\d*$|\d{4}|^\W*$/;
