import * as z from 'zod';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { FichierPese } from './peser.ts';
import { SOMMES } from './sommes.ts';

/** The folders of an archive: what the officer wrote, what the tool lent, what was made of them. */
export const DOSSIERS_D_ARCHIVE = { dossier: 'dossier', outil: 'outil', documents: 'documents' } as const;
/** The file of an archive that says what is in it. */
export const MANIFESTE = 'manifeste.json';
/** The file of an archive that tells people what it is. */
export const LISEZ_MOI = 'LISEZ-MOI.txt';
/** The files of an archive that lie in none of its folders. */
export const A_LA_RACINE_DE_L_ARCHIVE: readonly string[] = [LISEZ_MOI, MANIFESTE, SOMMES];

const FORMAT = 1;

const fichiers = z.array(
  z.strictObject({
    chemin: z.string().min(1),
    octets: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);

const schema = z.strictObject({
  format: z.literal(FORMAT),
  outil: z.strictObject({ nom: z.literal('jaune'), version: z.string().regex(/^\d+\.\d+\.\d+$/) }),
  exercice: z.string().regex(/^\d{4}$/),
  collectivite: z.string(),
  titre: z.string(),
  date_edition: z.string(),
  dossier: fichiers,
  fichiers_de_l_outil: fichiers,
  documents: fichiers,
});

/** What the manifest of an archive says. */
export type Manifeste = z.output<typeof schema>;

/** What goes in an archive, by folder; names are those inside each. */
interface ContenuDArchive {
  readonly dossier: readonly FichierPese[];
  readonly outil: readonly FichierPese[];
  readonly documents: readonly FichierPese[];
}

/** `manifeste.json` as text. Keys keep this order. */
export function ecrireLeManifeste(enTete: EnTete, version: string, contenu: ContenuDArchive): string {
  const lister = (peses: readonly FichierPese[]) =>
    peses.map(({ nom, octets, sha256 }) => ({ chemin: nom, octets, sha256 }));
  const manifeste: Manifeste = {
    format: FORMAT,
    outil: { nom: 'jaune', version },
    exercice: enTete.exercice,
    collectivite: enTete.collectivite,
    titre: enTete.titre,
    date_edition: enTete.dateEdition,
    dossier: lister(contenu.dossier),
    fichiers_de_l_outil: lister(contenu.outil),
    documents: lister(contenu.documents),
  };
  return `${JSON.stringify(manifeste, undefined, 2)}\n`;
}

/** Reads a manifest; nothing when it is not one that this version knows. */
export function lireLeManifeste(texte: string): Manifeste | undefined {
  try {
    const lu = schema.safeParse(JSON.parse(texte));
    return lu.success ? lu.data : undefined;
  } catch {
    return undefined;
  }
}
