import { LIBELLES_BASES } from '../domain/argent/base.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { Emetteur, Emetteurs } from '../domain/lignes/emetteurs.ts';
import type { EditionPrecedente } from '../domain/lignes/lignes-publiees.ts';
import { formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { plier } from '../domain/textes/texte.ts';

/** What a slip of the unit or of the decimal mark multiplies by, and how far from it a year may be. */
const FACTEURS = [100, 1_000] as const;
const TOLERANCE = 1.25;

/** Tells the senders of the edition before that sent nothing this year, and those whose sum has changed of unit since. */
export function signalerLesEmetteurs(
  avant: Pick<EditionPrecedente, 'emetteurs' | 'exercice' | 'base' | 'fichier'>,
  { emetteurs, enTete }: { readonly emetteurs: Emetteurs; readonly enTete: Pick<EnTete, 'base' | 'exercice'> },
  constats: Constats,
): void {
  for (const emetteur of avant.emetteurs.liste) {
    const euros = avant.emetteurs.sommeDe(emetteur);
    if (!emetteurs.connait(emetteur)) {
      if (estRenomme(emetteur, avant.emetteurs, emetteurs)) continue;
      const base = avant.base === enTete.base ? '' : ` (${LIBELLES_BASES[avant.base]})`;
      constats.ajouter({
        code: 'A-SECTEUR-ABSENT',
        lieu: { fichier: avant.fichier },
        message: `${nommer(emetteur)} n’a envoyé aucune ligne cette année ; ses lignes de ${avant.exercice} faisaient ${formaterEuros(euros)}${base}`,
        remede:
          'Demandez-lui son fichier, ou déclarez-le sous sources. S’il a changé de nom ou n’a plus rien à dire, rien à faire.',
      });
      continue;
    }
    if (avant.base !== enTete.base) continue;
    const maintenant = emetteurs.sommeDe(emetteur);
    const facteur = facteurEntre(Math.abs(euros), Math.abs(maintenant));
    if (facteur === undefined) continue;
    constats.ajouter({
      code: 'A-ORDRE-DE-GRANDEUR',
      lieu: { fichier: avant.fichier },
      message: `les lignes de ${nommer(emetteur)} font ${formaterEuros(maintenant)}, et faisaient ${formaterEuros(euros)} en ${avant.exercice} : environ ${formaterEntier(facteur)} fois ${maintenant > euros ? 'plus' : 'moins'}`,
      remede:
        'L’unité (euros, milliers) ou la marque décimale de l’une des deux années est sans doute fausse. Vérifiez unite et decimale dans exercice.yaml.',
    });
  }
}

/** Whether a sector sends under a body that was not there: the body took another name, the sector is not silent. */
function estRenomme({ secteur }: Emetteur, avant: Emetteurs, maintenant: Emetteurs): boolean {
  if (secteur === '') return false;
  const organismes = new Set(avant.liste.map(({ organisme }) => plier(organisme)));
  return maintenant.liste.some(
    (autre) => plier(autre.secteur) === plier(secteur) && !organismes.has(plier(autre.organisme)),
  );
}

function nommer({ organisme, secteur }: Emetteur): string {
  if (secteur === '') return `« ${organisme} »`;
  return organisme === '' || organisme === secteur ? `« ${secteur} »` : `« ${secteur} » (${organisme})`;
}

function facteurEntre(avant: number, maintenant: number): number | undefined {
  if (avant === 0 || maintenant === 0) return undefined;
  const rapport = Math.max(avant, maintenant) / Math.min(avant, maintenant);
  return FACTEURS.find((facteur) => rapport >= facteur / TOLERANCE && rapport <= facteur * TOLERANCE);
}
