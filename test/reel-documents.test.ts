/** Real budget documents, compiled as they are; totals are those of the README of the shared data. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Constats } from '../src/domain/constats/constat.ts';
import { compilerLEdition, controlerLEdition } from '../src/edition.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { compilerReel, depenses, type EditionReelle, lireEdition, poserReel } from './outils/edition-reelle.ts';
import { decrireAvecDonnees, donneePartagee } from './outils/partage.ts';
import { aLaPlace, compter, type Enregistrement, euros } from './outils/sorties.ts';

const MONTPELLIER = 'montpellier-ca-2019.xml';
const TRANSPORT = 'transport-m43-bp-2022.xml';
const CFU = 'cfu-commune-2023.xml';

const recettes = (lignes: readonly Enregistrement[]) => lignes.filter(({ sens }) => sens === 'recette');
const brut = (lignes: readonly Enregistrement[], colonne = 'mandats_centimes') => ({
  lignes: lignes.length,
  centimes: lignes.reduce((somme, ligne) => somme + BigInt(ligne[colonne] ?? '0'), 0n),
});

decrireAvecDonnees('Montpellier, le compte administratif 2019 voté par fonction', [MONTPELLIER], () => {
  let edition: Awaited<ReturnType<typeof compilerReel>>;
  beforeAll(async () => {
    edition = await compilerReel('montpellier-totem', '2019', MONTPELLIER);
  });

  test('1 425 dépenses et 236 recettes, au centime, d’ordre comprises', () => {
    expect(edition.constats).toEqual(['A-PROJET-DE-BUDGET']);
    for (const [lignes, nombre, total] of [
      [depenses(edition.lignes), 1_425, '491 152 838,97'],
      [recettes(edition.lignes), 236, '508 658 229,94'],
    ] as const) {
      expect(brut(lignes)).toEqual({ lignes: nombre, centimes: euros(total) });
      expect(brut(lignes.filter(({ mouvement }) => mouvement === 'ordre')).centimes).toBe(euros('27 311 081,74'));
    }
  });

  test.each([
    ['dépenses', 'depenses', '491 152 838,97', '491 152 838,96'],
    ['recettes', 'recettes', '508 658 229,94', '508 658 229,95'],
  ])('%s : ce qui en est annoncé est tenu au centime, et un autre chiffre est refusé', async (_, sens, juste, faux) => {
    const place = dossierDEssai();
    const dossier = poserReel(place, 'montpellier-totem', '2019', MONTPELLIER, 'lien');
    const declare = join(dossier, 'exercice.yaml');
    const ecrit = readFileSync(declare, 'utf8');
    expect(ecrit).toContain(`${sens}: { mandats: "${juste}" }`);
    writeFileSync(declare, ecrit.replace(`"${juste}"`, `"${faux}"`));
    const constats = new Constats();
    await expect(controlerLEdition(dossier, constats)).rejects.toThrow();
    const controle = constats.liste.filter(({ code }) => code === 'E-CONTROLE');
    expect(controle).toHaveLength(1);
    expect(controle[0]?.message.replaceAll(/[\u202f\u00a0]/g, ' ')).toContain(juste);
    expect(controle[0]?.message.replaceAll(/[\u202f\u00a0]/g, ' ')).toContain(faux);
  });

  test.each([
    ['930', '022', 7, '2 465 254,38'],
    ['930', '023', 27, '2 926 786,28'],
    ['933', '311', 15, '294 758,41'],
    ['933', '321', 10, '898 660,46'],
    ['903', '321', 9, '1 511 251,40'],
  ])('chapitre %s, fonction %s : %i lignes de dépense, %s €', (chapitre, fonction, nombre, total) => {
    const siennes = depenses(edition.lignes).filter(
      (ligne) => ligne.chapitre === chapitre && ligne.fonction === fonction,
    );
    expect(brut(siennes)).toEqual({ lignes: nombre, centimes: euros(total) });
    expect(new Set(siennes.map(({ fonction_libelle: libelle }) => libelle)).size).toBe(1);
    expect(siennes[0]?.fonction_libelle).not.toBe('');
  });

  test('une règle sur la fonction 022 trouve ses lignes', () => {
    expect(compter(aLaPlace(edition.lignes, 'internationale'))).toEqual({ lignes: 7, centimes: euros('2 465 254,38') });
    expect(edition.synthese.tables.fonction).toMatchObject([{ cle: '022', centimes: 246525438 }]);
    expect(edition.synthese.tables.chapitre).toMatchObject([
      { cle: '930', libelle: 'Services généraux', centimes: 246525438 },
    ]);
  });

  test('un chapitre sans fonction n’en reçoit pas, et un compte de tiers a le chapitre de son compte', () => {
    const sansFonction = edition.lignes.filter(({ fonction }) => fonction === '').map(({ chapitre }) => chapitre);
    expect([...new Set(sansFonction)].sort()).toEqual(
      '001 002 921 922 923 925 926 940 941 942 943 944 945 946 951 953 954'.split(' '),
    );
    expect(edition.lignes.every(({ chapitre = '' }) => /^(?:9\d\d|00[12])$/.test(chapitre))).toBe(true);
  });
});

decrireAvecDonnees('Le compte d’une région, fait de celui de Montpellier', [MONTPELLIER], () => {
  test('les comptes 93044 et 93048 vont jusqu’au document', async () => {
    const edition = await compilerDeplace({ 93022: '93044', 93023: '93048' });
    expect(edition.constats).toEqual(['A-PROJET-DE-BUDGET']);
    const total = euros('2 465 254,38') + euros('2 926 786,28');
    expect(compter(aLaPlace(edition.lignes, 'internationale'))).toEqual({ lignes: 34, centimes: total });
    expect(BigInt(edition.synthese.synthese.total_hors_exceptionnelles)).toBe(total);
    expect(edition.synthese.tables.fonction).toMatchObject([
      { cle: '048', libelle: 'Autres actions', centimes: 292678628 },
      { cle: '044', libelle: 'Aide publique au développement', centimes: 246525438 },
    ]);
    const page = readFileSync(join(edition.sortie, 'jaune-2019.html'), 'utf8');
    for (const dit of ['Aide publique au développement', '5\u202f392\u202f040,66']) expect(page).toContain(dit);
    expect(page).not.toContain('93048');
  });

  /** Compiles the account with functional accounts moved to others, in a dossier that looks for functions 04*. */
  async function compilerDeplace(
    comptes: Readonly<Record<string, string>>,
  ): Promise<EditionReelle & { constats: string[] }> {
    const place = dossierDEssai();
    const dossier = poserReel(place, 'montpellier-totem', '2019', MONTPELLIER, 'copie');
    const source = readFileSync(donneePartagee(MONTPELLIER), 'latin1');
    const deplace = source.replaceAll(/<Fonction V="(\d+)"\/>/g, (balise, compte: string) =>
      comptes[compte] === undefined ? balise : `<Fonction V="${comptes[compte]}"/>`,
    );
    writeFileSync(join(dossier, 'sources', MONTPELLIER), deplace, 'latin1');
    const regles = join(dossier, 'regles/20-international.yaml');
    writeFileSync(
      regles,
      readFileSync(regles, 'utf8')
        .replace('fonction: "022" }\n  conclusion', 'fonction: 04* }\n  conclusion')
        .replace('attrape:\n      - { fonction: "022"', 'attrape:\n      - { fonction: "048"'),
    );
    const constats = new Constats();
    const sortie = join(place, 'edition');
    await compilerLEdition(dossier, sortie, constats);
    return { constats: constats.liste.map(({ code }) => code), ...lireEdition(sortie, '2019') };
  }
});

decrireAvecDonnees('Un compte financier unique', [CFU], () => {
  let edition: Awaited<ReturnType<typeof compilerReel>>;
  beforeAll(async () => {
    edition = await compilerReel('cfu', '2023', CFU);
  });

  test('106 dépenses et 57 recettes, sans les sous-totaux, qui sont listés', () => {
    // The software that made it cuts labels at sixty signs.
    expect(edition.constats).toEqual(['A-LIBELLES-COUPES']);
    expect(brut(depenses(edition.lignes))).toEqual({ lignes: 106, centimes: euros('982 284,07') });
    expect(brut(recettes(edition.lignes))).toEqual({ lignes: 57, centimes: euros('2 012 111,60') });
    // All 796 added up would give 47 218 403,28.
    const [enDepenses, enRecettes] = ['montant_centimes', 'recette_centimes'].map((colonne) =>
      brut(
        edition.ecartees.filter((ecartee) => ecartee[colonne] !== ''),
        colonne,
      ),
    );
    expect(edition.ecartees).toHaveLength(633);
    expect((enDepenses?.centimes ?? 0n) + (enRecettes?.centimes ?? 0n)).toBe(
      euros('47 218 403,28') - euros('982 284,07') - euros('2 012 111,60'),
    );
    expect(new Set(edition.ecartees.map(({ motif }) => motif))).toEqual(
      new Set(['Sous-total du document (calculated="true")']),
    );
  });

  test('chaque ligne garde le rang de son élément, son chapitre par nature et son organisme', () => {
    const { ref, chapitre, organisme } = edition.lignes.at(-1) ?? {};
    expect([ref, chapitre, organisme]).toEqual([
      `sources/${CFU}:163`,
      expect.stringMatching(/^\d+$/),
      'COMMUNE DE MOHON (M57)',
    ]);
  });
});

decrireAvecDonnees('Un budget annexe en M43', [TRANSPORT], () => {
  test.each(['norme: M43', ''])(
    'se lit avec « %s » dans un dossier en M57 : 89 dépenses, 34 recettes',
    async (norme) => {
      const place = dossierDEssai();
      const dossier = poserReel(place, 'transport', '2022', TRANSPORT, 'copie');
      const declare = join(dossier, 'exercice.yaml');
      writeFileSync(
        declare,
        readFileSync(declare, 'utf8').replace('    norme: M43\n', norme === '' ? '' : `    ${norme}\n`),
      );
      const regles = join(dossier, 'regles/20-international.yaml');
      if (norme === '') rmSync(regles);
      const constats = new Constats();
      const sortie = join(place, 'edition');
      await compilerLEdition(dossier, sortie, constats);
      const { lignes } = lireEdition(sortie, '2022');
      expect(constats.liste.map(({ code }) => code)).toEqual([]);
      const votes = (siennes: readonly Enregistrement[]) => brut(siennes, 'cp_votes_centimes');
      expect(votes(depenses(lignes))).toEqual({ lignes: 89, centimes: euros('14 604 270,00') });
      expect(votes(recettes(lignes))).toEqual({ lignes: 34, centimes: euros('14 604 270,00') });
      expect(new Set(lignes.map(({ organisme }) => organisme))).toEqual(new Set(['TRANSPORT ET MOBILITE SMA']));
      expect(new Set(lignes.map(({ chapitre }) => chapitre)).has('011')).toBe(true);
    },
  );
});
