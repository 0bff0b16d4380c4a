Option Explicit
Option Private Module

' The way from Excel to Python: one server, found through constants written when this file was built. Nothing is looked
' up in workbooks, no folder of a workbook is searched for code, and the interpreter runs isolated (-I).

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
    If IsGone(Err.Number) And Not triedAgain Then
        triedAgain = True
        Set kept = Nothing
        Resume again
    End If
    Answer = "!" & Err.Description
#End If
End Function

' Run a command of the ribbon on the workbook in front. What it has to say, Python shows.
Public Sub Run(ByVal Command As String)
    Dim triedAgain As Boolean
    On Error GoTo failed
#If Mac Then
    AppleScriptTask Built.APPLE_SCRIPT, "VbaHandler", "false;;;;;|" & Words.Plain(Built.INTERPRETER) & "|import " & Built.ENTRY & " as e; e.run('" & Command & "', None, '" & Language() & "', bytes.fromhex('" & Words.Hexed(Chosen(Command)) & "').decode('utf-16-be'))|" & BookName() & "|" & Left$(Application.Path, Len(Application.Path) - 4) & "|" & Environ$("HOME") & "/kaizen.log"
#Else
again:
    With Server()
        .Call .Module(Built.ENTRY), "run", .Tuple(Command, ActiveWorkbook, Language(), Chosen(Command))
    End With
#End If
    Exit Sub
failed:
    If IsGone(Err.Number) And Not triedAgain Then
        triedAgain = True
        Set kept = Nothing
        Resume again
    End If
    Tell Words.Spoken(Built.FAILED_ZH, Built.FAILED_EN) & vbCrLf & vbCrLf & Err.Description
End Sub

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
        Err.Raise vbObjectError + 515, , Words.Spoken(Built.NO_SERVER_ZH, Built.NO_SERVER_EN) & " " & CStr(found)
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

' The file to import, where one is asked for: into a workbook of ours. Anybody else's workbook is itself what is imported.
' To collect, several files may be chosen; they come in lines.
Private Function Chosen(ByVal Command As String) As String
    Dim answered As Variant
    If Command = "collect" Then
        answered = Application.GetOpenFilename(, , , , True)
        If IsArray(answered) Then Chosen = Join(answered, vbLf)
        Exit Function
    End If
    If Command = "import" And Ribbon.IsOurs() Then
        answered = Application.GetOpenFilename()
        If VarType(answered) = vbString Then Chosen = answered
    End If
End Function

Private Function BookName() As String
    If Not ActiveWorkbook Is Nothing Then BookName = ActiveWorkbook.Name
End Function

' Whether the error says that the server's process has ended.
Private Function IsGone(ByVal Number As Long) As Boolean
    IsGone = Number = 462 Or Number = &H800706BA Or Number = &H80010108 Or Number = &H800706BE
End Function

Private Sub Tell(ByVal Text As String)
#If Mac Then
    MsgBox Text, vbExclamation
#Else
    MessageBoxW Application.Hwnd, StrPtr(Text), StrPtr(Words.Spoken(Built.TITLE_ZH, Built.TITLE_EN)), vbExclamation
#End If
End Sub
