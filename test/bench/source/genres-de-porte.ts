import type { Hasard } from '../../mutations/hasard.ts';
import { ecrireMontant } from '../../outils/ecrivain-csv.ts';
import { ecrireAuDessus, ecrireDessous } from './genres-d-unites.ts';
import { type Colonne, deMontants, deRien, dire, glisser, inserer, nombreDeLignes, type Table } from './table.ts';

type Genre = (table: Table, hasard: Hasard) => void;

/** Kinds of files that the door was built for: old encodings, other years, tables that are laid out across. */
export const GENRES_DE_PORTE: Readonly<Record<string, Genre>> = {
  'encodage-de-dos': (table, hasard) => {
    table.encodageAncien = 'cp850';
    garderPeuDAccents(table, hasard);
  },
  'autre-annee-au-dessus': (table, hasard) => {
    oter(table, 'exercice');
    const annee = Number(table.exercice) - 1;
    ecrireAuDessus(table, hasard.un([`Exécution ${annee}`, `Budget ${annee}`, `Compte administratif ${annee}`]));
    autreAnnee(table);
  },
  'autre-annee-dans-le-nom': (table, hasard) => {
    oter(table, 'exercice');
    const annee = Number(table.exercice) - 1;
    table.nom = hasard.un([`-CA-${annee}`, `-${annee}`, `-execution_${annee}`]);
    autreAnnee(table);
  },
  'pays-en-colonnes': (table, hasard) => {
    oter(table, 'lieu', 'montants.engagements', 'montants.ae_votees', 'montants.cp_votes', 'montants.mandats');
    const pays = hasard.melange(['Mali', 'Sénégal', 'Viet Nam', 'Maroc', 'Pologne']).slice(0, hasard.entre(2, 4));
    const parts = pays.map((titre) => deMontants(hasard, table, titre));
    table.colonnes.push(...parts);
    const total = hasard.nombre(2) === 0 ? undefined : hasard.un(['Total', 'TOTAL']);
    if (total !== undefined) {
      const centimes = Array.from({ length: nombreDeLignes(table) }, (_, rang) =>
        parts.reduce((somme, part) => somme + (part.centimes?.[rang] ?? 0), 0),
      );
      table.colonnes.push({
        titre: total,
        centimes,
        cellules: centimes.map((valeur) => ecrireMontant(valeur, table.page)),
      });
    }
    table.comptees = pays;
    table.deplie = { champ: 'lieu', colonnes: pays, ...(total === undefined ? {} : { total }) };
  },
  'bases-nommees': (table, hasard) => {
    oter(table, 'montants.engagements', 'montants.ae_votees', 'montants.cp_votes', 'montants.mandats');
    const mots = hasard.un([
      ['Engagé', 'Mandaté'],
      ['Voté', 'Engagé', 'Mandaté'],
      ['CP votés', 'Engagement', 'Réalisé'],
    ]);
    const tires = Array.from({ length: nombreDeLignes(table) }, () => hasard.un(mots));
    const base = hasard.un(['Étape', 'Type de crédit', 'Phase']);
    const montant = deMontants(hasard, table, dire(table, hasard, 'montants'), 'montants');
    const centimes = (montant.centimes ?? []).map((valeur, rang) => (tires[rang]?.startsWith('Engag') ? valeur : 0));
    table.colonnes.push({ titre: base, cellules: tires }, { ...montant, est: undefined, centimes });
    table.nommes = { colonne: montant.titre, base };
    table.comptees = [montant.titre];
  },
  'notes-en-bas': (table, hasard) => {
    table.pied.push(table.colonnes.map(() => ''));
    for (let fois = hasard.entre(1, 3); fois > 0; fois--) ecrireDessous(table, dire(table, hasard, 'une note'));
  },
  'subventions-publiees': (table, hasard) => {
    publier(table, hasard);
  },
  'numeros-sous-les-titres': (table, hasard) => {
    const forme = hasard.un([(rang: number) => `(${rang})`, (rang: number) => String(rang)]);
    inserer(table, 0, ({ rang }) => forme(rang + 1));
  },
  'unites-sous-les-titres': (table, hasard) => {
    const unite = hasard.un(['€', 'en €', 'euros']);
    inserer(table, 0, ({ centimes }) => (centimes === undefined ? '' : unite));
  },
  'credits-a-cinq-chiffres': (table, hasard) => {
    oter(table, 'montants.cp_votes');
    const centimes = Array.from({ length: nombreDeLignes(table) }, () => hasard.entre(10_000, 95_000) * 100);
    const cellules = centimes.map((valeur) => String(valeur / 100));
    glisser(hasard, table, { titre: 'CP', est: 'montants.cp_votes', centimes, cellules });
  },
};

/** Kinds that are drawn only in the lot that nothing is tuned on. */
export const GENRES_DE_PORTE_A_PART: Readonly<Record<string, Genre>> = {
  'encodage-de-mac': (table, hasard) => {
    table.encodageAncien = 'macintosh';
    garderPeuDAccents(table, hasard);
  },
  'chapitre-en-tete-de-groupe': (table, hasard) => {
    oter(table, 'chapitre', 'chapitre_libelle', 'exercice', 'sens');
    const nombre = nombreDeLignes(table);
    const debuts = [0, hasard.entre(3, 5), hasard.entre(7, 9)];
    const chapitres = ['930', '932', '933'];
    const groupes: Colonne = { titre: dire(table, hasard, 'chapitre'), est: 'chapitre', cellules: [] };
    for (let rang = nombre - 1; rang >= 0; rang--) {
      const groupe = debuts.indexOf(rang);
      if (groupe < 0) continue;
      for (const { cellules, centimes, est } of table.colonnes) {
        cellules.splice(rang, 0, est === 'libelle' ? `Chapitre ${chapitres[groupe]}` : '');
        (centimes as number[] | undefined)?.splice(rang, 0, 0);
      }
    }
    const places = debuts.map((debut, groupe) => debut + groupe);
    groupes.cellules.push(
      ...Array.from({ length: nombre + debuts.length }, (_, rang) => chapitres[places.indexOf(rang)] ?? ''),
    );
    table.colonnes.unshift(groupes);
    table.reportes.push('chapitre');
  },
};

function oter(table: Table, ...champs: readonly string[]): void {
  table.colonnes = table.colonnes.filter(({ est }) => est === undefined || !champs.includes(est));
}

function autreAnnee(table: Table): void {
  table.signale = String(Number(table.exercice) - 1);
  table.totalConnu = false;
}

const sansAccents = (texte: string) =>
  texte.replaceAll('€', 'EUR').normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe');

/** Most who exported from such machines wrote without accents, and a few cells have some. */
function garderPeuDAccents(table: Table, hasard: Hasard): void {
  table.page = { ...table.page, milliers: '', encodage: 'utf-8' };
  for (const colonne of table.colonnes) {
    colonne.titre = sansAccents(colonne.titre);
    colonne.cellules.forEach((cellule, rang) => {
      if (colonne.centimes === undefined) colonne.cellules[rang] = sansAccents(cellule);
      else if (cellule !== '') colonne.cellules[rang] = ecrireMontant(colonne.centimes[rang] ?? 0, table.page);
    });
    if (colonne.est === 'libelle')
      for (let fois = hasard.entre(1, 6); fois > 0; fois--)
        colonne.cellules[hasard.nombre(colonne.cellules.length)] = hasard.un([
          'Coopération décentralisée',
          'Échange de lycéens',
          'Marché de prestations à Hanoï',
          'Théâtre : tournée en Roumanie',
          'Hôpital, première tranche',
        ]);
  }
}

/** The layout of published grants, with columns of the region's own. */
function publier(table: Table, hasard: Hasard): void {
  const { exercice } = table;
  const [libelle, lieu] = ['libelle', 'lieu'].map((champ) => table.colonnes.find(({ est }) => est === champ));
  const siret = () => `2${Array.from({ length: 13 }, () => hasard.nombre(10)).join('')}`;
  const jour = () => `${exercice}-0${hasard.entre(1, 9)}-${hasard.entre(10, 28)}`;
  const montant = { separateur: ',', decimale: '.', encodage: 'utf-8', milliers: '' } as const;
  table.page = { ...table.page, ...montant };
  const rien = (titre: string, cellule: () => string) => deRien(table, titre, cellule);
  table.colonnes = [
    rien('nomAttribuant', () => 'Région d’essai'),
    rien('idAttribuant', () => '23750007900312'),
    rien('dateConvention', jour),
    rien('referenceDecision', () => `CP ${hasard.entre(10, 12)}-${hasard.entre(100, 999)}`),
    rien('nomBeneficiaire', () => hasard.un(['Association du Rail', 'Ville de Kayes', 'Lycée Camus'])),
    rien('idBeneficiaire', siret),
    { titre: 'objet', cellules: libelle?.cellules ?? [] },
    deMontants(hasard, table, 'montant'),
    rien('nature', () => 'aide en numéraire'),
    rien('conditionsVersement', () => 'unique'),
    rien('datesPeriodeVersement', jour),
    rien('idRAE', () => ''),
    rien('notificationUE', () => 'non'),
    rien('pourcentageSubvention', () => '1'),
  ];
  if (lieu !== undefined) table.colonnes.push({ ...lieu, cellules: lieu.cellules });
  if (hasard.nombre(2) === 0) table.colonnes.push(rien('Suivi', () => hasard.un(['A', 'B'])));
  table.comptees = ['montant'];
  table.modele = 'scdl-subventions-2.1.1';
  const titre = hasard.un(['Montant HT', 'Coût total']);
  glisser(hasard, table, deMontants(hasard, table, titre, titre === 'Coût total' ? 'cout_total' : undefined));
}
