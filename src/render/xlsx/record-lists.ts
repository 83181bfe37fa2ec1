import { BASES, LIBELLES_BASES } from '../../domain/base.ts';
import { somme } from '../../domain/montant.ts';
import { LIBELLES_PLACES, PLACES } from '../../domain/verdict.ts';
import { type Cellule, enEuros, lettre } from '../../files/xlsx/cell.ts';
import type { Colonne } from '../../files/xlsx/sheet.ts';
import { LIBELLES_QUESTIONS } from '../questions.ts';
import { ajouterControle, type Contexte, commencer, filtre } from './context.ts';
import { NOMS } from './names.ts';
import { totalDe } from './retained-lists.ts';

/** The sheet `Exclusions`: what was left out of the perimeter, by reason. Constants: these lines are not in `Lignes`. */
export function ecrireExclusions(contexte: Contexte): void {
  const { exclusions, enTete } = contexte.jaune;
  const feuille = commencer(contexte, {
    nom: 'Exclusions',
    titre: 'Lignes exclues du périmètre, par motif',
    note: `Constantes de la compilation : ces lignes ne sont que dans lignes-${enTete.exercice}.csv.`,
    colonnes: [
      { titre: 'Motif', largeur: 80, style: 'renvoi' },
      { titre: 'Règle ou arbitrage', largeur: 28, style: 'renvoi' },
      { titre: 'Lignes', largeur: 10, style: 'entier' },
      { titre: 'Montant (€)', largeur: 22, style: 'montant' },
    ],
  });
  const entete = feuille.ajouterEntetes();
  for (const { motif, decideur, lignes, centimes } of exclusions)
    feuille.ajouter([motif, decideur, lignes, enEuros(centimes)]);
  const derniere = feuille.rang - 1;
  const nombre = exclusions.reduce((total, { lignes }) => total + lignes, 0);
  const total = feuille.ajouterTotal([
    'Total',
    undefined,
    { formula: derniere > entete ? `SUM(C${entete + 1}:C${derniere})` : '0', result: nombre },
    totalDe('D', entete, derniere, somme(exclusions.map(({ centimes }) => centimes))),
  ]);
  ajouterControle(contexte, feuille, { nom: 'exclusions', colonne: 'D' }, `D${total}`, NOMS.exclueEdition);
  feuille.clore({ filtre: filtre(feuille, entete, derniere) });
}

/** The sheet `Règles`: each rule and what it did. Rules overlap, so that these columns have no total. */
export function ecrireRegles(contexte: Contexte): void {
  const compte = (titre: string): readonly Colonne[] => [
    { titre: `${titre}, lignes`, largeur: 11, style: 'entier' },
    { titre: `${titre} (€)`, largeur: 20, style: 'montant' },
  ];
  const feuille = commencer(contexte, {
    nom: 'Règles',
    titre: 'Règles et leurs effets',
    note: 'Constantes de la compilation. Les règles se recouvrent : ces colonnes ne s’additionnent pas.',
    colonnes: [
      { titre: 'Règle', largeur: 28, style: 'renvoi' },
      { titre: 'Question', largeur: 15, style: 'texte' },
      { titre: 'Conclusion', largeur: 24, style: 'renvoi' },
      { titre: 'Motif', largeur: 60, style: 'renvoi' },
      { titre: 'Référence', largeur: 40, style: 'renvoi' },
      { titre: 'Fichier et ligne', largeur: 32, style: 'texte' },
      ...compte('Conclut'),
      ...compte('Devancée'),
      ...compte('Contredite'),
    ],
    colonnesFigees: 1,
    pagesEnLargeur: 2,
  });
  const entete = feuille.ajouterEntetes();
  for (const { regle, question, emporte, devance, contredite } of contexte.jaune.regles) {
    const { id, conclusion, motif, reference, lieu } = regle;
    const comptes = [emporte, devance, contredite].flatMap(({ lignes, centimes }) => [lignes, enEuros(centimes)]);
    feuille.ajouter([id, LIBELLES_QUESTIONS[question], conclusion, motif, reference, lieu, ...comptes]);
  }
  feuille.clore({ filtre: filtre(feuille, entete, feuille.rang - 1) });
}

/** The sheet `Sources`: each file as read, base by base, and where its euros went. */
export function ecrireSources(contexte: Contexte): void {
  const { sources, enTete, partitionParBase } = contexte.jaune;
  const bases = BASES.filter((base) => base !== enTete.base && partitionParBase.has(base));
  const euros = (titre: string): Colonne => ({ titre, largeur: 20, style: 'montant' });
  const feuille = commencer(contexte, {
    nom: 'Sources',
    titre: 'Fichiers reçus',
    note: 'Constantes de la compilation. Les bases ne s’additionnent jamais entre elles.',
    colonnes: [
      { titre: 'Fichier', largeur: 32, style: 'texte' },
      { titre: 'Secteur', largeur: 32, style: 'renvoi' },
      { titre: 'Organisme', largeur: 28, style: 'renvoi' },
      { titre: 'Lignes', largeur: 10, style: 'entier' },
      euros(`Reçu : ${LIBELLES_BASES[enTete.base]} (€)`),
      ...PLACES.map((place) => euros(`dont ${LIBELLES_PLACES[place]} (€)`)),
      ...bases.map((base) => euros(`Autre base : ${LIBELLES_BASES[base]} (€)`)),
      { titre: 'Rangées mises à l’écart', largeur: 40, style: 'renvoi' },
      { titre: 'Rangées vides', largeur: 10, style: 'entier' },
      { titre: 'Encodage', largeur: 14, style: 'texte' },
      { titre: 'Octets', largeur: 12, style: 'entier' },
      { titre: 'SHA-256', largeur: 68, style: 'texte' },
    ],
    colonnesFigees: 1,
    pagesEnLargeur: 2,
  });
  const entete = feuille.ajouterEntetes();
  const montants = sources.map((source) => [
    source.partition.total.centimes,
    ...PLACES.map((place) => source.partition[place].centimes),
    ...bases.map((base) => source.montants[base]),
  ]);
  for (const [rang, source] of sources.entries()) {
    const cellules = (montants[rang] ?? []).map((cents): Cellule => (cents === undefined ? undefined : enEuros(cents)));
    const ecarts = source.misesAEcart.map(({ motif, lignes }) => `${motif} (${lignes})`).join(' ; ');
    const { fichier, secteur, organisme, lignes, lignesVides, encodage, octets, sha256 } = source;
    feuille.ajouter([fichier, secteur, organisme, lignes, ...cellules, ecarts, lignesVides, encodage, octets, sha256]);
  }
  const derniere = feuille.rang - 1;
  const nombre = sources.reduce((total, { lignes }) => total + lignes, 0);
  const totaux = Array.from({ length: 1 + PLACES.length + bases.length }, (_, colonne) =>
    totalDe(lettre(colonne + 4), entete, derniere, somme(montants.flatMap((ligne) => ligne[colonne] ?? []))),
  );
  const total = feuille.ajouterTotal([
    'Total',
    undefined,
    undefined,
    { formula: derniere > entete ? `SUM(D${entete + 1}:D${derniere})` : '0', result: nombre },
    ...totaux,
  ]);
  ajouterControle(contexte, feuille, { nom: 'sources', colonne: 'E' }, `E${total}`, NOMS.totalRecu);
  feuille.clore({ filtre: filtre(feuille, entete, derniere) });
}
