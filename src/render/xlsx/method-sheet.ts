import { LIBELLES_BASES } from '../../domain/base.ts';
import { formaterEntier } from '../../domain/format.ts';
import { PLACES, type Place } from '../../domain/verdict.ts';
import { formuleMontant } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import { type Contexte, commencer, impression } from './context.ts';
import { motsDeLaMethode } from './method-words.ts';
import { NOMS, nomDuControle } from './names.ts';
import type { ControleDit } from './synthesis-sheet.ts';
import { ONGLETS, type Onglet } from './tabs.ts';

const SENS_DES_VERDICTS: Readonly<Record<Place, string>> = {
  internationale: 'Dans le total, en entier ou pour sa quote-part.',
  exceptionnelle: 'Unique et exceptionnelle : montrée pour mémoire, dans aucun total.',
  non_internationale: 'Une règle ou une personne a dit non ; c’est aussi là que va le reste d’une quote-part.',
  exclue: 'Hors du périmètre, avec un motif : recette, opération d’ordre, argent déjà compté ailleurs…',
  a_arbitrer: 'Des mots font penser à l’international, mais rien ne décide : une personne doit le faire.',
  non_examinee: 'Rien n’en parle et personne ne l’a regardée : cela ne veut pas dire non.',
};

/** The sheet `Méthode`: how the workbook is made, what may be changed in it, and what Excel does not allow. */
export function ecrireMethode(contexte: Contexte, controles: readonly ControleDit[]): void {
  const { enTete, synthese } = contexte.jaune;
  const feuille = commencer(contexte, {
    nom: 'Méthode',
    onglet: 'piece',
    titre: 'Méthode',
    note: 'Comment lire ce classeur, ce qu’on peut y changer, et ce qu’Excel ne permet pas.',
    colonnes: [
      { titre: 'Sujet', largeur: 34, style: 'renvoiGras' },
      { titre: 'Ce qu’il faut savoir', largeur: 104, style: 'renvoi' },
      { titre: 'Valeur', largeur: 20, style: 'montant' },
    ],
  });
  feuille.ajouterEntetes();
  const lignes = formaterEntier(contexte.jaune.lignes.length);
  for (const { titre, paragraphes } of motsDeLaMethode({ ...enTete, base: LIBELLES_BASES[enTete.base], lignes })) {
    feuille.ajouterIntertitre(titre, 3);
    for (const [sujet, texte] of paragraphes) feuille.ajouter([sujet, texte]);
  }
  ajouterOnglets(feuille);
  feuille.ajouterIntertitre('Les six verdicts', 3);
  for (const place of PLACES) feuille.ajouter([place, SENS_DES_VERDICTS[place]]);
  ajouterNoms(feuille, [
    [NOMS.pilote, enTete.libellePilote, synthese.secteurPilote],
    [NOMS.autres, 'Autres secteurs (hors opérations exceptionnelles)', synthese.autresSecteurs],
    [NOMS.total, 'Total général hors opérations exceptionnelles', synthese.totalHorsExceptionnelles],
    [NOMS.exceptionnelles, 'Pour mémoire, opérations exceptionnelles', synthese.exceptionnelles],
    [NOMS.totalRecu, 'Total des fichiers reçus', contexte.jaune.partition.total.centimes],
  ]);
  ajouterControles(contexte, feuille, controles);
  feuille.clore({ impression: impression(feuille) });
}

function ajouterOnglets(feuille: Feuille): void {
  feuille.ajouterIntertitre('La couleur des onglets', 3);
  for (const onglet of Object.keys(ONGLETS) as Onglet[]) {
    const { couleur, sens, style } = ONGLETS[onglet];
    feuille.ajouter([couleur, sens, undefined], ['renvoiGras', 'renvoi', style]);
  }
}

function ajouterNoms(
  feuille: Feuille,
  noms: readonly (readonly [nom: string, sens: string, centimes: number])[],
): void {
  feuille.ajouterIntertitre('Noms définis, à reprendre dans d’autres classeurs', 3);
  for (const [nom, sens, centimes] of noms) feuille.ajouter([nom, sens, formuleMontant(nom, centimes)]);
  feuille.ajouter(
    [
      NOMS.controles,
      'Nombre de contrôles qui ne disent pas OK : zéro à l’édition',
      { formula: NOMS.controles, result: 0 },
    ],
    ['renvoiGras', 'renvoi', 'entier'],
  );
}

/** The check of this sheet: all the others say `OK`. */
function ajouterControles({ classeur }: Contexte, feuille: Feuille, controles: readonly ControleDit[]): void {
  const tous = `Les ${controles.length} contrôles du classeur, repris dans la Synthèse`;
  const formule = `IF(${NOMS.controles}=0,"OK",${NOMS.controles})`;
  const rang = feuille.ajouter(
    ['Contrôle', tous, { formula: formule, result: 'OK' }],
    ['controle', 'renvoi', 'controle'],
  );
  feuille.marquerControle('C');
  classeur.nommer(nomDuControle('methode'), feuille.reference('C', rang));
}
