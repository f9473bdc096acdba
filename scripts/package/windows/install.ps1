#Requires -RunAsAdministrator
# Installs the Windows service of this folder, or upgrades the installed one: stop, back up, replace, start, verify.
#   .\install.ps1 -WinSW C:\Downloads\WinSW-x64.exe -Code QHT -Name "…" -Province "…"
param(
  [string] $WinSW,
  [string] $Code = 'QHT',
  [string] $Name,
  [string] $Province
)
$ErrorActionPreference = 'Stop'
$id = 'CooperativeSupportFund'
$from = Split-Path -Parent $PSScriptRoot
$releases = Join-Path $env:ProgramFiles $id
$data = Join-Path $env:ProgramData $id
$current = Join-Path $releases 'current'
$release = ((Get-Content (Join-Path $from 'RELEASE') -TotalCount 2) -replace '^\S+ ', '') -join '-'
$to = Join-Path $releases $release
$env:DATA_DIR = Join-Path $data 'data'

function Invoke-Fund([string] $Folder, [string[]] $Arguments) {
  & (Join-Path $Folder 'fund.cmd') @Arguments
  if ($LASTEXITCODE -ne 0) { throw "fund $Arguments ended with $LASTEXITCODE" }
}

function Wait-Ready {
  foreach ($second in 1..120) {
    try {
      $answer = Invoke-WebRequest -UseBasicParsing http://127.0.0.1:3000/readyz
      if ($answer.StatusCode -eq 200) { return $true }
    } catch { Start-Sleep -Seconds 1 }
  }
  return $false
}

function Set-Current([string] $Folder) {
  if (Test-Path $current) { (Get-Item $current).Delete() }
  New-Item -ItemType Junction -Path $current -Target $Folder | Out-Null
}

if (Test-Path $to) { throw "This release is installed already: $to" }
New-Item -ItemType Directory -Force -Path $releases, (Join-Path $data 'backups') | Out-Null
Copy-Item -Recurse $from $to
$exe = "windows\$id.exe"

if (-not (Get-Service $id -ErrorAction SilentlyContinue)) {
  if (-not $WinSW -or -not $Name -or -not $Province) {
    throw 'The first time it needs -WinSW (WinSW-x64.exe, https://github.com/winsw/winsw/releases), -Name and -Province'
  }
  Copy-Item $WinSW (Join-Path $to $exe)
  Set-Current $to
  & (Join-Path $current $exe) install
  # The account of the service, and administrators, alone reach the data.
  icacls $data /inheritance:r /grant 'SYSTEM:(OI)(CI)F' 'BUILTIN\Administrators:(OI)(CI)F' "NT SERVICE\${id}:(OI)(CI)F" | Out-Null
  Invoke-Fund $current @('add', $Code, $Name, $Province)
  icacls $data /grant "NT SERVICE\${id}:(OI)(CI)F" /T | Out-Null
  Start-Service $id
  if (-not (Wait-Ready)) { throw "The service does not answer: $data\logs tells why" }
  Write-Host 'The service runs, and starts with the machine: http://127.0.0.1:3000'
  exit 0
}

$before = (Get-Item $current).Target | Select-Object -First 1
Copy-Item (Join-Path $before $exe) (Join-Path $to $exe)
$backup = Join-Path $data "backups\before-$release-$(Get-Date -Format yyyyMMdd-HHmmss).backup"
Stop-Service $id
Invoke-Fund $before @('backup', $backup)
Set-Current $to
Start-Service $id
if (-not (Wait-Ready)) {
  Stop-Service $id -Force
  Rename-Item (Join-Path $env:DATA_DIR 'postgres') "postgres.left-$(Get-Date -Format yyyyMMdd-HHmmss)"
  Set-Current $before
  Invoke-Fund $before @('restore', $backup)
  icacls $data /grant "NT SERVICE\${id}:(OI)(CI)F" /T | Out-Null
  Start-Service $id
  throw 'The new release does not answer: the release before runs again, with the data as they were'
}
Invoke-Fund $current @('verify')
Write-Host "Upgraded; the books agree. The data as they were: $backup"
