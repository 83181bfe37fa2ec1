import { posix } from 'node:path';
import { PARTIES_MAX } from './archive.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { visitXml } from './xml.ts';

/** A part of the archive that another part leans on. */
export interface Relation {
  /** Name of the part. */
  readonly cible: string;
  /** What it is for, the last word of its address: `worksheet`, `sharedStrings`; the same in strict files. */
  readonly genre: string;
}

/**
 * What a part leans on, by the identifier of the link. Links out of the archive are left aside: none is ever followed.
 * @param octets part that holds the links; nothing when there is none
 * @param dossier folder of the part that leans
 */
export function readRelations(octets: Uint8Array | undefined, dossier: string): ReadonlyMap<string, Relation> {
  const trouvees = new Map<string, Relation>();
  if (octets)
    visitXml(octets, {
      ouvrir(nom, attribut) {
        const cible = attribut('Target') ?? '';
        if (nom !== 'Relationship' || attribut('TargetMode') === 'External') return;
        const type = attribut('Type') ?? '';
        trouvees.set(attribut('Id') ?? '', {
          cible: cible.startsWith('/') ? cible.slice(1) : posix.join(dossier, cible),
          genre: type.slice(type.lastIndexOf('/') + 1),
        });
        if (trouvees.size > PARTIES_MAX) throw new UnreadableWorkbook('trop_gros', `plus de ${PARTIES_MAX} parties`);
      },
      texte() {},
      fermer() {},
    });
  return trouvees;
}

/** Where the links of a part stand: `xl/_rels/workbook.xml.rels`. */
export function relationsPart(partie: string): string {
  return posix.join(posix.dirname(partie), '_rels', `${posix.basename(partie)}.rels`);
}
