import type { GraviteDesAttentes } from '../classify/decisions/registre-des-decisions.ts';
import { Compilation } from '../compile/compilation.ts';
import type { Jaune } from '../compile/jaune.ts';
import { ouvrirLesObservateurs } from '../compile/observateurs/observateurs.ts';
import type { LignesPassees } from '../compile/semblables/lignes-passees.ts';
import { signalerLesConstats } from '../compile/signaler-les-constats.ts';
import { exigerSansErreur } from '../domain/constats/constat.ts';
import type { SourcePassee } from '../domain/dossier/source-passee.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { signalerLeMasque } from '../dossier/lire-le-masque.ts';
import type { LigneEcartee } from '../ingest/lecture-de-source.ts';
import { compilerLesVolets } from '../volets/volets.ts';
import { parcourirLesLignes } from './parcourir-les-lignes.ts';
import type { Preparation } from './preparation.ts';

/** What to do with lines while they pass. */
export interface TemoinDesLignes {
  affectation?(affectation: Affectation): void;
  ecartee?(ligne: LigneEcartee): void;
  /** How decisions whose line moved or changed are told; they stop what is done unless it is said here. */
  readonly attentes?: GraviteDesAttentes | 'tues';
}

/** What earlier exercices received. */
interface Passe {
  /** The lines of the last edition. */
  readonly passees?: LignesPassees;
  /** The files, by the digest of their bytes. */
  readonly sourcesPassees?: ReadonlyMap<string, SourcePassee>;
}

/**
 * Ingest, classify, compile: every line of every source to its place, and the proof that the places add up.
 * @param passe what is not to come back as it was; nothing of it is told when it is not given
 * @throws ConstatsBloquants when a source, a rule or a decision is at fault; all has then been read and told
 */
export async function compilerLesLignes(
  preparation: Preparation,
  temoin: TemoinDesLignes = {},
  { passees, sourcesPassees = new Map() }: Passe = {},
): Promise<Jaune> {
  const { dossier, references, classement, constats, libelles, surveilles } = preparation;
  const compilation = new Compilation(dossier.enTete, libelles);
  const observateurs = ouvrirLesObservateurs({
    dossier,
    geographie: references.geographie,
    paysDuLieu: (lieu) => classement.examinateur.detecteur.paysDuLieu(lieu),
    passees,
    sourcesPassees,
    constats,
  });
  const volets = preparation.volets.filter(({ voir }) => voir !== undefined);
  const placer = (ligne: LigneBudgetaire) => {
    const affectation = compilation.ajouter(ligne, classement.classifieur.classer(ligne));
    classement.decisions.compter(ligne, affectation.montant);
    for (const observateur of observateurs) observateur.ajouter(affectation);
    for (const volet of volets) volet.voir?.(affectation);
    temoin.affectation?.(affectation);
  };
  const sources = await parcourirLesLignes(preparation, placer, temoin.ecartee);
  for (const observateur of observateurs) observateur.finir(sources);
  signalerLeMasque(dossier.sources, sources, constats);
  const { attentes = 'E-ARBITRAGES-EN-ATTENTE' } = temoin;
  if (attentes !== 'tues') await classement.decisions.signaler(constats, attentes, preparation.chemin);
  surveilles.tellChanges(constats);
  exigerSansErreur(constats);
  const compile = compilation.jaune(sources, classement.regles, classement.memoires, preparation.tablesDeCodes);
  const jaune = { ...compile, volets: compilerLesVolets(preparation.volets, compile, constats) };
  compilation.signalerLesNoms(constats);
  signalerLesConstats(jaune, constats);
  return jaune;
}
