@echo off
chcp 65001 >nul
pushd "%~dp0"
call jaune.cmd compiler data\2012
if errorlevel 1 goto echec
start "" "reports\2012\jaune-2012.html"
goto fin
:echec
type outil\ailleurs.txt
:fin
pause
