/* The form in which the current line, or a group of lines, is decided. */
const formulaire = trouver('decision');
const CASES = [
  'part',
  'cle',
  'flux',
  'organisme',
  'axe',
  'domaine',
  'territoire',
  'omd',
  'odd',
  'operation',
  'montant_est',
  'motif',
];
const cases = Object.fromEntries(CASES.map((nom) => [nom, trouver(nom)]));
const [auteur, jour] = [trouver('auteur'), trouver('jour')];
const FLUX = ['flux_interne', 'reversement', 'mandat'];
const motifsRecents = [];
const SENS_DES_REPONSES = {
  oui: 'La ligne entière compte dans le total.',
  part: 'Une part de la ligne compte dans le total : dites laquelle, et comment vous l’avez trouvée.',
  non: 'La ligne ne compte pas.',
  exceptionnelle: 'Internationale, mais d’une seule fois : montrée pour mémoire, hors du total.',
  exclue: 'À ne pas examiner : opération d’ordre, ou argent déjà compté ailleurs.',
  flux: 'Argent que cet organisme dépensera ou rendra : nommez-le.',
  incluse: 'À examiner comme les autres : les règles du dossier disent si elle compte.',
};
let touchee = false;

function remplirLesChoix() {
  const choix = (nom) => DONNEES.listes[nom] ?? [];
  const options = (paires) => [
    faire('option', { value: '' }, '—'),
    ...paires.map(([valeur, dit]) => faire('option', { value: valeur }, dit)),
  ];
  for (const nom of ['organisme', 'axe', 'domaine', 'territoire', 'operation', 'montant_est']) {
    cases[nom].append(...options(choix(nom)));
    const place = cases[nom].closest('p');
    if (choix(nom).length === 0) place.hidden = true;
  }
  cases.flux.append(...options(choix('decision').filter(([valeur]) => FLUX.includes(valeur))));
  trouver('avec-flux').hidden = choix('organisme').length === 0;
  for (const serie of ['omd', 'odd']) {
    trouver(`place-${serie}`).hidden = choix(serie).length === 0;
    trouver(`liste-${serie}`).append(...choix(serie).map(([valeur, dit]) => faire('option', { value: valeur }, dit)));
  }
  const pays = [...choix('pays').map(([ecrit]) => ecrit), NON_VENTILE];
  trouver('liste-pays').append(...pays.map((ecrit) => faire('option', { value: ecrit })));
}

function reponseChoisie() {
  return formulaire.elements.reponse.value;
}

function valeursSaisies() {
  const textes = Object.fromEntries(CASES.map((nom) => [nom, cases[nom].value.replace(/\s+/g, ' ').trim()]));
  const pays = paysSaisis().map(([nom, part]) => [paysConnu(nom) ?? nom, part]);
  return {
    ...valeursVides(),
    ...textes,
    // What is not shown is not said.
    organisme: trouver('champs-flux').hidden ? '' : textes.organisme,
    operation: trouver('plus').hidden ? '' : textes.operation,
    montant_est: trouver('plus').hidden ? '' : textes.montant_est,
    pays,
    reponse: reponseChoisie(),
    auteur: auteur.value.replace(/\s+/g, ' ').trim(),
    date: jour.value,
  };
}

/** What was filled in here, else what the decision that holds says: only its reason is to be written anew. */
function valeursDe({ ref, enVigueur }) {
  const fait = travail.get(ref);
  if (fait !== undefined && fait.etat !== 'passee') return fait.valeurs;
  return enVigueur === undefined ? valeursVides() : deDecision(enVigueur);
}

function montrerLaFiche() {
  if (courante === undefined) return;
  eclairer(courante);
  const valeurs = valeursDe(courante);
  for (const nom of CASES) remplirLaCase(nom, valeurs[nom]);
  for (const bouton of formulaire.elements.reponse) bouton.checked = bouton.value === valeurs.reponse;
  montrerLesPays(valeurs.pays);
  trouver('plus').open = valeurs.operation !== '' || valeurs.montant_est !== '';
  trouver('effacer').hidden = !['decidee', 'commencee', 'passee'].includes(etatDe(courante.ref));
  direLesFautes([]);
  touchee = false;
  montrerLesMotifs();
  suivreLaReponse();
  montrerLaPortee();
}

/** A value that its list no longer has is shown all the same: it would be lost unseen. */
function remplirLaCase(nom, valeur) {
  const champ = cases[nom];
  champ.value = valeur;
  if (champ.value === valeur || champ.localName !== 'select') return;
  champ.append(faire('option', { value: valeur }, `${valeur} (n’est plus dans la liste)`));
  champ.value = valeur;
  champ.closest('p').hidden = false;
}

function suivreLaReponse() {
  const reponse = reponseChoisie();
  for (const bloc of formulaire.querySelectorAll('[data-si]'))
    bloc.hidden = !bloc.dataset.si.split(' ').includes(reponse);
  // What was said is never dropped unseen.
  if (reponse === 'oui' && cases.part.value.trim() !== '') trouver('champs-part').hidden = false;
  if (JUGEES.includes(reponse) && ditDeja(['organisme'])) trouver('champs-flux').hidden = false;
  if (['non', 'flux'].includes(reponse) && ditDeja(['operation', 'montant_est'])) trouver('plus').hidden = false;
  trouver('place-flux').hidden = reponse !== 'flux';
  trouver('dit-reponse').textContent = SENS_DES_REPONSES[reponse] ?? '';
  const lue = lirePart(cases.part.value);
  const centimes = lue && centimesDe(lue, courante.montant);
  trouver('dit-part').textContent =
    centimes === undefined
      ? reponse === 'exceptionnelle'
        ? 'Sans part, toute la ligne est exceptionnelle.'
        : ''
      : `${euros(centimes)} retenus, ${euros(courante.montant - centimes)} non internationaux.`;
}

/** The lines that a decision may take at once: those still to be done that are alike, or those that the filters give. */
function groupesPossibles() {
  const aFaire = (ligne) => ligne === courante || !['decidee'].includes(etatDe(ligne.ref));
  const groupes = Object.keys(NOMS_DES_RESSEMBLANCES).flatMap((nom, rang) => {
    const groupe = courante.groupes[rang];
    const lignes = groupe < 0 ? [] : LIGNES.filter((ligne) => ligne.groupes[rang] === groupe && aFaire(ligne));
    return lignes.length > 1 ? [[nom, `les lignes ${NOMS_DES_RESSEMBLANCES[nom][0]}`, lignes]] : [];
  });
  const filtrees = trouvees.filter(aFaire);
  const sans = filtrees.length === trouvees.length ? '' : ', sans les décidées';
  const choisies = filtres.texte.value !== '' || filtres.secteur.value !== '';
  return choisies && filtrees.length > 1
    ? [...groupes, ['liste', `les lignes que montre la liste${sans}`, filtrees]]
    : groupes;
}

function montrerLaPortee() {
  if (courante === undefined) return;
  const choix = groupesPossibles().map(([nom, dit, lignes]) =>
    faire('option', { value: nom }, `${dit} : ${sommer(lignes)}`),
  );
  trouver('portee').replaceChildren(faire('option', { value: '' }, 'cette ligne'), ...choix);
  trouver('portee').disabled = choix.length === 0;
  montrerLeGroupe();
}

/** Lines that are alike stay so; those of the list are others when the filters change, and are to be chosen again. */
function suivreLaPortee() {
  const choisie = trouver('portee').value;
  montrerLaPortee();
  if (choisie === '') return;
  if (choisie === 'liste') {
    annoncer(
      'La liste a changé : « Décider » ne vaut plus que pour cette ligne. Choisissez de nouveau la liste s’il le faut.',
    );
    return;
  }
  trouver('portee').value = choisie;
  montrerLeGroupe();
}

const GROUPE_MONTRE = 50;

function lignesDeLaPortee() {
  const nom = trouver('portee').value;
  return nom === '' ? [courante] : (groupesPossibles().find(([autre]) => autre === nom)?.[2] ?? [courante]);
}

function montrerLeGroupe() {
  const lignes = lignesDeLaPortee();
  trouver('decider').textContent = lignes.length === 1 ? 'Décider' : `Décider ${accorder(lignes.length, 'ligne')}`;
  const dites = lignes
    .slice(0, GROUPE_MONTRE)
    .map((ligne) => faire('li', {}, `${ligne.libelle || ligne.ref}, ${ligne.beneficiaire}, ${euros(ligne.montant)}`));
  const reste = lignes.length - dites.length;
  if (reste > 0) dites.push(faire('li', {}, `et ${accorder(reste, 'autre')}`));
  trouver('groupe').replaceChildren(
    ...(lignes.length === 1
      ? []
      : [
          faire('p', {}, faire('strong', {}, sommer(lignes))),
          faire('details', {}, faire('summary', {}, 'Les voir'), faire('ul', {}, ...dites)),
        ]),
  );
  direCeQuiEstGarde(lignes);
}

function montrerLesMotifs() {
  trouver('motifs').replaceChildren(
    ...motifsRecents.slice(0, 3).map((motif) => {
      const bouton = faire('button', { type: 'button' }, motif);
      bouton.addEventListener('click', () => {
        cases.motif.value = motif;
        cases.motif.focus();
        changer();
      });
      return bouton;
    }),
  );
}

function changer() {
  touchee = true;
  if (trouver('dit-fautes').textContent !== '') direLesFautes([]);
  suivreLaReponse();
  direCeQuiEstGarde(lignesDeLaPortee());
  trouver('place-territoire').hidden = paysSaisis().length > 0 || (DONNEES.listes.territoire ?? []).length === 0;
}

/** What was begun and not decided is kept, and waits. */
function garderLEbauche() {
  if (!touchee || courante === undefined) return;
  touchee = false;
  const valeurs = valeursSaisies();
  if (valeurs.reponse === '' && valeurs.motif === '') return;
  const etat = etatDe(courante.ref) === 'decidee' ? undefined : 'commencee';
  if (etat !== undefined) poser(courante.ref, { etat, valeurs });
  else annoncer('Le changement n’était pas décidé : la ligne garde sa décision.');
  montrerLAvancement();
}

function direLesFautes(fautes) {
  for (const fautive of document.querySelectorAll('[aria-invalid]')) fautive.removeAttribute('aria-invalid');
  const dites = fautes.map(([, dit]) => dit).join(' ; ');
  trouver('dit-fautes').textContent = dites === '' ? '' : `${capitale(dites)}.`;
  const [premiere] = fautes;
  if (premiere === undefined) return;
  for (const [nom] of fautes) if (nom !== 'reponse') trouver(nom)?.setAttribute('aria-invalid', 'true');
  if (premiere[0] === 'reponse') formulaire.elements.reponse[0].focus();
  else trouver(premiere[0])?.focus();
  // Who decides and when is asked at the top of the page, where what is said below the form is out of sight.
  if (['auteur', 'jour'].includes(premiere[0])) annoncer(`Pas encore décidée : ${premiere[1]}.`);
}

function repondre(reponse) {
  const bouton = [...formulaire.elements.reponse].find(({ value }) => value === reponse);
  if (bouton === undefined || bouton.closest('label').hidden) return;
  bouton.checked = true;
  changer();
  (reponse === 'part' ? cases.part : reponse === 'flux' ? cases.flux : cases.motif).focus();
}

/** The answer and the reason that memory suggests, for the person to read and decide. */
function reprendreLaSuggestion() {
  const { suggestion, raison } = courante;
  if (suggestion === '' || DONNEES.decidees) {
    annoncer('Cette ligne n’a pas de suggestion.');
    return;
  }
  cases.motif.value = capitale(raison);
  repondre(suggestion === 'internationale' ? 'oui' : 'non');
}

function allerALaReponse() {
  const choisie = [...formulaire.elements.reponse].find(({ checked }) => checked);
  (choisie ?? formulaire.elements.reponse[0]).focus();
}

formulaire.addEventListener('submit', (envoi) => {
  envoi.preventDefault();
  decider();
});
formulaire.addEventListener('input', changer);
formulaire.addEventListener('change', changer);
trouver('portee').addEventListener('change', montrerLeGroupe);
trouver('passer').addEventListener('click', passer);
trouver('annuler').addEventListener('click', annulerLaDerniere);
trouver('effacer').addEventListener('click', () => {
  touchee = false;
  poserTous([[courante.ref, undefined]]);
  rafraichir();
  montrerLaFiche();
  annoncer('Effacée : la ligne est à faire.');
});
trouver('ajouter-pays').addEventListener('click', () => {
  const pays = paysSaisis(true);
  montrerLesPays([...pays, ['', '']]);
  trouver(`pays-${pays.length}`).focus();
});
trouver('parts-egales').addEventListener('click', partsEgales);
cases.motif.addEventListener('keydown', (frappe) => {
  if (frappe.key === 'Enter' && !frappe.isComposing) {
    frappe.preventDefault();
    decider();
  } else if (frappe.key === 'ArrowUp' && cases.motif.value === '' && motifsRecents.length > 0) {
    frappe.preventDefault();
    cases.motif.value = motifsRecents[0];
    changer();
  }
});
