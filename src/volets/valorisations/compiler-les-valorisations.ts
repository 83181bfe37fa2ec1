import { somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { deMillioniemes, ecrireUnNombre, enMillioniemes } from '../../domain/textes/nombre-decimal.ts';
import type { CelluleDeTableau, ColonneDeTableau, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import { ecrireUnePeriode, estUneAnnee } from '../periode.ts';
import { sansColonneVide } from '../sans-colonne-vide.ts';
import type { Valorisation } from './valorisation.ts';

interface ColonneDApport extends Omit<ColonneDeTableau, 'cle'> {
  readonly lire: (
    apport: Valorisation,
    dit: { readonly axe: string | undefined; readonly evolution: string },
  ) => CelluleDeTableau;
}

const COLONNES = {
  expertise: { titre: 'Expertise', genre: 'texte', lire: ({ expertise }) => expertise },
  apporteur: { titre: 'De qui', genre: 'texte', largeur: 28, lire: ({ apporteur }) => apporteur },
  axe: { titre: 'Axe', genre: 'texte', largeur: 24, lire: (_, { axe }) => axe },
  periode: { titre: 'Période', genre: 'code', lire: ({ periode }) => ecrireUnePeriode(periode) },
  mesure: { titre: 'Quantité', genre: 'quantite', lire: (apport) => ecrireLaQuantite(apport) },
  nombre: { titre: 'Nombre', genre: 'decimal', lire: ({ quantite }) => quantite },
  unite: { titre: 'Unité', genre: 'texte', largeur: 8, lire: ({ unite }) => unite },
  cout_unitaire: { titre: 'Coût unitaire', genre: 'euros', lire: ({ coutUnitaire }) => coutUnitaire },
  montant: { titre: 'Valeur, hors total', genre: 'euros', lire: ({ montant }) => montant },
  evolution: {
    titre: 'D’une année à l’autre',
    genre: 'texte',
    largeur: 24,
    lire: (_, { evolution }) => evolution || undefined,
  },
  source: { titre: 'Source', genre: 'texte', lire: ({ source }) => source || undefined },
  source_du_cout: { titre: 'Source du coût', genre: 'texte', lire: ({ sourceDuCout }) => sourceDuCout || undefined },
  caractere: { titre: 'Caractère', genre: 'texte', largeur: 12, lire: ({ caractere }) => caractere || undefined },
  // What a reader of the page needs of the last three, in one.
  preuve: { titre: 'Source', genre: 'texte', lire: (apport) => direLaSource(apport) || undefined },
} as const satisfies Record<string, ColonneDApport>;

type Cle = keyof typeof COLONNES;
const DE_LA_FEUILLE: readonly Cle[] = (Object.keys(COLONNES) as Cle[]).filter((cle) => cle !== 'preuve');
const DE_LA_PAGE: readonly Cle[] = [
  'expertise',
  'apporteur',
  'periode',
  'mesure',
  'cout_unitaire',
  'montant',
  'evolution',
  'preuve',
];

const NOTE =
  'Du temps donné, et ce qu’il vaut quand un coût est connu : hors de tout total. Les jours et les ETP ne s’ajoutent pas. Sans coût connu, la valeur reste vide.';

/** The table of valued expertise, by axis, then as the file has it. */
export function compilerLesValorisations(lues: readonly Valorisation[], { axes, exercice }: EnTete): VoletCompile {
  const rangs = new Map([...axes.keys()].map((cle, rang) => [cle, rang]));
  const rangDe = ({ axe }: Valorisation) => rangs.get(axe) ?? rangs.size;
  const triees = [...lues].sort((gauche, droite) => rangDe(gauche) - rangDe(droite));
  const parApport = grouper(lues);
  const suiviDe = suivreLesApports(lues, Number(exercice));
  const tableau = (cles: readonly Cle[]): Tableau => ({
    nom: 'apports',
    titre: 'L’expertise donnée, valorisée à part',
    note: NOTE,
    periodes: 'periode',
    vide: 'Aucune expertise valorisée.',
    colonnes: cles.map((cle) => {
      const { lire: _, ...colonne }: ColonneDApport = COLONNES[cle];
      return { cle, ...colonne };
    }),
    rangees: triees.map((apport): RangeeDeTableau => {
      const evolution = direLEvolution(apport, parApport.get(cleDeLApport(apport)) ?? []);
      const dit = { axe: axes.get(apport.axe), evolution };
      const periode = ecrireUnePeriode(apport.periode);
      return {
        cle: `${cleDeLApport(apport)}|${periode}`,
        ...suiviDe(apport),
        nom: `${apport.expertise} (${apport.apporteur}), ${periode}`,
        cellules: cles.map((cle) => COLONNES[cle].lire(apport, dit)),
      };
    }),
  });
  return {
    nom: 'valorisations',
    titre: 'Expertise valorisée',
    chapeau: chapeauDe(lues),
    tableaux: [
      { ...tableau(DE_LA_FEUILLE), feuille: 'Expertise valorisée', surLaPage: [sansColonneVide(tableau(DE_LA_PAGE))] },
    ],
    champs: [],
    chiffres: [],
  };
}

function ecrireLaQuantite({ quantite, unite }: Valorisation): string {
  return quantite === undefined ? 'non renseigné' : `${ecrireUnNombre(quantite)} ${unite}`;
}

/** What tells an expertise from another, from one period to the next. */
function cleDeLApport({ expertise, apporteur, unite }: Valorisation): string {
  return [expertise, apporteur, unite].map(cleDeNom).join('|');
}

/**
 * What an expertise of the exercice is followed by from one year to the next: its name and who gives it; its unit too where it is given
 * in two.
 */
function suivreLesApports(lues: readonly Valorisation[], exercice: number) {
  const sansUnite = ({ expertise, apporteur, periode: { de, a } }: Valorisation) =>
    [expertise, apporteur].map(cleDeNom).join('|') + (a === de ? '' : `|${a - de + 1}`);
  const nombres = new Map<string, number>();
  for (const lue of lues)
    if (lue.periode.a === exercice) nombres.set(sansUnite(lue), (nombres.get(sansUnite(lue)) ?? 0) + 1);
  return (lue: Valorisation) => {
    if (lue.periode.a !== exercice) return {};
    const cle = sansUnite(lue);
    return { suivi: nombres.get(cle) === 1 ? cle : `${cle}|${lue.unite}` };
  };
}

function grouper(lues: readonly Valorisation[]): ReadonlyMap<string, readonly Valorisation[]> {
  const groupes = new Map<string, Valorisation[]>();
  for (const lue of lues) {
    if (!estUneAnnee(lue.periode) || lue.quantite === undefined) continue;
    const groupe = groupes.get(cleDeLApport(lue)) ?? [];
    groupe.push(lue);
    groupes.set(cleDeLApport(lue), groupe);
  }
  return groupes;
}

function direLEvolution({ periode, quantite }: Valorisation, annuelles: readonly Valorisation[]): string {
  if (quantite === undefined || !estUneAnnee(periode)) return '';
  let avant: Valorisation | undefined;
  for (const autre of annuelles)
    if (autre.periode.de < periode.de && (avant === undefined || autre.periode.de > avant.periode.de)) avant = autre;
  if (avant?.quantite === undefined) return '';
  const ecart = enMillioniemes(quantite) - enMillioniemes(avant.quantite);
  if (ecart === 0n) return `inchangé depuis ${avant.periode.de}`;
  return `${ecart > 0n ? '+' : ''}${ecrireUnNombre(deMillioniemes(ecart))} depuis ${avant.periode.de}`;
}

function direLaSource({ source, sourceDuCout, caractere }: Valorisation): string {
  return [source, sourceDuCout && `coût : ${sourceDuCout}`, caractere === 'illustratif' ? 'valeurs illustratives' : '']
    .filter(Boolean)
    .join(' ; ');
}

/** How much is given in each period, with what it is worth for those that say it. */
function chapeauDe(lues: readonly Valorisation[]): string[] {
  const periodes = new Map<string, Valorisation[]>();
  for (const lue of lues) {
    const periode = ecrireUnePeriode(lue.periode);
    const siennes = periodes.get(periode) ?? [];
    siennes.push(lue);
    periodes.set(periode, siennes);
  }
  return [
    'Le travail que des agents et des organismes donnent à l’action internationale, sans qu’une ligne du budget ne le dise. Rien n’en entre dans un total.',
    ...[...periodes]
      .sort(([gauche], [droite]) => (gauche < droite ? -1 : 1))
      .map(([periode, siennes]) => {
        const valorises = siennes.flatMap(({ montant: cents }) => (cents === undefined ? [] : [cents]));
        const illustratifs = siennes.some(({ caractere }) => caractere === 'illustratif')
          ? ' (valeurs illustratives)'
          : '';
        const sans = siennes.length - valorises.length;
        return `${periode} : ${accord(siennes.length, 'apport')}, dont ${valorises.length} valorisé${valorises.length >= 2 ? 's' : ''} ${formaterEuros(somme(valorises))}, hors total${sans === 0 ? '' : `, et ${sans} sans coût connu`}${illustratifs}.`;
      }),
  ];
}
