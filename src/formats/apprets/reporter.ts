import * as z from 'zod';
import { cleDeTitre } from '../../domain/textes/nom.ts';
import { texteEcrit } from '../format.ts';
import type { Enregistrement } from '../source-ouverte.ts';
import { type Appret, EnregistrementApprete, reperesDesRecus } from './appret.ts';

const lue = z.array(texteEcrit).min(1, 'au moins un champ est attendu').optional();

/**
 * Fields that a file writes on the first row of a group only, or in cells merged downwards: an empty cell takes what stands
 * above it.
 */
export const reporter: Appret<typeof lue> = {
  lue,
  dit: 'les champs qui ne sont écrits que sur la première ligne d’un groupe',
  exemple: '[programme]',
  titre: 'Reporter',
  sens: 'Les champs que le fichier n’écrit que sur la première ligne d’un groupe : une cellule vide y prend ce qui est au-dessus.',
  verifier: (champs, colonnes, refuser) => {
    for (const [rang, champ] of champs.entries())
      if (!colonnes.has(champ))
        refuser(
          ['reporter', rang],
          `« ${champ} » n’a pas de colonne : rien n’est à reporter`,
          'Écrivez sous reporter des champs qui sont sous colonnes.',
        );
  },
  appreter: (ouverte, champs, { source }) => ({
    ...ouverte,
    reperes: reperesDesRecus(ouverte.reperes),
    lire: (visiteur) => {
      const titres = new Set(champs.map((champ) => cleDeTitre(source.colonnes.get(champ) ?? '')));
      let dessus: Map<number, string> | undefined;
      const reporte = (vu: Enregistrement): Enregistrement => {
        if (dessus === undefined) {
          dessus = new Map(vu.champs.flatMap((titre, rang) => (titres.has(cleDeTitre(titre)) ? [[rang, '']] : [])));
          return vu;
        }
        let champs: string[] | undefined;
        for (const [rang, valeur] of dessus) {
          const cellule = vu.champ(rang);
          if (cellule.trim() !== '') dessus.set(rang, cellule);
          else if (valeur !== '' && rang < vu.nombre) {
            champs ??= [...vu.champs];
            champs[rang] = valeur;
          }
        }
        return champs === undefined ? vu : new EnregistrementApprete(vu, champs);
      };
      return ouverte.lire({
        enregistrement: (vu) =>
          visiteur.enregistrement(vu.champs.every((cellule) => cellule.trim() === '') ? vu : reporte(vu)),
        faute: () => visiteur.faute(),
        apresMorceau: (octets) => visiteur.apresMorceau?.(octets),
      });
    },
  }),
};
