import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { hasard } from '../generate.mjs';

/** A file of rules has a megabyte at most. */
const PAR_FICHIER = 2_000;

type Ligne = Readonly<Record<string, string>>;

/** What a rule asks, of a line that it must catch: by a code, by words, or by both, as rules do in life. */
const CONDITIONS: readonly ((ligne: Ligne, rang: number) => Record<string, unknown>)[] = [
  ({ programme }, rang) => ({ programme, libelle: { mots: [`convention ${rang}`] } }),
  ({ chapitre }, rang) => ({ chapitre, libelle: { mots: [`projet ${rang}`, `tranche ${rang}`] } }),
  (_, rang) => ({ libelle: { mots: [`n° ${rang}`] } }),
  (_, rang) => ({ beneficiaire: `Association ${rang}` }),
  ({ fonction, sens }, rang) => ({ fonction, sens, beneficiaire: { mots: [`comité ${rang}`] } }),
];

/** Writes rules beside those of a generated dossier, in files of two thousand: each looks for a name or a number of its own. */
export function genererLesRegles(dossier: string, nombre: number, graine: number): void {
  const tirer = hasard(graine);
  const lues: readonly Ligne[] = parse(readFileSync(join(dossier, 'sources/lignes.csv')), {
    delimiter: ';',
    columns: (titres: string[]) => titres.map((titre) => CHAMPS[titre] ?? titre),
    to: 2000,
  });
  const lignes = lues.filter(({ chapitre, fonction, programme }) => chapitre && fonction && programme);
  const regles = Array.from({ length: nombre }, (_, rang) => {
    const ligne = lignes[tirer(lignes.length)] ?? {};
    const conditions = CONDITIONS[rang % CONDITIONS.length]?.(ligne, rang + 1) ?? {};
    return {
      id: `croissance-${rang + 1}`,
      question: 'international',
      si: conditions,
      conclusion: rang % 2 === 0 ? 'non_internationale' : 'internationale',
      motif: `Action ${rang + 1} de la liste illustrative`,
      exemples: { attrape: [exempleDe(conditions)] },
    };
  });
  // JSON is YAML: what is in braces is read by the same code.
  for (let rang = 0; rang < regles.length; rang += PAR_FICHIER) {
    const nom = `90-croissance-${String(rang / PAR_FICHIER + 1).padStart(3, '0')}.yaml`;
    const siennes = regles.slice(rang, rang + PAR_FICHIER).map((regle) => `- ${JSON.stringify(regle)}\n`);
    writeFileSync(join(dossier, 'regles', nom), siennes.join(''));
  }
}

const CHAMPS: Readonly<Record<string, string>> = {
  Chapitre: 'chapitre',
  Fonction: 'fonction',
  Programme: 'programme',
  Sens: 'sens',
};

/** A line that the conditions catch: of words looked for, the first. */
function exempleDe(conditions: Record<string, unknown>): Ligne {
  return Object.fromEntries(
    Object.entries(conditions).map(([champ, attente]) => [
      champ,
      typeof attente === 'string' ? attente : String((attente as { mots: string[] }).mots[0]),
    ]),
  );
}
