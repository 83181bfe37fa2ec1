import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { LIBELLES_BASES } from '../../src/domain/argent/base.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { ecrireDate } from '../../src/domain/textes/date.ts';
import { direMontant, formaterEuros } from '../../src/domain/textes/format.ts';
import { SECTIONS } from '../../src/render/html/sections.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { type Page2012, publier2012 } from '../outils/edition-2012.ts';
import { dansUnNavigateurSi, trouverProgramme } from '../outils/navigateur.ts';
import { captures, enCentimes, lireEntites, sectionDe, texteDe } from '../outils/page-lue.ts';

const PROGRAMMES = ['pdfinfo', 'pdftotext', 'pdftoppm'] as const;
const manquants = PROGRAMMES.filter((nom) => trouverProgramme(nom) === undefined);
const sansPoppler = manquants.length > 0 && process.env.CI !== 'true';
if (sansPoppler) console.warn(`${manquants.join(', ')} : absents du PATH, les essais sur papier sont passés.`);

/** A4, in points, and how far off rounding may lead. */
const A4 = { court: 595.28, long: 841.89 } as const;
const simple = (texte: string) => texte.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

dansUnNavigateurSi(!sansPoppler)('sur papier', (ouvrir) => {
  let edition: Page2012;
  const dossier = dossierDEssai();
  let pdf = '';
  /** The text of each sheet, as it is laid out. */
  let feuilles: string[] = [];
  const lancer = (programme: string, ...parametres: string[]) =>
    execFileSync(trouverProgramme(programme) ?? programme, parametres, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  beforeAll(async () => {
    edition = await publier2012();
    const { page } = await ouvrir(edition.fichier, { colorScheme: 'dark' });
    pdf = join(dossier, 'jaune.pdf');
    const options = { preferCSSPageSize: true, printBackground: true };
    await page.pdf({ ...options, path: join(dossier, 'essentiel.pdf') });
    await page.locator('html').evaluate((racine) => racine.setAttribute('data-papier', 'complet'));
    await page.pdf({ ...options, path: pdf });
    await page.locator('html').evaluate((racine) => racine.setAttribute('data-papier', 'presse'));
    await page.pdf({ ...options, path: join(dossier, 'presse.pdf') });
    await page.close();
    feuilles = lireLesFeuilles(pdf);
  });
  const lireLesFeuilles = (fichier: string) =>
    lancer('pdftotext', '-layout', '-enc', 'UTF-8', fichier, '-').split('\f').slice(0, -1);
  const lignesDe = (feuille: string) => feuille.split('\n').map(simple).filter(Boolean);
  /** The sheets of a section, from that of its title, « 2 Du bleu au jaune », to that of the next. */
  const feuillesDe = (titre: string, suivant: string) => {
    const rangDe = (voulu: string) =>
      feuilles.findIndex((feuille) =>
        lignesDe(feuille).some((ligne) => ligne.replace(/^(\d+|[A-Z]) /, '§') === `§${voulu}`),
      );
    const [debut, fin] = [rangDe(titre), rangDe(suivant)];
    return { debut, fin, textes: feuilles.slice(debut, fin) };
  };

  it('chaque feuille est un A4, debout pour le texte, couché pour l’annexe des lignes', () => {
    const dits = lancer('pdfinfo', '-l', '9999', pdf);
    const tailles = [...dits.matchAll(/Page +\d+ size: +([\d.]+) x ([\d.]+)/g)].map(([, l, h]) => [
      Number(l),
      Number(h),
    ]);
    expect(tailles).toHaveLength(feuilles.length);
    const orientation = tailles.map(([largeur = 0, hauteur = 0]) => {
      const [court, long] = [Math.min(largeur, hauteur), Math.max(largeur, hauteur)];
      expect(Math.abs(court - A4.court) + Math.abs(long - A4.long)).toBeLessThan(2);
      return largeur > hauteur ? 'couché' : 'debout';
    });
    const { debut, fin } = feuillesDe('Toutes les lignes', 'Toutes les fiches');
    expect(debut).toBeGreaterThan(5);
    expect(orientation.map((sens, rang) => (sens === 'couché' ? rang : -1)).filter((rang) => rang >= 0)).toEqual(
      Array.from({ length: fin - debut }, (_, rang) => debut + rang),
    );
  });

  it('après la couverture, chaque feuille dit la collectivité, l’exercice, la base et son numéro', () => {
    expect(feuilles[0]).toContain('2012');
    expect(lignesDe(feuilles[0] ?? '').filter((ligne) => /^\d+ \/ \d+$/.test(ligne))).toEqual([]);
    const fautes = feuilles.slice(1).flatMap((feuille, rang) => {
      const lignes = lignesDe(feuille);
      const tete = lignes[0] ?? '';
      const attendue =
        tete.includes('Région Île-de-France · Jaune budgétaire 2012') && tete.includes('Base : Engagements');
      const pied = lignes.at(-1) === `${rang + 2} / ${feuilles.length}`;
      return attendue && pied ? [] : [`${rang + 2} : ${tete} … ${lignes.at(-1)}`];
    });
    expect(fautes).toEqual([]);
  });

  it('l’essentiel s’imprime quand rien d’autre n’est demandé : huit feuilles au plus, dans l’ordre de la page', () => {
    const essentiel = lireLesFeuilles(join(dossier, 'essentiel.pdf'));
    console.log(`2012 : l’essentiel tient en ${essentiel.length} feuilles, le document complet en ${feuilles.length}`);
    expect(essentiel.length).toBeLessThanOrEqual(8);
    const texte = simple(essentiel.join(' '));
    const titres = SECTIONS.filter((section) => section.essentiel).map(({ titre = '' }) => titre);
    const places = titres.map((titre) =>
      essentiel.findIndex((feuille) => lignesDe(feuille).some((ligne) => new RegExp(`^\\d+ ${titre}$`).test(ligne))),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((gauche, droite) => gauche - droite));
    const { synthese, couverture } = edition.jaune;
    for (const montant of [...Object.values(synthese), couverture.aArbitrer.centimes])
      expect(texte).toContain(simple(formaterEuros(montant)).replace(/ €$/, ''));
    for (const { titre = '' } of SECTIONS.filter((section) => section.annexe))
      expect(texte).not.toMatch(new RegExp(`[A-I] ${titre}`));
  });

  it('ce que l’essentiel imprime d’un tableau fait son total, avec la rangée de ce qu’il n’imprime pas', () => {
    const lignes = lireLesFeuilles(join(dossier, 'essentiel.pdf')).flatMap(lignesDe);
    // Alone where a table closes; else among figures that this ignores.
    const montants = (debut: RegExp, fin: RegExp) => {
      const de = lignes.findIndex((ligne) => debut.test(ligne));
      const a = lignes.findIndex((ligne, rang) => rang > de && fin.test(ligne));
      expect(Math.min(de, a)).toBeGreaterThan(-1);
      return lignes.slice(de + 1, a + 1).flatMap((ligne) => {
        const lus = /(?<!\d )([+−]?\d{1,3}(?: \d{3})*,\d{2})(?: \d+,\d %)?$/.exec(ligne)?.[1];
        return lus === undefined ? [] : [enCentimes(lus)];
      });
    };
    for (const [debut, fin, total] of [
      [/^Lignes à arbitrer/, /^Total à arbitrer/, edition.jaune.couverture.aArbitrer.centimes],
    ] as const) {
      const lus = montants(debut, fin);
      expect(lus.at(-1)).toBe(total);
      expect(lus.slice(0, -1).reduce((somme, lu) => somme + lu, 0)).toBe(total);
    }
    expect(lignes.filter((ligne) => /^\d+ autres, ensemble/.test(ligne))).toHaveLength(3);
  });

  it('la fiche de presse tient en une feuille : les quatre chiffres, leurs phrases, sa date, d’où ils viennent', () => {
    const presse = lireLesFeuilles(join(dossier, 'presse.pdf'));
    expect(presse).toHaveLength(1);
    const texte = simple(presse.join(' '));
    const { synthese, enTete, couverture, tables } = edition.jaune;
    for (const publie of ['46,190', '9,717', '36,473', '28,169', '79,0 %']) expect(texte).toContain(publie);
    for (const exact of Object.values(synthese)) expect(texte).toContain(simple(formaterEuros(exact)));
    for (const dit of [
      'Toutes les actions internationales de la collectivité et des organismes',
      'aucun total',
      simple(`Fiche de presse, ${ecrireDate(enTete.dateEdition)}`),
      `Base : ${LIBELLES_BASES[enTete.base]}`,
      `${couverture.aArbitrer.lignes} lignes, ${simple(direMontant(couverture.aArbitrer.centimes))}`,
      'illustratifs',
      'jaune-2012.html',
    ])
      expect(texte).toContain(dit);
    const pays = (tables.find(({ nom }) => nom === 'pays')?.rangees ?? []).filter(({ cle }) => cle !== '');
    expect(texte).toContain(`${pays.length} pays dans le total`);
    const premier = pays.toSorted((gauche, droite) => droite.montant - gauche.montant)[0];
    expect(texte).toContain(`le plus : ${premier?.libelle} (${simple(direMontant(premier?.montant ?? montant(0)))})`);
    expect(texte).not.toMatch(/§|\(ligne \d/);
  });

  it('porte le total, au centime, et les quatre chiffres', () => {
    const texte = simple(feuilles.join(' '));
    const { synthese } = edition.jaune;
    for (const montant of Object.values(synthese)) expect(texte).toContain(simple(formaterEuros(montant)));
    for (const publie of ['46,190', '9,717', '36,473', '28,169', '79,0 %'])
      expect(simple(feuilles[1] ?? '')).toContain(publie);
  });

  it('un tableau qui se poursuit répète sa tête', () => {
    const { textes } = feuillesDe('Toutes les lignes', 'Toutes les fiches');
    expect(textes.length).toBeGreaterThan(10);
    const sansTete = textes.filter((feuille) => !/N° +Objet +Imputation +Montant \(€\)/.test(feuille));
    expect(sansTete.map((feuille) => lignesDe(feuille).slice(0, 3))).toEqual([]);
  });

  it('aucune feuille du document complet n’est presque vide, que la dernière', () => {
    const remplies = lancer('pdftotext', '-bbox-layout', pdf, '-')
      .split('<page ')
      .slice(1)
      .map((feuille) => {
        const hauteur = Number(/height="([\d.]+)"/.exec(feuille)?.[1]);
        const [haut, fond] = [57, hauteur - 51];
        const bas = lignesPosees(feuille).map((ligne) => ligne.bas);
        return (Math.max(haut, ...bas.filter((y) => y > haut && y < fond)) - haut) / (fond - haut);
      });
    expect(remplies).toHaveLength(feuilles.length);
    expect(remplies.flatMap((part, rang) => (part < 0.15 && rang < remplies.length - 1 ? [rang + 1] : []))).toEqual([]);
  });

  it('ce que partagent des lignes qui se suivent est dit une fois, au-dessus d’elles', () => {
    const { textes } = feuillesDe('Toutes les lignes', 'Toutes les fiches');
    const motif = 'La fonction 042 de la M71 porte les actions européennes';
    const lignes = edition.jaune.lignes.filter(({ verdict }) => verdict.decisive.motif.startsWith(motif)).length;
    expect(lignes).toBeGreaterThan(20);
    expect(simple(textes.join(' ')).split(motif).length - 1).toBeLessThan(lignes / 4);
    expect(textes.length).toBeLessThan(45);
  });

  it('rien de ce qui s’imprime ne dit de cliquer', () =>
    expect(simple(feuilles.join(' '))).not.toMatch(/s[’']ouvre sur|s[’']ouvrent sur|cliqu/i));

  it('aucun titre n’est la dernière ligne d’une feuille', () => {
    const corps = edition.page.slice(0, edition.page.indexOf('<template'));
    const titres = new Set(captures(corps, /<h[23][^>]*>(.*?)<\/h[23]>/gs).map((titre) => texteDe(titre)));
    expect(titres.size).toBeGreaterThan(60);
    // A title is told from a cell that says the same by the height of its letters.
    const orphelins = lancer('pdftotext', '-bbox-layout', pdf, '-')
      .split('<page ')
      .slice(1)
      .flatMap((feuille, rang) => {
        const [derniere] = lignesPosees(feuille)
          .filter(({ texte }) => !/^\d+ \/ \d+$/.test(texte))
          .sort((gauche, droite) => droite.bas - gauche.bas);
        if (derniere === undefined || derniere.hauteur < 11) return [];
        const seule = derniere.texte.replace(/^(\d+|[A-Z]) /, '');
        return titres.has(derniere.texte) || titres.has(seule) ? [`${rang + 1} : ${derniere.texte}`] : [];
      });
    expect(orphelins).toEqual([]);
  });

  it('les liens disent où ils mènent', () => {
    expect(simple(feuilles.join(' '))).toMatch(/aucun total \(§ 5\)/);
    const renvois = captures(sectionDe(edition.page, 'reste'), /data-ligne="(\d+)"/g);
    expect(renvois.length).toBeGreaterThan(5);
    const { textes } = feuillesDe('Ce qui reste ouvert', 'Comment le vérifier');
    const reste = textes.join(' ').replace(/\s+/g, '');
    expect(renvois.filter((numero) => !reste.includes(`(ligne${numero})`))).toEqual([]);
  });

  it('les graphiques s’impriment, en jaune, sur fond blanc même par mode sombre', async () => {
    const { debut } = feuillesDe('Du bleu au jaune', 'Domaines et territoires');
    lancer('pdftoppm', '-r', '40', '-f', String(debut + 1), '-l', String(debut + 1), pdf, join(dossier, 'feuille'));
    const [image = ''] = lancer('ls', dossier)
      .split('\n')
      .filter((nom) => nom.endsWith('.ppm'));
    const octets = await readFile(join(dossier, image));
    const points = octets.subarray(octets.indexOf('255\n') + 4);
    let [jaunes, blancs] = [0, 0];
    for (let i = 0; i + 2 < points.length; i += 3) {
      const [r = 0, v = 0, b = 0] = points.subarray(i, i + 3);
      if (r > 240 && v > 200 && v < 228 && b < 60) jaunes += 1;
      if (r > 250 && v > 250 && b > 250) blancs += 1;
    }
    expect(jaunes).toBeGreaterThan(points.length / 3 / 200);
    expect(blancs).toBeGreaterThan(points.length / 3 / 2);
  });
});

/** The lines of a sheet as pdftotext places them: text, height of the letters and where the line ends, in points. */
function lignesPosees(feuille: string): { texte: string; hauteur: number; bas: number }[] {
  return [...feuille.matchAll(/<line xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<\/line>/gs)].map(
    ([, haut, bas, mots = '']) => ({
      texte: captures(mots, /<word [^>]*>(.*?)<\/word>/g)
        .map(lireEntites)
        .join(' '),
      hauteur: Number(bas) - Number(haut),
      bas: Number(bas),
    }),
  );
}
