import { Compilation } from '../compile/compilation.ts';
import type { Jaune } from '../compile/jaune.ts';
import { ouvrirLesObservateurs } from '../compile/observateurs/observateurs.ts';
import type { LignesPassees } from '../compile/semblables/lignes-passees.ts';
import { signalerLesConstats } from '../compile/signaler-les-constats.ts';
import { exigerSansErreur } from '../domain/constats/constat.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { signalerLeMasque } from '../dossier/lire-le-masque.ts';
import type { LigneEcartee } from '../ingest/lecture-de-source.ts';
import { parcourirLesLignes } from './parcourir-les-lignes.ts';
import type { Preparation } from './preparation.ts';

/** What to do with lines while they pass. */
export interface TemoinDesLignes {
  affectation?(affectation: Affectation): void;
  ecartee?(ligne: LigneEcartee): void;
}

/**
 * Ingest, classify, compile: every line of every source to its place, and the proof that the places add up.
 * @param passees the lines of an earlier edition, that are not to come back as they were
 * @throws ConstatsBloquants when a source, a rule or a decision is at fault; all has then been read and told
 */
export async function compilerLesLignes(
  preparation: Preparation,
  temoin: TemoinDesLignes = {},
  passees?: LignesPassees,
): Promise<Jaune> {
  const { dossier, references, classement, constats, libelles, surveilles } = preparation;
  const compilation = new Compilation(dossier.enTete, libelles);
  const observateurs = ouvrirLesObservateurs({
    dossier,
    geographie: references.geographie,
    paysDuLieu: (lieu) => classement.examinateur.detecteur.paysDuLieu(lieu),
    passees,
    constats,
  });
  const placer = (ligne: LigneBudgetaire) => {
    const affectation = compilation.ajouter(ligne, classement.classifieur.classer(ligne));
    for (const observateur of observateurs) observateur.ajouter(affectation);
    temoin.affectation?.(affectation);
  };
  const sources = await parcourirLesLignes(preparation, placer, temoin.ecartee);
  for (const observateur of observateurs) observateur.finir(sources);
  signalerLeMasque(dossier.sources, sources, constats);
  classement.decisions.signaler(constats);
  surveilles.tellChanges(constats);
  exigerSansErreur(constats);
  const jaune = compilation.jaune(sources, classement.regles, classement.memoires, preparation.tablesDeCodes);
  compilation.signalerLesNoms(constats);
  signalerLesConstats(jaune, constats);
  return jaune;
}
