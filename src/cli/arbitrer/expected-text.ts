import { montant } from '../../domain/argent/montant.ts';
import { formaterEntier, formaterEuros, formaterPourcentage } from '../../domain/textes/format.ts';
import type { PointDeCourbe } from '../../review/courbe-des-enjeux.ts';
import type { MemoryMeasure } from '../measure-memory.ts';
import type { WrittenWorklist } from './export-worklist.ts';

/** So many lines looked at, so much of the expected money: what to choose how many lines to ask for by. */
export function expectedText({ courbe, enjeu, restantes, passe }: WrittenWorklist): string {
  const total = enjeu + restantes.enjeu;
  if (courbe.length === 0 || total === 0n) return '';
  const past = passe !== undefined && passe.centimes > 0n ? passe : undefined;
  const head = [
    'Lignes'.padStart(9),
    'Enjeu d’au moins'.padStart(20),
    'Attendus'.padStart(20),
    'Part'.padStart(9),
    ...(past ? [`Trouvés en ${past.annee}`.padStart(17)] : []),
  ];
  return [
    '',
    'Euros internationaux attendus des dépenses ouvertes, selon le nombre de lignes regardées',
    head.join(''),
    ...courbe.map(({ lignes, seuil, trouve }) =>
      [
        formaterEntier(lignes).padStart(9),
        formaterEuros(seuil).padStart(20),
        formaterEuros(montant(Number(trouve))).padStart(20),
        formaterPourcentage(Number(trouve), Number(total)).padStart(9),
        ...(past ? [pastShare(past, seuil).padStart(17)] : []),
      ].join(''),
    ),
    ...trust(passe),
    '',
  ].join('\n');
}

/** What was found of the money of an exercice by looking at its lines from the same stake on. */
function pastShare(past: MemoryMeasure, seuil: PointDeCourbe['seuil']): string {
  const found = past.auSeuil(seuil);
  return found === undefined ? '–' : formaterPourcentage(Number(found), Number(past.centimes));
}

function trust(passe: MemoryMeasure | undefined): string[] {
  if (passe === undefined)
    return [
      'Sans mémoire, ces attentes ne viennent que des mots des lignes : rien ne dit ce qu’elles valent. Copiez dans memoire/',
      'le lignes-<exercice>.csv d’une année passée pour le savoir.',
    ];
  return [
    `« Trouvés en ${passe.annee} » : la part de l’argent international de ${passe.annee} que les lignes de cet enjeu avaient, ${passe.apprises.length === 0 ? 'chaque moitié de l’année étant notée d’après l’autre' : 'l’année étant laissée de côté'}. Ces`,
    'lignes-là étaient décidées : celles qui restent ouvertes leur ressemblent moins. Le détail : jaune controler --memoire.',
  ];
}

/** The same for machines. All amounts are integer cents. */
export function expectedJson(courbe: readonly PointDeCourbe[], passe: MemoryMeasure | undefined) {
  return {
    courbe: courbe.map(({ lignes, seuil, trouve }) => ({
      lignes,
      enjeu_centimes: seuil,
      attendu_centimes: trouve,
      ...(passe && { passe_centimes: passe.auSeuil(seuil) ?? null }),
    })),
    passe: passe ? { annee: Number(passe.annee), centimes: passe.centimes, attendu_centimes: passe.attendu } : null,
  };
}
