@echo off
chcp 65001 >nul
title jaune
set "PATH=%~dp0;%PATH%"
pushd "%~dp0"
type outil\bienvenue.txt
cmd /k
