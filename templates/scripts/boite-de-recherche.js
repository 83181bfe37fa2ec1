/* At the head of the page, what looks like a box to type in and is one: one click, and the search of the explorer has the focus. */
const boite = document.createElement('a');
boite.className = 'boite-de-recherche ecran';
boite.href = '#texte=';
boite.textContent = 'Chercher un pays, un secteur, un bénéficiaire, une action';
document.querySelector('header.couverture')?.append(boite);
