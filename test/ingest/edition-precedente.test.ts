import { describe, expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { Secteurs } from '../../src/domain/dossier/secteurs.ts';
import type { PartPubliee } from '../../src/domain/lignes/lignes-publiees.ts';
import { lireLEditionPrecedente } from '../../src/ingest/lire-les-editions-passees.ts';
import {
  COLONNES_PUBLIEES,
  type ColonnePubliee,
  lireLesLignesPubliees,
} from '../../src/ingest/lire-les-lignes-publiees.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier, lireDossier } from '../outils/dossier-temporaire.ts';

const FICHIER = 'memoire/lignes-2011.csv';
const TITRES = COLONNES_PUBLIEES.join(';');

/** A record as the compile writes it, but for what is told. */
function ligne(change: Partial<Record<ColonnePubliee, string>> = {}): string {
  const saine: Partial<Record<ColonnePubliee, string>> = {
    ref: 'sources/a.csv:2',
    empreinte: '0123456789abcdef',
    exercice: '2011',
    organisme: 'Région',
    secteur: 'Pilote',
    libelle: 'Jumelage',
    base: 'engagements',
    montant_centimes: '1000',
    verdict: 'internationale',
    montant_part_centimes: '1000',
    montant_retenu_centimes:
      (change.verdict ?? 'internationale') === 'internationale' ? (change.montant_part_centimes ?? '1000') : '0',
    recette_retenue_centimes: '0',
    secteur_compte: 'Pilote',
  };
  return COLONNES_PUBLIEES.map((colonne) => change[colonne] ?? saine[colonne] ?? '').join(';');
}

async function lire(contenu: string | Uint8Array) {
  const constats = new Constats();
  const parts: PartPubliee[] = [];
  const lu = await avecDossier((racine) => {
    deposer(racine, FICHIER, contenu);
    return lireLesLignesPubliees(racine, FICHIER, constats, (part) => parts.push(part));
  });
  const dits = constats.liste.map(({ code, lieu: { fichier, ligne: numero, colonne }, message, remede }) => {
    expect([code, fichier, remede === ''].join(' ')).toBe(`E-MEMOIRE-ILLISIBLE ${FICHIER} false`);
    return [[numero, colonne].filter((rang) => rang !== undefined).join(':'), message].join(' ').trim();
  });
  return { lu, parts, dits: dits.map((dit) => dit.replaceAll('\u202f', ' ')) };
}

const fichier = (...lignes: readonly string[]) => [TITRES, ...lignes, ''].join('\n');
/** Where a cell of a sound record begins. */
const colonne = (nom: ColonnePubliee, change: Parameters<typeof ligne>[0] = {}) =>
  ligne({ ...change, [nom]: '' })
    .split(';')
    .slice(0, COLONNES_PUBLIEES.indexOf(nom))
    .join(';').length + 2;

describe('les lignes publiées d’une année passée', () => {
  it('se lisent part par part, les parts d’une ligne faisant son montant', async () => {
    const { lu, parts, dits } = await lire(
      fichier(
        ligne({ montant_part_centimes: '300', pays: 'Mali' }),
        ligne({
          montant_centimes: '',
          montant_part_centimes: '700',
          pays: "'-Chine",
          verdict: 'non_internationale',
        }),
        ligne({ ref: 'sources/a.csv:3', montant_centimes: '-5', montant_part_centimes: '-5' }),
      ),
    );
    expect(dits).toEqual([]);
    expect(lu).toMatchObject({ fichier: FICHIER, exercice: '2011', base: 'engagements', lignes: 2 });
    // The guard that keeps spreadsheets from computing a cell is taken off.
    expect(parts.map(({ total, retenu, pays }) => [total, retenu, pays])).toEqual([
      [1000, 300, 'Mali'],
      [1000, 700, '-Chine'],
      [-5, -5, ''],
    ]);
  });

  it('se lisent aussi telles qu’elles s’écrivaient : le montant de la ligne sur chaque part, celui de la part où qu’elle aille', async () => {
    const sansLaPart = (texte: string) =>
      texte.split(';').toSpliced(COLONNES_PUBLIEES.indexOf('montant_part_centimes'), 1).join(';');
    const ancienne = (change: Partial<Record<ColonnePubliee, string>>) =>
      sansLaPart(ligne({ recette_retenue_centimes: '', ...change }));
    const { lu, parts, dits } = await lire(
      [
        sansLaPart(TITRES),
        ancienne({ montant_retenu_centimes: '300' }),
        ancienne({ montant_retenu_centimes: '700', verdict: 'non_internationale' }),
        ancienne({
          ref: 'sources/a.csv:3',
          sens: 'recette',
          montant_retenu_centimes: '',
          recette_retenue_centimes: '1000',
        }),
        '',
      ].join('\n'),
    );
    expect(dits).toEqual([]);
    expect(lu?.lignes).toBe(2);
    expect(parts.map(({ total, retenu }) => [total, retenu])).toEqual([
      [1000, 300],
      [1000, 700],
      [1000, 1000],
    ]);
  });

  it('le montant d’une ligne n’est écrit qu’une fois', async () => {
    const { lu, dits } = await lire(
      fichier(ligne({ montant_part_centimes: '300' }), ligne({ montant_part_centimes: '700' })),
    );
    expect(lu).toBeUndefined();
    expect(dits[0]).toMatch(new RegExp(`^3:${colonne('montant_centimes')} le montant de la ligne, que sa première`));
  });

  it('se retrouvent par les titres : d’autres colonnes et un autre ordre ne gênent pas', async () => {
    const inverse = (texte: string) => `${texte.split(';').reverse().join(';')};`;
    const { lu, parts } = await lire(`\ufeff${inverse(TITRES)}note\n${inverse(ligne())}x\n\n`);
    expect(lu?.lignes).toBe(1);
    expect(parts[0]).toMatchObject({ libelle: 'Jumelage', retenu: 1000 });
  });

  it.each<[Partial<Record<ColonnePubliee, string>>, ColonnePubliee, string]>([
    [{ exercice: '2010' }, 'exercice', 'une ligne de « 2010 » dans un fichier de 2011'],
    [{ verdict: 'oui' }, 'verdict', '« oui » n’est pas un verdict'],
    [{ base: 'euros' }, 'base', '« euros » n’est pas une base'],
    [{ montant_centimes: '10,00' }, 'montant_centimes', '« 10,00 » n’est pas un nombre entier de centimes'],
    [{ montant_centimes: '1E+13' }, 'montant_centimes', '« 1E+13 » n’est pas un nombre entier de centimes'],
    [
      { montant_part_centimes: '9007199254740993', montant_retenu_centimes: '1000' },
      'montant_part_centimes',
      '« 9007199254740993 » n’est pas un nombre entier de centimes',
    ],
    [{ montant_part_centimes: '' }, 'montant_part_centimes', '«  » n’est pas un nombre entier de centimes'],
    [{ montant_retenu_centimes: '' }, 'montant_retenu_centimes', '«  » n’est pas un nombre entier de centimes'],
    // Retyped, the column would no more add up to the total.
    [
      { montant_retenu_centimes: '900' },
      'montant_retenu_centimes',
      '9,00 €, où cette part (internationale, depense) compte pour 10,00 €',
    ],
    [
      { verdict: 'exceptionnelle', montant_retenu_centimes: '1000' },
      'montant_retenu_centimes',
      '10,00 €, où cette part (exceptionnelle, depense) compte pour 0,00 €',
    ],
    [
      { sens: 'recette', montant_retenu_centimes: '0' },
      'recette_retenue_centimes',
      '0,00 €, où cette part (internationale, recette) compte pour 10,00 €',
    ],
  ])('une cellule fautive se dit à sa place : %j', async (change, nom, message) => {
    const { lu, dits } = await lire(fichier(ligne(change)));
    expect(lu).toBeUndefined();
    expect(dits).toEqual([`2:${colonne(nom, change)} ${message}`]);
  });

  it('toutes les fautes se disent, et seules les lignes saines se visitent', async () => {
    const { parts, dits } = await lire(fichier(ligne({ verdict: 'x' }), ligne(), ligne({ exercice: '1999' }), 'a;b'));
    expect(dits.map((dit) => dit.split(' ')[0])).toEqual([
      `2:${colonne('verdict')}`,
      `4:${colonne('exercice')}`,
      '5:1',
    ]);
    expect(dits.at(-1)).toBe(`5:1 2 champs sur cette ligne, ${COLONNES_PUBLIEES.length} attendus`);
    expect(parts).toHaveLength(1);
  });

  it('deux bases ne s’additionnent pas', async () => {
    const { dits } = await lire(fichier(ligne(), ligne({ ref: 'sources/a.csv:3', base: 'mandats' })));
    expect(dits).toEqual([`3:${colonne('base')} « mandats » après « engagements » : deux bases ne s’additionnent pas`]);
  });

  it('une part ôtée ou retouchée se voit : la ligne ne fait plus son montant', async () => {
    const { lu, dits } = await lire(
      fichier(ligne({ montant_part_centimes: '999' }), ligne({ ref: 'sources/a.csv:3' })),
    );
    expect(lu).toBeUndefined();
    expect(dits).toEqual(['2 les parts retenues de la ligne « sources/a.csv:2 » ne font pas son montant, 10,00 €']);
  });

  it('une colonne renommée se propose, un fichier vide se dit', async () => {
    expect((await lire(`${TITRES.replace('libelle', 'libelles')}\n`)).dits).toEqual([
      '1:89 il manque la colonne « libelle » (« libelles » lui ressemble)',
    ]);
    expect((await lire('')).dits).toEqual(['ce fichier est vide']);
    expect((await lire(`${TITRES}\n`)).dits).toEqual(['ce fichier n’a aucune ligne']);
  });

  it('des octets qui ne sont pas de l’UTF-8 se montrent', async () => {
    const octets = Buffer.from(fichier(ligne({ organisme: 'Ville', libelle: 'ete' })));
    octets[octets.lastIndexOf('ete')] = 0xe9;
    const { lu, dits } = await lire(octets);
    expect(lu).toBeUndefined();
    // « Ville » is one character shorter than « Région ».
    expect(dits[0]).toBe(`2:${colonne('libelle') - 1} des octets ne sont pas de l’UTF-8`);
  });
});

/** The earlier edition that a dossier compares itself to. */
async function precedente(fichiers: Readonly<Record<string, string>>, constats = new Constats()) {
  const lue = await avecDossier((racine) => {
    for (const [nom, contenu] of Object.entries(fichiers)) deposer(racine, nom, contenu);
    const enTete = { exercice: '2012', secteurs: new Secteurs('Pilote') } as Parameters<
      typeof lireLEditionPrecedente
    >[0]['enTete'];
    return lireLEditionPrecedente({ racine, memoires: Object.keys(fichiers), enTete }, constats);
  });
  return { lue, constats };
}

describe('l’édition à laquelle un jaune se compare', () => {
  const de = (annee: string) => fichier(ligne({ exercice: annee, libelle: `Jumelage de ${annee}` }));

  it('est la dernière avant son exercice, dans quelque ordre que le dossier les ait', async () => {
    const fichiers = {
      'memoire/lignes-2009.csv': de('2009'),
      'memoire/lignes-2011.csv': de('2011'),
      'memoire/lignes-2010.csv': de('2010'),
    };
    expect((await precedente(fichiers)).lue).toMatchObject({ exercice: '2011' });
    expect(
      (await precedente({ 'memoire/lignes-2013.csv': de('2013'), 'memoire/lignes-2012.csv': de('2012') })).lue,
    ).toBeUndefined();
    expect((await precedente({})).lue).toBeUndefined();
  });

  it('ne garde que l’international et l’exceptionnel, mais se souvient de tous ceux qui ont envoyé', async () => {
    const { lue } = await precedente({
      'memoire/lignes-2011.csv': fichier(
        ligne(),
        ligne({ ref: 'a:3', verdict: 'exceptionnelle' }),
        ligne({ ref: 'a:4', verdict: 'non_internationale', organisme: 'Agence', secteur: 'Sport' }),
        ligne({ ref: 'a:5', verdict: 'a_arbitrer' }),
      ),
    });
    expect(lue?.parts.map(({ verdict }) => verdict)).toEqual(['internationale', 'exceptionnelle']);
    expect(lue?.lignes).toBe(4);
    expect(lue?.emetteurs.connait({ organisme: 'AGENCE', secteur: 'sport' })).toBe(true);
    expect(lue?.emetteurs.connait({ organisme: 'Agence', secteur: 'Pilote' })).toBe(false);
  });

  it('ne dit pas deux fois ce que la mémoire a dit', async () => {
    const fautif = fichier(ligne({ verdict: 'oui' }));
    const seul = await precedente({ 'memoire/lignes-2011.csv': fautif });
    expect(seul.constats.compter('E-MEMOIRE-')).toBe(1);
    const redite = await precedente({ 'memoire/lignes-2011.csv': fautif }, seul.constats);
    expect([redite.lue, redite.constats.compter('E-MEMOIRE-')]).toEqual([undefined, 1]);
  });

  it('a été lue par la mémoire avant, pour un vrai dossier : la faute y est dite une fois', async () => {
    const lecture = await avecDossier(async (racine) => {
      deposerDossier(racine, { sources: [{ fichier: 'sources/a.csv', contenu: 'Objet;Engagé\na;1\n' }] });
      deposer(racine, FICHIER, fichier(ligne({ verdict: 'oui' })));
      return lireDossier(racine);
    });
    expect(lecture.constats.compter('E-MEMOIRE-')).toBe(1);
  });
});
