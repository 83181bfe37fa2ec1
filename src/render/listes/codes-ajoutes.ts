import type { TableDeCodes } from '../../domain/codes/nomenclature.ts';
import { estLibre, type Norme, nommerNomenclature, nommerNorme } from '../../domain/codes/normes.ts';
import { accord, enumerer } from '../../domain/textes/format.ts';
import type { ElementDeListe, Liste } from './liste.ts';

/** Where codes come from, named up to here. */
const ORIGINES_DITES = 5;
/** Codes of one table that the workbook names. */
const CODES_MONTRES = 1000;

/** The codes that the dossier adds to its norms, and where they come from. */
export const codesAjoutes: Liste = {
  nom: 'codes-du-dossier',
  titre: 'Codes du dossier',
  dire: ({ enTete: { exercice }, tablesDeCodes }) => ({
    chapeau:
      tablesDeCodes.length === 0
        ? ''
        : `${direLesNormes([...new Set(tablesDeCodes.map(({ norme }) => norme))], Number(exercice))}. Le classeur les donne un par un, feuille Méthode.`,
    elements: tablesDeCodes.map(tableDite),
    details: tablesDeCodes.flatMap((table) => [tableDite(table), ...codesDits(table)]),
  }),
  json: ({ tablesDeCodes }) => ({
    nomenclature: tablesDeCodes.map(({ fichier, norme, sha256, octets, codes }) => ({
      fichier,
      norme,
      sha256,
      octets,
      codes: codes.map(({ type, code, libelle, source }) => ({ type, code, libelle, origine: source })),
    })),
  }),
};

function direLesNormes(normes: readonly Norme[], exercice: number): string {
  const [libre, connues] = [normes.some(estLibre), normes.filter((norme) => !estLibre(norme))];
  return [
    ...(libre
      ? ['Les codes ne sont pas ceux d’une instruction budgétaire française, mais ceux des tables du dossier']
      : []),
    ...(connues.length === 0
      ? []
      : [
          `Le dossier ajoute des codes ${enumerer(connues.map((norme) => `à ${nommerNomenclature(norme, exercice)}`))}`,
        ]),
  ].join('. ');
}

function tableDite({ fichier, norme, sha256, codes }: TableDeCodes): ElementDeListe {
  const origines = [...new Set(codes.map(({ source }) => source))];
  const suite = origines.length > ORIGINES_DITES ? ' ; …' : '';
  return {
    sujet: fichier,
    texte: estLibre(norme) ? accord(codes.length, 'code') : `${accord(codes.length, 'code')} de ${nommerNorme(norme)}`,
    precision: origines.slice(0, ORIGINES_DITES).join(' ; ') + suite,
    empreinte: sha256,
  };
}

function codesDits({ fichier, codes }: TableDeCodes): ElementDeListe[] {
  const dits = codes
    .slice(0, CODES_MONTRES)
    .map(({ type, code, libelle, source }) => ({ sujet: `${type} ${code}`, texte: `${libelle} (${source})` }));
  const autres = codes.length - dits.length;
  return autres > 0 ? [...dits, { sujet: fichier, texte: `… et ${accord(autres, 'autre')}` }] : dits;
}
