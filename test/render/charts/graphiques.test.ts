/** The charts of the real dossier of 2012, against the figures that they are drawn from. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Jaune } from '../../../src/compile/jaune.ts';
import { montant, somme } from '../../../src/domain/argent/montant.ts';
import { formaterMillions } from '../../../src/domain/textes/format.ts';
import { dessinerGraphiques, type Graphiques } from '../../../src/render/html/graphiques.ts';
import { vueDe } from '../../../src/render/html/vue.ts';
import { jauneDuDossier } from '../../outils/jaune-du-dossier.ts';
import { POINTS, TOUS_LES_PAYS } from './cartes-outils.ts';
import { deClasse, type Element, lireLeDessin, verifierLeDessin } from './dessin-lu.ts';

const ATLAS = { numeriques: new Map(TOUS_LES_PAYS.map(({ code, numerique }) => [code, numerique])), points: POINTS };
let jaune: Jaune;
let graphiques: Graphiques;

beforeAll(async () => {
  jaune = await jauneDuDossier(join(import.meta.dirname, '../../../data/2012'));
  graphiques = await dessinerGraphiques(jaune, vueDe(jaune), ATLAS);
});

/** The names of the marks: what a screen reader says. */
const noms = (elements: readonly Element[]) => elements.filter(({ nom }) => nom === 'title').map(({ texte }) => texte);
const lisible = (texte: string | undefined) => texte?.replaceAll(/[\u202f\u00a0]/g, ' ');

describe('les graphiques de 2012', () => {
  it('la passerelle part de ce qui est reçu, réunit ce qui pèse peu, et finit sur le total', () => {
    const elements = verifierLeDessin(graphiques.passerelle, 'g-passerelle');
    const [, ...etapes] = noms(elements).map(lisible);
    expect(etapes).toEqual([
      'Reçu sous le secteur « Affaires internationales et européennes » : 11,613 M€, 150 lignes',
      'Non internationale : −0,748 M€, 7 lignes',
      'Exclue du périmètre : Le bureau de la Région à Bruxelles (IdFE) est présenté à part ; la synthèse publiée est « hors IdFE ». : −1,149 M€, 1 ligne',
      'Secteur pilote retenu : 9,717 M€',
      'Enseignement supérieur et recherche : 9,232 M€, 79 lignes',
      'Développement économique : 7,352 M€, 86 lignes',
      'Tourisme : 6,404 M€, 46 lignes',
      'Apprentissage et formation : 3,445 M€, 41 lignes',
      'Lycées : 3,139 M€, 42 lignes',
      'Culture : 2,667 M€, 37 lignes',
      'Jeunesse : 1,261 M€, 25 lignes',
      '6 autres secteurs : 2,972 M€',
      'Total général hors opérations exceptionnelles : 46,190 M€',
    ]);
  });

  it('ce qui est réuni l’est au centime', () => {
    const { sorties, apports, total } = jaune.passerelle;
    const petits = apports.filter((apport) => apport.montant * 50 < total);
    const reunis = somme(petits.map((apport) => apport.montant));
    expect(graphiques.passerelle).toContain(`${petits.length} autres secteurs\u202f: ${formaterMillions(reunis)}`);
    for (const place of ['non_internationale', 'exclue']) {
      const quitte = somme(sorties.filter((sortie) => sortie.place === place).map((sortie) => sortie.montant));
      expect(graphiques.passerelle).toContain(formaterMillions(montant(-quitte)));
    }
  });

  it('chaque montant d’un graphique est dans la même unité', () => {
    for (const svg of [graphiques.passerelle, graphiques.axes, graphiques.secteurs]) {
      const valeurs = deClasse(lireLeDessin(svg), 'g-valeur').map(({ texte }) => texte);
      expect(valeurs.filter((valeur) => !/^−?\d+,\d{3}\u202fM€$/.test(valeur))).toEqual([]);
    }
  });

  it('ce qui n’est pas ventilé est hachuré, et lui seul', () => {
    const hachures = (svg: string) =>
      lireLeDessin(svg).filter(({ attributs }) => attributs.class === 'g-barre' && attributs.fill).length;
    expect([hachures(graphiques.axes), hachures(graphiques.secteurs)]).toEqual([1, 0]);
  });

  it('la carte dessine tous les pays de la table, et dit ce qui n’est dans aucun', () => {
    const rangees = jaune.tables.find(({ nom }) => nom === 'pays')?.rangees.filter(({ lignes }) => lignes.length > 0);
    const pays = rangees?.filter(({ cle }) => cle !== '') ?? [];
    const svg = /<svg[\s\S]*?<\/svg>/.exec(graphiques.carte)?.[0] ?? '';
    expect(deClasse(verifierLeDessin(svg, 'g-carte'), 'g-pays')).toHaveLength(pays.length);
    for (const nom of ['Hong Kong', 'Palestine', 'Singapour', 'Cap-Vert', 'Comores', 'Jamaïque'])
      expect(svg).toContain(`<title>${nom}\u202f:`);
    expect(lisible(graphiques.carte)).toContain('Plusieurs pays, ou pays non précisé : 21,865 M€ (47,3 % du total)');
  });

  it('les flux font le total publié, au centime, et mènent à ses secteurs et à ses axes', () => {
    expect(lisible(graphiques.flux)).toContain('Total général hors opérations exceptionnelles : 46 190 000,00 €.');
    for (const adresse of ['pilote=oui', 'verdict=internationale', 'secteur=tourisme', 'axe=croissance'])
      expect(graphiques.flux.split(`href="#${adresse}"`)).toHaveLength(3);
  });

  it('les identifiants de tous les graphiques diffèrent', () => {
    const ids = Object.values(graphiques).flatMap((svg) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('sans atlas, la carte manque et le reste se dessine', async () => {
    const sans = await dessinerGraphiques(jaune, vueDe(jaune), undefined);
    expect(sans).toEqual({ ...graphiques, carte: '' });
  });
});
