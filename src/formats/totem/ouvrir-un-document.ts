import type { Constats } from '../../domain/constats/constat.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { readXml } from '../../files/xml/read-xml.ts';
import { UnreadableXml, type XmlFault } from '../../files/xml/unreadable.ts';
import type { ContexteDeFormat } from '../format.ts';
import type { SourceOuverte } from '../source-ouverte.ts';
import type { SorteDeDocument } from './document-budgetaire.ts';
import { LectureDeBudgets } from './lecture-de-budgets.ts';
import { ReperesDeDocument } from './reperes-de-document.ts';

/**
 * A document of budgets: each `LigneBudget` is a record, numbered by its rank in the document, whose fields stand for the
 * columns of a table.
 */
export function ouvrirUnDocument(
  sorte: SorteDeDocument,
  source: SourceDeclaree,
  chemin: string,
  contexte: ContexteDeFormat,
): SourceOuverte {
  const reperes = new ReperesDeDocument(source.fichier);
  return {
    reperes,
    remedeSansColonne: () => 'Un document budgétaire a toujours les mêmes champs : voyez docs/dossier.md.',
    lire: async (visiteur) => {
      try {
        return await readXml(
          chemin,
          (vu) => new LectureDeBudgets(sorte, source, contexte, visiteur, reperes, vu),
          (octets) => visiteur.apresMorceau?.(octets),
        );
      } catch (erreur) {
        if (!(erreur instanceof UnreadableXml)) throw erreur;
        direFauteXml(erreur.fault, source.fichier, contexte.constats);
        visiteur.faute();
        return undefined;
      }
    },
  };
}

function direFauteXml({ message, remede, place }: XmlFault, fichier: string, constats: Constats): void {
  constats.ajouter({
    code: 'E-XML',
    lieu: { fichier, ...(place === undefined ? {} : { ligne: place.ligne, colonne: place.colonne }) },
    message,
    ...(place === undefined ? {} : { extrait: place.extrait }),
    remede,
  });
}
