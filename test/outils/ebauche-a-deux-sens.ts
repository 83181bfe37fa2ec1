import fc from 'fast-check';
import { centimes } from './arbitraires.ts';
import type { Ebauche } from './dossier-temporaire.ts';

/** A line as a source writes it: an expense or a receipt of the région or of a body, perhaps tied to an operation. */
export interface LigneADeuxSens {
  readonly organisme: string;
  readonly secteur: string;
  readonly sens: 'depense' | 'recette';
  readonly libelle: string;
  readonly beneficiaire: string;
  readonly operation: string;
  readonly montant_est: string;
  readonly engagements: number;
  readonly mandats: number | undefined;
}

export interface EbaucheADeuxSens {
  /** What each source holds. */
  readonly sources: readonly (readonly LigneADeuxSens[])[];
  readonly regles: readonly Readonly<Record<string, unknown>>[];
  /** Whether the body « crt » has its own lines in the dossier; « iau » never says so. */
  readonly detaille: boolean;
}

const ligne: fc.Arbitrary<LigneADeuxSens> = fc.record({
  organisme: fc.constantFrom('Région', 'Région', 'Comité du tourisme', 'C.R.T.', 'Institut'),
  secteur: fc.constantFrom('Pilote', 'Culture'),
  sens: fc.constantFrom('depense', 'depense', 'recette'),
  libelle: fc.constantFrom('Site', 'Salon', 'Subvention', 'Voirie', 'Reversement'),
  beneficiaire: fc.constantFrom(
    'Comité du tourisme',
    'Institut',
    'Essonne',
    'ESSONNE',
    'Union européenne',
    'Association A',
  ),
  operation: fc.constantFrom('', '', 'site', 'Salon de Montréal', 'inconnue ailleurs'),
  montant_est: fc.constantFrom('', '', 'brut', 'net'),
  engagements: centimes,
  mandats: fc.option(centimes, { nil: undefined }),
});

const condition = fc.constantFrom<Record<string, unknown>>(
  { libelle: 'Site' },
  { libelle: ['Salon', 'Subvention'] },
  { beneficiaire: ['Comité du tourisme', 'Institut'] },
  { beneficiaire: 'Essonne' },
  { organisme: 'Région', beneficiaire: 'Comité du tourisme' },
  { organisme: ['Comité du tourisme', 'C.R.T.'] },
  { sens: 'recette' },
  { sens: 'depense', libelle: 'Reversement' },
  { montant: { min: '0' } },
  { secteur: 'Culture' },
);
const flux = fc
  .tuple(fc.constantFrom('flux_interne', 'flux_interne', 'reversement', 'mandat'), fc.constantFrom('crt', 'iau'))
  .map(([genre, organisme]) => ({ question: 'perimetre', conclusion: { [genre]: organisme } }));
const autre = fc.constantFrom<{ question: string; conclusion: unknown }>(
  { question: 'perimetre', conclusion: 'exclue' },
  { question: 'international', conclusion: 'internationale' },
  { question: 'international', conclusion: 'internationale' },
  { question: 'international', conclusion: { quote_part: '1/3', cle: 'essai' } },
  { question: 'international', conclusion: 'non_internationale' },
  { question: 'exceptionnel', conclusion: 'exceptionnelle' },
  { question: 'ventilation', conclusion: { secteur: { Culture: '2/7' }, axe: 'jeunesse' } },
  { question: 'rattachement', conclusion: { operation: 'site' } },
  { question: 'rattachement', conclusion: { operation: 'salon', montant_est: 'brut' } },
);
const regle = fc.tuple(condition, fc.oneof(flux, autre)).map(([si, conclue]) => ({
  si: { un: [si, { libelle: 'exemple' }] },
  ...conclue,
  motif: 'essai',
  exemples: { attrape: [{ libelle: 'exemple' }] },
}));

/** Each source has one expense of the pilot sector at least: a file without lines, a pilot without any, are refused. */
const DU_PILOTE: LigneADeuxSens = {
  organisme: 'Région',
  secteur: 'Pilote',
  sens: 'depense',
  libelle: 'Voirie',
  beneficiaire: 'Association A',
  operation: '',
  montant_est: '',
  engagements: 7_01,
  mandats: 3_33,
};

/** Dossiers of a région, of a body that may detail what it spends, and of one that never does. */
export const aDeuxSens: fc.Arbitrary<EbaucheADeuxSens> = fc.record({
  sources: fc.array(
    fc.array(ligne, { maxLength: 15 }).map((lignes) => [DU_PILOTE, ...lignes]),
    { minLength: 1, maxLength: 3 },
  ),
  regles: fc.array(regle, { minLength: 1, maxLength: 9 }),
  detaille: fc.boolean(),
});

const COLONNES = [
  'organisme',
  'secteur',
  'sens',
  'libelle',
  'beneficiaire',
  'operation',
  'montant_est',
  'engagements',
  'mandats',
] as const;

function ecrire(valeur: string | number | undefined): string {
  return typeof valeur === 'number' ? (valeur / 100).toFixed(2).replace('.', ',') : (valeur ?? '');
}

/** The dossier as an officer writes it. A source holds its lines, and may hold none of one sense. */
export function ebaucheADeuxSens({ sources, regles, detaille }: EbaucheADeuxSens): Ebauche {
  return {
    entete: {
      organismes: {
        crt: {
          nom: 'Comité du tourisme',
          alias: ['C.R.T.'],
          genre: 'association',
          ...(detaille ? { detaille: 'oui' } : {}),
        },
        iau: { nom: 'Institut', genre: 'fondation' },
      },
      operations: {
        site: {
          libelle: 'Site',
          cout_total: '90 000 000 000,00',
          financeurs: [{ nom: 'Essonne', genre: 'departement', annonce: '5 000,00' }],
        },
        salon: { libelle: 'Salon de Montréal' },
      },
    },
    sources: sources.map((lignes, rang) => ({
      fichier: `sources/${rang}.csv`,
      declaration: {
        secteur: undefined,
        organisme: undefined,
        colonnes: Object.fromEntries(COLONNES.slice(0, -2).map((nom) => [nom, nom])),
        montants: { engagements: 'engagements', mandats: 'mandats' },
      },
      contenu: [
        COLONNES.join(';'),
        ...lignes.map((chaque) => COLONNES.map((colonne) => ecrire(chaque[colonne])).join(';')),
        '',
      ].join('\n'),
    })),
    regles: regles.map((chaque, rang) => ({ id: `r${rang}`, ...chaque })),
  };
}
