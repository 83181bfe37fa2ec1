import { formaterEntier } from '../../domain/textes/format.ts';
import { citer } from '../../domain/textes/texte.ts';
import { readRange } from '../../files/xlsx/cell-address.ts';
import { listSheets, type SheetOverview } from '../../files/xlsx/read-rows.ts';
import { UnreadableWorkbook } from '../../files/xlsx/unreadable.ts';
import {
  type Avis,
  avisSansTitres,
  type DemandeDeRegard,
  type FichierRegarde,
  type FormatVu,
  type Rangee,
  type Refus,
  type Yeux,
} from '../regard.ts';
import type { FormatClasseur } from './ouvrir-classeur.ts';

const RANGEES_REGARDEES = 300;

/**
 * Looks at the sheets of a workbook, or at one of them.
 * @throws the errors of the file system
 */
export function regarderClasseur(chemin: string, { feuille, yeux }: DemandeDeRegard): FichierRegarde | Refus {
  let apercus: readonly SheetOverview[];
  try {
    apercus = listSheets(chemin, { rows: RANGEES_REGARDEES, decimal: ',' }).sheets;
  } catch (erreur) {
    if (!(erreur instanceof UnreadableWorkbook)) throw erreur;
    return { code: 'E-CLASSEUR', message: erreur.message, remede: erreur.remede };
  }
  const noms = apercus.map(({ name: nom }) => nom);
  if (feuille !== undefined && !noms.includes(feuille))
    return {
      code: 'E-FEUILLE-ABSENTE',
      message: `ce classeur n’a pas de feuille ${citer(feuille)}`,
      remede: `Ses feuilles : ${noms.map(citer).join(', ')}.`,
    };
  const regardees = apercus.filter(({ name: nom }) => feuille === undefined || nom === feuille);
  const fusionnees = regardees.flatMap((apercu) => fusionEntiere(apercu) ?? []);
  const vues = regardees.map((apercu) => ({
    nom: apercu.name,
    vu: fusionEntiere(apercu) === undefined ? regarder(apercu, yeux) : undefined,
  }));
  const feuilles = vues.flatMap(({ vu }) => vu ?? []);
  const [fusion] = fusionnees;
  if (feuilles.length === 0 && fusion !== undefined)
    return {
      code: 'E-CELLULES-FUSIONNEES',
      message: `les cellules ${fusion} sont fusionnées, titres et lignes ensemble : seule la première dit quelque chose`,
      remede: 'Dans Excel, annulez la fusion et vérifiez chaque cellule, ou demandez-le au secteur.',
    };
  if (feuilles.length === 0)
    return {
      code: 'E-COLONNE-ABSENTE',
      message: `aucune feuille n’a de ligne de titres au-dessus de lignes (${regardees.map(({ name: nom }) => citer(nom)).join(', ')})`,
      remede: 'Demandez au secteur une feuille avec une ligne de titres, une colonne par chose.',
    };
  return { vus: feuilles, laissees: vues.flatMap(({ nom, vu }) => (vu === undefined ? [nom] : [])) };
}

/** The merged range that takes in the whole of a sheet, titles and lines. */
function fusionEntiere({ rows: rangees, merged: fusions }: SheetOverview): string | undefined {
  const [premiere, derniere] = [rangees[0]?.number ?? 0, rangees.at(-1)?.number ?? 0];
  if (premiere === derniere) return undefined;
  const largeur = rangees.reduce((plus, { cells: cellules }) => Math.max(plus, cellules.length), 0);
  return fusions.find((fusion) => {
    const { columns: colonnes = [1, 0], rows: lignes = [1, 0] } = readRange(fusion) ?? {};
    return colonnes[0] === 1 && colonnes[1] >= largeur && lignes[0] <= premiere && lignes[1] >= derniere;
  });
}

/** A sheet as a list of lines; nothing when it is a note, a table of figures, or empty. */
function regarder({ name: nom, rows: rangees, merged: fusions }: SheetOverview, yeux: Yeux): FormatVu | undefined {
  const largeur = rangees.reduce((plus, { cells: cellules }) => Math.max(plus, cellules.length), 0);
  const egales = rangees.map(
    ({ number: numero, cells: cellules }): Rangee => ({
      numero,
      champs: Array.from({ length: largeur }, (_, rang) => cellules[rang] ?? ''),
    }),
  );
  const titres = yeux.trouverLesTitres(egales, largeur);
  const enTete = titres && egales[titres.rang];
  if (titres === undefined || enTete === undefined) return regarderSansTitres(nom, egales, largeur, yeux);
  const dessous = egales.slice(titres.rang + 1);
  const aDesMontants = dessous.some(({ champs }) => champs.some(yeux.estUnMontant));
  if (dessous.length === 0 || (!aDesMontants && titres.connus < 2)) return undefined;
  const { premiere, rangs } = titresGroupes(enTete.numero, egales, fusions);
  const dessus = egales
    .filter(({ numero }) => numero < premiere)
    .flatMap(({ champs }) => champs.filter((champ) => champ.trim() !== ''));
  const avis = new Map<string, Avis>([
    ['feuille', { confiance: 'sûr', raisons: [`${citer(nom)}, le nom de l’onglet.`] }],
  ]);
  if (premiere > 1)
    avis.set('preambule', {
      confiance: titres.connus > 1 ? 'sûr' : 'à confirmer',
      raisons: [
        `les titres sont à la ligne ${formaterEntier(premiere)}${dessus.length === 0 ? '' : ` ; au-dessus : ${dessus.slice(0, 2).map(citer).join(', ')}`}.`,
      ],
    });
  if (rangs > 1)
    avis.set('titres', { confiance: 'à confirmer', raisons: ['des cellules fusionnées groupent des titres.'] });
  const format: FormatClasseur = { genre: 'classeur', feuille: nom, preambule: premiere - 1, titres: rangs };
  return { format, avis, dessus };
}

function regarderSansTitres(
  nom: string,
  rangees: readonly Rangee[],
  largeur: number,
  yeux: Yeux,
): FormatVu | undefined {
  const rang = yeux.trouverUnTableauSansTitres(rangees, largeur);
  const premiere = rang === undefined ? undefined : rangees[rang];
  if (premiere === undefined) return undefined;
  const format: FormatClasseur = { genre: 'classeur', feuille: nom, preambule: premiere.numero - 1, titres: 0 };
  const dessus = rangees.slice(0, rang).flatMap(({ champs }) => champs.filter((champ) => champ.trim() !== ''));
  return { format, avis: new Map([['titres', avisSansTitres(premiere)]]), dessus };
}

/**
 * Titles grouped under merged cells take two rows: the groups, and what is under them. The row found may be either. A cell merged
 * over the whole table is a heading of the document, not a group.
 */
function titresGroupes(
  numero: number,
  rangees: readonly Rangee[],
  fusions: readonly string[],
): { premiere: number; rangs: number } {
  const plages = fusions.flatMap((fusion) => readRange(fusion) ?? []);
  const groupeEn = (rangee: number) => {
    const champs = rangees.find((une) => une.numero === rangee)?.champs ?? [];
    const remplies = champs.filter((champ) => champ.trim() !== '').length;
    return (
      remplies >= 2 &&
      plages.some(({ columns: colonnes, rows: [premiere, derniere] }) => {
        const enLargeur = premiere === rangee && derniere === rangee && colonnes[0] < colonnes[1];
        const enHauteur = premiere === rangee && derniere === rangee + 1;
        return enLargeur || enHauteur;
      })
    );
  };
  if (groupeEn(numero - 1)) return { premiere: numero - 1, rangs: 2 };
  return { premiere: numero, rangs: groupeEn(numero) ? 2 : 1 };
}
