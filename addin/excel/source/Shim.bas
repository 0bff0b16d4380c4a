Option Explicit
Option Private Module

' The way from Excel to Python: one server, found through constants written when this file was built. Nothing is looked
' up in workbooks, no folder of a workbook is searched for code, and the interpreter runs isolated (-I).
'
' Every text that crosses, and who can shape it (tests hold this list):
' - Built.*: whoever installs. The path of Python stands in \uXXXX; Windows gets it as the program of a new process, between
'   quotes, which no path holds; no shell reads it. On macOS it is not passed at all: the installed script knows it.
' - Which: the generated wrappers. A shape or another macro may call Answer with any text: Python looks it up as a name.
' - Given: cells. They cross as values and are calculated with; a range becomes its values here, so no book crosses.
' - Command: a button's tag, and by Application.Run or a shape's macro anything at all. Run passes on what Built.COMMANDS
'   lists and nothing else.
' - Language: zh or en, from Excel's own settings.
' - Chosen: names of files that the person picks. Windows: a COM string. macOS: hexadecimal digits.
' - ActiveWorkbook: an object on Windows. On macOS nothing of it crosses, neither name nor path: Python asks Excel.
' - macOS: Handed makes all there is, of letters, digits, hyphens and blanks; the script quotes it for the shell besides.
' - Err.Description: what a failing server says may be pages long, so people read a sentence of ours in its place.

Private Const RETRY_AFTER_SECONDS As Long = 60

#If Not Mac Then
    #If Win64 Then
        Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "@DLL64@" (ByRef Result As Variant, Optional ByVal Config As String = "", Optional ByVal Mode As Long = 1) As Long
    #Else
        Private Declare PtrSafe Function XLPyDLLActivateAuto Lib "@DLL32@" (ByRef Result As Variant, Optional ByVal Config As String = "", Optional ByVal Mode As Long = 1) As Long
    #End If
    Private Declare PtrSafe Function LoadLibraryW Lib "kernel32" (ByVal Path As LongPtr) As LongPtr
    Private Declare PtrSafe Function GetShortPathNameW Lib "kernel32" (ByVal Path As LongPtr, ByVal Shorter As LongPtr, ByVal Size As Long) As Long
    Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal Owner As LongPtr, ByVal Text As LongPtr, ByVal Caption As LongPtr, ByVal Style As Long) As Long
#End If

Private kept As Object
Private failedAt As Date

' Answer a worksheet function. Python gets values, never a book: Excel is busy while it calculates.
Public Function Answer(ByVal Which As String, ByVal Given As Variant) As Variant
#If Mac Then
    Answer = Words.Spoken(Built.NO_FUNCTIONS_ZH, Built.NO_FUNCTIONS_EN)
#Else
    Dim at As Long, triedAgain As Boolean
    On Error GoTo failed
    For at = LBound(Given) To UBound(Given)
        If IsObject(Given(at)) Then Given(at) = ValuesOf(Given(at))
    Next at
again:
    Answer = Server().CallUDF(Built.FUNCTIONS, Which, Given)
    Exit Function
failed:
    If (IsGone(Err.Number) Or HasDied(Err.Number)) And Not triedAgain Then
        triedAgain = True
        Set kept = Nothing
        Resume again
    End If
    Answer = "!" & Split(Reason(Err.Number, Err.Description), vbCrLf)(0)
#End If
End Function

' Run a command of the ribbon on the workbook in front. What it has to say, Python shows. A shape in anybody's workbook can
' call this with any text: only the ribbon's own commands go on.
Public Sub Run(ByVal Command As String)
    Dim picked As String, unshown As String, triedAgain As Boolean
    If Not IsCommand(Command) Then Exit Sub
    On Error GoTo failed
    picked = Chosen(Command)
#If Mac Then
    AppleScriptTask Built.APPLE_SCRIPT, Built.APPLE_HANDLER, Handed(Command, Language(), picked)
#Else
again:
    With Server()
        unshown = .Str(.Call(.Module(Built.ENTRY), "run", .Tuple(Command, ActiveWorkbook, Language(), picked)))
    End With
    If Len(unshown) > 0 Then Tell unshown
#End If
    Exit Sub
failed:
#If Not Mac Then
    If HasDied(Err.Number) Then Set kept = Nothing
    If IsGone(Err.Number) And Not triedAgain Then
        triedAgain = True
        Set kept = Nothing
        Resume again
    End If
#End If
    Tell Words.Spoken(Built.FAILED_ZH, Built.FAILED_EN) & vbCrLf & vbCrLf & Reason(Err.Number, Err.Description)
End Sub

' Whether the ribbon has a command of this name.
Public Function IsCommand(ByVal Command As String) As Boolean
    Dim known As Variant
    For Each known In Split(Built.COMMANDS, ";")
        If known = Command Then IsCommand = True
    Next known
End Function

' All that a Mac hands to the script: letters, digits, hyphens and blanks, whatever a file is called.
Public Function Handed(ByVal Command As String, ByVal Lang As String, ByVal Picked As String) As String
    If IsCommand(Command) Then Handed = Command & " " & Lang & " " & Words.Hexed(Picked)
End Function

' End the server, so that no Python stays behind Excel.
Public Sub StopServer()
#If Not Mac Then
    Dim unused As Variant
    If kept Is Nothing Then Exit Sub
    Set kept = Nothing
    XLPyDLLActivateAuto unused, StartCommand(), -1
#End If
End Sub

#If Not Mac Then
Private Function Server() As Object
    If kept Is Nothing Then Connect
    Set Server = kept
End Function

Private Sub Connect()
    Dim found As Variant, python As String
    If failedAt > 0 And DateDiff("s", failedAt, Now) < RETRY_AFTER_SECONDS Then
        Err.Raise vbObjectError + 513, , Words.Spoken(Built.NO_SERVER_ZH, Built.NO_SERVER_EN)
    End If
    python = Words.Plain(Built.INTERPRETER)
    If Not IsLoaded(FolderOf(python)) Then
        If Not IsLoaded(FolderOf(FolderOf(python))) Then
            failedAt = Now
            Err.Raise vbObjectError + 514, , Words.Spoken(Built.NO_LIBRARY_ZH, Built.NO_LIBRARY_EN)
        End If
    End If
    ' A server that somebody has started by hand goes first: some sites do not let Excel start programs.
    If XLPyDLLActivateAuto(found, Built.BY_HAND, 1) = 0 Then
        Set kept = found
        kept.Call kept.Module(Built.ENTRY), "speak", kept.Tuple(Language())
        Exit Sub
    End If
    If XLPyDLLActivateAuto(found, StartCommand(), 1) <> 0 Then
        failedAt = Now
        Err.Raise vbObjectError + 515, , Words.Spoken(Built.NO_SERVER_ZH, Built.NO_SERVER_EN) & vbCrLf & CStr(found)
    End If
    failedAt = 0
    Set kept = found
    kept.Call kept.Module(Built.ENTRY), "speak", kept.Tuple(Language())
End Sub

Private Function IsLoaded(ByVal Folder As String) As Boolean
    #If Win64 Then
        IsLoaded = LoadLibraryW(StrPtr(Folder & "\@DLL64@")) <> 0
    #Else
        IsLoaded = LoadLibraryW(StrPtr(Folder & "\@DLL32@")) <> 0
    #End If
End Function

' The library starts this; it puts the class of the server it waits for in place of $(CLSID).
Private Function StartCommand() As String
    StartCommand = Chr$(34) & ShortPath(Words.Plain(Built.INTERPRETER)) & Chr$(34) & " " & Built.ARGUMENTS
End Function

' The library reads the command in the system's code page: a path in other letters is given by its short name.
Private Function ShortPath(ByVal Path As String) As String
    Dim room As String, length As Long
    room = String$(1024, vbNullChar)
    length = GetShortPathNameW(StrPtr(Path), StrPtr(room), Len(room))
    If length > 0 And length < Len(room) Then ShortPath = Left$(room, length) Else ShortPath = Path
End Function

Private Function FolderOf(ByVal Path As String) As String
    FolderOf = Left$(Path, InStrRev(Path, "\") - 1)
End Function

' The values of a range: of whole columns, as far down as the sheet is used.
Private Function ValuesOf(ByVal Source As Object) As Variant
    Dim last As Long
    If Source.Rows.Count = Source.Worksheet.Rows.Count Then
        last = Source.Worksheet.UsedRange.Row + Source.Worksheet.UsedRange.Rows.Count - 1
        ValuesOf = Source.Resize(last).Value2
    Else
        ValuesOf = Source.Value2
    End If
End Function
#End If

' The language that Python is to answer in.
Private Function Language() As String
    If Words.IsChinese() Then Language = "zh" Else Language = "en"
End Function

' The file to import, where one is asked for: into a workbook of ours, or a published list of days off. Anybody else's
' workbook is itself what is imported.
' To collect and to measure, several files may be chosen; they come in lines.
Private Function Chosen(ByVal Command As String) As String
    Dim answered As Variant
    If Command = "collect" Or Command = "measure" Then
        answered = Application.GetOpenFilename(, , , , True)
        If IsArray(answered) Then Chosen = Join(answered, vbLf)
        Exit Function
    End If
    If Command = "calendar-from" Or (Command = "import" And Ribbon.IsOurs()) Then
        answered = Application.GetOpenFilename()
        If VarType(answered) = vbString Then Chosen = answered
    End If
End Function

' Whether the error says that the server's process had ended before it was asked, so that it can be asked again.
Private Function IsGone(ByVal Number As Long) As Boolean
    IsGone = Number = 462 Or Number = &H800706BA Or Number = &H80010108
End Function

' Whether it says that the process ended at its work: a command may have written already and is not run a second time.
Private Function HasDied(ByVal Number As Long) As Boolean
    HasDied = Number = &H800706BE
End Function

' Why something failed, in a sentence: errors raised here bring theirs, others come with whatever the server printed.
Private Function Reason(ByVal Number As Long, ByVal Description As String) As String
    If Number >= vbObjectError + 513 And Number <= vbObjectError + 515 Then
        Reason = Description
    Else
        Reason = Words.Spoken(Built.SERVER_FAILED_ZH, Built.SERVER_FAILED_EN)
    End If
End Function

Private Sub Tell(ByVal Text As String)
#If Mac Then
    MsgBox Text, vbExclamation
#Else
    MessageBoxW Application.Hwnd, StrPtr(Text), StrPtr(Words.Spoken(Built.TITLE_ZH, Built.TITLE_EN)), vbExclamation
#End If
End Sub
