import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Constats, ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { compilerLesLignes } from '../../src/edition/compiler-les-lignes.ts';
import { type Preparation, preparer } from '../../src/edition/preparation.ts';
import type { LigneEcartee } from '../../src/ingest/lecture-de-source.ts';
import { avecDossier } from './atelier.ts';

/** Writes a file under a folder, making the folders on the way. */
export function deposer(racine: string, chemin: string, contenu: string | Uint8Array): void {
  mkdirSync(dirname(join(racine, chemin)), { recursive: true });
  writeFileSync(join(racine, chemin), contenu);
}

/** What a test dossier holds; what is missing is what any dossier may be. JSON stands for YAML, which includes it. */
export interface Ebauche {
  readonly entete?: Readonly<Record<string, unknown>>;
  readonly sources: readonly {
    readonly fichier: string;
    readonly contenu: string | Uint8Array;
    readonly declaration?: Readonly<Record<string, unknown>>;
  }[];
  readonly regles?: readonly unknown[];
  /** `listes.yaml`, as text. */
  readonly listes?: string;
  /** Records of `arbitrages.csv`, below the header. */
  readonly decisions?: readonly string[];
}

export const TITRES_DES_DECISIONS =
  'ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date';

const ENTETE = {
  exercice: '2012',
  collectivite: 'Région',
  titre: 'Actions internationales',
  norme: 'M71',
  vote: 'par_fonction',
  base: 'engagements',
  date_edition: '2012-12-13',
  secteur_pilote: 'Pilote',
  code_inconnu: 'erreur',
  axes: { jeunesse: 'Jeunesse', croissance: 'Croissance' },
  domaines: { export: 'Export', solidarite: 'Solidarité' },
};

const DECLARATION = {
  secteur: 'Pilote',
  organisme: 'Région',
  encodage: 'utf-8',
  separateur: ';',
  decimale: ',',
  colonnes: { libelle: 'Objet' },
  montants: { engagements: 'Engagé' },
};

/** Writes a dossier. */
export function deposerDossier(racine: string, { entete, sources, regles, listes, decisions }: Ebauche): void {
  const declarees = sources.map(({ fichier, declaration }) => ({ ...DECLARATION, ...declaration, fichier }));
  deposer(racine, 'exercice.yaml', JSON.stringify({ ...ENTETE, ...entete, sources: declarees }));
  for (const { fichier, contenu } of sources) deposer(racine, fichier, contenu);
  deposer(racine, 'regles/10-essai.yaml', JSON.stringify(regles ?? []));
  if (listes !== undefined) deposer(racine, 'listes.yaml', listes);
  if (decisions) deposer(racine, 'arbitrages.csv', [TITRES_DES_DECISIONS, ...decisions, ''].join('\n'));
}

/** What became of a dossier that was read to the end, or the findings that stopped it. */
export interface Lecture {
  readonly constats: Constats;
  readonly preparation?: Preparation;
  readonly jaune?: Awaited<ReturnType<typeof compilerLesLignes>>;
  readonly affectations: readonly Affectation[];
  readonly ecartees: readonly LigneEcartee[];
}

/** Reads a dossier as the compile does, up to the jaune. */
export async function lireDossier(racine: string): Promise<Lecture> {
  const constats = new Constats();
  const affectations: Affectation[] = [];
  const ecartees: LigneEcartee[] = [];
  let preparation: Preparation | undefined;
  try {
    preparation = await preparer(racine, constats);
    const jaune = await compilerLesLignes(preparation, {
      affectation: (affectation) => affectations.push(affectation),
      ecartee: (ligne) => ecartees.push(ligne),
    });
    return { constats, preparation, jaune, affectations, ecartees };
  } catch (erreur) {
    if (!(erreur instanceof ConstatsBloquants)) throw erreur;
    return { constats, ...(preparation ? { preparation } : {}), affectations, ecartees };
  }
}

/** Writes a dossier in a folder of its own and reads it. */
export function lireEbauche(ebauche: Ebauche): Promise<Lecture> {
  return avecDossier((racine) => {
    deposerDossier(racine, ebauche);
    return lireDossier(racine);
  });
}

/** The findings of a reading, short: code and place. */
export function fautes({ constats }: Pick<Lecture, 'constats'>): string[] {
  return constats.liste.map(({ code, lieu: { fichier, ligne, colonne } }) =>
    [code, fichier, ligne, colonne].filter((element) => element !== undefined).join(' '),
  );
}
