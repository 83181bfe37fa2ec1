import { type Contexte, commencer, impression, ONGLETS, type Onglet } from './contexte.ts';
import { NOMS, nomDuControle } from './noms.ts';

const NOM = 'Sommaire';

/** How the contents call each group of sheets, in the order of their reading. */
const GROUPES: Readonly<Record<Onglet, string>> = {
  resultat: 'Les chiffres publiés',
  ventilation: 'Le total, coupé autrement',
  decision: 'Hors du total, et à décider',
  donnees: 'Les données',
  piece: 'Les pièces justificatives',
  volet: 'À côté de l’argent',
};

/**
 * The sheet `Sommaire`: all the others in groups, each a link, with what it holds. To be written last, when all are known;
 * its tab is the second.
 */
export function ecrireSommaire(contexte: Contexte): void {
  const { classeur, presentees } = contexte;
  const noms = classeur.sheetNames();
  const feuille = commencer(contexte, {
    name: NOM,
    objet: 'Toutes les feuilles du classeur.',
    onglet: 'resultat',
    title: NOM,
    note: `Les ${noms.length} autres feuilles, par groupe. Le nom d’une feuille y mène.`,
    after: noms[0] ?? '',
    columns: [
      { title: 'Feuille', width: 38, style: 'lienTexte' },
      { title: 'Ce qu’elle contient', width: 92, style: 'renvoi' },
      { title: 'Onglet', width: 12, style: 'controle' },
    ],
  });
  feuille.addHeads(undefined, ['texte', 'texte', 'texte']);
  for (const onglet of Object.keys(GROUPES) as Onglet[]) {
    const siennes = noms.filter((nom) => presentees.get(nom)?.onglet === onglet);
    if (siennes.length === 0) continue;
    feuille.addHeading(GROUPES[onglet], 3);
    for (const nom of siennes) {
      const objet = presentees.get(nom)?.objet;
      feuille.add([nom, objet, undefined], ['lienTexte', 'renvoi', ONGLETS[onglet].style]);
      feuille.link('A', { target: `'${nom}'!A1`, tip: `Aller à la feuille ${nom}.` });
    }
  }
  const controle = { formula: `IF(${NOMS.controles}=0,"OK",${NOMS.controles})`, result: 'OK' };
  const rang = feuille.add(
    ['Contrôle', 'Tous les contrôles du classeur, repris dans la Synthèse', controle],
    ['controle', 'renvoi', 'controle'],
  );
  feuille.markCheck('C');
  classeur.nameCells(nomDuControle('sommaire'), feuille.reference('C', rang));
  feuille.close({ printArea: impression(feuille) });
}
