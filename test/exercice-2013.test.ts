import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { Constats } from '../src/domain/constats/constat.ts';
import { compilerLEdition } from '../src/edition.ts';
import { faireUnDossier } from '../src/init/faire-un-dossier.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { editionDe } from './outils/edition-2012.ts';
import { compterSources } from './outils/lecteur-naif.ts';
import { aLaPlace, centimes, compter, type Enregistrement, lireCsvProduit, placesEcrites } from './outils/sorties.ts';
import { type DeuxSens, verifierLesPlaces } from './outils/verifier-les-places.ts';

const DONNEES = join(import.meta.dirname, '../data');
const DOSSIER = join(DONNEES, '2013');
const LISEZ_MOI = readFileSync(join(DOSSIER, 'LISEZ-MOI.md'), 'utf8');
const REDRESSEE = 'sources/affaires-internationales.csv:2';

const constats = new Constats();
const atelier = dossierDEssai();
let lignes: Enregistrement[] = [];
/** 2012 as it was published, and as 2013 remembers it. */
let publiees: Enregistrement[] = [];
let retenues: Enregistrement[] = [];
// biome-ignore lint/suspicious/noExplicitAny: what a reader of the published JSON holds, seen from outside
let json: any;

const deRef = (toutes: readonly Enregistrement[], ref: string) =>
  toutes.filter((ligne) => ligne.ref === `sources/${ref}`);
const duProgramme = (toutes: readonly Enregistrement[], code: string) =>
  toutes.filter(({ programme }) => programme === code);
const valeurs = (toutes: readonly Enregistrement[], colonne: string) => [
  ...new Set(toutes.map((ligne) => ligne[colonne])),
];

beforeAll(async () => {
  await compilerLEdition(DOSSIER, join(atelier, '2013'), constats);
  lignes = lireCsvProduit(join(atelier, '2013'), 'lignes-2013.csv');
  publiees = lireCsvProduit(await editionDe('2012'), 'lignes-2012.csv');
  retenues = lireCsvProduit(join(DOSSIER, 'memoire'), 'lignes-2012.csv');
  json = JSON.parse(readFileSync(join(atelier, '2013/synthese-2013.json'), 'utf8'));
});

describe('le dossier 2013', () => {
  test('n’a aucune erreur ; ses avertissements sont ceux que LISEZ-MOI.md annonce', () => {
    expect(constats.erreurs).toBe(0);
    const codes = constats.liste.map(
      ({ code, lieu }) => `${code} ${code === 'A-TEXTE-NON-RELU' ? 'textes' : lieu.fichier}`,
    );
    expect(codes.filter((code) => code.startsWith('A-TEXTE'))).toHaveLength(11);
    expect([...new Set(codes)].sort()).toEqual([
      'A-FLUX-NON-DETAILLE exercice.yaml',
      'A-FLUX-SANS-DETAIL exercice.yaml',
      'A-REGLE-MUETTE regles/20-international-pilote.yaml',
      'A-TEXTE-NON-RELU textes',
    ]);
  });

  test('les places font les sources, relues par un lecteur naïf, dépenses et recettes à part', () => {
    verifierLesPlaces(json.partition as Record<string, DeuxSens>, compterSources(DOSSIER), 'engagements');
  });

  test('tout y est illustratif, et le dit', () => {
    expect(json.mention).toContain("rien ici n'a été publié pour 2013");
    expect(lignes.filter(({ caractere }) => caractere !== 'illustratif')).toEqual([]);
  });
});

describe('ce qui change depuis 2012', () => {
  test('un programme apparaît', () => {
    expect(duProgramme(retenues, 'HP 048-012')).toEqual([]);
    expect(compter(aLaPlace(duProgramme(lignes, 'HP 048-012'), 'internationale')).lignes).toBe(3);
  });

  test('un programme finit', () => {
    expect(compter(aLaPlace(duProgramme(retenues, 'HP 11-007'), 'internationale')).lignes).toBe(3);
    expect(duProgramme(lignes, 'HP 11-007')).toEqual([]);
  });

  test('un programme change de nom', () => {
    expect(valeurs(duProgramme(retenues, 'HP 044-003'), 'programme_libelle')).toEqual(['Coopération décentralisée']);
    expect(valeurs(duProgramme(lignes, 'HP 044-003'), 'programme_libelle')).toEqual([
      'Coopération avec les collectivités partenaires',
    ]);
  });

  test('un programme change de fonction, et ses lignes gardent leur place et leur territoire', () => {
    const [avant, apres] = [duProgramme(retenues, 'HP 042-004'), duProgramme(lignes, 'HP 048-004')];
    expect(valeurs(avant, 'fonction')).toEqual(['042']);
    expect(valeurs(apres, 'fonction')).toEqual(['048']);
    const actions = new Set(valeurs(avant, 'action'));
    expect(valeurs(apres, 'action').filter((action) => !actions.has(action))).toEqual([]);
    expect(duProgramme(lignes, 'HP 042-004')).toEqual([]);
    expect(valeurs(aLaPlace(apres, 'internationale'), 'territoire')).toEqual(['Europe']);
  });

  test('une part change', () => {
    const parts = (toutes: Enregistrement[]) =>
      valeurs(
        aLaPlace(toutes, 'internationale').filter(({ regle }) => regle === 'economie-programme-export'),
        'quote_part',
      );
    expect(parts(retenues).map((part) => part?.replace(/\s/g, ' '))).toEqual(['30 %']);
    expect(parts(lignes).map((part) => part?.replace(/\s/g, ' '))).toEqual(['35 %']);
  });

  test('une règle est corrigée', () => {
    const residences = (toutes: Enregistrement[]) =>
      toutes.filter(({ libelle }) => libelle === "Résidence d'écrivain en bibliothèque");
    expect(residences(retenues).map(({ verdict }) => verdict)).toEqual(expect.arrayContaining(['a_arbitrer']));
    expect(residences(retenues).map(({ verdict }) => verdict)).not.toContain('internationale');
    expect(valeurs(residences(lignes), 'verdict')).toEqual(['internationale']);
    expect(valeurs(residences(lignes), 'regle')).toEqual(['culture-echanges']);
  });

  test('une décision est renversée, et l’ancienne est gardée comme historique', () => {
    const congres = (toutes: Enregistrement[]) =>
      toutes.filter(({ libelle }) => libelle?.startsWith("Congrès mondial de l'arbre urbain"));
    expect(valeurs(congres(retenues), 'verdict').sort()).toEqual(['internationale', 'non_internationale']);
    expect(congres(lignes).map(({ verdict, regle }) => [verdict, regle])).toEqual([
      ['non_internationale', 'arbitrage'],
    ]);
    const ref = congres(lignes)[0]?.ref;
    const decisions: Enregistrement[] = parse(readFileSync(join(DOSSIER, 'arbitrages.csv')), {
      delimiter: ';',
      columns: true,
    });
    const deLaLigne = decisions.filter((decision) => decision.ref === ref);
    expect(deLaLigne.map(({ decision, remplacee_le: le }) => [decision, le])).toEqual([
      ['internationale', '2013-11-19'],
      ['non_internationale', ''],
    ]);
    expect(deLaLigne[0]?.motif).toMatch(/^Reprise de 2012 \(sources\/environnement\.csv:99\) : /);
  });

  test('une opération exceptionnelle finit, l’autre continue', () => {
    const noms = (toutes: Enregistrement[]) => aLaPlace(toutes, 'exceptionnelle').map(({ libelle }) => libelle);
    expect(noms(retenues)).toEqual([
      expect.stringContaining("Maison de l'Île-de-France"),
      expect.stringContaining('Neuville'),
    ]);
    expect(noms(lignes)).toEqual([expect.stringContaining('Neuville')]);
  });

  test('un montant de 2012 est redressé, et un seul : toutes les autres lignes sont celles que 2012 publie', () => {
    const colonnes = Object.keys(retenues[0] ?? {});
    expect(retenues).toHaveLength(publiees.length);
    const changees = retenues.flatMap((retenue, rang) => {
      const publiee = publiees[rang] ?? {};
      const differe = colonnes.filter((colonne) => retenue[colonne] !== publiee[colonne]);
      return differe.length === 0 ? [] : [{ ref: retenue.ref, differe }];
    });
    expect(changees.map(({ ref }) => ref)).toEqual([REDRESSEE]);
    // What it says of itself, and its amounts where they were mistyped: nothing else.
    const attendues = /^(?:empreinte|montant(?:_part|_retenu)?_centimes|(?:ae_votees|engagements)(?:_part)?_centimes)$/;
    expect(changees[0]?.differe.filter((colonne) => !attendues.test(colonne))).toEqual([]);
    const montant = (toutes: Enregistrement[]) =>
      centimes(deRef(toutes, REDRESSEE.slice('sources/'.length))[0] ?? {}, 'montant_centimes');
    expect([montant(publiees), montant(retenues)]).toEqual([24_235_000n, 22_435_000n]);
    expect(compter(aLaPlace(retenues, 'internationale')).centimes).toBe(4_617_200_000n);
  });
});

describe('ce que « jaune init » y a mis', () => {
  test('la même commande, dans un dossier vide où les fichiers de 2013 sont arrivés, donne les décisions qui y sont encore', async () => {
    const dossier = join(atelier, 'refait/2013');
    mkdirSync(dossier, { recursive: true });
    cpSync(join(DOSSIER, 'sources'), join(dossier, 'sources'), { recursive: true });
    const bilan = await faireUnDossier(dossier, { depuis: join(DONNEES, '2012') }, new Constats());
    if (bilan.type !== 'suite') throw new Error(bilan.type);
    const lire = (ou: string): Enregistrement[] =>
      parse(readFileSync(join(ou, 'arbitrages.csv')), { delimiter: ';', columns: true });
    const cle = ({ ref, empreinte, decision, motif, auteur, date }: Enregistrement) =>
      [ref, empreinte, decision, motif, auteur, date].join('|');
    const gardees = new Set(lire(DOSSIER).map(cle));
    const refaites = lire(dossier);
    expect(refaites).toHaveLength(8);
    expect(refaites.map(cle).filter((decision) => !gardees.has(decision))).toEqual([]);
    expect(bilan.decisions.laissees.map(({ de, raison }) => [de, raison])).toEqual([
      ['sources/apprentissage-formation.csv:130', 'source_fautive'],
      ['sources/lycees.csv:126', 'libelle_change'],
      ['sources/sport.csv:55', 'ligne_absente'],
    ]);
    expect(
      readFileSync(join(dossier, 'memoire/lignes-2012.csv')).equals(
        readFileSync(join(await editionDe('2012'), 'lignes-2012.csv')),
      ),
    ).toBe(true);
    expect(
      readFileSync(join(dossier, 'memoire/lignes-2011.csv')).equals(
        readFileSync(join(DONNEES, '2012/memoire/lignes-2011.csv')),
      ),
    ).toBe(true);
  });
});

describe('LISEZ-MOI.md dit vrai', () => {
  test('ses places', () => {
    expect(placesEcrites(LISEZ_MOI)).toEqual(json.partition);
  });

  test('chaque référence qu’il donne est une ligne de 2013, ou de 2012 quand il le dit', () => {
    const deDeuxMille12 = new Set(['sources/lycees.csv:126', 'sources/sport.csv:55']);
    const citees = [...LISEZ_MOI.matchAll(/`(sources\/[a-z-]+\.csv:\d+)`/g)].map(([, ref = '']) => ref);
    expect(citees.length).toBeGreaterThan(8);
    const connues = new Set(lignes.map(({ ref }) => ref));
    expect(citees.filter((ref) => !connues.has(ref) && !deDeuxMille12.has(ref))).toEqual([]);
  });
});
