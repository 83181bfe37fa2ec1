import { describe, expect, it } from 'vitest';
import { CompteurDeRegles } from '../../src/compile/compteur-de-regles.ts';
import { UN } from '../../src/domain/argent/fraction.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import type { Dimension } from '../../src/domain/verdict/dimensions.ts';
import type { RegleCitee, Reponse, Verdict } from '../../src/domain/verdict/verdict.ts';
import { depensesSeules } from '../outils/comptes.ts';

const regle = (id: string, conclusion = 'internationale'): RegleCitee => ({
  id,
  conclusion,
  motif: 'essai',
  reference: '',
  lieu: 'regles/essai.yaml:1',
});

function reponse(gagnante: RegleCitee | 'personne', autres: readonly RegleCitee[], dimension?: Dimension): Reponse {
  const auteur =
    gagnante === 'personne'
      ? ({ type: 'decision', lieu: 'arbitrages.csv:2', auteur: 'Direction des finances', date: '2012-11-05' } as const)
      : ({ type: 'regle', regle: gagnante } as const);
  const commun = { conclusion: gagnante === 'personne' ? 'exclue' : gagnante.conclusion, auteur, motif: '', autres };
  return dimension === undefined
    ? { ...commun, question: 'international' }
    : { ...commun, question: 'ventilation', dimension };
}

function verdict(...reponses: [Reponse, ...Reponse[]]): Verdict {
  const [decisive] = reponses;
  return { place: 'internationale', quotePart: UN, cle: '', parts: [], reponses, signaux: [], decisive };
}

const ligne = (numero: number) => ({ fichier: 'sources/a.csv', numero, sens: 'depense' as const });
const enVigueur = (...regles: readonly RegleCitee[]) =>
  regles.map((citee) => ({ citee, question: 'international' as const }));

describe('ce que font les règles', () => {
  it('une ligne compte une fois pour une règle, quel que soit le nombre de dimensions où elle parle', () => {
    const compteur = new CompteurDeRegles();
    const [a, b] = [regle('a'), regle('b')];
    compteur.ajouter(ligne(2), verdict(reponse(a, [b], 'axe'), reponse(a, [b], 'domaine')), 500);
    const [deA, deB] = compteur.effets(enVigueur(a, b));
    expect(deA?.emporte).toMatchObject({ lignes: 1, centimes: 500 });
    expect(deB?.devance).toMatchObject({ lignes: 1, centimes: 500 });
    expect(compteur.rencontres()).toMatchObject([
      { compte: { lignes: 1, centimes: 500 }, exemples: ['sources/a.csv:2'] },
    ]);
  });

  it('deux règles sont contraires quand elles concluent autrement, jamais pour une ventilation ni une décision', () => {
    const compteur = new CompteurDeRegles();
    const [oui, non, aussi] = [regle('oui'), regle('non', 'non internationale'), regle('aussi')];
    compteur.ajouter(ligne(2), verdict(reponse(oui, [non, aussi])), 100);
    compteur.ajouter(ligne(3), verdict(reponse('personne', [oui])), 200);
    compteur.ajouter(ligne(4), verdict(reponse(aussi, [non], 'axe')), 400);
    expect(
      compteur
        .rencontres()
        .map(({ gagnante, devancee, contraires, compte }) => [gagnante?.id, devancee.id, contraires, compte.centimes]),
    ).toEqual([
      ['aussi', 'non', false, 400],
      [undefined, 'oui', false, 200],
      ['oui', 'aussi', false, 100],
      ['oui', 'non', true, 100],
    ]);
  });

  it('nomme les trois premières lignes, dans l’ordre où elles passent, même quand les verdicts s’entremêlent', () => {
    const compteur = new CompteurDeRegles();
    const [a, b, c] = [regle('a'), regle('b'), regle('c')];
    const [un, deux] = [verdict(reponse(a, [b])), verdict(reponse(a, [b, c]))];
    for (let numero = 2; numero < 12; numero++) compteur.ajouter(ligne(numero), numero % 2 === 0 ? un : deux, 1);
    const deB = compteur.rencontres().find(({ devancee }) => devancee.id === 'b');
    expect(deB?.exemples).toEqual(['sources/a.csv:2', 'sources/a.csv:3', 'sources/a.csv:4']);
  });

  it('compte juste au-delà de ce qu’il garde de verdicts et de paires', () => {
    const compteur = new CompteurDeRegles();
    const gagnantes = Array.from({ length: 250 }, (_, rang) => regle(`g${rang}`));
    const autres = Array.from({ length: 100 }, (_, rang) => regle(`d${rang}`));
    for (let tour = 0; tour < 20; tour++)
      for (const gagnante of gagnantes) compteur.ajouter(ligne(2), verdict(reponse(gagnante, autres)), 3);
    const effets = compteur.effets(enVigueur(...gagnantes, ...autres));
    expect(effets.slice(0, 250).map(({ emporte }) => emporte)).toEqual(
      gagnantes.map(() => depensesSeules({ lignes: 20, centimes: montant(60) })),
    );
    expect(effets.slice(250).map(({ devance }) => devance)).toEqual(
      autres.map(() => depensesSeules({ lignes: 5_000, centimes: montant(15_000) })),
    );
    const rencontres = compteur.rencontres();
    expect(rencontres).toHaveLength(20_000);
    expect(rencontres.every(({ compte }) => compte.lignes === 20 && compte.centimes === 60)).toBe(true);
  });
});
