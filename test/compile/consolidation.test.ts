import { beforeAll, describe, expect, it } from 'vitest';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { verifierTousLesChiffres } from '../outils/chiffres.ts';
import { type Lecture, lireEbauche } from '../outils/dossier-temporaire.ts';
import { EBAUCHE_A_FLUX, flux } from '../outils/ebauche-a-flux.ts';

describe('une région, ses organismes, et l’argent qu’ils se passent', () => {
  let lecture: Lecture;
  const jaune = () => {
    if (!lecture.jaune) throw new Error(lecture.constats.liste.map(({ message }) => message).join('\n'));
    return lecture.jaune;
  };
  const valeur = (nom: string) => tousLesChiffres(jaune()).get(nom)?.montant;
  beforeAll(async () => {
    lecture = await lireEbauche(EBAUCHE_A_FLUX);
  });

  it('tout ce qui est reçu, moins ce qui compte à l’autre bout, par genre et par organisme', () => {
    expect([valeur('consolidation.recu'), valeur('flux.agence'), valeur('flux.comite')]).toEqual([
      226_200, 100_700, 30_000,
    ]);
    // A mandate is of its own kind: it is paid for the account of another, always left out.
    expect([valeur('flux.agence/flux_interne'), valeur('flux.agence/mandat')]).toEqual([100_000, 700]);
    expect(valeur('flux.comite/reversement')).toBe(30_000);
    // A school without a file keeps what it is paid, twice: nothing of it is anywhere else.
    expect(valeur('flux.ecole')).toBeUndefined();
    expect(valeur('consolidation.total')).toBe(95_500);
  });

  it('ce que porte chaque organisme, un organisme sous deux noms étant un seul', () => {
    expect(jaune().consolidation.parOrganisme.map(({ organisme }) => organisme)).toEqual([
      'Région',
      'Agence',
      'Comité',
    ]);
    expect(
      ['recu', 'flux', 'consolide', 'international'].map((quoi) => valeur(`consolidation.agence/${quoi}`)),
    ).toEqual([91_200, 30_700, 60_500, 60_500]);
    expect(
      ['international', 'recettes', 'reste_a_charge'].map((quoi) => valeur(`consolidation.region/${quoi}`)),
    ).toEqual([1_000, 400, 600]);
  });

  it('un organisme sous deux noms est une rangée des tableaux, sous son nom déclaré', () => {
    const rangees = jaune().tables.find(({ nom }) => nom === 'organisme')?.rangees ?? [];
    expect(rangees.map(({ libelle, montant }) => [libelle, montant])).toEqual([
      ['Agence', 60_500],
      ['Comité', 20_000],
      ['Région', 1_000],
    ]);
    expect(valeur('organisme.agence')).toBe(60_500);
  });

  it('où un organisme ne dit pas ce qu’il a reçu, il n’y a pas d’écart', () => {
    expect([valeur('rapprochement.comite.recu'), valeur('rapprochement.comite.ecart')]).toEqual([undefined, undefined]);
  });

  it('les deux bouts : ce qui est versé, ce qui est dit reçu, et l’écart', () => {
    expect(
      ['verse', 'recu', 'ecart', 'detail', 'compte_au_payeur'].map((q) => valeur(`rapprochement.agence.${q}`)),
    ).toEqual([100_000, 99_000, 1_000, 91_200, 700]);
    expect(valeur('rapprochement.ecole.verse/comite/reversement/compte')).toBe(10_000);
    expect(valeur('rapprochement.ecole.verse/region/flux_interne/compte')).toBe(4_000);
  });

  it('suit l’argent jusqu’à son dernier détenteur connu', () => {
    const [ecole, agence] = jaune().consolidation.rapprochements;
    const dire = (de: typeof ecole) =>
      de?.derniersDetenteurs.map(({ chemin, compte }) => [chemin.map(({ nom }) => nom).join(' → '), compte.centimes]);
    expect(dire(agence)).toEqual([
      ['Agence', 70_000],
      ['Agence → Comité → École', 10_000],
    ]);
    expect(dire(ecole)).toEqual([['École', 14_000]]);
  });

  it('chaque chiffre se refait de ses lignes, et les totaux des chiffres qui les composent', () => {
    verifierTousLesChiffres(jaune(), lecture.affectations);
  });
});

it('un cercle se dit, et ne tourne pas sans fin', async () => {
  const { constats } = await lireEbauche({
    ...EBAUCHE_A_FLUX,
    regles: [...(EBAUCHE_A_FLUX.regles ?? []), flux('retour', 'Salon de Berlin', { reversement: 'agence' })],
  });
  expect(constats.liste.map(({ code }) => code)).toContain('E-FLUX-EN-CERCLE');
});

it('un cercle où passe une autre subvention n’est pas une erreur, et qui rend a un dernier détenteur', async () => {
  const regles = (EBAUCHE_A_FLUX.regles ?? []).filter((regle) => (regle as { id: string }).id !== 'passe-encore');
  const { constats, jaune } = await lireEbauche({
    ...EBAUCHE_A_FLUX,
    regles: [...regles, flux('retour', 'Salon de Berlin', { flux_interne: 'agence' })],
  });
  const codes = constats.liste.map(({ code }) => code);
  expect(codes).toContain('A-FLUX-RECIPROQUES');
  expect(codes).not.toContain('E-FLUX-EN-CERCLE');
  const agence = jaune?.consolidation.rapprochements.find(({ organisme }) => organisme.id === 'agence');
  expect(agence?.derniersDetenteurs.map(({ chemin, compte }) => [chemin.map(({ id }) => id), compte.centimes])).toEqual(
    [
      [['agence'], 90_000],
      [['agence', 'comite'], 30_000],
    ],
  );
});
