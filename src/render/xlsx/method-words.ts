/** What the words of the method depend on. */
export interface Repere {
  readonly exercice: string;
  /** The base, as readers call it. */
  readonly base: string;
  /** How many lines the workbook names, as it is written. */
  readonly lignes: string;
}

/** A heading and what stands under it: a subject, and what to know of it. */
export interface Chapitre {
  readonly titre: string;
  readonly paragraphes: readonly (readonly [sujet: string, texte: string])[];
}

/** The words of the sheet `Méthode`. */
export function motsDeLaMethode({ exercice, base, lignes }: Repere): readonly Chapitre[] {
  const csv = `lignes-${exercice}.csv`;
  return [
    {
      titre: 'Lire',
      paragraphes: [
        ['Base et unité', `${base}. En euros, au centime. Deux bases ne s’additionnent jamais.`],
        [
          'Formules',
          'Chaque total est une formule sur la feuille Lignes, écrite avec le résultat de l’édition : les chiffres se lisent tout de suite, en mode protégé, dans LibreOffice ou sur un téléphone.',
        ],
        [
          'Table « Lignes »',
          'La feuille Lignes est un tableau Excel du même nom. Les formules en appellent les colonnes par leurs titres, Lignes[Montant retenu] : elles suivent les rangées ajoutées, et Excel comme LibreOffice les recalculent. Ne changez pas ces titres ailleurs que dans Excel.',
        ],
        [
          'Lignes nommées',
          `Ce classeur nomme ${lignes} lignes : toutes les internationales, exceptionnelles et à arbitrer, et les plus grosses des exclues et des non examinées. Ce que portent les autres est une constante, dans une colonne qui le dit ; elles sont dans ${csv}.`,
        ],
        [
          'Caractère',
          'La colonne « Caractère » dit ligne par ligne si un montant est publié ou illustratif, avec les mots de la source ; l’avertissement du dossier est en tête de chaque feuille.',
        ],
        [
          'Nom du chiffre',
          'Chaque chiffre a un nom qui ne change pas d’une édition à l’autre : synthese.total, pays.senegal. Dans un tableau croisé, celui de la rangée, « / », celui de la colonne : domaine.export/territoire.asie. Le document HTML et ses textes emploient les mêmes.',
        ],
      ],
    },
    {
      titre: 'Changer',
      paragraphes: [
        [
          'Cases jaunes',
          'Dans la feuille Lignes, le verdict, le montant, la part et le montant exact se changent ; tout le reste du classeur suit. Rien n’est verrouillé. Pour changer un pays, un axe, un secteur… changez son rang, dans les dernières colonnes : c’est le N° de la feuille de ce nom.',
        ],
        [
          'Quote-part',
          'Montant retenu = montant de la ligne × part appliquée, arrondi au centime. « reste » prend ce que les autres parts de la ligne laissent : les parts font toujours la ligne. Ce qu’une ligne d’une seule part ne retient pas devient non international, dans la colonne « Reste non international ».',
        ],
        [
          'Montant exact',
          'Une part écrite en euros (12 500 €) est dans « Montant exact » et l’emporte sur la part appliquée ; elle ne bouge pas avec le montant de la ligne.',
        ],
        [
          'Montant d’une ligne',
          'Il est répété sur chaque part de la ligne : changez-les toutes. Le contrôle de la feuille Lignes le dit quand on en oublie.',
        ],
        [
          'Centime de répartition',
          'Entre trois parts ou plus, les centimes qui restent vont aux plus forts restes ; quand cela diffère de l’arrondi, la colonne « Centime de répartition » porte l’écart, d’un centime.',
        ],
        [
          'Ce que cela ne change pas',
          'Un essai fait ici ne change pas le dossier. Une décision s’écrit par « jaune arbitrer », une quote-part dans une règle ; puis on compile. Ce fichier, une fois modifié, n’a plus l’empreinte que donne SHA256SUMS.',
        ],
      ],
    },
    {
      titre: 'Remonter aux lignes',
      paragraphes: [
        [
          'Liens',
          'Le nombre de lignes, souligné, mène à la première ligne du chiffre ; dans un tableau croisé, le montant lui-même ; dans une liste, le numéro de la ligne. L’infobulle du lien dit quel filtre poser dans Lignes pour avoir toutes les lignes, et rien qu’elles.',
        ],
        [
          'Ce qu’Excel ne permet pas',
          'Un lien ne peut pas poser de filtre, et il vise une rangée : après un tri de la feuille Lignes, triez-la à nouveau par « Numéro de ligne » pour que les liens mènent au bon endroit. Les formules, elles, ne craignent pas le tri.',
        ],
        [
          'Montant des lignes filtrées',
          'Au-dessus des titres de Lignes, « Retenu affiché » donne le total des rangées que les filtres laissent : c’est le chiffre d’où l’on vient.',
        ],
      ],
    },
    {
      titre: 'Vérifier',
      paragraphes: [
        [
          'Contrôles',
          'Chaque feuille porte une cellule de contrôle, qui compare son total avec la feuille Lignes et dit OK ou l’écart, en rouge. La Synthèse les reprend toutes.',
        ],
        [
          'Textes reçus',
          'Un texte reçu qui commence par =, +, -, @ ou une tabulation reste un texte : aucune formule ne vient d’un fichier reçu.',
        ],
        [
          'Refaire',
          '« jaune verifier » refait l’édition à partir du dossier et compare chaque octet, ceux de ce classeur compris.',
        ],
      ],
    },
  ];
}
