import { type Ebauche, type Lecture, lireEbauche } from './dossier-temporaire.ts';

const DEPARTEMENTS = ['Essonne', 'Seine-Saint-Denis', 'Val-de-Marne', 'Yvelines'];
const TITRES = 'Objet;Tiers;Sens;Opération;Brut ou net;Coût;Financeurs;Engagé';

/** The lines of the founding case, gross: the region pays the website whole, and four départements give their shares back. */
export const EN_BRUT: readonly string[] = [
  'Site internet partagé;Prestataire;dépense;site;brut;;;25 000,00',
  ...DEPARTEMENTS.map((nom) => `Part du site;Département ${nom};recette;site;;;;5 000,00`),
];
/** The same, net: the region commits its own share. */
export const EN_NET: readonly string[] = [
  `Site internet partagé;Prestataire;dépense;site;net;25 000,00;${DEPARTEMENTS.map((nom) => `Département ${nom} : 5 000 €`).join(' + ')};5 000,00`,
];
/** What goes with them in both: a grant of no operation whose cost others share, a European receipt of no operation. */
export const AILLEURS: readonly string[] = [
  'Puits au Mali;Association Eau;dépense;;;12 000,00;Agence de l’eau : 4 000 € + trois communes;3 000,00',
  'Projet européen;Commission européenne;recette;;;;;1 234,56',
];

/** A dossier of these lines, all international; amounts are those of the founding case, or illustrative. */
function siteEbauche(
  lignes: readonly string[],
  operations: Readonly<Record<string, unknown>> | undefined,
  regles: Ebauche['regles'] = [],
): Ebauche {
  return {
    entete: {
      exercice: '2010',
      date_edition: '2010-12-01',
      operations: operations ?? {
        site: {
          libelle: 'Site internet de l’action internationale',
          cout_total: '25 000,00',
          cle: 'parts égales, 20 % par membre',
          convention: 'groupement de commandes, octobre 2010',
          financeurs: DEPARTEMENTS.map((nom) => ({
            nom: `Département ${nom}`,
            genre: 'departement',
            annonce: '5 000,00',
          })),
        },
      },
    },
    sources: [
      {
        fichier: 'sources/pilote.csv',
        contenu: `${[TITRES, ...lignes].join('\n')}\n`,
        declaration: {
          colonnes: {
            libelle: 'Objet',
            beneficiaire: 'Tiers',
            sens: 'Sens',
            operation: 'Opération',
            montant_est: 'Brut ou net',
            cout_total: 'Coût',
            autres_financeurs: 'Financeurs',
          },
        },
      },
    ],
    regles: [
      ...regles,
      {
        id: 'tout',
        question: 'international',
        conclusion: 'internationale',
        si: { libelle: 'present' },
        motif: 'Tout est international ici.',
        exemples: { attrape: [{ libelle: 'Site' }], laisse: [{ libelle: '' }] },
      },
    ],
  };
}

export function lireLeSite(
  lignes: readonly string[],
  operations?: Readonly<Record<string, unknown>>,
  regles?: Ebauche['regles'],
): Promise<Lecture> {
  return lireEbauche(siteEbauche(lignes, operations, regles));
}
