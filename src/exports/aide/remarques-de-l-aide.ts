import { type Montant, somme } from '../../domain/argent/montant.ts';
import type { Chemin } from '../../domain/constats/constat.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, enumererLesPremiers, formaterEuros, formaterPourcentage } from '../../domain/textes/format.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import type { MatiereDExport } from '../export.ts';
import type { PartDuTotal } from '../pont.ts';
import type { AideDeclaree, LigneDAide } from './lignes-d-aide.ts';
import type { AidePreparee } from './preparer-l-aide.ts';
import { MARQUEURS, NOMS_DES_MARQUEURS } from './schema-aide.ts';

/** What must be known, or filled in, before the declaration is sent: with lines and euros. */
export function remarquesDeLAide(
  aide: AidePreparee,
  { lignes, refugies, pont, sansBeneficiaire, fonds }: AideDeclaree,
  { geographie, jaune }: MatiereDExport,
): string[] {
  const domaine = (part: PartDuTotal) => jaune.libelles.domaine.get(part.part.domaine) ?? 'sans domaine';
  const beneficiaire = ({ affectation }: PartDuTotal) => affectation.ligne.beneficiaire || 'sans bénéficiaire';
  return [
    ...surLesRefugies(refugies, pont.declare),
    ...surLeVide('secteur', lignes, (ligne) => ligne.secteur === undefined, domaine),
    ...surLeVide('canal', lignes, (ligne) => ligne.canal === undefined, beneficiaire),
    ...surLeVide('bilatéral ou multilatéral', lignes, (ligne) => ligne.biMulti === undefined, beneficiaire),
    ...surLeVide('type de financement', lignes, (ligne) => ligne.financement === undefined, domaine),
    ...surLeVide('modalité de coopération', lignes, (ligne) => ligne.modalite === undefined, domaine),
    ...NOMS_DES_MARQUEURS.flatMap((nom) =>
      surLeVide(
        `marqueur ${MARQUEURS[nom]}`,
        lignes,
        ({ marqueurs }) => !marqueurs.has(nom),
        domaine,
        'vide n’est pas 0',
      ),
    ),
    ...surLesNonDeclares(sansBeneficiaire, aide.exercice, (pays) => geographie.pays(pays)?.nom ?? pays),
    ...aide.hors
      .filter(({ cle }) => !pont.etapes.some((etape) => etape.cle === cle))
      .map(
        ({ cle, libelle }) => `declarations.yaml, hors_declaration, ${cle} : « ${libelle} » ne retire aucune ligne.`,
      ),
    ...fonds,
    ...inutiles(aide).map(
      (chemin) => `declarations.yaml, ${ecrireChemin(chemin)} : ne sert pas, aucune ligne déclarée n’y vient.`,
    ),
  ];
}

function surLesRefugies(refugies: readonly LigneDAide[], declare: Montant): string[] {
  if (refugies.length === 0) return [];
  const aPart = somme(refugies.map(({ versement }) => versement));
  const part = formaterPourcentage(aPart, declare + aPart);
  return [
    `Réfugiés accueillis en France, à part : ${formaterEuros(aPart)}, ${part} de l’ensemble ; hors réfugiés : ${formaterEuros(declare)}.`,
  ];
}

function surLeVide(
  quoi: string,
  lignes: readonly LigneDAide[],
  estVide: (ligne: LigneDAide) => boolean,
  nommer: (part: PartDuTotal) => string,
  precision = 'la cellule est vide',
): string[] {
  const vides = lignes.filter(estVide);
  if (vides.length === 0) return [];
  const parNom = new Map<string, LigneDAide[]>();
  for (const ligne of vides) {
    const nom = nommer(ligne.part);
    const autres = parNom.get(nom) ?? [];
    autres.push(ligne);
    parNom.set(nom, autres);
  }
  const verse = (parties: readonly LigneDAide[]) => somme(parties.map(({ versement }) => versement));
  const detail = enumererLesPremiers(
    lesPlusLourds(parNom, verse),
    ([nom, parties]) => `${nom} ${formaterEuros(verse(parties))}`,
    ' ; ',
  );
  return [
    `Sans ${quoi} : ${accord(vides.length, 'rangée')}, ${formaterEuros(verse(vides))} versés, ${precision} (${detail}).`,
  ];
}

function surLesNonDeclares(
  sansBeneficiaire: ReadonlyMap<string, readonly PartDuTotal[]>,
  exercice: number,
  nommer: (pays: string) => string,
): string[] {
  const retenus = (parts: readonly PartDuTotal[]) => somme(parts.map(({ retenu }) => retenu));
  const dire = (parts: readonly PartDuTotal[]) =>
    `${formaterEuros(retenus(parts))} (${accord(lignesDe(parts).length, 'ligne')})`;
  const sansPays = sansBeneficiaire.get('') ?? [];
  const horsListe = lesPlusLourds(sansBeneficiaire, retenus).filter(([pays]) => pays !== '');
  return [
    ...(sansPays.length === 0
      ? []
      : [
          `Non déclaré, sans pays : ${dire(sansPays)}, dont ${enumererLesPremiers(lignesDe(sansPays), (ligne) => ligne, ', ')}. « beneficiaires » peut dire un groupe de pays.`,
        ]),
    ...(horsListe.length === 0
      ? []
      : [
          `Non déclaré, hors de la liste du CAD de ${exercice} : ${horsListe.map(([pays, parts]) => `${nommer(pays)} ${dire(parts)}`).join(' ; ')}.`,
        ]),
  ];
}

/** The heaviest first; equal ones in the order of their names. */
function lesPlusLourds<T>(groupes: ReadonlyMap<string, T>, peser: (groupe: T) => Montant): [string, T][] {
  return trierPar([...groupes], ([nom]) => nom).sort(
    ([, gauche], [, droite]) => Math.abs(peser(droite)) - Math.abs(peser(gauche)),
  );
}

function lignesDe(parts: readonly PartDuTotal[]): string[] {
  return [...new Set(parts.map(({ affectation }) => referenceDe(affectation.ligne)))];
}

/** The correspondances that chose nothing: a word mistyped, or one that others come before. */
function inutiles({
  beneficiaires,
  secteurs,
  canaux,
  biMulti,
  financements,
  modalites,
  marqueurs,
}: AidePreparee): Chemin[] {
  return [beneficiaires, secteurs, canaux, biMulti, financements, modalites, ...marqueurs.values()].flatMap(
    (correspondances) => correspondances.inutiles(),
  );
}

/** `secteurs, 2e` for the second of the list. */
function ecrireChemin(chemin: Chemin): string {
  return chemin.map((pas) => (typeof pas === 'number' ? `n° ${pas + 1}` : pas)).join(', ');
}
