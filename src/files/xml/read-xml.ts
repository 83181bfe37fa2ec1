import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { WeighedFile } from '../csv-format.ts';
import { type PlaceInWindow, TextWindow } from './text-window.ts';
import { syntaxFault, UnreadableXml } from './unreadable.ts';
import { type DecodedText, openXmlDecoder, type XmlDecoder } from './xml-decoder.ts';
import { tellVisitor, type XmlElement, type XmlVisitor } from './xml-visitor.ts';

/** An element as it opens; its positions hold for {@link SeenText} until the next piece is read. */
export interface PlacedElement extends XmlElement {
  /** Its namespace. */
  readonly espace: string;
  /** Span of its opening tag, brackets included. */
  readonly debut: number;
  readonly fin: number;
}

/** The text around what is being visited, as received. */
export interface SeenText {
  tranche(debut: number, fin: number): string;
  place(debut: number, fin: number): PlaceInWindow;
}

/** A visitor that may still want to see what it was told. */
export interface WatchfulVisitor extends XmlVisitor<PlacedElement> {
  /** The position from which the text is still wanted, when something is not over yet. */
  readonly retenu: number | undefined;
}

const OPTIONS = { xmlns: true, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' } as const;
const TAILLE_MORCEAU = 128 * 1024;
const TAILLE_TETE = 1024;
/** Budget documents go six deep. */
const PROFONDEUR_MAX = 64;
/** Length of one tag, text or comment, and of what a visitor retains: far beyond what a document holds, and bounded. */
const LONGUEUR_MAX = 1024 * 1024;

/**
 * Reads an XML document piece by piece, in memory that does not grow with it.
 * @returns size and SHA-256 of the file
 * @throws UnreadableXml when it is not well formed, not in an encoding that is read, or beyond what is bounded
 * @throws the errors of the file system
 */
export async function readXml(chemin: string, creerVisiteur: (vu: SeenText) => WatchfulVisitor): Promise<WeighedFile> {
  const lecture = new LectureXml(openXmlDecoder(lireTete(chemin)), creerVisiteur);
  const hachage = createHash('sha256');
  let octets = 0;
  for await (const morceau of createReadStream(chemin, { highWaterMark: TAILLE_MORCEAU })) {
    hachage.update(morceau);
    octets += morceau.length;
    lecture.ecrire(morceau);
  }
  lecture.finir();
  return { sha256: hachage.digest('hex'), octets };
}

function lireTete(chemin: string): Buffer {
  const octets = Buffer.alloc(TAILLE_TETE);
  const descripteur = openSync(chemin, 'r');
  try {
    return octets.subarray(0, readSync(descripteur, octets));
  } finally {
    closeSync(descripteur);
  }
}

class LectureXml {
  readonly #decodeur: XmlDecoder;
  readonly #fenetre = new TextWindow();
  readonly #analyse: SaxesParser<typeof OPTIONS> = new SaxesParser(OPTIONS);
  readonly #visiteur: WatchfulVisitor;
  /** Position after the last thing told: what follows is not over yet. */
  #derniere = 0;

  constructor(decodeur: XmlDecoder, creerVisiteur: (vu: SeenText) => WatchfulVisitor) {
    this.#decodeur = decodeur;
    this.#visiteur = creerVisiteur(this.#fenetre);
    this.#ecouter();
  }

  ecrire(octets: Buffer): void {
    this.#avancer(this.#decodeur.decoder(octets));
    const debut = Math.min(this.#derniere, this.#visiteur.retenu ?? this.#derniere);
    if (this.#fenetre.fin - debut > LONGUEUR_MAX)
      this.#refuser(debut, `un élément est trop long : plus d’un million de signes`);
    this.#fenetre.oublierAvant(debut);
  }

  finir(): void {
    this.#avancer(this.#decodeur.finir());
    this.#analyse.close();
  }

  #avancer({ texte, faute }: DecodedText): void {
    const debut = this.#fenetre.fin;
    this.#fenetre.ajouter(texte);
    if (faute === undefined) {
      this.#analyse.write(texte);
      return;
    }
    // What comes before is told first: it may hold faults of its own.
    this.#analyse.write(texte.slice(0, faute.rang));
    const rang = debut + faute.rang;
    throw new UnreadableXml({ ...faute, place: this.#fenetre.place(rang, rang + 1) });
  }

  #ecouter(): void {
    const analyse = this.#analyse;
    const visiteur = this.#visiteur;
    const avancerA = (position: number) => {
      this.#derniere = position;
    };
    tellVisitor(
      analyse,
      {
        profondeurMax: PROFONDEUR_MAX,
        lire: ({ local, uri, attributes }) => ({
          nom: local,
          espace: uri,
          debut: this.#debutDeBalise(),
          fin: analyse.position,
          attribut: (nom) => attributes[nom]?.value,
        }),
        refuser: (faute, message) => this.#refuserCe(faute, message),
      },
      {
        ouvrir(element) {
          avancerA(element.fin);
          visiteur.ouvrir(element);
        },
        texte(texte, fin) {
          avancerA(fin);
          visiteur.texte(texte, fin);
        },
        fermer(nom, fin) {
          avancerA(fin);
          visiteur.fermer(nom, fin);
        },
      },
    );
    for (const passe of ['comment', 'processinginstruction'] as const)
      analyse.on(passe, () => avancerA(analyse.position));
  }

  /** Inside a tag, « < » is never allowed: the last one starts it. */
  #debutDeBalise(): number {
    return this.#fenetre.chercherAvant('<', this.#analyse.position);
  }

  #refuserCe(faute: 'syntaxe' | 'doctype' | 'profondeur', message: string): never {
    const { position } = this.#analyse;
    if (faute === 'profondeur')
      this.#refuser(this.#debutDeBalise(), `plus de ${PROFONDEUR_MAX} éléments sont les uns dans les autres`);
    if (faute === 'syntaxe') {
      const rang = Math.max(position - 1, 0);
      throw new UnreadableXml(syntaxFault(message, this.#fenetre.place(rang, rang + 1)));
    }
    const debut = this.#fenetre.chercherAvant('<!DOCTYPE', position);
    throw new UnreadableXml({
      message: 'ce document a un DOCTYPE, qui pourrait faire entrer autre chose que lui',
      remede: 'Un document budgétaire n’en a pas. Redemandez-le, tel que le logiciel l’a produit.',
      place: this.#fenetre.place(debut, debut + '<!DOCTYPE'.length),
    });
  }

  #refuser(debut: number, message: string): never {
    throw new UnreadableXml({
      message,
      remede:
        'Ce n’est sans doute pas un document budgétaire, ou il est abîmé. Redemandez-le, tel que le logiciel l’a produit.',
      place: this.#fenetre.place(debut, debut + 1),
    });
  }
}
