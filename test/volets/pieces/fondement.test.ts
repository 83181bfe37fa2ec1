import { appendFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chiffresDesVolets } from '../../../src/compile/chiffres-des-volets.ts';
import { compterLesLignes } from '../../../src/compile/figures.ts';
import { Selection } from '../../../src/compile/selection.ts';
import { avecDossier } from '../../outils/atelier.ts';
import { editionDe, publier2012 } from '../../outils/edition-2012.ts';
import { jauneDuDossier } from '../../outils/jaune-du-dossier.ts';
import { lireClasseur } from '../../outils/lecteur-xlsx.ts';

/** What the tool never says of a grant. */
const JUGEMENTS = /\b(?:il)?l[ée]gal(?:e|es|ité|ement)?\b|\b(?:il)?l[ée]gaux\b/iu;

describe('le fondement de 2012', () => {
  it.each(['fondement', 'fondement.texte'])(
    'les chiffres de %s font le total, au centime et à la ligne',
    async (prefixe) => {
      const { jaune } = await publier2012();
      const fondement = jaune.volets.find(({ nom }) => nom === 'fondement');
      const siens = fondement?.chiffres.filter(({ nom }) => nom.slice(0, nom.lastIndexOf('.')) === prefixe) ?? [];
      expect(siens.length).toBeGreaterThan(2);
      const total = jaune.synthese.totalHorsExceptionnelles;
      expect(siens.reduce((somme, { montant }) => somme + montant, 0)).toBe(total);
      const retenues = jaune.lignes.filter(({ verdict }) =>
        verdict.parts.some(({ place }) => place === 'internationale'),
      );
      expect(siens.reduce((somme, { nombre }) => somme + nombre, 0)).toBe(retenues.length);
    },
  );

  it('les opérations exceptionnelles ont leur état à part, hors total, au centime et à la ligne', async () => {
    const { jaune } = await publier2012();
    const siens = chiffresDesVolets(jaune).filter(({ nom }) => /^fondement\.exceptionnelles\.[^.]+$/.test(nom));
    expect(siens.reduce((somme, { montant }) => somme + montant, 0)).toBe(jaune.synthese.exceptionnelles);
    expect(siens.reduce((somme, { nombre }) => somme + nombre, 0)).toBe(jaune.exceptionnelles.length);
    expect(siens.every(({ partDe }) => partDe === 'synthese.exceptionnelles')).toBe(true);
    for (const { criteres, montant, nombre } of siens) {
      const selection = new Selection(jaune, criteres);
      expect(compterLesLignes(jaune.lignes, selection)).toBe(nombre);
      expect(jaune.lignes.reduce((somme, ligne) => somme + (selection.compter(ligne) ?? 0), 0)).toBe(montant);
    }
  });

  it('la fiche d’une opération exceptionnelle lui donne son état, sans changer le total', () =>
    avecDossier(async (racine) => {
      const dossier = join(racine, 'dossier');
      cpSync('data/2012', dossier, { recursive: true });
      const { jaune: avant } = await publier2012();
      const [{ ligne: rang } = { ligne: 0 }] = avant.exceptionnelles;
      const ligne = avant.lignes[rang]?.ligne;
      const fiche = `${ligne?.fichier}:${ligne?.numero};${ligne?.empreinte};;;2012-05-24;autre_competence`;
      appendFileSync(join(dossier, 'pieces.csv'), `${fiche}${';'.repeat(17)}\n`);
      const jaune = await jauneDuDossier(dossier);
      const tableaux = jaune.volets.find(({ nom }) => nom === 'fondement')?.tableaux ?? [];
      const rangees = (voulu: string) => tableaux.find(({ nom }) => nom === voulu)?.rangees ?? [];
      expect(rangees('exceptionnelles').map(({ cle }) => cle)).toEqual(['sans-objet', 'non-renseigne']);
      expect(rangees('actions-exceptionnelles').map(({ ligne: menee }) => menee)).toEqual([rang]);
      expect(rangees('etats')).toEqual(
        avant.volets.find(({ nom }) => nom === 'fondement')?.tableaux.find(({ nom }) => nom === 'etats')?.rangees,
      );
    }));

  it('rien de ce qui est écrit ne juge', async () => {
    const dossier = await editionDe('2012');
    for (const nom of readdirSync(dossier)) {
      const octets = readFileSync(join(dossier, nom));
      const texte = nom.endsWith('.xlsx')
        ? [...lireClasseur(octets).parties.values()].join('\n')
        : octets.toString('utf8');
      // « Annonces légales » is an expense, and « population légale » a figure of INSEE.
      expect(JUGEMENTS.exec(texte.replaceAll(/annonces légales|population légale/gi, ''))?.[0], nom).toBeUndefined();
    }
  });
});
