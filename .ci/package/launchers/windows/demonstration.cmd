@echo off
chcp 65001 >nul
pushd "%~dp0"
call jaune.cmd compiler data\2012
if errorlevel 1 goto fin
start "" "reports\2012\jaune-2012.html"
:fin
pause
