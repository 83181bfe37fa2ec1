import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { lireLesRegles } from '../../src/classify/regles/lire-les-regles.ts';
import type { ListesNommees } from '../../src/domain/conditions/listes-nommees.ts';
import { MOTS_SEULS } from '../../src/domain/conditions/mecanismes.ts';
import { Constats, estUneErreur } from '../../src/domain/constats/constat.ts';
import { Operations } from '../../src/domain/dossier/operations.ts';
import { Organismes } from '../../src/domain/dossier/organismes.ts';
import { Secteurs } from '../../src/domain/dossier/secteurs.ts';
import { CHAMPS_REGLES, CHAMPS_TEXTE } from '../../src/domain/lignes/champs.ts';
import { DIMENSIONS } from '../../src/domain/verdict/dimensions.ts';
import { QUESTIONS } from '../../src/domain/verdict/verdict.ts';
import { chargerLaGeographie, chargerLaNomenclature } from '../../src/dossier/tables-de-reference.ts';
import { schemasPourEditeurs } from '../../src/schemas/schemas-pour-editeurs.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';

const GEOGRAPHIE = chargerLaGeographie('data');
const LISTES: ListesNommees = { developper: () => ['Dakar', 'Hanoï'] };
const CONTEXTE = {
  exercice: '2012',
  base: 'engagements',
  votes: new Set(['par_fonction'] as const),
  nomenclatures: [chargerLaNomenclature('data', 'M71', 2012)],
  listes: LISTES,
  axes: new Map([['jeunesse', 'Jeunesse']]),
  domaines: new Map([['export', 'Export']]),
  geographie: GEOGRAPHIE,
  objectifs: [],
  secteurs: new Secteurs(''),
  organismes: new Organismes([
    {
      id: 'crt',
      nom: 'Comité',
      alias: [],
      genre: 'association',
      siren: '',
      detaille: true,
      lieu: { fichier: 'exercice.yaml' },
      extrait: { texte: '', debut: 0, fin: 1 },
    },
  ]),
  operations: new Operations([
    {
      id: 'site',
      libelle: 'Site',
      cle: '',
      convention: '',
      annees: ['2012'],
      financeurs: [],
      lieu: { fichier: 'exercice.yaml' },
      extrait: { texte: '', debut: 0, fin: 1 },
    },
  ]),
} as const;

const accepte = new Ajv({ strict: false }).compile(
  JSON.parse(schemasPourEditeurs(GEOGRAPHIE).get('regles.schema.json') ?? '{}'),
);

/** What officers write where a text stands, with what YAML makes of it: numbers, booleans, signs, spaces. */
const valeur = fc.oneof(
  fc.constantFrom('048', '04*', '041..044', '930', ...MOTS_SEULS, 'true', '1.5', '1e3', '0x1F', 'Dépense', 'REEL'),
  fc.constantFrom(
    'recette',
    'Fonctionnement',
    'inv*',
    '-',
    "l'",
    'Côte d’Ivoire',
    ' Dakar ',
    '12 500,00',
    '',
    '*',
    'a*b',
  ),
  fc.string({ maxLength: 8 }),
);
const mot = fc.oneof(valeur, fc.constant({ liste: 'villes' }));
const bornes = fc.record(
  { min: fc.constantFrom('1 000', '-5', '1000.50', 'x'), max: fc.constantFrom('2 000,50 €', '12 000', '1e4') },
  { requiredKeys: [] },
);
const attente: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: valeur },
  fc.array(mot, { maxLength: 3 }),
  fc.record({ mots: fc.oneof(mot, fc.array(mot, { maxLength: 3 })) }),
  fc.record({ commence_par: valeur }),
  fc.record({ sauf: fc.oneof(valeur, fc.array(valeur, { maxLength: 2 }), fc.record({ mots: valeur })) }),
  fc.constant({ liste: 'villes' }),
  { weight: 1, arbitrary: bornes },
);
const champs = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...CHAMPS_REGLES) }, fc.constant('objet'));
const { condition } = fc.letrec<{ condition: unknown }>((lier) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    fc.dictionary(champs, attente, { minKeys: 1, maxKeys: 2 }),
    bornes.map((montant) => ({ montant })),
    fc.dictionary(fc.constantFrom('tous', 'un', 'aucun'), fc.array(lier('condition'), { maxLength: 2 }), {
      maxKeys: 2,
    }),
  ),
}));

const part = fc.constantFrom('30 %', '12,5 %', '1/3', '33.3 %', '12 500,00 €', '5€', ' 5 € ', '0,3', '130 %');
const lieux = {
  axe: ['jeunesse', 'jeune'],
  domaine: ['export', 'Export'],
  territoire: ['asie', 'afrique-du-nord', 'Asie'],
  pays: ['Sénégal', 'senegal', 'MLI', 'Nulle part'],
  secteur: ['Culture', '12', 'true'],
  omd: ['2', 'OMD 3', '9', 'Santé maternelle'],
  odd: ['4'],
};
const ventilation = fc.oneof(
  ...DIMENSIONS.map((dimension) => {
    const nom = fc.constantFrom(...lieux[dimension]);
    return fc.record({ [dimension]: fc.oneof(nom, fc.dictionary(nom, part, { maxKeys: 2 })) });
  }),
  fc.constantFrom({ pays: 'Mali', territoire: 'afrique-subsaharienne' }, {}),
);
const conclusions = {
  perimetre: fc.oneof(
    fc.constantFrom('exclue', 'incluse', 'internationale'),
    fc.dictionary(fc.constantFrom('flux_interne', 'reversement', 'mandat', 'don'), fc.constantFrom('crt', 'A'), {
      maxKeys: 2,
    }),
  ),
  rattachement: fc.record(
    { operation: fc.constantFrom('site', 'Site'), montant_est: fc.constantFrom('brut', 'net', 'ttc') },
    { requiredKeys: [] },
  ),
  international: fc.oneof(
    fc.constantFrom('internationale', 'non_internationale', 'ordinaire'),
    fc.record({ quote_part: part, cle: valeur }),
  ),
  exceptionnel: fc.constantFrom('exceptionnelle', 'ordinaire', 'non'),
  ventilation: fc.tuple(ventilation, ventilation).map(([une, autre]) => ({ ...une, ...autre })),
};
const exemple = fc.dictionary(fc.constantFrom(...Object.keys(CHAMPS_TEXTE)), fc.oneof(valeur, fc.constant('')), {
  maxKeys: 3,
});
const regle = fc.constantFrom(...QUESTIONS).chain((question) =>
  fc.record(
    {
      id: fc.constantFrom('a', '12', '1e-3', 'aide-2', 'true', 'É'),
      question: fc.constant(question),
      si: condition,
      conclusion: conclusions[question] as fc.Arbitrary<unknown>,
      motif: fc.oneof(fc.constant('Un motif'), valeur),
      reference: valeur,
      exercices: fc.constantFrom('2012', '2005..2023', ['2012', ' 2014 '], []),
      exemples: fc.record({
        attrape: fc.array(exemple, { minLength: 1, maxLength: 2 }),
        laisse: fc.array(exemple, { maxLength: 1 }),
      }),
    },
    { requiredKeys: ['id', 'question', 'si', 'conclusion', 'motif', 'exemples'] },
  ),
);

/** What is wrong with a rule although it is well written: codes of the year, examples that fail, conditions that clash. */
const DE_FOND: readonly string[] = ['E-REGLE-CODE', 'E-REGLE-EXEMPLE', 'E-REGLE-IMPOSSIBLE'];

const racine = dossierDEssai();

/** Whether the tool reads the rule. JSON stands for YAML, which includes it. */
function estLue(ecrite: unknown): boolean {
  writeFileSync(join(racine, 'regles.yaml'), JSON.stringify([ecrite]));
  const constats = new Constats();
  lireLesRegles(['regles.yaml'], { ...CONTEXTE, racine, constats });
  return constats.liste.every((constat) => !estUneErreur(constat) || DE_FOND.includes(constat.code));
}

/** Written with as few quotes as YAML allows, and read as editors do. */
const commeUnEditeur = (ecrite: unknown): unknown =>
  parse(stringify([ecrite], { schema: 'failsafe', defaultStringType: 'PLAIN', lineWidth: 0 }), { logLevel: 'silent' });

/** A text that YAML takes for nothing (`~`, `null`): the tool reads the text, an editor asks for quotes. */
const direRien = (ecrite: unknown): boolean =>
  typeof ecrite === 'string'
    ? /^(?:~|null|Null|NULL)?$/.test(ecrite)
    : typeof ecrite === 'object' && ecrite !== null && Object.values(ecrite).some(direRien);

it('une règle que jaune lit n’est pas soulignée par l’éditeur', () => {
  let lues = 0;
  fc.assert(
    fc.property(regle, (ecrite) => {
      if (!estLue(ecrite) || direRien({ ...ecrite, exemples: [] })) return;
      lues++;
      expect(accepte(commeUnEditeur(ecrite)), JSON.stringify([ecrite, accepte.errors])).toBe(true);
    }),
    { numRuns: combien(400, 1200), seed: 20121213 },
  );
  // The property says nothing unless many are read.
  expect(lues).toBeGreaterThan(combien(33, 100));
});
