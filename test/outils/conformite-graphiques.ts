/** The rules of drawings and charts, for `conformite-xlsx.ts`: what Excel repairs or refuses, and what readers cannot see. */
import { type Element, enfant, enfants } from './arbre-xml.ts';
import type { Arbres, Liens } from './conformite-xlsx.ts';
import { lettresDeColonne, readRange } from './plages-xlsx.ts';

/** What each cell of each sheet holds, results of formulas included. */
export type CellulesDesFeuilles = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Ensemble {
  readonly arbres: Arbres;
  readonly liens: Liens;
  readonly cellules: CellulesDesFeuilles;
}

/** The children of these elements are sequences: in this order, each perhaps absent. */
const SUITES: Readonly<Record<string, string>> = {
  'c:chartSpace':
    'date1904 lang roundedCorners style clrMapOvr pivotFmts protection chart spPr txPr externalData printSettings',
  'c:chart': 'title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs',
  'c:plotArea': 'layout barChart catAx valAx dTable spPr',
  'c:barChart': 'barDir grouping varyColors ser dLbls gapWidth overlap serLines axId',
  'c:ser': 'idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape',
  'c:dLbls': 'dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize',
  'c:catAx':
    'axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl',
  'c:valAx':
    'axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossBetween',
};

export function cellulesDes(
  feuilles: readonly { readonly nom: string; readonly partie: string }[],
  arbres: Arbres,
  textes: readonly string[],
): CellulesDesFeuilles {
  return new Map(
    feuilles.map(({ nom, partie }) => [
      nom,
      new Map(
        enfants(enfant(arbres.get(partie), 'sheetData'), 'row').flatMap(({ enfants: rangee }) =>
          rangee.map(({ attributs: { r = '', t }, ...cellule }): [string, string] => {
            const valeur = cellule.enfants.find(({ nom: element }) => element === 'v')?.texte ?? '';
            return [r, t === 's' ? (textes[Number(valeur)] ?? '') : valeur];
          }),
        ),
      ),
    ]),
  );
}

export function fautesDeDessin(feuille: Element, partie: string, ensemble: Ensemble): string[] {
  const { arbres, liens } = ensemble;
  const pose = enfant(feuille, 'drawing')?.attributs['r:id'];
  const menes = [...(liens.get(partie) ?? [])].filter(([, cible]) => cible.startsWith('xl/drawings/'));
  if (pose === undefined) return menes.length === 0 ? [] : ['un dessin que la feuille ne pose pas'];
  const cible = liens.get(partie)?.get(pose) ?? '';
  const dessin = arbres.get(cible);
  if (!dessin) return [`dessin ${pose} absent`];
  const ancres = enfants(dessin, 'xdr:twoCellAnchor');
  const cadres = ancres.flatMap((ancre) => enfant(ancre, 'xdr:graphicFrame') ?? []);
  const identites = cadres.map((cadre) => enfant(enfant(cadre, 'xdr:nvGraphicFramePr'), 'xdr:cNvPr')?.attributs ?? {});
  const fautes = ancres.length === 0 ? ['dessin vide'] : [];
  if (new Set(identites.map(({ id }) => id)).size !== identites.length) fautes.push('deux dessins de même numéro');
  for (const { descr = '', name = '' } of identites)
    if (descr === '' || name === '') fautes.push(`graphique « ${name} » que rien ne décrit`);
  for (const ancre of ancres) {
    const coin = (bout: string, mesure: string) => Number(enfant(enfant(ancre, bout), mesure)?.texte);
    for (const mesure of ['xdr:col', 'xdr:row'])
      if (!(coin('xdr:from', mesure) >= 0 && coin('xdr:to', mesure) > coin('xdr:from', mesure)))
        fautes.push('graphique sans étendue');
  }
  for (const cadre of cadres) {
    const donnees = enfant(enfant(cadre, 'a:graphic'), 'a:graphicData');
    const lien = enfant(donnees, 'c:chart')?.attributs['r:id'] ?? '';
    const graphique = arbres.get(liens.get(cible)?.get(lien) ?? '');
    fautes.push(...(graphique ? fautesDuGraphique(graphique, ensemble.cellules) : [`graphique ${lien} absent`]));
  }
  return fautes;
}

function fautesDuGraphique(graphique: Element, cellules: CellulesDesFeuilles): string[] {
  const fautes = fautesDeSuite(graphique);
  const trace = enfant(enfant(graphique, 'c:chart'), 'c:plotArea');
  const barres = enfant(trace, 'c:barChart');
  const axes = ['c:catAx', 'c:valAx'].flatMap((nom) => enfants(trace, nom));
  const numeros = axes.map((axe) => enfant(axe, 'c:axId')?.attributs.val);
  const appeles = enfants(barres, 'c:axId').map(({ attributs }) => attributs.val);
  if (numeros.join() !== appeles.join()) fautes.push('axes qui ne sont pas ceux des barres');
  const croises = axes.map((axe) => enfant(axe, 'c:crossAx')?.attributs.val);
  if (croises.toReversed().join() !== numeros.join()) fautes.push('axe qui n’en croise aucun');
  const series = enfants(barres, 'c:ser');
  if (series.length === 0) fautes.push('aucune série');
  const enPile = enfant(barres, 'c:grouping')?.attributs.val === 'stacked';
  for (const [rang, serie] of series.entries()) {
    if (Number(enfant(serie, 'c:idx')?.attributs.val) !== rang) fautes.push(`série ${rang} mal numérotée`);
    if (enPile && enfant(enfant(serie, 'c:dLbls'), 'c:dLblPos')?.attributs.val === 'outEnd')
      fautes.push('montants au bout d’une pile');
    const nom = enfant(enfant(serie, 'c:tx'), 'c:strRef');
    const categories = enfant(enfant(serie, 'c:cat'), 'c:strRef');
    const valeurs = enfant(enfant(serie, 'c:val'), 'c:numRef');
    if (series.length > 1 && !nom) fautes.push(`série ${rang} sans nom`);
    if (nom) fautes.push(...fautesDeCopie(nom, 'c:strCache', cellules));
    if (categories) fautes.push(...fautesDeCopie(categories, 'c:strCache', cellules));
    if (valeurs) fautes.push(...fautesDeCopie(valeurs, 'c:numCache', cellules));
    if (!categories || !valeurs) fautes.push(`série ${rang} sans cellules`);
  }
  return fautes;
}

/** What a chart keeps of cells is what they hold. */
function fautesDeCopie(lien: Element, copie: string, cellules: CellulesDesFeuilles): string[] {
  const reference = enfant(lien, 'c:f')?.texte ?? '';
  const [, nom = '', etendue = ''] = /^'((?:[^']|'')+)'!(.+)$/.exec(reference) ?? [];
  const plage = readRange(etendue.replaceAll('$', ''));
  const feuille = cellules.get(nom.replaceAll("''", "'"));
  if (!feuille || !plage) return [`${reference} n’est rien`];
  const lues: string[] = [];
  for (let rangee = plage.haut; rangee <= plage.bas; rangee++)
    for (let colonne = plage.gauche; colonne <= plage.droite; colonne++)
      lues.push(feuille.get(`${lettresDeColonne(colonne)}${rangee}`) ?? '');
  const points = enfants(enfant(lien, copie), 'c:pt');
  const gardees = points.map((point) => enfant(point, 'c:v')?.texte ?? '');
  const annonces = Number(enfant(enfant(lien, copie), 'c:ptCount')?.attributs.val);
  if (annonces !== points.length) return [`${reference} : ${annonces} points annoncés, ${points.length} gardés`];
  if (points.some(({ attributs }, rang) => Number(attributs.idx) !== rang))
    return [`${reference} : points en désordre`];
  return gardees.join('\n') === lues.join('\n') ? [] : [`${reference} : gardé autre chose que les cellules`];
}

function fautesDeSuite({ nom, enfants: elements }: Element): string[] {
  const suite = SUITES[nom]?.split(' ').map((element) => `c:${element}`);
  const fautes: string[] = [];
  let rang = 0;
  for (const element of suite === undefined ? [] : elements) {
    const suivant = suite?.indexOf(element.nom) ?? -1;
    if (suivant < 0) fautes.push(`${nom} : élément inconnu ${element.nom}`);
    else if (suivant < rang) fautes.push(`${nom} : ${element.nom} mal placé`);
    rang = Math.max(rang, suivant);
  }
  return [...fautes, ...elements.flatMap(fautesDeSuite)];
}
