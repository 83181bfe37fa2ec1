import type { ChampTexte } from '../domain/champs.ts';
import type { Mot } from './described-object.ts';

/** The fields that officers name: those of a line, its amount, and the total cost of the action. */
export type Champ = ChampTexte | 'montant' | 'cout_total';

/** What each field means, as an editor shows it to those who write `exercice.yaml` and the rules. */
export const MOTS_DES_CHAMPS: Readonly<Record<Champ, Mot>> = {
  fichier: {
    titre: 'Fichier',
    sens: 'Le fichier d’où vient la ligne, écrit comme dans exercice.yaml : sources/culture.csv.',
  },
  exercice: { titre: 'Exercice', sens: 'L’année budgétaire, sur quatre chiffres : 2012.' },
  organisme: { titre: 'Organisme', sens: 'Qui dépense : la collectivité, ou un organisme associé.' },
  secteur: { titre: 'Secteur', sens: 'Le secteur auquel la ligne se rattache : Culture.' },
  section: { titre: 'Section', sens: '« fonctionnement » ou « investissement ».' },
  sens: { titre: 'Sens', sens: '« depense » ou « recette » ; sans rien dire, c’est une dépense.' },
  mouvement: {
    titre: 'Mouvement',
    sens: '« reel » ou « ordre » ; une opération d’ordre est une écriture sans argent.',
  },
  chapitre: { titre: 'Chapitre', sens: 'Le code du chapitre : 930, 9344 ou 934-4. C’est du texte, jamais un nombre.' },
  chapitre_libelle: { titre: 'Libellé du chapitre', sens: 'L’intitulé du chapitre : Services généraux.' },
  fonction: { titre: 'Fonction', sens: 'Le code de la fonction : 048. C’est du texte : 048 n’est pas 48.' },
  fonction_libelle: {
    titre: 'Libellé de la fonction',
    sens: 'L’intitulé de la fonction : Autres actions internationales.',
  },
  programme: { titre: 'Programme', sens: 'Le code du programme : HP 048-008. Les espaces ne comptent pas.' },
  programme_libelle: { titre: 'Libellé du programme', sens: 'L’intitulé du programme : Animation régionale.' },
  action: { titre: 'Action', sens: 'Le code de l’action : 10400801.' },
  action_libelle: { titre: 'Libellé de l’action', sens: 'L’intitulé de l’action : Animation régionale.' },
  nature: { titre: 'Nature', sens: 'Le compte par nature : 6574.' },
  nature_libelle: {
    titre: 'Libellé de la nature',
    sens: 'L’intitulé du compte par nature : Subventions aux associations.',
  },
  libelle: { titre: 'Libellé', sens: 'Ce que la ligne finance, dans les mots du secteur.' },
  beneficiaire: { titre: 'Bénéficiaire', sens: 'Qui reçoit l’argent : une association, une commune, une entreprise.' },
  lieu: { titre: 'Lieu', sens: 'Le pays ou la ville que le fichier donne à la ligne : Sénégal.' },
  reference: { titre: 'Référence', sens: 'La délibération ou la décision : CP 12-345.' },
  caractere: { titre: 'Caractère', sens: '« publié » ou « illustratif », pour le montant de la ligne.' },
  autres_financeurs: { titre: 'Autres financeurs', sens: 'Qui d’autre finance l’action.' },
  cout_total: { titre: 'Coût total', sens: 'Le coût total de l’action, tous financeurs, en euros.' },
  montant: {
    titre: 'Montant',
    sens: 'Le montant de la ligne dans la base du dossier, en euros : { min: 1 000, max: 5 000,50 }, bornes comprises.',
  },
};
