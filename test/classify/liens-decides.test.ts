import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ajouterLesDecisions,
  lireLesDecisionsEcrites,
  ouvrirLesDecisions,
} from '../../src/classify/decisions/decisions-ecrites.ts';
import { montantEst } from '../../src/compile/cofinancements/compiler-les-cofinancements.ts';
import { operationDe } from '../../src/domain/lignes/operation-de.ts';
import {
  COLONNES_DECISION,
  COLONNES_DES_LIENS,
  type DecisionEcrite,
  decisionEcrite,
} from '../../src/domain/verdict/decision-ecrite.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier, fautes, lireDossier } from '../outils/dossier-temporaire.ts';

const LIGNES = ['Dotation au comité;;;1000,00', 'Site internet;salon;brut;25000,00', 'Voirie;;;5,00'];
const ENTETE = {
  organismes: { crt: { nom: 'Comité du tourisme', detaille: 'oui' }, agence: { nom: 'Agence' } },
  operations: { site: { libelle: 'Site internet' }, salon: { libelle: 'Salon' } },
};
const SOURCES = [
  {
    fichier: 'sources/a.csv',
    contenu: ['Objet;Opération;Montant est;Engagé', ...LIGNES, ''].join('\n'),
    declaration: { colonnes: { libelle: 'Objet', operation: 'Opération', montant_est: 'Montant est' } },
  },
  {
    fichier: 'sources/crt.csv',
    contenu: 'Objet;Engagé\nSalon de Pékin;900,00\n',
    declaration: { organisme: 'Comité du tourisme' },
  },
];
const TITRES = [...COLONNES_DECISION, ...COLONNES_DES_LIENS].join(';');

function ecrire(ligne: number, decision: string, organisme = '', operation = '', montantDit = ''): string {
  const empreinte = createHash('sha256')
    .update(LIGNES[ligne] ?? '')
    .digest('hex')
    .slice(0, 16);
  const liens = [organisme, operation, montantDit];
  return [`sources/a.csv:${ligne + 2}`, empreinte, decision, ';;;;;', 'Vu', 'Direction', '2012-11-06', ...liens].join(
    ';',
  );
}

const regle = (id: string, question: string, conclusion: unknown, libelle: string) => ({
  id,
  question,
  si: { libelle },
  conclusion,
  motif: id,
  exemples: { attrape: [{ libelle }] },
});
const OUI = ['Dotation au comité', 'Site internet', 'Salon de Pékin'].map((libelle, rang) =>
  regle(`oui-${rang}`, 'international', 'internationale', libelle),
);

function lire(decisions: readonly string[], regles: readonly unknown[] = OUI) {
  return avecDossier((racine) => {
    deposerDossier(racine, { entete: ENTETE, sources: SOURCES, regles });
    deposer(racine, 'arbitrages.csv', [TITRES, ...decisions, ''].join('\n'));
    return lireDossier(racine);
  });
}

describe('une personne dit un flux', () => {
  it('vers un organisme détaillé : la ligne est exclue, l’argent compte chez lui', async () => {
    const { jaune, affectations, constats } = await lire([ecrire(0, 'flux_interne', 'Comité du tourisme')]);
    expect(constats.erreurs).toBe(0);
    expect(affectations[0]?.verdict).toMatchObject({
      place: 'exclue',
      flux: { genre: 'flux_interne', organisme: 'crt' },
      decisive: { auteur: { type: 'decision' } },
    });
    expect(jaune?.consolidation).toMatchObject({
      deduits: [{ genre: 'flux_interne', organisme: { id: 'crt' }, compte: { lignes: 1, centimes: 100_000 } }],
      consolide: { centimes: 2_500_000 + 500 + 90_000 },
    });
  });

  it('vers un organisme sans détail : les règles disent si la ligne est internationale', async () => {
    const { affectations } = await lire([ecrire(0, 'reversement', 'agence'), ecrire(2, 'reversement', 'agence')]);
    expect(affectations.slice(0, 3).map(({ verdict: { place, flux } }) => [place, flux?.genre])).toEqual([
      ['internationale', 'reversement'],
      ['internationale', undefined],
      ['non_examinee', 'reversement'],
    ]);
  });

  it('un mandat est exclu, que l’organisme soit détaillé ou non', async () => {
    const { affectations } = await lire([ecrire(0, 'mandat', 'agence')]);
    expect(affectations[0]?.verdict).toMatchObject({ place: 'exclue', flux: { genre: 'mandat', organisme: 'agence' } });
  });

  it('une ligne internationale peut aller à un organisme sans détail', async () => {
    const { affectations } = await lire([ecrire(2, 'internationale', 'agence')]);
    expect(affectations[2]?.verdict).toMatchObject({ place: 'internationale', flux: { organisme: 'agence' } });
  });
});

describe('décision, règle, colonne, dans cet ordre', () => {
  const rattacher = regle('liens', 'rattachement', { operation: 'site' }, 'Site internet');
  const lien = async (decisions: readonly string[], regles: readonly unknown[]) => {
    const { affectations, preparation } = await lire(decisions, [...OUI, ...regles]);
    const operations = preparation?.dossier.enTete.operations;
    const ligne = affectations[1];
    if (!operations || !ligne) throw new Error('la ligne n’est pas là');
    return [operationDe(ligne, operations), montantEst(ligne)];
  };

  it('la colonne, faute d’autre', async () => {
    expect(await lien([], [])).toEqual(['salon', 'brut']);
  });

  it('la règle, pour ce qu’elle dit', async () => {
    expect(await lien([], [rattacher])).toEqual(['site', 'brut']);
  });

  it('la décision, pour ce qu’elle dit, et la règle pour le reste', async () => {
    expect(await lien([ecrire(1, 'incluse', '', '', 'net')], [rattacher])).toEqual(['site', 'net']);
    expect(await lien([ecrire(1, 'incluse', '', 'Salon')], [rattacher])).toEqual(['salon', 'brut']);
  });

  it('« aucune », par une décision ou par une règle, détache ce que la colonne rattache', async () => {
    const detacher = regle('detache', 'rattachement', { operation: 'aucune' }, 'Site internet');
    expect(await lien([ecrire(1, 'incluse', '', 'aucune')], [])).toEqual(['', 'brut']);
    expect(await lien([ecrire(1, 'incluse', '', 'Aucune opération')], [rattacher])).toEqual(['', 'brut']);
    expect(await lien([], [detacher])).toEqual(['', 'brut']);
    expect(await lien([ecrire(1, 'incluse', '', 'salon')], [detacher])).toEqual(['salon', 'brut']);
  });
});

it('« incluse » laisse les autres questions aux règles, et l’emporte sur celle qui exclut', async () => {
  const regles = [regle('dehors', 'perimetre', 'exclue', 'Site internet'), ...OUI];
  expect((await lire([], regles)).affectations[1]?.verdict.place).toBe('exclue');
  expect((await lire([ecrire(1, 'incluse')], regles)).affectations[1]?.verdict.place).toBe('internationale');
});

it('deux décisions qui diffèrent par leur organisme se contredisent', async () => {
  const lecture = await lire([ecrire(0, 'mandat', 'agence'), ecrire(0, 'mandat', 'crt')]);
  expect(fautes(lecture).filter((dite) => dite.startsWith('E-'))).toEqual(['E-ARBITRAGE-DOUBLE arbitrages.csv 3 1']);
  expect(lecture.constats.liste[0]?.message).toContain('se contredisent');
});

describe('arbitrages.csv prend les colonnes qu’il lui faut', () => {
  const nouvelle = (liens: Partial<DecisionEcrite>) => {
    const cellules: Partial<DecisionEcrite> = { ref: 'sources/a.csv:4', date: '2012-12-01', ...liens };
    return { ecrite: decisionEcrite((colonne) => cellules[colonne] ?? ''), remplace: false };
  };
  const avant = 'sources/a.csv:2;0123456789abcdef;exclue;;;;;;;"Vu ; revu";Direction;2012-11-06';

  it.each([
    ['', '', avant],
    [';remplacee_le', ';2012-12-01', `${avant};;;;2012-12-01`],
    [';organisme;operation;montant_est', ';;site;net', `${avant};;site;net`],
    [';organisme;operation;montant_est;remplacee_le', ';;site;net;', `${avant};;site;net;`],
  ])('%s', async (titres, fin, attendu) => {
    await avecDossier(async (racine) => {
      deposer(racine, 'arbitrages.csv', `${COLONNES_DECISION.join(';')}${titres}\n${avant}${fin}\n`);
      await ajouterLesDecisions(ouvrirLesDecisions(racine), [nouvelle({ operation: 'site' })]);
      const [tete, premiere] = readFileSync(join(racine, 'arbitrages.csv'), 'utf8').split('\n');
      expect(tete).toBe(`${TITRES}${titres.endsWith('remplacee_le') ? ';remplacee_le' : ''}`);
      expect(premiere).toBe(attendu === avant ? `${avant};;;` : attendu);
      const { enVigueur } = await lireLesDecisionsEcrites(join(racine, 'arbitrages.csv'));
      expect(enVigueur.get('sources/a.csv:4')?.operation).toBe('site');
    });
  });

  it('sans lien, un fichier d’aujourd’hui reste comme il est', async () => {
    await avecDossier(async (racine) => {
      deposer(racine, 'arbitrages.csv', `${COLONNES_DECISION.join(';')}\n${avant}\n`);
      await ajouterLesDecisions(ouvrirLesDecisions(racine), [nouvelle({})]);
      const texte = readFileSync(join(racine, 'arbitrages.csv'), 'utf8');
      expect(texte.startsWith(`${COLONNES_DECISION.join(';')}\n${avant}\n`)).toBe(true);
    });
  });
});
