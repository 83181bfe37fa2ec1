import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { lireLeCsv } from '../outils/lire-le-csv.ts';
import { dansUnNavigateur } from '../outils/navigateur.ts';
import { enCentimes, texteDe } from '../outils/page-lue.ts';

/** A table of the page and its file: what its total row says by column, as shown, and what its caption says. */
interface Emportee {
  readonly id: string;
  readonly legende: string;
  readonly nom: string;
  readonly csv: string;
  readonly croisee: boolean;
  /** The texts of the total by column, those the file does not hold left out. */
  readonly total: readonly string[];
}

/** Clicks each button under a table, and keeps what would have been saved. */
const TOUT_EMPORTER = `(async () => {
  const gardes = [];
  URL.createObjectURL = (blob) => { gardes.push(blob); return 'blob:rien'; };
  URL.revokeObjectURL = () => {};
  let nom = '';
  HTMLAnchorElement.prototype.click = function () { nom = this.download; };
  const lire = (cellule) => { const copie = cellule.cloneNode(true); for (const petit of copie.querySelectorAll('small')) petit.remove(); return copie.textContent; };
  const etaler = (rangee) => [...rangee.cells].flatMap((cellule) => [...Array(cellule.colSpan - 1).fill(''), lire(cellule)]);
  const faites = [];
  for (const table of document.querySelectorAll('main table')) {
    if (table.caption === null || table.tBodies.length === 0) continue;
    const boite = table.parentElement.matches('.large, .defile') ? table.parentElement : table;
    let sous = boite;
    while (!sous.matches('.sous-la-table')) sous = sous.nextElementSibling;
    sous.querySelector('button').click();
    const pied = table.tFoot?.querySelector('tr:not(.essentiel-seul)') ?? [...table.tBodies[0].rows].filter(({ classList }) => classList.contains('total'))[0];
    const tetes = [...(table.tHead?.rows[0]?.cells ?? [])];
    faites.push({
      id: table.id || boite.id,
      legende: table.caption.textContent,
      nom,
      csv: await gardes.pop().text(),
      croisee: table.classList.contains('croisee'),
      total: pied ? etaler(pied).filter((_, rang) => tetes[rang]?.dataset.emporte !== '') : [],
    });
  }
  return faites;
})()`;

dansUnNavigateur('emporter les tableaux', (ouvrir) => {
  let edition: Page2012;
  let page: Page;
  let emportees: readonly Emportee[];
  beforeAll(async () => {
    edition = await publier2012();
    ({ page } = await ouvrir(edition.fichier));
    emportees = await page.evaluate<Emportee[]>(TOUT_EMPORTER);
  });

  const celleDe = (legende: string) => {
    const trouvee = emportees.find((emportee) => texteDe(emportee.legende).startsWith(legende));
    if (trouvee === undefined) throw new Error(`no table is called ${legende}`);
    return trouvee;
  };

  it('de chaque tableau de 2012, la somme d’une colonne du fichier est le total que le tableau montre', () => {
    let comparees = 0;
    for (const { legende, csv, total, croisee } of emportees) {
      const { titres, colonne } = colonnesDe(csv);
      const principales = titres.filter((titre) => !/, (?:hors somme|précisions)$/.test(titre));
      for (const [rang, dit] of total.entries()) {
        const titre = principales[rang] ?? '';
        // A running total is no sum; a line that rows share counts in each, a difference is said where both years are: headings say so.
        if (
          !/^\s*[+\u2212]?\d[\d\s\u202f]*(?:,\d\d)?\s*$/.test(dit) ||
          /^Cumul|^Lignes \(|, là où cette année est dite$/.test(titre)
        )
          continue;
        const somme = colonne(titre).reduce((fait, cellule) => fait + centimesDe(cellule), 0);
        const attendu = dit.includes(',') ? enCentimes(dit) : enCentimes(dit) * 100;
        // Two-way tables are shown in thousands, and taken away in cents.
        if (croisee) expect(Math.abs(somme / 100_000 - enCentimes(dit)), `${legende}, ${titre}`).toBeLessThanOrEqual(1);
        else expect(somme, `${legende}, ${titre}`).toBe(attendu);
        comparees += 1;
      }
    }
    expect(comparees).toBeGreaterThan(150);
  });

  it('ce qui n’est qu’une partie d’un secteur, ou un cumul, n’en a ni le nom ni les colonnes qui s’additionnent', () => {
    const annexe = emportees.filter(({ nom }) => nom.includes('tourisme'));
    expect(annexe.map(({ nom }) => nom)).toContain('jaune-2012-lignes-de-l-annexe-sources-tourisme-csv.csv');
    expect(annexe.filter(({ nom, csv }) => nom === 'jaune-2012-tourisme.csv' && csv.includes('Retenu'))).toEqual([]);
    const cumuls = emportees.flatMap(({ csv }) => colonnesDe(csv).titres.filter((titre) => titre.startsWith('Cumul')));
    expect(cumuls.length).toBeGreaterThan(2);
    for (const titre of cumuls) expect(titre).toMatch(/, hors somme$|^Cumul \(€\)$/);
    for (const { csv } of emportees) {
      const { titres, colonne } = colonnesDe(csv);
      if (titres.includes('Cumul (€)')) expect(colonne('Cumul (€)').join('')).toBe('');
    }
  });

  it('tout nombre part en nombre, sous un titre qui n’est qu’à lui, et aucune rangée n’en additionne d’autres', () => {
    expect(emportees.length).toBeGreaterThan(50);
    for (const { legende, csv } of emportees) {
      const { titres, lignes } = colonnesDe(csv);
      expect(new Set(titres).size, `${legende}: ${titres.join(' ; ')}`).toBe(titres.length);
      for (const cellules of lignes) {
        expect(cellules, legende).toHaveLength(titres.length);
        // A row that others make up has its amounts beside those that add up.
        if (/^(?:total\b|dont |de ces deux|pour mémoire|tous les financeurs)/i.test(cellules[0] ?? ''))
          for (const [rang, titre] of titres.entries())
            if (!titre.endsWith(', hors somme')) expect(cellules[rang], legende).not.toMatch(/^-?\d+(?:,\d\d)?$/);
        for (const cellule of cellules)
          expect(cellule, legende).not.toMatch(/^'?[-+\u2212]?\d[\d\u202f]*\u202f\d{3}(?:,\d\d)?$|^'[+\-\u2212]/);
      }
    }
  });

  it('les effets, les écarts et les rangées à part : au centime ce qui est montré', () => {
    const { tables, couverture } = edition.jaune;
    const total = edition.jaune.synthese.totalHorsExceptionnelles;
    const somme = (legende: string, titre: string) =>
      colonnesDe(celleDe(legende).csv)
        .colonne(titre)
        .reduce((fait, cellule) => fait + centimesDe(cellule), 0);
    expect(somme('Les mêmes étapes, en euros. Base', 'Effet (€)')).toBe(somme('Par pays, 2011 et 2012', 'Écart (€)'));
    expect(somme('Les quatre chiffres', '2012 (€)')).toBe(total);
    expect(somme('Qui a décidé', 'Dépenses (€)')).toBe(somme('Chaque ligne reçue', 'Dépenses (€)'));
    expect(somme('Qui a décidé', 'dont dans le total (€)')).toBe(total);
    expect(couverture.aArbitrer.lignes).toBeGreaterThan(0);
    for (const { id, legende, csv } of emportees.filter(({ id: ancre }) => ancre.startsWith('pont-'))) {
      const [, effet = ''] = /effet ([^€]+)/.exec(legende) ?? [];
      const { colonne } = colonnesDe(csv);
      expect(
        colonne('Effet (€)').reduce((fait, cellule) => fait + centimesDe(cellule), 0),
        id,
      ).toBe(enCentimes(effet));
    }
    for (const croisee of emportees.filter((emportee) => emportee.croisee)) {
      const { titres, lignes } = colonnesDe(croisee.csv);
      expect([titres[0], titres.includes('Total')]).toEqual(['En euros', false]);
      expect(
        lignes.flatMap((cellules) => cellules.slice(1)).reduce((fait, cellule) => fait + centimesDe(cellule), 0),
      ).toBe(total);
    }
    expect(tables.length).toBeGreaterThan(0);
  });

  it('une liste coupée à l’écran est nommée pour ce qu’elle tient', () => {
    expect(celleDe('Montants des lignes poursuivies').nom).toMatch(/-12-sur-\d+-les-autres-ensemble\.csv$/);
  });
});

function colonnesDe(csv: string) {
  const [titres = [], ...lignes] = lireLeCsv(csv.replace(/^\ufeff/, ''));
  return {
    titres,
    lignes,
    colonne: (titre: string) => lignes.map((cellules) => cellules[titres.indexOf(titre)] ?? ''),
  };
}

/** A number of a file, in hundredths: `-12,34`, `12`; nothing for a text. */
function centimesDe(cellule: string): number {
  if (!/^-?\d+(?:,\d\d)?$/.test(cellule)) return 0;
  return cellule.includes(',') ? enCentimes(cellule) : Number(cellule) * 100;
}
