import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Montant } from '../../src/domain/argent/montant.ts';
import { formaterEntier, formaterEuros } from '../../src/domain/textes/format.ts';
import { publier2012 } from '../outils/edition-2012.ts';
import { captures, idsDe, sectionDe, texteDe } from '../outils/page-lue.ts';

const net = (texte: string) => texte.replace(/[\s\u00a0\u202f]+/g, ' ');
const euros = (centimes: Montant) => net(formaterEuros(centimes).slice(0, -2));

describe('qui a décidé, en 2012', async () => {
  const { page, jaune } = await publier2012();
  const section = sectionDe(page, 'decisions');
  const mots = net(texteDe(section));
  const decisions = parse(readFileSync('data/2012/arbitrages.csv'), {
    bom: true,
    columns: true,
    delimiter: ';',
  }) as Readonly<Record<string, string>>[];

  it('chaque décision d’arbitrages.csv y est, refus compris : sa ligne, sa raison, qui l’a signée', () => {
    expect(decisions).toHaveLength(11);
    for (const { ref = '', motif = '', auteur = '', ligne_libelle: libelle = '' } of decisions)
      for (const texte of [ref, motif, auteur, libelle]) expect(mots).toContain(net(texte));
    expect(mots.match(/Signé le \d/g)).toHaveLength(decisions.length);
    expect(mots).toContain('Non internationale Fête de quartier');
    expect(mots).toContain('Internationale, pour 55 % ; territoire : Europe');
  });

  it('chaque ligne décidée s’ouvre, chaque somme aussi, et l’index dit les mêmes lignes', () => {
    const ids = new Set(idsDe(page));
    const lignes = captures(section, /<a href="#(l\d+)"/g);
    expect(lignes).toHaveLength(decisions.length);
    for (const ligne of lignes) expect(ids).toContain(ligne);
    const sommes = captures(section, /<a class="c" href="#([^"]+)"/g);
    expect(sommes).toHaveLength(jaune.couverture.decideurs.length + 1);
    for (const somme of sommes) expect(page).toContain(`id="${somme}"`);
  });

  it('les figures de la couverture font le total, et chacune s’ouvre quand la page a toutes ses lignes', () => {
    const reste = sectionDe(page, 'reste');
    const { parDecision, signalees, silencieuses, parRegle } = jaune.couverture;
    const dites = net(texteDe(reste));
    expect(dites).toContain(`Une règle ${net(formaterEntier(parRegle.lignes))} ${euros(parRegle.centimes)}`);
    for (const [compte, adresse] of [
      [parDecision, 'verdict=tous&amp;decide_par=personne'],
      [signalees, 'verdict=tous&amp;couverture=signalees'],
      [silencieuses, 'verdict=tous&amp;couverture=silencieuses'],
    ] as const) {
      expect(net(reste)).toContain(`href="#${adresse}">${euros(compte.centimes)}</a>`);
      expect(page).toContain(`id="${adresse}"`);
    }
    const dansLeTotal = captures(reste, /href="#decide_par=(?:regle|personne)">([^<]+)</g).map((ecrit) =>
      Number(ecrit.replace(/\D/g, '')),
    );
    expect(dansLeTotal).toHaveLength(2);
    expect(dansLeTotal.reduce((a, b) => a + b)).toBe(jaune.synthese.totalHorsExceptionnelles);
  });
});
