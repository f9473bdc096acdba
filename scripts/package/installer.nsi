; The installer for Windows, which makensis makes on Linux too: asks for the fund, and has windows\install.ps1 do the rest.
; Beside it lies WinSW-x64.exe. Where the service is installed, it upgrades and asks nothing.
Unicode true
!include LogicLib.nsh
!include nsDialogs.nsh
!include FileFunc.nsh
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Vietnamese.nlf"

Name "Quỹ hỗ trợ phát triển hợp tác xã ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel admin
SetCompressor zlib
ShowInstDetails show
Page custom askForFund takeFund
Page instfiles

Var Province
Var FundName
Var Code
Var Field
Var IsInstalled

Function .onInit
  ReadEnvStr $0 ProgramData
  StrCpy $IsInstalled no
  ${If} ${FileExists} "$0\CooperativeSupportFund\settings.env"
  ${AndIfNot} ${FileExists} "$0\CooperativeSupportFund\first-start.env"
    StrCpy $IsInstalled yes
  ${ElseIfNot} ${FileExists} "$EXEDIR\WinSW-x64.exe"
    MessageBox MB_ICONSTOP "Hãy đặt tệp WinSW-x64.exe (https://github.com/winsw/winsw/releases) cạnh tệp cài đặt này rồi chạy lại."
    Abort
  ${EndIf}
FunctionEnd

!macro Question TOP TEXT ANSWER FIELD
  ${NSD_CreateLabel} 0 ${TOP}u 100% 10u "${TEXT}"
  Pop $Field
  IntOp $0 ${TOP} + 11
  ${NSD_CreateText} 0 $0u 100% 13u "${ANSWER}"
  Pop ${FIELD}
!macroend

Function askForFund
  ${If} $IsInstalled == yes
    Abort
  ${EndIf}
  nsDialogs::Create 1018
  Pop $Field
  !insertmacro Question 0 "Tỉnh, thành phố" "" $Province
  !insertmacro Question 32 "Tên quỹ" "Quỹ hỗ trợ phát triển hợp tác xã tỉnh " $FundName
  !insertmacro Question 64 "Mã quỹ" "QHT" $Code
  nsDialogs::Show
FunctionEnd

; Words go by the surroundings, in which no quotation mark of a name is taken for the end of it.
!macro Tell FIELD VARIABLE
  ${NSD_GetText} ${FIELD} $1
  ${If} $1 == ""
    MessageBox MB_ICONEXCLAMATION "Hãy điền đủ các ô."
    Abort
  ${EndIf}
  System::Call 'kernel32::SetEnvironmentVariable(t "${VARIABLE}", t r1)'
!macroend

Function takeFund
  !insertmacro Tell $Province FUND_PROVINCE
  !insertmacro Tell $FundName FUND_NAME
  !insertmacro Tell $Code FUND_CODE
FunctionEnd

Section
  InitPluginsDir
  SetOutPath "$PLUGINSDIR\release"
  File /r "${FROM}/*"
  ; Sysnative: the installer is a program of 32 bits, for which Windows has other folders of programs.
  nsExec::ExecToLog '"$WINDIR\Sysnative\WindowsPowerShell\v1.0\powershell.exe" -NoProfile -ExecutionPolicy Bypass -File "$PLUGINSDIR\release\windows\install.ps1" -WinSW "$EXEDIR\WinSW-x64.exe"'
  Pop $0
  SetOutPath "$TEMP"
  ${If} $0 != 0
    DetailPrint "Chưa cài đặt được. Lý do ở ngay bên trên; hãy xử lý rồi chạy lại tệp cài đặt."
    Abort
  ${EndIf}
  DetailPrint "Xong. Hãy lưu mã truy cập của giám đốc (token) ở bên trên: mã chỉ hiện một lần."
SectionEnd
