/** From data/2011 to data/2012, counted again from the published lines by a reader that is not ours. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { compilerLEvolution } from '../../src/compile/evolution/compiler-l-evolution.ts';
import type { EvolutionComparee, Variation } from '../../src/compile/evolution/evolution.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { Emetteurs } from '../../src/domain/lignes/emetteurs.ts';
import { direMontant, formaterEuros } from '../../src/domain/textes/format.ts';
import { compilerLesLignes } from '../../src/edition/compiler-les-lignes.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { lireLEditionPrecedente } from '../../src/ingest/lire-les-editions-passees.ts';
import { editionDe } from '../outils/edition-2012.ts';
import { compter, type Enregistrement, lireCsvProduit } from '../outils/sorties.ts';

const DONNEES = join(import.meta.dirname, '../../data');
const sorties = new Map<string, string>();
let evolution: EvolutionComparee;
let annees: readonly [avant: Enregistrement[], maintenant: Enregistrement[]];

beforeAll(async () => {
  for (const annee of ['2011', '2012'] as const) sorties.set(annee, await editionDe(annee));
  annees = [
    lireCsvProduit(join(DONNEES, '2012/memoire'), 'lignes-2011.csv'),
    lireCsvProduit(sorties.get('2012') ?? '', 'lignes-2012.csv'),
  ];
  const constats = new Constats();
  const preparation = await preparer(join(DONNEES, '2012'), constats);
  const emetteurs = new Emetteurs();
  const jaune = await compilerLesLignes(preparation, { affectation: ({ ligne }) => emetteurs.ajouter(ligne) });
  const precedente = await lireLEditionPrecedente(preparation.dossier, constats);
  const lue = precedente && compilerLEvolution(precedente, { ...jaune, emetteurs });
  if (!lue?.comparable) throw new Error('2011 et 2012 ne se comparent pas');
  evolution = lue;
});

const page = (annee: string) => readFileSync(join(sorties.get(annee) ?? '', `jaune-${annee}.html`), 'utf8');
const seule = ({ avant, maintenant, ecart }: Variation) => ({ avant, maintenant, ecart });

/** The same figure out of the published lines of both years. */
function recompter(choisir: (ligne: Enregistrement) => boolean): Variation {
  const [avant, maintenant] = annees.map((lignes) => Number(compter(lignes.filter(choisir)).centimes));
  const figure = { avant: avant ?? 0, maintenant: maintenant ?? 0 };
  return { ...figure, ecart: figure.maintenant - figure.avant } as Variation;
}

/** An expense of the total: receipts are in no action. */
const internationale = ({ verdict, sens }: Enregistrement) => verdict === 'internationale' && sens === 'depense';
const PILOTE = 'Affaires internationales et européennes';

describe('de 2011 à 2012', () => {
  it('les quatre chiffres sont ceux des lignes publiées, au centime', () => {
    const { totalHorsExceptionnelles, secteurPilote, autresSecteurs, exceptionnelles } = evolution.synthese;
    expect(totalHorsExceptionnelles).toEqual(recompter(internationale));
    expect(secteurPilote).toEqual(recompter((ligne) => internationale(ligne) && ligne.secteur_compte === PILOTE));
    expect(autresSecteurs).toEqual(recompter((ligne) => internationale(ligne) && ligne.secteur_compte !== PILOTE));
    expect(exceptionnelles).toEqual(recompter(({ verdict }) => verdict === 'exceptionnelle'));
    // What was published in December 2012, and what the demonstration of 2011 adds up to.
    expect([totalHorsExceptionnelles.maintenant, exceptionnelles.maintenant]).toEqual([4_619_000_000, 2_816_900_000]);
    expect([totalHorsExceptionnelles.avant, exceptionnelles.avant]).toEqual([996_088_078, 0]);
    expect(evolution.illustratif).toBe('tout');
  });

  it('chaque rangée de chaque tableau est la somme des parts qui portent son libellé', () => {
    for (const { nom, rangees, ...total } of evolution.tables) {
      const colonne = nom === 'secteur' ? 'secteur_compte' : nom;
      const portees = annees.map((lignes) => new Set(lignes.filter(internationale).map((part) => part[colonne])));
      expect(rangees.length, nom).toBe(new Set(portees.flatMap((libelles) => [...libelles])).size);
      for (const rangee of rangees) {
        const libelle = rangee.cle === '' || rangee.libelle.startsWith('Non ventilé') ? '' : rangee.libelle;
        const attendue = recompter((ligne) => internationale(ligne) && ligne[colonne] === libelle);
        expect(seule(rangee), `${nom} ${rangee.libelle}`).toEqual(attendue);
        const [hier, aujourdhui] = portees.map((libelles) => libelles.has(libelle));
        expect(rangee.presence).toBe(hier ? (aujourdhui ? 'continue' : 'terminee') : 'nouvelle');
      }
      expect(seule(total)).toEqual(recompter(internationale));
    }
  });

  it('chaque ligne internationale des deux années est dans une action et une seule', () => {
    const [avant, maintenant] = annees.map((lignes) => compter(lignes.filter(internationale)).lignes);
    const { nouvelles, terminees, modifiees, inchangees } = evolution.comptes;
    const poursuivies = modifiees.actions + inchangees.actions;
    expect([terminees.actions + poursuivies, nouvelles.actions + poursuivies]).toEqual([avant, maintenant]);
    expect([nouvelles.actions, terminees.actions, modifiees.actions, inchangees.actions]).toEqual([490, 13, 73, 0]);
    const refs = evolution.actions.flatMap(({ precedente }) => precedente?.ref ?? []);
    expect(refs.sort()).toEqual([...new Set(annees[0].filter(internationale).map(({ ref }) => ref))].sort());
  });

  it('aucune action n’est dite terminée ni nouvelle quand l’autre année en a une de mêmes mots', () => {
    const mots = (texte: string) =>
      texte
        .toLowerCase()
        .replaceAll(/\b20\d\d\b/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim();
    const cles = annees.map(
      (lignes) => new Set(lignes.filter(internationale).map((ligne) => mots(`${ligne.beneficiaire}|${ligne.libelle}`))),
    );
    const seules = (etat: string, autre: ReadonlySet<string> | undefined) =>
      evolution.actions
        .filter((action) => action.etat === etat)
        .filter(({ beneficiaire, libelle }) => autre?.has(mots(`${beneficiaire}|${libelle}`)))
        .map(({ beneficiaire, libelle }) => `${beneficiaire} | ${libelle}`);
    expect(seules('terminee', cles[1])).toEqual([]);
    // Two lines of 2012 may say the words of one of 2011: one of them continues it, the other is new.
    const doubles = seules('nouvelle', cles[0]);
    const poursuivies = evolution.actions.filter(({ etat }) => etat === 'poursuivie');
    for (const double of doubles)
      expect(poursuivies.some(({ beneficiaire, libelle }) => `${beneficiaire} | ${libelle}` === double)).toBe(true);
  });

  it.each([
    // The emergencies of 2011 are over, and a chair is held for one year.
    ['terminee', "Aide d'urgence : crise alimentaire de la Corne de l'Afrique", 12_850_000, 0],
    ['terminee', "Aide d'urgence : séisme et tsunami, soutien aux sinistrés", 9_500_000, 0],
    ['terminee', 'Chaire internationale Blaise Pascal 2011, astrophysique', 17_100_000, 0],
    // The year in a label does not make another action.
    [
      'poursuivie',
      "Festival d'Île-de-France : édition 2012, programmation des musiques du monde",
      23_900_000,
      24_800_014,
    ],
    ['poursuivie', 'ARCUS - environnement littoral', 13_870_000, 14_459_566],
    // Its sector sent nothing in 2011.
    ['nouvelle', "Stages d'apprentis à l'étranger - bourses individuelles, gestion déléguée", 0, 120_995_056],
  ])('%s : %s', (etat, libelle, avant, maintenant) => {
    const trouvees = evolution.actions.filter((action) => action.libelle === libelle);
    expect(trouvees.map((action) => [action.etat, action.avant, action.maintenant])).toEqual([
      [etat, avant, maintenant],
    ]);
  });

  it('un désengagement de 2011 est rapproché de l’action qu’il diminuait, et n’est que probable', () => {
    const budapest = evolution.actions.filter(({ beneficiaire }) => beneficiaire === 'Ville de Budapest');
    expect(budapest).toMatchObject([
      { etat: 'poursuivie', rapprochement: 'probable', avant: -630_000, maintenant: 3_785_000 },
    ]);
  });

  it('treize émetteurs sont arrivés, aucun n’est parti : l’écart se lit à périmètre constant', () => {
    const [avant, maintenant] = annees.map(
      (lignes) => new Set(lignes.map(({ organisme, secteur }) => `${organisme}|${secteur}`)),
    );
    const { constant, arrives, partis } = evolution.perimetre;
    const connus = ({ organisme, secteur }: Enregistrement) => {
      const cle = `${organisme}|${secteur}`;
      return Boolean(avant?.has(cle) && maintenant?.has(cle));
    };
    expect(constant).toEqual(recompter((ligne) => internationale(ligne) && connus(ligne)));
    expect([arrives.length, partis.length]).toEqual([13, 0]);
    const venu = recompter((ligne) => internationale(ligne) && !connus(ligne));
    expect(arrives.reduce((total, apport) => total + apport.montant, 0)).toBe(venu.maintenant);
    expect(arrives.reduce((total, { actions }) => total + actions, 0)).toBe(
      compter(annees[1].filter((ligne) => internationale(ligne) && !connus(ligne))).lignes,
    );
  });
});

/** The words of a section of the page, without its tags. */
function texteDe(html: string, section: string): string {
  const debut = html.indexOf(`<section id="${section}"`);
  return html
    .slice(debut, html.indexOf('</section>', debut))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

describe('la page', () => {
  it('de 2012 dit ce qui a changé depuis 2011, dans la synthèse et dans sa section', () => {
    const html = page('2012');
    const { totalHorsExceptionnelles: total } = evolution.synthese;
    expect(texteDe(html, 'synthese')).toContain(
      `Depuis 2011, le total augmente de ${direMontant(total.ecart)}`.replaceAll('\u202f', ' '),
    );
    const dit = texteDe(html, 'evolution');
    for (const mot of [
      'Tous les montants de 2011 sont illustratifs.',
      'Le total par axe, 2011 et 2012',
      evolution.sha256,
    ])
      expect(dit).toContain(mot);
    expect(dit.replaceAll(' ', '')).toContain(formaterEuros(total.avant).slice(0, -2).replaceAll('\u202f', ''));
    expect(html.match(/id="g-evolution-titre"/g)).toHaveLength(1);
  });

  it('de 2011 dit qu’il n’y a rien à comparer, et ne dessine rien', () => {
    const html = page('2011');
    expect(texteDe(html, 'evolution')).toMatch(/Aucune édition passée n’est dans le dossier/);
    expect([html.includes('id="g-evolution'), html.includes('class="depuis"')]).toEqual([false, false]);
  });
});
