/** Two years of a small dossier, compared as the compile does. */
import { join } from 'node:path';
import { compilerLEvolution } from '../../src/compile/evolution/compiler-l-evolution.ts';
import type { Evolution, EvolutionComparee } from '../../src/compile/evolution/evolution.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { Emetteurs } from '../../src/domain/lignes/emetteurs.ts';
import { compilerLesLignes } from '../../src/edition/compiler-les-lignes.ts';
import { type Preparation, preparer } from '../../src/edition/preparation.ts';
import { lireLEditionPrecedente } from '../../src/ingest/lire-les-editions-passees.ts';
import { LignesCsv } from '../../src/render/csv/lignes-csv.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier, type Ebauche } from '../outils/dossier-temporaire.ts';

/** The columns of the small sources of these tests. */
export const TITRES = 'Organisme;Secteur;Programme;Action;Objet;Qui;Où;Nature;Engagé';

function regle(id: string, question: string, mot: string, conclusion: unknown) {
  const si = { libelle: mot === '' ? 'present' : { mots: mot } };
  return { id, question, si, conclusion, motif: `motif de ${id}`, exemples: { attrape: [{ libelle: mot || 'x' }] } };
}

/** A label says by itself what becomes of its line; what says nothing is international. */
const REGLES = [
  regle('dehors', 'international', 'voirie', 'non_internationale'),
  regle('moitie', 'international', 'moitié', { quote_part: '1/2', cle: 'moitié' }),
  regle('oui', 'international', '', 'internationale'),
  regle('unique', 'exceptionnel', 'unique', 'exceptionnelle'),
  regle('jeunes', 'ventilation', 'jeunes', { axe: 'jeunesse' }),
  regle('partage', 'ventilation', 'partagé', { axe: { jeunesse: '1/3', croissance: '2/3' } }),
  regle('pilote', 'ventilation', 'transféré', { secteur: 'Pilote' }),
];

/** A dossier with one source, in the columns of {@link TITRES}. */
export function ebauche(lignes: readonly string[], entete: Readonly<Record<string, unknown>> = {}): Ebauche {
  const declaration = {
    organisme: undefined,
    secteur: undefined,
    colonnes: {
      organisme: 'Organisme',
      secteur: 'Secteur',
      programme: 'Programme',
      action: 'Action',
      libelle: 'Objet',
      beneficiaire: 'Qui',
      lieu: 'Où',
      caractere: 'Nature',
    },
    montants: { [String(entete.base ?? 'engagements')]: 'Engagé' },
  };
  const contenu = [TITRES, ...lignes, ''].join('\n');
  return { entete, sources: [{ fichier: 'sources/a.csv', contenu, declaration }], regles: REGLES };
}

/** What is not that of the dossiers of these tests. */
export interface Annees {
  /** The exercice of the earlier edition, 2011 unless told; and its base. */
  readonly exercice?: string;
  readonly base?: string;
}

/** Publishes the lines of an earlier year into the memory of a dossier, as the compile writes them. */
async function publierVers(
  racine: string,
  lignes: readonly string[],
  { exercice = '2011', base }: Annees,
): Promise<void> {
  await avecDossier(async (ancienne) => {
    const entete = { exercice, date_edition: `${exercice}-12-13`, ...(base === undefined ? {} : { base }) };
    deposerDossier(ancienne, ebauche(lignes, entete));
    const { dossier, libelles, ...reste } = await preparerLeDossier(ancienne);
    const fichier = `memoire/lignes-${exercice}.csv`;
    deposer(racine, fichier, '');
    const csv = new LignesCsv(join(racine, fichier), dossier.enTete, libelles);
    await compilerLesLignes({ dossier, libelles, ...reste }, { affectation: (affectation) => csv.ecrire(affectation) });
    csv.fermer();
  });
}

async function preparerLeDossier(racine: string): Promise<Preparation> {
  const constats = new Constats();
  const preparation = await preparer(racine, constats);
  if (constats.enErreur) throw new Error(constats.liste.map(({ message }) => message).join('\n'));
  return preparation;
}

/** Compares the lines of two years; the second is 2012. */
export function evoluer(
  avant: readonly string[],
  maintenant: readonly string[],
  annees: Annees = {},
): Promise<{ readonly evolution: Evolution; readonly jaune: Jaune }> {
  return avecDossier(async (racine) => {
    deposerDossier(racine, ebauche(maintenant));
    await publierVers(racine, avant, annees);
    const preparation = await preparerLeDossier(racine);
    const emetteurs = new Emetteurs();
    const jaune = await compilerLesLignes(preparation, { affectation: ({ ligne }) => emetteurs.ajouter(ligne) });
    const precedente = await lireLEditionPrecedente(preparation.dossier, preparation.constats);
    if (precedente === undefined) throw new Error(JSON.stringify(preparation.constats.liste));
    return { evolution: compilerLEvolution(precedente, { ...jaune, emetteurs }), jaune };
  });
}

/** The same, when both years compare. */
export async function comparerDeuxAns(
  avant: readonly string[],
  maintenant: readonly string[],
): Promise<{ readonly evolution: EvolutionComparee; readonly jaune: Jaune }> {
  const { evolution, jaune } = await evoluer(avant, maintenant);
  if (!evolution.comparable) throw new Error(evolution.raison);
  return { evolution, jaune };
}
