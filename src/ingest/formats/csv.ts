import type { Constats } from '../../domain/constat.ts';
import type { FormatTexte, SourceDeclaree } from '../../domain/source-declaree.ts';
import { localiserChamp, localiserEnregistrement } from '../../files/csv-place.ts';
import { readCsvRecords } from '../../files/csv-records.ts';
import { direNonTexte, reconnaitreFichierNonTexte } from '../../files/not-text.ts';
import { direFauteCsv } from './csv-faults.ts';
import type { SourceOuverte } from './format.ts';

/** A CSV file, as sectors send it most often. */
export function openCsv(
  { fichier }: Pick<SourceDeclaree, 'fichier'>,
  format: FormatTexte,
  chemin: string,
  constats: Constats,
): SourceOuverte {
  const { separateur } = format;
  return {
    reperes: {
      champ: (vu, rang, partie) => localiserChamp(fichier, vu.numero, vu.texte(), separateur, rang, partie),
      enregistrement: (vu) => localiserEnregistrement(fichier, vu.numero, vu.texte()),
    },
    remedeSansColonne: (titres) => remedeSansColonne(titres, separateur),
    lire: async (visiteur) => {
      const nonTexte = reconnaitreFichierNonTexte(chemin);
      if (nonTexte !== undefined) {
        constats.ajouter({
          code: 'E-ENCODAGE',
          lieu: { fichier },
          ...direNonTexte(nonTexte, 'source'),
        });
        return undefined;
      }
      return readCsvRecords(chemin, format, {
        enregistrement: (vu) => visiteur.enregistrement(vu),
        apresMorceau: () => visiteur.apresMorceau?.(),
        faute: (faute) => {
          direFauteCsv(faute, { fichier, encodage: format.encodage }, constats);
          visiteur.faute();
        },
      });
    },
  };
}

/** When no title is known, the layout is not what was declared: the most likely reason first. */
function remedeSansColonne(titres: readonly string[], separateur: string): string {
  const declare = separateur === '\t' ? 'une tabulation' : `« ${separateur} »`;
  const autre = [';', '\t', ',', '|'].find((signe) => signe !== separateur && titres[0]?.includes(signe));
  if (titres.length === 1 && autre !== undefined)
    return `Le séparateur déclaré est ${declare} ; le fichier semble séparé par ${autre === '\t' ? 'des tabulations' : `« ${autre} »`} : corrigez separateur dans exercice.yaml.`;
  return 'Les titres sont peut-être plus bas : corrigez preambule dans exercice.yaml, le nombre de lignes avant eux.';
}
