"""Reads an export again with the standard library of Python alone: prints its titles, its number of rows and what it declares, in cents.

usage: python3 relire.py <format> <folder> <exercice>
"""
import csv
import json
import sys
import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal
from pathlib import Path

FORMAT, DOSSIER, EXERCICE = sys.argv[1], Path(sys.argv[2]), sys.argv[3]


def centimes(ecrit, decimales=2):
    valeur = Decimal((ecrit or "0").replace(",", ".")) * 10**decimales
    assert valeur == valeur.to_integral_value(), ecrit
    return int(valeur)


def table(nom, separateur=";"):
    with open(DOSSIER / nom, encoding="utf-8", newline="") as fichier:
        rangees = list(csv.reader(fichier, delimiter=separateur, strict=True))
    titres = rangees[0]
    assert all(len(rangee) == len(titres) for rangee in rangees)
    return titres, [dict(zip(titres, rangee)) for rangee in rangees[1:]]


def feuille(nom, titre):
    """The cells of a sheet of a workbook, by their address."""
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    lien = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(DOSSIER / nom) as archive:
        assert archive.testzip() is None
        lire = lambda partie: ET.fromstring(archive.read(partie))
        ids = {f.get("name"): f.get(lien) for f in lire("xl/workbook.xml").findall("m:sheets/m:sheet", ns)}
        cibles = {r.get("Id"): r.get("Target") for r in lire("xl/_rels/workbook.xml.rels")}
        cible = cibles[ids[titre]].removeprefix("/xl/")
        textes = (
            ["".join(si.itertext()) for si in lire("xl/sharedStrings.xml").findall("m:si", ns)]
            if "xl/sharedStrings.xml" in archive.namelist()
            else []
        )
        cellules = {}
        for c in lire(f"xl/{cible}").iter(f"{{{ns['m']}}}c"):
            v = c.find("m:v", ns)
            if c.get("t") == "inlineStr":
                cellules[c.get("r")] = "".join(c.find("m:is", ns).itertext())
            elif v is not None:
                cellules[c.get("r")] = textes[int(v.text)] if c.get("t") == "s" else v.text
        return cellules


def apd():
    titres, rangees = table(f"apd-{EXERCICE}.csv")
    cellules = feuille(f"apd-{EXERCICE}.xlsx", "Déclaration")
    entetes = {ou[:-1]: texte for ou, texte in cellules.items() if ou.rstrip("0123456789") + "4" == ou}
    [colonne] = [lettre for lettre, texte in entetes.items() if texte == "Versements"]
    payes = [cellules.get(f"{colonne}{5 + rang}") for rang in range(len(rangees))]
    assert list(entetes.values()) == titres
    return titres, rangees, {
        "mandats": sum(centimes(rangee["Versements"]) for rangee in rangees),
        "classeur": sum(centimes(f"{float(paye):.2f}") for paye in payes),
    }


def crs():
    titres, rangees = table(f"crs-{EXERCICE}.csv")
    return titres, rangees, {"mandats": sum(centimes(rangee["Amounts extended (thousands)"], 5) for rangee in rangees)}


def scdl():
    titres, rangees = table(f"scdl-subventions-{EXERCICE}.csv", ",")
    parts = [Decimal(rangee["montant"]) * Decimal(rangee["pourcentageSubvention"]) for rangee in rangees]
    return titres, rangees, {"engagements": sum(centimes(str(part)) for part in parts)}


def budget_vert():
    titres, rangees = table(f"budget-vert-{EXERCICE}.csv")
    _, synthese = table(f"budget-vert-synthese-{EXERCICE}.csv")
    sommes = {colonne: sum(centimes(rangee[colonne]) for rangee in rangees) for colonne in ("ae", "cp")}
    for axe in {rangee["axe"] for rangee in synthese}:
        for colonne, somme in sommes.items():
            assert sum(centimes(r[colonne]) for r in synthese if r["axe"] == axe) == somme, axe
    return titres, rangees, {"engagements": sommes["ae"], "mandats_connus": sommes["cp"]}


def iati():
    racine = ET.parse(DOSSIER / f"iati-{EXERCICE}.xml").getroot()
    activites = racine.findall("iati-activity")
    faites = lambda genre: sum(
        centimes(transaction.findtext("value"))
        for transaction in racine.iter("transaction")
        if transaction.find("transaction-type").get("code") == genre
    )
    identifiants = [activite.findtext("iati-identifier") for activite in activites]
    assert len(set(identifiants)) == len(identifiants)
    return [racine.tag, racine.get("version")], activites, {"mandats": faites("3"), "engagements": faites("2")}


titres, rangees, declare = {"apd": apd, "crs": crs, "scdl": scdl, "budget-vert": budget_vert, "iati": iati}[FORMAT]()
json.dump({"titres": titres, "rangees": len(rangees), "declare": declare}, sys.stdout, ensure_ascii=False)
