/** Faults of the kind that senders make, put into a copy of the 2012 sources: each is suspected, and nothing else is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type Constat, Constats } from '../../src/domain/constats/constat.ts';
import { estAbime, lireAutrement, motAbime } from '../../src/domain/textes/accents-abimes.ts';
import { compilerLesLignes } from '../../src/edition/compiler-les-lignes.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { poserDossier } from '../outils/dossiers.ts';

const SOUPCONS = [
  'A-LIGNE-DE-TOTAL',
  'A-ORDRE-DE-GRANDEUR',
  'A-CELLULES-DECALEES',
  'A-ACCENTS',
  'A-LIBELLES-COUPES',
  'A-CHAPITRE-FONCTION',
  'A-PROGRAMME-FONCTION',
  'A-SECTEUR-ABSENT',
];

type Lignes = string[][];

/** Compiles a copy of 2012 whose culture file was changed, its control totals aside; gives the suspicions. */
async function soupconner(changer: (lignes: Lignes) => Lignes): Promise<readonly Constat[]> {
  const poste = poserDossier('data/2012');
  const chemin = join(poste.dossier, 'sources/culture.csv');
  const texte = iconv.decode(readFileSync(chemin), 'windows-1252');
  const fin = texte.includes('\r\n') ? '\r\n' : '\n';
  const lignes = texte.split(fin).filter((ligne) => ligne !== '');
  const changees = changer(lignes.map((ligne) => ligne.split(';'))).map((ligne) => ligne.join(';'));
  writeFileSync(chemin, iconv.encode(`${changees.join(fin)}${fin}`, 'windows-1252'));
  const yaml = join(poste.dossier, 'exercice.yaml');
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/^ {4}controle:\n(?: {6}.*\n)+/gm, ''));
  const constats = new Constats();
  await compilerLesLignes(await preparer(poste.dossier, constats)).catch(() => undefined);
  return constats.liste.filter(({ code }) => SOUPCONS.includes(code));
}

/** Columns of the culture file. */
const [CHAPITRE, FONCTION, ACTION, OBJET, BENEFICIAIRE, LIEU, ENGAGE, MANDATE] = [2, 3, 7, 9, 10, 11, 13, 14];

/** Changes some records, by their line in the file. */
const aux =
  (numeros: readonly number[], changer: (champs: string[]) => void) =>
  (lignes: Lignes): Lignes => {
    for (const numero of numeros) changer(lignes[numero - 1] ?? []);
    return lignes;
  };

const resume = (constats: readonly Constat[]) =>
  constats.map(({ code, lieu }) => `${code} ${lieu.fichier}:${lieu.ligne}`);

describe('les soupçons', () => {
  it('se taisent sur 2012', async () => {
    expect(resume(await soupconner((lignes) => lignes))).toEqual([]);
  });

  it.each<[string, (lignes: Lignes) => Lignes, string]>([
    [
      'un total de tout ce qui précède',
      (lignes) => {
        const centimes = lignes
          .slice(1, 40)
          .reduce((somme, champs) => somme + Number((champs[ENGAGE ?? 0] ?? '').replace(/\D/g, '')), 0);
        const total = [...(lignes[1] ?? [])];
        total[OBJET ?? 0] = 'Ensemble des opérations';
        total[ENGAGE ?? 0] = `${Math.floor(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`;
        return lignes.toSpliced(40, 0, total);
      },
      'A-LIGNE-DE-TOTAL sources/culture.csv:41',
    ],
    [
      'un montant mille fois trop grand',
      aux([30], (champs) => {
        champs[ENGAGE ?? 0] = '71 000 000,00';
        champs[MANDATE ?? 0] = '0,00';
      }),
      'A-ORDRE-DE-GRANDEUR sources/culture.csv:30',
    ],
    [
      'des codes sous « bénéficiaire » sur trois lignes',
      aux([20, 21, 22], (champs) => {
        champs[LIEU ?? 0] = champs[OBJET ?? 0] ?? '';
        champs[BENEFICIAIRE ?? 0] = '13100301';
      }),
      'A-CELLULES-DECALEES sources/culture.csv:20',
    ],
    [
      'des accents déjà abîmés',
      aux([30, 31], (champs) => {
        champs[OBJET ?? 0] = 'CrÃ©ation au thÃ©Ã¢tre';
      }),
      'A-ACCENTS sources/culture.csv:30',
    ],
    [
      'des libellés coupés à vingt caractères',
      (lignes) =>
        lignes.map((champs, rang) =>
          rang === 0 ? champs : champs.with(OBJET ?? 0, (champs[OBJET ?? 0] ?? '').slice(0, 20)),
        ),
      'A-LIBELLES-COUPES sources/culture.csv:',
    ],
    [
      'un chapitre d’une autre fonction',
      aux([12], (champs) => {
        champs[CHAPITRE ?? 0] = '932';
      }),
      'A-CHAPITRE-FONCTION sources/culture.csv:12',
    ],
    [
      'une action d’un autre programme',
      aux([15], (champs) => {
        champs[ACTION ?? 0] = '13109901';
      }),
      'A-PROGRAMME-FONCTION sources/culture.csv:15',
    ],
  ])('%s', async (_, changer, attendu) => {
    const [premier, ...autres] = resume(await soupconner(changer));
    expect(premier?.startsWith(attendu), premier).toBe(true);
    expect(autres).toEqual([]);
  });

  it('la fonction d’une ligne changée contredit à la fois son chapitre et son programme', async () => {
    const vus = await soupconner(
      aux([12], (champs) => {
        champs[FONCTION ?? 0] = '41';
      }),
    );
    expect(resume(vus)).toEqual([
      'A-CHAPITRE-FONCTION sources/culture.csv:12',
      'A-PROGRAMME-FONCTION sources/culture.csv:12',
    ]);
  });
});

describe('les accents abîmés', () => {
  it.each([
    ['dÃ©partement', 'département'],
    ['CafÃ© l’Ã‰toile', 'Café'],
    ['prÃªt de 500 â‚¬', 'prêt'],
  ])('« %s » se répare', (texte, attendu) => {
    expect(motAbime(texte)?.repare).toBe(attendu);
  });

  it.each([
    ['cp850', 'windows-1252'],
    ['macintosh', 'windows-1252'],
    ['windows-1252', 'cp850'],
    ['windows-1252', 'macintosh'],
    ['cp850', 'macintosh'],
    ['macintosh', 'cp850'],
  ])('du %s lu en %s se voit, et se relit', (ecrit, declare) => {
    for (const mot of ['décentralisée', 'Coopération', 'théâtre', 'journée']) {
      const lu = iconv.decode(iconv.encode(mot, ecrit), declare);
      expect(estAbime(lu)).toBe(true);
      expect(lireAutrement(lu, declare)).toEqual({ encodage: ecrit, texte: mot });
    }
  });

  it.each(['d?partement', 'Î\ufffdle', 'l¿Avenir', '?le-de-France', 'thï¿½âtre'])(
    '« %s » a perdu un signe',
    (texte) => {
      expect(estAbime(texte)).toBe(true);
      expect(motAbime(texte)?.repare).toBeUndefined();
    },
  );

  it.each([
    'SÃO PAULO, São Tomé',
    'CHÂTEAU DE GRÂCE, BÂTIMENT A',
    'Où danser ? Quand chanter?',
    '¿Qué tal? cinéma espagnol',
    'NAÏVETÉ, ÅNGSTRÖM, À L’ÉCOLE',
    'GrandÉcran, MonÎle, Škoda, Žilina, SØRENSEN',
    'Marque™, 10 ‰, Mali…Sénégal, Paris–Dakar, l’“Art”',
    'https://exemple.fr/page?id=3, www.exemple.fr/a?b=c',
    '',
  ])('« %s » est intact', (texte) => {
    expect(estAbime(texte)).toBe(false);
  });
});
