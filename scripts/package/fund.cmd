@echo off
rem The service and its commands: "fund start", "fund help" for the others.
setlocal
set "here=%~dp0"
set "NODE_ENV=production"
set "program="
if "%~1"=="start" set "program=server"
if "%~1"=="demo" set "program=demo\demo"
if "%~1"=="add" set "program=commands\addFund"
if "%~1"=="token" set "program=commands\addToken"
if "%~1"=="backup" set "program=commands\backup"
if "%~1"=="restore" set "program=commands\restore"
if "%~1"=="verify" set "program=commands\verify"
if "%~1"=="doctor" set "program=commands\doctor"
if not defined program goto help
rem Cuts the name of the command off, and hands on the rest as it was given.
set "arguments=%*"
call set "arguments=%%arguments:*%~1=%%"
"%here%runtime\node.exe" "%here%dist\%program%.js" %arguments%
exit /b %errorlevel%

:help
echo fund start                           serves the fund in DATA_DIR (.\data), until Ctrl-C
echo fund demo                            serves the example fund, in .\data-demo
echo fund add CODE NAME PROVINCE          adds a fund, and prints its director's token once
echo fund token CODE NAME ROLE            adds a token, and prints it once
echo fund backup FILE, fund restore FILE  saves all funds in one file; takes them back into an empty installation
echo fund verify                          recomputes everything from the facts: 0 if all agrees, else 1
echo fund doctor                          looks at the machine and the installation, and says what to do
if "%~1"=="" exit /b 0
if "%~1"=="help" exit /b 0
exit /b 2
