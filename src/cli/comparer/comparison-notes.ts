import { type LigneComparable, retenuDe } from '../../compile/comparaison/ligne-comparable.ts';
import type { IndiceDePaire, Paire } from '../../compile/comparaison/rapprocher.ts';
import { LIBELLES_BASES } from '../../domain/base.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/format.ts';
import { somme } from '../../domain/montant.ts';
import { plier } from '../../domain/texte.ts';
import type { ComparaisonDEditions, EditionACompare } from './compare-editions.ts';
import { MOTS_DES_INDICES } from './effect-text.ts';

/** Something to know of a comparison, under a title. */
interface Note {
  readonly titre: string;
  readonly lignes: readonly string[];
}

/** How lines were matched, what could not be, and what the comparison does not know. */
export function comparisonNotes(comparaison: ComparaisonDEditions): Note[] {
  return [
    { titre: 'Rapprochements', lignes: direLesRapprochements(comparaison) },
    { titre: 'Table de passage constatée', lignes: direLesPassages(comparaison) },
    { titre: 'À savoir', lignes: direLeReste(comparaison) },
  ];
}

function direLesRapprochements({ ecart: { rapprochees } }: ComparaisonDEditions): string[] {
  const { paires, seulesAvant, seulesApres } = rapprochees;
  const duTotal = paires.filter((paire) => [paire.avant, paire.apres].some(estAuTotal));
  const seules = [...seulesAvant, ...seulesApres].filter(estAuTotal);
  const certains = duTotal.filter(({ certain }) => certain).length;
  return [
    `  ${accord(duTotal.length, 'ligne')} du total ont une pareille : ${formaterEntier(certains)} avec certitude, ${accord(duTotal.length - certains, 'probable')}.`,
    ...compterParIndice(duTotal),
    ...(seules.length === 0
      ? []
      : [
          `  Sans pareille : ${compterSeules(seulesAvant)} avant, ${compterSeules(seulesApres)} après, dites plus haut avec ce qui est nouveau, terminé, arrivé ou parti.`,
        ]),
  ];
}

function compterParIndice(paires: readonly Paire[]): string[] {
  const comptes = new Map<IndiceDePaire, number>();
  for (const { indice } of paires) comptes.set(indice, (comptes.get(indice) ?? 0) + 1);
  return [...comptes]
    .sort(([, gauche], [, droite]) => droite - gauche)
    .map(([indice, nombre]) => `    ${MOTS_DES_INDICES[indice]} : ${accord(nombre, 'ligne')}`);
}

function compterSeules(lignes: readonly LigneComparable[]): string {
  const duTotal = lignes.filter(estAuTotal);
  return `${accord(duTotal.length, 'ligne')} (${formaterEuros(somme(duTotal.map(retenuDe)))})`;
}

function estAuTotal({ place }: LigneComparable): boolean {
  return place === 'internationale';
}

function direLesPassages({ passages, avant, apres }: ComparaisonDEditions): string[] {
  if (passages.length === 0) return [];
  const [ancienne, nouvelle] = [avant, apres].map(({ jaune }) => jaune.enTete.norme);
  return [
    `  Les fonctions que portent, en ${ancienne} puis en ${nouvelle}, les lignes rapprochées par leur libellé et leur bénéficiaire. C’est un constat, non une équivalence.`,
    ...passages.map(
      (passage) =>
        `    ${passage.avant || 'sans fonction'} → ${passage.apres || 'sans fonction'} : ${accord(passage.lignes, 'ligne')}, ${formaterEuros(passage.centimesAvant)} puis ${formaterEuros(passage.centimesApres)}`,
    ),
  ];
}

function direLeReste(comparaison: ComparaisonDEditions): string[] {
  const { avant, apres, rapport } = comparaison;
  const [a, b] = [avant.jaune.enTete, apres.jaune.enTete];
  const ecart = Number(b.exercice) - Number(a.exercice);
  return [
    ...(rapport === 'autre_norme'
      ? [
          `${a.exercice} suit la ${a.norme}, ${b.exercice} la ${b.norme} : leurs codes ne se comparent pas. Les lignes ne sont rapprochées que par leur libellé et leur bénéficiaire, jamais avec certitude.`,
        ]
      : []),
    ...(ecart > 1 ? [`${ecart} ans séparent ces exercices : ce qui s’est passé entre eux ne se voit pas.`] : []),
    ...(plier(a.collectivite) === plier(b.collectivite)
      ? []
      : [`Ces dossiers sont ceux de deux collectivités : « ${a.collectivite} » et « ${b.collectivite} ».`]),
    ...direLeRetraitement(comparaison),
    ...direLesAvertissements('ancien', avant),
    ...direLesAvertissements('récent', apres),
  ].map((ligne) => `  ${ligne}`);
}

function direLeRetraitement({ retraitement, avant, apres }: ComparaisonDEditions): string[] {
  const [ancien, nouveau] = [avant, apres].map(({ jaune }) => jaune.enTete.exercice);
  switch (retraitement.type) {
    case 'sans_objet':
      return [];
    case 'sans_memoire':
      return [
        `Le dossier de ${nouveau} ne garde pas les lignes publiées de ${ancien} (memoire/lignes-${ancien}.csv) : si ses montants ont été retraités depuis, cela ne se voit pas.`,
      ];
    case 'autre_base':
      return [
        `${retraitement.fichier.fichier} est sur la base « ${LIBELLES_BASES[retraitement.fichier.base]} » : il n’a pas été comparé à ce que donne le dossier de ${ancien}.`,
      ];
    case 'aucun':
      return [
        `${retraitement.fichier.fichier} du dossier de ${nouveau} dit du total de ${ancien} ce qu’en donne son dossier : rien n’a été retraité.`,
      ];
    case 'retraite':
      return [
        `${retraitement.fichier.fichier} du dossier de ${nouveau} ne dit pas du total de ${ancien} ce qu’en donne son dossier : la première étape en fait le compte, et les suivantes partent de ce fichier.`,
      ];
  }
}

function direLesAvertissements(lequel: string, { preparation }: EditionACompare): string[] {
  const nombre = preparation.constats.compter('A-');
  return nombre === 0
    ? []
    : [`Le plus ${lequel} des dossiers a ${accord(nombre, 'avertissement')} ; jaune controler les dit.`];
}
