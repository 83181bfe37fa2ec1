import { type Constats, ecrireLieu } from '../../domain/constats/constat.ts';
import { citerValeur } from '../../domain/textes/format.ts';
import { PlacedText } from '../../files/placed-text.ts';
import type { Habillage } from '../html/gabarits.ts';
import type { PartieDuDossier } from '../html/parties.ts';
import type { FauteDeHtml } from './fautes-de-html.ts';

type Marquer = NonNullable<Habillage['marquer']>;

/**
 * Tells what a page drawn by templates of a dossier holds that it may not, at the place of the template that wrote it.
 * @param redessiner draws the page again, with marks around what the templates of the dossier write; asked where there is a fault
 */
export async function verifierLeDessin(
  page: string,
  redessiner: (marquer: Marquer) => Promise<string>,
  parties: readonly PartieDuDossier[],
  constats: Constats,
): Promise<void> {
  const { fautesDeLaPage } = await import('./fautes-de-la-page.ts');
  const lues = fautesDeLaPage(page);
  if (lues.length === 0) return;
  const origines = await retrouverLesOrigines(page, redessiner);
  const fautes = cellesDuDossier(lues, origines ?? []);
  const dites = new Set<string>();
  for (const faute of fautes) {
    const place = origines && placer(faute, origines);
    const fichier = parties[0]?.fichier ?? 'gabarits';
    const lieu = place?.lieu ?? { fichier };
    const cle = `${ecrireLieu(lieu)} ${faute.message}`;
    if (dites.has(cle)) continue;
    dites.add(cle);
    const dessine = citerValeur(page.slice(faute.debut, faute.fin));
    constats.ajouter({
      code: 'E-GABARIT',
      lieu,
      ...(place && { extrait: place.extrait }),
      message:
        place?.ecrit === page.slice(faute.debut, faute.fin)
          ? faute.message
          : `${faute.message} : la page dessinée contient ${dessine}`,
      remede: faute.remede,
    });
  }
}

/** Where a piece of the page comes from: a template of the dossier, from an offset of its text on. */
interface Origine {
  /** In the page. */
  readonly debut: number;
  readonly fin: number;
  readonly partie: PartieDuDossier;
  /** In the template. */
  readonly ecrit: number;
}

/** What stands in the page for the start and the end of a piece; templates have no reason to hold them. */
const [DEBUT, FIN] = ['\ue000', '\ue001'];
const MARQUES = /\ue000(\d*)\ue001/g;

/** The pieces of the page that templates of the dossier wrote, in its order; nothing when that cannot be told. */
async function retrouverLesOrigines(
  page: string,
  redessiner: (marquer: Marquer) => Promise<string>,
): Promise<Origine[] | undefined> {
  const pieces: { readonly partie: PartieDuDossier; readonly ecrit: number }[] = [];
  const marquee = await redessiner((partie, html, ecrit) => {
    pieces.push({ partie, ecrit });
    return `${DEBUT}${pieces.length - 1}${FIN}${html}${DEBUT}${FIN}`;
  });
  const origines: Origine[] = [];
  let ouverte: { readonly debut: number; readonly rang: number } | undefined;
  let enleves = 0;
  for (const { 0: marque, 1: rang = '', index } of marquee.matchAll(MARQUES)) {
    const ici = index - enleves;
    const piece = ouverte && pieces[ouverte.rang];
    if (ouverte && piece) origines.push({ debut: ouverte.debut, fin: ici, ...piece });
    ouverte = rang === '' ? undefined : { debut: ici, rang: Number(rang) };
    enleves += marque.length;
  }
  return marquee.replace(MARQUES, '') === page ? origines : undefined;
}

/** What templates of the dossier wrote that is at fault, in its order; all there is where they wrote none of it. */
function cellesDuDossier(lues: readonly FauteDeHtml[], origines: readonly Origine[]): readonly FauteDeHtml[] {
  const estEcrite = ({ debut }: FauteDeHtml) => {
    const rang = dernierAuPlus(origines, debut);
    return rang >= 0 && debut < (origines[rang]?.fin ?? 0);
  };
  const bouts = new Set<number>();
  const siennes = lues.flatMap((faute) => {
    const sienne = estEcrite(faute) ? faute : faute.sinon && estEcrite(faute.sinon) ? faute.sinon : undefined;
    if (sienne === undefined || (faute.bout !== undefined && bouts.has(faute.bout))) return [];
    if (faute.bout !== undefined) bouts.add(faute.bout);
    return [sienne];
  });
  return siennes.length > 0 ? siennes.sort((une, autre) => une.debut - autre.debut) : lues;
}

/** The rank of the last piece that starts there or before; -1 when there is none. */
function dernierAuPlus(origines: readonly Origine[], place: number): number {
  let [bas, haut] = [0, origines.length];
  while (bas < haut) {
    const milieu = (bas + haut) >> 1;
    if ((origines[milieu]?.debut ?? 0) <= place) bas = milieu + 1;
    else haut = milieu;
  }
  return bas - 1;
}

function placer({ debut, fin }: FauteDeHtml, origines: readonly Origine[]) {
  const rang = dernierAuPlus(origines, debut);
  const premiere = origines[rang];
  if (premiere === undefined) return undefined;
  const { partie } = premiere;
  const versLeGabarit = (origine: Origine, place: number) =>
    origine.ecrit + Math.min(place, origine.fin) - origine.debut;
  const depuis = versLeGabarit(premiere, debut);
  // What a tag holds may have been written in several pieces of its template.
  const derniere = origines.findLast(
    (origine, autre) => autre >= rang && origine.debut < fin && origine.partie === partie,
  );
  const jusque = derniere ? versLeGabarit(derniere, fin) : depuis + 1;
  const texte = new PlacedText(partie.fichier, partie.texte);
  const bout = Math.max(jusque, depuis + 1);
  return { ...texte.place(depuis, bout), ecrit: partie.texte.slice(depuis, bout) };
}
