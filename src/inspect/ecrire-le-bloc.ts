import { enumerer } from '../domain/textes/format.ts';
import { surUneLigne } from '../domain/textes/texte.ts';
import { asYaml, inQuotes } from '../files/yaml-text.ts';
import { FORMAT_PAR_DEFAUT, formatDe } from '../formats/formats.ts';
import { MODELES } from '../formats/modeles/modeles.ts';
import type { Avis } from '../formats/regard.ts';
import { colonnesEnPlus } from './colonnes-en-plus.ts';
import { ecrireLesSens } from './paires-de-sens.ts';
import type { ColonneIgnoree, ColonneProposee, DepliagePropose, EcartPropose, Proposition } from './proposition.ts';
import { MONTANT_SANS_BASE, roleDeBase } from './titres-usuels.ts';

interface EnTeteDuBloc {
  /** Path of the file in the dossier. */
  readonly fichier: string;
  /** Whose lines these are, as the person says it. */
  readonly secteur?: string | undefined;
  /** The name of its sheet, where each sheet seems to be of one sector. */
  readonly onglet?: string | undefined;
  readonly organisme?: string | undefined;
  /** Who has the dossier made, which pays most of the time. */
  readonly collectivite?: string | undefined;
}

/** A line of a block, and why it is so; without a text, a comment alone. */
interface LigneDuBloc {
  readonly marge: number;
  readonly texte: string;
  readonly avis?: string | undefined;
  /** The column of the comment, where it stands beside the text. */
  readonly colonne?: number;
}

/** A block to put under `sources:`. */
export interface Bloc {
  /** Its lines, each guess with its confidence and its reason. */
  readonly explique: readonly string[];
  /** The same to be kept for years: what is still to be filled in, and no other comment. */
  readonly nu: readonly string[];
}

export function ecrireLeBloc(proposition: Proposition, enTete: EnTeteDuBloc): Bloc {
  const lignes = lignesDuBloc(proposition, enTete);
  return {
    explique: lignes.flatMap(expliquer),
    nu: lignes.flatMap(({ marge, texte }) => (texte === '' ? [] : [`${' '.repeat(marge)}${texte}`])),
  };
}

function expliquer({ marge, texte, avis, colonne }: LigneDuBloc): string[] {
  const ligne = `${' '.repeat(marge)}${texte}`;
  if (avis === undefined) return [ligne];
  if (texte === '') return commenter(marge, avis);
  return colonne === undefined ? [...commenter(marge, avis), ligne] : ligneCommentee(marge, texte, avis, colonne);
}

function lignesDuBloc(
  proposition: Proposition,
  { fichier, secteur, onglet, organisme, collectivite }: EnTeteDuBloc,
): LigneDuBloc[] {
  const { format, avisDuFormat } = proposition;
  const modele = MODELES.get(proposition.modele ?? '');
  const enPlus = modele && colonnesEnPlus(proposition, modele);
  const { colonnes } = enPlus ?? proposition;
  const donne = (champ: string) => colonnes.some((colonne) => colonne.champ === champ);
  const de = (cle: string) => avisDuFormat.get(cle);
  // A published format lays itself out.
  const duFormat = formatDe(format);
  const { tete, suite } = duFormat.ecrire(format);
  const connue = duFormat.disposition !== undefined || proposition.modele !== undefined;
  return [
    { marge: 2, texte: `- fichier: ${asYaml(fichier)}` },
    ...(donne('secteur')
      ? []
      : secteur === undefined && onglet !== undefined
        ? [aCote(4, `secteur: ${asYaml(onglet)}`, 'à confirmer : le nom de l’onglet')]
        : dire('secteur', secteur, 'le secteur de toutes ces lignes')),
    ...(donne('organisme') || (proposition.modele !== undefined && organisme === undefined)
      ? []
      : organisme === undefined && collectivite !== undefined
        ? [aCote(4, `organisme: ${asYaml(collectivite)}`, 'à confirmer : celle du dossier')]
        : dire('organisme', organisme, 'qui dépense')),
    ...(proposition.modele === undefined ? [] : cle('modele', proposition.modele, de('modele'))),
    ...(format.genre === FORMAT_PAR_DEFAUT ? [] : [{ marge: 4, texte: `format: ${format.genre}` }]),
    ...(proposition.propres ?? []).flatMap((propre) => cle(propre.cle, propre.valeur, propre)),
    ...tete.flatMap(([nom, valeur]) => cle(nom, valeur, de(nom))),
    ...(connue || (duFormat.decimale === 'facultative' && proposition.decimale === ',')
      ? []
      : cle('decimale', `"${proposition.decimale}"`, de('decimale'))),
    ...(connue || proposition.milliers === undefined
      ? []
      : cle('milliers', `"${proposition.milliers}"`, de('milliers'))),
    ...(proposition.unite === 'milliers' ? cle('unite', 'milliers', de('unite')) : []),
    ...(format.preambule ? cle('preambule', String(format.preambule), de('preambule')) : []),
    ...suite.flatMap(([nom, valeur]) => cle(nom, valeur, de(nom))),
    ...(enPlus === undefined
      ? []
      : [
          ...(enPlus.colonnes.length === 0 ? [] : [{ marge: 4, texte: 'colonnes:' }]),
          ...enPlus.colonnes.map(ecrireColonne),
          ...ecrireIgnorees(enPlus.ignorees),
        ]),
    ...(connue
      ? []
      : [
          ...ecrireColonnes(proposition),
          ...proposition.cles.flatMap((une) => cle(une.cle, une.valeur, une)),
          ...(proposition.date === undefined ? [] : cle('date', asYaml(proposition.date.titre), proposition.date)),
          ...ecrireMontants(proposition),
          ...ecrireValeurs(proposition),
          ...ecrireIgnorees(proposition.ignorees),
        ]),
    ...ecrireEcarts(proposition.ecarts),
  ];
}

const COLONNE_DES_COMMENTAIRES = 34;
/** Narrower than elsewhere: what is said of most is long, and there may be many. */
const COLONNE_DES_IGNOREES = 26;

function aCote(marge: number, texte: string, avis: string, colonne = COLONNE_DES_COMMENTAIRES): LigneDuBloc {
  return { marge, texte, avis, colonne };
}

function cle(nom: string, valeur: string, avis: Avis | undefined): LigneDuBloc[] {
  return [{ marge: 4, texte: `${nom}: ${valeur}`, avis: avis && direAvis(avis) }];
}

function dire(nom: string, valeur: string | undefined, quoi: string): LigneDuBloc[] {
  return [valeur === undefined ? aRemplir(4, nom, quoi) : { marge: 4, texte: `${nom}: ${asYaml(valeur)}` }];
}

/** @param question what is asked of the person, where several columns could be it */
function aRemplir(marge: number, nom: string, quoi: string, question?: string): LigneDuBloc {
  return { marge, texte: `${nom}: # à remplir : ${quoi}`, avis: question };
}

/** `sûr : titre usuel ; 12 codes…` */
export function direAvis({ confiance, raisons }: Avis): string {
  return `${confiance} : ${raisons
    .map((raison) => surUneLigne(raison, 400))
    .join(' ; ')
    .replaceAll('. ;', ' ;')}`;
}

function ecrireColonne(colonne: ColonneProposee): LigneDuBloc {
  return aCote(6, `${colonne.champ}: ${asYaml(colonne.titre)}`, direAvis(colonne));
}

function ecrireColonnes({ colonnes, questions }: Proposition): LigneDuBloc[] {
  const question = questions.find(({ champ }) => champ === 'libelle');
  return [
    { marge: 4, texte: 'colonnes:' },
    ...colonnes.map(ecrireColonne),
    ...(colonnes.some(({ champ }) => champ === 'libelle')
      ? []
      : [aRemplir(6, 'libelle', 'la colonne qui dit ce que finance la ligne', question?.raison)]),
  ];
}

function ecrireLeDepliage(depliage: DepliagePropose): LigneDuBloc[] {
  const { champ, colonnes, total } = depliage;
  const suite = total === undefined ? '' : `, total: ${enFlux(total)}`;
  return cle('deplier', `{ champ: ${champ}, colonnes: [${colonnes.map(enFlux).join(', ')}]${suite} }`, depliage);
}

function ecrireMontants({ montants, montantsNommes, depliage, questions, cadre }: Proposition): LigneDuBloc[] {
  if (depliage !== undefined) return ecrireLeDepliage(depliage);
  if (montantsNommes !== undefined)
    return [
      { marge: 4, texte: 'montants_nommes:', avis: direAvis(montantsNommes) },
      { marge: 6, texte: `colonne: ${asYaml(montantsNommes.colonne)}` },
      { marge: 6, texte: `base: ${asYaml(montantsNommes.base)}` },
      { marge: 6, texte: 'mots:' },
      ...montantsNommes.mots.map(([mot, base]) => ({ marge: 8, texte: `${inQuotes(mot)}: ${base}` })),
    ];
  const lignes = montants.map((montant) => {
    const { colonnes } = montant;
    const ecrit = 'montant' in colonnes ? asYaml(colonnes.montant) : ecrireLesSens(colonnes.depense, colonnes.recette);
    return aCote(6, `${montant.base}: ${ecrit}`, direAvis(montant));
  });
  const question = questions.find(({ champ }) => [MONTANT_SANS_BASE, roleDeBase(cadre.base)].includes(champ));
  const manque = montants.some(({ base }) => base === cadre.base)
    ? []
    : [
        aRemplir(
          6,
          cadre.base,
          'la colonne des montants dans la base du dossier',
          question?.raison ?? direLesAutresBases(montants),
        ),
      ];
  return [{ marge: 4, texte: 'montants:' }, ...lignes, ...manque];
}

/** What the file gives in place of the base of the dossier: a person who only sees the question would look for it in vain. */
function direLesAutresBases(montants: Proposition['montants']): string | undefined {
  if (montants.length === 0) return undefined;
  const bases = montants.map(({ base }) => base);
  return `aucune colonne ne s’y prête, le fichier donne seulement ${enumerer(bases)} : demandez-la au secteur ; dans un dossier en ${bases[0]}, il se lit`;
}

function ecrireValeurs({ valeurs }: Proposition): LigneDuBloc[] {
  if (valeurs.size === 0) return [];
  return [
    { marge: 4, texte: 'valeurs:' },
    ...[...valeurs].map(([champ, mots]) => ({
      marge: 6,
      texte: `${champ}: { ${mots.map(([ecrit, mot]) => `${asYaml(ecrit)}: ${mot}`).join(', ')} }`,
    })),
  ];
}

function ecrireIgnorees(ignorees: readonly ColonneIgnoree[]): LigneDuBloc[] {
  if (ignorees.length === 0) return [];
  return [
    { marge: 4, texte: 'ignorees:' },
    ...ignorees.map(({ titre, raison }) => aCote(6, `- ${asYaml(titre)}`, raison, COLONNE_DES_IGNOREES)),
  ];
}

function ecrireEcarts(ecarts: readonly EcartPropose[]): LigneDuBloc[] {
  if (ecarts.length === 0) return [];
  return [
    { marge: 4, texte: 'lignes_a_ecarter:' },
    ...ecarts.flatMap((ecart) => {
      const { attente, colonne, vide, motif } = ecart;
      const attendu =
        attente.type === 'absent'
          ? 'absent'
          : attente.type === 'egal'
            ? inQuotes(attente.valeur)
            : attente.type === 'sauf'
              ? `{ sauf: ${inQuotes(attente.valeur)} }`
              : `{ commence_par: ${asYaml(attente.debut)} }`;
      const etVide = vide === undefined ? '' : `, ${enFlux(vide)}: absent`;
      return [
        { marge: 6, texte: `- si: { ${enFlux(colonne)}: ${attendu}${etVide} }`, avis: direAvis(ecart) },
        { marge: 8, texte: `motif: ${asYaml(motif)}` },
      ];
    }),
  ];
}

/** A key between braces: bare titles may hold nothing that braces give a meaning to, and be no longer than a line. */
function enFlux(titre: string): string {
  return titre.length < LARGEUR ? asYaml(titre) : inQuotes(titre);
}

/** Columns of a terminal, or of a page. */
export const LARGEUR = 80;
/** Spaces where a line may end: not inside quotation marks, nor before a double sign. */
const INSECABLE_SAUF = /(?<!«) (?![:;!?»])/;

export function commenter(marge: number, texte: string): string[] {
  const blancs = `${' '.repeat(marge)}# `;
  const lignes: string[] = [];
  let ligne = '';
  for (const mot of texte.split(INSECABLE_SAUF)) {
    if (ligne !== '' && blancs.length + ligne.length + 1 + mot.length > LARGEUR) {
      lignes.push(`${blancs}${ligne}`);
      // What goes on is set in, so that a list of comments reads.
      ligne = `  ${mot}`;
    } else ligne = ligne === '' ? mot : `${ligne} ${mot}`;
  }
  return [...lignes, `${blancs}${ligne}`];
}

/** A line and its comment beside it, or above when they do not fit together. */
function ligneCommentee(marge: number, texte: string, commentaire: string, colonne: number): string[] {
  const ligne = `${' '.repeat(marge)}${texte}`;
  const cote = `${ligne.padEnd(colonne)} # ${commentaire}`;
  if (cote.length <= LARGEUR) return [cote];
  return [...commenter(marge, commentaire), ligne];
}
