import { estUnSiren } from '../domain/codes/siren.ts';
import type { Chemin, Constats } from '../domain/constats/constat.ts';
import { type OrganismeDeclare, Organismes } from '../domain/dossier/organismes.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import type { ExerciceEcrit } from './schema-exercice.ts';

/** Reads the bodies that `exercice.yaml` lists, each known by its names and its number. */
export function lireLesOrganismes(
  { organismes }: Pick<ExerciceEcrit, 'organismes'>,
  contexte: { readonly document: YamlDocument; readonly constats: Constats },
): Organismes {
  const { document } = contexte;
  const liste = Object.entries(organismes).map(
    ([id, { siren = '', detaille, ...ecrit }]): OrganismeDeclare => ({
      id,
      ...ecrit,
      detaille: detaille === 'oui',
      siren: siren.replaceAll(/[\s.]/g, ''),
      ...document.place(['organismes', id], 'cle'),
    }),
  );
  const lecture = new VerificationDesOrganismes(contexte);
  for (const organisme of liste) {
    lecture.refuserDoubles(organisme);
    lecture.verifierLeSiren(organisme);
  }
  return new Organismes(liste);
}

class VerificationDesOrganismes {
  readonly #document: YamlDocument;
  readonly #constats: Constats;
  readonly #parNom = new Map<string, OrganismeDeclare>();
  readonly #parSiren = new Map<string, OrganismeDeclare>();

  constructor({ document, constats }: { readonly document: YamlDocument; readonly constats: Constats }) {
    this.#document = document;
    this.#constats = constats;
  }

  /** A body under two identifiers would be matched with half of its money. */
  refuserDoubles(organisme: OrganismeDeclare): void {
    const { nom, alias, siren, id } = organisme;
    for (const [rang, ecrit] of [nom, ...alias].entries()) {
      const autre = this.#parNom.get(cleDeNom(ecrit));
      if (autre === undefined) this.#parNom.set(cleDeNom(ecrit), organisme);
      else if (autre !== organisme)
        this.#refuser(
          rang === 0 ? [id, 'nom'] : [id, 'alias', rang - 1],
          `« ${ecrit} » désigne déjà l’organisme « ${autre.id} »`,
          'Un organisme se déclare une fois : gardez-le sous un seul identifiant, et ses autres noms sous alias.',
        );
    }
    const memeNumero = siren === '' ? undefined : this.#parSiren.get(siren);
    if (memeNumero === undefined) this.#parSiren.set(siren, organisme);
    else
      this.#refuser(
        [id, 'siren'],
        `le SIREN ${siren} est déjà celui de l’organisme « ${memeNumero.id} »`,
        `Si c’est le même, gardez « ${memeNumero.id} » seul et écrivez « ${nom} » sous son alias ; sinon, corrigez le numéro.`,
      );
  }

  verifierLeSiren({ id, siren }: OrganismeDeclare): void {
    if (siren === '' || estUnSiren(siren)) return;
    const debut = siren.slice(0, 9);
    if (/^\d{14}$/.test(siren) && estUnSiren(debut)) {
      this.#refuser([id, 'siren'], `« ${siren} » est un SIRET`, `Gardez ses neuf premiers chiffres : ${debut}.`);
      return;
    }
    this.#refuser(
      [id, 'siren'],
      `« ${siren} » n’est pas un SIREN : neuf chiffres, dont le dernier est une clé`,
      'Recopiez-le de l’annuaire des entreprises, ou retirez-le.',
    );
  }

  #refuser(chemin: Chemin, message: string, remede: string): void {
    reportInYaml(this.#document, this.#constats, 'E-ORGANISMES', ['organismes', ...chemin], message, remede);
  }
}
