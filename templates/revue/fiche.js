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
  trouver('plus').hidden = choix('operation').length === 0 && choix('montant_est').length === 0;
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
  for (const nom of CASES) cases[nom].value = valeurs[nom];
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

function suivreLaReponse() {
  const reponse = reponseChoisie();
  for (const bloc of formulaire.querySelectorAll('[data-si]'))
    bloc.hidden = !bloc.dataset.si.split(' ').includes(reponse);
  // A share that is written is never dropped unseen.
  if (reponse === 'oui' && cases.part.value.trim() !== '') trouver('champs-part').hidden = false;
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
}

function decider() {
  const lignes = lignesDeLaPortee();
  const valeurs = valeursSaisies();
  // Without the blank rows, faults are of the rows that are seen.
  montrerLesPays(valeurs.pays);
  const fautes = fautesDe(valeurs, courante);
  if (lignes.length > 1 && VENTILEES.includes(valeurs.reponse)) {
    const parts = [
      ['part', RETENUES.includes(valeurs.reponse) ? valeurs.part : ''],
      ...valeurs.pays.map(([, part], rang) => [`part-pays-${rang}`, part]),
    ];
    const exacte = parts.find(([, part]) => lirePart(part)?.exact !== undefined);
    if (exacte) fautes.push([exacte[0], 'pour plusieurs lignes, écrivez la part en pourcentage ou en fraction']);
  }
  direLesFautes(fautes);
  if (fautes.length > 0) return;
  const suivante = prochaineApres(new Set(lignes));
  touchee = false;
  poserTous(lignes.map((ligne) => [ligne.ref, { etat: 'decidee', valeurs }]));
  retenirLeMotif(valeurs.motif);
  const dit = lignes.length === 1 ? 'Décidée' : `${accorder(lignes.length, 'ligne décidée')}`;
  suivre(suivante, `${dit} : ${NOMS_DES_REPONSES[valeurs.reponse]}.`);
}

function prochaineApres(faites) {
  const rang = montrees.indexOf(courante);
  const aFaire = (ligne) => !faites.has(ligne) && ['a_faire', 'commencee'].includes(etatDe(ligne.ref));
  return montrees.slice(rang + 1).find(aFaire) ?? montrees.slice(0, Math.max(rang, 0)).find(aFaire);
}

function retenirLeMotif(motif) {
  const deja = motifsRecents.indexOf(motif);
  if (deja >= 0) motifsRecents.splice(deja, 1);
  motifsRecents.unshift(motif);
  motifsRecents.length = Math.min(motifsRecents.length, 20);
}

function passer() {
  touchee = false;
  const suivante = prochaineApres(new Set([courante]));
  if (etatDe(courante.ref) === 'decidee') {
    suivre(suivante, 'Cette ligne garde sa décision : « Effacer cette décision » la retire.');
    return;
  }
  poserTous([[courante.ref, { etat: 'passee', valeurs: valeursVides() }]]);
  depuisLEnregistrement = Math.max(0, depuisLEnregistrement - 1);
  suivre(suivante, 'Passée.');
}

/** Goes on to the next line, or says that all are done. */
function suivre(suivante, dit) {
  if (suivante !== undefined) courante = suivante;
  rafraichir();
  montrerLaFiche();
  liste.focus();
  annoncer(
    suivante === undefined
      ? `${dit} Plus rien à faire dans cette liste : enregistrez vos décisions.`
      : `${dit} Ensuite : ${suivante.libelle || suivante.ref}, ${euros(suivante.montant)}.`,
  );
}

/** The keys go to the list again, and the line to decide is read from its top. */
function montrerLeHautDeLaFiche() {
  liste.focus({ preventScroll: true });
  const fiche = trouver('fiche');
  const { top } = fiche.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) fiche.scrollIntoView({ block: 'start' });
}

function rafraichir() {
  filtrer();
  montrerLaRangee(montrees.indexOf(courante));
  dessiner(true);
  montrerLesChiffres();
  montrerLAvancement();
}

function annulerLaDerniere() {
  const faits = precedents.pop();
  if (faits === undefined) return;
  touchee = false;
  for (const [ref, avant] of faits) poser(ref, avant);
  depuisLEnregistrement = Math.max(0, depuisLEnregistrement - faits.length);
  courante = PAR_REF.get(faits[0][0]) ?? courante;
  rafraichir();
  montrerLaFiche();
  liste.focus();
  annoncer(
    faits.length === 1
      ? 'Annulée : la ligne est comme avant.'
      : `Annulées : ${accorder(faits.length, 'ligne')} comme avant.`,
  );
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
