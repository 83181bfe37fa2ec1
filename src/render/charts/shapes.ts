import { curveLinearClosed, line } from 'd3-shape';

const POINTE = 7;
const enPolygone = line().curve(curveLinearClosed).digits(1);

/** A rectangle from one place to another along the line of amounts, whichever is greater. */
export function rectangle(de: number, a: number, haut: number, hauteur: number): string {
  const bas = haut + hauteur;
  return tracer([
    [de, haut],
    [a, haut],
    [a, bas],
    [de, bas],
  ]);
}

/** The same, pointed at its end: which way the amount goes is seen without colours. */
export function fleche(de: number, a: number, haut: number, hauteur: number): string {
  const epaule = a - Math.sign(a - de) * Math.min(POINTE, Math.abs(a - de));
  const bas = haut + hauteur;
  return tracer([
    [de, haut],
    [epaule, haut],
    [a, haut + hauteur / 2],
    [epaule, bas],
    [de, bas],
  ]);
}

function tracer(points: [number, number][]): string {
  return enPolygone(points) ?? '';
}
