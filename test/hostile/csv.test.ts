import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { Constats, estUneErreur } from '../../src/domain/constats/constat.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { Hasard } from '../mutations/hasard.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposerDossier, fautes, lireEbauche } from '../outils/dossier-temporaire.ts';
import { jaune as programme } from '../outils/paquet.ts';

const TITRES = 'Objet;Engagé';
const lire = (contenu: string | Uint8Array, declaration: Readonly<Record<string, unknown>> = {}) =>
  lireEbauche({ sources: [{ fichier: 'sources/a.csv', contenu, declaration }] });

describe('un fichier démesuré est lu, ou refusé, sans que la mémoire le suive', () => {
  /** Reads a file made piece by piece, in a process that has little memory. */
  async function controler(debut: string, morceau: string, fois: number, fin: string) {
    return avecDossier(async (racine) => {
      deposerDossier(racine, { sources: [{ fichier: 'sources/a.csv', contenu: '' }] });
      const flux = createWriteStream(join(racine, 'sources/a.csv'));
      flux.write(debut);
      for (let reste = fois; reste > 0; reste--) if (!flux.write(morceau)) await once(flux, 'drain');
      flux.end(fin);
      await once(flux, 'close');
      return programme.courir(['controler', racine], { NODE_OPTIONS: '--max-old-space-size=128' });
    });
  }

  it.each([
    ['un champ de 50 Mo', 'x'],
    ['un champ de 50 Mo entre guillemets', '"x'],
    ['50 millions de séparateurs', ';'],
  ])('%s', async (_nom, debut) => {
    const { code, erreur } = await controler(`${TITRES}\n${debut}`, debut.slice(-1).repeat(1_000_000), 50, '\nb;2\n');
    expect(erreur).toMatch(/^sources\/a\.csv:2:1 · cette ligne ne finit pas : plus d’un million d’octets\n/);
    expect(erreur.length).toBeLessThan(1000);
    expect(code).toBe(1);
  });

  it('un million de lignes vides, comptées', async () => {
    const { code, sortie, erreur } = await controler(`${TITRES}\na;1\n`, '\n'.repeat(100_000), 10, 'b;2\n');
    expect([code, erreur]).toEqual([0, '']);
    expect(sortie).toMatch(/Total des fichiers reçus +2 +3,00\s€/);
  });
});

describe('dix mille colonnes', () => {
  const colonnes = Array.from({ length: 10_000 }, (_, rang) => `Colonne ${rang}`);

  it('déclarées se lisent', async () => {
    const contenu = [`${TITRES};${colonnes.join(';')}`, `a;12,50;${colonnes.map(() => 'x').join(';')}`, ''].join('\n');
    const { jaune } = await lire(contenu, { ignorees: colonnes });
    expect(jaune?.partition.total).toMatchObject({ lignes: 1, centimes: 1250 });
  });

  it('de trop se disent, les premières seulement', async () => {
    const { constats } = await lire(`${TITRES};${colonnes.join(';')}\n`);
    expect(constats.erreurs).toBe(10_000);
    expect(constats.liste.length).toBeLessThanOrEqual(100);
  });
});

describe('un fichier qui n’est pas du texte, ou pas celui qui est déclaré, est refusé', () => {
  const texte = `${TITRES}\nAide à l’Érythrée;1 000,00\n`;
  const hasard = new Hasard(7);
  const bruit = Buffer.from(Array.from({ length: 20_000 }, () => hasard.nombre(256)));
  const utf16 = Buffer.from(texte, 'utf16le');
  it.each<[nom: string, octets: Buffer]>([
    ['UTF-16 petit-boutiste', utf16],
    ['UTF-16 petit-boutiste avec sa marque', Buffer.concat([Buffer.from('fffe', 'hex'), utf16])],
    ['UTF-16 gros-boutiste', Buffer.from(utf16).swap16()],
    ['UTF-16 gros-boutiste avec sa marque', Buffer.concat([Buffer.from('feff', 'hex'), Buffer.from(utf16).swap16()])],
    ['une image', Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), bruit])],
    ['un programme', Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), bruit])],
    ['un fichier compressé', gzipSync(texte.repeat(1000))],
    ['des octets au hasard', bruit],
    ['des octets au hasard, dont aucun n’est nul', Buffer.from(bruit.map((octet) => octet || 1))],
    ['un octet nul loin du début', Buffer.from(`${texte}${'Aide;1,00\n'.repeat(500)}Ai\0de;1,00\n`)],
  ])('%s', async (_nom, octets) => {
    for (const encodage of ['utf-8', 'windows-1252']) {
      const lecture = await lire(octets, { encodage });
      expect(lecture.jaune).toBeUndefined();
      expect(fautes(lecture).length).toBeGreaterThan(0);
      for (const { lieu } of lecture.constats.liste) expect(lieu.fichier).toBe('sources/a.csv');
    }
  });
});

describe('un retour chariot seul', () => {
  it('finit une ligne, et n’en cache aucune', async () => {
    const { jaune, affectations } = await lire(`${TITRES}\na;1,00\rb;2,00\nc;3,00\r\r\nd;4,00`);
    expect(jaune?.partition.total).toMatchObject({ lignes: 4, centimes: 1000 });
    expect(affectations.map(({ ligne }) => ligne.numero)).toEqual([2, 3, 4, 6]);
  });

  it('au milieu d’un montant n’en fait pas deux', async () => {
    expect(fautes(await lire(`${TITRES}\na;1\r2,00\n`))).toEqual(['E-NOMBRE-DE-CHAMPS sources/a.csv 3 1']);
  });
});

describe('les noms que JavaScript se réserve', () => {
  const RESERVES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  it('sont des titres, des codes et des libellés comme les autres', async () => {
    const titres = [...RESERVES, 'prog', 'Engagé'];
    const lignes = RESERVES.map((nom, rang) => [...RESERVES.map(() => nom), nom, `${rang + 1},00`].join(';'));
    const [libelle = '', beneficiaire, lieu, ...ignorees] = RESERVES;
    const { constats, jaune, affectations } = await lire([titres.join(';'), ...lignes, ''].join('\n'), {
      colonnes: { libelle, beneficiaire, lieu, programme: 'prog' },
      ignorees,
    });
    expect(constats.liste.filter(estUneErreur)).toEqual([]);
    expect(jaune?.partition.total).toMatchObject({ lignes: 5, centimes: 1500 });
    expect(affectations.map(({ ligne }) => [ligne.libelle, ligne.programme, ligne.lieu])).toEqual(
      RESERVES.map((nom) => [nom, nom, nom]),
    );
  });

  it('ne sont pas des mots que le dossier aurait traduits', async () => {
    for (const nom of RESERVES) {
      const { constats } = await lire(`Objet;Sens;Engagé\na;${nom};1,00\n`, {
        colonnes: { libelle: 'Objet', sens: 'Sens' },
        valeurs: { sens: { D: 'depense' } },
      });
      expect([nom, ...fautes({ constats })]).toEqual([nom, 'E-VALEUR-INCONNUE sources/a.csv 2 3']);
    }
  });
});

describe('un signe que personne ne voit', () => {
  const SIGNES = ['\u200b', '\u200d', '\u2060', '\u00ad', '\u202e', '\u2066', '\u061c'];

  it('ne fait pas d’un code un autre code', async () => {
    for (const signe of SIGNES)
      for (const champ of ['chapitre', 'fonction', 'programme', 'action', 'nature']) {
        const code = { chapitre: '930', fonction: '048', programme: 'HP 048-008' }[champ] ?? '10400801';
        const { jaune, constats } = await lire(`Objet;Code;Engagé\na;${code[0]}${signe}${code.slice(1)};1,00\n`, {
          colonnes: { libelle: 'Objet', [champ]: 'Code' },
        });
        expect(jaune).toBeUndefined();
        expect(fautes({ constats })).toEqual(['E-CODE-ALTERE sources/a.csv 2 3']);
      }
  });

  it('n’entre dans aucun montant', async () => {
    for (const signe of SIGNES)
      for (const montant of [`${signe}12,00`, `1${signe}2,00`, `12,00${signe}`])
        expect(fautes(await lire(`${TITRES}\na;${montant}\n`))[0]).toMatch(/^E-MONTANT-ILLISIBLE sources\/a\.csv 2 /);
  });

  it('reste dans un libellé, qui est à ceux qui l’ont écrit', async () => {
    for (const signe of SIGNES) {
      const { affectations } = await lire(`${TITRES}\nAi${signe}de;1,00\n`);
      expect(affectations.map(({ ligne }) => ligne.libelle)).toEqual([`Ai${signe}de`]);
    }
  });
});

describe('ce qu’un tableur exécuterait, ou un navigateur', () => {
  const TEXTES = [
    '=1+1',
    "+cmd|' /C calc'!A0",
    '@SUM(A1:A9)',
    '-2+3',
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    'de droite \u202e à gauche',
  ];
  const CHAMPS = ['libelle', 'beneficiaire', 'lieu', 'reference', 'programme_libelle', 'caractere'];

  it('est rendu inoffensif dans chaque document, de quelque colonne qu’il vienne', async () => {
    await avecDossier(async (racine) => {
      deposerDossier(racine, {
        sources: [
          {
            fichier: 'sources/a.csv',
            contenu: [
              [...CHAMPS, 'Engagé'].join('|'),
              ...TEXTES.map((texte) => [...CHAMPS.map(() => texte.replaceAll('|', '!')), '1,00'].join('|')),
            ].join('\n'),
            declaration: { separateur: '|', colonnes: Object.fromEntries(CHAMPS.map((champ) => [champ, champ])) },
          },
        ],
        regles: [
          {
            id: 'tout',
            question: 'international',
            si: { un: [{ libelle: 'present' }, { reference: 'exemple' }] },
            conclusion: 'internationale',
            motif: 'essai',
            exemples: { attrape: [{ reference: 'exemple' }] },
          },
        ],
      });
      const { sortie } = await compilerLEdition(racine, join(racine, 'sortie'), new Constats());

      const csv: string[][] = parse(readFileSync(join(sortie, 'lignes-2012.csv')), { delimiter: ';' });
      const cellules = csv.flat();
      for (const formule of TEXTES.slice(0, 4)) expect(cellules).toContain(`'${formule.replaceAll('|', '!')}`);
      expect(cellules.filter((cellule) => /^[=+@\t]|^-(?!\d+$)/.test(cellule))).toEqual([]);

      const classeur = new ExcelJS.Workbook();
      await classeur.xlsx.readFile(join(sortie, 'jaune-2012.xlsx'));
      const textes = new Set<string>();
      const formules: string[] = [];
      for (const feuille of classeur.worksheets)
        feuille.eachRow((rangee) =>
          rangee.eachCell((cellule) => {
            if (typeof cellule.value === 'string') textes.add(cellule.value);
            if (cellule.formula) formules.push(cellule.formula);
          }),
        );
      expect([...textes]).toEqual(expect.arrayContaining(['=1+1', '@SUM(A1:A9)', '-2+3']));
      expect(formules.filter((formule) => /1\+1|A1:A9|cmd/.test(formule))).toEqual([]);

      const html = readFileSync(join(sortie, 'jaune-2012.html'), 'utf8');
      expect(html).not.toMatch(/<img\b|<script>alert|\u202e/);
      expect(html.match(/.{4}img src.{0,8}x onerror/)?.[0]).toMatch(/&lt;img src/);
    });
  });
});
