import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Alteration } from './chercher-les-alterations.ts';

/** One alteration a file, where what is said of it besides is the same: that it is there, or not. */
export function rassemblerLesAlterations(
  racine: string,
  trouvees: readonly Alteration[],
  incoherences: readonly Alteration[],
): readonly Alteration[] {
  const deja = new Set(
    trouvees.filter(({ quoi }) => quoi === 'ajoute' || quoi === 'manque').map(({ fichier }) => fichier),
  );
  const places = trouvees.filter(
    ({ fichier, quoi }) =>
      quoi !== 'ajoute' || !trouvees.some((autre) => autre.quoi === 'manque' && autre.fichier === fichier),
  );
  return [
    ...places.map((alteration) =>
      alteration.quoi === 'manque' && estUnDossier(racine, alteration, trouvees)
        ? { ...alteration, precision: 'un dossier est à sa place' }
        : alteration,
    ),
    ...incoherences.filter(({ fichier }) => !deja.has(fichier)),
  ];
}

function estUnDossier(racine: string, { fichier }: Alteration, trouvees: readonly Alteration[]): boolean {
  return (
    (statSync(join(racine, fichier), { throwIfNoEntry: false })?.isDirectory() ?? false) ||
    trouvees.some((autre) => autre.quoi === 'ajoute' && autre.fichier === fichier)
  );
}
