/** How senders title a column, by what it is. */
export type Vocabulaire = Readonly<Record<string, readonly string[]>>;

/** Titles that the table of usual titles may be tuned on. */
export const DE_REGLAGE: Vocabulaire = {
  exercice: ['Exercice', 'Année', 'EXERCICE', 'Exercice budgétaire'],
  sens: ['Sens', 'D/R', 'Dépense/Recette'],
  chapitre: ['Chapitre', 'Chap.', 'Code chapitre', 'CHAPITRE'],
  chapitre_libelle: ['Libellé chapitre', 'Chapitre (libellé)', 'Intitulé du chapitre'],
  fonction: ['Fonction', 'Sous-fonction', 'Code fonction', 'FONCTION'],
  fonction_libelle: ['Libellé fonction', 'Fonction - libellé'],
  programme: ['Programme', 'Code programme', 'Prog.'],
  action: ['Action', 'Code action', 'N° action'],
  nature: ['Nature', 'Code nature', 'Compte nature'],
  libelle: ['Objet', 'Libellé', 'Opération', 'Intitulé', 'Objet de la dépense'],
  beneficiaire: ['Bénéficiaire', 'Tiers', 'Nom du bénéficiaire'],
  lieu: ['Pays', 'Pays partenaire', 'Destination'],
  reference: ['Délibération', 'N° de délibération', 'Rapport'],
  'montants.ae_votees': ['AE-AP votées', 'AE votées', 'AP/AE'],
  'montants.engagements': ['Engagé', 'Montant engagé', 'Engagements', 'Affecté'],
  'montants.cp_votes': ['CP votés', 'Crédits de paiement', 'BP'],
  'montants.mandats': ['Mandaté', 'Mandats', 'Réalisé', 'Payé'],
  montants: ['Montant', 'Montant attribué', 'Subvention'],
};

/** Others, that nothing is tuned on. */
export const DU_TEMOIN: Vocabulaire = {
  exercice: ['Exercice comptable', 'ANNEE_BUDGETAIRE', 'Année budgétaire', 'exercice'],
  sens: ['Dép./Rec.', 'Sens (D/R)', 'Type de flux'],
  chapitre: ['Chapitre budgétaire', 'CODE_CHAPITRE', 'N° chapitre', 'Chap'],
  chapitre_libelle: ['Nom du chapitre', 'LIB_CHAPITRE', 'Désignation du chapitre'],
  fonction: ['Code fonctionnel', 'CODE_FONCTION', 'Rubrique fonctionnelle', 'Fonction M71'],
  fonction_libelle: ['LIB_FONCTION', 'Intitulé fonction', 'Nom de la fonction'],
  programme: ['CODE_PROGRAMME', 'N° de programme', 'Programme (code)'],
  action: ['CODE_ACTION', 'Action (code)', 'N° d’action'],
  nature: ['Nature comptable', 'Compte par nature', 'CODE_NATURE'],
  libelle: ['Objet de l’opération', 'Description', 'Libellé de l’opération', 'Intitulé du projet'],
  beneficiaire: ['NOM_TIERS', 'Attributaire', 'Raison sociale', 'Organisme bénéficiaire'],
  lieu: ['Pays de destination', 'Pays d’intervention', 'Zone géographique'],
  reference: ['N° rapport', 'Référence de la délibération', 'Décision'],
  'montants.ae_votees': ['Autorisations de programme', 'AE/AP votées (€)', 'Autorisations d’engagement votées'],
  'montants.engagements': ['Total engagé', 'Montants engagés', 'AE engagées', 'MONTANT_ENGAGE', 'Engagé (en euros)'],
  'montants.cp_votes': ['CP ouverts', 'Crédits votés', 'Budget primitif', 'CREDITS_OUVERTS'],
  'montants.mandats': ['Montant mandaté', 'MONTANT_MANDATE', 'Total mandaté', 'CP réalisés', 'Liquidé'],
  montants: ['Montant de la subvention', 'MONTANT', 'Montant voté', 'Somme'],
};
