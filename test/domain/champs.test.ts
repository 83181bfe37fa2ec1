import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHAMPS_CODES, CHAMPS_COLONNES, CHAMPS_REGLES } from '../../src/domain/lignes/champs.ts';

const DOCUMENT = readFileSync(new URL('../../docs/dossier.md', import.meta.url), 'utf8');

describe('les champs', () => {
  it('que l’on peut mettre sous « colonnes » sont ceux de docs/dossier.md', () => {
    const paragraphe = /Noms possibles sous `colonnes` :([\s\S]*?)\n\n/.exec(DOCUMENT)?.[1] ?? '';
    const ecrits = [...paragraphe.matchAll(/`([a-z_]+)`/g)].map(([, nom]) => nom);
    expect([...CHAMPS_COLONNES].sort()).toEqual(ecrits.sort());
  });

  it('que les règles regardent sont les mêmes, moins ce qui ne décide pas, plus « fichier », « norme » et « montant »', () => {
    const muets = ['exercice', 'cout_total', 'autres_financeurs', 'caractere', 'omd', 'odd'];
    const attendus = [...CHAMPS_COLONNES.filter((champ) => !muets.includes(champ)), 'fichier', 'norme', 'montant'];
    expect([...CHAMPS_REGLES].sort()).toEqual(attendus.sort());
  });

  it('qui portent des codes sont des champs des règles', () => {
    expect(CHAMPS_REGLES).toEqual(expect.arrayContaining([...CHAMPS_CODES]));
  });
});
