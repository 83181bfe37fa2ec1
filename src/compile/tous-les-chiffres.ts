import { type Base, LIBELLES_BASES } from '../domain/argent/base.ts';
import { type Montant, NUL } from '../domain/argent/montant.ts';
import type { LuDansUnSens } from '../domain/dossier/source-lue.ts';
import { referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import { chiffresDeCouverture } from './chiffres-de-couverture.ts';
import { chiffresDesVolets } from './chiffres-des-volets.ts';
import { chiffresDesCofinancements } from './cofinancements/chiffres-des-cofinancements.ts';
import type { Compte, CompteDesDeuxSens } from './compte.ts';
import { chiffresDeConsolidation } from './consolidation/chiffres-de-consolidation.ts';
import type { Critere } from './critere.ts';
import {
  compterLesLignes,
  deRecettes,
  desDeuxSens,
  type Figure,
  figuresAilleurs,
  figuresDe,
  figuresDesPlaces,
  plus,
  RECU,
  type Terme,
  TOTAL,
} from './figures.ts';
import { aDesEtapes, type Etape, type Jaune, type Passerelle } from './jaune.ts';
import { Selection } from './selection.ts';
import {
  exclusionDeSortie,
  nomDeLaCle,
  nomDeLigne,
  nomsDesExceptionnelles,
  type Valeurs,
  valeursDesApports,
  valeursDesExclusions,
  valeursDesSorties,
  valeursDesSources,
} from './valeurs-nommees.ts';

/**
 * Every figure of every table of the documents, by name: those of {@link figuresDe}, then the bridge (`passerelle.recu`), the
 * reasons to leave out (`exclusion.recettes`), the coverage, who signed (`decideur.direction-des-finances`), the rules, the lines shared (`quote_part.culture-214`) or
 * exceptional, the sources (`source.culture/partition.exclue`) the places in each base (`base.mandats/partition.exclue`),
 * co-financing (`cofinancement.site-idf.reste`), the flows between bodies (`flux.crt`) and what volets show.
 * What changed since the edition before is apart: its lines are of two dossiers.
 * @param regles the rules whose figures are wanted
 */
export function tousLesChiffres(jaune: Jaune, regles: Jaune['regles'] = jaune.regles): ReadonlyMap<string, Figure> {
  const figures = [
    ...figuresDe(jaune).values(),
    ...chiffresDePasserelle(jaune),
    ...chiffresDesExclusions(jaune),
    ...chiffresDeCouverture(jaune),
    ...chiffresDesRegles(regles),
    ...chiffresDesLignes(jaune),
    ...chiffresDesSources(jaune),
    ...chiffresDesBases(jaune),
    ...chiffresDesCofinancements(jaune),
    ...chiffresDeConsolidation(jaune),
    ...chiffresDesVolets(jaune),
  ];
  const noms = new Set(figures.map(({ nom }) => nom));
  return new Map(figures.map((figure) => [figure.nom, partiellementDe(figure, noms)]));
}

/** A figure as part of another, where that one is there: places without receipts have no figure of receipts. */
function partiellementDe({ partDe, ...figure }: Figure, noms: ReadonlySet<string>): Figure {
  return partDe !== undefined && noms.has(partDe) ? { ...figure, partDe } : figure;
}

/** The bridge of expenses and, where there are any, that of receipts. */
function chiffresDePasserelle(jaune: Jaune): Figure[] {
  const { passerelle, passerelleDesRecettes: recettes, synthese, enTete } = jaune;
  const secteurs = jaune.tables.find(({ nom }) => nom === 'secteur')?.rangees ?? [];
  const depenses = etapesDe(jaune, {
    passerelle,
    sens: [],
    total: {
      libelle: `Total général hors opérations exceptionnelles, ${enTete.exercice}`,
      montant: synthese.totalHorsExceptionnelles,
    },
    nommer: ({ cle }) => {
      const rangee = secteurs.find((secteur) => secteur.cle === cle);
      return rangee && { nom: rangee.nom, critere: ['secteur', rangee.nom] };
    },
  });
  if (!aDesEtapes(recettes)) return depenses;
  const apports = valeursDesApports(recettes);
  const enFace = etapesDe(jaune, {
    passerelle: recettes,
    sens: [['sens', 'recette']],
    total: { libelle: 'Cofinancement de l’action internationale, hors de tout total', montant: recettes.total },
    nommer: ({ cle }) => {
      const nom = nomDeLaCle(apports, cle);
      return nom === undefined ? undefined : { nom, critere: ['apport', nom] };
    },
  });
  return [...depenses, ...enFace.map(deRecettes)];
}

interface PasserelleANommer {
  readonly passerelle: Passerelle;
  /** What tells its lines from those of the other sense. */
  readonly sens: readonly Critere[];
  readonly total: { readonly libelle: string; readonly montant: Montant };
  /** The name of what a sector brings, and what selects it. */
  nommer(apport: Etape): { readonly nom: string; readonly critere: Critere } | undefined;
}

function etapesDe(jaune: Jaune, { passerelle, sens, total, nommer }: PasserelleANommer): Figure[] {
  const { secteurPiloteRecu: recu, apports } = passerelle;
  const duPilote = ['recu', 'pilote'] as const;
  const noms = valeursDesSorties(jaune, passerelle);
  const sorties = passerelle.sorties.map((sortie): Figure => {
    const nom = nomDeLaCle(noms, sortie.cle) ?? sortie.place;
    const exclusion = exclusionDeSortie(jaune, sortie);
    const precis: readonly Critere[] =
      exclusion !== undefined ? [['exclusion', exclusion]] : nom === sortie.place ? [] : [['sortie', nom]];
    return {
      nom: `passerelle.sortie.${nom}`,
      libelle: sortie.libelle,
      montant: sortie.montant,
      nombre: sortie.lignes,
      criteres: [['verdict', sortie.place], ...precis, duPilote, ...sens],
      partDe: 'passerelle.recu',
    };
  });
  const apportes = apports.flatMap((apport): Figure[] => {
    const nomme = nommer(apport);
    if (nomme === undefined) return [];
    return [
      {
        nom: `passerelle.apport.${nomme.nom}`,
        libelle: apport.libelle,
        montant: apport.montant,
        nombre: apport.lignes,
        criteres: [nomme.critere, ...sens],
        partDe: TOTAL,
      },
    ];
  });
  const moins = [...sorties.map(({ nom }) => nom), 'passerelle.transferts'];
  const lignes = sens.length === 0 ? jaune.lignes : jaune.recettes;
  const nombreDe = (criteres: readonly Critere[]) =>
    compterLesLignes(lignes, new Selection(jaune, [...criteres, ...sens]));
  return [
    {
      nom: 'passerelle.recu',
      libelle: `Reçu sous le secteur « ${jaune.enTete.secteurPilote} »`,
      montant: recu.montant,
      nombre: recu.lignes,
      criteres: [['verdict', 'tous'], duPilote, ...sens],
      partDe: RECU,
    },
    ...sorties,
    {
      nom: 'passerelle.transferts',
      libelle: 'Compté à d’autres secteurs, moins ce qui en vient',
      montant: passerelle.transferts,
      nombre: 0,
      criteres: [['transfert', 'net'], ...sens],
    },
    {
      nom: 'passerelle.retenu',
      libelle: 'Secteur pilote retenu',
      montant: passerelle.secteurPiloteRetenu,
      nombre: nombreDe([['pilote', 'oui']]),
      criteres: [['pilote', 'oui'], ...sens],
      termes: [...plus(['passerelle.recu']), ...moins.map((nom): Terme => ({ signe: -1, nom }))],
      partDe: TOTAL,
    },
    ...apportes,
    {
      nom: 'passerelle.total',
      ...total,
      nombre: nombreDe([]),
      criteres: sens,
      termes: plus(['passerelle.retenu', ...apportes.map(({ nom }) => nom)]),
    },
  ];
}

function chiffresDesExclusions(jaune: Jaune): Figure[] {
  const { liste } = valeursDesExclusions(jaune);
  return jaune.exclusions.flatMap((exclusion, rang) => {
    const nom = liste[rang]?.nom ?? '';
    return desDeuxSens(
      `exclusion.${nom}`,
      exclusion.motif,
      exclusion,
      [
        ['verdict', 'exclue'],
        ['exclusion', nom],
      ],
      'partition.exclue',
    );
  });
}

/** What a rule decides, and what others take before it: whole lines. */
function chiffresDesRegles(regles: Jaune['regles']): Figure[] {
  return regles.flatMap(({ regle: { id, motif }, emporte, devance, contredite }) => {
    const chiffre = (role: string, libelle: string, de: CompteDesDeuxSens) =>
      desDeuxSens(`regle.${id}${role}`, libelle, de, [
        ['verdict', 'tous'],
        ['regle', `${id}${role}`],
      ]);
    return [
      ...chiffre('', `Règle ${id}, décide : ${motif}`, emporte),
      ...chiffre('/devancee', `Règle ${id}, une autre passe devant`, devance),
      ...chiffre('/contredite', `Règle ${id}, une autre passe devant et dit autrement`, contredite),
    ];
  });
}

/** The lines that documents list one by one: those of which a share is kept, and the exceptional operations. */
function chiffresDesLignes(jaune: Jaune): Figure[] {
  const sources = valeursDesSources(jaune);
  const deLaLigne = (
    rang: number,
    nommer: (nom: string) => string,
    libelle: string,
    montant: Montant,
    place: string,
  ) => {
    const affectation = jaune.lignes[rang];
    if (affectation === undefined) return [];
    const nom = nomDeLigne(sources, affectation.ligne);
    const dit = `${referenceDe(affectation.ligne)}, ${libelle} : ${affectation.ligne.libelle}`;
    return [
      compte(nommer(nom), dit, { lignes: 1, centimes: montant }, [
        ['verdict', place],
        ['ligne', nom],
      ]),
    ];
  };
  const noms = nomsDesExceptionnelles(jaune);
  return [
    ...jaune.partagees.flatMap(({ ligne, montant, retenu, reste }) => {
      const place = jaune.lignes[ligne]?.verdict.place ?? 'internationale';
      const nom = (suffixe: string) => (de: string) => `quote_part.${de}${suffixe}`;
      return [
        ...deLaLigne(ligne, nom(''), 'part comptée', retenu, place),
        ...deLaLigne(ligne, nom('/reste'), 'reste non international', reste, 'non_internationale'),
        ...deLaLigne(ligne, nom('/ligne'), 'ligne entière', montant, 'tous'),
      ];
    }),
    ...jaune.exceptionnelles.flatMap(({ ligne, montant, autresBases }, rang) =>
      deLaLigne(ligne, () => noms[rang] ?? '', 'opération exceptionnelle', montant, 'exceptionnelle').flatMap(
        (figure) => [figure, ...figuresAilleurs(figure, autresBases)],
      ),
    ),
  ];
}

function chiffresDesSources(jaune: Jaune): Figure[] {
  const { liste }: Valeurs = valeursDesSources(jaune);
  const { base } = jaune.enTete;
  return jaune.sources.flatMap(({ partition, depenses, recettes, fichier }, rang) => {
    const nom = liste[rang]?.nom ?? '';
    const places = figuresDesPlaces(partition, `source.${nom}/`, [['source', nom]], `source.${nom}`, fichier).filter(
      ({ partDe }) => partDe !== undefined,
    );
    const recus = desDeuxSens(
      `source.${nom}`,
      fichier,
      {
        ...compteLu(depenses, base),
        recettes: compteLu(recettes, base),
      },
      [
        ['verdict', 'tous'],
        ['source', nom],
      ],
      RECU,
    ).map((recu) => ({
      ...recu,
      termes: plus(places.filter(({ partDe }) => partDe === recu.nom).map((place) => place.nom)),
    }));
    return [...recus, ...places];
  });
}

function chiffresDesBases({ partitionParBase }: Jaune): Figure[] {
  return [...partitionParBase].flatMap(([base, partition]) =>
    figuresDesPlaces(
      partition,
      `base.${base}/`,
      [['base', base]],
      `base.${base}/partition.total`,
      LIBELLES_BASES[base],
    ),
  );
}

function compteLu({ lignes, montants }: LuDansUnSens, base: Base): Compte {
  return { lignes, centimes: montants[base] ?? NUL };
}

function compte(nom: string, libelle: string, { lignes, centimes }: Compte, criteres: readonly Critere[]): Figure {
  return { nom, libelle, montant: centimes, nombre: lignes, criteres };
}
