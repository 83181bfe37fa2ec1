/** What a file that an edition depends on is to readers, by its path: `règle`, `fichier reçu`… */
export function natureDe(chemin: string): string {
  for (const [motif, nature] of NATURES) if (motif.test(chemin)) return nature;
  return 'fichier';
}

const NATURES: readonly (readonly [RegExp, string])[] = [
  [/^(?:dossier\/)?exercice\.yaml$/, 'déclaration de l’exercice'],
  [/^(?:dossier\/)?sources\//, 'fichier reçu'],
  [/^(?:dossier\/)?regles\//, 'fichier de règles'],
  [/^(?:dossier\/)?listes\.yaml$/, 'listes des règles'],
  [/^(?:dossier\/)?arbitrages\.csv$/, 'décisions'],
  [/^(?:dossier\/)?memoire\//, 'mémoire d’une année passée'],
  [/^(?:dossier\/)?textes\//, 'texte'],
  [/^(?:dossier\/)?(?:gabarits|apparence)\//, 'gabarit, logo ou couleurs'],
  [/^(?:outil\/)?data\/nomenclatures\//, 'nomenclature de l’outil'],
  [/^(?:outil\/)?data\/reference\//, 'table de référence de l’outil'],
  [/^(?:outil\/)?templates\//, 'gabarit de l’outil'],
  [/^documents\//, 'document'],
];
