import { describe, expect, it } from 'vitest';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { CIBLES, type Cible, juger, uneCibleManquee } from './vitesse/cibles.ts';
import { enGroupes, tableau } from './vitesse/compte-rendu.ts';
import { lenteur, REFERENCE, secondesDeReference } from './vitesse/etalon.ts';
import { additionner, type Cadre, type Profil, repartir } from './vitesse/etapes.ts';
import { rechercheDesRegles } from './vitesse/recherche.ts';
import { mediane, rapportsParPaires } from './vitesse/statistiques.ts';

describe('les mesures du banc', () => {
  it('ont pour médiane celle du milieu, ou la moyenne des deux du milieu', () => {
    expect(mediane([3, 1, 2])).toBe(2);
    expect(mediane([4, 1, 3, 2])).toBe(2.5);
    expect(mediane([7])).toBe(7);
    expect(() => mediane([])).toThrow('aucune valeur');
  });

  it('se rapportent passe par passe', () => {
    expect(rapportsParPaires([2, 9], [4, 3])).toEqual([0.5, 3]);
    expect(() => rapportsParPaires([1], [])).toThrow('autant de passes');
  });
});

describe('les cibles', () => {
  const cible = (id: Cible['id'], demande?: string): Cible => ({
    id,
    texte: id,
    unite: '',
    plafond: 1.3,
    ...(demande && { demande }),
  });

  it('sont tenues jusqu’à leur plafond, manquées dès qu’il est passé', () => {
    const verdict = (mesure: number) => juger({ aide: mesure }, [cible('aide')])[0]?.verdict;
    expect([verdict(1.29), verdict(1.3), verdict(1.3000001), verdict(Number.NaN)]).toEqual([
      'met',
      'met',
      'missed',
      'missed',
    ]);
  });

  it('qui ne se mesurent que sur demande ne manquent pas quand rien n’est demandé', () => {
    const jugements = juger({ aide: 1 }, [cible('aide'), cible('pic-10M', 'BENCH_DIX_MILLIONS=1')]);
    expect(jugements.map(({ verdict }) => verdict)).toEqual(['met', 'not measured']);
    expect(uneCibleManquee(jugements)).toBe(false);
    expect(uneCibleManquee(juger({ aide: 2 }, [cible('aide')]))).toBe(true);
  });

  it('que toute course mesure ne peuvent être oubliées', () => {
    expect(() => juger({}, [cible('aide')])).toThrow('rien n’a été mesuré pour la cible « aide »');
  });

  it('ont chacune leur mesure', () => {
    const noms = CIBLES.map(({ id }) => id);
    expect(new Set(noms).size).toBe(noms.length);
  });
});

describe('l’étalon', () => {
  it('donne les mêmes secondes d’une machine deux fois plus lente', () => {
    const [secondes, etalon] = [
      [3, 3.2, 2.9],
      [1.5, 1.6, 1.5],
    ];
    const deuxFois = (valeurs: readonly number[] = []) => valeurs.map((valeur) => valeur * 2);
    const ici = secondesDeReference(secondes ?? [], etalon ?? []);
    expect(secondesDeReference(deuxFois(secondes), deuxFois(etalon))).toBe(ici);
    expect(ici).toBe(2 * REFERENCE.etalon100k);
  });

  it('ne change rien aux secondes de la machine de référence', () => {
    const { etalon100k } = REFERENCE;
    expect(secondesDeReference([0.7], [etalon100k])).toBeCloseTo(0.7, 12);
    expect(lenteur([etalon100k, etalon100k * 3, etalon100k], etalon100k)).toBe(1);
  });
});

describe('les parts du temps', () => {
  /** A function whose name tells its source. */
  const cadre = (functionName: string): Cadre => ({
    functionName,
    url: functionName.startsWith('(') ? '' : 'file:///jaune.js',
    lineNumber: 0,
    columnNumber: 0,
  });
  const source = ({ functionName }: Cadre) => (functionName.startsWith('(') ? undefined : `../../${functionName}`);
  /** Calls, each with who called it; one sample of a second in each. */
  const profil = (appels: readonly (readonly [string, number | undefined])[]): Profil => ({
    nodes: appels.map(([nom], id) => ({
      id,
      callFrame: cadre(nom),
      children: appels.flatMap(([, appelant], enfant) => (appelant === id ? [enfant] : [])),
    })),
    samples: appels.map((_, id) => id),
    timeDeltas: [0, ...appels.map(() => 1e6)],
  });

  it('vont à l’étape la plus proche parmi celles qui appellent', () => {
    const parts = repartir(
      profil([
        ['(root)', undefined],
        ['src/edition.ts', 0],
        ['src/ingest/lire-sur-place.ts', 1],
        ['src/files/csv-records.ts', 2],
        ['src/classify/classifieur.ts', 2],
        ['src/domain/textes/texte.ts', 4],
        ['src/compile/compilation.ts', 2],
        ['src/render/csv/lignes-csv.ts', 2],
        ['node_modules/fflate/esm/index.mjs', 7],
        ['src/seal/sceller.ts', 1],
      ]),
      source,
    );
    expect(Object.fromEntries(parts)).toEqual({
      other: 1,
      preparing: 1,
      reading: 2,
      deciding: 2,
      counting: 1,
      writing: 2,
      sealing: 1,
    });
  });

  it('vont à ce que fait un fil ou un flux qu’aucune étape n’appelle ; attendre ne compte pas', () => {
    const fil = repartir(
      profil([
        ['(root)', undefined],
        ['src/files/csv-thread.ts', 0],
        ['node_modules/csv-parse/lib/index.js', 1],
        ['node_modules/exceljs/lib/stream.js', 0],
        ['(garbage collector)', 0],
        ['(idle)', 0],
        ['(program)', 0],
      ]),
      source,
    );
    expect(Object.fromEntries(fil)).toEqual({ other: 2, reading: 2, writing: 1, 'garbage collection': 1 });
    expect(additionner([fil, fil]).get('reading')).toBe(4);
  });
});

describe('ce que cherchent les pairs', () => {
  it('est ce que les règles cherchent dans les libellés, en mots entiers', async () => {
    await avecDossier((racine) => {
      deposer(racine, 'exercice.yaml', 'secteur_pilote: Affaires internationales\n');
      deposer(
        racine,
        'regles/regles.yaml',
        `- { id: a, question: international, conclusion: internationale, si: { libelle: { mots: [volet export, "Projet (2)"] } } }
- { id: b, question: international, conclusion: { quote_part: 30 % }, si: { un: [{ libelle: { commence_par: "Salons :" } }] } }
- { id: c, question: international, conclusion: non_internationale, si: { libelle: { mots: [pépinière] } } }
- { id: d, question: international, conclusion: internationale, si: { action: "1", libelle: { sauf: { mots: [stage] } } } }
- { id: e, question: perimetre, conclusion: exclue, si: { libelle: { mots: [doublon] } } }
`,
      );
      const { secteurPilote, motif } = rechercheDesRegles(racine);
      const expression = new RegExp(motif, 'u');
      expect(secteurPilote).toBe('Affaires internationales');
      const libelles = ['le volet export', 'Volet export, suite', 'projet (2)', 'Salons à Rome'];
      expect(libelles.filter((libelle) => !expression.test(libelle))).toEqual([]);
      const autres = ['volet exportateur', 'évolet export', 'projet 2', 'pépinière', 'stage', 'doublon', 'action 1'];
      expect(autres.filter((libelle) => expression.test(libelle))).toEqual([]);
    });
  });
});

describe('le compte rendu', () => {
  it('est une table Markdown, les nombres à droite', () => {
    expect(tableau(['quoi', 'combien'], [['lire', '1.20']])).toBe('| quoi | combien |\n|---|--:|\n| lire | 1.20 |');
  });

  it('groupe les chiffres par trois', () => {
    expect([0, 999, 1000, 100_094, 10_000_000].map(enGroupes)).toEqual(['0', '999', '1 000', '100 094', '10 000 000']);
  });
});
