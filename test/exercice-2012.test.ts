import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Constats } from '../src/domain/constats/constat.ts';
import { compilerLEdition } from '../src/edition.ts';
import { ACTIONS_2012 } from './outils/actions-2012.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { editionDe } from './outils/edition-2012.ts';
import { type CompteDUnSens, compterSources, SENS, sommeNaive } from './outils/lecteur-naif.ts';
import {
  aLaPlace,
  centimes,
  centimesDeLaPart,
  compter,
  compterRecettes,
  type Enregistrement,
  empreintes,
  euros,
  lireCsvProduit,
  placesEcrites,
} from './outils/sorties.ts';

const RACINE = join(import.meta.dirname, '..');
const DOSSIER = join(RACINE, 'data/2012');
const LISEZ_MOI = readFileSync(join(DOSSIER, 'LISEZ-MOI.md'), 'utf8');

interface Compte {
  readonly lignes: number;
  readonly centimes: number;
}

interface DeuxSens extends Compte {
  readonly recettes: Compte;
}

/** What counts add up to, each sense apart. */
function totalDe(comptes: readonly DeuxSens[]): DeuxSens {
  const total = (des: readonly Compte[]) => ({
    lignes: des.reduce((somme, compte) => somme + compte.lignes, 0),
    centimes: des.reduce((somme, compte) => somme + compte.centimes, 0),
  });
  return { ...total(comptes), recettes: total(comptes.map(({ recettes }) => recettes)) };
}

const atelier = dossierDEssai();
let edition = '';
let lignes: Enregistrement[] = [];
// biome-ignore lint/suspicious/noExplicitAny: what a reader of the published JSON holds, seen from outside
let json: any;

beforeAll(async () => {
  edition = await editionDe('2012');
  lignes = lireCsvProduit(edition, 'lignes-2012.csv');
  json = JSON.parse(readFileSync(join(edition, 'synthese-2012.json'), 'utf8'));
});

describe('les chiffres publiés', () => {
  test('la synthèse, au centime', () => {
    expect(json.synthese).toEqual({
      secteur_pilote: 971_700_000,
      autres_secteurs: 3_647_300_000,
      total_hors_exceptionnelles: 4_619_000_000,
      exceptionnelles: 2_816_900_000,
    });
  });

  test('les lignes, additionnées par un autre lecteur, les donnent', () => {
    const retenues = aLaPlace(lignes, 'internationale');
    expect(compter(retenues).centimes).toBe(4_619_000_000n);
    const pilote = retenues.filter(
      ({ secteur_compte: secteur }) => secteur === 'Affaires internationales et européennes',
    );
    expect(compter(pilote).centimes).toBe(971_700_000n);
    expect(compter(aLaPlace(lignes, 'exceptionnelle')).centimes).toBe(2_816_900_000n);
  });

  test('les deux opérations exceptionnelles et la subvention à la Seine-Saint-Denis', () => {
    const exceptionnelles = aLaPlace(lignes, 'exceptionnelle').map(({ libelle, montant_centimes: montant }) => [
      libelle,
      montant,
    ]);
    expect(exceptionnelles).toEqual([
      [expect.stringMatching(/Maison de l'Île-de-France.*Cité internationale universitaire/), '1716900000'],
      [expect.stringMatching(/Neuville.*Cergy-Pontoise/), '1100000000'],
    ]);
    const publiee = lignes.filter(({ engagements_centimes: montant }) => montant === '5050000');
    expect(publiee).toEqual([
      expect.objectContaining({
        verdict: 'internationale',
        caractere: 'publié',
        beneficiaire: expect.stringContaining('Seine-Saint-Denis'),
      }),
    ]);
    expect(lignes.filter(({ caractere }) => caractere === 'publié')).toHaveLength(3);
  });

  test('ce qui est illustratif le dit', () => {
    expect(json.mention).toContain('illustratives et marquées comme telles');
    expect(readFileSync(join(edition, 'jaune-2012.html'), 'utf8')).toContain('illustratives et marquées comme telles');
    expect(lignes.every(({ caractere = '' }) => ['publié', 'illustratif'].includes(caractere))).toBe(true);
  });
});

describe('la partition', () => {
  test('les places font les sources, ligne à ligne et base par base, dépenses et recettes à part', () => {
    const naifs = compterSources(DOSSIER);
    for (const [base, partition] of Object.entries(json.partition_par_base) as [string, Record<string, DeuxSens>][]) {
      const { total: somme, ...places } = partition;
      expect(totalDe(Object.values(places)), base).toEqual(somme);
      for (const sens of SENS) {
        const recus = sommeNaive(naifs, sens, base).centimes;
        expect(BigInt((sens === 'recettes' ? somme?.recettes : somme)?.centimes ?? -1), base).toBe(recus);
      }
    }
    expect(totalDe(json.sources)).toEqual(json.partition.total);
    expect(json.partition_par_base.engagements).toEqual(json.partition);
  });

  test('un second lecteur, naïf, compte les mêmes lignes et les mêmes centimes par source', () => {
    const naifs = compterSources(DOSSIER);
    const duSens = ({ lignes: nombre, centimes: recus }: CompteDUnSens) => ({
      lignes: nombre,
      centimes: Number(recus.engagements ?? 0n),
    });
    expect(json.sources.map((source: DeuxSens & { fichier: string }) => [source.fichier, totalDe([source])])).toEqual(
      naifs.map((naif) => [naif.fichier, { ...duSens(naif.depenses), recettes: duSens(naif.recettes) }]),
    );
    for (const { fichier, depenses, recettes } of naifs) {
      const siennes = lignes.filter(({ ref = '' }) => ref.startsWith(`${fichier}:`));
      expect(compter(siennes), fichier).toEqual({ lignes: depenses.lignes, centimes: depenses.centimes.engagements });
      expect(compterRecettes(siennes), fichier).toEqual({
        lignes: recettes.lignes,
        centimes: recettes.centimes.engagements,
      });
    }
  });

  test('les parts de chaque ligne font la ligne', () => {
    const restes = new Map<string, bigint>();
    for (const ligne of lignes) {
      const reste = restes.get(ligne.ref ?? '') ?? centimes(ligne, 'montant_centimes');
      restes.set(ligne.ref ?? '', reste - centimesDeLaPart(ligne));
    }
    expect([...restes].filter(([, reste]) => reste !== 0n)).toEqual([]);
  });

  test('la somme de chaque colonne est ce qu’elle dit, sans filtre', () => {
    const { partition, partition_par_base: parBase } = json;
    const somme = (colonne: string) => lignes.reduce((total, ligne) => total + BigInt(ligne[colonne] || 0), 0n);
    const recu = ({ total }: { total: DeuxSens }) => BigInt(total.centimes + total.recettes.centimes);
    expect(somme('montant_retenu_centimes')).toBe(4_619_000_000n);
    expect(somme('recette_retenue_centimes')).toBe(BigInt(partition.internationale.recettes.centimes));
    expect([somme('montant_centimes'), somme('montant_part_centimes')]).toEqual([recu(partition), recu(partition)]);
    for (const [base, places] of Object.entries<{ total: DeuxSens }>(parBase))
      expect([base, somme(`${base}_centimes`), somme(`${base}_part_centimes`)]).toEqual([
        base,
        recu(places),
        recu(places),
      ]);
  });
});

describe('les tableaux', () => {
  test('chacun fait le total', () => {
    const sommes = Object.entries(json.tables as Record<string, Compte[]>).map(([nom, rangees]) => [
      nom,
      rangees.reduce((somme, rangee) => somme + rangee.centimes, 0),
    ]);
    expect(sommes.length).toBeGreaterThan(9);
    expect(sommes.filter(([, somme]) => somme !== 4_619_000_000)).toEqual([]);
  });

  test.each([
    ['axe', 'axe'],
    ['domaine', 'domaine'],
    ['territoire', 'territoire'],
    ['pays', 'pays'],
    ['secteur', 'secteur_compte'],
    ['organisme', 'organisme'],
  ])('%s : les rangées sont celles des lignes', (table, colonne) => {
    const sommes = new Map<string, bigint>();
    for (const ligne of aLaPlace(lignes, 'internationale')) {
      const valeur = ligne[colonne] || 'Non ventilé';
      sommes.set(valeur, (sommes.get(valeur) ?? 0n) + centimes(ligne, 'montant_retenu_centimes'));
    }
    const rangees = json.tables[table].map(({ libelle, centimes: montant }: Compte & { libelle: string }) => [
      libelle,
      BigInt(montant),
    ]);
    expect(new Map(rangees)).toEqual(sommes);
  });

  test('la passerelle va du secteur pilote reçu au total', () => {
    const { passerelle } = json;
    const somme = (etapes: Compte[]) => etapes.reduce((cumul, etape) => cumul + etape.centimes, 0);
    expect(passerelle.secteur_pilote_recu - somme(passerelle.sorties) - passerelle.transferts).toBe(971_700_000);
    expect(passerelle.secteur_pilote_retenu).toBe(971_700_000);
    expect(passerelle.secteur_pilote_retenu + somme(passerelle.apports)).toBe(4_619_000_000);
  });
});

describe("l'étendue du dossier", () => {
  const distinctes = (enregistrements: Enregistrement[], colonne: string) =>
    new Set(enregistrements.map((ligne) => ligne[colonne]).filter((valeur) => valeur !== ''));

  test('assez de lignes, de sources, de parts, de décisions, et du reste à arbitrer', () => {
    expect(compter(lignes).lignes).toBeGreaterThanOrEqual(1_400);
    expect(json.sources.length).toBeGreaterThanOrEqual(15);
    const retenues = aLaPlace(lignes, 'internationale');
    const nonInternationales = new Set(aLaPlace(lignes, 'non_internationale').map(({ ref }) => ref));
    expect(new Set(retenues.map(({ ref }) => ref).filter((ref) => nonInternationales.has(ref))).size).toBe(74);
    expect(compter(lignes.filter(({ regle }) => regle === 'arbitrage')).lignes).toBeGreaterThanOrEqual(5);
    expect(compter(aLaPlace(lignes, 'a_arbitrer')).lignes).toBeGreaterThanOrEqual(10);
  });

  test('trois axes, cinq domaines, neuf territoires, au moins vingt-cinq pays, aucun à zéro', () => {
    const retenues = aLaPlace(lignes, 'internationale');
    expect(distinctes(retenues, 'axe').size).toBe(3);
    expect(distinctes(retenues, 'domaine').size).toBe(5);
    expect(distinctes(retenues, 'territoire').size).toBe(9);
    expect(distinctes(retenues, 'pays').size).toBeGreaterThanOrEqual(25);
    for (const nom of ['axe', 'domaine', 'territoire'])
      for (const { libelle, centimes: montant } of json.tables[nom]) expect(montant, libelle).toBeGreaterThan(0);
  });

  for (const [action, mots, nombre] of ACTIONS_2012)
    test(action, () => {
      const retenues = lignes.filter(({ verdict = '' }) => ['internationale', 'exceptionnelle'].includes(verdict));
      const portent = retenues.filter((ligne) => {
        const texte = plierSimple(texteDe(ligne));
        return mots.every((mot) => texte.includes(plierSimple(mot)));
      });
      const trouvees = compter(portent).lignes;
      if (nombre === undefined) expect(trouvees).toBeGreaterThan(0);
      else expect(trouvees).toBe(nombre);
    });
});

describe('LISEZ-MOI.md dit vrai', () => {
  const parRef = () => new Map(lignes.map((ligne) => [ligne.ref ?? '', ligne]));

  test('chaque référence est une ligne du dossier, avec le montant écrit devant elle', () => {
    const connues = parRef();
    const citees = [...LISEZ_MOI.matchAll(/`(sources\/[a-z-]+\.csv:\d+)`/g)].map(([, ref = '']) => ref);
    expect(citees.length).toBeGreaterThanOrEqual(6);
    expect(citees.filter((ref) => !connues.has(ref))).toEqual([]);
    const montants = [
      ...LISEZ_MOI.matchAll(/\| ([\d ]+,\d\d) € \| `(sources\/[a-z-]+\.csv:\d+)`/g),
      ...[...LISEZ_MOI.matchAll(/`(sources\/[a-z-]+\.csv:\d+)`, ([\d ]+,\d\d) €/g)].map(([tout, ref, euro]) => [
        tout,
        euro,
        ref,
      ]),
    ];
    expect(montants).toHaveLength(5);
    for (const [, ecrit = '', ref = ''] of montants)
      expect(centimes(connues.get(ref) ?? {}, 'montant_centimes'), ref).toBe(euros(ecrit));
  });

  test('les jumelles de jeunesse.csv sont identiques, et deux', () => {
    const jumelles = [51, 52].map((numero) => parRef().get(`sources/jeunesse.csv:${numero}`));
    expect(jumelles[0]?.empreinte).toBe(jumelles[1]?.empreinte);
    expect(jumelles.map((ligne) => ligne?.montant_centimes)).toEqual(['240000', '240000']);
  });

  test('son tableau des places est celui du jaune, son tableau des fichiers celui des sources', () => {
    expect(placesEcrites(LISEZ_MOI)).toEqual(json.partition);
    const fichiers = [...LISEZ_MOI.matchAll(/^\| `([a-z-]+\.csv)` \| (\d+) \|/gm)].map(([, nom, nombre]) => [
      nom,
      Number(nombre),
    ]);
    expect(fichiers).toEqual(
      json.sources.map(({ fichier, lignes: depenses, recettes }: DeuxSens & { fichier: string }) => [
        fichier.slice('sources/'.length),
        depenses + recettes.lignes,
      ]),
    );
  });

  test('la mémoire suggère autant de « oui » et de « non » qu’il le dit', () => {
    const { suggeree_oui: oui, suggeree_non: non } = json.couverture;
    expect(LISEZ_MOI).toContain(`« oui » sur ${oui.lignes}, « non » sur ${non.lignes}.`);
  });
});

describe('la même édition à chaque fois', () => {
  test('deux compilations donnent les mêmes octets', async () => {
    const seconde = join(atelier, 'seconde');
    await compilerLEdition(DOSSIER, seconde, new Constats());
    expect(empreintes(seconde)).toEqual(empreintes(edition));
  });

  test('SHA256SUMS couvre tous les autres fichiers, et sha256sum le dit', ({ skip }) => {
    const { SHA256SUMS: _, ...autres } = empreintes(edition);
    const scelles = readFileSync(join(edition, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
    expect(Object.fromEntries(scelles.map((ligne) => ligne.split('  ').reverse()))).toEqual(autres);
    const outil = spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: edition, encoding: 'utf8' });
    if (outil.error) skip('sha256sum absent');
    expect(outil.status, outil.stdout + outil.stderr).toBe(0);
  });
});

function texteDe(ligne: Enregistrement): string {
  const colonnes = ['organisme', 'programme_libelle', 'action_libelle', 'libelle', 'beneficiaire', 'lieu'];
  return colonnes.map((colonne) => ligne[colonne]).join(' | ');
}

/** Not the folding of the tool: accents and case only. */
function plierSimple(texte: string): string {
  return texte
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
