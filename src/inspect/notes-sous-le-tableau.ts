import { accord, formaterEntier } from '../domain/textes/format.ts';
import { citer, plier } from '../domain/textes/texte.ts';
import { NOTES_MAX, type RangeeVue } from './echantillon.ts';
import { estUnMontant } from './profil.ts';
import type { EcartPropose } from './proposition.ts';
import { estNommable, type VueRestante } from './vue-des-rangees.ts';

/** Shorter beginnings would catch lines. */
const LETTRES_D_UN_DEBUT = 5;

interface Note {
  readonly rang: number;
  readonly texte: string;
  readonly debut: string;
  readonly lignes: RangeeVue[];
}

/** What stands below the last line: where the file comes from, the day of its extraction, a remark. It has no amount and no code. */
export function notesSousLeTableau(vue: VueRestante): EcartPropose[] {
  const { restantes, entier, codes, titres, montants } = vue;
  if (montants.length === 0 || !entier) return [];
  const estUneLigne = (ligne: RangeeVue) =>
    montants.some(({ rang }) => estUnMontant(ligne.champs[rang] ?? '')) ||
    codes.some(({ rang }) => /^[^\p{Ll}]+$/u.test(ligne.champs[rang] ?? ''));
  const derniere = restantes.findLastIndex(estUneLigne);
  const dessous = restantes
    .slice(derniere + 1)
    .filter(
      ({ champs }) => champs.some((champ) => champ !== '') && montants.every(({ rang }) => (champs[rang] ?? '') === ''),
    );
  if (derniere < 0 || dessous.length === 0 || dessous.length > NOTES_MAX) return [];
  const dessus = restantes.slice(0, derniere + 1);
  return [...parDebut(dessous).values()].flatMap((note): EcartPropose[] => {
    const colonne = titres[note.rang] ?? '';
    const [premiere] = note.lignes;
    if (premiere === undefined || !estNommable(colonne, titres)) return [];
    const cellules = dessus.map(({ champs }) => plier(champs[note.rang] ?? ''));
    const commencent = cellules.some((cellule) => cellule.startsWith(plier(note.debut)));
    if (commencent && (note.lignes.length > 1 || cellules.includes(plier(note.texte)))) return [];
    return [
      {
        colonne,
        attente: commencent ? { type: 'egal', valeur: note.texte } : { type: 'commence_par', debut: note.debut },
        motif: 'Note sous le tableau',
        confiance: 'sûr',
        raisons: [
          `${accord(note.lignes.length, 'ligne')} sous la dernière, à la ligne ${formaterEntier(premiere.numero)} : ${citer(note.texte)}, sans montant ni code`,
        ],
      },
    ];
  });
}

/** Notes that begin alike, up to their first number: that of next year will have other dates. */
function parDebut(lignes: readonly RangeeVue[]): Map<string, Note> {
  const notes = new Map<string, Note>();
  for (const ligne of lignes) {
    const rang = ligne.champs.findIndex((champ) => champ !== '');
    const texte = ligne.champs[rang] ?? '';
    const avantUnNombre = (/^\D*/.exec(texte)?.[0] ?? '').trim();
    const debut = plier(avantUnNombre).length >= LETTRES_D_UN_DEBUT ? avantUnNombre : texte;
    const cle = `${rang} ${plier(debut)}`;
    const deja = notes.get(cle);
    if (deja === undefined) notes.set(cle, { rang, texte, debut, lignes: [ligne] });
    else deja.lignes.push(ligne);
  }
  return notes;
}
