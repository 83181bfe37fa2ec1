import * as z from 'zod';
import { ecourter, estObjet } from '../domain/textes/texte.ts';
import { namesInArchive } from '../files/zip/archive-names.ts';
import { RefusedArchive } from '../files/zip/refused-archive.ts';
import type { Annonce } from './chercher-les-alterations.ts';
import { exigerDesCheminsSimples } from './lire-une-piece.ts';
import {
  DOSSIERS_D_ARCHIVE,
  FORMAT_DU_MANIFESTE,
  listesDuManifeste,
  MANIFESTE,
  type Manifeste,
  nomDansLArchive,
  schemaDuManifeste,
} from './manifeste-d-archive.ts';

type ManifesteLu =
  | { readonly etat: 'lu'; readonly manifeste: Manifeste }
  /** Of a format that came after this version: what can be read of it all the same. */
  | {
      readonly etat: 'plus-recent';
      readonly format: number;
      /** Empty where it does not say one. */
      readonly version: string;
      readonly empreintes: Annonce['empreintes'];
    }
  | { readonly etat: 'illisible'; readonly cause: string };

/** What a manifest of any format says. */
const formatSeul = z.looseObject({ format: z.number().int() });
const versionSeule = z.looseObject({ outil: z.looseObject({ version: z.string().regex(/^\d+\.\d+\.\d+$/) }) });
const fichierAnnonce = z.looseObject({
  chemin: z.string(),
  dans_l_archive: z.string().optional(),
  octets: z.number().optional(),
  sha256: z.string(),
});

/**
 * Reads a manifest, or says why it is none of this version.
 * @throws RefusedArchive when it names a file by a path that leads elsewhere
 */
export function lireLeManifeste(texte: string): ManifesteLu {
  let json: unknown;
  try {
    json = JSON.parse(texte);
  } catch {
    const cause = texte.startsWith('\ufeff')
      ? 'il commence par une marque d’ordre des octets (BOM), que jaune n’écrit pas'
      : 'ce n’est pas du JSON';
    return { etat: 'illisible', cause };
  }
  const annonce = formatSeul.safeParse(json);
  if (annonce.success && annonce.data.format > FORMAT_DU_MANIFESTE) {
    const version = versionSeule.safeParse(json).data?.outil.version ?? '';
    return { etat: 'plus-recent', format: annonce.data.format, version, empreintes: empreintesLisibles(annonce.data) };
  }
  const lu = schemaDuManifeste.safeParse(json);
  if (!lu.success) return { etat: 'illisible', cause: direLaFaute(json, lu.error.issues[0]) };
  for (const [, liste] of listesDuManifeste(lu.data)) {
    const chemins = liste.map(({ chemin }) => chemin);
    const codes = liste.flatMap(({ chemin, dans_l_archive }) => (dans_l_archive === undefined ? [] : [chemin]));
    exigerDesCheminsSimples(MANIFESTE, chemins, new Set(codes));
    exigerLesNomsDArchive(liste, chemins);
  }
  return { etat: 'lu', manifeste: lu.data };
}

/** What the lists say whose names and form are still those of this version. Names are only looked for among files that are there. */
function empreintesLisibles(json: Record<string, unknown>): Annonce['empreintes'] {
  const { dossier, outil, documents } = DOSSIERS_D_ARCHIVE;
  const listes = { dossier, fichiers_de_l_outil: outil, programme: outil, documents };
  const empreintes = new Map<string, { readonly octets?: number | undefined; readonly sha256: string }>();
  for (const [cle, sous] of Object.entries(listes)) {
    const liste = json[cle];
    for (const fichier of Array.isArray(liste) ? liste : []) {
      const lu = fichierAnnonce.safeParse(fichier).data;
      if (lu) empreintes.set(`${sous}/${lu.dans_l_archive ?? lu.chemin}`, { octets: lu.octets, sha256: lu.sha256 });
    }
  }
  return empreintes;
}

/** Names that are not those that paths have in an archive would have one file read for another. */
function exigerLesNomsDArchive(liste: Manifeste['dossier'], chemins: readonly string[]): void {
  // Archives made before names were coded code none.
  if (liste.every(({ dans_l_archive }) => dans_l_archive === undefined)) return;
  const codes = namesInArchive(chemins);
  for (const fichier of liste)
    if (nomDansLArchive(fichier) !== codes.get(fichier.chemin))
      throw new RefusedArchive(
        `${MANIFESTE} donne à « ${fichier.chemin} », dans l’archive, un nom qui n’est pas le sien`,
      );
}

/** More of a value than tells it from what was expected is of no use. */
const VALEUR_MAX = 40;

/** Which key of a manifest is not written as jaune writes it. */
function direLaFaute(json: unknown, faute: z.core.$ZodIssue | undefined): string {
  if (!estObjet(json) || faute === undefined) return 'ce n’est pas un objet JSON';
  const chemin = faute.path
    .map((pas) => (typeof pas === 'number' ? `[${pas}]` : `.${String(pas)}`))
    .join('')
    .slice(1);
  if (faute.code === 'unrecognized_keys') {
    const cles = faute.keys.map((cle) => `« ${ecourter(chemin === '' ? cle : `${chemin}.${cle}`, VALEUR_MAX)} »`);
    return `jaune n’y écrit pas la clé ${cles[0]}`;
  }
  let valeur: unknown = json;
  for (const pas of faute.path)
    valeur = Object.hasOwn(Object(valeur), pas) ? (valeur as Record<PropertyKey, unknown>)[pas] : undefined;
  if (valeur === undefined) return `la clé « ${chemin} » y manque`;
  return `la clé « ${chemin} » n’y est pas écrite comme jaune l’écrit : ${ecourter(JSON.stringify(valeur), VALEUR_MAX)}`;
}
