import * as z from 'zod';
import { CHAMPS_REGLES, MOTS_FERMES } from '../domain/champs.ts';
import { COMBINAISONS } from '../domain/condition-lecture.ts';
import { cles, type Mot } from './described-object.ts';
import { attente, attenteDeMontant, attenteDeMots } from './expectation.ts';
import { type Champ, MOTS_DES_CHAMPS } from './field-words.ts';

const MOTS: Readonly<Record<(typeof COMBINAISONS)[number], Mot>> = {
  tous: { titre: 'Toutes', sens: 'Toutes ces conditions doivent être remplies.' },
  un: { titre: 'Au moins une', sens: 'Au moins une de ces conditions doit être remplie.' },
  aucun: { titre: 'Aucune', sens: 'Aucune de ces conditions ne doit être remplie.' },
};

/** A condition of a rule: its keys are the fields of lines. */
export const conditionDeRegle: z.ZodType = conditionDe('condition', (combinaisons) => {
  const courante = attente({ id: 'attente', listes: true });
  const parChamp = (champ: Champ) => {
    if (champ === 'montant') return attenteDeMontant;
    return Object.hasOwn(MOTS_FERMES, champ) ? attenteDeMots(champ, true) : courante;
  };
  return z.strictObject({ ...cles(CHAMPS_REGLES as Champ[], MOTS_DES_CHAMPS, parChamp), ...combinaisons });
});

/** A condition over the columns of a file: its keys are their titles, which no schema can know. */
export const conditionDeColonnes: z.ZodType = conditionDe('condition-de-colonnes', (combinaisons) =>
  z.object(combinaisons).catchall(attente({ id: 'attente-de-colonne', listes: false })),
);

function conditionDe(id: string, creer: (combinaisons: Record<string, z.ZodType>) => z.ZodType): z.ZodType {
  const renvoi = z.lazy(() => condition);
  const condition: z.ZodType = creer(cles(COMBINAISONS, MOTS, () => z.array(renvoi).min(1))).meta({
    id,
    minProperties: 1,
  });
  return condition;
}
