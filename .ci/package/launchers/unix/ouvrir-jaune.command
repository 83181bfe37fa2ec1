#!/bin/sh
cd "$(dirname "$0")" || exit 1
PATH=$PWD:$PATH
export PATH
cat outil/bienvenue.txt
exec "${SHELL:-/bin/sh}"
