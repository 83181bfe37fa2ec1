import type { Base } from '../domain/argent/base.ts';
import { montant } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { Organismes } from '../domain/dossier/organismes.ts';
import type { Secteurs } from '../domain/dossier/secteurs.ts';
import { direLesDeuxSens } from '../domain/dossier/source-lue.ts';
import { estDepense } from '../domain/lignes/ligne-budgetaire.ts';
import { accord, enumererLesPremiers } from '../domain/textes/format.ts';
import { cleDeNom, ecrireLaDifference, nomVisible } from '../domain/textes/nom.ts';
import { comparer, trierPar } from '../domain/textes/ordre.ts';
import { citer, detacher } from '../domain/textes/texte.ts';
import type { GroupeDeLignes, LigneReperee } from './lignes-groupees.ts';

/** One way in which a name is written, with what is written so. */
interface Ecriture {
  readonly nom: string;
  lignes: number;
  depenses: number;
  recettes: number;
  premiere: LigneReperee | undefined;
}

/** The ways in which names are written, those of one name together. */
class Ecritures {
  readonly #parNom = new Map<string, Ecriture>();

  /** @param base that of the amounts; with none, lines alone count */
  ajouter(nom: string, groupe: GroupeDeLignes, base?: Base): void {
    if (nom === '') return;
    const { imputation, lignes, vues } = groupe;
    const [premiere] = vues;
    let ecriture = this.#parNom.get(nom);
    if (ecriture === undefined) {
      ecriture = { nom: detacher(nom), lignes: 0, depenses: 0, recettes: 0, premiere };
      this.#parNom.set(ecriture.nom, ecriture);
    }
    ecriture.lignes += lignes;
    if (base !== undefined) ecriture[estDepense(imputation) ? 'depenses' : 'recettes'] += groupe.total(base);
    if (premiere && premiere.rang < (ecriture.premiere?.rang ?? Number.POSITIVE_INFINITY)) ecriture.premiere = premiere;
  }

  /** By name, the most frequent way first; of equals, the first in the order of the alphabet. */
  groupes(cleDe: (nom: string) => string): (readonly [Ecriture, ...Ecriture[]])[] {
    const parCle = new Map<string, [Ecriture, ...Ecriture[]]>();
    for (const ecriture of this.#parNom.values()) {
      const groupe = parCle.get(cleDe(ecriture.nom));
      if (groupe === undefined) parCle.set(cleDe(ecriture.nom), [ecriture]);
      else groupe.push(ecriture);
    }
    return trierPar([...parCle], ([cle]) => cle).map(([, groupe]) =>
      groupe.sort((gauche, droite) => droite.lignes - gauche.lignes || comparer(gauche.nom, droite.nom)),
    );
  }

  /**
   * For each way that is not the one that shows, the one that does.
   * @param declare the name that the dossier declares for a way of writing it, where it does
   */
  montrees(declare: (nom: string) => string | undefined = () => undefined): Map<string, string> {
    return new Map(
      this.groupes((nom) => cleDeNom(declare(nom) ?? nom)).flatMap((groupe) => {
        const montre = declare(groupe[0].nom) ?? groupe[0].nom;
        return groupe.flatMap(({ nom }) => (nom === montre ? [] : [[nom, montre] as const]));
      }),
    );
  }
}

/** The name that shows for each way of writing a sector or a body that is not it; the others show as they are. */
export interface NomsMontres {
  readonly secteur: ReadonlyMap<string, string>;
  readonly organisme: ReadonlyMap<string, string>;
}

/**
 * The names of sectors and bodies, as lines pass. Those that differ by nothing but case, accents, spaces, hyphens or signs that
 * nobody sees are one: the declared way of writing shows, or that of most lines, which is known at the end. A body that the
 * dossier lists is one under all its names.
 */
export class NomsComptes {
  readonly #secteurs: Secteurs;
  readonly #declares: Organismes;
  readonly #base: Base;
  /** As the parts of lines count. */
  readonly #comptes = new Ecritures();
  readonly #recus = new Ecritures();
  readonly #organismes = new Ecritures();

  constructor({ secteurs, organismes, base }: Pick<EnTete, 'secteurs' | 'organismes' | 'base'>) {
    this.#secteurs = secteurs;
    this.#declares = organismes;
    this.#base = base;
  }

  ajouter(groupe: GroupeDeLignes): void {
    const { imputation, verdict } = groupe;
    for (const { secteur } of verdict.parts) this.#comptes.ajouter(secteur, groupe);
    this.#recus.ajouter(imputation.secteur, groupe, this.#base);
    this.#organismes.ajouter(imputation.organisme, groupe, this.#base);
  }

  montres(): NomsMontres {
    return {
      secteur: this.#comptes.montrees(),
      organisme: this.#organismes.montrees((nom) => this.#declares.nomme(nom)?.nom),
    };
  }

  /** Tells names written in several ways, each once, and sectors that the list of the dossier does not have. */
  signaler(constats: Constats): void {
    const secteurs = this.#secteurs;
    const { secteur: montres, organisme } = this.montres();
    const compteDe = (recu: string) => {
      const compte = secteurs.nomCompte(recu);
      return montres.get(compte) ?? compte;
    };
    for (const groupe of this.#recus.groupes((recu) => cleDeNom(compteDe(recu))))
      signalerEcritures('secteur', compteDe(groupe[0].nom), groupe, (nom) => secteurs.estEcrit(nom), constats);
    const montreDe = (recu: string) => organisme.get(recu) ?? recu;
    const declares = new Set(this.#declares.liste.flatMap(({ nom, alias }) => [nom, ...alias]));
    for (const groupe of this.#organismes.groupes((recu) => cleDeNom(montreDe(recu))))
      signalerEcritures('organisme', montreDe(groupe[0].nom), groupe, (nom) => declares.has(nom), constats);
    this.#signalerInconnus(constats);
  }

  #signalerInconnus(constats: Constats): void {
    for (const groupe of this.#recus.groupes(cleDeNom)) {
      const [{ nom }] = groupe;
      const premiere = premiereDe(groupe);
      if (!this.#secteurs.horsDeLaListe(nom) || premiere === undefined) continue;
      const proche = this.#secteurs.nomProche(nom);
      constats.ajouter({
        code: 'A-SECTEUR-INCONNU',
        lieu: { fichier: premiere.fichier, ligne: premiere.numero },
        message: `le secteur ${citer(nom)} n’est pas dans la liste secteurs d’exercice.yaml ; il compte sous ce nom : ${direPoids(groupe)}`,
        remede:
          proche === undefined
            ? `Si c’est un secteur de plus, ajoutez-le à la liste ; si c’en est un de la liste sous un autre nom, écrivez celui-là { nom: …, alias: [${JSON.stringify(nom)}] }.`
            : `Est-ce « ${proche} » ? Alors écrivez-le dans la liste avec son alias : { nom: ${JSON.stringify(proche)}, alias: [${JSON.stringify(nom)}] }. Si c’est un secteur de plus, ajoutez-le à la liste.`,
      });
    }
  }
}

function signalerEcritures(
  quoi: 'secteur' | 'organisme',
  montre: string,
  groupe: readonly Ecriture[],
  estDeclare: (nom: string) => boolean,
  constats: Constats,
): void {
  const autres = groupe.filter(({ nom }) => nom !== montre && !estDeclare(nom));
  const premiere = premiereDe(autres);
  if (premiere === undefined) return;
  const ecrites = enumererLesPremiers(
    autres,
    (autre) => `${citer(nomVisible(autre.nom))}${ecrireLaDifference(autre.nom, montre)} (${direPoids([autre])})`,
    ', ',
  );
  constats.ajouter({
    code: 'A-NOM-ECRITURES',
    lieu: { fichier: premiere.fichier, ligne: premiere.numero },
    message: `l${quoi === 'organisme' ? '’' : 'e '}${quoi} ${citer(nomVisible(montre))} est aussi écrit ${ecrites} ; tout compte sous ${citer(nomVisible(montre))} : ${direPoids(groupe)}`,
    remede: `Rien à faire si c’est bien le même ${quoi}. Sinon, demandez des noms qui diffèrent par une lettre au moins : casse, accents, espaces, tirets et signes invisibles ne distinguent rien.`,
  });
}

function premiereDe(ecritures: readonly Ecriture[]): LigneReperee | undefined {
  return ecritures
    .flatMap(({ premiere }) => premiere ?? [])
    .reduce<LigneReperee | undefined>(
      (tot, autre) => (tot === undefined || autre.rang < tot.rang ? autre : tot),
      undefined,
    );
}

function direPoids(ecritures: readonly Ecriture[]): string {
  const somme = (lire: (ecriture: Ecriture) => number) =>
    ecritures.reduce((total, chacune) => total + lire(chacune), 0);
  const lignes = somme((ecriture) => ecriture.lignes);
  const recettes = montant(somme((ecriture) => ecriture.recettes));
  const poids = direLesDeuxSens(montant(somme(({ depenses }) => depenses)), recettes === 0 ? undefined : recettes);
  return `${accord(lignes, 'ligne')}, ${poids}`;
}
