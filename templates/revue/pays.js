/* The countries of a line, with their shares. */

/** What is of no country, said in so many words. */
const NON_VENTILE = 'non ventilé';

function rangeeDePays([nom, part], rang, { length }) {
  const seul = length === 1;
  const champ = faire('input', {
    id: `pays-${rang}`,
    type: 'text',
    list: 'liste-pays',
    autocomplete: 'off',
    'aria-label': `Pays ${rang + 1}`,
  });
  champ.value = nom;
  const sienne = faire('input', {
    id: `part-pays-${rang}`,
    type: 'text',
    autocomplete: 'off',
    placeholder: seul ? 'le tout' : '60 %',
    'aria-label': `Part du pays ${rang + 1}`,
  });
  sienne.value = part;
  const oter = faire('button', { type: 'button', 'aria-label': `Ôter le pays ${rang + 1}` }, '×');
  oter.addEventListener('click', () => {
    const reste = paysSaisis(true).filter((_, autre) => autre !== rang);
    montrerLesPays(reste);
    changer();
    trouver('ajouter-pays').focus();
  });
  return faire('div', { class: 'un-pays' }, champ, sienne, oter);
}

function montrerLesPays(pays) {
  const dits = pays.length === 0 ? [['', '']] : pays;
  trouver('pays').replaceChildren(...dits.map(rangeeDePays));
  trouver('parts-egales').hidden = dits.length < 2;
  trouver('place-territoire').hidden = pays.some(([nom]) => nom !== '');
}

/**
 * A row that has a share and no name is one that somebody began.
 * @param tous whether blank rows are kept
 */
function paysSaisis(tous = false) {
  const saisis = [...trouver('pays').children].map(({ children: [nom, part] }) => [
    nom.value.trim(),
    part.value.trim(),
  ]);
  return tous ? saisis : saisis.filter(([nom, part]) => nom !== '' || part !== '');
}

function partsEgales() {
  const pays = paysSaisis();
  montrerLesPays(pays.map(([nom]) => [nom, `1/${pays.length}`]));
  changer();
}

/**
 * What is wrong with them, as the import says it.
 * @param retenu the cents that are shared out; absent when the share of the line is itself at fault
 */
function fautesDesPays(pays, retenu) {
  const vus = new Set();
  let fractions = [0n, 1n];
  let exacts = 0;
  for (const [rang, [nom, part]] of pays.entries()) {
    if (nom === '') return [[`pays-${rang}`, 'nommez le pays de cette part, ou ôtez-la']];
    const connu = paysConnu(nom);
    if (connu === undefined) return [[`pays-${rang}`, `« ${nom} » n’est pas un pays connu`]];
    if (vus.has(connu)) return [[`pays-${rang}`, `${nom} est écrit deux fois`]];
    vus.add(connu);
    if (pays.length === 1 && part === '' && connu !== NON_VENTILE) return [];
    const lue = lirePart(part);
    if (lue === undefined) {
      const donner = `donnez à ${pays.length > 1 ? 'chacun' : nom} sa part : 60 %, 1/3 ou 2 500 €`;
      return [[`part-pays-${rang}`, direPasUnePart(part, donner)]];
    }
    if (lue.exact === undefined)
      fractions = [fractions[0] * lue.denominateur + lue.numerateur * fractions[1], fractions[1] * lue.denominateur];
    else exacts += lue.exact;
  }
  if (pays.length === 0) return [];
  if (vus.size === 1 && vus.has(NON_VENTILE)) return [['pays-0', 'nommez un pays, ou videz la rangée']];
  return fauteDeLaSomme(fractions, exacts, retenu);
}

/** Percentages and fractions make the whole; beside euros, what is left is of no country. */
function fauteDeLaSomme([numerateur, denominateur], exacts, retenu) {
  const faute = (dit) => [['part-pays-0', `les parts des pays ${dit}`]];
  if (numerateur > denominateur) return faute('dépassent le tout');
  if (exacts === 0)
    return numerateur === denominateur
      ? []
      : faute(`font moins que le tout : ajoutez « ${NON_VENTILE} » pour ce qui reste`);
  if (retenu === undefined) return [];
  const tout = BigInt(retenu) * denominateur;
  const dites = BigInt(retenu) * numerateur + BigInt(exacts) * denominateur;
  return retenu > 0 && dites <= tout ? [] : faute(`dépassent ensemble les ${euros(retenu)} retenus`);
}

let nomsDesPays;
/** The country as the file writes it, by any of its names; so is what is of none. */
function paysConnu(nom) {
  nomsDesPays ??= new Map(
    [...DONNEES.listes.pays, [NON_VENTILE, '', []]]
      .reverse()
      .flatMap(([ecrit, , autres]) => [...autres, ecrit].map((dit) => [plier(dit), ecrit])),
  );
  return nomsDesPays.get(plier(nom.trim()));
}
