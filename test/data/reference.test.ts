import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { NORMES_PAR_FONCTION, type Norme } from '../../src/domain/codes/normes.ts';
import { nomsDe } from '../../src/domain/lieux/geographie.ts';
import { comparer } from '../../src/domain/textes/ordre.ts';
import { plier } from '../../src/domain/textes/texte.ts';
import {
  chargerLaGeographie,
  chargerLaNomenclature,
  chargerLesSignaux,
} from '../../src/dossier/tables-de-reference.ts';
import { dossierDEssai } from '../outils/atelier.ts';

const RACINE = resolve(import.meta.dirname, '../..');
const DATA = join(RACINE, 'data');
const PLANS = resolve(RACINE, '../shared/data/nomenclature_fonctionnelle.csv');
const DERNIER: Readonly<Partial<Record<Norme, number>>> = { M14: 2023, M52: 2023, M57: 2024, M71: 2023 };

interface LigneDePlan {
  norme: Norme;
  exercice: string;
  fichier: string;
  type: string;
  code: string;
  libelle: string;
  section: string;
}

/** Labels compare without their spaces, nor the apostrophe and dash that the plans wrote in another encoding. */
function libelleNet(libelle: string): string {
  return libelle
    .replace(/\u0092/g, "'")
    .replace(/\u0096/g, '–')
    .replace(/\s+/g, ' ')
    .trim();
}

function codesDuPlan(lignes: LigneDePlan[]): string[] {
  const sections: Record<string, string> = { I: 'investissement', F: 'fonctionnement' };
  return lignes
    .map(({ type, code, libelle, section }) =>
      [type.replace('_fonctionnel', ''), code, libelleNet(libelle), sections[section] ?? ''].join(' | '),
    )
    .sort(comparer);
}

function codesDeLaTable(norme: Norme, exercice: number): string[] {
  const nomenclature = chargerLaNomenclature(DATA, norme, exercice);
  const chapitres = Array.from({ length: 10_000 }, (_, code) => nomenclature.chapitre(String(code)));
  const fonctions = Array.from({ length: 10 }, (_, chiffre) => nomenclature.famille(String(chiffre))).flat();
  return [...chapitres, ...fonctions.map((code) => nomenclature.fonction(code))]
    .flatMap((entree) => entree ?? [])
    .map(({ type, code, libelle, section }) => [type, code, libelle, section ?? ''].join(' | '))
    .sort(comparer);
}

describe('les nomenclatures et les plans de comptes publiés', () => {
  if (!existsSync(PLANS)) {
    it('comparaison sautée sans les données partagées', () => {
      console.log('sauté : ../shared/data/nomenclature_fonctionnelle.csv est absent');
      expect(process.env.CI, 'les données partagées sont requises en intégration continue').not.toBe('true');
    });
    return;
  }
  const lignes: LigneDePlan[] = parse(readFileSync(PLANS, 'utf8'), { columns: true });
  const plans = [...new Set(lignes.map(({ norme, exercice, fichier }) => `${norme} ${exercice} ${fichier}`))];

  it('quinze plans sont comparés', () => expect(plans).toHaveLength(15));

  // M14, M52 and M71 end in 2023; the plans published for 2024 under these norms are compared with their last exercice.
  it.each(plans)('%s : mêmes codes, mêmes libellés', (plan) => {
    const [norme, annee, fichier] = plan.split(' ') as [Norme, string, string];
    const exercice = Math.min(Number(annee), DERNIER[norme] ?? 0);
    const attendus = codesDuPlan(lignes.filter((ligne) => ligne.fichier === fichier && ligne.exercice === annee));
    expect(attendus.length).toBeGreaterThan(100);
    expect(codesDeLaTable(norme, exercice)).toEqual(attendus);
  });
});

describe('les nomenclatures', () => {
  it.each([
    ['M71', 2012, '041', 'Actions interrégionales'],
    ['M71', 2005, '042', 'Actions européennes'],
    ['M71', 2012, '043', 'Actions relevant de la subvention globale'],
    ['M71', 2012, '044', 'Aide publique au développement'],
    ['M71', 2010, '048', 'Autres actions internationales'],
    ['M71', 2012, '6', 'Gestion des fonds européens'],
    ['M57', 2024, '041', 'Actions relevant de la subvention globale'],
    ['M57', 2024, '042', 'Actions interrégionales'],
    ['M57', 2024, '043', 'Actions européennes'],
    ['M57', 2024, '048', 'Autres actions'],
    ['M57', 2024, '05', 'Gestion des fonds européens'],
    ['M57', 2022, '06', 'Plan de relance (crise sanitaire)'],
    ['M57', 2025, '045', 'Actions internationales'],
    ['M57', 2026, '045', 'Actions internationales'],
    ['M57', 2026, '3272', 'Soutien aux clubs amateurs'],
    ['M57', 2024, '6312', 'Autres'],
    ['M57', 2025, '6312', 'Marchés alimentaires'],
    ['M57', 2025, '6318', 'Autres'],
    ['M57', 2025, '848', 'Parkings'],
    ['M14', 2005, '041', 'Subvention globale'],
    ['M14', 2012, '048', 'Autres actions de coopération décentralisée'],
    ['M52', 2010, '041', 'Subvention globale'],
  ] as const)('%s %i %s : %s', (norme, exercice, code, libelle) => {
    expect(chargerLaNomenclature(DATA, norme, exercice).fonction(code)?.libelle).toBe(libelle);
  });

  it.each([
    ['M71', 2012, '05'],
    ['M71', 2023, '05'],
    ['M57', 2020, '06'],
    ['M57', 2023, '2561'],
    ['M57', 2024, '045'],
    ['M57', 2025, '022'],
    ['M57', 2025, '501'],
    ['M71', 2024, '048'],
    ['M14', 2024, '048'],
    ['M52', 2008, '56'],
    ['M57', 2014, '048'],
  ] as const)('%s %i n’a pas de fonction %s', (norme, exercice, code) => {
    expect(chargerLaNomenclature(DATA, norme, exercice).fonction(code)).toBeUndefined();
  });

  it('les imputations relevées en Île-de-France concordent', () => {
    const m71 = chargerLaNomenclature(DATA, 'M71', 2012);
    expect(m71.concordent('930', '048')).toBe(true);
    expect(m71.concordent('900', '044')).toBe(true);
    expect(m71.concordent('932', '23')).toBe(true);
    expect(m71.concordent('932', '048')).toBe(false);
    expect(m71.zerosPerdus('48', '930')).toBe('048');
    expect(m71.concordent('936', '62')).toBe(true);
  });

  it('les chapitres à part prennent leurs fonctions', () => {
    const m57 = chargerLaNomenclature(DATA, 'M57', 2024);
    const m52 = chargerLaNomenclature(DATA, 'M52', 2012);
    const m14 = chargerLaNomenclature(DATA, 'M14', 2012);
    expect([m57.concordent('930-5', '052'), m57.concordent('930', '052')]).toEqual([true, false]);
    expect([m57.concordent('934-3', '431'), m57.concordent('934', '431')]).toEqual([true, false]);
    expect([m57.concordent('904', '431'), m57.concordent('904', '441')]).toEqual([true, false]);
    expect([m52.concordent('919', '94'), m52.concordent('935', '561')]).toEqual([true, false]);
    expect([m14.concordent('920', '048'), m14.concordent('930', '048')]).toEqual([true, undefined]);
    expect([m14.concordent('933', '31'), m57.concordent('943', '01')]).toEqual([undefined, undefined]);
  });

  it('chaque chapitre 90x ou 93x prend des fonctions', () => {
    const m71 = chargerLaNomenclature(DATA, 'M71', 2012);
    for (const chapitre of [...'0123456789'].flatMap((chiffre) => [`90${chiffre}`, `93${chiffre}`])) {
      expect(m71.famillesDuChapitre(chapitre), chapitre).toEqual([chapitre.at(2)]);
    }
  });

  it.each(NORMES_PAR_FONCTION)('le fichier de la %s est trié', (norme) => {
    const [, ...lignes] = readFileSync(join(DATA, `nomenclatures/${norme.toLowerCase()}.csv`), 'utf8')
      .trim()
      .split('\n');
    const cles = lignes.map((ligne) => ligne.split(';').slice(0, 2).join('\u0000'));
    expect(cles).toEqual([...cles].sort(comparer));
  });
});

describe('la géographie', () => {
  const geographie = chargerLaGeographie(DATA);

  it('a les neuf territoires dans l’ordre de la grille', () => {
    expect(geographie.territoires.map(({ libelle }) => libelle)).toEqual([
      'Europe',
      'Amérique du Nord',
      'Amérique centrale et Caraïbes',
      'Amérique du Sud',
      'Afrique du Nord',
      'Afrique subsaharienne',
      'Moyen-Orient',
      'Asie',
      'Océanie',
    ]);
    expect(geographie.territoires.map(({ id }) => id).join(' ')).toBe(
      'europe amerique-du-nord amerique-centrale-caraibes amerique-du-sud afrique-du-nord afrique-subsaharienne moyen-orient asie oceanie',
    );
  });

  it('a tous les pays, et pas la France', () => {
    expect(geographie.tousLesPays).toHaveLength(199);
    for (const absent of ['FRA', 'France', 'Réunion', 'Martinique', 'Mayotte', 'Guyane']) {
      expect(geographie.pays(absent), absent).toBeUndefined();
    }
    for (const present of ['Kosovo', 'Palestine', 'Taïwan', 'Hong Kong'])
      expect(geographie.pays(present)).toBeDefined();
  });

  it.each([
    ['Dakar', 'SEN'],
    ['Hanoï', 'VNM'],
    ['Vietnam', 'VNM'],
    ['São Paulo', 'BRA'],
    ['Santiago', 'CHL'],
    ['Santiago du Chili', 'CHL'],
    ['Antananarivo', 'MDG'],
    ['Erevan', 'ARM'],
    ['Nouakchott', 'MRT'],
    ['Beyrouth', 'LBN'],
    ['Montréal', 'CAN'],
    ['Québec', 'CAN'],
    ['Shanghai', 'CHN'],
    ['Wuhan', 'CHN'],
    ['Boston', 'USA'],
    ['San Francisco', 'USA'],
    ['Tel Aviv', 'ISR'],
    ['Tel-Aviv', 'ISR'],
    ['Guinée', 'GIN'],
    ['Guinée équatoriale', 'GNQ'],
    ['Guinée-Bissau', 'GNB'],
    ['Congo', 'COG'],
    ['RDC', 'COD'],
    ['Géorgie', 'GEO'],
    ['Luxembourg', 'LUX'],
    ['Mexico', 'MEX'],
    ['Tunis', 'TUN'],
    ['Alger', 'DZA'],
    ['Niger', 'NER'],
    ['Nigeria', 'NGA'],
    ['Dominique', 'DMA'],
    ['République dominicaine', 'DOM'],
    ['ETATS UNIS', 'USA'],
    ['Maurice', 'MUS'],
    ['Le Cap', 'ZAF'],
  ])('%s : %s', (lieu, code) => {
    expect(geographie.reconnaitre(lieu)?.code).toBe(code);
  });

  it.each(['Vienne', 'Valence', 'Grenade', 'Paris', 'Est', 'Italie Blanqui', 'Réunion', 'Eau'])('%s : rien', (lieu) => {
    expect(geographie.reconnaitre(lieu)).toBeUndefined();
  });

  it('chaque pays a un code numérique propre, sauf le Kosovo, et une capitale, sauf Hong Kong', () => {
    const numeriques = geographie.tousLesPays.map(({ numerique }) => numerique);
    expect(new Set(numeriques).size).toBe(numeriques.length);
    const sansNumero = geographie.tousLesPays.filter(({ numerique }) => numerique === '');
    expect(sansNumero.map(({ code }) => code)).toEqual(['XKX']);
    // The two-letter code is worked out again from the numeric one, by what knows both.
    for (const { numerique, alpha2, code } of geographie.tousLesPays)
      expect(numerique === '' ? 'XK' : new Intl.Locale(`und-${numerique}`).region, code).toBe(alpha2);
    const sansCapitale = geographie.tousLesPays.filter(({ capitale }) => capitale === '');
    expect(sansCapitale.map(({ code }) => code)).toEqual(['HKG']);
  });

  it('les prénoms et mots courants ne signalent rien', () => {
    for (const mot of ['Maurice', 'le cap', 'MALE', 'crête', 'Vienne'])
      expect(geographie.estAmbigu(mot), mot).toBe(true);
    for (const mot of ['Dakar', 'Sénégal', 'Hanoi']) expect(geographie.estAmbigu(mot), mot).toBe(false);
  });

  it('chaque mot ambigu est dans la table des pays', () => {
    const mots = geographie.tousLesPays.flatMap((pays) => [
      ...nomsDe(pays),
      ...pays.gentiles,
      pays.capitale,
      ...pays.lieux,
    ]);
    const connus = new Set(mots.map(plier));
    const ambigus = chargerLesSignaux(DATA).fauxAmis.filter(({ portee }) => portee === 'texte' || portee === 'lieu');
    expect(ambigus.length).toBeGreaterThan(40);
    expect(ambigus.map(({ expression }) => expression).filter((mot) => !connus.has(plier(mot)))).toEqual([]);
  });
});

describe('les signaux', () => {
  it('ont les mots du métier', () => {
    const poids = new Map(chargerLesSignaux(DATA).mots.map((signal) => [plier(signal.mot), signal.poids]));
    for (const mot of ['cooperation decentralisee', 'jumelage', 'export', 'erasmus', 'interreg', 'francophonie']) {
      expect(poids.get(mot), mot).toBe(3);
    }
    expect(poids.size).toBeGreaterThanOrEqual(60);
  });
});

describe('une table fautive', () => {
  const dossier = dossierDEssai();

  function avec(fichier: string, changer: (contenu: string) => string): string {
    cpSync(DATA, dossier, { recursive: true, filter: (chemin) => !/[/\\]\d{4}$/.test(chemin) });
    const chemin = join(dossier, fichier);
    const contenu = readFileSync(chemin, 'utf8');
    const change = changer(contenu);
    expect(change).not.toBe(contenu);
    writeFileSync(chemin, change);
    return dossier;
  }

  it.each([
    [
      'nomenclatures/m57.csv',
      (t: string) => t.replace('type;code', 'code;type'),
      /m57\.csv:1 : les colonnes attendues/,
    ],
    ['nomenclatures/m57.csv', (t: string) => t.replace('\nchapitre;900;', '\nchap;900;'), /m57\.csv:2 : .*« type »/],
    ['nomenclatures/m71.csv', (t: string) => t.replace(';2005;2023;', ';2005;2004;'), /m71\.csv:2 : la fin 2004/],
    ['nomenclatures/m71.csv', (t: string) => t.replace(';2005;2023;', ';5;2023;'), /m71\.csv:2 : .*« debut »/],
    ['nomenclatures/m14.csv', (t: string) => `${t}fonction;048;Doublon;;2023;;x\n`, /m14\.csv:153 : .*deux libellés/],
    ['nomenclatures/m14.csv', (t: string) => `${t}fonction;049\n`, /m14\.csv:153 : 2 colonnes au lieu de 7/],
    ['nomenclatures/m14.csv', (t: string) => `${t}fonction;0"49;;;\n`, /m14\.csv:153 : /],
    ['nomenclatures/m52.csv', (t: string) => t.replace('Sécurité', ' Sécurité'), /m52\.csv:\d+ : .*espace/],
    ['nomenclatures/m52.csv', (t: string) => t.replace(/plan de comptes[^\n]*/, ''), /m52\.csv:2 : .*« source » vide/],
    ['nomenclatures/liens.csv', (t: string) => t.replace('M14;920;', 'M14;990;'), /liens\.csv:2 : la M14 n'a pas de/],
  ])('%s %#', (fichier, changer, message) => {
    expect(() => chargerLaNomenclature(avec(fichier, changer), 'M71', 2012)).toThrow(message);
  });

  it.each([
    ['reference/pays.csv', (t: string) => t.replace(';asie;', ';Asie;'), /pays\.csv:2 : .*« territoire »/],
    ['reference/pays.csv', (t: string) => t.replace('Angola', 'Afghanistan'), /pays\.csv:3 : « Afghanistan »/],
    ['reference/pays.csv', (t: string) => t.replace('\nAGO', '\nAFG'), /pays\.csv:3 : .*« AFG » est déjà plus haut/],
    ['reference/pays.csv', (t: string) => t.replace('Vietnam', '|Vietnam'), /pays\.csv:\d+ : .*élément vide/],
    ['reference/territoires.csv', (t: string) => t.replace(';2;', ';1;'), /territoires\.csv:3 : .*« ordre »/],
    ['reference/pays.csv', (t: string) => t.replace(';Dahomey;', ';Togo;'), /pays\.csv:\d+ : « Togo »/],
    ['reference/lieux.csv', (t: string) => t.replace(';AFG;capitale', ';AFG;siège'), /lieux\.csv:2 : .*« genre »/],
    ['reference/lieux.csv', (t: string) => t.replace('Kaboul;AFG;', 'Kaboul;XXX;'), /lieux\.csv:2 : .*« XXX »/],
    ['reference/lieux.csv', (t: string) => t.replace('Kaboul;AFG;', 'Mali;AFG;'), /lieux\.csv:2 : « Mali »/],
    ['reference/lieux.csv', (t: string) => `${t}Kandahar;AFG;capitale;x\n`, /lieux\.csv:\d+ : AFG a déjà une capitale/],
    [
      'reference/lieux.csv',
      (t: string) => `${t}DAKAR;SEN;ville;x\n`,
      /lieux\.csv:\d+ : .*« DAKAR » est déjà plus haut/,
    ],
    ['reference/lieux.csv', (t: string) => `${t}Kandahar;AFG;ville;\n`, /lieux\.csv:\d+ : .*« source » vide/],
    ['reference/aires.csv', (t: string) => t.replace(';asie;2;', ';orient;2;'), /aires\.csv:\d+ : .*« orient »/],
    ['reference/aires.csv', (t: string) => t.replace(';asie;2;', ';;2;'), /aires\.csv:\d+ : .*« territoires » vide/],
    ['reference/aires.csv', (t: string) => `${t}afriques;asie;2;;;x\n`, /aires\.csv:\d+ : .*« afriques » est déjà/],
    ['reference/faux-amis.csv', (t: string) => t.replace(';texte;', ';tout;'), /faux-amis\.csv:2 : .*« portee »/],
    ['reference/faux-amis.csv', (t: string) => `${t}Nil;texte;fleuve;;x\n`, /faux-amis\.csv:\d+ : .*« exemple » vide/],
    ['reference/faux-amis.csv', (t: string) => `${t}RUE;voie;rue;rue;x\n`, /faux-amis\.csv:\d+ : .*« RUE » est déjà/],
  ])('%s %#', (fichier, changer, message) => {
    expect(() => chargerLaGeographie(avec(fichier, changer))).toThrow(message);
  });

  it.each([
    [(t: string) => t.replace(';3;', ';4;'), /signaux\.csv:\d+ : .*« poids »/],
    [(t: string) => `${t}EXPORT;mot;3;x\n`, /signaux\.csv:\d+ : .*« EXPORT » est déjà plus haut/],
    [(t: string) => `${t}exports;mot;3;x\n`, /signaux\.csv:\d+ : .*« exports » est déjà plus haut/],
    [(t: string) => t.replace(';mot;', ';verbe;'), /signaux\.csv:2 : .*« genre »/],
  ])('reference/signaux.csv %#', (changer, message) => {
    expect(() => chargerLesSignaux(avec('reference/signaux.csv', changer))).toThrow(message);
  });
});
