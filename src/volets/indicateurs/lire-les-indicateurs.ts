import type { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { CARACTERES } from '../caracteres.ts';
import { type Fiche, lireDesFiches } from '../lire-des-fiches.ts';
import { lireUnAxe } from '../lire-un-axe.ts';
import { ecrireUnePeriode, lireUnePeriode, REMEDE_DE_PERIODE } from '../periode.ts';
import { signalerLAvenir } from '../signaler-l-avenir.ts';
import { estEnEuros } from './en-euros.ts';
import {
  type Indicateur,
  type Mesure,
  PRECISIONS,
  type Precision,
  SENS,
  STATUTS,
  type Statut,
  TYPES,
} from './indicateur.ts';

const CODE = 'E-INDICATEURS';

const COLONNES = {
  indicateur: { genre: 'texte', requise: true },
  axe: { genre: 'texte', facultative: true },
  type: { genre: 'choix', valeurs: TYPES, facultative: true },
  unite: { genre: 'texte', requise: true },
  sens: { genre: 'choix', valeurs: SENS, requise: true },
  periode: { genre: 'texte', requise: true },
  statut: { genre: 'choix', valeurs: STATUTS, requise: true },
  valeur: {
    genre: 'nombre',
    remede: 'Écrivez le seul nombre ; « plus de » se dit par « minimum » sous precision, « environ » par « arrondi ».',
  },
  precision: { genre: 'choix', valeurs: PRECISIONS, facultative: true },
  source: { genre: 'texte' },
  methode: { genre: 'texte', facultative: true },
  perimetre_change: { genre: 'texte', facultative: true },
  caractere: { genre: 'choix', valeurs: CARACTERES, facultative: true },
} as const;

type Colonne = keyof typeof COLONNES;
/** What all the rows of an indicator must say alike. */
const COMMUNES = ['unite', 'axe', 'type', 'sens'] as const;
type Commune = (typeof COMMUNES)[number];

interface IndicateurLu extends Record<Commune, string> {
  readonly nom: string;
  /** The row that spoke of it first. */
  readonly premiere: number;
  readonly mesures: Mesure[];
  /** The row of each period and status. */
  readonly vues: Map<string, number>;
}

/** Reads `indicateurs.csv`, and tells what its rows say against each other. */
export async function lireLesIndicateurs(
  { racine, fichier, enTete }: { readonly racine: string; readonly fichier: string; readonly enTete: EnTete },
  constats: Constats,
): Promise<Indicateur[]> {
  const fiches = await lireDesFiches<Colonne>(racine, { fichier, code: CODE, colonnes: COLONNES }, constats);
  const lus = new Map<string, IndicateurLu>();
  for (const fiche of fiches) {
    const axe = lireUnAxe(fiche, 'axe', enTete, { code: CODE, constats });
    if (axe === undefined) continue;
    const mesure = lireLaMesure(fiche, constats);
    if (mesure?.statut === 'réalisé' && mesure.valeur !== undefined)
      signalerLAvenir(
        fiche,
        {
          colonne: 'periode',
          periode: mesure.periode,
          exercice: enTete.exercice,
          remede: 'Écrivez prévision ou cible sous statut, ou corrigez la période.',
        },
        constats,
      );
    if (mesure) ranger(lus, fiche, { axe, mesure, constats });
  }
  return [...lus.values()].map(({ nom, axe, type, unite, sens, mesures }) => ({
    nom,
    axe,
    type,
    unite,
    sens,
    mesures: mesures.sort(dAbordLaPeriode),
    cibles: new Map(
      mesures
        .filter(({ statut }) => statut === 'cible')
        .map((mesure) => [ecrireUnePeriode(mesure.periode), mesure] as const),
    ),
  }));
}

function lireLaMesure(fiche: Fiche<Colonne>, constats: Constats): Mesure | undefined {
  const [valeur, precision, source] = (['valeur', 'precision', 'source'] as const).map((nom) => fiche.lire(nom));
  const statut = fiche.lire('statut') as Statut;
  const periode = lireUnePeriode(fiche.lire('periode'));
  if (periode === undefined) {
    const message = `« ${fiche.lire('periode')} » n’est pas une période`;
    fiche.dire(constats, CODE, 'periode', message, REMEDE_DE_PERIODE);
  }
  if (valeur === '' && precision !== '')
    fiche.dire(
      constats,
      CODE,
      'precision',
      'une précision est dite d’une valeur qui n’est pas là',
      'Écrivez la valeur, ou videz cette cellule : une valeur vide est dite « non renseignée ».',
    );
  if (valeur !== '' && source === '')
    fiche.dire(
      constats,
      CODE,
      'source',
      'cette valeur n’a pas de source',
      'Écrivez d’où elle vient : un rapport, un service, une délibération.',
    );
  if (periode === undefined || (valeur === '' && precision !== '') || (valeur !== '' && source === ''))
    return undefined;
  return {
    periode,
    statut,
    valeur: valeur || undefined,
    precision: (precision || 'exact') as Precision,
    source: source ?? '',
    methode: fiche.lire('methode'),
    perimetreChange: fiche.lire('perimetre_change'),
    caractere: fiche.lire('caractere'),
  };
}

/** Puts a measure with those of its indicator, unless it says otherwise of it, or says it twice. */
function ranger(
  lus: Map<string, IndicateurLu>,
  fiche: Fiche<Colonne>,
  { axe, mesure, constats }: { readonly axe: string; readonly mesure: Mesure; readonly constats: Constats },
): void {
  const nom = fiche.lire('indicateur');
  const communes: Record<Commune, string> = {
    unite: fiche.lire('unite'),
    axe,
    type: fiche.lire('type'),
    sens: fiche.lire('sens'),
  };
  const cle = cleDeNom(nom);
  const connu: IndicateurLu = lus.get(cle) ?? {
    nom,
    ...communes,
    premiere: fiche.numero,
    mesures: [],
    vues: new Map(),
  };
  if (!lus.has(cle) && estEnEuros(connu))
    fiche.dire(
      constats,
      'A-INDICATEUR-EN-EUROS',
      'unite',
      'cet indicateur est en euros : on pourrait le lire comme une part des dépenses',
      'Ce que la région dépense vient des sources. Si c’est l’argent d’autres, gardez-le : il est montré « hors total ».',
    );
  lus.set(cle, connu);
  const autrement = COMMUNES.find((colonne) => communes[colonne] !== connu[colonne]);
  if (autrement !== undefined) {
    const [ici, la] = [communes[autrement], connu[autrement]].map((dit) => (dit === '' ? 'rien' : `« ${dit} »`));
    fiche.dire(
      constats,
      CODE,
      autrement,
      `la colonne « ${autrement} » dit ${ici} de cet indicateur, et ${la} à la ligne ${connu.premiere}`,
      'Un indicateur se dit d’une seule façon : corrigez celle des deux qui est fausse, ou donnez-leur deux noms.',
    );
    return;
  }
  const moment = `${ecrireUnePeriode(mesure.periode)} ${mesure.statut}`;
  const deja = connu.vues.get(moment);
  if (deja !== undefined) {
    fiche.dire(
      constats,
      CODE,
      'periode',
      `cet indicateur est déjà dit « ${mesure.statut} » pour ${ecrireUnePeriode(mesure.periode)}, à la ligne ${deja}`,
      'Gardez-en une ; une valeur corrigée prend la place de l’ancienne, que jaune comparer montre.',
    );
    return;
  }
  connu.vues.set(moment, fiche.numero);
  connu.mesures.push(mesure);
}

function dAbordLaPeriode(gauche: Mesure, droite: Mesure): number {
  return (
    gauche.periode.de - droite.periode.de ||
    gauche.periode.a - droite.periode.a ||
    STATUTS.indexOf(gauche.statut) - STATUTS.indexOf(droite.statut)
  );
}
