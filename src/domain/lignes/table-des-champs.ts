/** A field of a line: all that the tool says of it, from which types, readers, columns and schemas are derived. */
export interface Champ {
  /** How documents and editors call it. */
  readonly titre: string;
  /** What it means, for those who write `exercice.yaml` and the rules. */
  readonly sens: string;
  /**
   * Where it is known from: `imputation`, which many lines share; `ligne`, the line's own; `dossier`, which says it for all
   * the lines of a file.
   */
  readonly de: 'imputation' | 'ligne' | 'dossier';
  /**
   * What it holds: `code`, compared without white space, and never as a number; `libelle`, the label of the code of that name;
   * `mots`, one of a few words; `montant`, euros; `texte`, anything.
   */
  readonly genre: 'code' | 'libelle' | 'mots' | 'montant' | 'texte';
  /** The words of a field of that kind; what is written is compared folded. */
  readonly mots?: readonly string[];
  /** What the field is where the source says nothing; empty unless told. */
  readonly defaut?: string;
  /** No rule looks at it: it never decides what a line is. */
  readonly horsDesRegles?: true;
  /** No column holds it: the dossier alone says it. */
  readonly horsDesColonnes?: true;
  /** People write words there: signals are looked for in it. */
  readonly parlant?: true;
  /** Column of the sheet of lines; its title where it is not the field's. */
  readonly classeur?: { readonly largeur: number; readonly titre?: string };
  /** Column of the workbook where people decide. */
  readonly revue?: { readonly largeur: number };
  /** The titles that sectors and bodies usually give to it, as `cleDeTitre` makes them. */
  readonly titresUsuels?: readonly string[];
}

/**
 * The fields of a line, under the names that officers write in `exercice.yaml` and in the rules, in the order in which
 * documents show them.
 */
export const TABLE_DES_CHAMPS = {
  fichier: {
    titre: 'Fichier',
    sens: 'Le fichier d’où vient la ligne, écrit comme dans exercice.yaml : sources/culture.csv.',
    de: 'dossier',
    genre: 'texte',
    horsDesColonnes: true,
  },
  norme: {
    titre: 'Norme',
    sens: 'La norme dont sont le chapitre et la fonction : celle de la source, ou du dossier. M57.',
    de: 'dossier',
    genre: 'texte',
    horsDesColonnes: true,
  },
  exercice: {
    titre: 'Exercice',
    sens: 'L’année budgétaire, sur quatre chiffres : 2012.',
    de: 'dossier',
    genre: 'texte',
    horsDesRegles: true,
    titresUsuels: [
      'exercice',
      'annee',
      'an',
      'exer',
      'exercice budgetaire',
      'annee budgetaire',
      'annee exercice',
      'millesime',
    ],
  },
  organisme: {
    titre: 'Organisme',
    sens: 'Qui dépense : la collectivité, ou un organisme associé.',
    de: 'imputation',
    genre: 'texte',
    classeur: { largeur: 24 },
    revue: { largeur: 24 },
    titresUsuels: [
      'payeur',
      'organisme payeur',
      'collectivite',
      'organisme',
      'entite',
      'nom collectivite',
      'nom attribuant',
    ],
  },
  secteur: {
    titre: 'Secteur',
    sens: 'Le secteur auquel la ligne se rattache : Culture.',
    de: 'imputation',
    genre: 'texte',
    classeur: { largeur: 40, titre: 'Secteur reçu' },
    revue: { largeur: 22 },
    titresUsuels: ['secteur', 'direction', 'delegation', 'pole', 'secteur budgetaire', 'vice presidence'],
  },
  section: {
    titre: 'Section',
    sens: '« fonctionnement » ou « investissement ».',
    de: 'imputation',
    genre: 'mots',
    mots: ['fonctionnement', 'investissement'],
    defaut: '',
    classeur: { largeur: 15 },
    titresUsuels: ['section', 'i f', 'f i', 'section budgetaire', 'inv fonct', 'fonct inv'],
  },
  sens: {
    titre: 'Sens',
    sens: '« depense » ou « recette » ; sans rien dire, c’est une dépense.',
    de: 'imputation',
    genre: 'mots',
    mots: ['depense', 'recette'],
    defaut: 'depense',
    titresUsuels: [
      'sens',
      'd r',
      'r d',
      'depense recette',
      'nature flux',
      'type flux',
      'sens flux',
      'dep rec',
      'codrd',
    ],
  },
  mouvement: {
    titre: 'Mouvement',
    sens: '« reel » ou « ordre » ; une opération d’ordre est une écriture sans argent.',
    de: 'imputation',
    genre: 'mots',
    mots: ['reel', 'ordre'],
    defaut: 'reel',
    titresUsuels: ['mouvement', 'r o', 'o r', 'type mvt', 'mvt', 'reel ordre', 'type mouvement', 'nature mouvement'],
  },
  chapitre: {
    titre: 'Chapitre',
    sens: 'Le code du chapitre : 930, 9344 ou 934-4. C’est du texte, jamais un nombre.',
    de: 'imputation',
    genre: 'code',
    classeur: { largeur: 11 },
    revue: { largeur: 10 },
    titresUsuels: ['chapitre', 'chap', 'ch', 'chapitre budgetaire', 'contnat'],
  },
  chapitre_libelle: {
    titre: 'Libellé du chapitre',
    sens: 'L’intitulé du chapitre : Services généraux.',
    de: 'imputation',
    genre: 'libelle',
    classeur: { largeur: 24 },
    revue: { largeur: 24 },
  },
  fonction: {
    titre: 'Fonction',
    sens: 'Le code de la fonction : 048. C’est du texte : 048 n’est pas 48.',
    de: 'imputation',
    genre: 'code',
    classeur: { largeur: 11 },
    revue: { largeur: 10 },
    titresUsuels: [
      'fonction',
      'fonct',
      'fct',
      'fonc',
      'sous fonction',
      'ss fonction',
      'fonctionnel',
      'rubrique fonctionnelle',
      'compte fonctionnel',
    ],
  },
  fonction_libelle: {
    titre: 'Libellé de la fonction',
    sens: 'L’intitulé de la fonction : Autres actions internationales.',
    de: 'imputation',
    genre: 'libelle',
    classeur: { largeur: 24 },
    revue: { largeur: 24 },
  },
  programme: {
    titre: 'Programme',
    sens: 'Le code du programme : HP 048-008. Les espaces ne comptent pas.',
    de: 'imputation',
    genre: 'code',
    classeur: { largeur: 13 },
    revue: { largeur: 14 },
    titresUsuels: ['programme', 'prog', 'pgm'],
  },
  programme_libelle: {
    titre: 'Libellé du programme',
    sens: 'L’intitulé du programme : Animation régionale.',
    de: 'imputation',
    genre: 'libelle',
    parlant: true,
    classeur: { largeur: 24 },
    revue: { largeur: 26 },
    titresUsuels: [
      'rubrique',
      'activite',
      'domaine',
      'ligne budgetaire',
      'imputation',
      'politique',
      'politique publique',
    ],
  },
  action: {
    titre: 'Action',
    sens: 'Le code de l’action : 10400801.',
    de: 'imputation',
    genre: 'code',
    classeur: { largeur: 12 },
    revue: { largeur: 13 },
    titresUsuels: ['action', 'act'],
  },
  action_libelle: {
    titre: 'Libellé de l’action',
    sens: 'L’intitulé de l’action : Animation régionale.',
    de: 'imputation',
    genre: 'libelle',
    parlant: true,
    classeur: { largeur: 24 },
    revue: { largeur: 26 },
  },
  nature: {
    titre: 'Nature',
    sens: 'Le compte par nature : 6574.',
    de: 'imputation',
    genre: 'code',
    classeur: { largeur: 9 },
    titresUsuels: [
      'nature',
      'nat',
      'compte',
      'article',
      'compte nature',
      'nature comptable',
      'compte budgetaire',
      'nature budgetaire',
    ],
  },
  nature_libelle: {
    titre: 'Libellé de la nature',
    sens: 'L’intitulé du compte par nature : Subventions aux associations.',
    de: 'imputation',
    genre: 'libelle',
    classeur: { largeur: 24 },
  },
  libelle: {
    titre: 'Libellé',
    sens: 'Ce que la ligne finance, dans les mots du secteur.',
    de: 'ligne',
    genre: 'texte',
    parlant: true,
    classeur: { largeur: 44 },
    revue: { largeur: 42 },
    titresUsuels: [
      'objet',
      'libelle',
      'intitule',
      'operation',
      'dispositif',
      'designation',
      'description',
      'descriptif',
      'projet',
      'etude',
      'objet depense',
      'objet principal',
      'objet subvention',
      'libelle operation',
      'libelle ligne',
      'libelle mouvement',
      'libelle depense',
      'intitule projet',
      'intitule operation',
      'nom projet',
      'etiquettes lignes',
    ],
  },
  beneficiaire: {
    titre: 'Bénéficiaire',
    sens: 'Qui reçoit l’argent : une association, une commune, une entreprise.',
    de: 'ligne',
    genre: 'texte',
    parlant: true,
    classeur: { largeur: 30 },
    revue: { largeur: 26 },
    titresUsuels: [
      'beneficiaire',
      'tiers',
      'structure',
      'etablissement',
      'organisme',
      'fournisseur',
      'prestataire',
      'partenaire',
      'porteur',
      'porteur projet',
      'maitre ouvrage',
      'attributaire',
      'association',
      'creancier',
      'titulaire',
      'raison sociale',
      'nom beneficiaire',
      'nom tiers',
      'beneficiaires',
      'etiquettes lignes',
    ],
  },
  lieu: {
    titre: 'Lieu',
    sens: 'Le pays ou la ville que le fichier donne à la ligne : Sénégal.',
    de: 'ligne',
    genre: 'texte',
    parlant: true,
    classeur: { largeur: 16, titre: 'Lieu reçu' },
    revue: { largeur: 13 },
    titresUsuels: [
      'pays',
      'lieu',
      'destination',
      'pays partenaire',
      'pays ville',
      'pays delegation',
      'zone geographique',
      'pays destination',
      'localisation',
    ],
  },
  reference: {
    titre: 'Référence',
    sens: 'La délibération ou la décision : CP 12-345.',
    de: 'ligne',
    genre: 'texte',
    classeur: { largeur: 18, titre: 'Délibération ou référence' },
    titresUsuels: [
      'deliberation',
      'reference',
      'rapport',
      'n rapport',
      'n deliberation',
      'numero deliberation',
      'numero rapport',
      'reference deliberation',
      'reference decision',
      'n decision',
    ],
  },
  caractere: {
    titre: 'Caractère',
    sens: '« publié » ou « illustratif », pour le montant de la ligne.',
    de: 'ligne',
    genre: 'texte',
    horsDesRegles: true,
    classeur: { largeur: 13 },
    titresUsuels: ['caractere', 'caractere montant', 'caractere chiffre', 'publie illustratif'],
  },
  autres_financeurs: {
    titre: 'Autres financeurs',
    sens: 'Qui d’autre finance l’action.',
    de: 'ligne',
    genre: 'texte',
    horsDesRegles: true,
    titresUsuels: ['autres financeurs', 'cofinanceurs', 'co financeurs', 'cofinancements', 'autres financements'],
  },
  cout_total: {
    titre: 'Coût total',
    sens: 'Le coût total de l’action, tous financeurs, en euros.',
    de: 'ligne',
    genre: 'montant',
    horsDesRegles: true,
    titresUsuels: [
      'cout total',
      'cout total projet',
      'cout projet',
      'cout operation',
      'budget total',
      'montant total projet',
    ],
  },
} as const satisfies Record<string, Champ>;
