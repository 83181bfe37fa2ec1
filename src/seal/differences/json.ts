import type { DeuxEtats, PremiereDifference } from './etats.ts';

/** The first key that differs, `tables.pays[3].centimes`, in the order of the sealed file. */
export function differenceDeJson({ scelle, refait }: DeuxEtats): PremiereDifference | undefined {
  return comparerValeurs(JSON.parse(scelle.toString('utf8')), JSON.parse(refait.toString('utf8')), '');
}

function comparerValeurs(gauche: unknown, droite: unknown, chemin: string): PremiereDifference | undefined {
  if (Array.isArray(gauche) && Array.isArray(droite)) {
    for (let rang = 0; rang < Math.max(gauche.length, droite.length); rang++) {
      const trouvee = comparerValeurs(gauche[rang], droite[rang], `${chemin}[${rang}]`);
      if (trouvee) return trouvee;
    }
    return undefined;
  }
  if (estObjet(gauche) && estObjet(droite)) {
    for (const cle of new Set([...Object.keys(gauche), ...Object.keys(droite)])) {
      const trouvee = comparerValeurs(lire(gauche, cle), lire(droite, cle), chemin === '' ? cle : `${chemin}.${cle}`);
      if (trouvee) return trouvee;
    }
    return undefined;
  }
  return Object.is(gauche, droite) ? undefined : { ou: chemin, scelle: ecrire(gauche), refait: ecrire(droite) };
}

function estObjet(valeur: unknown): valeur is Record<string, unknown> {
  return typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);
}

function lire(objet: Record<string, unknown>, cle: string): unknown {
  return Object.hasOwn(objet, cle) ? objet[cle] : undefined;
}

function ecrire(valeur: unknown): string {
  return valeur === undefined ? '' : JSON.stringify(valeur);
}
