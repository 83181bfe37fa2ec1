/** What the small jaune of the tests is made of: seventeen lines from four files, written by hand. */

import type { EffetRegle } from '../../src/compile/jaune.ts';
import { fraction } from '../../src/domain/argent/fraction.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { Operations } from '../../src/domain/dossier/operations.ts';
import { Organismes } from '../../src/domain/dossier/organismes.ts';
import { Secteurs } from '../../src/domain/dossier/secteurs.ts';
import type { RegleCitee } from '../../src/domain/verdict/verdict.ts';
import { depensesSeules } from '../outils/comptes.ts';
import { affecter, type Ecrit, PILOTE, REGION } from './jaune-ecrit.ts';
import type { Matiere } from './jaune-fabrique.ts';

const regle = (id: string, conclusion: string, motif: string, reference: string, ligne: number): RegleCitee => ({
  id,
  conclusion,
  motif,
  reference,
  lieu: `regles/10-international.yaml:${ligne}`,
});
const R = {
  aie: regle(
    'aie-autres-actions',
    'internationale',
    'La fonction 048 porte les autres actions internationales.',
    'Instruction M71',
    3,
  ),
  bourses: regle('bourses-master', 'internationale', 'Bourses aux étudiants étrangers.', 'CR 60-09', 18),
  export: regle('pmup-export', 'quote-part de 30 %', 'Volet export des aides aux PME.', 'CR 45-11', 33),
  bureaux: regle('bureaux-etranger', 'internationale', 'Bureau d’un organisme associé à l’étranger.', '', 48),
  culture: regle('culture-etranger', 'internationale', 'Manifestation à l’étranger.', '', 63),
  batiments: regle('batiments', 'exceptionnelle', 'Opération unique et exceptionnelle.', 'Jaune 2012', 78),
  hors: regle('hors-idfe', 'exclue', 'Association Île-de-France Europe : hors périmètre.', 'Jaune 2012', 93),
  recettes: regle('recettes', 'exclue', 'Recette : le jaune compte des dépenses.', '', 108),
  regions: regle('interregional', 'non_internationale', 'La fonction 041 est interrégionale.', 'Instruction M71', 123),
  muette: regle('jumelages', 'internationale', 'Jumelages.', '', 138),
} as const;

const EN_930 = {
  chapitre: '930',
  chapitreLibelle: 'Services généraux',
  fonction: '048',
  fonctionLibelle: 'Autres actions internationales',
  section: 'fonctionnement',
} as const;
const EN_932 = {
  chapitre: '932',
  chapitreLibelle: 'Enseignement',
  fonction: '23',
  fonctionLibelle: 'Enseignement supérieur',
  section: 'fonctionnement',
} as const;
const EN_902 = { ...EN_932, chapitre: '902', section: 'investissement' } as const;
const EN_933 = {
  chapitre: '933',
  chapitreLibelle: 'Culture, sports et loisirs',
  fonction: '312',
  fonctionLibelle: 'Activités artistiques',
  section: 'fonctionnement',
  secteur: 'Culture',
} as const;
const EN_939 = {
  chapitre: '939',
  chapitreLibelle: 'Action économique',
  fonction: '91',
  fonctionLibelle: 'Interventions transversales',
  section: 'fonctionnement',
  secteur: 'Développement économique',
} as const;
const COOP = {
  programme: 'HP 048-008',
  programmeLibelle: 'Animation régionale',
  action: '10400801',
  actionLibelle: 'Animation régionale',
} as const;

// biome-ignore format: one line of the budget per entry, compared by eye
const ECRITS: readonly Ecrit[] = [
  { fichier: 'sources/aie.csv', numero: 2, cents: 25_000_000, mandats: 20_000_000, place: 'internationale', regle: R.aie,
    champs: { ...EN_930, ...COOP, libelle: 'Coopération avec Dakar', beneficiaire: 'Ville de Dakar', lieu: 'Sénégal', reference: 'CP 12-214', coutTotal: montant(40_000_000), autresFinanceurs: 'Département de la Seine-Saint-Denis' },
    parts: [{ axe: 'jeunesse', domaine: 'cooperation', territoire: 'afrique-subsaharienne', pays: 'SEN' }] },
  { fichier: 'sources/aie.csv', numero: 3, cents: 12_000_001, mandats: 12_000_001, place: 'internationale', regle: R.aie,
    champs: { ...EN_930, ...COOP, libelle: 'Expertise touristique à Hanoï et Antananarivo', beneficiaire: 'Comité régional du tourisme' },
    parts: [
      { part: fraction(3, 5), axe: 'image', domaine: 'cooperation', territoire: 'asie', pays: 'VNM' },
      { part: fraction(3, 10), axe: 'image', domaine: 'cooperation', territoire: 'afrique-subsaharienne', pays: 'MDG' },
      { part: fraction(1, 10), axe: 'image', domaine: 'cooperation' },
    ] },
  { fichier: 'sources/aie.csv', numero: 4, cents: 150_000_000, mandats: 150_000_000, place: 'exclue', regle: R.hors, question: 'perimetre',
    champs: { ...EN_930, libelle: 'Contribution à Île-de-France Europe', beneficiaire: 'Association Île-de-France Europe' } },
  { fichier: 'sources/aie.csv', numero: 5, cents: 3_000_000, place: 'non_internationale', regle: R.regions,
    champs: { ...EN_930, fonction: '041', fonctionLibelle: 'Actions interrégionales', libelle: 'Conférence des régions' } },
  { fichier: 'sources/aie.csv', numero: 6, cents: 5_050_000, place: 'internationale', decision: 'Commission des affaires internationales', autres: [R.aie],
    champs: { ...EN_930, libelle: 'Centre de ressources', beneficiaire: 'Département de la Seine-Saint-Denis', caractere: 'publié' },
    parts: [{ axe: 'image', domaine: 'animation' }] },
  { fichier: 'sources/recherche.csv', numero: 2, cents: 120_000_000, place: 'internationale', regle: R.bourses,
    champs: { ...EN_932, secteur: 'Enseignement supérieur et recherche', libelle: 'Bourses Master Île-de-France', programme: 'HP 23-002', programmeLibelle: 'Mobilité', action: '12300201', actionLibelle: 'Bourses Master' },
    parts: [{ axe: 'croissance', domaine: 'rayonnement' }] },
  { fichier: 'sources/recherche.csv', numero: 3, cents: 1_716_900_000, place: 'exceptionnelle', regle: R.batiments, question: 'exceptionnel', autres: [],
    champs: { ...EN_902, secteur: 'Enseignement supérieur et recherche', libelle: 'Maison de l’Île-de-France', beneficiaire: 'Cité internationale universitaire de Paris', caractere: 'publié' },
    parts: [{ axe: 'croissance', domaine: 'rayonnement' }] },
  { fichier: 'sources/recherche.csv', numero: 4, cents: 1_100_000_000, place: 'exceptionnelle', regle: R.batiments, question: 'exceptionnel',
    champs: { ...EN_902, secteur: 'Enseignement supérieur et recherche', libelle: 'Maison internationale de la recherche à Neuville', beneficiaire: 'Université de Cergy-Pontoise', caractere: 'publié' },
    parts: [{ axe: 'croissance', domaine: 'rayonnement' }] },
  { fichier: 'sources/economie.csv', numero: 2, cents: 33_333_333, place: 'internationale', regle: R.export, quotePart: fraction(3, 10), cle: 'part des entreprises aidées qui exportent',
    champs: { ...EN_939, libelle: 'PM’UP, aides aux entreprises', programme: 'HP 91-004', programmeLibelle: 'Aides aux PME', action: '19100401', actionLibelle: 'PM’UP' },
    parts: [{ axe: 'croissance', domaine: 'export' }] },
  { fichier: 'sources/economie.csv', numero: 3, cents: 40_000_000, place: 'internationale', regle: R.bureaux,
    champs: { ...EN_939, organisme: 'Agence régionale de développement', libelle: 'Bureau de Shanghai', lieu: 'Chine' },
    parts: [{ axe: 'croissance', domaine: 'export', territoire: 'asie', pays: 'CHN' }] },
  { fichier: 'sources/economie.csv', numero: 4, cents: 6_000_000, place: 'a_arbitrer',
    champs: { ...EN_939, libelle: 'Salon export à Tel Aviv' },
    signaux: [
      { mot: 'tel aviv', texte: 'Tel Aviv', champ: 'libelle', position: 16, genre: 'lieu', poids: 3, pays: 'ISR' },
      { mot: 'export', texte: 'export', champ: 'libelle', position: 7, genre: 'mot', poids: 2, pays: '' },
    ] },
  { fichier: 'sources/economie.csv', numero: 5, cents: -1_000_000, place: 'exclue', regle: R.recettes, question: 'perimetre',
    champs: { ...EN_939, sens: 'recette', libelle: 'Participation de l’Union européenne' } },
  { fichier: 'sources/culture.csv', numero: 2, cents: 8_000_000, place: 'internationale', regle: R.culture,
    champs: { ...EN_933, libelle: 'Biennale des arts numériques à Montréal', lieu: 'Canada' },
    parts: [{ axe: 'image', domaine: 'rayonnement', territoire: 'amerique-nord', pays: 'CAN' }] },
  { fichier: 'sources/culture.csv', numero: 3, cents: -320_050, place: 'internationale', regle: R.culture,
    champs: { ...EN_933, libelle: 'Annulation partielle : éditeurs étrangers au Salon du livre' }, parts: [{ axe: 'image' }] },
  { fichier: 'sources/culture.csv', numero: 4, cents: 1_250_000, place: 'a_arbitrer',
    champs: { ...EN_933, libelle: 'Chœur Vittoria, Dakar' }, signaux: [{ mot: 'dakar', texte: 'Dakar', champ: 'libelle', position: 17, genre: 'lieu', poids: 3, pays: 'SEN' }] },
  { fichier: 'sources/culture.csv', numero: 5, cents: 4_500_000, place: 'non_examinee', champs: { ...EN_933, libelle: 'Fonds de soutien aux festivals' } },
  { fichier: 'sources/culture.csv', numero: 6, cents: 0, place: 'internationale', regle: R.culture,
    champs: { ...EN_933, libelle: 'Convention avec l’Institut français', lieu: 'Viêt Nam', beneficiaire: 'Institut français' },
    parts: [{ axe: 'image', domaine: 'rayonnement', territoire: 'asie', pays: 'VNM' }] },
];

const MUETTE: EffetRegle = {
  condition: undefined,
  regle: R.muette,
  question: 'international',
  emporte: depensesSeules({ lignes: 0, centimes: montant(0) }),
  devance: depensesSeules({ lignes: 0, centimes: montant(0) }),
  contredite: depensesSeules({ lignes: 0, centimes: montant(0) }),
};

export const MATIERE: Matiere = {
  enTete: {
    exercice: '2012',
    collectivite: REGION,
    titre: 'Actions internationales de la Région',
    norme: 'M71',
    base: 'engagements',
    dateEdition: '2012-12-13',
    secteurPilote: PILOTE,
    secteurs: new Secteurs(PILOTE),
    organismes: new Organismes(),
    operations: new Operations(),
    libellePilote: 'Secteur Affaires internationales et européennes (hors IdFE)',
    mention: 'Montants illustratifs, sauf ceux dont la ligne est marquée « publié ».',
    axes: new Map([
      ['croissance', 'Croissance et emploi'],
      ['image', 'Image, expertise et culture'],
      ['jeunesse', 'Jeunesse'],
    ]),
    domaines: new Map([
      ['cooperation', 'Coopération décentralisée'],
      ['export', 'Export'],
      ['animation', 'Animation régionale et francophonie'],
      ['rayonnement', 'Rayonnement international'],
    ]),
  },
  libelles: {
    dimensions: ['axe', 'domaine', 'territoire', 'pays', 'secteur'],
    omd: new Map(),
    odd: new Map(),
    titres: [],
    secteur: new Map(),
    organisme: new Map(),
    duCode: () => undefined,
    normesMelees: false,
    normeDite: () => '',
    axe: new Map([
      ['croissance', 'Croissance et emploi'],
      ['image', 'Image, expertise et culture'],
      ['jeunesse', 'Jeunesse'],
    ]),
    domaine: new Map([
      ['cooperation', 'Coopération décentralisée'],
      ['export', 'Export'],
      ['animation', 'Animation régionale et francophonie'],
      ['rayonnement', 'Rayonnement international'],
    ]),
    territoire: new Map([
      ['afrique-subsaharienne', 'Afrique subsaharienne'],
      ['asie', 'Asie'],
      ['amerique-nord', 'Amérique du Nord'],
    ]),
    pays: new Map([
      ['SEN', 'Sénégal'],
      ['VNM', 'Viêt Nam'],
      ['MDG', 'Madagascar'],
      ['CHN', 'Chine'],
      ['CAN', 'Canada'],
    ]),
  },
  affectations: ECRITS.map(affecter),
  sources: [
    { fichier: 'sources/aie.csv', secteur: PILOTE, encodage: 'utf-8', lignesVides: 0, misesAEcart: [] },
    {
      fichier: 'sources/recherche.csv',
      secteur: 'Enseignement supérieur et recherche',
      encodage: 'windows-1252',
      lignesVides: 1,
      misesAEcart: [
        { motif: 'Ligne de total du fichier', lignes: 2, montant: montant(123_456), sansMontant: 1, autreBase: false },
      ],
    },
    {
      fichier: 'sources/economie.csv',
      secteur: 'Développement économique',
      encodage: 'utf-8',
      lignesVides: 0,
      misesAEcart: [],
    },
    {
      fichier: 'sources/culture.csv',
      secteur: 'Culture',
      encodage: 'windows-1252',
      lignesVides: 1,
      misesAEcart: [
        { motif: 'Ligne de total du fichier', lignes: 1, montant: montant(50_000), sansMontant: 0, autreBase: false },
        { motif: 'Autre exercice', lignes: 3, montant: montant(7_000), sansMontant: 0, autreBase: false },
      ],
    },
  ],
  reglesMuettes: [MUETTE],
};
