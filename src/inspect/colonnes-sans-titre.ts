import type { Base } from '../domain/argent/base.ts';
import { lireMontant, montant } from '../domain/argent/montant.ts';
import { formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import type { MontantsVus } from './deviner-les-montants.ts';
import type { Echantillon } from './echantillon.ts';
import { horsMontant } from './hors-montant.ts';
import type { Profil } from './profil.ts';
import { MONTANT_SANS_BASE } from './titres-usuels.ts';

const PART = 0.8;
const EXEMPLES = 2;
/** From this many euros on, whole numbers of several lengths may be amounts. */
const NOMBRE_D_EUROS = 1_000;
/** Columns that a question names with their sums. */
const NOMMEES = 6;

function estDeMots({ vues, textes, codes }: Profil): boolean {
  return vues > 0 && textes >= vues * PART && codes < vues * PART;
}

/** Numbers that may be amounts of euros: codes start with a zero, or most have one length. */
export function estDeMontants(profil: Profil): boolean {
  const { vues, montants, decimales, zerosDeTete, dUneLongueur, maximum } = profil;
  if (vues === 0 || montants < vues * PART || zerosDeTete > 0 || horsMontant(profil) !== undefined) return false;
  return decimales[','] + decimales['.'] > 0 || (dUneLongueur < vues * PART && maximum >= NOMBRE_D_EUROS);
}

/**
 * The amounts of a table without titles: nothing says their base. A column alone is proposed; of several, a person says which, by
 * what each adds up to.
 */
export function montantsSansTitre(
  profils: readonly Profil[],
  attributions: readonly Attribution[],
  echantillon: Echantillon,
  baseVoulue: Base | undefined,
): MontantsVus {
  const candidates = profils.filter(
    (profil) => estDeMontants(profil) && !attributions.some(({ profil: pris }) => pris === profil),
  );
  const [seule] = candidates;
  if (seule === undefined) return { montants: [], questions: [], laisses: new Map() };
  if (candidates.length === 1)
    return {
      montants: [
        {
          base: baseVoulue ?? 'engagements',
          colonnes: { montant: seule.titre },
          confiance: 'à confirmer',
          raisons: [`la seule colonne de montants, ${direLaSomme(seule, echantillon)} ; rien ne dit leur base`],
        },
      ],
      questions: [],
      laisses: new Map(),
    };
  const dites = candidates
    .slice(0, NOMMEES)
    .map((profil) => `${citer(profil.titre)} (${direLaSomme(profil, echantillon)})`);
  const reste = candidates.length > dites.length ? ', ou une autre' : '';
  return {
    montants: [],
    questions: [
      {
        champ: MONTANT_SANS_BASE,
        titres: candidates.map(({ titre }) => titre),
        raison: `${dites.join(' ou ')}${reste} ? dites laquelle sous montants`,
      },
    ],
    laisses: new Map(),
  };
}

/** `en tout 1 234,00 €`, of the rows that were looked at. */
function direLaSomme({ rang }: Profil, { lignes, entier }: Echantillon): string {
  let centimes = 0;
  for (const { champs, genre } of lignes) {
    const lu = genre === undefined ? lireMontant(champs[rang] ?? '') : undefined;
    if (lu?.etat === 'lu') centimes += lu.montant;
  }
  const somme = Number.isSafeInteger(centimes) ? formaterEuros(montant(centimes)) : 'une somme démesurée';
  return `${entier ? 'en tout' : `sur ${formaterEntier(lignes.length)} lignes`} ${somme}`;
}

/** The only column of words of a table says what its lines are; of several, a person says which does. */
export function libelleSansTitre(profils: readonly Profil[], attributions: readonly Attribution[]): Attribution[] {
  const libres = profils.filter((profil) => !attributions.some(({ profil: pris }) => pris === profil));
  const [seule, ...autres] = libres.filter(estDeMots);
  if (seule === undefined || autres.length > 0) return [];
  return [
    { role: 'libelle', profil: seule, titre: undefined, contenu: { note: 0, raison: 'la seule colonne de textes' } },
  ];
}

/** What the cells of a column without a title look like, for whoever has to say what they are. */
export function direUneColonneSansTitre(profil: Profil): string {
  const { vues, codes, exemples, zerosDeTete, dUneLongueur } = profil;
  if (vues === 0) return 'vide';
  const dits = exemples.slice(0, EXEMPLES).map(citer).join(', ');
  if (estDeMontants(profil)) return `des montants (${dits}) : si c’est la base, dites-le sous montants`;
  const quoi = estDeMots(profil)
    ? 'des textes'
    : codes < vues * PART
      ? 'de nature inconnue'
      : zerosDeTete > 0 || (dUneLongueur >= vues * PART && vues > EXEMPLES)
        ? 'des codes'
        : 'des codes, ou des montants sans centimes';
  return `${quoi} (${dits}) : dites ce que c’est sous colonnes, ou laissez-la ici`;
}
