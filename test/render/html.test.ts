import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune, Partition } from '../../src/compile/jaune.ts';
import { partsEn } from '../../src/domain/affectation.ts';
import { formaterEntier, formaterEuros, formaterMillions } from '../../src/domain/format.ts';
import { referenceDe } from '../../src/domain/ligne-budgetaire.ts';
import { ecrireDate } from '../../src/render/html/date.ts';
import { renderHtml } from '../../src/render/html.ts';
import { jauneExemple, jauneHostile, jauneSynthetique } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const jaune = jauneExemple();
let page = '';
let hostile = '';
beforeAll(async () => {
  page = await renderHtml(jaune, GABARITS);
  hostile = await renderHtml(jauneHostile(), GABARITS);
});

const enCentimes = (texte: string) => Number(texte.replace('\u2212', '-').replace(/[^\d-]/g, ''));
const captures = (texte: string, motif: RegExp) => [...texte.matchAll(motif)].map((trouve) => trouve[1] ?? '');

describe('la page', () => {
  it('est du HTML valide, même avec des textes hostiles', async () => {
    const validateur = new HtmlValidate({ root: true, extends: ['html-validate:recommended'] });
    for (const html of [page, hostile]) {
      const rapport = await validateur.validateString(html);
      expect(rapport.results.flatMap(({ messages }) => messages)).toEqual([]);
    }
  });

  it('n’autorise que son propre style, par son empreinte, et n’appelle rien', () => {
    const [css = ''] = captures(page, /<style>(.*?)<\/style>/gs);
    const empreinte = createHash('sha256').update(css).digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${empreinte}'`);
    expect(page).not.toMatch(/<(script|link|img|iframe|object)\b|\sstyle=|\son\w+=|https?:|@import|url\(/i);
  });

  it('est la même à chaque fois', async () => {
    expect(await renderHtml(jauneExemple(), GABARITS)).toBe(page);
  });

  it('porte la collectivité, l’exercice, la base, la date et la mention', () => {
    for (const texte of [
      'Région Île-de-France',
      'Engagements (AE et AP)',
      '13\u00a0décembre\u00a02012',
      jaune.enTete.mention,
    ])
      expect(page).toContain(texte);
  });
});

describe('les chiffres', () => {
  it('paraissent tous, au centime', () => {
    const absents = chiffresDe(jaune).filter((montant) => !page.includes(formaterEuros(montant).slice(0, -2)));
    expect(absents).toEqual([]);
  });

  it('de la synthèse sont en millions, avec la part hors du secteur pilote et l’écart d’arrondi', () => {
    for (const montant of Object.values(jaune.synthese)) expect(page).toContain(formaterMillions(montant).slice(0, -3));
    expect(page).toContain('<strong>80,9\u202f%</strong>');
    expect(page).toContain('leur somme diffère du total affiché de 0,001\u202fM€');
  });

  it('s’ouvrent sur des lignes que l’annexe donne une fois chacune', () => {
    const ids = captures(page, /\sid="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const cibles = captures(page, /href="#([^"]+)"/g);
    expect(cibles.filter((cible) => !ids.includes(cible))).toEqual([]);
    expect(ids.filter((id) => /^l\d+$/.test(id))).toEqual(jaune.lignes.map((_, rang) => `l${rang + 1}`));
    for (const [rang, { ligne }] of jaune.lignes.entries()) {
      const [rangee = ''] = captures(page, new RegExp(`<tr id="l${rang + 1}">(.*?)</tr>`, 'gs'));
      expect(rangee).toContain(referenceDe(ligne));
      expect(rangee).toContain(ligne.libelle);
      expect(rangee).toContain(ligne.caractere);
      expect(cibles).toContain(`l${rang + 1}`);
    }
  });

  it('de chaque rangée renvoient exactement aux lignes de la rangée', () => {
    for (const { nom, rangees } of jaune.tables) {
      const [table = ''] = captures(page, new RegExp(`<table id="table-${nom}"[^>]*>(.*?)</table>`, 'gs'));
      const [corps = ''] = captures(table, /<tbody>(.*?)<\/tbody>/gs);
      const liees = captures(corps, /<tr[^>]*>(.*?)<\/tr>/gs).map((rangee) => captures(rangee, /href="#l(\d+)"/g));
      expect(liees).toEqual(rangees.map(({ lignes }) => lignes.map((rang) => String(rang + 1))));
    }
  });
});

describe('une rangée par pays, territoire, axe, domaine ou secteur', () => {
  it.each(['pays', 'territoire', 'axe', 'domaine', 'secteur'] as const)(
    'par %s, donne ce que chaque ligne y met, et cela fait la rangée',
    (nom) => {
      const [table = ''] = captures(page, new RegExp(`<table id="table-${nom}"[^>]*>(.*?)</table>`, 'gs'));
      const listes = captures(table, /<ul class="parts">(.*?)<\/ul>/gs);
      const rangees = jaune.tables.find((autre) => autre.nom === nom)?.rangees ?? [];
      expect(listes).toHaveLength(rangees.length);
      for (const [rang, { lignes, montant }] of rangees.entries()) {
        const liste = listes[rang] ?? '';
        for (const indice of lignes) expect(liste).toContain(jaune.lignes[indice]?.ligne.libelle);
        const euros = captures(liste, /<b>(.*?)\u202f€<\/b>/g).map(enCentimes);
        expect(euros).toHaveLength(lignes.length);
        expect(euros.reduce((total, centimes) => total + centimes, 0)).toBe(montant);
      }
    },
  );

  it('paraît sur papier pays par pays, avec son total', () => {
    const [section = ''] = captures(page, /<section id="actions-par-pays"(.*?)<\/section>/gs);
    const pays = jaune.tables.find(({ nom }) => nom === 'pays')?.rangees.filter(({ cle }) => cle !== '') ?? [];
    expect(captures(section, /<h3 dir="auto">(.*?)<\/h3>/g)).toEqual(pays.map(({ libelle }) => libelle));
    const totaux = captures(section, /<tfoot>.*?<td class="n">(.*?)<\/td>/gs).map(enCentimes);
    expect(totaux).toEqual(pays.map(({ montant }) => montant));
  });
});

describe('ce que disent les sections', () => {
  it('une ligne en plusieurs parts donne les euros de chacune', () => {
    const partagees = jaune.lignes.filter(
      ({ verdict }) =>
        verdict.place !== 'a_arbitrer' && verdict.parts.filter(({ place }) => place === verdict.place).length > 1,
    );
    expect(partagees.length).toBeGreaterThan(0);
    for (const affectation of partagees) {
      const numero = jaune.lignes.indexOf(affectation) + 1;
      const [rangee = ''] = captures(page, new RegExp(`<tr id="l${numero}">(.*?)</tr>`, 'gs'));
      for (const { montant } of partsEn(affectation, affectation.verdict.place))
        expect(rangee).toContain(` : ${formaterEuros(montant)}`);
    }
  });

  it('une ligne à arbitrer montre l’empreinte qu’une décision doit porter', () => {
    const [section = ''] = captures(page, /<section id="reste">(.*?)<\/section>/gs);
    const ouvertes = jaune.lignes.filter(({ verdict }) => verdict.place === 'a_arbitrer');
    expect(captures(section, /<small class="empreinte">(.*?)<\/small>/g)).toEqual(
      ouvertes.map(({ ligne }) => ligne.empreinte),
    );
  });

  it('chaque base dit combien de lignes la donnent, et un tiret où aucune ne la donne', () => {
    const [table = ''] = captures(page, /<table class="bases">(.*?)<\/table>/gs);
    const bases = [...jaune.partitionParBase.values()];
    expect(bases.length).toBeGreaterThan(1);
    expect(captures(table, /<small>([\d\u202f]+)\u00a0lignes? sur/g)).toEqual(
      bases.map(({ total }) => formaterEntier(total.lignes)),
    );
    const muettes = bases.flatMap((partition) =>
      Object.values(partition).filter(({ lignes, centimes }) => lignes === 0 && centimes === 0),
    );
    expect(captures(table, /(<td class="n vide">–)/g)).toHaveLength(muettes.length);
  });

  it('un code sans libellé paraît une fois, comme la ligne l’écrit', async () => {
    const tables = jaune.tables.map((table) =>
      table.nom === 'programme'
        ? {
            ...table,
            rangees: table.rangees.map((rangee) => ({ ...rangee, cle: rangee.cle.replace(' ', ''), libelle: '' })),
          }
        : table,
    );
    const sansLibelle = await renderHtml({ ...jaune, tables }, GABARITS);
    const [table = ''] = captures(sansLibelle, /<table id="table-programme"[^>]*>(.*?)<\/table>/gs);
    const noms = captures(table, /<tr><th scope="row">(.*?)<\/th>/g);
    expect(noms).toContain('<bdi>HP 048-008</bdi>');
  });

  it('les places font les fichiers reçus', () => {
    expect(page).toContain('c’est, au centime près, ce que contiennent les fichiers reçus');
  });

  it('un total qui ne tombe pas juste se voit', async () => {
    const fausse = { ...jaune.partition, exclue: { lignes: 3, centimes: jaune.partition.exclue.centimes } };
    expect(await renderHtml({ ...jaune, partition: fausse }, GABARITS)).toContain('ne font pas ce que contiennent');
  });

  it('les règles qui n’ont rien fait sont marquées', () => {
    expect(page).toMatch(/jumelages.*Jamais déclenchée/);
  });

  it('un jaune sans aucune ligne se dessine', async () => {
    const vide = await renderHtml(jauneSynthetique(0), GABARITS);
    expect(vide).toContain('Aucune opération exceptionnelle.');
    expect(vide).toContain('<strong>–</strong>');
  });
});

describe('les textes des fichiers', () => {
  it('se lisent tels quels et ne font rien', () => {
    expect(hostile).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
    expect(hostile).not.toMatch(/<(img|script)\b/);
    expect(captures(hostile, /(<\/style>)/g)).toHaveLength(1);
  });

  it('ne changent pas le sens de lecture', () => {
    expect(hostile).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(hostile).toContain('[U+202E]txet desrever');
  });
});

describe('les gabarits', () => {
  it('un nom inconnu est une erreur, jamais un blanc', async () => {
    const dossier = await mkdtemp(join(tmpdir(), 'gabarits-'));
    try {
      await cp(GABARITS, dossier, { recursive: true });
      await writeFile(join(dossier, 'sections', 'synthese.hbs'), '<p>{{inconnu}}</p>');
      await expect(renderHtml(jaune, dossier)).rejects.toThrow(/inconnu/);
    } finally {
      await rm(dossier, { recursive: true });
    }
  });

  it('la page reste légère : moins de 2 100 octets par ligne retenue', async () => {
    const grande = await renderHtml(jauneSynthetique(2000), GABARITS);
    expect(Buffer.byteLength(grande)).toBeLessThan(2000 * 2100);
  });

  it('au-delà de 5 000 lignes, les grandes rangées ne donnent que des numéros, et la page le dit', async () => {
    const grande = await renderHtml(jauneSynthetique(5001), GABARITS);
    expect(Buffer.byteLength(grande)).toBeLessThan(5001 * 1400);
    expect(grande).toContain('une rangée de plus de 200 lignes n’en donne que les numéros');
    expect(page).not.toContain('n’en donne que les numéros');
  });
});

it('une date s’écrit en français', () => {
  expect(ecrireDate('2013-03-01')).toBe('1er\u00a0mars\u00a02013');
  expect(ecrireDate('2013-13-01')).toBe('2013-13-01');
  expect(ecrireDate('bientôt')).toBe('bientôt');
});

/** Every amount that the jaune holds, except what only serves to reach another. */
function chiffresDe({ synthese, passerelle, couverture, ...autres }: Jaune) {
  const places = (partition: Partition) => Object.values(partition).map(({ centimes }) => centimes);
  const etapes = [passerelle.secteurPiloteRecu, ...passerelle.apports].map(({ montant }) => montant);
  return [
    ...Object.values(synthese),
    ...places(autres.partition),
    ...[...autres.partitionParBase.values()].flatMap(places),
    ...etapes,
    ...passerelle.sorties.map(({ montant }) => montant),
    passerelle.secteurPiloteRetenu,
    ...autres.tables.flatMap(({ rangees, total }) => [total, ...rangees.map(({ montant }) => montant)]),
    ...autres.croisees.flatMap(({ cellules }) => cellules.flat().flatMap((cellule) => cellule?.montant ?? [])),
    ...autres.exceptionnelles.map(({ montant }) => montant),
    ...autres.partagees.flatMap(({ montant, retenu, reste }) => [montant, retenu, reste]),
    ...autres.exclusions.map(({ centimes }) => centimes),
    ...[couverture.parRegle, couverture.parDecision, couverture.aArbitrer, couverture.nonExaminee].map(
      ({ centimes }) => centimes,
    ),
    couverture.totalSiTout,
    ...autres.regles.flatMap(({ emporte, devance, contredite }) =>
      [emporte, devance, contredite].filter(({ lignes }) => lignes > 0).map(({ centimes }) => centimes),
    ),
    ...autres.sources.flatMap(({ montants, partition }) => [montants.engagements ?? 0, ...places(partition)]),
    ...autres.lignes.map(({ montant }) => montant),
  ].map((valeur) => valeur as Jaune['synthese']['secteurPilote']);
}
