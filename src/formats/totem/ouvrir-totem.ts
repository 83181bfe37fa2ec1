import { lireCompteFonctionnel } from '../../domain/codes/compte-fonctionnel.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { type PlacedElement, readXml, type SeenText, type WatchfulVisitor } from '../../files/xml/read-xml.ts';
import { UnreadableXml, type XmlFault } from '../../files/xml/unreadable.ts';
import type { ContexteDeFormat } from '../format.ts';
import {
  type Enregistrement,
  EnregistrementRefait,
  type Place,
  type Reperes,
  type SourceOuverte,
  type Visiteur,
} from '../source-ouverte.ts';
import { CHAMPS_TOTEM, sectionDuCompte } from './document-budgetaire.ts';
import { type Etendue, type FauteDeLigne, LigneLue, RANGS } from './ligne-lue.ts';
import { type BudgetAttendu, MENTIONS_DE_BUDGET, type Mention, verifierBudget } from './verifier-budget.ts';

const RACINE = 'DocumentBudgetaire';

/**
 * A TOTEM budget document: each `LigneBudget` is a record, numbered by its rank in the document, whose fields stand for the
 * columns of a table.
 */
export function ouvrirTotem(source: SourceDeclaree, chemin: string, contexte: ContexteDeFormat): SourceOuverte {
  const reperes = new ReperesTotem(source.fichier);
  return {
    reperes,
    remedeSansColonne: () => 'Un document budgétaire a toujours les mêmes champs : voyez docs/dossier.md.',
    lire: async (visiteur) => {
      try {
        return await readXml(chemin, (vu) => new LectureTotem(source, contexte, visiteur, reperes, vu));
      } catch (erreur) {
        if (!(erreur instanceof UnreadableXml)) throw erreur;
        direFauteXml(erreur.fault, source.fichier, contexte.constats);
        visiteur.faute();
        return undefined;
      }
    },
  };
}

/** Says where the fields of the line under visit stand: by its rank, and by line and column of the file. */
class ReperesTotem implements Reperes {
  readonly #fichier: string;
  vu: SeenText | undefined;

  constructor(fichier: string) {
    this.#fichier = fichier;
  }

  champ(vu: Enregistrement, rang: number, partie?: { readonly debut: number; readonly fin: number }): Place {
    if (!(vu instanceof LigneLue)) return this.enregistrement(vu);
    const { debut, fin } = vu.etendue(rang);
    const etendue = partie === undefined ? { debut, fin } : { debut: debut + partie.debut, fin: debut + partie.fin };
    return this.place(vu.numero, etendue);
  }

  enregistrement(vu: Enregistrement): Place {
    return this.place(vu.numero, vu instanceof LigneLue ? vu.ouverture : { debut: 0, fin: 1 });
  }

  place(numero: number, { debut, fin }: Etendue): Place {
    const place = this.vu?.place(debut, fin);
    if (place === undefined) return { lieu: { fichier: this.#fichier }, extrait: { texte: '', debut: 0, fin: 0 } };
    const { ligne, colonne, extrait } = place;
    const enClair = `LigneBudget ${numero}, ligne ${ligne}, colonne ${colonne}`;
    return { lieu: { fichier: this.#fichier, ligne, colonne, enClair }, extrait };
  }
}

/** One reading of a document: what its heads say, then its lines, budget after budget. */
class LectureTotem implements WatchfulVisitor {
  readonly #source: SourceDeclaree;
  readonly #contexte: ContexteDeFormat;
  readonly #visiteur: Visiteur;
  readonly #reperes: ReperesTotem;
  readonly #vu: SeenText;
  readonly #chemin: string[] = [];
  #espace = '';
  #collectivite = '';
  #mentions = new Map<string, Mention>();
  /** What the lines of the budget share; nothing before its first line, or when they cannot be read. */
  #communs: readonly string[] | undefined;
  #verifie = false;
  #ligne: LigneLue | undefined;
  #fautive = false;
  #lignes = 0;

  constructor(
    source: SourceDeclaree,
    contexte: ContexteDeFormat,
    visiteur: Visiteur,
    reperes: ReperesTotem,
    vu: SeenText,
  ) {
    this.#source = source;
    this.#contexte = contexte;
    this.#visiteur = visiteur;
    this.#reperes = reperes;
    this.#vu = vu;
    reperes.vu = vu;
  }

  get retained(): number | undefined {
    return this.#ligne?.ouverture.debut;
  }

  open(element: PlacedElement): void {
    const parent = this.#chemin.at(-1);
    this.#chemin.push(element.name);
    if (this.#chemin.length === 1) this.#ouvrirDocument(element);
    else if (this.#ligne !== undefined) this.#noter(this.#ligne, element);
    else if (element.namespace === this.#espace) this.#ouvrirDansLEntete(element, parent);
  }

  text(texte: string, fin: number): void {
    if (this.#ligne === undefined || texte.trim() === '') return;
    // The text is told once the bracket that ends it was read.
    const debut = fin - 1 - texte.trimStart().length;
    this.#direFauteDeLigne(this.#ligne, {
      debut,
      fin: debut + texte.trim().length,
      message: 'du texte se trouve dans une ligne budgétaire, hors des valeurs V="…"',
      remede: 'Il serait perdu. Redemandez le document, tel que le logiciel l’a produit.',
    });
  }

  close(nom: string, fin: number): void {
    this.#chemin.pop();
    if (this.#ligne !== undefined && this.#chemin.length === 2 && nom === 'LigneBudget')
      this.#fermerLigne(this.#ligne, fin);
    else if (this.#chemin.length === 0 && this.#lignes === 0)
      this.#refuserDocument(fin, 'ce document n’a aucune ligne budgétaire');
  }

  #ouvrirDocument({ name: nom, namespace: espace, start: debut, end: fin }: PlacedElement): void {
    this.#espace = espace;
    if (nom !== RACINE)
      throw new UnreadableXml({
        message: `ce document n’est pas un document budgétaire : il commence par « ${nom} »`,
        remede: `Un document budgétaire TOTEM commence par ${RACINE}. Vérifiez le fichier reçu, ou format dans exercice.yaml.`,
        place: this.#vu.place(debut, fin),
      });
    this.#visiteur.enregistrement(new EnregistrementRefait(CHAMPS_TOTEM));
  }

  #refuserDocument(fin: number, message: string): never {
    throw new UnreadableXml({
      message,
      remede: 'Vérifiez le fichier reçu : l’en-tête seul ne suffit pas.',
      place: this.#vu.place(fin - 1, fin),
    });
  }

  #ouvrirDansLEntete(element: PlacedElement, parent: string | undefined): void {
    const { name: nom, start: debut, end: fin } = element;
    if (nom === 'LigneBudget') this.#ouvrirLigne(element, parent);
    else if (nom === 'Budget' && this.#chemin.length === 2) {
      this.#mentions = new Map();
      this.#communs = undefined;
      this.#verifie = false;
    } else if (nom === 'LibelleColl' && parent === 'EnTeteDocBudgetaire') {
      this.#collectivite = element.attribute('V') ?? '';
    } else if (
      (parent === 'EnTeteBudget' || parent === 'BlocBudget') &&
      this.#chemin.length === 4 &&
      MENTIONS_DE_BUDGET.some((mention) => mention === nom)
    ) {
      this.#mentions.set(nom, { valeur: (element.attribute('V') ?? '').trim(), place: this.#vu.place(debut, fin) });
    }
  }

  #ouvrirLigne({ start: debut, end: fin }: PlacedElement, parent: string | undefined): void {
    this.#lignes += 1;
    if (parent !== 'Budget' || this.#chemin.length !== 3)
      throw new UnreadableXml({
        message: 'une ligne budgétaire est hors d’un budget',
        remede: 'Redemandez le document, tel que le logiciel l’a produit.',
        place: this.#vu.place(debut, fin),
      });
    if (!this.#verifie) this.#verifierBudget({ debut, fin });
    this.#fautive = false;
    this.#ligne = new LigneLue(this.#lignes, { debut, fin }, this.#vu, this.#communs ?? CHAMPS_TOTEM.map(() => ''));
  }

  #verifierBudget({ debut, fin }: Etendue): void {
    this.#verifie = true;
    const bon = verifierBudget(this.#mentions, this.#vu.place(debut, fin), this.#attendu(), this.#contexte.constats);
    if (!bon) {
      this.#visiteur.faute();
      return;
    }
    const communs = CHAMPS_TOTEM.map(() => '');
    for (const nom of ['CodBud', 'LibelleEtab', 'NatDec', 'Exer'] as const)
      communs[RANGS[nom]] = this.#mentions.get(nom)?.valeur ?? '';
    communs[RANGS.LibelleColl] = this.#collectivite;
    this.#communs = communs;
  }

  #attendu(): BudgetAttendu {
    const { exercice, base, nomenclature } = this.#contexte;
    const { montants, fichier, vote } = this.#source;
    const colonnes = montants.forme === 'colonnes' ? montants.bases.get(base) : undefined;
    const montant = colonnes !== undefined && 'montant' in colonnes ? colonnes.montant : '';
    return { fichier, exercice, norme: nomenclature.norme, base, vote, montant };
  }

  #noter(ligne: LigneLue, element: PlacedElement): void {
    if (this.#chemin.length > 4)
      this.#direFauteDeLigne(ligne, {
        debut: element.start,
        fin: element.end,
        message: `« ${element.name} » se trouve dans un élément d’une ligne budgétaire, qui n’en contient pas`,
        remede: 'Il serait perdu. Redemandez le document, tel que le logiciel l’a produit.',
      });
    else {
      const faute = ligne.noter(element, element.namespace === this.#espace);
      if (faute !== undefined) this.#direFauteDeLigne(ligne, faute);
    }
  }

  #direFauteDeLigne(ligne: LigneLue, { debut, fin, message, remede }: FauteDeLigne): void {
    // The lines of a budget that is refused as a whole have nothing more to tell.
    if (this.#communs === undefined) return;
    this.#fautive = true;
    this.#contexte.constats.ajouter({
      code: 'E-XML',
      ...this.#reperes.place(ligne.numero, { debut, fin }),
      message,
      remede,
    });
  }

  #fermerLigne(ligne: LigneLue, fin: number): void {
    const faute = ligne.clore(fin);
    if (faute !== undefined && !this.#fautive) this.#direFauteDeLigne(ligne, faute);
    if (this.#communs !== undefined) {
      if (this.#fautive) this.#visiteur.faute();
      else {
        this.#nommer(ligne.champs);
        this.#visiteur.enregistrement(ligne);
      }
    }
    this.#ligne = undefined;
  }

  /**
   * What a budget document leaves to the reader's nomenclature: the label of the function, the section of the account;
   * and a label for a line without one, names the nature and nothing more: words of our own would make signals, rules and memory speak.
   */
  #nommer(champs: string[]): void {
    const [fonction, nature, libelle] = [champs[RANGS.Fonction], champs[RANGS.Nature], champs[RANGS.LibCpte]];
    if (fonction) champs[RANGS.LibFonction] = this.#libelleDeFonction(fonction, champs[RANGS.ContFon] ?? '');
    champs[RANGS.Section] = sectionDuCompte((nature ?? '').trim());
    champs[RANGS.Libelle] = libelle?.trim() || (nature ? `Nature ${nature}` : '');
  }

  #libelleDeFonction(ecrite: string, chapitre: string): string {
    const { nomenclature } = this.#contexte;
    const compte =
      this.#source.vote === 'par_fonction' ? lireCompteFonctionnel(ecrite, chapitre, nomenclature) : undefined;
    return nomenclature.fonction(compte?.fonction ?? ecrite)?.libelle ?? '';
  }
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
