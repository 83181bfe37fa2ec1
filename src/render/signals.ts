import type { Signal } from '../domain/signal.ts';

/** The columns where signals are seen, as readers call them; rules keep the names that officers write. */
const COLONNES: Readonly<Record<string, string>> = {
  organisme: 'organisme',
  secteur: 'secteur',
  chapitre: 'chapitre',
  chapitre_libelle: 'libellé du chapitre',
  fonction: 'fonction',
  fonction_libelle: 'libellé de la fonction',
  programme: 'programme',
  programme_libelle: 'libellé du programme',
  action: 'action',
  action_libelle: 'libellé de l’action',
  nature: 'nature',
  nature_libelle: 'libellé de la nature',
  libelle: 'libellé',
  beneficiaire: 'bénéficiaire',
  lieu: 'lieu',
  reference: 'référence',
};

/** A field of a line, as readers call it. */
export function nommerChamp(champ: string): string {
  return COLONNES[champ] ?? champ.replaceAll('_', ' ');
}

/** What makes one think of abroad in a line, for readers: `« Dakar » (lieu), « export » (libellé)`. */
export function ecrireSignaux(signaux: readonly Signal[]): string {
  return signaux.map(({ mot, champ }) => `« ${mot} » (${nommerChamp(champ)})`).join(', ');
}
