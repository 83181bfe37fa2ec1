import { somme } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import { Nommeur } from '../../domain/textes/nom.ts';
import type { ChiffreDeVolet, VoletCompile } from '../../domain/volets/volet-compile.ts';
import type { MatiereDesVolets } from '../volet.ts';
import type { ActionJugee, Compte } from './action-jugee.ts';
import type { Droit } from './droit.ts';
import { EnsembleSuivi } from './ensemble-suivi.ts';
import { ETATS, type Etat, jugerUneFiche } from './juger-une-fiche.ts';
import { type LignesDesPieces, placeSuivie } from './lignes-des-pieces.ts';
import type { FicheDePieces, FichesDePieces } from './lire-les-pieces.ts';
import { signalerLeMontant, signalerUneFiche } from './signaler-une-fiche.ts';
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
  'Pour chaque action retenue, et à part pour chaque opération exceptionnelle, cette annexe dit quelles pièces le dossier contient, et ce qui manque de ce que demande le texte en vigueur le jour de la délibération. Le jour du paiement n’y change rien. Rien d’ici n’entre dans un total ni n’en retire.',
  'Elle énonce des faits. L’outil ne juge ni la validité d’une délibération, ni le respect des engagements internationaux de la France, ni l’absence d’immixtion dans la politique étrangère de l’État ou de prise de parti dans un conflit politique ou du travail, ni l’étendue des compétences de la collectivité ; il compte les indices d’intérêt public local qu’on lui donne, et ne les pèse pas. Il ne lit pas les documents cités.',
];

/** Gives each line of the total, and each exceptional one, its state, and makes the annex of them. */
export function compilerLeFondement(
  { fiches, droit, lignes: passees, enTete }: PiecesLues,
  { lignes }: MatiereDesVolets,
  constats: Constats,
): VoletCompile {
  const jugees = new Map<FicheDePieces, Pick<ActionJugee, 'jugement' | 'nom'>>();
  const noms = new Nommeur();
  for (const fiche of fiches.liste) {
    const jugement = jugerUneFiche((piece) => fiche.fiche.lire(piece), droit);
    signalerUneFiche(fiche, jugement, enTete.exercice, constats);
    jugees.set(fiche, { jugement, nom: noms.nommer(nomDe(fiche), 'action') });
  }
  const ficheDe = (affectation: Affectation) => (placeSuivie(affectation) ? fiches.pour(affectation) : undefined);
  const jugeeDe = (affectation: Affectation) => {
    const fiche = ficheDe(affectation);
    return fiche && jugees.get(fiche);
  };
  const etatDe = (affectation: Affectation): Etat | undefined =>
    placeSuivie(affectation) && (jugeeDe(affectation)?.jugement.etat ?? 'non-renseigne');
  const regimeDe = (affectation: Affectation) => {
    if (placeSuivie(affectation) === undefined) return undefined;
    const jugee = jugeeDe(affectation);
    return jugee === undefined ? 'non-renseigne' : (jugee.jugement.regime?.nom ?? 'sans-date');
  };
  const ensembles = { internationale: new EnsembleSuivi(), exceptionnelle: new EnsembleSuivi() };
  for (const [rang, affectation] of lignes.entries()) {
    const place = placeSuivie(affectation);
    if (place === undefined) continue;
    const retenu = somme(partsEn(affectation, place).map(({ montant: part }) => part));
    ensembles[place].compter(etatDe(affectation) ?? '', regimeDe(affectation) ?? '', retenu);
    const fiche = ficheDe(affectation);
    const jugee = fiche && jugees.get(fiche);
    if (fiche === undefined || jugee === undefined) continue;
    passees.retenir(fiche);
    ensembles[place].retenir(fiche, retenu, () => ({
      fiche,
      ...jugee,
      libelle: libelleDe(affectation, fiche, enTete),
      ...(fiche.objet.de === 'ligne' && { ligne: rang }),
    }));
  }
  passees.signaler(constats);
  for (const fiche of fiches.liste) {
    const centimes = somme(Object.values(ensembles).map((ensemble) => ensemble.centimesDe(fiche)));
    signalerLeMontant(fiche, centimes, enTete, constats);
  }

  const etats = Object.entries(ETATS).map(([nom, libelle]) => ({ nom, libelle: capitale(libelle) }));
  const regimes = [
    ...droit.regimes.map(({ nom, titre, du, au }) => ({ nom, libelle: titre, du, au })),
    ...Object.entries(SANS_REGIME).map(([nom, libelle]) => ({ nom, libelle, du: '', au: '' })),
  ];
  const { internationale, exceptionnelle } = ensembles;
  const { actions } = internationale;
  const manquent = actions.filter(({ jugement }) => jugement.etat === 'il-manque');
  const autres = actions.filter(({ jugement }) => jugement.etat !== 'il-manque');
  const groupes = new Map(
    [...actions, ...exceptionnelle.actions].flatMap((action) =>
      action.ligne === undefined ? [[action.nom, action] as const] : [],
    ),
  );
  return {
    nom: VOLET,
    titre: 'Fondement',
    chapeau: CHAPEAU,
    tableaux: [
      tableauDesComptes('etats', etats, internationale.parEtat),
      tableauDesComptes('textes', regimes, internationale.parRegime),
      tableauDesActions('manques', manquent),
      tableauDesActions('actions', autres),
      ...(exceptionnelle.parEtat.size === 0
        ? []
        : [
            tableauDesComptes('exceptionnelles', etats, exceptionnelle.parEtat),
            tableauDesActions('actions-exceptionnelles', exceptionnelle.actions),
          ]),
    ],
    champs: [
      { nom: VOLET, valeurs: etats, lire: etatDe },
      { nom: `${VOLET}-texte`, valeurs: regimes, lire: regimeDe },
      {
        nom: ACTION,
        valeurs: [...groupes.values()].map(({ nom, libelle }) => ({ nom, libelle })),
        lire: (affectation) => (ficheDe(affectation)?.objet.de === 'ligne' ? undefined : jugeeDe(affectation)?.nom),
      },
    ],
    chiffres: [
      ...chiffresDesComptes(VOLET, VOLET, etats, internationale.parEtat),
      ...chiffresDesComptes(`${VOLET}.texte`, `${VOLET}-texte`, regimes, internationale.parRegime),
      ...chiffresDesActions(`${VOLET}.action`, actions),
      ...[
        ...chiffresDesComptes(`${VOLET}.exceptionnelles`, VOLET, etats, exceptionnelle.parEtat),
        ...chiffresDesActions(`${VOLET}.exceptionnelles.action`, exceptionnelle.actions),
      ].map((chiffre) => ({
        ...chiffre,
        libelle: `Opérations exceptionnelles, hors total : ${chiffre.libelle}`,
        place: 'exceptionnelle' as const,
      })),
    ],
  };
}

function chiffresDesComptes(
  prefixe: string,
  champ: string,
  valeurs: readonly { readonly nom: string; readonly libelle: string }[],
  comptes: ReadonlyMap<string, Compte>,
): ChiffreDeVolet[] {
  return valeurs.flatMap(({ nom, libelle }) => {
    const compte = comptes.get(nom);
    return compte === undefined
      ? []
      : [{ nom: `${prefixe}.${nom}`, libelle, montant: compte.centimes, nombre: compte.nombre, champ, valeur: nom }];
  });
}

/** Those of more than a line: a line opens by itself. */
function chiffresDesActions(prefixe: string, actions: readonly ActionJugee[]): ChiffreDeVolet[] {
  return actions.flatMap(({ nom, libelle, ligne, lignes: { nombre, centimes } }) =>
    ligne === undefined
      ? [{ nom: `${prefixe}.${nom}`, libelle, montant: centimes, nombre, champ: ACTION, valeur: nom }]
      : [],
  );
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
