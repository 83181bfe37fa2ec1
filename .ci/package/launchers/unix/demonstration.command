#!/bin/sh
cd "$(dirname "$0")" || exit 1
if ! ./jaune compiler data/2012; then
  cat outil/ailleurs.txt
  exit 1
fi
for ouvrir in open xdg-open; do
  command -v "$ouvrir" >/dev/null && exec "$ouvrir" reports/2012/jaune-2012.html
done
