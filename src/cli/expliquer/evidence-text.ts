import { accord } from '../../domain/format.ts';
import { type Decompte, type ExamenDetaille, ecrireTrait, type Indice } from '../../domain/indice.ts';

const CHANCES = 100;

/** What memory suggests, in one line; of a line that is decided, nothing. */
export function writeSuggestion({ rappel, examen }: ExamenDetaille, ouverte: boolean): string[] {
  if (!ouverte) return ['  Sans objet : la ligne est décidée.'];
  if (rappel.apprises.lignes === 0) return ['  Aucune : le dossier n’a pas de memoire/lignes-<exercice>.csv.'];
  const { suggestion } = examen;
  if (!suggestion) return ['  Aucune : rien d’assez proche dans les lignes décidées des années passées.'];
  return [`  ${suggestion.conclusion === 'internationale' ? 'Oui' : 'Non'}, ${suggestion.motif}.`];
}

/** Every count behind a suggestion, so that its points can be worked out again by hand. */
export function writeEvidence(detail: ExamenDetaille): string[] {
  const { rappel, pointsDesSignaux, signaux, examen } = detail;
  const { apprises, taux } = rappel;
  const depart =
    apprises.lignes === 0
      ? 'sans mémoire'
      : `${decompte(apprises)} ; b = (${apprises.internationales} + 1) / (${apprises.lignes} + 2) = ${nombre(taux)}`;
  return [
    rangee(rappel.depart, 'départ', `une ligne sur vingt au plus ; ${depart}`),
    rangee(
      pointsDesSignaux,
      'signaux',
      `${accord(new Set(signaux.map(({ mot }) => mot)).size, 'mot')} de la référence`,
    ),
    ...rappel.indices.map(writeIndice),
    rangee(examen.points, 'total', chances(examen.points)),
    '',
    '  Points d’un indice : arrondi de 10 × log10((I + a) / (N − I + 1 − a) × (1 − b) / b), où N lignes décidées',
    '  l’ont, dont I internationales ; a est le taux attendu : b, ou pour un signal (I de sa famille + 3 × b) /',
    '  (N de sa famille + 3). Comptent : le premier signal entier, les deux suivants pour moitié, les quatre mots les',
    '  plus forts, jamais sous −20 en tout, et tout le reste. Signaux de la référence : 3, 7 ou 12 points selon leur',
    '  poids, le premier entier, les deux suivants pour moitié. À force égale, dans l’ordre alphabétique.',
    '  La mémoire suggère oui à partir de 0 si un fait (bénéficiaire, programme et action, libellé) ou un signal parle pour,',
    '  non à partir de −10 si un fait parle contre ; entre les deux, rien. Le doute, qui ordonne la liste à arbitrer avec les',
    '  euros, est 2000 / (1 + 10^(|total| / 10)), arrondi.',
  ];
}

function writeIndice(indice: Indice): string {
  const { points, retenus, famille, attendu, trait } = indice;
  const details = [
    decompte(indice),
    ...(famille ? [`famille « ${trait.famille} » : ${decompte(famille)}, a = ${nombre(attendu)}`] : []),
    ...(retenus === points
      ? []
      : [retenus === 0 ? `${signe(points)}, non retenu` : `${signe(points)}, retenu en partie`]),
  ];
  return rangee(retenus, ecrireTrait(trait), details.join(' ; '));
}

function rangee(points: number, nom: string, detail: string): string {
  return `  ${signe(points).padStart(4)}  ${nom.padEnd(28)}  ${detail}`;
}

function decompte({ internationales, lignes }: Decompte): string {
  return lignes === 0 ? 'jamais vu' : `${accord(lignes, 'ligne')}, dont ${accord(internationales, 'internationale')}`;
}

function signe(points: number): string {
  return points > 0 ? `+${points}` : `${points}`.replace('-', '−');
}

function nombre(taux: number): string {
  return taux.toFixed(4).replace('.', ',');
}

/** The chance that points stand for, in words: never none, never all. */
function chances(points: number): string {
  const nombre = Math.round(CHANCES / (1 + 10 ** (-points / 10)));
  if (nombre < 1) return `moins d’une chance sur ${CHANCES}`;
  if (nombre >= CHANCES) return `plus de ${CHANCES - 1} chances sur ${CHANCES}`;
  return `${accord(nombre, 'chance')} sur ${CHANCES}`;
}
