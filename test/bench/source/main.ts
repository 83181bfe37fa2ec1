import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Constats, ConstatsBloquants } from '../../../src/domain/constats/constat.ts';
import { type BlocPropose, inspecterSource } from '../../../src/inspect/inspecter-source.ts';
import { type Compte, compterLesNotes, ecrireLeTableau } from './compter.ts';
import { fichiersPartages } from './fichiers-partages.ts';
import { type Note, noter } from './noter.ts';
import { sourcesDesDossiers } from './sources-des-dossiers.ts';
import { variantes } from './variantes.ts';
import type { FichierConnu } from './verite.ts';

/** What is asked of the proposals of `jaune source`: no wrong field said to be sure, and most columns found. */
const FAUX_SURS_MAX = 0;
const PART_JUSTE_MIN = 0.95;

interface Demande {
  readonly racine: string;
  /** Where generated files are written. */
  readonly travail: string;
  readonly arguments_: readonly string[];
}

/** Looks at every file of the corpus and compares; @returns the exit code, 1 when a target is missed */
export async function mesurer({ racine, travail, arguments_ }: Demande): Promise<number> {
  const { values } = parseArgs({
    args: [...arguments_],
    options: { ecarts: { type: 'boolean' }, genre: { type: 'string' }, lot: { type: 'string' } },
  });
  const corpus = [
    ...sourcesDesDossiers(racine),
    ...fichiersPartages(racine),
    ...(await variantes(racine, travail)),
  ].filter(({ genre, lot }) => (values.genre ?? genre) === genre && (values.lot ?? lot) === lot);
  const notes: (Note & { readonly fichier: FichierConnu })[] = [];
  for (const fichier of corpus)
    for (const note of noter(fichier.verite, await proposer(fichier))) notes.push({ ...note, fichier });
  if (values.ecarts)
    for (const { fichier, champ, issue, attendu, propose } of notes)
      if (issue !== 'juste' && attendu !== propose)
        console.log(`${basename(fichier.chemin)} · ${champ} · ${issue} · attendu ${attendu}, proposé ${propose}`);
  console.log(`${corpus.length} fichiers, ${notes.length} champs\n`);
  const parLot = grouper(notes, ({ fichier }) => fichier.lot);
  console.log(
    ecrireLeTableau(
      'Lot',
      [...parLot].map(([lot, siennes]) => [lot, compterLesNotes(siennes)] as const),
    ),
  );
  const parChamp = [...grouper(notes, ({ champ }) => champ)].sort(([gauche], [droite]) => (gauche < droite ? -1 : 1));
  console.log(
    ecrireLeTableau(
      'Champ',
      parChamp.map(([champ, siennes]) => [champ, compterLesNotes(siennes)] as const),
    ),
  );
  return juger([
    ['tous', compterLesNotes(notes)],
    ...[...parLot].map(([lot, siennes]) => [lot, compterLesNotes(siennes)] as const),
  ]);
}

async function proposer({ chemin, options }: FichierConnu): Promise<BlocPropose | undefined> {
  try {
    const { blocs } = await inspecterSource(chemin, options, new Constats());
    return blocs[0];
  } catch (erreur) {
    if (erreur instanceof ConstatsBloquants) return undefined;
    throw erreur;
  }
}

function juger(comptes: readonly (readonly [string, Compte])[]): number {
  let manquees = 0;
  for (const [lot, { fauxSurs, colonnes, colonnesJustes }] of comptes) {
    const part = colonnes === 0 ? 1 : colonnesJustes / colonnes;
    const tenue = fauxSurs <= FAUX_SURS_MAX && part >= PART_JUSTE_MIN;
    if (!tenue) manquees += 1;
    console.log(
      `${tenue ? 'tenue   ' : 'MANQUÉE '} ${lot} : ${fauxSurs} faux et « sûr » (${FAUX_SURS_MAX} au plus) ; ${(part * 100).toFixed(1)} % des ${colonnes} colonnes qui y sont (${PART_JUSTE_MIN * 100} % au moins)`,
    );
  }
  return manquees === 0 ? 0 : 1;
}

function grouper<T>(elements: readonly T[], cleDe: (element: T) => string): Map<string, T[]> {
  const groupes = new Map<string, T[]>();
  for (const element of elements) {
    const cle = cleDe(element);
    groupes.set(cle, [...(groupes.get(cle) ?? []), element]);
  }
  return groupes;
}
