import type { Hasard } from '../../mutations/hasard.ts';
import { deMontants, deRien, glisser, nombreDeLignes, type Table } from './table.ts';

const SECTEURS = ['EUROPE', 'JEUNES', 'EXPORT', 'CULTURE'];

/** Takes away the columns that are one of these fields. */
function oter(table: Table, ...champs: readonly string[]): void {
  table.colonnes = table.colonnes.filter(({ est }) => est === undefined || !champs.includes(est));
}

/** A column in place of that of a field. */
function remplacer(
  table: Table,
  hasard: Hasard,
  champ: string,
  titre: string,
  cellule: (rang: number) => string,
): void {
  oter(table, champ);
  glisser(hasard, table, deRien(table, titre, cellule));
}

const jour = (hasard: Hasard, annee: string) => `${hasard.entre(10, 28)}/0${hasard.entre(1, 9)}/${annee}`;

/** Kinds where a usual title heads something else. */
export const GENRES_TROMPEURS: Readonly<Record<string, (table: Table, hasard: Hasard) => void>> = {
  'numeros-sous-un-titre-usuel': (table, hasard) => {
    oter(table, 'montants.mandats');
    glisser(
      hasard,
      table,
      deRien(table, 'Mandat', () => String(hasard.entre(1_200, 98_000))),
    );
  },
  'taux-sous-un-titre-usuel': (table, hasard) => {
    const { decimale } = table.page;
    const titre = hasard.un(['Réalisé', 'Exécuté', 'Mandaté']);
    remplacer(
      table,
      hasard,
      'montants.mandats',
      titre,
      () => `${hasard.entre(3, 118)}${decimale}${hasard.entre(1, 9)}`,
    );
  },
  'chiffre-d-affaires': (table, hasard) => {
    oter(table, 'montants.mandats');
    glisser(hasard, table, deMontants(hasard, table, hasard.un(['CA', 'CA HT'])));
  },
  'boites-postales': (table, hasard) => {
    remplacer(table, hasard, 'montants.cp_votes', 'BP', () => String(hasard.entre(40_000, 90_999)));
    glisser(
      hasard,
      table,
      deRien(table, 'CP', () => String(hasard.entre(1_000, 95_880))),
    );
  },
  'vote-sans-base': (table, hasard) => {
    const colonne = deMontants(hasard, table, hasard.un(['Voté', 'Vote']), 'montants.cp_votes');
    oter(table, 'montants.cp_votes', 'montants.ae_votees');
    glisser(hasard, table, colonne);
  },
  'unites-melees': (table, hasard) => {
    const { decimale } = table.page;
    const titre = hasard.un(['Coût total (k€)', 'Budget total en k€']);
    glisser(hasard, table, {
      ...deRien(table, titre, () => `${hasard.entre(20, 900)}${decimale}5`),
      est: 'cout_total',
    });
  },
  'milliers-a-virgule': (table, hasard) => {
    table.page = { ...table.page, separateur: ';', decimale: '.' };
    for (const colonne of table.colonnes) {
      if (colonne.centimes === undefined) continue;
      const euros = colonne.cellules.map(() => hasard.entre(1_000, 999_999));
      Object.assign(colonne, {
        centimes: euros.map((valeur) => valeur * 100),
        cellules: euros.map((valeur) => `${Math.floor(valeur / 1_000)},${String(valeur % 1_000).padStart(3, '0')}`),
      });
    }
  },
  'titres-en-double': (table, hasard) => {
    const doublee = table.colonnes.find(({ est }) => est === 'montants.engagements');
    if (doublee === undefined) return;
    table.doublons = true;
    glisser(hasard, table, deMontants(hasard, table, doublee.titre));
    table.colonnes = table.colonnes.map((colonne) => (colonne === doublee ? { ...colonne, est: undefined } : colonne));
    table.aDemander.push('montants.engagements');
    table.totalConnu = false;
  },
  'annees-au-dessus': (table, hasard) => {
    const precedente = String(Number(table.exercice) - 1);
    oter(table, 'montants.engagements', 'montants.ae_votees', 'montants.cp_votes', 'montants.mandats');
    const blancs = table.colonnes.map(() => '');
    for (const titre of ['Engagé', 'Mandaté', 'Engagé', 'Mandaté'])
      table.colonnes.push(deMontants(hasard, table, titre));
    const annees = [precedente, precedente, table.exercice, table.exercice];
    table.page = { ...table.page, preambule: [[...blancs, ...annees].join(table.page.separateur)] };
    table.doublons = true;
    table.aDemander.push('montants.engagements', 'montants.mandats');
    table.totalConnu = false;
  },
  'natures-en-mots': (table, hasard) => {
    remplacer(table, hasard, 'nature', 'Nature', () => hasard.un(['SUBVENTION', 'MARCHE', 'AVANCE']));
  },
  'chapitres-d-ailleurs': (table, hasard) => {
    remplacer(table, hasard, 'chapitre', 'Chapitre', () => `${hasard.un(['1', '2', '3'])}${hasard.entre(200, 899)}`);
    oter(table, 'chapitre_libelle');
    table.totalConnu = false;
  },
  'destination-comptable': (table, hasard) => {
    remplacer(table, hasard, 'lieu', 'Destination', () => hasard.un(['Équipement', 'Charges courantes', 'Études']));
  },
  'operations-en-code': (table, hasard) => {
    const libelle = table.colonnes.find(({ est }) => est === 'libelle');
    if (libelle !== undefined) libelle.titre = 'Objet';
    glisser(hasard, table, {
      ...deRien(table, 'Opération', () => `OP${hasard.entre(10, 12)}-${hasard.entre(100, 999)}`),
      est: 'operation',
    });
  },
  'deliberations-datees': (table, hasard) => {
    remplacer(table, hasard, 'reference', 'Délibération', () => jour(hasard, table.exercice));
  },
  'tiers-en-code': (table, hasard) => {
    remplacer(table, hasard, 'beneficiaire', 'Tiers', () => `T${hasard.entre(10_000, 99_999)}`);
  },
  'programmes-en-mots': (table, hasard) => {
    oter(table, 'programme');
    glisser(hasard, table, { ...deRien(table, 'Programme', () => hasard.un(SECTEURS)), est: 'programme_libelle' });
  },
  'exercice-non-donne': (table, hasard) => {
    oter(table, 'exercice');
    table.exerciceDonne = false;
    for (const colonne of table.colonnes)
      if (colonne.est === 'montants.engagements') colonne.titre = `Engagé ${table.exercice}`;
    const suivante = String(Number(table.exercice) + 1);
    glisser(hasard, table, deMontants(hasard, table, `Engagé ${suivante}`));
    table.totalConnu = nombreDeLignes(table) > 0;
  },
};
