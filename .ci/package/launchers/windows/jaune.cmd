@echo off
if not exist "%~dp0node\node.exe" (
  echo Il manque node\node.exe : sortez tout le dossier du fichier .zip. 1>&2
  exit /b 1
)
"%~dp0node\node.exe" "%~dp0outil\dist\jaune.js" %*
exit /b %ERRORLEVEL%
