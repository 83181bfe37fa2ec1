import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune, Partition } from '../../src/compile/jaune.ts';
import type { Montant } from '../../src/domain/argent/montant.ts';
import { partsEn } from '../../src/domain/lignes/affectation.ts';
import {
  formaterEntier,
  formaterEuros,
  formaterMillions,
  formaterPourcentage,
} from '../../src/domain/textes/format.ts';
import { echapper } from '../../src/render/html/caracteres.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { captures, elementDe, enCentimes, sectionDe, texteDe } from '../outils/page-lue.ts';
import { jauneExemple, jauneSynthetique } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const jaune = jauneExemple();
let page = '';
let edition: Page2012;
beforeAll(async () => {
  page = await renderHtml(jaune, GABARITS);
  edition = await publier2012();
});

const nombre = (montant: Montant) => formaterEuros(montant).slice(0, -2);
const simple = (texte: string) => texte.replace(/[\s\u00a0\u202f]+/g, ' ');

describe('les chiffres', () => {
  it('paraissent tous, au centime', () => {
    expect(chiffresDe(jaune).filter((montant) => !page.includes(nombre(montant)))).toEqual([]);
    expect(chiffresDe(edition.jaune).filter((montant) => !edition.page.includes(nombre(montant)))).toEqual([]);
  });

  it('de la synthèse sont en millions à trois décimales, chacun avec une phrase', () => {
    for (const [lue, { synthese }] of [[page, jauneExemple()] as const, [edition.page, edition.jaune] as const]) {
      const section = sectionDe(lue, 'synthese');
      const grands = captures(section, /<p class="grand">(.*?)<\/p>/gs).map((grand) => texteDe(grand));
      const { totalHorsExceptionnelles, secteurPilote, autresSecteurs, exceptionnelles } = synthese;
      const attendus = [totalHorsExceptionnelles, secteurPilote, autresSecteurs, exceptionnelles];
      expect(grands).toEqual(attendus.map((montant) => simple(formaterMillions(montant))));
      const exacts = captures(section, /<p class="exact">(.*?)<\/p>/gs).map(enCentimes);
      expect(exacts).toEqual(attendus);
      const phrases = captures(section, /<p class="dit">(.*?)<\/p>/gs).map((phrase) => texteDe(phrase));
      expect(phrases.filter((phrase) => /^[A-ZÀ-Ü].{40,}\.$/.test(phrase))).toHaveLength(4);
      expect(new Set(phrases).size).toBe(4);
    }
  });

  it('disent la part hors du secteur pilote, et l’écart d’arrondi où il y en a un', () => {
    const section = sectionDe(page, 'synthese');
    const { autresSecteurs, totalHorsExceptionnelles } = jaune.synthese;
    expect(section).toContain(`<strong>${formaterPourcentage(autresSecteurs, totalHorsExceptionnelles)}</strong>`);
    expect(section).toContain('leur somme diffère du total affiché de 0,001\u202fM€');
    expect(sectionDe(edition.page, 'synthese')).not.toContain('leur somme diffère');
  });

  it('de chaque rangée donnent ses lignes, son montant et sa part', () => {
    for (const { nom, rangees, total } of jaune.tables) {
      const [corps = ''] = captures(elementDe(page, `<table id="table-${nom}"`, 'table'), /<tbody>(.*?)<\/tbody>/gs);
      const lues = captures(corps, /<tr[^>]*>(.*?)<\/tr>/gs).map((rangee) =>
        captures(rangee, /<td class="n">(.*?)<\/td>/gs)
          .slice(0, 3)
          .map((cellule) => texteDe(cellule)),
      );
      expect(lues).toEqual(
        rangees.map(({ lignes, montant }) => [
          String(lignes.length),
          simple(nombre(montant)),
          simple(formaterPourcentage(montant, total)),
        ]),
      );
    }
  });
});

describe('le jaune de 2012', () => {
  const synthese = () => texteDe(sectionDe(edition.page, 'synthese'));

  it('porte les quatre chiffres publiés et la part hors du secteur pilote', () => {
    for (const publie of ['46,190 M€', '9,717 M€', '36,473 M€', '28,169 M€', '79,0 %'])
      expect(synthese()).toContain(publie);
  });

  it('nomme les deux opérations exceptionnelles dans la synthèse, chacune avec son montant', () => {
    const operations = captures(elementDe(edition.page, '<ul class="operations">', 'ul'), /<li>(.*?)<\/li>/gs);
    expect(operations.map((operation) => texteDe(operation))).toEqual([
      expect.stringMatching(/Maison de l.Île-de-France.* 17,2 M€$/),
      expect.stringMatching(/Neuville.* 11,0 M€$/),
    ]);
  });

  it('ne met leur total, seul ou ajouté, dans aucun total', () => {
    const { totalHorsExceptionnelles, exceptionnelles } = edition.jaune.synthese;
    const ensemble = (totalHorsExceptionnelles + exceptionnelles) as Montant;
    expect(edition.page).not.toContain(nombre(ensemble));
    expect(edition.page).not.toContain(formaterMillions(ensemble).slice(0, -3));
    const pieds = captures(edition.page, /<tfoot>(.*?)<\/tfoot>/gs).filter((pied) =>
      pied.includes(nombre(exceptionnelles)),
    );
    expect(pieds.map((pied) => texteDe(pied))).toEqual([`Total, pour mémoire ${simple(nombre(exceptionnelles))}`]);
  });

  it('dit de chaque montant de l’annexe s’il est publié ou illustratif', () => {
    const lignes = captures(edition.page, /<tr id="l\d+">(.*?)<\/tr>/gs);
    expect(lignes).toHaveLength(edition.jaune.lignes.length);
    expect(lignes.filter((ligne) => !/<small>(illustratif|publié)<\/small>/.test(ligne))).toEqual([]);
    expect(edition.page).toContain('illustratives et marquées comme telles');
  });
});

describe('ce que disent les sections', () => {
  it('la couverture et le pied portent la collectivité, l’exercice, la base, la date et la mention', () => {
    const { mention } = jaune.enTete;
    for (const texte of ['Région Île-de-France', 'Engagements (AE et AP)', '13\u00a0décembre\u00a02012', mention])
      expect(page).toContain(texte);
  });

  it('l’annexe donne chaque ligne une fois, avec son fichier, son libellé et la règle qui l’a placée', () => {
    const numeros = captures(page, /<tr id="l(\d+)">/g).map(Number);
    expect(numeros).toEqual(jaune.lignes.map((_, rang) => rang + 1));
    for (const [rang, { ligne, verdict }] of jaune.lignes.entries()) {
      const rangee = elementDe(page, `<tr id="l${rang + 1}">`, 'tr');
      expect(rangee).toContain(`<small>:${ligne.numero}</small>`);
      expect(rangee).toContain(ligne.libelle);
      const { auteur } = verdict.decisive;
      const tete = page.slice(0, page.indexOf(rangee)).split('<tr class="groupe">').at(-1) ?? '';
      expect(tete).toContain(echapper(verdict.decisive.motif));
      if (auteur.type === 'regle') expect(tete).toContain(`>${auteur.regle.id}</a>`);
    }
  });

  it('une ligne en plusieurs parts donne les euros de chacune', () => {
    const partagees = jaune.lignes.filter(
      ({ verdict: { place, parts } }) =>
        place === 'internationale' && parts.filter((part) => part.place === place).length > 1,
    );
    expect(partagees.length).toBeGreaterThan(0);
    for (const affectation of partagees) {
      const rangee = elementDe(page, `<tr id="l${jaune.lignes.indexOf(affectation) + 1}">`, 'tr');
      for (const { montant } of partsEn(affectation, 'internationale'))
        expect(rangee).toContain(` : ${formaterEuros(montant)}`);
    }
  });

  it('une ligne à arbitrer montre l’empreinte qu’une décision doit porter', () => {
    const ouvertes = jaune.lignes.filter(({ verdict }) => verdict.place === 'a_arbitrer');
    expect(captures(sectionDe(page, 'reste'), /<small class="empreinte">(.*?)<\/small>/g).sort()).toEqual(
      ouvertes.map(({ ligne }) => ligne.empreinte).sort(),
    );
  });

  it('chaque base dit combien de lignes la donnent, et un tiret où aucune ne la donne', () => {
    const table = elementDe(page, '<table class="bases">', 'table');
    const bases = [...jaune.partitionParBase.values()];
    expect(bases.length).toBeGreaterThan(1);
    expect(captures(table, /<small>([\d\u202f]+)\u00a0lignes? sur/g)).toEqual(
      bases.map(({ total }) => formaterEntier(total.lignes)),
    );
    const muettes = bases.flatMap((partition) =>
      Object.values(partition).filter(({ lignes, centimes }) => lignes === 0 && centimes === 0),
    );
    // Receipts have rows of their own, for the places that have some in one base at least.
    const places = Object.keys(bases[0] ?? {}) as (keyof Partition)[];
    const enFace = places.filter((place) => bases.some((partition) => partition[place].recettes.lignes > 0));
    expect(enFace.length).toBeGreaterThan(1);
    expect(captures(table, /<th scope="row">(Recettes : [^<]*)</g)).toHaveLength(enFace.length);
    const sansRecettes = enFace.flatMap((place) =>
      bases.filter((partition) => partition[place].recettes.lignes === 0 && partition[place].recettes.centimes === 0),
    );
    expect(captures(table, /(<td class="n vide">–)/g)).toHaveLength(muettes.length + sansRecettes.length);
  });

  it('un code sans libellé paraît une fois, comme la ligne l’écrit', async () => {
    const tables = jaune.tables.map((table) => ({
      ...table,
      rangees: table.rangees.map((rangee) =>
        table.nom === 'programme' ? { ...rangee, cle: rangee.cle.replace(' ', ''), libelle: '' } : rangee,
      ),
    }));
    const sansLibelle = await renderHtml({ ...jaune, tables }, GABARITS);
    const noms = captures(
      elementDe(sansLibelle, '<table id="table-programme"', 'table'),
      /<th scope="row">(.*?)<\/th>/g,
    );
    expect(noms).toContain('<bdi>HP 048-008</bdi>');
  });

  it('les places font les fichiers reçus, et un total faux se voit', async () => {
    expect(page).toContain('c’est, au centime près, ce qui est entré des fichiers reçus');
    const fausse = { ...jaune.partition, exclue: { ...jaune.partition.exclue, lignes: 3 } };
    const autre = await renderHtml({ ...jaune, partition: fausse }, GABARITS);
    expect(captures(autre, /(ne font pas ce qui est entré)/g)).toHaveLength(2);
    expect(captures(page, /(ne font pas ce qui est entré)/g)).toHaveLength(0);
  });

  it('les règles qui n’ont rien fait sont marquées, et elles seules', () => {
    const muettes = captures(page, /<tr id="regle-\d+" class="muette">(.*?)<\/tr>/gs);
    expect(muettes).toHaveLength(1);
    expect(muettes[0]).toMatch(/jumelages.*Jamais déclenchée/);
  });

  it('un jaune sans aucune ligne se dessine, avec ses zéros', async () => {
    const vide = await renderHtml(jauneSynthetique(0), GABARITS);
    expect(texteDe(sectionDe(vide, 'synthese'))).toContain('0,000 M€');
    expect(vide).toContain('Aucune opération exceptionnelle.');
    expect(vide).toContain('<strong>–</strong>');
  });
});

/** Every amount that the jaune holds, except what only serves to reach another. */
function chiffresDe({ synthese, passerelle, couverture, ...autres }: Jaune): Montant[] {
  const places = (partition: Partition) => Object.values(partition).map(({ centimes }) => centimes);
  return [
    ...Object.values(synthese),
    ...places(autres.partition),
    ...(autres.partitionParBase.size > 1 ? [...autres.partitionParBase.values()].flatMap(places) : []),
    ...[passerelle.secteurPiloteRecu, ...passerelle.apports, ...passerelle.sorties].map(({ montant }) => montant),
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
    ...autres.sources.flatMap(({ depenses, partition }) => [
      depenses.montants[autres.enTete.base] ?? (0 as Montant),
      ...places(partition),
    ]),
    ...autres.lignes.map(({ montant }) => montant),
  ];
}
