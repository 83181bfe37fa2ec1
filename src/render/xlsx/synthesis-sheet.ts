import { LIBELLES_PLACES, PLACES } from '../../domain/verdict.ts';
import { enEuros, type Formule, formuleMontant, formulePart } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import type { NomStyle } from '../../files/xlsx/styles.ts';
import { couperEnLignes } from '../../files/xlsx/text-width.ts';
import { type Contexte, commencer } from './context.ts';
import { compterParPlace } from './line-counts.ts';
import { NOMS, NOMS_LIGNES, nombreSi, nomDuControle, sommeSi } from './names.ts';

const NOTE = 'Les montants sont des formules sur la feuille Lignes : ils changent avec elle. Les effectifs aussi.';
const notePartition = (exercice: string) =>
  `La feuille Lignes ne porte que les lignes internationales, exceptionnelles et à arbitrer. Ce qui n’y est pas (deux dernières colonnes) est une constante de la compilation ; le détail en est dans lignes-${exercice}.csv.`;

/** The sheet `Synthèse`: the four figures, where every euro received ended, what is still open, and the checks. */
export function ecrireSynthese(
  contexte: Contexte,
  controles: readonly (readonly [nom: string, libelle: string])[],
): void {
  const feuille = commencer(contexte, {
    nom: 'Synthèse',
    titre: 'Synthèse',
    note: NOTE,
    colonnes: [
      { titre: 'Synthèse', largeur: 62, style: 'renvoi' },
      { titre: 'Montant (€)', largeur: 22, style: 'montant' },
      { titre: 'Part du total', largeur: 12, style: 'pourcent' },
      { titre: '', largeur: 22, style: 'montant' },
      { titre: '', largeur: 14, style: 'entier' },
      { titre: '', largeur: 22, style: 'montant' },
      { titre: '', largeur: 14, style: 'entier' },
    ],
  });
  ajouterQuatreChiffres(contexte, feuille);
  feuille.sauter();
  const places = ajouterPartition(contexte, feuille);
  feuille.sauter();
  ajouterCouverture(contexte, feuille, places);
  feuille.sauter();
  feuille.ajouterEntetes(['Contrôles', 'Résultat']);
  for (const [nom, libelle] of controles) {
    feuille.ajouter([libelle, { formula: nomDuControle(nom), result: 'OK' }], ['texte', 'controle']);
    feuille.marquerControle('B');
  }
  feuille.clore();
}

function ajouterQuatreChiffres({ jaune: { enTete, synthese }, classeur }: Contexte, feuille: Feuille): void {
  feuille.ajouterEntetes(['Synthèse', 'Montant (€)', 'Part du total']);
  const { secteurPilote, autresSecteurs, totalHorsExceptionnelles: total, exceptionnelles } = synthese;
  const ajouter = (nom: string, libelle: string, formule: Formule, part: Formule | undefined, style?: NomStyle) => {
    const styles: readonly NomStyle[] = style
      ? ['texteTotal', style, 'pourcentTotal']
      : ['texte', 'montant', 'pourcent'];
    const rang = feuille.ajouter([libelle, formule, part], styles);
    classeur.nommer(nom, feuille.reference('B', rang));
  };
  const part = (nom: string, centimes: number) => formulePart(nom, NOMS.total, centimes, total);
  const pilote = formuleMontant(sommeSi('internationale', [NOMS_LIGNES.pilote, 1]), secteurPilote);
  const autres = formuleMontant(sommeSi('internationale', [NOMS_LIGNES.pilote, 0]), autresSecteurs);
  ajouter(NOMS.pilote, enTete.libellePilote, pilote, part(NOMS.pilote, secteurPilote));
  const libelleAutres = 'Autres secteurs (hors opérations exceptionnelles)';
  ajouter(NOMS.autres, libelleAutres, autres, part(NOMS.autres, autresSecteurs));
  const totalGeneral = formuleMontant(`ROUND(${NOMS.pilote}+${NOMS.autres},2)`, total);
  const libelleTotal = 'Total général hors opérations exceptionnelles';
  ajouter(NOMS.total, libelleTotal, totalGeneral, part(NOMS.total, total), 'montantTotal');
  const pourMemoire = formuleMontant(sommeSi('exceptionnelle'), exceptionnelles);
  ajouter(NOMS.exceptionnelles, 'Pour mémoire, opérations exceptionnelles', pourMemoire, undefined);
  const horsPilote = part(NOMS.autres, autresSecteurs);
  feuille.ajouter(['Part du total hors du secteur pilote', horsPilote], ['texte', 'pourcent']);
}

/** Returns the rows of the places that are still open, to add them up. */
function ajouterPartition(contexte: Contexte, feuille: Feuille): { aArbitrer: string; nonExaminee: string } {
  const { jaune, classeur } = contexte;
  feuille.ajouterEn('intertitre', ['Où est allé chaque euro reçu']);
  for (const ligne of couperEnLignes(notePartition(jaune.enTete.exercice), 150)) feuille.ajouterEn('note', [ligne]);
  feuille.ajouterEntetes([
    'Place',
    'Montant (€)',
    'Lignes',
    'dont feuille Lignes (€)',
    'dont feuille Lignes, lignes',
    'dont autres lignes (€), constante',
    'dont autres lignes, constante',
  ]);
  const styles: readonly NomStyle[] = ['texte', 'montant', 'entier', 'montant', 'entier', 'montant', 'entier'];
  const nommees = compterParPlace(jaune.lignes);
  const premiere = feuille.rang;
  for (const place of PLACES) {
    const rang = feuille.rang;
    const { lignes, centimes } = jaune.partition[place];
    const dedans = nommees[place];
    feuille.ajouter(
      [
        LIBELLES_PLACES[place],
        formuleMontant(`ROUND(D${rang}+F${rang},2)`, centimes),
        { formula: `E${rang}+G${rang}`, result: lignes },
        formuleMontant(sommeSi(place), dedans.centimes),
        { formula: nombreSi(place), result: dedans.lignes },
        enEuros(centimes - dedans.centimes),
        lignes - dedans.lignes,
      ],
      styles,
    );
  }
  const rangDe = (place: (typeof PLACES)[number]) => premiere + PLACES.indexOf(place);
  classeur.nommer(NOMS.aArbitrer, feuille.reference('B', rangDe('a_arbitrer')));
  classeur.nommer(NOMS.exclueEdition, feuille.reference('F', rangDe('exclue')));
  ajouterTotalDePartition(contexte, feuille, premiere);
  return { aArbitrer: `B${rangDe('a_arbitrer')}`, nonExaminee: `B${rangDe('non_examinee')}` };
}

function ajouterTotalDePartition({ jaune, classeur }: Contexte, feuille: Feuille, premiere: number): void {
  const rang = feuille.rang;
  const { lignes, centimes } = jaune.partition.total;
  const nommees = Object.values(compterParPlace(jaune.lignes));
  const dedans = {
    lignes: nommees.reduce((total, compte) => total + compte.lignes, 0),
    centimes: nommees.reduce((total, compte) => total + compte.centimes, 0),
  };
  const enColonne = (colonne: string) => `SUM(${colonne}${premiere}:${colonne}${rang - 1})`;
  feuille.ajouter(
    [
      'Total des fichiers reçus',
      formuleMontant(`ROUND(${enColonne('B')},2)`, centimes),
      { formula: enColonne('C'), result: lignes },
      formuleMontant(enColonne('D'), dedans.centimes),
      { formula: enColonne('E'), result: dedans.lignes },
      formuleMontant(enColonne('F'), centimes - dedans.centimes),
      { formula: enColonne('G'), result: lignes - dedans.lignes },
    ],
    ['texteTotal', 'montantTotal', 'entierTotal', 'montantTotal', 'entierTotal', 'montantTotal', 'entierTotal'],
  );
  classeur.nommer(NOMS.totalRecu, feuille.reference('B', rang));
}

function ajouterCouverture(
  { jaune: { couverture } }: Contexte,
  feuille: Feuille,
  { aArbitrer, nonExaminee }: { aArbitrer: string; nonExaminee: string },
): void {
  feuille.ajouterEntetes(['Ce qui reste ouvert : qui a décidé', 'Montant (€)', 'Lignes']);
  const styles: readonly NomStyle[] = ['texte', 'montant', 'entier'];
  const { parRegle, parDecision, totalSiTout } = couverture;
  feuille.ajouter(['Une règle, à l’édition', enEuros(parRegle.centimes), parRegle.lignes], styles);
  feuille.ajouter(['Une personne, à l’édition', enEuros(parDecision.centimes), parDecision.lignes], styles);
  const ouverts = [
    ['Personne encore : à arbitrer', aArbitrer, couverture.aArbitrer],
    ['Personne : non examinée', nonExaminee, couverture.nonExaminee],
  ] as const;
  for (const [libelle, cellule, { centimes, lignes }] of ouverts) {
    const nombre = { formula: cellule.replace('B', 'C'), result: lignes };
    feuille.ajouter([libelle, formuleMontant(cellule, centimes), nombre], styles);
  }
  const siTout = formuleMontant(`ROUND(${NOMS.total}+${aArbitrer}+${nonExaminee},2)`, totalSiTout);
  feuille.ajouter(
    ['Total général si tout ce qui reste ouvert, à arbitrer ou non examiné, était international', siTout],
    styles,
  );
}
