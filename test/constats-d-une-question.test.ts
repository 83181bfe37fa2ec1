import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { writeFindingsWithin } from '../src/cli/findings-text.ts';
import { type Constat, Constats } from '../src/domain/constats/constat.ts';

const SANS_COULEUR = new Chalk({ level: 0 });

function avertissement(ligne: number): Constat {
  return {
    code: 'A-LIGNE-DE-TOTAL',
    lieu: { fichier: 'sources/a.csv', ligne },
    message: `à la ligne ${ligne}`,
    remede: 'Regardez.',
  };
}

function dire(lignes: readonly number[], demandee: number): string {
  const constats = new Constats();
  for (const ligne of lignes) constats.ajouter(avertissement(ligne));
  const concerne = ({ lieu }: Constat) => lieu.ligne === demandee;
  return writeFindingsWithin(constats, { dossier: 'data/2012', isAbout: concerne }, SANS_COULEUR);
}

describe('Une commande qui répond à une question', () => {
  it('dit les avertissements de ce qu’on demande, et compte les autres', () => {
    expect(dire([2, 3, 4], 3)).toBe(
      'sources/a.csv:3 · à la ligne 3\n  Regardez.\n  [A-LIGNE-DE-TOTAL]\n\n' +
        '2 autres avertissements sur le dossier : « jaune controler data/2012 » les dit.\n',
    );
  });

  it('les compte seulement s’il n’y en a pas d’autres', () => {
    expect(dire([2], 3)).toBe('1 avertissement sur le dossier : « jaune controler data/2012 » le dit.\n');
    // More than the findings that are kept whole.
    const lignes = Array.from({ length: 80 }, (_, rang) => rang + 10);
    expect(dire(lignes, 3)).toBe('80 avertissements sur le dossier : « jaune controler data/2012 » les dit.\n');
  });

  it('ne dit rien quand il n’y a rien', () => {
    expect(dire([], 3)).toBe('');
    expect(dire([3], 3)).not.toContain('sur le dossier');
  });
});
