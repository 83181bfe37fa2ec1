import { surUneLigne } from '../domain/textes/texte.ts';
import { asYaml, inQuotes } from '../files/yaml-text.ts';
import { FORMAT_PAR_DEFAUT, formatDe } from '../formats/formats.ts';
import type { Avis } from '../formats/regard.ts';
import type { ColonneIgnoree, ColonneProposee, EcartPropose, Proposition } from './proposition.ts';

interface EnTeteDuBloc {
  /** Path of the file in the dossier. */
  readonly fichier: string;
  /** What the file says of who sends it, or the dossier. */
  readonly organisme?: string | undefined;
}

/** The block to paste under `sources:`, each guess with its confidence and its reason. */
export function ecrireLeBloc(proposition: Proposition, { fichier, organisme }: EnTeteDuBloc): string[] {
  const { format, colonnes, avisDuFormat } = proposition;
  const donne = (champ: string) => colonnes.some((colonne) => colonne.champ === champ);
  const de = (cle: string) => avisDuFormat.get(cle);
  // A published format lays itself out.
  const duFormat = formatDe(format);
  const { tete, suite } = duFormat.ecrire(format);
  const connue = duFormat.disposition !== undefined || proposition.modele !== undefined;
  return [
    `  - fichier: ${asYaml(fichier)}`,
    ...(donne('secteur') ? [] : aRemplir(4, 'secteur', 'le secteur de toutes ces lignes')),
    ...(donne('organisme') || proposition.modele !== undefined
      ? []
      : organisme === undefined
        ? aRemplir(4, 'organisme', 'qui dépense')
        : ligneCommentee(4, `organisme: ${asYaml(organisme)}`, 'à confirmer : celle du dossier')),
    ...(proposition.modele === undefined ? [] : cle('modele', proposition.modele, de('modele'))),
    ...(format.genre === FORMAT_PAR_DEFAUT ? [] : [`    format: ${format.genre}`]),
    ...tete.flatMap(([nom, valeur]) => cle(nom, valeur, de(nom))),
    ...(connue || (duFormat.decimale === 'facultative' && proposition.decimale === ',')
      ? []
      : cle('decimale', `"${proposition.decimale}"`, de('decimale'))),
    ...(proposition.unite === 'milliers'
      ? cle('unite', 'milliers', de('unite'))
      : (de('unite')?.raisons ?? []).flatMap((raison) => commenter(4, raison))),
    ...(format.preambule ? cle('preambule', String(format.preambule), de('preambule')) : []),
    ...suite.flatMap(([nom, valeur]) => cle(nom, valeur, de(nom))),
    ...(connue
      ? []
      : [
          ...ecrireColonnes(colonnes),
          ...(proposition.date === undefined ? [] : cle('date', asYaml(proposition.date.titre), proposition.date)),
          ...ecrireMontants(proposition),
          ...ecrireValeurs(proposition),
          ...ecrireIgnorees(proposition.ignorees),
        ]),
    ...ecrireEcarts(proposition.ecarts),
  ];
}

/** Narrower than elsewhere: what is said of most is long, and there may be many. */
const COLONNE_DES_IGNOREES = 26;

function cle(nom: string, valeur: string, avis: Avis | undefined): string[] {
  const commentaires = avis === undefined ? [] : commenter(4, direAvis(avis));
  return [...commentaires, `    ${nom}: ${valeur}`];
}

function aRemplir(marge: number, nom: string, quoi: string): string[] {
  return [`${' '.repeat(marge)}${nom}: # à remplir : ${quoi}`];
}

/** `sûr : titre usuel ; 12 codes…` */
export function direAvis({ confiance, raisons }: Avis): string {
  return `${confiance} : ${raisons
    .map((raison) => surUneLigne(raison, 400))
    .join(' ; ')
    .replaceAll('. ;', ' ;')}`;
}

function ecrireColonnes(colonnes: readonly ColonneProposee[]): string[] {
  return [
    '    colonnes:',
    ...colonnes.flatMap((colonne) =>
      ligneCommentee(6, `${colonne.champ}: ${asYaml(colonne.titre)}`, direAvis(colonne)),
    ),
    ...(colonnes.some(({ champ }) => champ === 'libelle')
      ? []
      : aRemplir(6, 'libelle', 'la colonne qui dit ce que finance la ligne')),
  ];
}

function ecrireMontants({ montants, montantsNommes, cadre }: Proposition): string[] {
  if (montantsNommes !== undefined)
    return [
      ...commenter(4, direAvis(montantsNommes)),
      '    montants_nommes:',
      `      colonne: ${asYaml(montantsNommes.colonne)}`,
      `      base: ${asYaml(montantsNommes.base)}`,
      '      mots:',
      ...montantsNommes.mots.map(([mot, base]) => `        ${inQuotes(mot)}: ${base}`),
    ];
  const lignes = montants.flatMap((montant) => {
    const { colonnes } = montant;
    const ecrit =
      'montant' in colonnes
        ? asYaml(colonnes.montant)
        : `{ depense: ${inQuotes(colonnes.depense)}, recette: ${inQuotes(colonnes.recette)} }`;
    return ligneCommentee(6, `${montant.base}: ${ecrit}`, direAvis(montant));
  });
  const manque = montants.some(({ base }) => base === cadre.base)
    ? []
    : aRemplir(6, cadre.base, 'la colonne des montants dans la base du dossier');
  return ['    montants:', ...lignes, ...manque];
}

function ecrireValeurs({ valeurs }: Proposition): string[] {
  if (valeurs.size === 0) return [];
  return [
    '    valeurs:',
    ...[...valeurs].map(
      ([champ, mots]) => `      ${champ}: { ${mots.map(([ecrit, mot]) => `${asYaml(ecrit)}: ${mot}`).join(', ')} }`,
    ),
  ];
}

function ecrireIgnorees(ignorees: readonly ColonneIgnoree[]): string[] {
  if (ignorees.length === 0) return [];
  return [
    '    ignorees:',
    ...ignorees.flatMap(({ titre, raison }) => ligneCommentee(6, `- ${asYaml(titre)}`, raison, COLONNE_DES_IGNOREES)),
  ];
}

function ecrireEcarts(ecarts: readonly EcartPropose[]): string[] {
  if (ecarts.length === 0) return [];
  return [
    '    lignes_a_ecarter:',
    ...ecarts.flatMap((ecart) => {
      const { attente, colonne, motif } = ecart;
      const attendu =
        attente.type === 'absent'
          ? 'absent'
          : attente.type === 'egal'
            ? inQuotes(attente.valeur)
            : attente.type === 'sauf'
              ? `{ sauf: ${inQuotes(attente.valeur)} }`
              : `{ commence_par: ${asYaml(attente.debut)} }`;
      return [
        ...commenter(6, direAvis(ecart)),
        `      - si: { ${enFlux(colonne)}: ${attendu} }`,
        `        motif: ${asYaml(motif)}`,
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
const COLONNE_DES_COMMENTAIRES = 34;
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
function ligneCommentee(
  marge: number,
  texte: string,
  commentaire: string,
  colonne = COLONNE_DES_COMMENTAIRES,
): string[] {
  const ligne = `${' '.repeat(marge)}${texte}`;
  const cote = `${ligne.padEnd(colonne)} # ${commentaire}`;
  if (cote.length <= LARGEUR) return [cote];
  return [...commenter(marge, commentaire), ligne];
}
