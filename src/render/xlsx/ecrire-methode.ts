import type { Jaune } from '../../compile/jaune.ts';
import { LIBELLES_DE_SYNTHESE } from '../../compile/synthese.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { finDesNoms } from '../../domain/dossier/edition-nommee.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { LIBELLE_DU_TOTAL_RECU, LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { amountFormula } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import { listesMontrees } from '../listes/listes.ts';
import { type Contexte, commencer, impression, ONGLETS, type Onglet } from './contexte.ts';
import type { ControleDit } from './ecrire-synthese.ts';
import { NOMS, nomDuControle } from './noms.ts';

const SENS_DES_VERDICTS: Readonly<Record<Place, string>> = {
  internationale: 'Dans le total, en entier ou pour sa quote-part.',
  exceptionnelle: 'Unique et exceptionnelle : montrée pour mémoire, dans aucun total.',
  non_internationale: 'Une règle ou une personne a dit non ; c’est aussi là que va le reste d’une quote-part.',
  exclue: 'Hors du périmètre, avec un motif : opération d’ordre, argent déjà compté ailleurs…',
  a_arbitrer: 'Des mots font penser à l’international, mais rien ne décide : une personne doit le faire.',
  non_examinee: 'Rien n’en parle et personne ne l’a regardée : cela ne veut pas dire non.',
};

/** The sheet `Méthode`: how the workbook is made, what may be changed in it, and what Excel does not allow. */
export function ecrireMethode(contexte: Contexte, controles: readonly ControleDit[]): void {
  const { enTete, synthese, partition } = contexte.jaune;
  const feuille = commencer(contexte, {
    name: 'Méthode',
    objet: 'Comment lire ce classeur, ce que veulent dire ses mots, et ce qu’on peut y changer.',
    onglet: 'piece',
    title: 'Méthode',
    note: 'Comment lire ce classeur, ce qu’on peut y changer, et ce qu’Excel ne permet pas.',
    columns: [
      { title: 'Sujet', width: 34, style: 'renvoiGras' },
      { title: 'Ce qu’il faut savoir', width: 104, style: 'renvoi' },
      { title: 'Valeur', width: 20, style: 'montant' },
    ],
  });
  feuille.addHeads();
  const lignes = formaterEntier(contexte.jaune.lignes.length);
  for (const { titre, paragraphes } of motsDeLaMethode({
    documents: finDesNoms(enTete),
    base: LIBELLES_BASES[enTete.base],
    lignes,
  })) {
    feuille.addHeading(titre, 3);
    for (const [sujet, texte] of paragraphes) feuille.add([sujet, texte]);
  }
  ajouterOnglets(feuille, contexte.jaune);
  feuille.addHeading('Les six verdicts', 3);
  for (const place of PLACES) feuille.add([LIBELLES_PLACES[place], SENS_DES_VERDICTS[place]]);
  for (const { titre, valeurs } of contexte.jaune.libelles.titres) {
    feuille.addHeading(titre, 3);
    for (const { nom, titre: entier } of valeurs) feuille.add([nom, entier]);
  }
  ajouterListes(contexte, feuille);
  ajouterNoms(feuille, [
    [NOMS.pilote, enTete.libellePilote, synthese.secteurPilote],
    [NOMS.autres, LIBELLES_DE_SYNTHESE.autresSecteurs, synthese.autresSecteurs],
    [NOMS.total, LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles, synthese.totalHorsExceptionnelles],
    [NOMS.exceptionnelles, LIBELLES_DE_SYNTHESE.exceptionnelles, synthese.exceptionnelles],
    [NOMS.totalRecu, LIBELLE_DU_TOTAL_RECU, partition.total.centimes],
    ...(contexte.recettes
      ? [[NOMS.totalRecuEnRecettes, `${LIBELLE_DU_TOTAL_RECU}, recettes`, partition.total.recettes.centimes] as const]
      : []),
  ]);
  ajouterControles(contexte, feuille, controles);
  feuille.close({ printArea: impression(feuille) });
}

function ajouterListes({ jaune }: Contexte, feuille: Sheet): void {
  for (const { titre, chapeau, elements, details = elements } of listesMontrees(jaune)) {
    feuille.addHeading(titre, 3);
    if (chapeau !== '') feuille.add([undefined, chapeau]);
    for (const { sujet, texte, precision, empreinte } of details) {
      const dit = precision === undefined ? texte : `${texte} : ${precision}`;
      feuille.add([sujet, empreinte === undefined ? dit : `${dit} (SHA-256 ${empreinte})`]);
    }
  }
}

function ajouterOnglets(feuille: Sheet, { volets }: Jaune): void {
  feuille.addHeading('La couleur des onglets', 3);
  const aucunVolet = volets.every(({ tableaux }) => tableaux.every(({ feuille: nom }) => nom === undefined));
  for (const onglet of Object.keys(ONGLETS) as Onglet[]) {
    if (onglet === 'volet' && aucunVolet) continue;
    const { couleur, sens, style } = ONGLETS[onglet];
    feuille.add([couleur, sens, undefined], ['renvoiGras', 'renvoi', style]);
  }
}

function ajouterNoms(feuille: Sheet, noms: readonly (readonly [nom: string, sens: string, centimes: number])[]): void {
  feuille.addHeading('Noms définis, à reprendre dans d’autres classeurs', 3);
  for (const [nom, sens, centimes] of noms) feuille.add([nom, sens, amountFormula(nom, centimes)]);
  feuille.add(
    [
      NOMS.controles,
      'Nombre de contrôles qui ne disent pas OK : zéro à l’édition',
      { formula: NOMS.controles, result: 0 },
    ],
    ['renvoiGras', 'renvoi', 'entier'],
  );
}

/** The check of this sheet: all the others say `OK`. */
function ajouterControles({ classeur }: Contexte, feuille: Sheet, controles: readonly ControleDit[]): void {
  const tous = `Les ${controles.length} contrôles du classeur, repris dans la Synthèse`;
  const formule = `IF(${NOMS.controles}=0,"OK",${NOMS.controles})`;
  const rang = feuille.add(['Contrôle', tous, { formula: formule, result: 'OK' }], ['controle', 'renvoi', 'controle']);
  feuille.markCheck('C');
  classeur.nameCells(nomDuControle('methode'), feuille.reference('C', rang));
}

export interface EditionCitee {
  /** What the names of its documents end in. */
  readonly documents: string;
  /** The base, as readers call it. */
  readonly base: string;
  readonly lignes: string;
}

/** A heading and what stands under it: a subject, and what to know of it. */
export interface Chapitre {
  readonly titre: string;
  readonly paragraphes: readonly (readonly [sujet: string, texte: string])[];
}

export function motsDeLaMethode({ documents, base, lignes }: EditionCitee): readonly Chapitre[] {
  const csv = `lignes-${documents}.csv`;
  return [
    {
      titre: 'Lire',
      paragraphes: [
        ['Base et unité', `${base}. En euros, au centime. Deux bases ne s’additionnent jamais.`],
        [
          'Formules',
          'Chaque total est une formule sur la feuille Parts, elle-même calculée sur la feuille Lignes, écrite avec le résultat de l’édition : les chiffres se lisent tout de suite, en mode protégé, dans LibreOffice ou sur un téléphone.',
        ],
        [
          'Tables « Lignes » et « Parts »',
          'La feuille Lignes a une rangée par ligne : ce qui est reçu, et ce qui en est retenu. La feuille Parts a une rangée par part de ligne, avec sa ventilation. Dans l’une, toute colonne de montants s’additionne sans filtre ; dans l’autre, « Montant de la part », « Montant retenu » et « Exceptionnel, hors total » : « Montant exact » et « Part en euros » ne servent qu’au calcul. Chacune est un tableau Excel du même nom : les formules en appellent les colonnes par leurs titres, Parts[Montant de la part], suivent les rangées ajoutées, et Excel comme LibreOffice les recalculent. Ne changez pas ces titres ailleurs que dans Excel.',
        ],
        [
          'Lignes nommées',
          `Ce classeur nomme ${lignes} lignes : toutes les internationales, exceptionnelles et à arbitrer, et les plus grosses des exclues et des non examinées. Ce que portent les autres est une constante, dans une colonne qui le dit ; elles sont dans ${csv}.`,
        ],
        [
          'Dépenses et recettes',
          `La feuille Lignes n’a que des dépenses, et les totaux n’ont qu’elles. Les recettes, s’il y en a, sont dans les feuilles Recettes et Parts_des_recettes, faites de même : les mêmes verdicts, les mêmes cases jaunes. Une recette internationale est un cofinancement, montré en face et jamais ajouté ; celles que le classeur ne nomme pas sont dans ${csv}.`,
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
          'Le verdict et le montant d’une ligne se changent dans la feuille Lignes (ou Recettes), la part et le montant exact dans la feuille de ses parts ; tout le reste du classeur suit. Rien n’est verrouillé. Pour changer un pays, un axe, un secteur… changez son rang dans Parts, dans les colonnes repliées de droite : c’est le N° de la feuille de ce nom, et le libellé le suit. Un libellé écrit par-dessus sa formule ne change rien : le contrôle de sa feuille le dit.',
        ],
        [
          'Quote-part',
          'Montant de la part = montant de la ligne (dans la feuille Lignes) × part appliquée, arrondi au centime. Montant retenu = ce montant si le verdict est « Internationale », zéro sinon : la colonne s’additionne sans filtre, et fait le total général. « reste » prend ce que les autres parts de la ligne laissent : les parts font toujours la ligne. Ce qu’une ligne d’une seule part ne retient pas devient non international, dans la colonne « Reste non international ».',
        ],
        [
          'Montant exact',
          'Une part écrite en euros (12 500 €) est dans « Montant exact » et l’emporte sur la part appliquée ; elle ne bouge pas avec le montant de la ligne.',
        ],
        [
          'Autres bases',
          'Les colonnes repliées « Montant de la part, Mandaté » et autres sont les centimes de l’édition tant que la part est celle de l’édition ; changée, elles sont ce que la ligne a dans cette base × la part (le nom part_prise : ce que la part de la rangée prend de sa ligne), arrondi au centime, et les taux d’exécution suivent. Un montant exact, écrit dans la base de l’édition, compte dans une autre pour la part de la ligne qu’il fait ; entre trois parts ou plus, des parts changées y font la ligne à quelques centimes près. Changer le montant d’une ligne ne change pas ce qu’elle a dans les autres bases : ce sont d’autres montants reçus.',
        ],
        [
          'Montant d’une ligne',
          'Il est écrit une fois, dans la feuille Lignes : ses parts le suivent. Changé, il n’est plus celui qui a été reçu : le contrôle des Sources en donne l’écart, « montant changé à l’essai dans ce classeur », qui n’est pas compté en défaut.',
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
          'Le nombre de lignes, souligné, mène à la première ligne du chiffre ; dans un tableau croisé, le montant lui-même ; dans une liste, le numéro de la ligne. L’infobulle du lien dit quel filtre poser dans Parts pour avoir toutes les lignes, et rien qu’elles.',
        ],
        [
          'Ce qu’Excel ne permet pas',
          'Un lien ne peut pas poser de filtre, et il vise une rangée : après un tri de la feuille Lignes ou Parts, triez-la à nouveau par « Numéro de ligne » pour que les liens mènent au bon endroit. Les formules, elles, ne craignent pas le tri.',
        ],
        [
          'Montant des lignes filtrées',
          'Au-dessus des titres de Lignes et de Parts, « Retenu affiché » donne le total des rangées que les filtres laissent : c’est le chiffre d’où l’on vient.',
        ],
      ],
    },
    {
      titre: 'Vérifier',
      paragraphes: [
        [
          'Contrôles',
          'Chaque feuille porte une cellule de contrôle, qui compare son total avec la feuille Parts et dit OK ou l’écart, en rouge. La Synthèse les reprend toutes.',
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
