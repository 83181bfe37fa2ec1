import type { TemplateDelegate } from 'handlebars';
import { AideEnEchec } from './controle-des-aides.ts';
import type { Partie, PartieDuDossier } from './parties.ts';
import { type ReserveDeDessin, ReserveEpuisee } from './reserve-de-dessin.ts';

interface Endroit {
  readonly ligne: number;
  readonly colonne: number;
  readonly finDeColonne: number;
}

/** Thrown when a template of the dossier cannot be drawn with what the page has. */
export class GabaritEnEchec extends Error {
  readonly partie: PartieDuDossier;
  readonly endroit: Endroit | undefined;

  constructor(partie: PartieDuDossier, message: string, endroit: Endroit | undefined, cause: unknown) {
    super(message, { cause });
    this.name = 'GabaritEnEchec';
    this.partie = partie;
    this.endroit = endroit;
  }
}

/** What a template of the tool threw, on its way up to the template of the dossier that called it, if any did. */
class EchecDOutil extends Error {
  readonly appelee: string;
  constructor(appelee: string, cause: unknown) {
    super('', { cause });
    this.appelee = appelee;
  }
}

/**
 * A template that tells where it fails. What fails in a template of the dossier is its fault; so is what fails in one of the
 * tool's that it calls with what that one does not expect. Otherwise the fault is the tool's own.
 */
export function surveiller(
  partie: Partie | PartieDuDossier,
  dessiner: TemplateDelegate,
  reserve: ReserveDeDessin,
): TemplateDelegate {
  if (!('fichier' in partie))
    return (contexte, options) => {
      try {
        return reserve.ouverte
          ? reserve.dansUnGabarit('', () => dessiner(contexte, options))
          : dessiner(contexte, options);
      } catch (cause) {
        if (cause instanceof GabaritEnEchec || cause instanceof EchecDOutil) throw cause;
        throw new EchecDOutil(partie.nom, cause);
      }
    };
  return (contexte, options) => {
    try {
      return reserve.dansUnGabarit(partie.texte, () => dessiner(contexte, options));
    } catch (cause) {
      if (cause instanceof GabaritEnEchec) throw cause;
      if (cause instanceof EchecDOutil && !(cause.cause instanceof ReserveEpuisee))
        throw new GabaritEnEchec(
          partie,
          `« ${cause.appelee} » n’y est pas appelé avec ce qu’il attend`,
          chercherAppel(partie.texte, cause.appelee),
          cause,
        );
      if (cause instanceof EchecDOutil)
        throw new GabaritEnEchec(partie, direEchec(cause.cause), chercherAppel(partie.texte, cause.appelee), cause);
      throw new GabaritEnEchec(partie, direEchec(cause), endroitDe(cause) ?? endroitDuBloc(partie, cause), cause);
    }
  };
}

/** The error as the tool threw it, when no template of the dossier has to do with it. */
export function erreurDOrigine(erreur: unknown): unknown {
  return erreur instanceof EchecDOutil ? erreur.cause : erreur;
}

function direEchec(cause: unknown): string {
  if (cause instanceof AideEnEchec) return cause.message;
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, absent] = /^"(.*)" not defined in /.exec(message) ?? [];
  if (absent !== undefined) return `« ${absent} » n’est pas là où ce gabarit le cherche`;
  if (SANS_BLOC.test(message)) return '« @partial-block » n’est là que dans un gabarit appelé avec un bloc, {{#> … }}';
  // Templates that come back to themselves were refused before they were drawn.
  if (/call stack/i.test(message)) return 'trop de gabarits et de blocs les uns dans les autres';
  if (/invalid string length/i.test(message)) return 'ce gabarit écrit plus qu’une page ne peut tenir';
  return 'une aide y reçoit autre chose que ce qu’elle attend';
}

const SANS_BLOC = /@partial-block could not be found/;

function endroitDuBloc({ texte }: PartieDuDossier, cause: unknown): Endroit | undefined {
  return cause instanceof Error && SANS_BLOC.test(cause.message) ? chercherAppel(texte, '@partial-block') : undefined;
}

function endroitDe(cause: unknown): Endroit | undefined {
  if (!(cause instanceof Error && 'lineNumber' in cause && 'column' in cause)) return undefined;
  const { lineNumber, column } = cause;
  if (typeof lineNumber !== 'number' || typeof column !== 'number') return undefined;
  const fin = 'endLineNumber' in cause && cause.endLineNumber === lineNumber && 'endColumn' in cause && cause.endColumn;
  return { ligne: lineNumber, colonne: column + 1, finDeColonne: (typeof fin === 'number' ? fin : column + 1) + 1 };
}

function chercherAppel(texte: string, appelee: string): Endroit | undefined {
  const lignes = texte.split('\n');
  const appel = `{{> ${appelee}`;
  const rang = lignes.findIndex((ligne) => ligne.includes(appel));
  const colonne = lignes[rang]?.indexOf(appel);
  if (colonne === undefined) return undefined;
  return { ligne: rang + 1, colonne: colonne + 1, finDeColonne: colonne + 1 + appel.length };
}
