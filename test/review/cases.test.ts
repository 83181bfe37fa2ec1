import { describe, expect, it } from 'vitest';
import type { CellRead } from '../../src/files/xlsx/read-sheet.ts';
import { COLONNES_DE_REVUE, rangDeSaisie, type Saisie } from '../../src/review/colonnes-de-revue.ts';
import { FORME_DES_PIECES } from '../../src/review/forme-des-pieces.ts';
import { lireSaisie } from '../../src/review/lire-saisie.ts';
import type { Listes, NomDeListe } from '../../src/review/liste-a-decider.ts';

const choix = (...montres: string[]) => montres.map((montre) => ({ montre, ecrit: montre.replace(' ', '_') }));
const LISTES: Listes = {
  decision: choix('internationale', 'non internationale', 'exclue'),
  axe: [{ montre: 'Croissance et emploi', ecrit: 'croissance' }],
  domaine: [],
  territoire: [{ montre: 'Moyen-Orient', ecrit: 'moyen-orient' }],
  pays: [{ montre: 'Sénégal', ecrit: 'Sénégal', autres: ['SEN'] }],
  omd: [],
  odd: [{ montre: '4. Éducation de qualité', ecrit: '4' }],
  exceptionnelle: choix('oui', 'non'),
  organisme: [{ montre: 'Comité du tourisme', ecrit: 'comite-tourisme' }],
  operation: [],
  montant_est: choix('brut', 'net'),
};
const texte = (contenu: string): CellRead => cellule('texte', contenu);
const nombre = (contenu: string, genre: CellRead['format']['kind'] = 'nombre') => cellule('nombre', contenu, genre);

function cellule(type: CellRead['type'], contenu: string, genre: CellRead['format']['kind'] = 'nombre'): CellRead {
  return { type, content: contenu, format: { kind: genre, isLocked: false }, hasFormula: false };
}

/** The value read, or the code of the fault. */
function lire(saisie: Saisie, vue: CellRead, depuis1904 = false): string {
  const colonne = COLONNES_DE_REVUE[rangDeSaisie(saisie)];
  if (colonne?.saisie === undefined) throw new Error(`${saisie} ne se remplit pas`);
  const liste = saisie in LISTES ? LISTES[saisie as NomDeListe] : [];
  const lue = lireSaisie(colonne.genre, vue, { liste, fichier: 'arbitrages.csv', depuis1904 });
  return 'valeur' in lue ? lue.valeur : lue.code;
}

describe('une case à remplir', () => {
  it.each<[saisie: Saisie, vue: CellRead, lue: string]>([
    ['decision', texte('Non internationale'), 'non_internationale'],
    ['decision', texte(' non_internationale '), 'non_internationale'],
    ['decision', nombre('1'), 'E-REVUE-VALEUR'],
    ['decision', cellule('booleen', '1'), 'E-REVUE-VALEUR'],
    ['decision', texte('   '), ''],
    ['axe', texte('CROISSANCE ET EMPLOI'), 'croissance'],
    ['axe', texte('croissance'), 'croissance'],
    ['domaine', texte('Export'), 'E-REVUE-VALEUR'],
    ['territoire', texte('moyen orient'), 'moyen-orient'],
    ['pays', texte('sen'), 'Sénégal'],
    ['quote_part', nombre('0.3', 'pourcentage'), '30 %'],
    ['quote_part', nombre('7.0000000000000007E-2', 'pourcentage'), '7 %'],
    ['quote_part', nombre('0.125', 'pourcentage'), '12,5 %'],
    ['quote_part', nombre('1', 'pourcentage'), '100 %'],
    ['quote_part', nombre('1.0000000000000001E-5', 'pourcentage'), '0,001 %'],
    ['quote_part', nombre('12500.5', 'euros'), '12500,5 €'],
    ['quote_part', nombre('30'), 'E-REVUE-VALEUR'],
    ['quote_part', nombre('40969', 'date'), 'E-REVUE-VALEUR'],
    ['quote_part', texte('1/3'), '1/3'],
    ['date', nombre('41219', 'date'), '2012-11-06'],
    ['date', nombre('41219.75', 'date'), '2012-11-06'],
    ['date', nombre('41219'), 'E-REVUE-VALEUR'],
    ['date', nombre('59', 'date'), 'E-REVUE-VALEUR'],
    ['date', nombre('1E300', 'date'), 'E-REVUE-VALEUR'],
    ['date', cellule('jour', '2012-11-06T00:00:00'), '2012-11-06'],
    ['date', texte('6/11/2012'), '2012-11-06'],
    ['date', texte('2012-11-06'), '2012-11-06'],
    ['date', texte('06/11/12'), 'E-REVUE-VALEUR'],
    ['date', texte('31/02/2012'), 'E-REVUE-VALEUR'],
    ['motif', texte('Deux\r\nlignes\u00a0 et\tune'), 'Deux lignes et une'],
    ['motif', texte('non\u202eoui\u2066 !'), 'nonoui !'],
    ['motif', nombre('2011'), '2011'],
    ['motif', nombre('41219', 'date'), 'E-REVUE-VALEUR'],
    ['motif', texte('=HYPERLINK("x")'), 'E-REVUE-VALEUR'],
    ['motif', texte('a\u0007b'), 'E-REVUE-VALEUR'],
    ['motif', texte('a\ud800b'), 'E-REVUE-VALEUR'],
    ['motif', texte('é'.repeat(4001)), 'E-REVUE-VALEUR'],
    ['auteur', cellule('erreur', '#REF!'), 'E-REVUE-VALEUR'],
    ['auteur', { ...texte('x'), hasFormula: true }, 'E-REVUE-FORMULE'],
  ])('%s : %o', (saisie, vue, lue) => {
    expect(lire(saisie, vue)).toBe(lue);
  });

  it('nomme le fichier où le texte serait pris pour une formule', () => {
    const cadre = { liste: [], fichier: FORME_DES_PIECES.fichier, depuis1904: false };
    expect(lireSaisie('texte', texte('=1+1'), cadre)).toMatchObject({
      message: 'un texte qui commence par « = » serait pris pour une formule dans pieces.csv',
    });
  });

  it('compte les jours depuis 1904 quand le classeur le dit', () => {
    expect(lire('date', nombre('39757', 'date'), true)).toBe('2012-11-06');
  });
});
