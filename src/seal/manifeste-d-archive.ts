import * as z from 'zod';
import { LIBELLES_BASES } from '../domain/argent/base.ts';
import type { Montant } from '../domain/argent/montant.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import { finDesNoms, suiteDuJour } from '../domain/dossier/edition-nommee.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import { namesInArchive } from '../files/zip/archive-names.ts';
import { type FichierPese, SOMMES } from './sommes.ts';

/** The folders of an archive: what the officer wrote, what the tool lent, what was made of them. */
export const DOSSIERS_D_ARCHIVE = { dossier: 'dossier', outil: 'outil', documents: 'documents' } as const;
/** The file of an archive that says what is in it. */
export const MANIFESTE = 'manifeste.json';
/** The file of an archive that tells people what it is. */
export const LISEZ_MOI = 'LISEZ-MOI.txt';
/** The files of an archive that lie in none of its folders. */
export const A_LA_RACINE_DE_L_ARCHIVE: readonly string[] = [LISEZ_MOI, MANIFESTE, SOMMES];

/** Of the manifests that this version writes and reads. */
export const FORMAT_DU_MANIFESTE = 1;

const fichiers = z.array(
  z.strictObject({
    chemin: z.string().min(1),
    /** Its name in the archive, where another system could not write its own. */
    dans_l_archive: z.string().min(1).optional(),
    octets: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

export const schemaDuManifeste = z.strictObject({
  format: z.literal(FORMAT_DU_MANIFESTE),
  outil: z.strictObject({ nom: z.literal('jaune'), version: z.string().regex(/^\d+\.\d+\.\d+$/) }),
  exercice: z.string().regex(/^\d{4}$/),
  collectivite: z.string(),
  titre: z.string(),
  date_edition: z.string(),
  edition: z.string().min(1).optional(),
  dossier: fichiers,
  fichiers_de_l_outil: fichiers,
  // Archives of the first versions have none.
  programme: fichiers.default([]),
  documents: fichiers,
});

export type Manifeste = z.output<typeof schemaDuManifeste>;

interface ContenuDArchive {
  readonly dossier: readonly FichierPese[];
  readonly outil: readonly FichierPese[];
  /** What travels in the folder of the tool, and that no document leans on. */
  readonly programme: readonly FichierPese[];
  readonly documents: readonly FichierPese[];
}

/** `manifeste.json` as text. Keys keep this order. */
export function ecrireLeManifeste(enTete: EnTete, version: string, contenu: ContenuDArchive): string {
  const lister = (peses: readonly FichierPese[]) => {
    const codes = namesInArchive(peses.map(({ nom }) => nom));
    return peses.map(({ nom, octets, sha256 }) => {
      const code = codes.get(nom) ?? nom;
      return { chemin: nom, ...(code !== nom && { dans_l_archive: code }), octets, sha256 };
    });
  };
  const manifeste: Manifeste = {
    format: FORMAT_DU_MANIFESTE,
    outil: { nom: 'jaune', version },
    exercice: enTete.exercice,
    collectivite: enTete.collectivite,
    titre: enTete.titre,
    date_edition: enTete.dateEdition,
    ...(enTete.edition && { edition: enTete.edition.nom }),
    dossier: lister(contenu.dossier),
    fichiers_de_l_outil: lister(contenu.outil),
    programme: lister(contenu.programme),
    documents: lister(contenu.documents),
  };
  return `${JSON.stringify(manifeste, undefined, 2)}\n`;
}

/** What a file of an archive is called in it, within its folder. */
export function nomDansLArchive({ chemin, dans_l_archive }: Manifeste['dossier'][number]): string {
  return dans_l_archive ?? chemin;
}

/** The files that a manifest names, by folder of the archive. */
export function listesDuManifeste(
  manifeste: Manifeste,
): (readonly [dossier: string, fichiers: Manifeste['dossier']])[] {
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  return [
    [dossier, manifeste.dossier],
    [outil, manifeste.fichiers_de_l_outil],
    [outil, manifeste.programme],
    [documents, manifeste.documents],
  ];
}

/** The program of an archive, among the files that travel with it; nothing when it was made from sources. */
export function programmeDe(fichiers: readonly Pick<FichierPese, 'nom'>[]): string | undefined {
  return fichiers.find(({ nom }) => /^dist\/[^/]+\.js$/.test(nom))?.nom;
}

/**
 * `LISEZ-MOI.txt` of an archive: what it is, and how to check it with nothing but common tools.
 * @param programme path of the program in the folder of the tool, when it is there
 */
export function ecrireLeLisezMoi(
  enTete: EnTete,
  total: Montant,
  version: string,
  programme: string | undefined,
): string {
  const { exercice, collectivite, titre, base, dateEdition, mention } = enTete;
  const fin = finDesNoms(enTete);
  return `${titre}
${collectivite}, exercice ${exercice}, édition du ${dateEdition.split('-').reverse().join('/')}${suiteDuJour(enTete)}
Total général hors opérations exceptionnelles : ${formaterEuros(total).replaceAll('\u202f', ' ')}
Base : ${LIBELLES_BASES[base]}
${mention === '' ? '' : `\n${mention}\n`}
CE QUE CONTIENT CETTE ARCHIVE

  documents/       le jaune budgétaire tel que publié : page, classeur, lignes, chiffres
  dossier/         tout ce dont il dépend : les fichiers reçus, les règles, les décisions, les textes
  outil/           les tables de référence et les gabarits de l'outil qui l'a compilé${programme === undefined ? '' : ', et son programme'}
  manifeste.json   la liste de ces fichiers, avec leur taille et leur empreinte SHA-256
  SHA256SUMS       les mêmes empreintes, pour l'outil sha256sum

  Un nom que tous les systèmes ne savent pas écrire y est codé (%3A pour « : ») ou abrégé ; manifeste.json donne
  alors le nom dans l'archive (dans_l_archive) à côté du sien (chemin).

LA VÉRIFIER SANS L'OUTIL

  Rien n'a changé depuis l'archivage. Extrayez l'archive, puis dans son dossier :
    Linux, macOS   sha256sum -c SHA256SUMS        (ou : shasum -a 256 -c SHA256SUMS)
    Windows        Get-FileHash -Algorithm SHA256 documents\\jaune-${fin}.html
                   puis comparez avec la ligne de SHA256SUMS, fichier par fichier.

  Le total est celui des lignes. documents/lignes-${fin}.csv a une rangée par part de ligne : la somme de
  la colonne montant_retenu_centimes fait le total ci-dessus, en centimes : elle vaut zéro hors du total.
  Ce que chaque fichier reçu a donné s'additionne de même, dans montant_centimes (colonnes ref et sens).

  Tous les autres chiffres se refont de ce même fichier, sans jaune : outil/docs/recalcul.sql se colle dans DuckDB
  (https://duckdb.org), une fois écrit documents/lignes-${fin}.csv dans la ligne qui nomme le fichier.

  Le document s'ouvre dans un navigateur (documents/jaune-${fin}.html), sans connexion ; le classeur, dans
  Excel ou LibreOffice.

LA VÉRIFIER AVEC L'OUTIL

  jaune verifier <cette archive>

  refait le jaune à partir de dossier/ et de outil/, et dit si chaque octet est le même, ou la première
  différence de chaque document. L'archive a été faite par jaune ${version} : prenez cette version, ou une plus
  récente qui compte de même.

${direLeProgramme(version, programme)}
  Qui peut réécrire l'archive peut réécrire ses empreintes : gardez ailleurs, ou publiez, celle de l'archive
  entière (sha256sum sur le fichier .zip).
`;
}

function direLeProgramme(version: string, programme: string | undefined): string {
  if (programme === undefined)
    return `  Le programme lui-même n'est pas dans cette archive : elle a été faite depuis les sources de jaune ${version}.
`;
  return `  Sans rien installer d'autre que Node.js (https://nodejs.org, version 20.19 ou plus récente), et sans connexion,
  le programme qui l'a faite la refait. Extrayez l'archive, puis dans son dossier :
    node outil/${programme} verifier .

  Un programme pris dans l'archive qu'il vérifie ne prouve rien de lui-même. Un jaune installé ne l'exécute pas : il le
  compare, comme les tables et les gabarits, à ceux de la version ${version}.
`;
}

/** What a file that an edition depends on is to readers, by its path: `règle`, `fichier reçu`… */
export function natureDe(chemin: string): string {
  for (const [motif, nature] of NATURES) if (motif.test(chemin)) return nature;
  return 'fichier';
}

const NATURES: readonly (readonly [RegExp, string])[] = [
  [/^(?:dossier\/)?exercice\.yaml$/, 'déclaration de l’exercice'],
  [/^(?:dossier\/)?sources\//, 'fichier reçu'],
  [/^(?:dossier\/)?nomenclature\//, 'table de nomenclature du dossier'],
  [/^(?:dossier\/)?regles\//, 'fichier de règles'],
  [/^(?:dossier\/)?listes\.yaml$/, 'listes des règles'],
  [/^(?:dossier\/)?arbitrages\.csv$/, 'décisions'],
  [/^(?:dossier\/)?memoire\//, 'mémoire d’une année passée'],
  [/^(?:dossier\/)?textes\//, 'texte'],
  [/^(?:dossier\/)?(?:lisez-moi|readme)(?:\.(?!txt$)[^/]*)?$/i, 'notes du dossier'],
  [/^(?:dossier\/)?(?:gabarits|apparence)\//, 'gabarit, logo ou couleurs'],
  [/^(?:outil\/)?data\/nomenclatures\//, 'nomenclature de l’outil'],
  [/^(?:outil\/)?data\/reference\//, 'table de référence de l’outil'],
  [/^(?:outil\/)?templates\//, 'gabarit de l’outil'],
  [/^(?:outil\/)?(?:dist\/|package\.json$)/, 'programme de l’outil'],
  [/^(?:outil\/)?data\/modele\//, 'modèle de dossier de l’outil'],
  [/^(?:outil\/)?docs\/recalcul\.sql$/, 'recalcul en SQL'],
  [/^(?:outil\/)?data\/empreintes\//, 'empreintes des versions de l’outil'],
  [/^documents\//, 'document'],
];
