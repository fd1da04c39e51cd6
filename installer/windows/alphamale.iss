; Inno Setup script: makes alphamale-VERSION-windows-amd64-VARIANT-setup.exe from the frozen program.
;   iscc /DVersion=0.1.0 /DVariant=cpu /DProgram=build\frozen-cpu\alphamale installer\windows\alphamale.iss
#ifndef Version
  #error Version is missing: iscc /DVersion=...
#endif
#ifndef Variant
  #define Variant "cpu"
#endif
#ifndef Program
  #define Program "..\..\build\frozen-" + Variant + "\alphamale"
#endif

[Setup]
AppId={{7A0C6C0E-3C52-4E5D-9B53-5D0C1B0E6A11}
AppName=AlphaMale
AppVersion={#Version}
AppPublisher=AlphaMale Desktop
DefaultDirName={autopf}\AlphaMale\{#Version}
; Versions stand side by side: the one before is kept for going back.
UsePreviousAppDir=no
DefaultGroupName=AlphaMale
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.19041
OutputDir=..\..\dist
OutputBaseFilename=alphamale-{#Version}-windows-amd64-{#Variant}-setup
Compression=lzma2/normal
SolidCompression=yes
WizardStyle=modern
UninstallDisplayIcon={app}\alphamale-window.exe
ShowLanguageDialog=auto
; A running kiosk is closed first and started again afterwards.
CloseApplications=yes
RestartApplications=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "korean"; MessagesFile: "compiler:Languages\Korean.isl"

[CustomMessages]
english.DesktopIcon=Put an icon on the desktop
korean.DesktopIcon=바탕 화면에 아이콘 만들기
english.KioskStart=This computer is a kiosk: start it full screen at every sign-in
korean.KioskStart=키오스크로 사용: 로그인할 때마다 전체 화면으로 시작
english.OpenWith=Offer AlphaMale for opening photos
korean.OpenWith=사진을 열 때 AlphaMale을 선택할 수 있게 하기
english.StartNow=Start AlphaMale
korean.StartNow=AlphaMale 시작
english.KeepData=Guests' photos and results stay on this computer. Delete them in the program first if they must go.
korean.KeepData=손님의 사진과 결과는 이 컴퓨터에 남습니다. 지워야 한다면 먼저 프로그램에서 삭제해 주세요.

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked
Name: "openwith"; Description: "{cm:OpenWith}"; Flags: unchecked
Name: "kioskstart"; Description: "{cm:KioskStart}"; Flags: unchecked

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\AlphaMale"; Filename: "{app}\alphamale-window.exe"
Name: "{autodesktop}\AlphaMale"; Filename: "{app}\alphamale-window.exe"; Tasks: desktopicon
Name: "{userstartup}\AlphaMale kiosk"; Filename: "{app}\alphamale-window.exe"; Parameters: "--kiosk"; Tasks: kioskstart

[Registry]
Root: HKA; Subkey: "Software\Classes\AlphaMale.Photo"; ValueType: string; ValueData: "AlphaMale"; Flags: uninsdeletekey; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\AlphaMale.Photo\shell\open\command"; ValueType: string; ValueData: """{app}\alphamale-window.exe"" open ""%1"""; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\.jpg\OpenWithProgids"; ValueType: string; ValueName: "AlphaMale.Photo"; ValueData: ""; Flags: uninsdeletevalue; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\.png\OpenWithProgids"; ValueType: string; ValueName: "AlphaMale.Photo"; ValueData: ""; Flags: uninsdeletevalue; Tasks: openwith

[Run]
Filename: "{app}\alphamale-window.exe"; Description: "{cm:StartNow}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if Step = usDone then
    MsgBox(CustomMessage('KeepData'), mbInformation, MB_OK);
end;
