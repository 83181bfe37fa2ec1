import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { signataireDe } from '../../src/compile/compteur.ts';
import { figuresDe } from '../../src/compile/figures.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { TABLES_DECRITES } from '../../src/compile/tables-decrites.ts';
import { ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import { referenceDe } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { LIBELLES_PLACES, NON_VENTILE, PLACES } from '../../src/domain/verdict/verdict.ts';
import { MAX_CELL_LENGTH } from '../../src/files/xlsx/cell-text.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { exigerPlaceDansExcel } from '../../src/render/xlsx/ecrire-lignes.ts';
import { AUTRES, nomDeListe } from '../../src/render/xlsx/noms.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { type ClasseurLu, fauteXml, lireClasseur, rangDe } from '../outils/lecteur-xlsx.ts';
import { jauneExemple } from './jaune-exemple.ts';
import { HOSTILES, jauneAuxTextesHostiles, jauneNombreux, jauneVide } from './xlsx-jaunes.ts';

const dossier = dossierDEssai();

async function rendre(jaune: Jaune): Promise<ClasseurLu> {
  const cible = path.join(dossier, 'jaune.xlsx');
  await ecrireLeClasseur(jaune, cible);
  return lireClasseur(await readFile(cible));
}

/** The cell to which a name points. */
function nommee({ feuilles, noms }: ClasseurLu, nom: string) {
  const [, feuille = '', colonne, rang] = /^'(.+)'!\$([A-Z]+)\$(\d+)$/.exec(noms.get(nom) ?? '') ?? [];
  return feuilles.get(feuille)?.get(`${colonne}${rang}`);
}

/** The texts and numbers of a row, by column. */
function rangee(classeur: ClasseurLu, feuille: string, rang: number): Record<string, string | number> {
  const cellules = [...(classeur.feuilles.get(feuille) ?? [])].filter(
    ([adresse]) => adresse.replace(/\D/g, '') === `${rang}`,
  );
  return Object.fromEntries(cellules.map(([adresse, { valeur }]) => [adresse.replace(/\d/g, ''), valeur]));
}

/** The letter of the column that has this head. */
function colonneDe({ feuilles }: ClasseurLu, feuille: string, titre: string): string {
  const [adresse = ''] = [...(feuilles.get(feuille) ?? [])].find(([, { valeur }]) => valeur === titre) ?? [];
  return adresse.replace(/\d/g, '');
}

function formules({ feuilles }: ClasseurLu) {
  return [...feuilles].flatMap(([feuille, cellules]) =>
    [...cellules].flatMap(([adresse, cellule]) => (cellule.formule ? [{ feuille, adresse, ...cellule }] : [])),
  );
}

describe('le classeur de l’exemple', () => {
  const jaune = jauneExemple();
  let classeur: ClasseurLu;
  beforeAll(async () => {
    classeur = await rendre(jaune);
  });

  it('porte les quatre chiffres, en formules dont le résultat est celui du jaune', () => {
    const { secteurPilote, autresSecteurs, totalHorsExceptionnelles, exceptionnelles } = jaune.synthese;
    for (const [nom, centimes] of Object.entries({
      secteur_pilote: secteurPilote,
      autres_secteurs: autresSecteurs,
      total_hors_exceptionnelles: totalHorsExceptionnelles,
      exceptionnelles,
    }))
      expect(nommee(classeur, nom)).toMatchObject({ type: 'n', valeur: centimes / 100, formule: expect.any(String) });
  });

  it('a le sommaire, puis les feuilles dans l’ordre de lecture, puis les autres coupes du total', () => {
    expect([...classeur.feuilles.keys()].join(', ')).toBe(
      'Synthèse, Sommaire, Graphiques, Passerelle, Choisir, Axes, Domaines × territoires, Secteurs, Pays, Exceptionnelles, À arbitrer, Décisions, Lignes, Parts, Recettes, Parts_des_recettes, ' +
        'Quotes-parts, Exclusions, Règles, Sources, Méthode, Cofinancements, ' +
        'Domaines, Territoires, Axes × secteurs, Organismes, Chapitres, Fonctions, Programmes, Actions, Bénéficiaires, Sections',
    );
  });

  it('porte une cellule de contrôle par feuille, qui dit OK', () => {
    const feuilles = [...classeur.noms].flatMap(([nom, reference]) =>
      nom.startsWith('controle_') ? [/^'(.+)'!/.exec(reference)?.[1] ?? ''] : [],
    );
    expect(new Set(feuilles)).toEqual(new Set(classeur.feuilles.keys()));
    const controles = [...classeur.noms.keys()].filter((nom) => nom.startsWith('controle_'));
    for (const nom of controles) expect([nom, nommee(classeur, nom)?.valeur]).toEqual([nom, 'OK']);
  });

  it('nomme chaque chiffre comme le jaune le nomme', () => {
    const ecrits = new Set(
      [...classeur.feuilles.values()].flatMap((feuille) => [...feuille.values()].map(({ valeur }) => valeur)),
    );
    const noms = [...figuresDe(jaune).keys()];
    for (const fin of ['/recettes', '/mandats']) expect(noms.some((nom) => nom.endsWith(fin))).toBe(true);
    for (const nom of noms)
      for (const partie of ecrits.has(nom) ? [] : nom.split('/'))
        expect([partie, ecrits.has(partie)]).toEqual([partie, true]);
  });

  it('mène de chaque chiffre à sa première ligne, et dit le filtre à poser', () => {
    const feuille = classeur.parties.get(classeur.chemins.get('Pays') ?? '') ?? '';
    const liens = [...feuille.matchAll(/<hyperlink ref="F(\d+)" location="'Parts'!A(\d+)" tooltip="([^"]*)"/g)];
    const table = jaune.tables.find(({ nom }) => nom === 'pays');
    expect(liens).toHaveLength(table?.rangees.length ?? 0);
    for (const [rang, [, , rangee, infobulle]] of liens.entries()) {
      const attendue = table?.rangees[rang];
      expect(classeur.feuilles.get('Parts')?.get(`A${rangee}`)?.valeur).toBe((attendue?.lignes[0] ?? 0) + 1);
      expect(infobulle).toContain('filtrez Verdict = « Internationale » et Pays = ');
      expect(infobulle).toContain(`« ${attendue?.libelle} »`);
    }
  });

  it('dit en tête de chaque feuille la base, l’unité, l’édition et la mention', () => {
    for (const feuille of classeur.feuilles.keys()) {
      expect(rangee(classeur, feuille, 1).A).toContain('Actions internationales de la Région en 2012');
      expect(rangee(classeur, feuille, 2).A).toMatch(/Base : Engagements.*Unité : euro.*Édition du 13\/12\/2012/);
      expect(rangee(classeur, feuille, 3).A).toBe(jaune.enTete.mention);
    }
  });

  it.each(jaune.tables.map((table) => [table.nom, table] as const))(
    'fait la table %s rangée par rangée',
    (nom, table) => {
      const feuille = TABLES_DECRITES[nom].feuille;
      const premier = rangDe(classeur.feuilles.get(feuille), 'A', 'N°') + 1;
      for (const [rang, { libelle, montant }] of table.rangees.entries())
        expect(rangee(classeur, feuille, premier + rang)).toMatchObject({ A: rang + 1, C: libelle, D: montant / 100 });
      expect(nommee(classeur, `controle_${nom}`)?.valeur).toBe('OK');
    },
  );

  it('fait la partition, lignes et euros', () => {
    const premier = rangDe(classeur.feuilles.get('Synthèse'), 'A', 'Place') + 1;
    for (const [rang, place] of [...PLACES, 'total' as const].entries()) {
      const { centimes, lignes } = jaune.partition[place];
      expect(rangee(classeur, 'Synthèse', premier + rang)).toMatchObject({ B: centimes / 100, C: lignes });
    }
  });

  it('donne l’empreinte des lignes à arbitrer, et nomme en français où l’on a vu un signal', () => {
    const ouvertes = jaune.lignes.filter(({ verdict }) => verdict.place === 'a_arbitrer');
    const premier = rangDe(classeur.feuilles.get('À arbitrer'), 'A', 'N° de ligne') + 1;
    for (const [rang, { ligne }] of ouvertes.entries()) {
      const lue = rangee(classeur, 'À arbitrer', premier + rang);
      expect(lue[colonneDe(classeur, 'À arbitrer', 'Empreinte')]).toBe(ligne.empreinte);
      expect(Object.values(lue).join(' ')).not.toMatch(/\((?:libelle|beneficiaire|\w+_\w+)\)/);
    }
  });

  /** The cells of a row under some heads. */
  function sous(feuille: string, rang: number, ...titres: readonly string[]) {
    const lue = rangee(classeur, feuille, rang);
    return titres.map((titre) => lue[colonneDe(classeur, feuille, titre)]);
  }

  function verifierLesDeuxTables(lignes: Jaune['lignes'], feuille: string, enParts: string): void {
    const debut = (nom: string) => rangDe(classeur.feuilles.get(nom), 'A', 'Numéro de ligne') + 1;
    let [rang, rangDePart] = [debut(feuille), debut(enParts)];
    const retenus = ['Montant retenu', 'Exceptionnel, hors total'];
    for (const [indice, { ligne, verdict, montant, montants }] of lignes.entries()) {
      const dans = (place: string) =>
        montants.reduce((somme, sien, deLaPart) => somme + (verdict.parts[deLaPart]?.place === place ? sien : 0), 0) /
        100;
      expect(sous(feuille, rang, 'Numéro de ligne', 'Référence de la ligne', 'Verdict', 'Empreinte')).toEqual([
        indice + 1,
        referenceDe(ligne),
        LIBELLES_PLACES[verdict.place],
        ligne.empreinte,
      ]);
      expect(sous(feuille, rang, 'Montant de la ligne', ...retenus)).toEqual([
        montant / 100,
        dans('internationale'),
        dans('exceptionnelle'),
      ]);
      expect(sous(feuille, rang++, 'Fonction')).toEqual([ligne.fonction || undefined]);
      for (const [deLaPart, { place }] of verdict.parts.entries()) {
        const euros = (montants[deLaPart] ?? Number.NaN) / 100;
        expect(sous(enParts, rangDePart, 'Numéro de ligne', 'Numéro de part', 'Verdict')).toEqual([
          indice + 1,
          deLaPart + 1,
          LIBELLES_PLACES[place],
        ]);
        expect(sous(enParts, rangDePart++, 'Montant de la part', ...retenus)).toEqual([
          euros,
          place === 'internationale' ? euros : 0,
          place === 'exceptionnelle' ? euros : 0,
        ]);
      }
    }
    expect([rangee(classeur, feuille, rang), rangee(classeur, enParts, rangDePart)]).toEqual([{}, {}]);
  }

  it('liste chaque ligne une fois, puis chaque part, codes en texte, au centime', () => {
    verifierLesDeuxTables(jaune.lignes, 'Lignes', 'Parts');
  });

  it('dit de chaque part sa ventilation en mots, jamais par un vide', () => {
    const premiere = rangDe(classeur.feuilles.get('Parts'), 'A', 'Numéro de ligne') + 1;
    const colonnes = ['Axe', 'Domaine', 'Territoire', 'Pays', 'Secteur compté'].map((titre) =>
      colonneDe(classeur, 'Parts', titre),
    );
    const parts = jaune.lignes.flatMap(({ verdict }) => verdict.parts);
    for (const [rang, { axe, pays }] of parts.entries()) {
      const lue = rangee(classeur, 'Parts', premiere + rang);
      for (const colonne of colonnes) expect(lue[colonne]).toMatch(/\S/);
      expect([lue[colonnes[0] ?? ''], lue[colonnes[3] ?? '']]).toEqual([
        axe === '' ? NON_VENTILE : jaune.libelles.axe.get(axe),
        pays === '' ? NON_VENTILE : jaune.libelles.pays.get(pays),
      ]);
    }
  });

  it('liste les décisions de personnes : qui a signé, et ce que la ligne met dans le total', () => {
    const decidees = jaune.lignes.flatMap((affectation, indice) =>
      signataireDe(affectation.verdict) === undefined ? [] : [{ ...affectation, numero: indice + 1 }],
    );
    expect(decidees.length).toBeGreaterThan(0);
    for (const { numero, verdict, montant, montants } of decidees) {
      const dans = montants.reduce(
        (total, sien, rang) => total + (verdict.parts[rang]?.place === 'internationale' ? sien : 0),
        0,
      );
      const titres = ['Signé par', 'Raison', 'Montant de la ligne', 'Dans le total'];
      const rang = rangDe(classeur.feuilles.get('Décisions'), 'A', numero);
      expect(sous('Décisions', rang, ...titres)).toEqual([
        signataireDe(verdict),
        verdict.reponses.find(({ auteur }) => auteur.type === 'decision')?.motif,
        montant / 100,
        dans / 100,
      ]);
    }
  });

  it('fait de chaque liste un tableau d’Excel, et nomme tous les bénéficiaires', () => {
    const tables = new Set(
      [...classeur.parties].flatMap(([nom, xml]) =>
        nom.startsWith('xl/tables/') ? [/displayName="([^"]*)"/.exec(xml)?.[1]] : [],
      ),
    );
    const sansListe = new Set([
      'Synthèse',
      'Sommaire',
      'Graphiques',
      'Passerelle',
      'Choisir',
      'Méthode',
      'Cofinancements',
    ]);
    for (const feuille of classeur.feuilles.keys())
      if (!sansListe.has(feuille))
        expect([feuille, tables.has(nomDeListe(feuille)) || tables.has(feuille)]).toEqual([feuille, true]);
    expect(tables).toContain('Liste_Bénéficiaires');
  });

  it('liste les recettes à part, et dit ce qu’elles font place par place', () => {
    expect(jaune.recettes.length).toBeGreaterThan(0);
    verifierLesDeuxTables(jaune.recettes, 'Recettes', 'Parts_des_recettes');
    for (const place of [...PLACES, 'total' as const]) {
      const { centimes, lignes } = jaune.partition[place].recettes;
      const nom = `partition.${place}/recettes`;
      const lue = rangee(classeur, 'Synthèse', rangDe(classeur.feuilles.get('Synthèse'), 'H', nom));
      expect(lue).toMatchObject({ B: centimes / 100, C: lignes });
    }
  });

  it('met les recettes à côté des dépenses, par motif, par règle et par fichier', () => {
    const { exclusions, regles, sources } = jaune;
    const premier = (feuille: string) => rangDe(classeur.feuilles.get(feuille), 'A', 'N°') + 1;
    const lire = (feuille: string, titre: string, rang: number) =>
      rangee(classeur, feuille, premier(feuille) + rang)[colonneDe(classeur, feuille, titre)];
    expect(exclusions.map((_, rang) => lire('Exclusions', 'Recettes', rang))).toEqual(
      exclusions.map(({ recettes }) => recettes.centimes / 100),
    );
    expect(regles.map((_, rang) => lire('Règles', 'Conclut sur des recettes', rang))).toEqual(
      regles.map(({ emporte }) => emporte.recettes.centimes / 100),
    );
    expect(sources.map((_, rang) => lire('Sources', 'Lignes de recettes', rang))).toEqual(
      sources.map(({ recettes }) => recettes.lignes),
    );
    expect(sources.map((_, rang) => lire('Sources', 'Recettes, exclue du périmètre', rang))).toEqual(
      sources.map(({ partition }) => partition.exclue.recettes.centimes / 100),
    );
  });

  it('est du XML bien formé, partie par partie', () => {
    for (const [nom, xml] of classeur.parties) expect([nom, fauteXml(xml)]).toEqual([nom, undefined]);
  });
});

/** A formula without what it chooses from, then each of these: how many there are depends on the jaune. */
function eclater(formule: string): string[] {
  const parmi = [...formule.matchAll(/CHOOSE\(A1,([^()]*)\)/g)].flatMap(([, liste = '']) => liste.split(','));
  return [formule.replace(/CHOOSE\(A1,[^()]*\)/g, 'CHOOSE(A1)'), ...parmi];
}

describe('des textes hostiles', () => {
  let classeur: ClasseurLu;
  const jaune = jauneAuxTextesHostiles();
  beforeAll(async () => {
    classeur = await rendre(jaune);
  });

  it('restent des textes, tels que reçus', () => {
    const beneficiaires = [...(classeur.feuilles.get('Lignes') ?? [])]
      .filter(([adresse]) => /^C\d+$/.test(adresse))
      .map(([, { type, valeur }]) => `${type} ${valeur}`);
    const attendus = HOSTILES.map((texte) =>
      texte.toWellFormed().replace('\0', '\ufffd').replace('\u0007', '\ufffd').replace('\r\n', '\n'),
    );
    expect(beneficiaires).toEqual(expect.arrayContaining(attendus.map((texte) => `s ${texte}`)));
  });

  it('n’entrent dans aucune formule : ce sont celles de l’exemple, aux adresses près', async () => {
    const connus = new Set(formules(classeur).map(({ formule }) => formule?.replace(/\d+/g, '1')));
    const attendus = new Set<string | undefined>();
    for (const { formule } of formules(await rendre(jauneExemple()))) attendus.add(formule?.replace(/\d+/g, '1'));
    for (const { formule } of formules(await rendre(jauneVide()))) attendus.add(formule?.replace(/\d+/g, '1'));
    const sansColonnes = (ecrites: ReadonlySet<string | undefined>) =>
      new Set([...ecrites].flatMap((formule = '') => eclater(formule.replace(/\$?\b[A-Z]{1,2}\$?1\b/g, 'A1'))));
    const [lues, permises] = [sansColonnes(connus), sansColonnes(attendus)];
    expect([...lues].filter((formule) => !permises.has(formule))).toEqual([]);
  });

  it('ne cassent pas le XML', () => {
    for (const [nom, xml] of classeur.parties) expect([nom, fauteXml(xml)]).toEqual([nom, undefined]);
  });

  it('sont coupés, et le disent, au-delà de ce que tient une cellule', () => {
    const mention = String(rangee(classeur, 'Synthèse', 3).A);
    expect(mention).toHaveLength(MAX_CELL_LENGTH);
    expect(mention).toMatch(/é \[…\]$/);
  });
});

describe('les cas extrêmes', () => {
  it('un jaune sans ligne donne un classeur de zéros', async () => {
    const classeur = await rendre(jauneVide());
    expect(nommee(classeur, 'total_hors_exceptionnelles')?.valeur).toBe(0);
    // What a control says of a trial is nothing where there is none.
    const dits: readonly unknown[] = [0, 'OK', '–', '', 'Contrôle avec la feuille Lignes'];
    expect(formules(classeur).filter(({ valeur }) => !dits.includes(valeur))).toEqual([]);
  });

  it('une table trop longue rassemble ce qu’elle ne liste pas', async () => {
    const jaune = jauneNombreux(2010);
    const classeur = await rendre(jaune);
    const hors = jaune.tables.find(({ nom }) => nom === 'programme')?.rangees.slice(2000) ?? [];
    expect(hors.length).toBeGreaterThan(0);
    const rang = rangDe(classeur.feuilles.get('Programmes'), 'C', AUTRES);
    const centimes = hors.reduce((total, { montant }) => total + montant, 0);
    expect(rangee(classeur, 'Programmes', rang)).toMatchObject({ A: 0, C: AUTRES, D: centimes / 100 });
  });

  it('plus de lignes qu’Excel n’en tient est une erreur qui le dit', () => {
    exigerPlaceDansExcel(1_048_555, 'jaune.xlsx', 'Lignes');
    expect(() => exigerPlaceDansExcel(1_048_556, 'jaune.xlsx', 'Lignes')).toThrow(ConstatsBloquants);
  });

  it('un dossier absent est une erreur, et rien ne reste', async () => {
    await expect(ecrireLeClasseur(jauneExemple(), path.join(dossier, 'absent', 'jaune.xlsx'))).rejects.toThrow(
      'ENOENT',
    );
    expect((await readdir(dossier)).filter((nom) => nom.endsWith('.tmp') || nom === 'absent')).toEqual([]);
  });
});
