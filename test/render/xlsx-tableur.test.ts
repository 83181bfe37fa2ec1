import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { signataireDe } from '../../src/compile/compteur.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { TABLES_DECRITES } from '../../src/compile/tables-decrites.ts';
import { PLACES } from '../../src/domain/verdict/verdict.ts';
import { syntheseJson } from '../../src/render/json/synthese-json.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';
import { type ClasseurLu, lireClasseur, rangDe, type Saisie } from '../outils/lecteur-xlsx.ts';
import { classeur2012, recalculer } from '../outils/recalcul.ts';
import { tableurPresent } from '../outils/tableur.ts';
import { jauneExemple } from './jaune-exemple.ts';
import { jauneAuxParts, jauneAuxTextesHostiles, jauneVide } from './xlsx-jaunes.ts';

/** What an officer types, told where things are in the workbook. */
type Saisir = (classeur: ClasseurLu) => readonly Saisie[];

/** The workbook as written, and as LibreOffice gives it back after something was typed in it. */
async function ecrireEtRecalculer(jaune: Jaune, saisies: Saisir = () => []) {
  const cible = path.join(dossierDEssai(), 'jaune.xlsx');
  await ecrireLeClasseur(jaune, cible);
  const octets = await readFile(cible);
  const ecrit = lireClasseur(octets);
  return { ecrit, recalcule: await recalculer(octets, saisies(ecrit)) };
}

/** Where LibreOffice finds another result than the one written, to the cent (or a ten thousandth for a share). */
function ecarts({ feuilles }: ClasseurLu, recalcule: ClasseurLu): string[] {
  return [...feuilles].flatMap(([nom, feuille]) =>
    [...feuille].flatMap(([adresse, { formule, valeur }]) => {
      if (formule === undefined) return [];
      const lue = recalcule.feuilles.get(nom)?.get(adresse)?.valeur;
      const pareil =
        typeof valeur === 'number'
          ? typeof lue === 'number' && Math.abs(lue - valeur) < 0.000_1
          : sansBlancs(lue) === sansBlancs(valeur);
      return pareil ? [] : [`${nom}!${adresse} : ${valeur} écrit, ${lue} recalculé (${formule})`];
    }),
  );
}

/** A text whatever LibreOffice makes of its blanks: a tabulation that a formula gives comes back as another control. */
const sansBlancs = (texte: unknown) =>
  String(texte)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

const enErreur = ({ feuilles }: ClasseurLu) =>
  [...feuilles].flatMap(([nom, feuille]) =>
    [...feuille].flatMap(([adresse, { type, valeur }]) => (type === 'e' ? [`${nom}!${adresse} ${valeur}`] : [])),
  );

/** The number in a cell, in whole cents. */
function centimes(classeur: ClasseurLu, feuille: string, adresse: string): number {
  const valeur = classeur.feuilles.get(feuille)?.get(adresse)?.valeur;
  if (typeof valeur !== 'number') throw new Error(`${feuille}!${adresse} : ${valeur}`);
  expect(Math.abs(valeur * 100 - Math.round(valeur * 100))).toBeLessThan(0.001);
  return Math.round(valeur * 100);
}

/** The sheet and the cell that a defined name calls; LibreOffice drops the quotes that it can. */
function nommee({ noms }: ClasseurLu, nom: string): [feuille: string, adresse: string] {
  const [, feuille = '', colonne = '', rangee = ''] =
    /^'?([^'!]+)'?!\$([A-Z]+)\$(\d+)$/.exec(noms.get(nom) ?? '') ?? [];
  return [feuille, `${colonne}${rangee}`];
}

/** What the checks say, by name. */
function controles(ecrit: ClasseurLu, recalcule: ClasseurLu): ReadonlyMap<string, string | number | undefined> {
  const noms = [...ecrit.noms.keys()].filter((nom) => nom.startsWith('controle_'));
  return new Map(
    noms.map((nom) => {
      const [feuille, adresse] = nommee(ecrit, nom);
      return [nom.slice('controle_'.length), recalcule.feuilles.get(feuille)?.get(adresse)?.valeur];
    }),
  );
}

/** The checks that do not say `OK`, and what they say. */
const defauts = (ecrit: ClasseurLu, recalcule: ClasseurLu) =>
  Object.fromEntries([...controles(ecrit, recalcule)].filter(([, dit]) => dit !== 'OK'));

/** A cell of a sheet of lines or of parts, by the head of its column, the line's index in the jaune and the part's rank from 1. */
function cellule(
  classeur: ClasseurLu,
  titre: string,
  ligne: number,
  part = 1,
  feuille = 'Lignes',
): Omit<Saisie, 'valeur'> {
  const lignes = classeur.feuilles.get(feuille) ?? new Map();
  const entete = rangDe(lignes, 'A', 'Numéro de ligne');
  const colonne = [...lignes].find(([adresse, { valeur }]) => valeur === titre && adresse.endsWith(String(entete)));
  const lettres = colonne?.[0].replace(/\d/g, '') ?? '';
  const enParts = feuille.startsWith('Parts');
  for (let rangee = entete + 1; lignes.has(`A${rangee}`); rangee++)
    if (lignes.get(`A${rangee}`)?.valeur === ligne + 1 && (!enParts || lignes.get(`B${rangee}`)?.valeur === part))
      return { feuille, adresse: `${lettres}${rangee}` };
  throw new Error(`ligne ${ligne}, part ${part} absente`);
}

/** By how many cents a cell of the synthesis moved. */
function mouvement({ ecrit, recalcule }: { ecrit: ClasseurLu; recalcule: ClasseurLu }) {
  const rang = (libelle: string) => rangDe(ecrit.feuilles.get('Synthèse'), 'A', libelle);
  return (libelle: string, colonne = 'B') =>
    centimes(recalcule, 'Synthèse', `${colonne}${rang(libelle)}`) -
    centimes(ecrit, 'Synthèse', `${colonne}${rang(libelle)}`);
}

const TOTAL = 'Total général hors opérations exceptionnelles';
const trouver = (jaune: Jaune, choisir: (affectation: Jaune['lignes'][number]) => boolean) => {
  const indice = jaune.lignes.findIndex(choisir);
  if (indice < 0) throw new Error('aucune ligne ne convient');
  return indice;
};

/** What a column of a sheet of lines or of parts adds up to, as a pivot over it would, in cents. */
function sommeDeColonne(classeur: ClasseurLu, titre: string, feuille = 'Lignes'): number {
  const lignes = classeur.feuilles.get(feuille) ?? new Map();
  const entete = rangDe(lignes, 'A', 'Numéro de ligne');
  const [lettres] = /^[A-Z]+/.exec(cellule(classeur, titre, 0, 1, feuille).adresse) ?? [];
  let total = 0;
  for (let rangee = entete + 1; lignes.has(`A${rangee}`); rangee++) {
    const valeur = lignes.get(`${lettres}${rangee}`)?.valeur ?? 0;
    if (typeof valeur !== 'number') throw new Error(`${titre}, rangée ${rangee} : ${valeur}`);
    total += Math.round(valeur * 100);
  }
  return total;
}

describe.skipIf(!tableurPresent()).concurrent('le classeur recalculé par LibreOffice', () => {
  it.each([
    ['de l’exemple', jauneExemple],
    ['aux parts de toute sorte', jauneAuxParts],
    ['aux textes hostiles', jauneAuxTextesHostiles],
    ['sans ligne', jauneVide],
  ])('%s : chaque formule redonne le chiffre du jaune, sans erreur', async (_, faire) => {
    const { ecrit, recalcule } = await ecrireEtRecalculer(faire());
    expect(enErreur(recalcule)).toEqual([]);
    expect(ecarts(ecrit, recalcule)).toEqual([]);
    expect(defauts(ecrit, recalcule)).toEqual({});
  });

  it('de 2012 : chaque formule redonne le chiffre du jaune, et les feuilles ceux de synthese-2012.json, au centime', async () => {
    const jaune = await jauneDuDossier('data/2012');
    const classeur = await classeur2012();
    const { ecrit, recalcule } = { ...classeur, recalcule: await classeur.recalcule() };
    expect(enErreur(recalcule)).toEqual([]);
    expect(ecarts(ecrit, recalcule)).toEqual([]);
    expect(defauts(ecrit, recalcule)).toEqual({});

    const total = (centimesDe: readonly number[]) => centimesDe.reduce((somme, montant) => somme + montant, 0);
    const listees = total(jaune.lignes.map(({ montant }) => montant));
    expect(sommeDeColonne(recalcule, 'Montant de la ligne')).toBe(listees);
    expect(sommeDeColonne(recalcule, 'Montant de la part', 'Parts')).toBe(listees);
    for (const feuille of ['Lignes', 'Parts']) {
      expect(sommeDeColonne(recalcule, 'Montant retenu', feuille)).toBe(jaune.synthese.totalHorsExceptionnelles);
      expect(sommeDeColonne(recalcule, 'Exceptionnel, hors total', feuille)).toBe(jaune.synthese.exceptionnelles);
    }
    for (const feuille of ['Recettes', 'Parts_des_recettes'])
      expect(sommeDeColonne(recalcule, 'Montant retenu', feuille)).toBe(
        jaune.partition.internationale.recettes.centimes,
      );

    const decidees = jaune.lignes.flatMap(({ verdict }, indice) =>
      signataireDe(verdict) === undefined ? [] : [{ numero: indice + 1, place: verdict.place }],
    );
    expect(decidees.filter(({ place }) => place === 'non_internationale' || place === 'exclue').length).toBeGreaterThan(
      2,
    );
    for (const { numero, place } of decidees)
      if (place !== 'internationale') {
        const refusee = rangDe(ecrit.feuilles.get('Décisions'), 'A', numero);
        expect([numero, centimes(recalcule, 'Décisions', `J${refusee}`)]).toEqual([numero, 0]);
      }

    const json = syntheseJson(jaune);
    for (const [nom, attendu] of Object.entries(json.synthese)) {
      const [feuille, adresse] = nommee(recalcule, nom);
      expect([nom, centimes(recalcule, feuille, adresse)]).toEqual([nom, attendu]);
    }
    const places = rangDe(ecrit.feuilles.get('Synthèse'), 'A', 'Place') + 1;
    for (const [rang, place] of [...PLACES, 'total' as const].entries())
      expect([place, centimes(recalcule, 'Synthèse', `B${places + rang}`)]).toEqual([
        place,
        json.partition[place].centimes,
      ]);
    for (const { nom } of jaune.tables) {
      const premier = rangDe(ecrit.feuilles.get(TABLES_DECRITES[nom].feuille), 'A', 'N°') + 1;
      const attendues = json.tables[nom] ?? [];
      const lues = attendues.map((_, rang) => centimes(recalcule, TABLES_DECRITES[nom].feuille, `D${premier + rang}`));
      expect([nom, lues]).toEqual([nom, attendues.map((rangee) => rangee.centimes)]);
    }
    const sources = rangDe(ecrit.feuilles.get('Sources'), 'A', 'N°') + 1;
    for (const [rang, { fichier, partition }] of json.sources.entries()) {
      const lues = PLACES.map((_, colonne) => centimes(recalcule, 'Sources', `${'GHIJKL'[colonne]}${sources + rang}`));
      expect([fichier, lues]).toEqual([fichier, PLACES.map((place) => partition[place].centimes)]);
    }
    const etape = (libelle: string) =>
      centimes(recalcule, 'Passerelle', `B${rangDe(ecrit.feuilles.get('Passerelle'), 'A', libelle)}`);
    expect(etape(`Reçu sous le secteur « ${jaune.enTete.secteurPilote} »`)).toBe(json.passerelle.secteur_pilote_recu);
    expect(etape('Retenu dans le secteur pilote')).toBe(json.passerelle.secteur_pilote_retenu);
    for (const apport of json.passerelle.apports) expect(etape(`Plus : ${apport.secteur}`)).toBe(apport.centimes);
  });

  it('un verdict changé dans Lignes change la synthèse et les tables, dans Recettes ce qui est en face seulement ; les contrôles disent toujours OK', async () => {
    const jaune = jauneExemple();
    const arbitree = trouver(jaune, ({ verdict }) => verdict.place === 'a_arbitrer');
    const exclue = trouver(jaune, ({ verdict }) => verdict.place === 'exclue');
    const indice = jaune.recettes.findIndex(({ verdict }) => verdict.place === 'exclue');
    const recette = jaune.recettes[indice]?.montant ?? 0;
    const lus = await ecrireEtRecalculer(jaune, (classeur) => [
      { ...cellule(classeur, 'Verdict', arbitree), valeur: 'Internationale' },
      { ...cellule(classeur, 'Verdict', exclue), valeur: 'Internationale' },
      { ...cellule(classeur, 'Verdict', indice, 1, 'Recettes'), valeur: 'Internationale' },
    ]);
    const bouge = mouvement(lus);
    const [ajout, rendu] = [jaune.lignes[arbitree]?.montant ?? 0, jaune.lignes[exclue]?.montant ?? 0];
    expect([ajout, rendu, recette].every((montant) => montant !== 0)).toBe(true);
    // Of the receipt nothing enters the totals.
    expect(bouge(TOTAL)).toBe(ajout + rendu);
    expect(bouge(TOTAL, 'E')).toBe(ajout + rendu);
    expect(bouge(jaune.enTete.libellePilote)).toBe(rendu);
    expect(bouge('Autres secteurs (hors opérations exceptionnelles)')).toBe(ajout);
    expect(bouge('À arbitrer')).toBe(-ajout);
    expect(bouge('Exclue du périmètre')).toBe(-rendu);
    expect(bouge('Total des fichiers reçus')).toBe(0);
    expect([bouge('Internationale', 'C'), bouge('À arbitrer', 'C')]).toEqual([200, -100]);
    const enFace = (place: string) => {
      const adresse = `B${rangDe(lus.ecrit.feuilles.get('Synthèse'), 'H', `partition.${place}/recettes`)}`;
      return centimes(lus.recalcule, 'Synthèse', adresse) - centimes(lus.ecrit, 'Synthèse', adresse);
    };
    expect(['internationale', 'exclue', 'total'].map(enFace)).toEqual([recette, -recette, 0]);
    expect(enErreur(lus.recalcule)).toEqual([]);
    expect(defauts(lus.ecrit, lus.recalcule)).toEqual({});
  });

  it('une part changée dans Parts change la synthèse, et le reste va au non international, au centime', async () => {
    const jaune = jauneExemple();
    const partagee = trouver(jaune, ({ verdict }) => verdict.quotePart.numerateur < verdict.quotePart.denominateur);
    const entiere = trouver(jaune, ({ verdict, montant }) => verdict.parts.length === 1 && montant === 120_000_000);
    const lus = await ecrireEtRecalculer(jaune, (classeur) => [
      { ...cellule(classeur, 'Part appliquée', partagee, 1, 'Parts'), valeur: 0.45 },
      { ...cellule(classeur, 'Part appliquée', entiere, 1, 'Parts'), valeur: 0.25 },
    ]);
    const bouge = mouvement(lus);
    const total = jaune.lignes[partagee]?.montant ?? 0;
    expect(total).toBe(33_333_333);
    const [avant = 0] = jaune.lignes[partagee]?.montants ?? [];
    const gagne = Math.round(total * 0.45) - avant;
    expect(gagne).toBe(5_000_000);
    expect(bouge(TOTAL)).toBe(gagne - 90_000_000);
    expect(bouge('Non internationale')).toBe(90_000_000 - gagne);
    expect(bouge('Total des fichiers reçus')).toBe(0);
    expect(defauts(lus.ecrit, lus.recalcule)).toEqual({});
    const enQuotesParts = (colonne: string) => {
      const rang = rangDe(lus.ecrit.feuilles.get('Quotes-parts'), 'A', 'N° de ligne') + 1;
      return centimes(lus.recalcule, 'Quotes-parts', `${colonne}${rang}`);
    };
    expect([enQuotesParts('I'), enQuotesParts('J'), enQuotesParts('K')]).toEqual([
      total,
      avant + gagne,
      total - avant - gagne,
    ]);
  });

  it('un rang changé dans Parts change le libellé, les tables et les quatre chiffres ; un libellé écrit par-dessus est dit', async () => {
    const jaune = jauneExemple();
    const { secteurPilote, libellePilote } = jaune.enTete;
    const indice = trouver(
      jaune,
      ({ verdict: { parts } }) =>
        parts.length === 1 && parts[0]?.place === 'internationale' && parts[0].secteur !== secteurPilote,
    );
    const secteurs = jaune.tables.find(({ nom }) => nom === 'secteur')?.rangees ?? [];
    const numero = secteurs.findIndex(({ cle }) => cle === secteurPilote) + 1;
    const ou = (titre: string) => (classeur: ClasseurLu) => cellule(classeur, titre, indice, 1, 'Parts');
    const [range, ecrase] = await Promise.all([
      ecrireEtRecalculer(jaune, (classeur) => [{ ...ou('Rang secteur')(classeur), valeur: numero }]),
      ecrireEtRecalculer(jaune, (classeur) => [{ ...ou('Axe')(classeur), valeur: 'Un autre' }]),
    ]);
    const bouge = mouvement(range);
    const montant = jaune.lignes[indice]?.montant ?? 0;
    expect(montant).toBeGreaterThan(0);
    expect([bouge(libellePilote), bouge(TOTAL)]).toEqual([montant, 0]);
    const { adresse } = ou('Secteur compté')(range.ecrit);
    expect(range.recalcule.feuilles.get('Parts')?.get(adresse)?.valeur).toBe(secteurs[numero - 1]?.libelle);
    const rang = rangDe(range.ecrit.feuilles.get('Secteurs'), 'A', 'N°') + numero;
    expect(centimes(range.recalcule, 'Secteurs', `D${rang}`) - centimes(range.ecrit, 'Secteurs', `D${rang}`)).toBe(
      montant,
    );
    expect(defauts(range.ecrit, range.recalcule)).toEqual({});
    expect(defauts(ecrase.ecrit, ecrase.recalcule)).toMatchObject({ libelles_axe: 1, sommaire: 1, methode: 1 });
  });

  it('un montant exact reste ce qu’il est quand la ligne change ; le reste la suit', async () => {
    const jaune = jauneAuxParts();
    const exacte = trouver(
      jaune,
      ({ verdict: { parts }, montant }) =>
        parts.length === 2 &&
        parts[1]?.place === 'non_internationale' &&
        parts[0]?.partEcrite !== undefined &&
        montant > 1e6,
    );
    const total = jaune.lignes[exacte]?.montant ?? 0;
    const lus = await ecrireEtRecalculer(jaune, (classeur) => [
      { ...cellule(classeur, 'Montant de la ligne', exacte), valeur: total / 100 + 1 },
    ]);
    // What was received is a constant, and the amount a trial, which is no default; the parts make the line still.
    expect(defauts(lus.ecrit, lus.recalcule)).toEqual({ sources: -1 });
    const [ou, adresse] = nommee(lus.ecrit, 'essai_sources');
    expect(lus.recalcule.feuilles.get(ou)?.get(adresse)?.valeur).toBe('montant changé à l’essai dans ce classeur');
    const rang = rangDe(lus.ecrit.feuilles.get('Synthèse'), 'A', 'Contrôles en défaut');
    expect(lus.recalcule.feuilles.get('Synthèse')?.get(`B${rang}`)?.valeur).toBe(0);
    const bouge = mouvement(lus);
    expect(bouge(TOTAL)).toBe(0);
    expect(bouge('Non internationale')).toBe(100);
    expect(bouge('Total des fichiers reçus')).toBe(100);
  });

  it('ce qui ne tombe pas juste se voit : les contrôles disent l’écart, et la synthèse les compte', async () => {
    const jaune = jauneExemple();
    const ventilee = trouver(jaune, ({ verdict }) => verdict.parts.length === 3);
    const arbitree = trouver(jaune, ({ verdict }) => verdict.place === 'a_arbitrer');
    const { ecrit, recalcule } = await ecrireEtRecalculer(jaune, (classeur) => {
      const pays = rangDe(classeur.feuilles.get('Pays'), 'A', 'N°') + 1;
      const vu = centimes(classeur, 'Pays', `D${pays}`);
      const regle = cellule(classeur, 'Montant de la part', ventilee, 1, 'Parts');
      const retenu = cellule(classeur, 'Montant retenu', arbitree, 1, 'Parts');
      const entier = centimes(classeur, 'Parts', regle.adresse);
      return [
        // Figures typed over formulas, a country that does not exist.
        { feuille: 'Pays', adresse: `D${pays}`, valeur: (vu + 1) / 100 },
        { ...regle, valeur: (entier + 1_000) / 100 },
        { ...retenu, valeur: 0 },
        { ...cellule(classeur, 'Rang axe', arbitree, 1, 'Parts'), valeur: 99 },
        { ...cellule(classeur, 'Verdict', arbitree), valeur: 'Internationale' },
      ];
    });
    const dits = defauts(ecrit, recalcule);
    const ajout = (jaune.lignes[arbitree]?.montant ?? 0) / 100;
    expect(dits).toMatchObject({ pays: 0.01, axe: -ajout, axe_secteur: -ajout, lignes: 10 });
    expect([dits.parts_retenu, dits.lignes_retenu]).toEqual([-ajout, -ajout]);
    const [feuille, adresse] = nommee(ecrit, 'controles_en_defaut');
    // Two sheets say how many the others are.
    const nombre = Object.keys(dits).filter((nom) => nom !== 'methode' && nom !== 'sommaire').length;
    expect(recalcule.feuilles.get(feuille)?.get(adresse)?.valeur).toBe(nombre);
    expect([dits.methode, dits.sommaire]).toEqual([nombre, nombre]);
  });
});
