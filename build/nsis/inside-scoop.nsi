; The installer for Windows, for one user and without administrator rights. Run by build/make_installer.py, which
; defines VERSION, BUNDLE (the folder to install), ICON and TARGET (the file to write).
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
Name "Inside Scoop"
OutFile "${TARGET}"
Icon "${ICON}"
UninstallIcon "${ICON}"
; Fixed: removing the program removes this folder. The data is in $LOCALAPPDATA\inside-scoop and stays.
InstallDir "$LOCALAPPDATA\Programs\Inside Scoop"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Inside Scoop"
VIAddVersionKey "FileDescription" "Installs Inside Scoop"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "2026 Inside Scoop contributors, MIT License"

!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\InsideScoop"
!define PROGRAM "$INSTDIR\inside-scoop-window.exe"

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!macro CanOpen ENDING
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "InsideScoop.File" ""
!macroend

!macro CannotOpen ENDING
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "InsideScoop.File"
!macroend

Section
  ; What an older version had and this one has not would stay.
  RMDir /r "$INSTDIR"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*"
  CreateShortCut "$SMPROGRAMS\Inside Scoop.lnk" "${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\InsideScoop.File" "" "Inside Scoop"
  WriteRegStr HKCU "${CLASSES}\InsideScoop.File\shell\open\command" "" '"${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\InsideScoop.Backup" "" "Encrypted backup of Inside Scoop"
  WriteRegStr HKCU "${CLASSES}\InsideScoop.Backup\DefaultIcon" "" "${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\InsideScoop.Backup\shell\open\command" "" '"${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.isbackup" "" "InsideScoop.Backup"
  ; Offered under "Open with"; whatever opens them now goes on doing so.
  !insertmacro CanOpen ".vcf"
  !insertmacro CanOpen ".ics"
  !insertmacro CanOpen ".csv"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Inside Scoop"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Inside Scoop contributors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "${PROGRAM},0"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ; The desktop reads the file types anew.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR"
  Delete "$SMPROGRAMS\Inside Scoop.lnk"
  DeleteRegKey HKCU "${CLASSES}\InsideScoop.File"
  DeleteRegKey HKCU "${CLASSES}\InsideScoop.Backup"
  DeleteRegKey HKCU "${CLASSES}\.isbackup"
  !insertmacro CannotOpen ".vcf"
  !insertmacro CannotOpen ".ics"
  !insertmacro CannotOpen ".csv"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
