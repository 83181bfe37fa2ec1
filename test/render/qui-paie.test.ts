import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { verifierTousLesChiffres } from '../outils/chiffres.ts';
import { type Ebauche, lireEbauche } from '../outils/dossier-temporaire.ts';
import { type ClasseurLu, lireClasseur } from '../outils/lecteur-xlsx.ts';
import { recalculer } from '../outils/recalcul.ts';
import { regleDEssai } from '../outils/regle-d-essai.ts';
import { tableurPresent } from '../outils/tableur.ts';

const TITRES = 'Objet;Tiers;Sens;Opération;Engagé';
const source = (fichier: string, organisme: string, lignes: readonly string[]) => ({
  fichier,
  contenu: `${[TITRES, ...lignes].join('\n')}\n`,
  declaration: {
    organisme,
    colonnes: { libelle: 'Objet', beneficiaire: 'Tiers', sens: 'Sens', operation: 'Opération' },
  },
});
/** The wells, paid by two bodies; a house, exceptional as are its receipts; a receipt of no operation. Illustrative amounts. */
const EBAUCHE: Ebauche = {
  entete: {
    collectivite: 'Région',
    organismes: { agence: { nom: 'Agence', genre: 'association', detaille: 'oui' } },
    operations: {
      puits: { libelle: 'Puits', financeurs: [{ nom: 'Europe', genre: 'europe', annonce: '60,00' }] },
      maison: { libelle: 'Maison', financeurs: [{ nom: 'État', genre: 'etat', annonce: '400,00' }] },
    },
  },
  sources: [
    source('sources/region.csv', 'Région', [
      'Forages;ONG;dépense;puits;100,00',
      'Part des forages;Europe;recette;puits;40,00',
      'Stands;Europe;recette;;25,00',
      'Maison du port;Chantier;dépense;maison;500,00',
      'Maison, part;État;recette;maison;150,00',
    ]),
    source('sources/agence.csv', 'Agence', ['Pompes;ONG;dépense;puits;30,00']),
  ],
  regles: [
    regleDEssai('tout', 'international', 'internationale', { libelle: 'present' }),
    regleDEssai('maisons', 'exceptionnel', 'exceptionnelle', { libelle: { mots: ['Maison'] } }),
  ],
};

async function lu() {
  const lecture = await lireEbauche(EBAUCHE);
  if (lecture.jaune === undefined) throw new Error(lecture.constats.liste.map(({ message }) => message).join('\n'));
  return { ...lecture, jaune: lecture.jaune };
}

/** What a reader sees of a piece of a page, spaces being one. */
function vu(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');
}

/** The values of a sheet, row by row, empty cells aside. */
function rangees({ feuilles }: ClasseurLu, nom: string): string[] {
  const parRang = new Map<number, string[]>();
  for (const [adresse, { valeur }] of feuilles.get(nom) ?? []) {
    const rang = Number(adresse.replace(/\D/g, ''));
    if (valeur !== undefined && valeur !== '') parRang.set(rang, [...(parRang.get(rang) ?? []), String(valeur)]);
  }
  return [...parRang.values()].map((valeurs) => valeurs.join(' | '));
}

describe('qui paie les opérations', async () => {
  const { jaune, affectations } = await lu();
  const html = await renderHtml(jaune, 'templates');
  const section = (id: string) => vu(html.slice(html.indexOf(`<section id="${id}"`)).split('</section>')[0] ?? '');

  it('ne compare ce qui est annoncé qu’à ce que les opérations reçoivent, et met le reste à part', () => {
    const description = /<desc id="g-cofinancements-desc">([^<]*)</.exec(html)?.[1] ?? '';
    expect(vu(description)).toBe(
      'Reste à charge des opérations : Région : 60,00 €. Reste à charge des opérations : Agence : 30,00 €. Europe : 40,00 € reçus, 60,00 € annoncés. Recettes sans opération : 25,00 €.',
    );
    expect(section('cofinancements')).toContain('Europe 60,00 65,00 25,00');
    expect(section('cofinancements')).toContain('Tous les financeurs 60,00 65,00 25,00');
  });

  it('nomme qui porte ce qui reste, par des chiffres qui s’ouvrent', () => {
    const chiffres = tousLesChiffres(jaune);
    expect(chiffres.get('cofinancement.puits/porteur.agence')?.montant).toBe(3_000);
    expect(chiffres.get('cofinancement.puits/porteur.region')?.montant).toBe(6_000);
    expect(section('cofinancements')).toContain(
      'Reste à charge 90,00 dont porté par Région 60,00 dont porté par Agence 30,00',
    );
    verifierTousLesChiffres(jaune, affectations);
  });

  it('montre d’une opération exceptionnelle ce qui est payé et reçu, hors de tout total', () => {
    const chiffres = tousLesChiffres(jaune);
    expect(chiffres.get('cofinancement.maison/exceptionnelles')?.montant).toBe(50_000);
    expect(chiffres.get('cofinancement.maison/exceptionnelles/recettes')?.montant).toBe(15_000);
    expect(chiffres.get('cofinancement.maison/exceptionnelles/reste')?.montant).toBe(35_000);
    expect(chiffres.get('cofinancement.total/reste')?.montant).toBe(6_500);
    expect(section('cofinancements')).toContain('Maison exceptionnelle, hors total : 500,00 € payés, 150,00 € reçus');
    expect(section('cofinancements')).toContain('État exceptionnel, hors total : 150,00 € reçus');
    expect(section('exceptionnelles')).toMatch(
      /Total, pour mémoire 500,00 En face, les recettes exceptionnelles 150,00 .* 350,00/,
    );
  });

  it('le dit de même au classeur, en formules', async () => {
    const cible = path.join(dossierDEssai(), 'jaune.xlsx');
    await ecrireLeClasseur(jaune, cible);
    const octets = await readFile(cible);
    const lus = [lireClasseur(octets)];
    if (tableurPresent()) lus.push(await recalculer(octets, []));
    for (const classeur of lus) {
      const cofinancements = rangees(classeur, 'Cofinancements');
      expect(cofinancements).toContain('1 | Région | 100 | 40 | 60 | cofinancement.puits/porteur.region');
      expect(cofinancements).toContain('2 | Agence | 30 | 0 | 30 | cofinancement.puits/porteur.agence');
      expect(cofinancements).toContain(
        '2 | Pour mémoire, hors de tout total | 500 | 150 | 350 | cofinancement.maison/exceptionnelles/reste',
      );
      expect(cofinancements).toContain('Tous les financeurs | 60 | 65 | 25 | cofinancement.total/recettes');
      const exceptionnelles = rangees(classeur, 'Exceptionnelles');
      expect(exceptionnelles).toContain('En face, les recettes exceptionnelles : hors de tout total | 150');
      expect(exceptionnelles).toContain('Reste, pour mémoire | 350');
    }
  }, 120_000);
});
