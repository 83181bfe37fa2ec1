import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Constats, ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import { cleDeNom } from '../../src/domain/textes/nom.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { deposerDossier } from '../outils/dossier-temporaire.ts';
import { aDeuxSens, ebaucheADeuxSens } from '../outils/ebauche-a-deux-sens.ts';
import { editionDe } from '../outils/edition-2012.ts';

const SQL = readFileSync('docs/recalcul.sql', 'utf8');
const ENTETE_DU_SQL = SQL.slice(0, SQL.indexOf('SET VARIABLE'));
const atelier = dossierDEssai();

/** What of the JSON is no count of lines: said in the header of the SQL too. */
const HORS_DES_LIGNES: readonly RegExp[] = [
  /^sources\[.*\]\.(?:octets|lignes_vides)$/,
  /^sources\[.*\]\.ecartees\[.*\]\.(?:lignes|centimes|sans_montant|autre_base)$/,
  /^memoire\[.*\]\.(?:octets|apprises)$/,
  /^nomenclature\[.*\]\.octets$/,
  /^cofinancements\.(?:par_financeur\[|operations\[.*\]\.(?:cout_total|financeurs\[.*\]\.annonce)$)/,
  /^volets\./,
  /^annees\[/,
  /^avertissements(?:_acquittes)?\[.*\]\.(?:ligne|nombre)$/,
];
/** The same for texts: a few words of the header name each of them. */
const TEXTES = [
  'collectivite',
  'volets',
  'annees',
  'norme',
  'date_edition',
  'mention',
  'sha256',
  'octets',
  'lignes_vides',
  'ecartees',
  'apprises',
  'nomenclature',
  'cout_total',
  'annonce',
  'par_financeur',
  'avertissements',
  'avertissements_acquittes',
];

/** Tables whose rows are told by their label: the lines do not hold the identifiers of the dossier. */
const PAR_LIBELLE: ReadonlySet<string> = new Set(['axe', 'domaine', 'territoire', 'pays', 'omd', 'odd']);

interface Rangee {
  readonly [cle: string]: unknown;
}

/** What tells a row of a list from the others, where it is not one word. */
const CLES_DES_LISTES: readonly (readonly [RegExp, (rangee: Rangee) => unknown[]])[] = [
  [/^passerelle\.(?:recettes\.)?sorties$/, ({ libelle, regle }) => [libelle, regle]],
  [/^passerelle\.(?:recettes\.)?apports$/, ({ secteur }) => [secteur]],
  [/^cofinancements\.operations$/, ({ operation }) => [operation]],
  [/\.financeurs$/, ({ nom }) => [cleDeNom(String(nom))]],
  [/^cofinancements\.par_financeur$/, ({ genre }) => [genre]],
  [/^consolidation\.flux_internes$/, ({ id, genre }) => [id, genre]],
  [/\.porteurs$/, ({ id, organisme }) => [id ?? organisme]],
  [/^consolidation\.par_organisme$/, ({ id, organisme }) => [id ?? organisme]],
  [/\.versements$/, ({ payeur_id: id, payeur, genre, exclu }) => [id ?? payeur, genre, exclu]],
];

/** How the SQL calls a row of a list of the JSON. */
function nommer(liste: string, rangee: Rangee): string {
  const table = /^tables\.(\w+)$/.exec(liste)?.[1];
  if (table !== undefined) return `["${PAR_LIBELLE.has(table) ? rangee.libelle : (rangee.id ?? rangee.cle)}"]`;
  const cles = CLES_DES_LISTES.find(([motif]) => motif.test(liste))?.[1];
  if (cles !== undefined)
    return `[${cles(rangee)
      .map((cle) => `"${cle}"`)
      .join(', ')}]`;
  return `["${rangee.fichier ?? rangee.id ?? rangee.motif}"]`;
}

/** Every number of a JSON, by its path. */
function nombresDe(valeur: unknown, chemin = ''): [string, number][] {
  if (typeof valeur === 'number') return [[chemin, valeur]];
  if (typeof valeur !== 'object' || valeur === null) return [];
  if (Array.isArray(valeur)) return valeur.flatMap((rangee) => nombresDe(rangee, `${chemin}${nommer(chemin, rangee)}`));
  return Object.entries(valeur).flatMap(([cle, sous]) => nombresDe(sous, chemin === '' ? cle : `${chemin}.${cle}`));
}

/** Runs the file as an auditor does, on another file of lines; what each of its SELECT gives. */
async function recalculer(lignes: string): Promise<{ synthese: unknown[][]; chiffres: Map<string, number> }> {
  const connexion = await (await DuckDBInstance.create(':memory:')).connect();
  const resultats: unknown[][][] = [];
  const prepare = SQL.replace("'reports/2012/lignes-2012.csv'", `'${lignes.replaceAll("'", "''")}'`);
  expect(prepare).not.toBe(SQL);
  const instructions = await connexion.extractStatements(prepare);
  for (let rang = 0; rang < instructions.count; rang++) {
    const lu = await (await instructions.prepare(rang)).runAndReadAll();
    if (lu.columnNames().some((nom) => nom === 'valeur' || nom === 'euros')) resultats.push(lu.getRowsJson());
  }
  connexion.closeSync();
  const [synthese = [], chiffres = []] = resultats;
  expect(new Set(chiffres.map(([chemin]) => chemin)).size).toBe(chiffres.length);
  return { synthese, chiffres: new Map(chiffres.map(([chemin, valeur]) => [String(chemin), Number(valeur)])) };
}

/** Compares each number of the JSON with what the SQL gives; what no line carries has no row, and is zero. */
async function comparer(sortie: string, exercice: string) {
  const json = JSON.parse(readFileSync(join(sortie, `synthese-${exercice}.json`), 'utf8'));
  const { chiffres, synthese } = await recalculer(join(sortie, `lignes-${exercice}.csv`));
  const nombres = nombresDe(json).filter(([chemin]) => !HORS_DES_LIGNES.some((motif) => motif.test(chemin)));
  const connus = new Set(nombres.map(([chemin]) => chemin));
  expect(connus.size).toBe(nombres.length);
  return {
    compares: nombres.length,
    nuls: nombres.filter(([chemin]) => !chiffres.has(chemin)).length,
    differents: nombres.flatMap(([chemin, valeur]) =>
      (chiffres.get(chemin) ?? 0) === valeur ? [] : [[chemin, valeur, chiffres.get(chemin)]],
    ),
    enTrop: [...chiffres.keys()].filter((chemin) => !connus.has(chemin)),
    quatre: synthese.map(([nom, euros]) => [nom, Math.round(Number(euros) * 100)]),
    publies: Object.entries(json.synthese),
  };
}

/** All that is compared agrees. */
async function verifier(sortie: string, exercice: string) {
  const comparaison = await comparer(sortie, exercice);
  const { differents, enTrop, quatre, publies } = comparaison;
  expect({ differents, enTrop, quatre }).toEqual({ differents: [], enTrop: [], quatre: publies });
  return comparaison;
}

describe('docs/recalcul.sql, dans DuckDB, sur les seules lignes', () => {
  it.each(['2011', '2012'] as const)('donne chaque nombre de la synthèse de %s, au centime', async (exercice) => {
    const { compares, nuls } = await verifier(await editionDe(exercice), exercice);
    // Most are given: what has no row is what rules, places or values without a line are.
    expect(compares - nuls).toBeGreaterThan(exercice === '2011' ? 500 : 1000);
  });

  it('donne les rangées d’une ventilation par objectif', async () => {
    const sortie = join(atelier, 'objectifs');
    await compilerLEdition('test/cas/objectifs/trois-voies', sortie, new Constats());
    expect((await verifier(sortie, '2024')).compares).toBeGreaterThan(100);
  });

  it('dit aussi ce que des textes qui piègent un tableur valent', async () => {
    const racine = join(atelier, 'piege');
    const regle = (id: string, question: string, conclusion: unknown, mots: string) => ({
      id,
      question,
      si: { libelle: { mots } },
      conclusion,
      motif: 'Motif ; avec « guillemets », "et" point-virgule',
      exemples: { attrape: [{ libelle: mots }] },
    });
    deposerDossier(racine, {
      sources: [
        {
          fichier: 'sources/a.csv',
          declaration: {
            secteur: undefined,
            colonnes: { libelle: 'Objet', secteur: 'Secteur', beneficiaire: 'Qui', programme: 'Programme' },
            montants: { engagements: 'Engagé', mandats: 'Payé' },
          },
          contenu: [
            'Objet;Secteur;Qui;Programme;Engagé;Payé',
            'aide;Pilote;=Œuvre d’été;HP 048 008;10,01;3,33',
            "aide;Culture;=oeuvre d'ete;hp048008;-5,00;",
            'aide partagée;Pilote;-L\'Étoile;"@x ""y""";9,00;0,01',
            'unique partagée;Pilote;ÉCOLE-SUPÉRIEURE;;7,01;7,01',
            'tiers;Pilote;ecole superieure;;1,00;0,50',
            'tabou;Pilote;;;2,00;',
            'taboue;Pilote;;;4,00;1,00',
            'rien;Pilote;;;1,00;',
            'rien;Sport;;;50,00;',
            ...Array.from(
              { length: 24 },
              (_, rang) => `aide;Sport;Qui ${rang};;1,${String(rang % 7).padStart(2, '0')};`,
            ),
            '',
          ].join('\n'),
        },
      ],
      regles: [
        regle('dehors', 'perimetre', 'exclue', 'tabou'),
        regle('dehors-aussi', 'perimetre', 'exclue', 'taboue'),
        regle('oui', 'international', 'internationale', 'aide'),
        regle('oui-encore', 'international', { quote_part: '50 %', cle: 'x' }, 'aide'),
        regle('un-tiers', 'international', { quote_part: '1/3', cle: 'x' }, 'tiers'),
        regle('deux-tiers', 'international', { quote_part: '2/3', cle: 'x' }, 'unique'),
        regle('unique', 'exceptionnel', 'exceptionnelle', 'unique'),
        regle('partage', 'ventilation', { secteur: { Culture: '1/3' }, axe: 'jeunesse' }, 'partagée'),
      ],
    });
    const { sortie } = await compilerLEdition(racine, join(atelier, 'piege-sortie'), new Constats());
    await verifier(sortie, '2012');
  });

  it('ne réunit pas les codes de deux normes', async () => {
    const racine = join(atelier, 'normes');
    deposerDossier(racine, {
      sources: (['M71', 'M52', 'M43'] as const).map((norme) => ({
        fichier: `sources/${norme}.csv`,
        declaration: { norme, colonnes: { libelle: 'Objet', fonction: 'F', chapitre: 'C' } },
        contenu:
          norme === 'M43'
            ? 'Objet;F;C;Engagé\naide;;65;4,00\n'
            : 'Objet;F;C;Engagé\naide;041; 930;1,00\naide;0 41;930;2,00\naide;;;8,00\n',
      })),
      regles: [
        {
          id: 'oui',
          question: 'international',
          si: { libelle: 'aide' },
          conclusion: 'internationale',
          motif: 'x',
          exemples: { attrape: [{ libelle: 'aide' }] },
        },
      ],
    });
    const { sortie, jaune } = await compilerLEdition(racine, join(atelier, 'normes-sortie'), new Constats());
    expect(jaune.tables.find(({ nom }) => nom === 'fonction')?.rangees).toMatchObject([
      { cle: '041', montant: 300, libelle: 'Actions interrégionales' },
      { cle: '041 (M52)', nom: '041-m52', montant: 300, libelle: 'Subvention globale' },
      { cle: '', montant: 2000 },
    ]);
    await verifier(sortie, '2012');
  });

  it('réunit comme jaune les écritures d’un secteur et d’un organisme', async () => {
    const racine = join(atelier, 'ecritures');
    const noms = [
      'Culture',
      'CULTURE',
      'culture',
      'Nord-Est',
      'nord est',
      'Nord\u00adest',
      'Axe 1 2',
      'Axe 12',
      'Œuvres',
      'OEUVRES',
      '-',
    ];
    deposerDossier(racine, {
      entete: { secteurs: ['Pilote', 'Culture', { nom: 'Santé', alias: ['Nord Est'] }] },
      sources: [
        {
          fichier: 'sources/a.csv',
          declaration: {
            secteur: undefined,
            organisme: undefined,
            colonnes: { libelle: 'Objet', secteur: 'Secteur', organisme: 'Qui' },
          },
          contenu: [
            'Objet;Secteur;Qui;Engagé',
            ...noms.flatMap((nom, rang) => [
              `Dakar;${nom};${noms.at(-rang) ?? ''};${rang + 1},00`,
              `Dakar;pilote;${nom};3,00`,
            ]),
            'Mali;Pilote;x;1,00',
            'Mali;Œuvres;x;2,00',
            '',
          ].join('\n'),
        },
      ],
      regles: [
        {
          id: 'oui',
          question: 'international',
          si: { libelle: { mots: 'Dakar' } },
          conclusion: 'internationale',
          motif: 'x',
          exemples: { attrape: [{ libelle: 'Dakar' }] },
        },
        {
          id: 'moitie',
          question: 'ventilation',
          si: { secteur: 'OEUVRES' },
          conclusion: { secteur: { oeuvres: '50 %' } },
          motif: 'x',
          exemples: { attrape: [{ secteur: 'Œuvres' }] },
        },
      ],
    });
    const { sortie } = await compilerLEdition(racine, join(atelier, 'ecritures-sortie'), new Constats());
    await verifier(sortie, '2012');
  });

  it('donne chaque nombre de dossiers au hasard : recettes, opérations, organismes, flux', async () => {
    let publies = 0;
    await fc.assert(
      fc.asyncProperty(aDeuxSens, async (ebauche) => {
        const racine = join(atelier, `hasard-${publies}`);
        rmSync(racine, { recursive: true, force: true });
        deposerDossier(racine, ebaucheADeuxSens(ebauche));
        const edition = await compilerLEdition(racine, join(racine, 'sortie'), new Constats()).catch(
          (erreur: unknown) => {
            if (!(erreur instanceof ConstatsBloquants)) throw erreur;
          },
        );
        // What is refused publishes nothing.
        if (edition === undefined) return;
        publies++;
        await verifier(edition.sortie, '2012');
      }),
      { seed: 20101014, numRuns: combien(5, 8) },
    );
    expect(publies).toBeGreaterThan(3);
  });

  it('voit un centime changé', async () => {
    const sortie = join(atelier, 'change');
    cpSync(await editionDe('2011'), sortie, { recursive: true });
    const chemin = join(sortie, 'lignes-2011.csv');
    const texte = readFileSync(chemin, 'utf8');
    const change = texte.replace(
      /;internationale;100\s%;(\d+);\1;/,
      (_, centimes) => `;internationale;100\u00a0%;${centimes};${Number(centimes) + 1};`,
    );
    expect(change).not.toBe(texte);
    writeFileSync(chemin, change);
    const { differents } = await comparer(sortie, '2011');
    expect(differents.map(([chemin]) => chemin)).toContain('synthese.total_hors_exceptionnelles');
  });

  it('annonce en tête ce qu’il ne peut pas recalculer', () => {
    for (const cle of TEXTES) expect(ENTETE_DU_SQL).toContain(cle);
  });
});
