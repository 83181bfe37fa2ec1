import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { Organismes } from '../../domain/dossier/organismes.ts';
import { cleDeLEmetteur, type Emetteurs } from '../../domain/lignes/emetteurs.ts';
import type { EditionPrecedente, PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { DIMENSIONS, DIMENSIONS_FACULTATIVES } from '../../domain/verdict/dimensions.ts';
import type { Jaune, Rangee, Table } from '../jaune.ts';
import type { Synthese } from '../synthese.ts';
import { cleDUnLibelle, type NomTable, TABLES, TABLES_DECRITES } from '../tables-decrites.ts';
import { type ActionDUneAnnee, actionsActuelles, actionsPubliees } from './actions-d-une-annee.ts';
import { avantParFiche } from './avant-par-fiche.ts';
import {
  type ActionComparee,
  type ApportDEmetteur,
  type CompteDActions,
  type Evolution,
  type EvolutionComparee,
  type LignePrecedente,
  type PerimetreCompare,
  type RangeeComparee,
  type TableComparee,
  variation,
} from './evolution.ts';
import { illustratifParmi } from './illustratif.ts';
import { pourquoiPasParObjectif, seriesDe } from './pourquoi-pas-par-objectif.ts';
import { type Rapprochement, rapprocherLesActions } from './rapprocher-les-actions.ts';
import { synthesePassee } from './synthese-passee.ts';

/** What is needed of this year's jaune, and all those who sent lines for it. */
export interface EditionCourante extends Pick<Jaune, 'enTete' | 'synthese' | 'tables' | 'lignes' | 'libelles'> {
  readonly emetteurs: Emetteurs;
}

/**
 * What changed since last year. Pure: nothing is read. Only the year just before is compared, on the same base: the changes
 * of two years are not those of one, and bases are never set against one another.
 */
export function compilerLEvolution(precedente: EditionPrecedente, courante: EditionCourante): Evolution {
  const { fichier, sha256, exercice, base } = precedente;
  const citee = { fichier, sha256, exercice, base };
  const raison = raisonDeNePasComparer(precedente, courante.enTete);
  if (raison !== undefined) return { ...citee, comparable: false, raison };

  const parts = precedente.parts.filter(({ verdict }) => verdict === 'internationale');
  const avant = actionsPubliees(parts);
  const maintenant = actionsActuelles(courante.lignes, courante.libelles);
  const connuDesDeux = ({ emetteur }: ActionDUneAnnee) =>
    precedente.emetteurs.connait(emetteur) && courante.emetteurs.connait(emetteur);
  const actions = comparerActions(avant, maintenant, connuDesDeux);
  const passee = synthesePassee(precedente, courante.enTete);
  const pasParObjectif = pourquoiPasParObjectif(
    { nom: exercice, series: seriesDe((serie) => estDite(serie, parts)) },
    { nom: courante.enTete.exercice, series: seriesDe((serie) => courante.libelles.dimensions.includes(serie)) },
  );
  return {
    ...citee,
    comparable: true,
    illustratif: illustratifParmi(parts),
    synthese: comparerSynthese(passee.synthese, courante.synthese),
    piloteConnu: passee.piloteConnu,
    perimetre: comparerLesPerimetres(
      { actions: avant, emetteurs: precedente.emetteurs },
      { actions: maintenant, emetteurs: courante.emetteurs },
    ),
    tables: comparerLesTables(parts, courante.tables, courante.enTete.organismes),
    parFiche: avantParFiche({ parts, emetteurs: precedente.emetteurs }, courante, courante.enTete.organismes),
    ...(pasParObjectif !== undefined && { pasParObjectif }),
    actions,
    comptes: {
      nouvelles: compter(actions.filter(({ etat }) => etat === 'nouvelle')),
      terminees: compter(actions.filter(({ etat }) => etat === 'terminee')),
      modifiees: compter(actions.filter(({ etat, ecart }) => etat === 'poursuivie' && ecart !== 0)),
      inchangees: compter(actions.filter(({ etat, ecart }) => etat === 'poursuivie' && ecart === 0)),
    },
    probables: actions.filter(({ rapprochement }) => rapprochement === 'probable').length,
  };
}

function raisonDeNePasComparer({ exercice, base }: EditionPrecedente, enTete: EnTete): string | undefined {
  const attendu = String(Number(enTete.exercice) - 1);
  if (exercice !== attendu)
    return `Les dernières lignes publiées que le dossier garde sont celles de ${exercice} : sans celles de ${attendu}, ce qui a changé en un an ne peut être dit.`;
  if (base !== enTete.base)
    return `L’édition ${exercice} compte sur la base « ${LIBELLES_BASES[base]} », celle de ${enTete.exercice} sur la base « ${LIBELLES_BASES[enTete.base]} » : ces montants ne se comparent pas.`;
  return undefined;
}

function comparerSynthese(avant: Synthese, maintenant: Synthese): EvolutionComparee['synthese'] {
  const deux = (cle: keyof Synthese) => variation(avant[cle], maintenant[cle]);
  return {
    secteurPilote: deux('secteurPilote'),
    autresSecteurs: deux('autresSecteurs'),
    totalHorsExceptionnelles: deux('totalHorsExceptionnelles'),
    exceptionnelles: deux('exceptionnelles'),
  };
}

function comparerActions(
  avant: readonly ActionDUneAnnee[],
  maintenant: readonly ActionDUneAnnee[],
  connuDesDeux: (action: ActionDUneAnnee) => boolean,
): readonly ActionComparee[] {
  const { paires, terminees, nouvelles } = rapprocherLesActions(avant, maintenant);
  const toutes = [
    ...paires.map((paire) => ({ ref: paire.maintenant.ref, action: poursuivie(paire) })),
    ...nouvelles.map((action) => ({ ref: action.ref, action: nouvelle(action) })),
    ...terminees.map((action) => ({ ref: action.ref, action: terminee(action) })),
  ];
  return toutes
    .sort(
      ({ action: gauche, ref }, { action: droite, ref: autreRef }) =>
        Math.abs(droite.ecart) - Math.abs(gauche.ecart) ||
        droite.maintenant - gauche.maintenant ||
        comparer(gauche.libelle, droite.libelle) ||
        comparer(ref, autreRef),
    )
    .map(({ action }) => action);

  function poursuivie({ avant: passee, maintenant: actuelle, indice, certain }: Rapprochement): ActionComparee {
    return {
      etat: 'poursuivie',
      rapprochement: certain ? 'certain' : 'probable',
      indice,
      ...decrire(actuelle),
      illustratif: actuelle.illustratif,
      precedente: citer(passee),
      ...variation(passee.montant, actuelle.montant),
    };
  }

  function nouvelle(action: ActionDUneAnnee): ActionComparee {
    const { illustratif } = action;
    return { etat: 'nouvelle', ...decrire(action), illustratif, ...variation(montant(0), action.montant) };
  }

  function terminee(action: ActionDUneAnnee): ActionComparee {
    return {
      etat: 'terminee',
      ...decrire(action),
      illustratif: false,
      precedente: citer(action),
      ...variation(action.montant, montant(0)),
    };
  }

  function decrire(action: ActionDUneAnnee) {
    const { libelle, beneficiaire, emetteur, secteurs, pays, ligne } = action;
    return {
      libelle,
      beneficiaire,
      organisme: emetteur.organisme,
      secteurs,
      pays,
      emetteurConstant: connuDesDeux(action),
      ...(ligne === undefined ? {} : { ligne }),
    };
  }
}

function citer({ ref, libelle, illustratif }: ActionDUneAnnee): LignePrecedente {
  return { ref, libelle, illustratif };
}

function compter(actions: readonly ActionComparee[]): CompteDActions {
  return {
    actions: actions.length,
    ...variation(somme(actions.map(({ avant }) => avant)), somme(actions.map(({ maintenant }) => maintenant))),
  };
}

/** One year's actions, and all those who sent lines that year, international or not. */
export interface AnneeDEnvois {
  readonly actions: readonly ActionDUneAnnee[];
  readonly emetteurs: Emetteurs;
}

/** Parts what the change owes to senders of both years from what it owes to those who came or left. */
export function comparerLesPerimetres(avant: AnneeDEnvois, maintenant: AnneeDEnvois): PerimetreCompare {
  return {
    constant: variation(
      montantDe(avant.actions.filter(({ emetteur }) => maintenant.emetteurs.connait(emetteur))),
      montantDe(maintenant.actions.filter(({ emetteur }) => avant.emetteurs.connait(emetteur))),
    ),
    arrives: apports(maintenant.actions, avant.emetteurs),
    partis: apports(avant.actions, maintenant.emetteurs),
  };
}

/** What those weigh who are not among the senders of the other year, largest first. */
function apports(actions: readonly ActionDUneAnnee[], autres: Emetteurs): ApportDEmetteur[] {
  const groupes = new Map<string, ActionDUneAnnee[]>();
  for (const action of actions) {
    if (autres.connait(action.emetteur)) continue;
    const cle = cleDeLEmetteur(action.emetteur);
    const groupe = groupes.get(cle);
    if (groupe) groupe.push(action);
    else groupes.set(cle, [action]);
  }
  return [...groupes]
    .flatMap(([cle, groupe]) => {
      const [premiere] = groupe;
      return premiere
        ? [{ cle, apport: { ...premiere.emetteur, montant: montantDe(groupe), actions: groupe.length } }]
        : [];
    })
    .sort((gauche, droite) => droite.apport.montant - gauche.apport.montant || comparer(gauche.cle, droite.cle))
    .map(({ apport }) => apport);
}

function montantDe(actions: readonly ActionDUneAnnee[]): Montant {
  return somme(actions.map(({ montant: centimes }) => centimes));
}

/** The tables whose labels are published: those of the breakdown first, in its order. */
export const COMPAREES: readonly NomTable[] = [...new Set<NomTable>([...DIMENSIONS, ...TABLES])].filter(
  (nom) => TABLES_DECRITES[nom].publiee !== undefined,
);

/** One label: the rows of this year and the parts of last year that bear it. */
interface Libelle {
  readonly rangees: Rangee[];
  readonly parts: PartPubliee[];
}

/**
 * The tables of the jaune with last year's amounts beside.
 * @param parts last year's international parts
 * @param organismes a body that the dossier lists is one under all the names that were published
 */
export function comparerLesTables(
  parts: readonly PartPubliee[],
  tables: readonly Table[],
  organismes: Organismes,
): TableComparee[] {
  const declarees = parts.map((part) => {
    const nom = organismes.nomme(part.organisme)?.nom;
    return nom === undefined ? part : { ...part, organisme: nom };
  });
  return COMPAREES.flatMap((nom) => {
    const table = tables.find((chacune) => chacune.nom === nom);
    if (table === undefined || (FACULTATIVES.has(nom) && !estDite(nom, parts))) return [];
    return [comparerTable(nom, table, declarees)];
  });
}

/** Few dossiers use them: a year that did not is not one in which all was « non ventilé ». */
const FACULTATIVES: ReadonlySet<NomTable> = new Set(DIMENSIONS_FACULTATIVES);

function estDite(nom: NomTable, parts: readonly PartPubliee[]): boolean {
  return parts.some((part) => publieDans(part, nom) !== '');
}

function comparerTable(nom: NomTable, table: Table, parts: readonly PartPubliee[]): TableComparee {
  const libelles = new Map<string, Libelle>();
  const libelleDe = (cle: string) => {
    const connu = libelles.get(cle) ?? { rangees: [], parts: [] };
    libelles.set(cle, connu);
    return connu;
  };
  for (const rangee of table.rangees)
    libelleDe(rangee.cle === '' ? '' : cleDUnLibelle(nom, rangee.libelle)).rangees.push(rangee);
  for (const part of parts) libelleDe(cleDUnLibelle(nom, publieDans(part, nom))).parts.push(part);
  const rangees = [...libelles]
    .filter(
      ([, { rangees: actuelles, parts: passees }]) =>
        passees.length > 0 || actuelles.some(({ lignes }) => lignes.length > 0),
    )
    .map(([cle, libelle]) => ({ cle, rangee: comparerLibelle(nom, libelle) }))
    .sort((gauche, droite) => rangDe(gauche) - rangDe(droite) || parMontantPasse(gauche.rangee, droite.rangee))
    .map(({ rangee }) => rangee);
  return {
    nom,
    titre: table.titre,
    entete: table.entete,
    rangees,
    ...variation(somme(parts.map(({ retenu }) => retenu)), table.total),
  };
}

function comparerLibelle(nom: NomTable, { rangees, parts }: Libelle): RangeeComparee {
  const [actuelle] = rangees;
  const lignes = [...new Set(rangees.flatMap((rangee) => rangee.lignes))].sort((gauche, droite) => gauche - droite);
  return {
    ...(actuelle && { cle: actuelle.cle, nom: actuelle.nom }),
    libelle: actuelle?.libelle ?? libellePublie(nom, parts),
    presence: parts.length === 0 ? 'nouvelle' : lignes.length === 0 ? 'terminee' : 'continue',
    illustratif: illustratifParmi(parts),
    lignes,
    ...variation(somme(parts.map(({ retenu }) => retenu)), somme(rangees.map((rangee) => rangee.montant))),
  };
}

function libellePublie(nom: NomTable, [part]: readonly PartPubliee[]): string {
  return (part && publieDans(part, nom)) || TABLES_DECRITES[nom].vide;
}

/** The label of a part in a table. */
export function publieDans(part: PartPubliee, nom: NomTable): string {
  const { publiee } = TABLES_DECRITES[nom];
  return publiee === undefined ? '' : part[publiee];
}

/** This year's rows keep their place (the sort is stable), what ended follows, what is not broken down comes last. */
function rangDe({ cle, rangee }: { readonly cle: string; readonly rangee: RangeeComparee }): number {
  if (cle === '') return 2;
  return rangee.cle === undefined ? 1 : 0;
}

function parMontantPasse(gauche: RangeeComparee, droite: RangeeComparee): number {
  if (gauche.cle !== undefined || droite.cle !== undefined) return 0;
  return droite.avant - gauche.avant || comparer(gauche.libelle, droite.libelle);
}
