@echo off
"%~dp0node\node.exe" "%~dp0outil\dist\jaune.js" %*
exit /b %ERRORLEVEL%
