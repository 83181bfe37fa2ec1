-- Recalculer tous les chiffres d'une édition à partir de ses seules lignes.
--
-- Ce fichier se colle dans DuckDB (https://duckdb.org, gratuit, un seul programme) : `duckdb`, puis `.read docs/recalcul.sql`.
-- Il ne lit que lignes-<exercice>.csv. Rien n'y vient de jaune : ni ses règles, ni son code.
-- La vue « chiffres » donne, pour chaque nombre de synthese-<exercice>.json, son chemin et sa valeur. Les montants sont en
-- centimes entiers. Dépenses et recettes ne s'additionnent jamais : un compte de dépenses a ses recettes à côté de lui, sous
-- « recettes ».
--
-- Ne se recalcule pas des lignes, et n'est donc pas ici :
--   collectivite, norme, date_edition, mention            : ce qu'exercice.yaml déclare ;
--   sources : secteur, organisme, sha256, octets          : le fichier reçu lui-même (`sha256sum sources/…`) ;
--   sources : lignes_vides, ecartees                      : des rangées qui ne sont pas des lignes (lignes-ecartees-<exercice>.csv) ;
--   memoire : fichier, sha256, octets, apprises           : les années passées (dossier memoire/) ;
--   annees                                                : ce que les éditions passées disaient, lu de leurs propres lignes (memoire/) ;
--   nomenclature                                          : les codes que le dossier ajoute à sa norme ;
--   avertissements, avertissements_acquittes              : ce que la compilation a dit des fichiers et des règles ;
--   cofinancements : cout_total, annonce, par_financeur   : ce qu'exercice.yaml, ou les mots d'une cellule, disent d'une opération
--                                                           et de ses financeurs (genre, somme annoncée), et que rien ne prouve ;
--   volets                                                : ce que le dossier dit à côté de son argent, dans ses fichiers (pieces.csv…) ;
--   les libellés, l'ordre des rangées, le lieu d'une règle dans son fichier : des mots, pas des nombres. Le nom d'une opération ou
--   d'un organisme est dans exercice.yaml seul : ils ont ici leur identifiant.
-- Une règle, une source ou une valeur qu'aucune ligne ne porte n'a pas de rangée ici : dans le JSON, elle vaut zéro.

-- ── Le fichier à vérifier : c'est la seule ligne à changer. ────────────────────────────────────────────────────────────────
SET VARIABLE fichier = 'reports/2012/lignes-2012.csv';

-- Ce que le fichier doit être (« forme » 2 dans datapackage.json) : un enregistrement par part de ligne.
-- montant_centimes (de la ligne) n'est que sur la première part : sa somme est ce qui a été reçu, sens par sens.
-- montant_part_centimes est ce que vaut la part, où qu'elle aille : sa somme est la même.
-- montant_retenu_centimes est zéro hors du total : la somme de toute la colonne est le total général ; recette_retenue_centimes,
-- de même, ce qui est reçu en face. <base>_part_centimes est ce que vaut la part dans chaque base que la ligne donne.
-- Un fichier plus ancien n'a pas montant_part_centimes : DuckDB le dit ; prenez le recalcul.sql de l'édition qui l'a écrit.
-- L'apostrophe devant = + - @ protège des tableurs : elle n'est pas du texte.
-- Les colonnes omd et odd ne sont là que dans un dossier qui ventile par objectif.
-- La colonne norme n'est là que dans un dossier à plusieurs normes : elle y dit celle des codes qui ne sont pas de celle du dossier.
CREATE OR REPLACE TEMP TABLE recues AS
SELECT regexp_replace(coalesce(COLUMNS(*), ''), '^''([=+@\t\r-])', '\1')
FROM (
  FROM read_csv(getvariable('fichier'), delim = ';', quote = '"', escape = '"', header = true, all_varchar = true)
  UNION ALL BY NAME SELECT '' AS norme, '' AS omd, '' AS odd WHERE false
);

-- La première part d'une ligne est à la place de la ligne ; les autres peuvent n'être que le reste d'une quote-part.
CREATE OR REPLACE TEMP TABLE parts AS
SELECT * REPLACE (
    rang_part::INTEGER AS rang_part,
    nullif(montant_centimes, '')::BIGINT AS montant_centimes,
    montant_part_centimes::BIGINT AS montant_part_centimes,
    -- Ce qu'une dépense garde, et ce qu'une recette garde : chacune a sa colonne, zéro hors du total.
    montant_retenu_centimes::BIGINT AS montant_retenu_centimes,
    recette_retenue_centimes::BIGINT AS recette_retenue_centimes,
    recu_du_pilote = 'oui' AS recu_du_pilote,
    compte_au_pilote = 'oui' AS compte_au_pilote
  ),
  -- Où vont les recettes d'un compte, à côté des dépenses.
  CASE WHEN sens = 'recette' THEN '.recettes' ELSE '' END AS cote,
  first_value(verdict) OVER (PARTITION BY ref ORDER BY rang_part::INTEGER) AS place_de_la_ligne,
  regexp_replace(ref, ':[0-9]+$', '') AS fichier
FROM recues;

-- Une ligne de budget, une fois.
CREATE OR REPLACE TEMP VIEW lignes AS SELECT * FROM parts WHERE rang_part = 1;

-- Les parts internationales : des dépenses, elles font le total publié ; des recettes, elles sont des cofinancements.
CREATE OR REPLACE TEMP VIEW internationales_et_cofinancements AS SELECT * FROM parts WHERE verdict = 'internationale';
CREATE OR REPLACE TEMP VIEW internationales AS SELECT * FROM internationales_et_cofinancements WHERE sens <> 'recette';
CREATE OR REPLACE TEMP VIEW cofinancements AS SELECT * FROM internationales_et_cofinancements WHERE sens = 'recette';

-- ── Les quatre chiffres ────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE OR REPLACE TEMP VIEW synthese AS
SELECT 'secteur_pilote' AS chiffre, coalesce(sum(montant_retenu_centimes), 0)::BIGINT AS centimes
FROM internationales WHERE compte_au_pilote
UNION ALL
SELECT 'autres_secteurs', coalesce(sum(montant_retenu_centimes), 0)::BIGINT
FROM internationales WHERE NOT compte_au_pilote
UNION ALL
-- Le total général : la somme de la colonne, sans filtre.
SELECT 'total_hors_exceptionnelles', coalesce(sum(montant_retenu_centimes), 0)::BIGINT
FROM parts
UNION ALL
SELECT 'exceptionnelles', coalesce(sum(montant_part_centimes), 0)::BIGINT
FROM parts WHERE verdict = 'exceptionnelle' AND sens <> 'recette';

-- ── La partition : chaque ligne à une place, chaque centime à celle de sa part ─────────────────────────────────────────────
CREATE OR REPLACE TEMP VIEW places AS
SELECT unnest(['internationale', 'exceptionnelle', 'non_internationale', 'exclue', 'a_arbitrer', 'non_examinee', 'total']) AS place;

-- Un enregistrement par part et par base que la ligne donne, dans la base de l'édition et dans les autres.
CREATE OR REPLACE TEMP VIEW parts_par_base AS
SELECT fichier, cote, verdict, rang_part, base, centimes::BIGINT AS centimes
FROM (
  UNPIVOT (
    SELECT fichier, cote, verdict, rang_part,
      ae_votees_part_centimes AS ae_votees, engagements_part_centimes AS engagements,
      cp_votes_part_centimes AS cp_votes, mandats_part_centimes AS mandats
    FROM parts
  ) ON ae_votees, engagements, cp_votes, mandats INTO NAME base VALUE centimes
)
WHERE centimes <> '';

CREATE OR REPLACE TEMP VIEW partitions AS
SELECT 'partition' AS de, place, cote, count(*) FILTER (rang_part = 1) AS lignes, sum(montant_part_centimes) AS centimes
FROM places JOIN parts ON place IN (verdict, 'total') GROUP BY ALL
UNION ALL
SELECT 'sources["' || fichier || '"].partition', place, cote, count(*) FILTER (rang_part = 1), sum(montant_part_centimes)
FROM places JOIN parts ON place IN (verdict, 'total') GROUP BY ALL
UNION ALL
SELECT 'partition_par_base.' || base, place, cote, count(*) FILTER (rang_part = 1), sum(centimes)
FROM places JOIN parts_par_base ON place IN (verdict, 'total') GROUP BY ALL;

-- ── Les noms : casse, accents, espaces, tirets et signes invisibles ne distinguent ni les secteurs ni les organismes ───────
-- Un code se compare sans blanc et en capitales ; un bénéficiaire sans casse, accents, traits d'union ni apostrophes.
CREATE OR REPLACE TEMP MACRO visible(texte) AS regexp_replace(nfc_normalize(texte),
  '[\x{AD}\x{34F}\x{61C}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{2069}\x{FE00}-\x{FE0F}\x{FEFF}]+', '', 'g');
CREATE OR REPLACE TEMP MACRO code(texte) AS upper(regexp_replace(visible(texte), '[\s\x{A0}\x{202F}]+', '', 'g'));
-- Un code d'une autre norme que celle du dossier dit autre chose : il a sa rangée, « 048 (M14) ».
CREATE OR REPLACE TEMP MACRO code_de_norme(texte, norme) AS
  code(texte) || CASE WHEN norme = '' OR texte = '' THEN '' ELSE ' (' || norme || ')' END;
CREATE OR REPLACE TEMP MACRO plier(texte) AS trim(regexp_replace(
  replace(replace(strip_accents(lower(visible(texte))), 'œ', 'oe'), 'æ', 'ae'),
  '[\s\x{A0}\x{202F}''’`´‘‐‑–—_/-]+', ' ', 'g'
));
-- Un espace ne compte qu'entre deux chiffres.
CREATE OR REPLACE TEMP MACRO cle_de_nom(texte) AS coalesce(nullif(replace(replace(regexp_replace(regexp_replace(
  plier(texte), '(\d) (\d)', '\1_\2', 'g'), '(\d) (\d)', '\1_\2', 'g'), ' ', ''), '_', ' '), ''), texte);

-- De plusieurs écritures d'un nom, celle du plus de lignes est montrée ; à égalité, la première dans l'ordre des caractères.
CREATE OR REPLACE TEMP VIEW ecritures AS
SELECT 'secteur' AS quoi, secteur_compte AS nom, count(*) AS lignes FROM parts GROUP BY ALL
UNION ALL SELECT 'organisme', organisme, count(*) FROM lignes GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE noms AS
SELECT quoi, nom, first_value(nom) OVER (PARTITION BY quoi, cle_de_nom(nom) ORDER BY lignes DESC, nom) AS montre
FROM ecritures;

-- ── La passerelle : ce que le secteur pilote reçoit, ce qui en sort, ce que les autres apportent ───────────────────────────
-- Les dépenses ont la leur, les recettes la leur : passerelle.recettes.
CREATE OR REPLACE TEMP VIEW sorties AS
SELECT
  cote,
  CASE verdict
    WHEN 'exceptionnelle' THEN 'Exceptionnelle (pour mémoire)'
    WHEN 'non_internationale' THEN 'Non internationale'
    WHEN 'exclue' THEN 'Exclue du périmètre'
    WHEN 'a_arbitrer' THEN 'À arbitrer'
    WHEN 'non_examinee' THEN 'Non examinée'
  END || CASE
    WHEN verdict IN ('a_arbitrer', 'non_examinee') THEN ''
    WHEN verdict <> place_de_la_ligne THEN ' : Reste des quotes-parts, non international'
    ELSE ' : ' || motif
  END AS libelle,
  -- Qui a décidé ; personne, pour ce qui reste ouvert et pour le reste d'une quote-part.
  CASE WHEN verdict IN ('a_arbitrer', 'non_examinee') OR verdict <> place_de_la_ligne THEN '' ELSE regle END AS par,
  count(*) FILTER (rang_part = 1) AS lignes,
  sum(montant_part_centimes) AS centimes
FROM parts WHERE recu_du_pilote AND verdict <> 'internationale' GROUP BY ALL;

-- Ce qui passe du secteur pilote aux autres, moins ce qui lui en vient.
CREATE OR REPLACE TEMP VIEW transferts AS
SELECT cote, sum(CASE WHEN recu_du_pilote THEN montant_part_centimes ELSE -montant_part_centimes END) AS centimes
FROM internationales_et_cofinancements WHERE recu_du_pilote <> compte_au_pilote GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW apports AS
SELECT cote, montre AS secteur, count(DISTINCT ref) AS lignes, sum(montant_part_centimes) AS centimes
FROM internationales_et_cofinancements JOIN noms ON quoi = 'secteur' AND nom = secteur_compte
WHERE NOT compte_au_pilote GROUP BY ALL;

-- ── Les tableaux du total : une ligne compte dans chaque rangée qu'elle nourrit ────────────────────────────────────────────
CREATE OR REPLACE TEMP VIEW cellules AS
UNPIVOT (
  SELECT ref, base, montant_part_centimes AS centimes,
    ae_votees_part_centimes AS ae_votees, engagements_part_centimes AS engagements,
    cp_votes_part_centimes AS cp_votes, mandats_part_centimes AS mandats,
    secteurs.montre AS secteur,
    coalesce(nullif(axe, ''), 'Non ventilé') AS axe,
    coalesce(nullif(domaine, ''), 'Non ventilé') AS domaine,
    coalesce(nullif(territoire, ''), 'Non ventilé') AS territoire,
    coalesce(nullif(pays, ''), 'Non ventilé') AS pays,
    -- Sans objectif nulle part, pas de tableau.
    CASE WHEN EXISTS (FROM recues WHERE omd <> '') THEN coalesce(nullif(omd, ''), 'Non ventilé') END AS omd,
    CASE WHEN EXISTS (FROM recues WHERE odd <> '') THEN coalesce(nullif(odd, ''), 'Non ventilé') END AS odd,
    coalesce(nullif(organisme_declare, ''), organismes.montre) AS organisme,
    code_de_norme(chapitre, norme) AS chapitre,
    code_de_norme(fonction, norme) AS fonction,
    code(programme) AS programme,
    code(action) AS action,
    plier(beneficiaire) AS beneficiaire,
    section
  FROM internationales
  JOIN noms secteurs ON secteurs.quoi = 'secteur' AND secteurs.nom = secteur_compte
  JOIN noms organismes ON organismes.quoi = 'organisme' AND organismes.nom = organisme
) ON COLUMNS(* EXCLUDE (ref, base, centimes, ae_votees, engagements, cp_votes, mandats)) INTO NAME tableau VALUE cle;

-- Les deux mille plus gros bénéficiaires ont leur rangée ; les autres sont ensemble, sous « * ».
CREATE OR REPLACE TEMP VIEW beneficiaires_montres AS
SELECT cle FROM cellules WHERE tableau = 'beneficiaire' AND cle <> ''
GROUP BY cle ORDER BY sum(centimes) DESC, cle LIMIT 2000;

CREATE OR REPLACE TEMP VIEW rangees AS
SELECT *, tableau || '["' || CASE
    WHEN tableau = 'beneficiaire' AND cle <> '' AND cle NOT IN (FROM beneficiaires_montres) THEN '*'
    ELSE cle
  END || '"]' AS rangee
FROM cellules;

CREATE OR REPLACE TEMP VIEW tableaux AS
SELECT rangee, count(DISTINCT ref) AS lignes, sum(centimes) AS centimes FROM rangees GROUP BY ALL;

-- Les mêmes rangées dans les autres bases que leurs lignes donnent : à côté, jamais additionnées.
CREATE OR REPLACE TEMP VIEW tableaux_ailleurs AS
SELECT rangee, autre, count(DISTINCT ref) AS lignes, sum(valeur::BIGINT) AS centimes
FROM (
  UNPIVOT (SELECT rangee, ref, base, ae_votees, engagements, cp_votes, mandats FROM rangees)
  ON ae_votees, engagements, cp_votes, mandats INTO NAME autre VALUE valeur
)
WHERE autre <> base AND valeur <> '' GROUP BY ALL;

-- ── La couverture : qui a décidé, et ce qui parle du reste. Des lignes entières : qui décide, décide de la ligne. ──────────
CREATE OR REPLACE TEMP VIEW couverture AS
SELECT
  CASE
    WHEN decide_par = 'regle' THEN 'par_regle'
    WHEN decide_par = 'personne' THEN 'par_decision'
    WHEN memoire = 'oui' THEN 'suggeree_oui'
    WHEN memoire = 'non' THEN 'suggeree_non'
    WHEN signaux <> '' THEN 'signalee'
    ELSE 'silencieuse'
  END AS appui,
  cote,
  count(*) AS lignes,
  sum(montant_centimes) AS centimes
FROM lignes GROUP BY ALL
UNION ALL
SELECT place, cote, lignes, centimes FROM partitions WHERE de = 'partition' AND place IN ('a_arbitrer', 'non_examinee');

-- ── Les règles : les lignes dont chacune décide, celles où une autre passe devant, celles où cette autre dit autrement ─────
CREATE OR REPLACE TEMP VIEW regles AS
SELECT id, role, cote, count(*) AS lignes, sum(montant_centimes) AS centimes
FROM (
  SELECT cote, montant_centimes, 'emporte' AS role, unnest(string_split(regles_concluantes, ' ')) AS id FROM lignes
  UNION ALL
  SELECT cote, montant_centimes, 'devance', unnest(string_split(regles_devancees, ' ')) FROM lignes
  UNION ALL
  SELECT cote, montant_centimes, 'contredite', unnest(string_split(regles_contredites, ' ')) FROM lignes
)
WHERE id <> '' GROUP BY ALL;

-- ── Les cofinancements : brut, moins les recettes, égale ce que la collectivité porte ──────────────────────────────────────
CREATE OR REPLACE TEMP VIEW operations AS
SELECT operation_rattachee AS operation,
  count(DISTINCT ref) FILTER (sens <> 'recette') AS depenses,
  coalesce(sum(montant_part_centimes) FILTER (sens <> 'recette' AND montant_lu_comme <> 'net'), 0) AS brut,
  coalesce(sum(montant_part_centimes) FILTER (sens <> 'recette' AND montant_lu_comme = 'net'), 0) AS net,
  count(DISTINCT ref) FILTER (sens = 'recette') AS recettes,
  coalesce(sum(montant_part_centimes) FILTER (sens = 'recette'), 0) AS recu
FROM internationales_et_cofinancements WHERE operation_rattachee <> '' GROUP BY ALL;

-- Ce qui est exceptionnel d'une opération : pour mémoire, dans aucun total.
CREATE OR REPLACE TEMP VIEW exceptionnelles AS
SELECT operation_rattachee AS operation, cote, count(DISTINCT ref) AS lignes, sum(montant_part_centimes) AS centimes
FROM parts WHERE verdict = 'exceptionnelle' AND operation_rattachee <> '' GROUP BY ALL;

-- Un financeur est celui qui verse la recette ; une recette qui ne le nomme pas est d'un « Financeur non dit ».
CREATE OR REPLACE TEMP VIEW financeurs AS
SELECT operation_rattachee AS operation, cle_de_nom(coalesce(nullif(beneficiaire, ''), 'Financeur non dit')) AS financeur,
  count(DISTINCT ref) AS lignes, sum(montant_part_centimes) AS centimes
FROM cofinancements WHERE operation_rattachee <> '' GROUP BY ALL;

-- ── La consolidation : tout le reçu, moins ce qui compte ailleurs ──────────────────────────────────────────────────────────
-- organisme_declare dit lequel des organismes d'exercice.yaml a envoyé la ligne ; flux et flux_vers, vers lequel elle s'en va.
-- De qui est une ligne : l'organisme déclaré, sous tous ses noms, ou le nom qu'elle porte.
CREATE OR REPLACE TEMP VIEW depenses AS
SELECT lignes.*, coalesce(nullif(organisme_declare, ''), montre) AS porteur, flux <> '' AND verdict = 'exclue' AS deduite
FROM lignes JOIN noms ON quoi = 'organisme' AND nom = organisme WHERE sens <> 'recette';

-- Un organisme déclaré s'y désigne par son identifiant, quel que soit le nom sous lequel ses lignes viennent.
CREATE OR REPLACE TEMP VIEW par_organisme AS
SELECT porteur AS organisme, lignes, centimes, flux, coalesce(international, 0) AS international, coalesce(recettes, 0) AS recettes
FROM (
  SELECT coalesce(nullif(organisme_declare, ''), montre) AS porteur, count(*) FILTER (sens <> 'recette') AS lignes,
    coalesce(sum(montant_centimes) FILTER (sens <> 'recette'), 0) AS centimes,
    coalesce(sum(montant_centimes) FILTER (sens <> 'recette' AND flux <> '' AND verdict = 'exclue'), 0) AS flux
  FROM lignes JOIN noms ON quoi = 'organisme' AND nom = organisme GROUP BY ALL
) LEFT JOIN (
  SELECT coalesce(nullif(organisme_declare, ''), montre) AS porteur, sum(montant_part_centimes) FILTER (sens <> 'recette') AS international,
    sum(montant_part_centimes) FILTER (sens = 'recette') AS recettes
  FROM internationales_et_cofinancements JOIN noms ON quoi = 'organisme' AND nom = organisme GROUP BY ALL
) USING (porteur);

-- Ce que chaque organisme porte d'une opération : ses dépenses, moins ses recettes. Où exercice.yaml n'en liste aucun, on ne le dit pas.
CREATE OR REPLACE TEMP VIEW porteurs AS
SELECT operation_rattachee AS operation, coalesce(nullif(organisme_declare, ''), montre) AS organisme,
  sum(CASE WHEN sens = 'recette' THEN -1 ELSE 1 END * montant_part_centimes) AS reste
FROM internationales_et_cofinancements JOIN noms ON quoi = 'organisme' AND nom = organisme
WHERE operation_rattachee <> '' GROUP BY ALL;

-- Les deux bouts d'un flux : ce que d'autres disent avoir versé à un organisme, ce qu'il dit avoir reçu, ce que ses lignes détaillent.
CREATE OR REPLACE TEMP VIEW versements AS
SELECT flux_vers AS organisme, porteur AS payeur, flux AS genre, deduite, count(*) AS lignes, sum(montant_centimes) AS centimes,
  coalesce(sum(international), 0) AS international
FROM depenses LEFT JOIN (
  SELECT ref, sum(montant_part_centimes) AS international FROM internationales GROUP BY ref
) USING (ref)
WHERE flux <> '' AND organisme_declare <> flux_vers GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW bouts AS
SELECT organisme, 'verse' AS bout, sum(lignes) AS lignes, sum(centimes) AS centimes FROM versements GROUP BY ALL
UNION ALL
SELECT organisme_declare, 'recu', count(*), sum(montant_centimes)
FROM lignes WHERE sens = 'recette' AND flux <> '' AND organisme_declare = flux_vers GROUP BY ALL
UNION ALL
SELECT organisme_declare, 'detail', count(*), sum(montant_centimes) FROM depenses WHERE organisme_declare <> '' GROUP BY ALL
UNION ALL
SELECT organisme_declare, 'detail_compte_chez_le_payeur', count(*), sum(montant_centimes)
FROM depenses WHERE flux <> '' AND organisme_declare = flux_vers GROUP BY ALL;

-- ── Tout, comme dans synthese-<exercice>.json ──────────────────────────────────────────────────────────────────────────────
-- Une rangée s'y désigne par ce qu'elle dit, non par son rang : tables.pays["Sénégal"].centimes. Une opération et un organisme
-- déclaré s'y désignent par leur identifiant, un financeur par son nom sans casse, accents ni espaces.
CREATE OR REPLACE TEMP VIEW comptes AS
SELECT de || '.' || place || cote AS chemin, lignes, centimes FROM partitions
UNION ALL SELECT 'passerelle' || cote || '.sorties["' || libelle || '", "' || par || '"]', lignes, centimes FROM sorties
UNION ALL SELECT 'passerelle' || cote || '.apports["' || secteur || '"]', lignes, centimes FROM apports
UNION ALL SELECT 'tables.' || rangee, lignes, centimes FROM tableaux
UNION ALL SELECT 'tables.' || rangee || '.autres_bases.' || autre, lignes, centimes FROM tableaux_ailleurs
UNION ALL SELECT 'couverture.' || appui || cote, lignes, centimes FROM couverture
UNION ALL SELECT 'regles["' || id || '"].' || role || cote, lignes, centimes FROM regles
UNION ALL SELECT 'sources["' || fichier || '"]' || cote, count(*), sum(montant_centimes) FROM lignes GROUP BY ALL
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].recettes', recettes, recu FROM operations
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].financeurs["' || financeur || '"]', lignes, centimes
FROM financeurs
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].exceptionnelles' || cote, lignes, centimes FROM exceptionnelles
UNION ALL SELECT 'cofinancements.sans_operation', count(DISTINCT ref), sum(montant_part_centimes)
FROM cofinancements WHERE operation_rattachee = ''
UNION ALL SELECT 'consolidation.recu', count(*), sum(montant_centimes) FROM depenses
UNION ALL SELECT 'consolidation.flux_internes["' || flux_vers || '", "' || flux || '"]', count(*), sum(montant_centimes)
FROM depenses WHERE deduite GROUP BY flux_vers, flux
UNION ALL SELECT 'consolidation.consolide', count(*), sum(montant_centimes) FROM depenses WHERE NOT deduite
UNION ALL SELECT 'consolidation.par_organisme["' || organisme || '"].recu', lignes, centimes FROM par_organisme
UNION ALL SELECT 'consolidation.rapprochements["' || organisme || '"].' || bout, lignes, centimes FROM bouts
UNION ALL SELECT 'consolidation.rapprochements["' || organisme || '"].versements["' || payeur || '", "' || genre || '", "' ||
  deduite || '"]', lignes, centimes FROM versements;

-- Les montants qui ne comptent pas de lignes.
CREATE OR REPLACE TEMP VIEW montants AS
SELECT 'synthese.' || chiffre AS chemin, centimes FROM synthese
UNION ALL SELECT 'passerelle' || cote || '.secteur_pilote_recu', sum(montant_centimes) FROM lignes WHERE recu_du_pilote GROUP BY cote
UNION ALL SELECT 'passerelle' || cote || '.transferts', centimes FROM transferts
UNION ALL SELECT 'passerelle' || cote || '.secteur_pilote_retenu', sum(montant_part_centimes)
FROM internationales_et_cofinancements WHERE compte_au_pilote GROUP BY cote
UNION ALL SELECT 'couverture.total_si_tout', sum(montant_part_centimes)
FROM parts WHERE sens <> 'recette' AND verdict IN ('internationale', 'a_arbitrer', 'non_examinee')
UNION ALL SELECT 'cofinancements.brut', sum(montant_part_centimes) FROM internationales WHERE montant_lu_comme <> 'net'
UNION ALL SELECT 'cofinancements.net', sum(montant_part_centimes) FROM internationales WHERE montant_lu_comme = 'net'
UNION ALL SELECT 'cofinancements.recettes', sum(montant_part_centimes) FROM cofinancements
UNION ALL SELECT 'cofinancements.reste_a_charge', sum(CASE WHEN sens = 'recette' THEN -1 ELSE 1 END * montant_part_centimes)
FROM internationales_et_cofinancements
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].depenses.lignes', depenses FROM operations
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].depenses.brut', brut FROM operations
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].depenses.net', net FROM operations
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].reste_a_charge', brut + net - recu FROM operations
UNION ALL SELECT 'cofinancements.operations["' || operation || '"].porteurs["' || organisme || '"].reste_a_charge', reste FROM porteurs
UNION ALL SELECT 'consolidation.par_organisme["' || organisme || '"].flux_internes', flux FROM par_organisme
UNION ALL SELECT 'consolidation.par_organisme["' || organisme || '"].consolide', centimes - flux FROM par_organisme
UNION ALL SELECT 'consolidation.par_organisme["' || organisme || '"].international', international FROM par_organisme
UNION ALL SELECT 'consolidation.par_organisme["' || organisme || '"].recettes', recettes FROM par_organisme
UNION ALL SELECT 'consolidation.par_organisme["' || organisme || '"].reste_a_charge', international - recettes FROM par_organisme
UNION ALL SELECT 'consolidation.rapprochements["' || organisme || '"].versements["' || payeur || '", "' || genre || '", "' ||
  deduite || '"].international', international FROM versements
UNION ALL SELECT 'consolidation.rapprochements["' || organisme || '"].detail_international', international
FROM par_organisme JOIN (SELECT DISTINCT organisme_declare AS organisme FROM lignes WHERE organisme_declare <> '') USING (organisme)
-- Un organisme qui ne dit pas ce qu'il a reçu n'a pas d'écart.
UNION ALL SELECT 'consolidation.rapprochements["' || organisme || '"].ecart',
  sum(CASE bout WHEN 'verse' THEN centimes ELSE -centimes END)
FROM bouts WHERE bout IN ('verse', 'recu') AND organisme IN (SELECT organisme FROM bouts WHERE bout = 'recu') GROUP BY organisme;

CREATE OR REPLACE TEMP VIEW chiffres AS
SELECT 'exercice' AS chemin_json, max(exercice)::BIGINT AS valeur FROM lignes
UNION ALL SELECT chemin || '.lignes', lignes::BIGINT FROM comptes
UNION ALL SELECT chemin || '.centimes', coalesce(centimes, 0)::BIGINT FROM comptes
UNION ALL SELECT chemin, coalesce(centimes, 0)::BIGINT FROM montants;

-- D'abord les quatre chiffres, en euros ; puis tous, en centimes.
SELECT chiffre, (centimes / 100)::DECIMAL(18, 2) AS euros FROM synthese;
SELECT chemin_json, valeur FROM chiffres ORDER BY chemin_json;
