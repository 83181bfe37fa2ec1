import { accord } from '../domain/textes/format.ts';
import type { Avis } from '../formats/regard.ts';
import type { Profil } from './profil.ts';

/** The decimal mark of a file and how sure it is; what its amounts do that is never read. */
interface MarqueVue extends Avis {
  readonly decimale: ',' | '.';
}

/** Decides the decimal mark by the cells of the columns of amounts. */
export function devinerLaDecimale(profils: readonly Profil[], separateur: string): MarqueVue {
  const compter = (marque: ',' | '.') => profils.reduce((somme, { decimales }) => somme + decimales[marque], 0);
  const virgules = compter(',');
  const points = compter('.');
  const etrangers = profils.reduce((somme, { milliersEtrangers }) => somme + milliersEtrangers, 0);
  const exemple = (marque: ',' | '.') => {
    const vu = profils.flatMap(({ exemples }) => exemples).find((cellule) => cellule.includes(marque));
    return vu === undefined ? '' : ` (${vu})`;
  };
  const milliers =
    etrangers === 0
      ? direEspaces(profils)
      : [
          `${accord(etrangers, 'montant')} séparent leurs milliers par un point ou une virgule : jaune ne les lit pas, redemandez le fichier.`,
        ];
  if (virgules === 0 && points === 0)
    return {
      decimale: separateur === ',' ? '.' : ',',
      confiance: 'à confirmer',
      raisons: ['rien ne tranche, aucun montant n’a de centimes.', ...milliers],
    };
  const decimale = virgules >= points ? ',' : '.';
  const siens = Math.max(virgules, points);
  const autres = Math.min(virgules, points);
  // `12,500` is twelve euros and a half here, and twelve thousand five hundred elsewhere.
  const partoutTrois = profils.reduce((somme, { troisDecimales }) => somme + troisDecimales, 0) >= siens + autres;
  return {
    decimale,
    confiance: autres === 0 && etrangers === 0 && !partoutTrois ? 'sûr' : 'à confirmer',
    raisons: [
      `« ${decimale} » dans ${accord(siens, 'montant')}, « ${decimale === ',' ? '.' : ','} » dans ${autres === 0 ? 'aucun' : accord(autres, 'montant')}${exemple(decimale)}.`,
      ...(partoutTrois ? ['toujours trois chiffres après : n’est-ce pas la marque des milliers ?'] : []),
      ...milliers,
    ],
  };
}

const ESPACES: ReadonlyMap<string, string> = new Map([
  [' ', 'ordinaire'],
  ['\u00a0', 'insécable'],
  ['\u202f', 'fine insécable'],
  ['\u2009', 'fine'],
]);

function direEspaces(profils: readonly Profil[]): string[] {
  const vues = new Set(profils.flatMap(({ espaces }) => [...espaces]));
  const dites = [...ESPACES].flatMap(([espace, nom]) => (vues.has(espace) ? [nom] : []));
  return dites.length === 0 ? [] : [`milliers séparés par une espace ${dites.join(' ou ')}.`];
}
