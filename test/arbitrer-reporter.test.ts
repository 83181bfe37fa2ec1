import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { courirIci } from './outils/dossiers.ts';

const LE_DOSSIER = 'dossier';
const JEUNESSE = 'sources/jeunesse.csv';

// What comes out of JSON is what its checks say it is.
// biome-ignore lint/suspicious/noExplicitAny: read from JSON
type Lu = any;

let racine = '';
const chemin = (nom: string) => join(racine, LE_DOSSIER, nom);
const lire = (nom: string) => readFileSync(chemin(nom), 'utf8');
/** Byte for byte: sources are in several encodings. */
const changer = (nom: string, faire: (lignes: string[]) => string[]) =>
  writeFileSync(chemin(nom), faire(readFileSync(chemin(nom), 'latin1').split('\n')).join('\n'), 'latin1');
const reporter = (...mots: string[]) => courirIci(['arbitrer', 'reporter', LE_DOSSIER, ...mots], racine);
const enJson = async (...mots: string[]): Promise<Lu> => {
  const { code, sortie, erreur } = await reporter('--json', ...mots);
  expect(code, sortie + erreur).toBe(0);
  return JSON.parse(sortie);
};
/** How a record of `jeunesse.csv` is written with another amount and label. */
const avec = (rangee: string, montant: string, suite = '') =>
  rangee.replace(/,([^,]*),([^,]*)$/, `,${montant},$2`).replace('ens de Montreuil', `ens de Montreuil${suite}`);

beforeEach(async () => {
  racine = dossierDEssai();
  cpSync('data/2012', join(racine, LE_DOSSIER), { recursive: true });
  await enJson('--ecrire');
});

describe('jaune arbitrer reporter', () => {
  test('décrit les lignes des décisions en place, sans rien y changer d’autre, et une seule fois', async () => {
    const ecrit = lire('arbitrages.csv');
    expect(ecrit.split('\n')[0]).toMatch(/;ligne_imputation;.*;reportee_de$/);
    for (const rangee of readFileSync('data/2012/arbitrages.csv', 'utf8').trimEnd().split('\n').slice(1))
      expect(ecrit).toContain(rangee);
    const { ecrites, enPlace } = await enJson('--ecrire');
    expect(ecrites).toEqual({ reportees: 0, decrites: 0 });
    expect(enPlace).toBe(11);
    expect(lire('arbitrages.csv')).toBe(ecrit);
    const { code, erreur } = await courirIci(['controler', LE_DOSSIER], racine);
    expect(code, erreur).toBe(0);
  });

  test('une ligne insérée : rien n’est écrit sans --ecrire, puis la décision suit la sienne', async () => {
    const avant = lire('arbitrages.csv');
    changer(JEUNESSE, (lignes) => [lignes[0] ?? '', avec(lignes[3] ?? '', '12.00'), ...lignes.slice(1)]);
    const { certaines } = await enJson();
    expect(certaines.map(({ ref, ligne }: Lu) => [ref, ligne.ref])).toEqual([[`${JEUNESSE}:22`, `${JEUNESSE}:23`]]);
    expect(lire('arbitrages.csv')).toBe(avant);
    const { erreur } = await courirIci(['controler', LE_DOSSIER], racine);
    expect(erreur.match(/E-ARBITRAGES-EN-ATTENTE/g)).toHaveLength(1);
    expect(erreur).not.toContain('E-ARBITRAGE-LIGNE');
    const commande = /« jaune (arbitrer reporter [^»]*) »/.exec(erreur)?.[1] ?? '';
    expect(commande).toBe(`arbitrer reporter ${LE_DOSSIER}`);
    expect((await courirIci(commande.split(' '), racine)).sortie).toContain('1 certaine');
    expect((await enJson('--ecrire')).ecrites.reportees).toBe(1);
    expect(lire('arbitrages.csv')).toMatch(
      /^sources\/jeunesse\.csv:23;0d1e393e4583eacb;.*;sources\/jeunesse\.csv:22$/m,
    );
    const apres = await enJson('--ecrire');
    expect([apres.enPlace, apres.ecrites.reportees]).toEqual([11, 0]);
  });

  test('un fichier renommé, ses lignes en désordre : toutes ses décisions le suivent', async () => {
    changer('sources/culture.csv', ([titres = '', ...lignes]) => [
      titres,
      ...lignes.slice(40, -1),
      ...lignes.slice(0, 40),
      '',
    ]);
    renameSync(chemin('sources/culture.csv'), chemin('sources/culture-v2.csv'));
    changer('exercice.yaml', (lignes) =>
      lignes.map((ligne) => ligne.replace('sources/culture.csv', 'sources/culture-v2.csv')),
    );
    const { certaines, changees, perdues, reglesSansFichier } = await enJson('--ecrire');
    expect(reglesSansFichier.length).toBeGreaterThan(0);
    for (const { lieu, fichier } of reglesSansFichier) {
      expect(fichier).toBe('sources/culture.csv');
      const [nom = '', numero = ''] = lieu.split(':');
      expect(
        lire(nom)
          .split('\n')
          .slice(Number(numero) - 1, Number(numero) + 20)
          .join('\n'),
      ).toContain(fichier);
    }
    expect((await reporter()).sortie).toContain('Règles qui nomment un fichier qui n’est plus là');
    const controler = async () => (await courirIci(['controler', LE_DOSSIER], racine)).erreur;
    const dits = await controler();
    for (const { lieu, id } of reglesSansFichier)
      expect(dits).toContain(`${lieu} · la règle « ${id} » nomme sources/culture.csv, qui n’est pas une source`);
    for (const nom of new Set<string>(reglesSansFichier.map(({ lieu }: Lu) => lieu.split(':')[0])))
      changer(nom, (lignes) => lignes.map((ligne) => ligne.replace('sources/culture.csv', 'sources/culture-v2.csv')));
    expect(await controler()).not.toMatch(/A-REGLE-FICHIER|E-REGLE/);
    expect(certaines.map(({ ref, ligne }: Lu) => [ref, ligne.ref.split(':')[0]])).toEqual([
      ['sources/culture.csv:65', 'sources/culture-v2.csv'],
      ['sources/culture.csv:79', 'sources/culture-v2.csv'],
    ]);
    expect([changees, perdues]).toEqual([[], []]);
    expect((await enJson()).enPlace).toBe(11);
  });

  test('une ligne changée est montrée, puis confirmée ; ce qu’elle était reste écrit', async () => {
    changer(JEUNESSE, (lignes) => lignes.map((ligne, rang) => (rang === 21 ? avec(ligne, '7300.00') : ligne)));
    const { changees } = await enJson('--ecrire');
    expect(changees).toHaveLength(1);
    expect([changees[0].etait.montant, changees[0].candidates[0].lignes[0].montant]).toEqual([720_000, 730_000]);
    expect(changees[0].candidates[0].differe).toEqual(['montant']);
    const refus = await reporter('--ecrire', '--confirmer', `${JEUNESSE}:22=${JEUNESSE}:50`);
    expect([refus.code, refus.erreur]).toEqual([1, expect.stringContaining('n’est pas une ligne proposée')]);
    const { ecrites } = await enJson('--ecrire', '--confirmer', `${JEUNESSE}:22=${JEUNESSE}:22`);
    expect(ecrites.reportees).toBe(1);
    expect(lire('arbitrages.csv')).toContain(';7300,00;;sources/jeunesse.csv:22 (montant : 7200,00)');
    expect((await enJson()).enPlace).toBe(11);
  });

  test('une ligne partagée en deux : la décision vaut pour les deux, si une personne le confirme', async () => {
    changer(JEUNESSE, (lignes) =>
      lignes.flatMap((ligne, rang) =>
        rang === 21 ? [avec(ligne, '5000.00', ' (1)'), avec(ligne, '2200.00', ' (2)')] : [ligne],
      ),
    );
    const { changees } = await enJson();
    expect(changees[0].candidates[0].lignes.map(({ montant }: Lu) => montant)).toEqual([500_000, 220_000]);
    await enJson('--ecrire', '--confirmer', `${JEUNESSE}:22=${JEUNESSE}:22,${JEUNESSE}:23`);
    expect((await enJson()).enPlace).toBe(12);
  });

  test('des euros ne vont à aucun morceau seul, même assez grand : la seule issue est de la retirer ; à 30 %, le classeur dit le partage', async () => {
    const partager = () =>
      changer(JEUNESSE, (lignes) =>
        lignes.flatMap((ligne, rang) => (rang === 21 ? [avec(ligne, '3000.00'), avec(ligne, '4200.00')] : [ligne])),
      );
    const alors = readFileSync(chemin(JEUNESSE));
    const decider = (part: string) =>
      changer('arbitrages.csv', (lignes) =>
        lignes.map((ligne) =>
          ligne.startsWith(`${JEUNESSE}:22;`)
            ? ligne.replace(/;internationale;[^;]*;[^;]*;/, `;internationale;${part};k;`)
            : ligne,
        ),
      );
    decider('2500 \xe2\x82\xac');
    partager();
    const { sortie } = await reporter();
    expect(sortie).toMatch(/3\s000,00\s€\), qui n’en est qu’un morceau/);
    expect(sortie).not.toContain('--confirmer');
    expect(sortie).toMatch(/1\sdécision en euros ne va à aucune ligne proposée/);
    expect((await reporter('--confirmer', `${JEUNESSE}:22=${JEUNESSE}:22`)).code).not.toBe(0);
    writeFileSync(chemin(JEUNESSE), alors);
    decider('30 %');
    partager();
    expect((await reporter()).sortie).toContain('un des morceaux de la ligne, partagée ; autre : montant');
  });

  test('de deux quasi-jumelles, celle que l’ordre du fichier désigne vient d’abord', async () => {
    const CULTURE = 'sources/culture.csv';
    const autrement = (ligne = '', mot: string) => ligne.replace(/[^;]*$/, `${mot}\r`);
    // Above the one that is decided, a record that says the same and differs in what is not kept of a line.
    changer(CULTURE, (lignes) => lignes.toSpliced(64, 0, autrement(lignes[64], 'a')));
    await enJson('--ecrire', '--confirmer', `${CULTURE}:65=${CULTURE}:66`);
    changer(CULTURE, (lignes) =>
      lignes
        .with(64, autrement(lignes[64], 'b'))
        .with(65, autrement(lignes[65], 'c'))
        .toSpliced(1, 0, autrement(lignes[3], 'd')),
    );
    const { changees, certaines } = await enJson();
    expect(certaines.map(({ ligne }: Lu) => ligne.ref)).toEqual([`${CULTURE}:81`]);
    expect(changees.map(({ candidates }: Lu) => candidates.map(({ lignes }: Lu) => lignes[0].ref))).toEqual([
      [`${CULTURE}:67`, `${CULTURE}:66`],
    ]);
  });

  test('des euros par pays ne se doublent pas sur les morceaux d’une ligne : dit avant de proposer, puis refusé', async () => {
    changer('arbitrages.csv', (lignes) =>
      lignes.map((ligne) => ligne.replace(';Tunisie;', ';Tunisie 2500 \xe2\x82\xac;')),
    );
    changer(JEUNESSE, (lignes) =>
      lignes.flatMap((ligne, rang) => (rang === 21 ? [avec(ligne, '2700.00'), avec(ligne, '4500.00')] : [ligne])),
    );
    const { sortie } = await reporter();
    expect(sortie).toContain('ne peut pas l’être : la décision sur sources/jeunesse.csv:22 prend un montant en euros');
    const [proposee] = /--confirmer \S+/.exec(sortie) ?? [''];
    expect(proposee).not.toContain(',');
    const morceaux = `${JEUNESSE}:22,${JEUNESSE}:23`;
    const refus = await reporter('--ecrire', '--confirmer', `${JEUNESSE}:22=${morceaux}`);
    expect([refus.code, refus.erreur]).toEqual([
      1,
      expect.stringContaining('Retirez-la d’abord d’arbitrages.csv (ligne '),
    ]);
  });

  test('la jumelle qui reste, octet pour octet, est à confirmer : ce peut être celle qui fut décidée, ou l’autre', async () => {
    changer('arbitrages.csv', ([titres = '', ...lignes]) => {
      const decision = `${JEUNESSE}:52;132c09d094ad6ad0;non_internationale;;;;;;;doublon;Auteur;2012-11-20`;
      return [titres, `${decision}${';'.repeat(titres.split(';').length - 12)}`, ...lignes];
    });
    await enJson('--ecrire');
    expect(lire('arbitrages.csv')).toMatch(/^sources\/jeunesse\.csv:52;.*;1;$/m);
    changer(JEUNESSE, (lignes) => lignes.filter((_, rang) => rang !== 3 && rang !== 51));
    const { certaines, changees } = await enJson('--ecrire');
    expect(certaines.map(({ ref }: Lu) => ref)).toEqual([`${JEUNESSE}:22`]);
    expect(changees.map(({ ref, candidates }: Lu) => [ref, candidates[0].lignes[0].ref])).toEqual([
      [`${JEUNESSE}:52`, `${JEUNESSE}:50`],
    ]);
    const { sortie } = await reporter('--confirmer', `${JEUNESSE}:52=${JEUNESSE}:50`);
    expect(sortie).toContain(`--ecrire --confirmer "${JEUNESSE}:52=${JEUNESSE}:50"`);
  });

  const deciderLesJumelles = async (...decidees: [numero: number, motif: string][]) => {
    changer('arbitrages.csv', ([titres = '', ...lignes]) => {
      const suite = ';'.repeat(titres.split(';').length - 12);
      const decisions = decidees.map(
        ([numero, motif]) =>
          `${JEUNESSE}:${numero};132c09d094ad6ad0;non_internationale;;;;;;;${motif};Auteur;2012-11-20${suite}`,
      );
      return [titres, ...decisions, ...lignes];
    });
    await enJson('--ecrire');
  };

  test.each([
    ['de moins', (lignes: string[]) => lignes.filter((_, rang) => rang !== 51), 'une seule la dit maintenant'],
    ['de plus', (lignes: string[]) => lignes.toSpliced(51, 0, lignes[50] ?? ''), '3 la disent maintenant'],
  ])('en place, une jumelle %s : contrôler s’arrête, et une personne confirme', async (_, renvoyer, dit) => {
    await deciderLesJumelles([51, 'doublon']);
    expect((await courirIci(['controler', LE_DOSSIER], racine)).erreur).not.toContain('ATTENTE');
    changer(JEUNESSE, renvoyer);
    expect((await courirIci(['controler', LE_DOSSIER], racine)).erreur).toMatch(
      /1 décision attend d’être reportée, les lignes qui disent la même chose n’étant plus aussi nombreuses.*\n(?:.*\n)*.*E-ARBITRAGES-EN-ATTENTE/,
    );
    const { sortie } = await reporter();
    expect(sortie).toContain(`2 lignes disaient la même chose, ${dit}`);
    expect(sortie).toContain(`--confirmer "${JEUNESSE}:51=${JEUNESSE}:51"`);
    expect((await enJson('--ecrire')).ecrites).toEqual({ reportees: 0, decrites: 0 });
    const confirmees = await enJson('--ecrire', '--confirmer', `${JEUNESSE}:51=${JEUNESSE}:51`);
    expect(confirmees.ecrites).toEqual({ reportees: 0, decrites: 1 });
    expect((await enJson()).changees).toEqual([]);
    expect((await courirIci(['controler', LE_DOSSIER], racine)).erreur).not.toContain('ATTENTE');
  });

  test('deux jumelles décidées, une partie : aucune n’est préférée, et suivre ce qui est dit garde l’une ou l’autre', async () => {
    await deciderLesJumelles([51, 'doublon'], [52, 'vraie']);
    changer(JEUNESSE, (lignes) => lignes.filter((_, rang) => rang !== 50));
    const { changees, certaines } = await enJson();
    expect(certaines.map(({ ref }: Lu) => ref)).not.toContain(`${JEUNESSE}:52`);
    expect(
      changees.map(({ ref, candidates }: Lu) => [
        ref,
        candidates.map(({ lignes }: Lu) => lignes.map((ligne: Lu) => ligne.ref)),
      ]),
    ).toEqual([
      [`${JEUNESSE}:51`, [[`${JEUNESSE}:51`]]],
      [`${JEUNESSE}:52`, [[`${JEUNESSE}:51`]]],
    ]);
    const { sortie } = await reporter();
    expect(sortie).toContain('rien ne peut dire laquelle est partie');
    const [, rangee] = /retirez d’abord l’autre d’arbitrages\.csv \(ligne (\d+)\), puis relancez/.exec(sortie) ?? [];
    changer('arbitrages.csv', (lignes) => lignes.filter((_, rang) => rang !== Number(rangee) - 1));
    expect(lire('arbitrages.csv')).not.toContain('doublon');
    await enJson('--ecrire', '--confirmer', `${JEUNESSE}:52=${JEUNESSE}:51`);
    expect(lire('arbitrages.csv')).toMatch(/^sources\/jeunesse\.csv:51;.*vraie/m);
    expect((await courirIci(['controler', LE_DOSSIER], racine)).erreur).not.toContain('ATTENTE');
  });

  test('une ligne changée dont il ne reste que l’empreinte : suivre ce qui est dit la retrouve', async () => {
    const nue = lire('arbitrages.csv').replace(/(?<=sources\/jeunesse\.csv:22;.*;2012-11-08);.*/, ';;;;;;;');
    writeFileSync(chemin('arbitrages.csv'), nue);
    const ancien = readFileSync(chemin(JEUNESSE));
    changer(JEUNESSE, (lignes) => lignes.map((ligne, rang) => (rang === 21 ? avec(ligne, '7300.00') : ligne)));
    const nouveau = readFileSync(chemin(JEUNESSE));
    const { sortie } = await reporter();
    expect(sortie).toContain('0 changée, 1 perdue');
    expect(sortie).toContain('remettez l’ancien fichier, lancez jaune arbitrer reporter dossier --ecrire');
    writeFileSync(chemin(JEUNESSE), ancien);
    await enJson('--ecrire');
    writeFileSync(chemin(JEUNESSE), nouveau);
    const { changees } = await enJson();
    expect(changees[0].candidates[0].differe).toEqual(['montant']);
  });

  test('une ligne qui n’est plus là est perdue, et la décision reste', async () => {
    changer(JEUNESSE, (lignes) => lignes.filter((_, rang) => rang !== 21));
    const { perdues, ecrites } = await enJson('--ecrire');
    expect(perdues.map(({ ref }: Lu) => ref)).toEqual([`${JEUNESSE}:22`]);
    expect(ecrites.reportees).toBe(0);
    expect(lire('arbitrages.csv')).toContain('sources/jeunesse.csv:22;0d1e393e4583eacb');
  });

  test('pendant qu’elles attendent, expliquer et arbitrer export marchent et le disent', async () => {
    // The line of the decision changes places with the next one: totals stay.
    changer(JEUNESSE, (lignes) => [...lignes.slice(0, 21), lignes[22] ?? '', lignes[21] ?? '', ...lignes.slice(23)]);
    const { code, erreur } = await courirIci(['expliquer', LE_DOSSIER, `${JEUNESSE}:22`], racine);
    expect(erreur).toContain('A-ARBITRAGES-EN-ATTENTE');
    expect(erreur).not.toContain('E-ARBITRAGES-EN-ATTENTE');
    expect(code).toBe(0);
    const sorti = await courirIci(
      ['arbitrer', 'export', LE_DOSSIER, '--sortie', 'a-decider.xlsx', '--lignes', '5'],
      racine,
    );
    expect([sorti.code, sorti.erreur]).toEqual([0, expect.stringContaining('A-ARBITRAGES-EN-ATTENTE')]);
  });
});
