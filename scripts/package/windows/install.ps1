#Requires -RunAsAdministrator
# Installs the Windows service of this folder, or upgrades the installed one: stop, back up, replace, start, verify.
#   .\install.ps1 -WinSW C:\Downloads\WinSW-x64.exe -Name "..." -Province "..." -Code QHT
# The fund may be named by FUND_NAME, FUND_PROVINCE and FUND_CODE of the surroundings too.
# Only ASCII stands here: PowerShell 5 takes a file without a byte order mark to be in the code page of the machine.
param(
  [string] $WinSW,
  [string] $Name = $env:FUND_NAME,
  [string] $Province = $env:FUND_PROVINCE,
  [string] $Code = $env:FUND_CODE
)
if (-not $Code) { $Code = 'QHT' }
$ErrorActionPreference = 'Stop'
$id = 'CooperativeSupportFund'
$from = Split-Path -Parent $PSScriptRoot
$releases = Join-Path $env:ProgramFiles $id
$data = Join-Path $env:ProgramData $id
$settings = Join-Path $data 'settings.env'
# What the first start is told, until it has answered.
$first = Join-Path $data 'first-start.env'
$current = Join-Path $releases 'current'
$exe = "windows\$id.exe"
# By number: the names differ from one language of Windows to another.
$me = '*' + [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
$system, $administrators = '*S-1-5-18', '*S-1-5-32-544'

function Invoke-Program([string] $Program, [string[]] $Arguments) {
  & $Program @Arguments
  if ($LASTEXITCODE -ne 0) { throw "$Program $Arguments ended with $LASTEXITCODE" }
}

function Invoke-Fund([string] $Release, [string[]] $Arguments) {
  $start = @("--env-file=$settings", (Join-Path $Release 'fund.mjs'))
  Invoke-Program (Join-Path $Release 'runtime\node.exe') ($start + $Arguments)
}

function Grant-Access([string] $Account) {
  Invoke-Program 'icacls.exe' @($data, '/grant', "${Account}:(OI)(CI)F", '/T', '/Q')
}

# Without a byte order mark, which Node would take for a part of the first name.
function Write-Lines([string] $File, [string[]] $Lines) {
  [IO.File]::WriteAllLines($File, $Lines, (New-Object Text.UTF8Encoding $false))
}

function Get-Address {
  $port = (Get-Content $settings) -match '^PORT=' -replace '^PORT=', '' | Select-Object -Last 1
  if (-not $port) { $port = '3000' }
  "http://127.0.0.1:$port"
}

function Wait-Ready {
  $address = Get-Address
  foreach ($try in 1..300) {
    try {
      if ((Invoke-WebRequest -UseBasicParsing -TimeoutSec 5 "$address/readyz").StatusCode -eq 200) { return $true }
    } catch { Start-Sleep -Seconds 1 }
  }
  return $false
}

function Set-Current([string] $Release) {
  if (Test-Path $current) { (Get-Item $current).Delete() }
  New-Item -ItemType Junction -Path $current -Target $Release | Out-Null
}

# Puts this folder's release beside those that are installed; says where.
function Copy-Release {
  $called = ((Get-Content (Join-Path $from 'RELEASE') -TotalCount 2) -replace '^\S+ ', '') -join '-'
  $release = Join-Path $releases $called
  if (-not (Test-Path $release)) {
    if (Test-Path "$release.part") { Remove-Item -Recurse -Force "$release.part" }
    Copy-Item -Recurse $from "$release.part"
    Rename-Item "$release.part" $called
  }
  return $release
}

# The token is made once, however often the first time is begun.
function Write-FirstStart {
  $bytes = New-Object byte[] 33
  [Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($bytes)
  $token = [Convert]::ToBase64String($bytes).Replace('+', '-').Replace('/', '_')
  if (Test-Path $first) { $token = @((Get-Content $first) -match '^BOOTSTRAP_TOKEN=')[0] -replace '^BOOTSTRAP_TOKEN=', '' }
  if (-not (Test-Path $settings)) {
    $lines = "DATA_DIR=$data\data", 'HOST=127.0.0.1', 'PORT=3000', "BACKUP_DIR=$data\backups"
    Write-Lines $settings $lines
  }
  $fund = "FUND_CODE=``$Code``", "FUND_NAME=``$Name``", "FUND_PROVINCE=``$Province``", 'FUND_HOLIDAYS=vietnam'
  Write-Lines $first (@("BOOTSTRAP_TOKEN=$token") + $fund)
  return $token
}

function Install-First([string] $Release) {
  if (-not $WinSW -or -not $Name -or -not $Province) {
    throw 'The first time it needs -WinSW (WinSW-x64.exe, https://github.com/winsw/winsw/releases), -Name and -Province'
  }
  Copy-Item $WinSW (Join-Path $Release $exe)
  Set-Current $Release
  $token = Write-FirstStart
  if (-not (Get-Service $id -ErrorAction SilentlyContinue)) {
    Invoke-Program (Join-Path $current $exe) @('install')
  }
  # WinSW 2 leaves the service with the account of the system, whatever its file says.
  Invoke-Program 'sc.exe' @('config', $id, 'obj=', "NT SERVICE\$id")
  Grant-Access "NT SERVICE\$id"
  Restart-Service $id
  if (-not (Wait-Ready)) { throw "The service does not answer: $data\logs tells why" }
  Remove-Item $first
  Write-Host "The service runs, and starts with the machine: $(Get-Address)"
  Write-Host "The director's token, shown once: $token"
}

function Update-Release([string] $Release) {
  $before = (Get-Item $current).Target | Select-Object -First 1
  if ($before -eq $Release) { throw "This release is installed already: $Release" }
  Copy-Item (Join-Path $before $exe) (Join-Path $Release $exe)
  $backup = Join-Path $data "backups\before-$(Split-Path -Leaf $Release)-$(Get-Date -Format yyyyMMdd-HHmmss).backup"
  Stop-Service $id
  try { Invoke-Fund $before @('backup', $backup) } catch { Start-Service $id; throw }
  Set-Current $Release
  Start-Service $id
  if (-not (Wait-Ready)) {
    Stop-Service $id -Force
    Rename-Item (Join-Path $data 'data\postgres') "postgres.left-$(Get-Date -Format yyyyMMdd-HHmmss)"
    Set-Current $before
    Invoke-Fund $before @('restore', $backup)
    Grant-Access "NT SERVICE\$id"
    Start-Service $id
    throw 'The new release does not answer: the release before runs again, with the data as they were'
  }
  Invoke-Fund $Release @('verify')
  Write-Host "Upgraded; the books agree. The data as they were: $backup"
}

New-Item -ItemType Directory -Force -Path $releases, (Join-Path $data 'backups') | Out-Null
# The system, administrators and the service alone reach the data. The programs of PostgreSQL lay the rights of an
# administrator aside, so whoever runs this reaches them in his own name too, while it runs.
Invoke-Program 'icacls.exe' @($data, '/inheritance:r', '/grant', "${system}:(OI)(CI)F", "${administrators}:(OI)(CI)F", '/Q')
Grant-Access $me
try {
  $release = Copy-Release
  $isInstalled = (Get-Service $id -ErrorAction SilentlyContinue) -and -not (Test-Path $first)
  if ($isInstalled) { Update-Release $release } else { Install-First $release }
} finally {
  Invoke-Program 'icacls.exe' @($data, '/remove:g', $me, '/T', '/Q')
}
