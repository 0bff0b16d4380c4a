Option Explicit
Option Private Module

' Texts are kept in ASCII: \uXXXX stands for one character, the backslash itself included.
Public Function Plain(ByVal Escaped As String) As String
    Dim made As String, at As Long, found As Long
    at = 1
    found = InStr(at, Escaped, "\u")
    Do While found > 0
        made = made & Mid$(Escaped, at, found - at) & ChrW$(HexValue(Mid$(Escaped, found + 2, 4)))
        at = found + 6
        found = InStr(at, Escaped, "\u")
    Loop
    Plain = made & Mid$(Escaped, at)
End Function

' Text as hexadecimal digits, four for a character: nothing in it can end a command that it is part of.
Public Function Hexed(ByVal Text As String) As String
    Dim made As String, at As Long
    For at = 1 To Len(Text)
        made = made & Right$("000" & Hex$(AscW(Mid$(Text, at, 1)) And &HFFFF&), 4)
    Next at
    Hexed = made
End Function

Private Function HexValue(ByVal Digits As String) As Long
    Dim at As Long, made As Long
    For at = 1 To Len(Digits)
        made = made * 16 + InStr("0123456789ABCDEF", Mid$(Digits, at, 1)) - 1
    Next at
    HexValue = made
End Function

' Whether Excel itself speaks Chinese, of whatever region.
Public Function IsChinese() As Boolean
    IsChinese = (Application.LanguageSettings.LanguageID(2) And &H3FF) = 4
End Function

' One of two texts, by the language of Excel.
Public Function Spoken(ByVal Chinese As String, ByVal English As String) As String
    If IsChinese() Then Spoken = Plain(Chinese) Else Spoken = Plain(English)
End Function

' What a test calls to see that the project was read whole.
Public Function SelfTest() As String
    SelfTest = "KAIZEN " & Built.VERSION & " " & Plain("\u6539\u5584") & " " & HexValue("FF0C")
End Function
