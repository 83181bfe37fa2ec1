import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellule } from '../generate.mjs';

const TITRES = 'ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date';

/** What is decided of ten lines in a row: few are international, as few are in life. */
const DECISIONS = [
  'exclue',
  'non_internationale',
  'exclue',
  'non_internationale',
  'exclue',
  'internationale',
  'exclue',
  'non_internationale',
  'exclue',
  'non_internationale',
];

/** Decides the first lines of a generated dossier, each for a reason of its own. */
export function genererLesArbitrages(dossier: string, nombre: number): void {
  const enregistrements = readFileSync(join(dossier, 'sources/lignes.csv'), 'utf8').split('\n').slice(1, -1);
  if (enregistrements.length < nombre) throw new Error(`${enregistrements.length} lignes pour ${nombre} décisions`);
  const lignes = enregistrements.slice(0, nombre).map((enregistrement, rang) => {
    const empreinte = createHash('sha256').update(enregistrement).digest('hex').slice(0, 16);
    const motif = cellule(`Convention ${rang + 1} relue : son objet dit où elle compte`);
    const decision = DECISIONS[rang % DECISIONS.length];
    return `sources/lignes.csv:${rang + 2};${empreinte};${decision};;;;;;;${motif};Mission jaune;2012-11-06`;
  });
  writeFileSync(join(dossier, 'arbitrages.csv'), `${[TITRES, ...lignes].join('\n')}\n`);
}
