import { garderPar } from '../../compile/garder-par.ts';
import type { Jaune, Partition, Passerelle, Rangee } from '../../compile/jaune.ts';
import { decideurDeSortie } from '../../compile/valeurs-nommees.ts';
import { BASES } from '../../domain/argent/base.ts';
import { estObjet } from '../../domain/textes/texte.ts';
import { listesEnJson } from '../listes/listes.ts';
import { anneesEcrites } from './annees-ecrites.ts';
import { cofinancementsEcrits, consolidationEcrite } from './cofinancements-ecrits.ts';
import { deuxSensEcrits, syntheseEcrite } from './comptes-ecrits.ts';
import { voletsEcrits } from './volets-ecrits.ts';

/** The content of `synthese-<exercice>.json`. All amounts are integer cents. Keys keep this order. */
export function syntheseJson(jaune: Jaune) {
  const { enTete, synthese, couverture } = jaune;
  // Of thousands of rules, most did nothing, and share one count.
  const effetEcrit = garderPar(deuxSensEcrits);
  return {
    exercice: Number(enTete.exercice),
    base: enTete.base,
    collectivite: enTete.collectivite,
    norme: enTete.norme,
    date_edition: enTete.dateEdition,
    ...(enTete.edition && { edition: enTete.edition.nom }),
    mention: enTete.mention,
    synthese: syntheseEcrite(synthese),
    partition: partitionEcrite(jaune.partition),
    partition_par_base: Object.fromEntries(
      BASES.flatMap((base) => {
        const partition = jaune.partitionParBase.get(base);
        return partition ? [[base, partitionEcrite(partition)]] : [];
      }),
    ),
    passerelle: { ...passerelleEcrite(jaune.passerelle), recettes: passerelleEcrite(jaune.passerelleDesRecettes) },
    cofinancements: cofinancementsEcrits(jaune),
    consolidation: consolidationEcrite(jaune.consolidation),
    tables: Object.fromEntries(
      jaune.tables.map(({ nom, rangees }) => [
        nom,
        rangees.map((rangee) =>
          rangeeEcrite(rangee, nom === 'organisme' ? enTete.organismes.nomme(rangee.cle)?.id : undefined),
        ),
      ]),
    ),
    ...(jaune.annees.length > 0 && { annees: anneesEcrites(jaune) }),
    couverture: {
      par_regle: deuxSensEcrits(couverture.parRegle),
      par_decision: deuxSensEcrits(couverture.parDecision),
      a_arbitrer: deuxSensEcrits(couverture.aArbitrer),
      non_examinee: deuxSensEcrits(couverture.nonExaminee),
      suggeree_oui: deuxSensEcrits(couverture.suggereesOui),
      suggeree_non: deuxSensEcrits(couverture.suggereesNon),
      signalee: deuxSensEcrits(couverture.signalees),
      silencieuse: deuxSensEcrits(couverture.silencieuses),
      total_si_tout: couverture.totalSiTout,
    },
    regles: jaune.regles.map(({ regle, question, emporte, devance, contredite }) => ({
      id: regle.id,
      question,
      lieu: regle.lieu,
      emporte: effetEcrit(emporte),
      devance: effetEcrit(devance),
      contredite: effetEcrit(contredite),
    })),
    sources: jaune.sources.map((source) => ({
      fichier: source.fichier,
      secteur: source.secteur,
      organisme: source.organisme,
      sha256: source.sha256,
      octets: source.octets,
      lignes: source.depenses.lignes,
      centimes: source.depenses.montants[enTete.base] ?? 0,
      recettes: { lignes: source.recettes.lignes, centimes: source.recettes.montants[enTete.base] ?? 0 },
      lignes_vides: source.lignesVides,
      ecartees: source.misesAEcart.map(({ motif, lignes, montant, recettes, sansMontant, autreBase }) => ({
        motif,
        lignes,
        centimes: montant,
        recettes_centimes: recettes ?? 0,
        sans_montant: sansMontant,
        autre_base: autreBase,
      })),
      ...(source.lignesAuNomMasque === undefined ? {} : { noms_masques: source.lignesAuNomMasque }),
      ...(source.refaites.length > 0 && {
        refaites: source.refaites.map(({ cle, champ, cellules }) => ({ cle, champ, cellules })),
      }),
      partition: partitionEcrite(source.partition),
    })),
    ...(jaune.volets.length > 0 && { volets: voletsEcrits(jaune.volets) }),
    ...listesEnJson(jaune),
  };
}

/** The text of `synthese-<exercice>.json`, piece after piece: it tells each rule, and whole it may take hundreds of megabytes. */
export function* morceauxDeSyntheseJson(jaune: Jaune): Generator<string> {
  yield* morceauxDe(syntheseJson(jaune), '\n');
  yield '\n';
}

/**
 * What `JSON.stringify(valeur, undefined, 2)` gives; elements of lists are short, and come whole.
 * @param saut a line break, and the margin of what is written
 */
function* morceauxDe(valeur: unknown, saut: string): Generator<string> {
  if (!estObjet(valeur)) {
    yield entier(valeur, saut);
    return;
  }
  const dedans = `${saut}  `;
  let avant = '{';
  for (const [cle, sienne] of Object.entries(valeur)) {
    if (sienne === undefined) continue;
    yield `${avant}${dedans}${JSON.stringify(cle)}: `;
    avant = ',';
    if (Array.isArray(sienne) && sienne.length > 0) {
      for (const [rang, element] of sienne.entries())
        yield `${rang > 0 ? ',' : '['}${dedans}  ${entier(element, `${dedans}  `)}`;
      yield `${dedans}]`;
    } else yield* morceauxDe(sienne, dedans);
  }
  yield avant === '{' ? '{}' : `${saut}}`;
}

function entier(valeur: unknown, saut: string): string {
  return (JSON.stringify(valeur, undefined, 2) ?? 'null').replaceAll('\n', saut);
}

function passerelleEcrite({ secteurPiloteRecu, sorties, transferts, secteurPiloteRetenu, apports }: Passerelle) {
  return {
    secteur_pilote_recu: secteurPiloteRecu.montant,
    sorties: sorties.map(({ cle, place, libelle, montant, lignes }) => ({
      place,
      regle: decideurDeSortie(cle).decideur,
      libelle,
      lignes,
      centimes: montant,
    })),
    transferts,
    secteur_pilote_retenu: secteurPiloteRetenu,
    apports: apports.map(({ libelle, montant, lignes }) => ({ secteur: libelle, lignes, centimes: montant })),
  };
}

function partitionEcrite(partition: Partition) {
  return {
    internationale: deuxSensEcrits(partition.internationale),
    exceptionnelle: deuxSensEcrits(partition.exceptionnelle),
    non_internationale: deuxSensEcrits(partition.non_internationale),
    exclue: deuxSensEcrits(partition.exclue),
    a_arbitrer: deuxSensEcrits(partition.a_arbitrer),
    non_examinee: deuxSensEcrits(partition.non_examinee),
    total: deuxSensEcrits(partition.total),
  };
}

/**
 * Of another base, how many of the lines of the row give it, and what they make.
 * @param id that of a declared body
 */
function rangeeEcrite({ cle, libelle, montant, lignes, autresBases }: Rangee, id: string | undefined) {
  return {
    ...(id === undefined ? {} : { id }),
    cle,
    libelle,
    lignes: lignes.length,
    centimes: montant,
    ...(autresBases.size > 0 && { autres_bases: Object.fromEntries(autresBases) }),
  };
}
