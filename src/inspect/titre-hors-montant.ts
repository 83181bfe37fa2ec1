import { anneesDuTitre, motsDuTitre } from './mots-du-titre.ts';

export const UN_NUMERO = 'un numéro ou un code';

/** What a title says by one of its words, of a column that is no amount of the line in a base of the dossier. */
const HORS_MONTANT: readonly (readonly [raison: string, mots: string])[] = [
  [UN_NUMERO, 'code cod codes num numero numeros no ref reference references id identifiant matricule'],
  ['un numéro d’entreprise', 'siret siren rna'],
  [UN_NUMERO, 'insee iban bic'],
  ['un code postal', 'postal postaux cedex'],
  ['un numéro de téléphone', 'tel telephone telephones portable mobile fax'],
  ['une date', 'date dates'],
  ['un taux, pas des euros', 'taux pourcentage pourcentages pct pourcent ratio'],
  [
    'un nombre, pas des euros',
    'nb nbr nbre nombre nombres effectif effectifs quantite quantites qte etp duree participants',
  ],
  [
    'ce qui reste, ou un écart : pas le montant de la ligne',
    'reste restes rar solde soldes disponible disponibles ecart ecarts variation evolution difference report reports',
  ],
  [
    'un cumul, ou d’autres années : pas le montant de l’exercice',
    'cumul cumule cumules cumulee cumulees anterieur anterieurs anterieure anterieures precedent precedente pluriannuel',
  ],
  [
    'une demande ou une prévision : pas ce qui est accordé',
    'demande demandes demandee sollicite sollicitee prevision previsions previsionnel previsionnelle estime estimation',
  ],
  ['une assiette, pas le montant de l’aide', 'subventionnable subventionnables eligible eligibles assiette plafond'],
  [
    'ce que d’autres versent',
    'autre autres etat europe europeen europeenne feder fse cofinancement cofinancements cofinanceur cofinanceurs',
  ],
  ['un prix ou une moyenne', 'unitaire moyen moyenne maximum minimum max min'],
  ['une partie d’une autre colonne', 'dont'],
];
const PAR_MOT = new Map(HORS_MONTANT.flatMap(([raison, mots]) => mots.split(' ').map((mot) => [mot, raison] as const)));
const UNE_ANNEE = 'une année ; si c’est l’exercice de la ligne, donnez-la à exercice';
const MOTS_D_ANNEE: ReadonlySet<string> = new Set(['annee', 'an', 'exercice', 'millesime']);

/**
 * Why a column cannot be an amount of the dossier, by its title alone: `N° de mandat`, `Année d'engagement`, `Reste à mandater`,
 * `% réalisé`; nothing when the title does not say so.
 */
export function titreHorsMontant(titre: string): string | undefined {
  if (titre.includes('%')) return PAR_MOT.get('taux');
  const mots = motsDuTitre(titre);
  const [premier, deuxieme] = mots;
  // `N° de mandat`, where `Engagé N` and `N-1` say a year.
  if (premier === 'n' && deuxieme !== undefined && !/^\d+$/.test(deuxieme)) return PAR_MOT.get('numero');
  // `Année 2012` heads the amounts of that year in a crossed table; `Engagé de l'exercice`, those of this one.
  if (premier !== undefined && MOTS_D_ANNEE.has(premier) && mots.length > 1 && anneesDuTitre(titre).length === 0)
    return UNE_ANNEE;
  for (const mot of mots) {
    const raison = PAR_MOT.get(mot);
    if (raison !== undefined) return raison;
  }
  return undefined;
}
