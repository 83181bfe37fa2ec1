import { describe, expect, it } from 'vitest';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

async function lire(chapitre: string, fonction: string, entete: Record<string, unknown> = {}, action = '') {
  const contenu = `Ch;Fn;Action;Objet;Engagé\n${chapitre};${fonction};${action};x;1\n`;
  const declaration = { colonnes: { chapitre: 'Ch', fonction: 'Fn', action: 'Action', libelle: 'Objet' } };
  const lecture = await lireEbauche({ entete, sources: [{ fichier: 'sources/a.csv', contenu, declaration }] });
  return { codes: fautes(lecture).map((faute) => faute.split(' ')[0]), lecture };
}

describe('un code', () => {
  it('reste le texte reçu : 048 n’est pas 48', async () => {
    const { codes, lecture } = await lire('930', '048', {}, '0201');
    expect(codes).toEqual([]);
    expect(lecture.affectations[0]?.ligne).toMatchObject({ chapitre: '930', fonction: '048', action: '0201' });
  });

  it('qui a perdu son zéro se dit, à côté de son chapitre', async () => {
    const { codes, lecture } = await lire('930', '48');
    expect(codes).toEqual(['E-CODE-ZERO-PERDU']);
    expect(lecture.constats.liste[0]?.message).toContain('« 048 »');
    expect((await lire('934', '41')).codes).toEqual([]);
  });

  it.each(['4991E+13', '1,23E+05', '1e9', '123456789.0', '48,00'])('abîmé par un tableur se dit : %j', async (code) => {
    const { codes, lecture } = await lire('930', '048', {}, code);
    expect(codes).toEqual(['E-CODE-ALTERE']);
    expect(lecture.constats.liste[0]?.message).toContain(code);
  });

  it('absent de la nomenclature de l’année est une erreur, ou un avertissement si le dossier le veut', async () => {
    expect((await lire('999', '')).codes).toEqual(['E-CODE-INCONNU']);
    expect((await lire('', '0499')).codes).toEqual(['E-CODE-INCONNU']);
    expect((await lire('999', '', { code_inconnu: 'avertissement' })).codes).toEqual(['A-CODE-INCONNU']);
  });

  it('d’une autre norme dit où il existe', async () => {
    const { codes, lecture } = await lire('9305', '');
    expect(codes).toEqual(['E-CODE-INCONNU']);
    expect(lecture.constats.liste[0]?.remede).toContain('M57');
  });

  it('vide, ou de chapitre par nature, ne se vérifie pas', async () => {
    expect((await lire('', '')).codes).toEqual(['A-IMPUTATION-ABSENTE']);
    expect((await lire('', '', { vote: 'par_nature' })).codes).toEqual([]);
    expect((await lire('65', '048', { vote: 'par_nature' })).codes).toEqual([]);
  });
});

describe('un code qui a l’air d’un nombre', () => {
  const lireTous = async (fonctions: readonly string[], declaration: Record<string, unknown> = {}) => {
    const lecture = await lireEbauche({
      entete: { code_inconnu: 'avertissement' },
      sources: [
        {
          fichier: 'sources/a.csv',
          contenu: ['Fn;Objet;Engagé', ...fonctions.map((fonction) => `${fonction};x;1`)].join('\n'),
          declaration: { colonnes: { nature: 'Fn', libelle: 'Objet' }, ...declaration },
        },
      ],
    });
    return lecture.constats.liste.map(({ code, message }) => `${code} ${message}`);
  };

  it('est un code si d’autres ont une lettre à la même place', async () => {
    expect(await lireTous(['322E00', '322B00', '911A10'])).toEqual([]);
    expect(await lireTous(['322E00', '322B001'])).toHaveLength(1);
    expect(await lireTous(['322E00', '3220B0'])).toHaveLength(1);
  });

  it('est abîmé si rien ne le soutient : dit une fois, avec ses lignes et ses euros', async () => {
    expect(await lireTous(['322E00', '322100', '322E00', '4E3'])).toEqual([
      expect.stringMatching(/^E-CODE-ALTERE .* : « 322E00 », « 4E3 » ; 3 lignes, 3,00\s€ \(lignes 2, 4 et 5\)$/),
    ]);
  });

  it('est un code si la source le dit, mais 4991E+13 n’en est jamais un', async () => {
    expect(await lireTous(['322E00'], { codes_lettres: ['nature'] })).toEqual([]);
    expect(await lireTous(['4991E+13'], { codes_lettres: ['nature'] })).toHaveLength(1);
  });
});
