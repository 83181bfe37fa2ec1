import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { Nommeur } from '../../domain/textes/nom.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import type { MatiereDesVolets } from '../volet.ts';
import type { ActionJugee, Compte } from './action-jugee.ts';
import type { Droit } from './droit.ts';
import { ETATS, type Etat, jugerUneFiche } from './juger-une-fiche.ts';
import { estDansLeTotal, type LignesDesPieces } from './lignes-des-pieces.ts';
import type { FicheDePieces, FichesDePieces } from './lire-les-pieces.ts';
import { signalerUneFiche } from './signaler-une-fiche.ts';
import { tableauDesActions, tableauDesComptes } from './tableaux-du-fondement.ts';

/** What was read for the annex. */
export interface PiecesLues {
  readonly fiches: FichesDePieces;
  readonly droit: Droit;
  readonly lignes: LignesDesPieces;
  readonly enTete: EnTete;
}

const VOLET = 'fondement';
const ACTION = 'fondement-action';
/** For lines of which no row speaks, and rows that do not say the day of the deliberation. */
const SANS_REGIME = { 'non-renseigne': 'Non renseigné', 'sans-date': 'Délibération non datée' } as const;

const CHAPEAU = [
  'Pour chaque action retenue, cette annexe dit quelles pièces le dossier contient, et ce qui manque de ce que demande le texte en vigueur le jour de la délibération. Le jour du paiement n’y change rien. Rien d’ici n’entre dans un total ni n’en retire.',
  'Elle énonce des faits. L’outil ne juge ni la validité d’une délibération, ni le respect des engagements internationaux de la France, ni l’absence d’immixtion dans la politique étrangère de l’État ou de prise de parti dans un conflit politique ou du travail, ni l’étendue des compétences de la collectivité ; il compte les indices d’intérêt public local qu’on lui donne, et ne les pèse pas. Il ne lit pas les documents cités.',
];

/** Gives each line of the total its state, and makes the annex of them. */
export function compilerLeFondement(
  { fiches, droit, lignes: passees, enTete }: PiecesLues,
  { lignes }: MatiereDesVolets,
  constats: Constats,
): VoletCompile {
  const actions = new Map<FicheDePieces, ActionJugee>();
  const noms = new Nommeur();
  for (const fiche of fiches.liste) {
    const jugement = jugerUneFiche((piece) => fiche.fiche.lire(piece), droit);
    signalerUneFiche(fiche, jugement, enTete.exercice, constats);
    const nom = noms.nommer(nomDe(fiche), 'action');
    actions.set(fiche, { fiche, jugement, nom, lignes: { nombre: 0, centimes: montant(0) }, libelle: '' });
  }
  const parEtat = new Map<string, Compte>();
  const parRegime = new Map<string, Compte>();
  const actionDe = (affectation: Affectation) => {
    const fiche = estDansLeTotal(affectation) ? fiches.pour(affectation) : undefined;
    return fiche && actions.get(fiche);
  };
  const etatDe = (affectation: Affectation): Etat | undefined =>
    estDansLeTotal(affectation) ? (actionDe(affectation)?.jugement.etat ?? 'non-renseigne') : undefined;
  const regimeDe = (affectation: Affectation) => {
    if (!estDansLeTotal(affectation)) return undefined;
    const action = actionDe(affectation);
    return action === undefined ? 'non-renseigne' : (action.jugement.regime?.nom ?? 'sans-date');
  };
  for (const [rang, affectation] of lignes.entries()) {
    if (!estDansLeTotal(affectation)) continue;
    const retenu = somme(partsEn(affectation, 'internationale').map(({ montant: part }) => part));
    compter(parEtat, etatDe(affectation) ?? '', retenu);
    compter(parRegime, regimeDe(affectation) ?? '', retenu);
    const action = actionDe(affectation);
    if (action === undefined) continue;
    passees.retenir(action.fiche);
    ajouter(action.lignes, retenu);
    if (action.libelle !== '') continue;
    const libelle = libelleDe(affectation, action.fiche, enTete);
    actions.set(action.fiche, { ...action, libelle, ...(action.fiche.objet.de === 'ligne' && { ligne: rang }) });
  }
  passees.signaler(constats);

  const etats = Object.entries(ETATS).map(([nom, libelle]) => ({ nom, libelle: capitale(libelle) }));
  const regimes = [
    ...droit.regimes.map(({ nom, titre, du, au }) => ({ nom, libelle: titre, du, au })),
    ...Object.entries(SANS_REGIME).map(([nom, libelle]) => ({ nom, libelle, du: '', au: '' })),
  ];
  const jugees = [...actions.values()].filter(({ lignes: { nombre } }) => nombre > 0);
  const manquent = jugees.filter(({ jugement }) => jugement.etat === 'il-manque').sort(parEuros);
  const autres = jugees.filter(({ jugement }) => jugement.etat !== 'il-manque').sort(parEuros);
  const groupes = jugees.filter(({ ligne }) => ligne === undefined);
  return {
    nom: VOLET,
    titre: 'Fondement',
    chapeau: CHAPEAU,
    tableaux: [
      tableauDesComptes('etats', 'Par état des pièces', etats, parEtat),
      tableauDesComptes('textes', 'Par texte applicable', regimes, parRegime),
      tableauDesActions('manques', manquent),
      tableauDesActions('actions', autres),
    ],
    champs: [
      { nom: VOLET, valeurs: etats, lire: etatDe },
      { nom: `${VOLET}-texte`, valeurs: regimes, lire: regimeDe },
      {
        nom: ACTION,
        valeurs: groupes.map(({ nom, libelle }) => ({ nom, libelle })),
        lire: (affectation) => {
          const action = actionDe(affectation);
          return action?.fiche.objet.de === 'ligne' ? undefined : action?.nom;
        },
      },
    ],
    chiffres: [
      ...chiffresDe(VOLET, VOLET, etats, parEtat),
      ...chiffresDe(`${VOLET}.texte`, `${VOLET}-texte`, regimes, parRegime),
      ...groupes.map(({ nom, libelle, lignes: { nombre, centimes } }) => ({
        nom: `${VOLET}.action.${nom}`,
        libelle,
        montant: centimes,
        nombre,
        champ: ACTION,
        valeur: nom,
      })),
    ],
  };
}

function chiffresDe(
  prefixe: string,
  champ: string,
  valeurs: readonly { readonly nom: string; readonly libelle: string }[],
  comptes: ReadonlyMap<string, Compte>,
) {
  return valeurs.flatMap(({ nom, libelle }) => {
    const compte = comptes.get(nom);
    return compte === undefined
      ? []
      : [{ nom: `${prefixe}.${nom}`, libelle, montant: compte.centimes, nombre: compte.nombre, champ, valeur: nom }];
  });
}

function compter(comptes: Map<string, Compte>, nom: string, retenu: Montant): void {
  const compte = comptes.get(nom) ?? { nombre: 0, centimes: montant(0) };
  comptes.set(nom, compte);
  ajouter(compte, retenu);
}

function ajouter(compte: Compte, retenu: Montant): void {
  compte.nombre += 1;
  compte.centimes = montant(compte.centimes + retenu);
}

function parEuros(gauche: ActionJugee, droite: ActionJugee): number {
  return droite.lignes.centimes - gauche.lignes.centimes || gauche.fiche.fiche.numero - droite.fiche.fiche.numero;
}

function nomDe({ objet }: FicheDePieces): string {
  if (objet.de === 'ligne') return objet.ref;
  return objet.de === 'operation' ? `operation ${objet.id}` : `programme ${objet.code}`;
}

/** How documents call an action: by its line, its operation, or the programme of its first line. */
function libelleDe({ ligne }: Affectation, { objet }: FicheDePieces, { operations }: EnTete): string {
  if (objet.de === 'ligne') return [ligne.libelle, ligne.beneficiaire].filter((dit) => dit !== '').join(' · ');
  if (objet.de === 'operation') return `Opération : ${operations.pour(objet.id)?.libelle ?? objet.id}`;
  return `Programme ${ligne.programme}${ligne.programmeLibelle === '' ? '' : ` : ${ligne.programmeLibelle}`}`;
}

function capitale(libelle: string): string {
  return `${libelle.slice(0, 1).toUpperCase()}${libelle.slice(1)}`;
}
