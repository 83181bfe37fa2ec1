import type { Hasard } from '../../mutations/hasard.ts';
import { ecrireMontant } from '../../outils/ecrivain-csv.ts';
import { colonneDe, deMontants, deRien, glisser, type Table } from './table.ts';

/** What a kind of file does to a table that a sector would send. */
type Genre = (table: Table, hasard: Hasard) => void;

const ENGAGE = 'montants.engagements';
const chiffres = (hasard: Hasard, nombre: number) =>
  Array.from({ length: nombre }, () => String(hasard.nombre(10))).join('');
const annees = ({ exercice }: Table) => [-1, 0, 1].map((ecart) => String(Number(exercice) + ecart));
const date = (hasard: Hasard, annee: string) =>
  `${String(hasard.entre(1, 28)).padStart(2, '0')}/${String(hasard.entre(1, 12)).padStart(2, '0')}/${annee}`;

/** A SIREN whose key is right. */
function siren(hasard: Hasard): string {
  const debut = `${hasard.entre(2, 8)}${chiffres(hasard, 7)}`;
  const somme = [...debut].reduce((cumul, chiffre, rang) => {
    const double = Number(chiffre) * (rang % 2 === 1 ? 2 : 1);
    return cumul + (double > 9 ? double - 9 : double);
  }, 0);
  return `${debut}${(10 - (somme % 10)) % 10}`;
}

/** Replaces the columns of amounts by others. */
function remplacer(table: Table, colonnes: Table['colonnes']): void {
  table.colonnes = [...table.colonnes.filter(({ est }) => est?.startsWith('montants') !== true), ...colonnes];
}

/** Cells of a column written again, its cents kept. */
function recrire(table: Table, ecrire: (centimes: number) => string): void {
  for (const { centimes, cellules } of table.colonnes)
    centimes?.forEach((valeur, rang) => {
      cellules[rang] = ecrire(valeur);
    });
}

/** All kinds, by name: the first ones may be mixed with any other. */
export const GENRES: Readonly<Record<string, Genre>> = {
  'export-de-secteur': () => undefined,
  'codes-postaux': (table, hasard) => {
    const codes = ['75', '77', '78', '91', '92', '93', '94', '95', '69', '13'];
    glisser(
      hasard,
      table,
      deRien(
        table,
        hasard.un(['CP', 'Code postal', 'C.P.', 'CP bénéficiaire']),
        () => `${hasard.un(codes)}${chiffres(hasard, 2)}0`,
      ),
    );
    if (hasard.nombre(2) === 0)
      glisser(
        hasard,
        table,
        deRien(table, 'Ville', () => hasard.un(['Paris', 'Évry', 'Melun', 'Cergy'])),
      );
  },
  'numeros-de-tiers': (table, hasard) => {
    const titre = hasard.un(['SIREN', 'SIRET', 'N° SIRET', 'Identifiant', 'Id tiers', 'Tiers (n°)']);
    const long = hasard.nombre(2) === 0;
    glisser(hasard, table, {
      ...deRien(table, titre, () => (long ? `${siren(hasard)}00018` : siren(hasard))),
      ...(/SIRE[NT]/.test(titre) ? { est: 'siret' } : {}),
    });
    glisser(
      hasard,
      table,
      deRien(table, hasard.un(['Téléphone', 'Tél.', 'Contact']), () => `01${chiffres(hasard, 8)}`),
    );
  },
  taux: (table, hasard) => {
    glisser(
      hasard,
      table,
      deRien(
        table,
        hasard.un(['Taux de réalisation', '% engagé', 'Taux de mandatement', 'Part engagée (%)']),
        () => `${hasard.nombre(100)}${table.page.decimale}${hasard.entre(10, 99)}`,
      ),
    );
    glisser(
      hasard,
      table,
      deRien(
        table,
        hasard.un(['Pourcentage', 'Taux', 'Quote-part', 'Ratio mandaté/engagé']),
        () => `0${table.page.decimale}${hasard.entre(10, 99)}`,
      ),
    );
  },
  nombres: (table, hasard) => {
    glisser(
      hasard,
      table,
      deRien(
        table,
        hasard.un(['Nombre de bénéficiaires', 'Nb mandats', 'Nombre d’engagements', 'Effectif', 'Nb subventions']),
        () => String(hasard.entre(1, 400)),
      ),
    );
    glisser(
      hasard,
      table,
      deRien(table, hasard.un(['Durée', 'ETP', 'Jeunes', 'Jours']), () => String(hasard.entre(1, 60))),
    );
  },
  numeros: (table, hasard) => {
    const depart = hasard.entre(1, 4000);
    glisser(
      hasard,
      table,
      deRien(table, hasard.un(['N°', 'N° ligne', 'Rang', 'Numéro', 'N° d’ordre']), (rang) => String(rang + 1)),
    );
    glisser(
      hasard,
      table,
      deRien(table, hasard.un(['N° mandat', 'N° engagement', 'Numéro d’engagement', 'N° de mandatement']), (rang) =>
        String(depart + rang),
      ),
    );
  },
  dates: (table, hasard) => {
    glisser(
      hasard,
      table,
      deRien(table, hasard.un(['Date d’engagement', 'Date de vote', 'Date CP']), () => date(hasard, table.exercice)),
    );
    glisser(
      hasard,
      table,
      deRien(
        table,
        hasard.un(['Date mandatement', 'Date', 'Engagement (date)']),
        () => `${table.exercice}0${hasard.entre(1, 9)}${hasard.entre(10, 28)}`,
      ),
    );
  },
  'annees-de-convention': (table, hasard) => {
    glisser(
      hasard,
      table,
      deRien(
        table,
        hasard.un(['Année de convention', 'Convention', 'Année d’engagement', 'Engagement', 'Année de la subvention']),
        () => hasard.un([...annees(table), '2005']),
      ),
    );
  },
  'annees-en-colonnes': (table, hasard) => {
    const engage = colonneDe(table, ENGAGE);
    const titre = engage.titre;
    for (const annee of annees(table))
      if (annee === table.exercice)
        engage.titre = hasard.un([`${titre} ${annee}`, `${annee} ${titre}`, `${titre} (${annee})`]);
      else glisser(hasard, table, deMontants(hasard, table, `${titre} ${annee}`));
  },
  'annee-precedente': (table, hasard) => {
    const { titre } = colonneDe(table, ENGAGE);
    glisser(
      hasard,
      table,
      deMontants(hasard, table, hasard.un([`${titre} N-1`, `${titre} ${Number(table.exercice) - 1}`])),
    );
  },
  pivot: (table, hasard) => {
    remplacer(
      table,
      annees(table).map((annee) => deMontants(hasard, table, annee, annee === table.exercice ? 'montants' : undefined)),
    );
  },
  'autres-financeurs': (table, hasard) => {
    glisser(hasard, table, {
      ...deMontants(hasard, table, hasard.un(['Coût total', 'Coût du projet', 'Budget total'])),
      est: 'cout_total',
    });
    glisser(hasard, table, {
      ...deMontants(hasard, table, hasard.un(['Autres financeurs', 'Cofinanceurs', 'Autres financements'])),
      est: 'autres_financeurs',
    });
    if (hasard.nombre(2) === 0)
      glisser(hasard, table, deMontants(hasard, table, hasard.un(['Part Europe', 'Subvention État', 'Montant FEDER'])));
  },
  'demande-et-reste': (table, hasard) => {
    glisser(
      hasard,
      table,
      deMontants(hasard, table, hasard.un(['Montant demandé', 'Engagement prévisionnel', 'Subvention sollicitée'])),
    );
    glisser(
      hasard,
      table,
      deMontants(
        hasard,
        table,
        hasard.un(['Reste à mandater', 'Reste à engager', 'Solde', 'Engagé cumulé', 'Restes à réaliser']),
      ),
    );
  },
  'montant-seul': (table, hasard) => {
    remplacer(table, [
      deMontants(hasard, table, hasard.un(['Montant', 'Subvention', 'Montant attribué', 'Montant voté']), 'montants'),
    ]);
  },
  'deux-candidates': (table, hasard) => {
    const { titre, centimes } = colonneDe(table, ENGAGE);
    const [un, deux] = hasard.un([
      [`${titre} HT`, `${titre} TTC`],
      ['Engagé', 'Engagements'],
      ['Affecté', 'Engagé'],
    ] as const);
    remplacer(table, [{ ...deMontants(hasard, table, un), centimes: centimes ?? [] }, deMontants(hasard, table, deux)]);
    table.aDemander.push(ENGAGE);
    table.totalConnu = false;
  },
  'deux-libelles': (table, hasard) => {
    const libelle = colonneDe(table, 'libelle');
    table.colonnes = table.colonnes.map((colonne) =>
      colonne === libelle ? { titre: 'Objet', cellules: colonne.cellules } : colonne,
    );
    glisser(
      hasard,
      table,
      deRien(table, 'Libellé', (rang) => `Dossier ${hasard.un(['A', 'B', 'C'])}${rang}`),
    );
    table.aDemander.push('colonnes.libelle');
    table.totalConnu = false;
  },
  milliers: (table) => {
    table.page = { ...table.page, unite: 'milliers', milliers: '' };
    for (const colonne of table.colonnes) if (colonne.centimes !== undefined) colonne.titre = `${colonne.titre} (k€)`;
    recrire(table, (valeur) => ecrireMontant(valeur, table.page));
  },
  'milliers-a-points': (table) => {
    table.page = { ...table.page, separateur: ';', decimale: ',', milliers: '' };
    recrire(table, (valeur) => ecrireMontant(valeur, table.page).replace(/\B(?=(?:\d{3})+(?:,|$))/g, '.'));
    table.totalConnu = false;
  },
  'sans-centimes': (table) => {
    for (const colonne of table.colonnes)
      if (colonne.centimes !== undefined)
        Object.assign(colonne, { centimes: colonne.centimes.map((valeur) => Math.ceil(valeur / 100) * 100) });
    recrire(table, (valeur) => ecrireMontant(valeur, { ...table.page, milliers: '' }));
  },
  'signe-euro': (table) => {
    table.page = { ...table.page, euro: true };
    recrire(table, (valeur) => ecrireMontant(valeur, table.page));
  },
  negatifs: (table, hasard) => {
    table.page = { ...table.page, negatif: hasard.un(['moins', 'parentheses'] as const) };
    for (const colonne of table.colonnes)
      if (colonne.centimes !== undefined)
        Object.assign(colonne, {
          centimes: colonne.centimes.map((valeur) => (hasard.nombre(8) === 0 ? -valeur : valeur)),
        });
    recrire(table, (valeur) => ecrireMontant(valeur, table.page));
  },
  'zeros-perdus': (table) => {
    table.completes.push('fonction');
    const { cellules } = colonneDe(table, 'fonction');
    cellules.forEach((cellule, rang) => {
      cellules[rang] = cellule.replace(/^0+(?=\d)/, '');
    });
  },
  coordonnees: (table, hasard) => {
    for (const titre of ['Latitude', 'Longitude'])
      glisser(
        hasard,
        table,
        deRien(table, titre, () => `${hasard.entre(-60, 60)}${table.page.decimale}${chiffres(hasard, 7)}`),
      );
  },
  remarques: (table, hasard) => {
    glisser(
      hasard,
      table,
      deRien(table, hasard.un(['Observations', 'Commentaire', 'Remarques']), () =>
        hasard.un(['', 'à revoir', 'solde en janvier']),
      ),
    );
    glisser(
      hasard,
      table,
      deRien(table, hasard.un(['Gestionnaire', 'Statut', 'Suivi par']), () => hasard.un(['U1', 'U2', 'U3'])),
    );
  },
  'total-par-ligne': (table, hasard) => {
    glisser(hasard, table, deMontants(hasard, table, hasard.un(['Total', 'Montant total', 'TOTAL GÉNÉRAL'])));
  },
};
