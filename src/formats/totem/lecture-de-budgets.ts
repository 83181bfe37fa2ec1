import { lireCompteFonctionnel } from '../../domain/codes/compte-fonctionnel.ts';
import type { Regime } from '../../domain/codes/normes.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import type { PlacedElement, SeenText, WatchfulVisitor } from '../../files/xml/read-xml.ts';
import { UnreadableXml } from '../../files/xml/unreadable.ts';
import type { ContexteDeFormat } from '../format.ts';
import { EnregistrementRefait, type Visiteur } from '../source-ouverte.ts';
import {
  CHAMPS_TOTEM,
  DOCUMENT_BUDGETAIRE,
  fauteDeRacine,
  type SorteDeDocument,
  sectionDuCompte,
} from './document-budgetaire.ts';
import { SANS_LIGNE } from './entete-vue.ts';
import { type BudgetLu, type Etendue, type FauteDeLigne, LigneLue, RANGS } from './ligne-lue.ts';
import type { ReperesDeDocument } from './reperes-de-document.ts';
import { type BudgetAttendu, estAnnexe, MENTIONS_DE_BUDGET, type Mention, verifierBudget } from './verifier-budget.ts';

/** One reading of a document: what its heads say, then its lines, budget after budget. */
export class LectureDeBudgets implements WatchfulVisitor {
  readonly #sorte: SorteDeDocument;
  readonly #source: SourceDeclaree;
  readonly #contexte: ContexteDeFormat;
  readonly #visiteur: Visiteur;
  readonly #reperes: ReperesDeDocument;
  readonly #vu: SeenText;
  readonly #chemin: string[] = [];
  /** How deep the budget document begins: at once, or in another; not yet, or no more, where it is zero. */
  #debut = 0;
  #espace = '';
  #collectivite = '';
  #mentions = new Map<string, Mention>();
  /** What the lines of the budget share; nothing before its first line, or when they cannot be read. */
  #budget: BudgetLu | undefined;
  #verifie = false;
  #ligne: LigneLue | undefined;
  #fautive = false;
  #lignes = 0;

  constructor(
    sorte: SorteDeDocument,
    source: SourceDeclaree,
    contexte: ContexteDeFormat,
    visiteur: Visiteur,
    reperes: ReperesDeDocument,
    vu: SeenText,
  ) {
    this.#sorte = sorte;
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
    if (this.#debut === 0) {
      if (this.#chemin.length <= 2 && element.name === DOCUMENT_BUDGETAIRE) this.#entrer(element);
    } else if (this.#ligne !== undefined) this.#noter(this.#ligne, element);
    else if (element.namespace === this.#espace) this.#ouvrirDansLEntete(element, parent);
  }

  text(texte: string, fin: number): void {
    if (this.#ligne === undefined || this.#ligne.horsDesLignes !== undefined || texte.trim() === '') return;
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
    if (this.#ligne !== undefined && this.#profondeur === 2 && nom === 'LigneBudget')
      this.#fermerLigne(this.#ligne, fin);
    else if (this.#profondeur === 0) this.#debut = 0;
    if (this.#chemin.length === 0 && this.#lignes === 0)
      throw new UnreadableXml({ ...SANS_LIGNE, place: this.#vu.place(fin - 1, fin) });
  }

  /** How deep in the budget document what is open is: 1 for the document itself. */
  get #profondeur(): number {
    return this.#chemin.length - this.#debut + 1;
  }

  #ouvrirDocument({ name: nom, start: debut, end: fin }: PlacedElement): void {
    const faute = fauteDeRacine(nom, this.#sorte);
    if (faute !== undefined) throw new UnreadableXml({ ...faute, place: this.#vu.place(debut, fin) });
    this.#visiteur.enregistrement(new EnregistrementRefait(CHAMPS_TOTEM));
  }

  #entrer({ namespace: espace }: PlacedElement): void {
    this.#debut = this.#chemin.length;
    this.#espace = espace;
    this.#collectivite = '';
  }

  #ouvrirDansLEntete(element: PlacedElement, parent: string | undefined): void {
    const { name: nom, start: debut, end: fin } = element;
    if (nom === 'LigneBudget') this.#ouvrirLigne(element, parent);
    else if (nom === 'Budget' && this.#profondeur === 2) {
      this.#mentions = new Map();
      this.#budget = undefined;
      this.#verifie = false;
    } else if (nom === 'LibelleColl' && parent === 'EnTeteDocBudgetaire') {
      this.#collectivite = element.attribute('V') ?? '';
    } else if (
      (parent === 'EnTeteBudget' || parent === 'BlocBudget') &&
      this.#profondeur === 4 &&
      MENTIONS_DE_BUDGET.some((mention) => mention === nom)
    ) {
      this.#mentions.set(nom, { valeur: (element.attribute('V') ?? '').trim(), place: this.#vu.place(debut, fin) });
    }
  }

  #ouvrirLigne(element: PlacedElement, parent: string | undefined): void {
    const { start: debut, end: fin } = element;
    this.#lignes += 1;
    if (parent !== 'Budget' || this.#profondeur !== 3)
      throw new UnreadableXml({
        message: 'une ligne budgétaire est hors d’un budget',
        remede: 'Redemandez le document, tel que le logiciel l’a produit.',
        place: this.#vu.place(debut, fin),
      });
    if (!this.#verifie) this.#verifierBudget({ debut, fin });
    this.#fautive = false;
    const budget = this.#budget ?? { champs: CHAMPS_TOTEM.map(() => '') };
    this.#ligne = new LigneLue(this.#lignes, element, this.#sorte, this.#vu, budget);
    const faute = LigneLue.fauteDOuverture(element);
    if (faute !== undefined) this.#direFauteDeLigne(this.#ligne, faute);
  }

  #verifierBudget({ debut, fin }: Etendue): void {
    this.#verifie = true;
    const attendu = this.#attendu();
    const regime = verifierBudget(this.#mentions, this.#vu.place(debut, fin), attendu, this.#contexte.constats);
    if (regime === undefined) {
      this.#visiteur.faute();
      return;
    }
    const champs = CHAMPS_TOTEM.map(() => '');
    for (const nom of ['CodBud', 'LibelleEtab', 'NatDec', 'Exer'] as const)
      champs[RANGS[nom]] = this.#mention(nom) ?? '';
    champs[RANGS.LibelleColl] = this.#collectivite;
    champs[RANGS.Organisme] = this.#organisme();
    const commeLaSource = regime.norme === attendu.norme && regime.vote === attendu.vote;
    this.#budget = { champs, ...(commeLaSource ? {} : { regime }) };
  }

  #mention(nom: string): string | undefined {
    return this.#mentions.get(nom)?.valeur;
  }

  /** Who spends: the body, or its annex budget by its own name. */
  #organisme(): string {
    const propre = (this.#mention('LibelleEtab') ?? '').trim();
    return propre !== '' && estAnnexe((nom) => this.#mention(nom)) ? propre : this.#collectivite;
  }

  #attendu(): BudgetAttendu {
    const { exercice, base, nomenclature } = this.#contexte;
    const { montants, fichier, vote } = this.#source;
    const colonnes = montants.forme === 'colonnes' ? montants.bases.get(base) : undefined;
    const montant = colonnes !== undefined && 'montant' in colonnes ? colonnes.montant : '';
    return { fichier, exercice, norme: nomenclature.norme, base, vote, montant };
  }

  #noter(ligne: LigneLue, element: PlacedElement): void {
    if (this.#profondeur > 4 && ligne.horsDesLignes === undefined)
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
    if (this.#budget === undefined) return;
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
    if (this.#budget !== undefined) {
      if (this.#fautive) this.#visiteur.faute();
      else {
        if (ligne.horsDesLignes === undefined) this.#nommer(ligne.champs, ligne.regime ?? this.#source);
        this.#visiteur.enregistrement(ligne);
      }
    }
    this.#ligne = undefined;
  }

  /**
   * What a budget document leaves to its reader: the chapter, by function or by nature as the budget is voted; the label of
   * the function, the section of the account;
   * and a label for a line without one, names the nature and nothing more: words of our own would make signals, rules and memory speak.
   */
  #nommer(champs: string[], regime: Regime): void {
    const [fonction, nature, libelle] = [champs[RANGS.Fonction], champs[RANGS.Nature], champs[RANGS.LibCpte]];
    const chapitre = champs[regime.vote === 'par_fonction' ? RANGS.ContFon : RANGS.ContNat] ?? '';
    champs[RANGS.Chapitre] = chapitre;
    if (fonction) champs[RANGS.LibFonction] = this.#libelleDeFonction(fonction, chapitre, regime);
    champs[RANGS.Section] = sectionDuCompte((nature ?? '').trim());
    champs[RANGS.Libelle] = libelle?.trim() || (nature ? `Nature ${nature}` : '');
  }

  #libelleDeFonction(ecrite: string, chapitre: string, { norme, vote }: Regime): string {
    const { nomenclature } = this.#contexte;
    if (norme !== nomenclature.norme) return '';
    const compte = vote === 'par_fonction' ? lireCompteFonctionnel(ecrite, chapitre, nomenclature) : undefined;
    return nomenclature.fonction(compte?.fonction ?? ecrite)?.libelle ?? '';
  }
}
