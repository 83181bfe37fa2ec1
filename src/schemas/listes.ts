import * as z from 'zod';
import { NOM_DE_LISTE } from '../domain/listes-nommees.ts';
import { elementDeListe } from './conditions.ts';

const nom = z.string().regex(NOM_DE_LISTE).meta({
  patternErrorMessage: 'Un nom de liste est en minuscules sans accent, chiffres et tirets.',
});
const liste = z.array(elementDeListe).min(1).meta({
  title: 'Liste',
  description:
    'Des valeurs, des familles (04*), des intervalles (041..044), des mots, ou d’autres listes : { liste: autre }.',
});

/** `listes.yaml`, as an editor knows it; a file of comments alone has no lists yet. */
export const listesPourEditeur: z.ZodType = z.union([z.record(nom, liste), z.null()]).meta({
  title: 'Listes du jaune',
  description: 'Des listes nommées, communes à plusieurs règles : villes-partenaires: [Dakar, Hanoï].',
});
