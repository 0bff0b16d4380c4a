Option Explicit
Option Private Module

' A workbook saved beside another copy of the add-in calls its functions by that copy's path. The links are turned back to
' this one, and the formulas are plain calls again.
Public Sub Mend(ByVal Book As Workbook)
    Dim links As Variant, link As Variant
    On Error GoTo unmended
    links = Book.LinkSources(xlExcelLinks)
    If IsEmpty(links) Then Exit Sub
    For Each link In links
        If IsCopy(CStr(link)) Then Book.ChangeLink CStr(link), ThisWorkbook.FullName, xlLinkTypeExcelLinks
    Next link
unmended:
    ' A book in protected view, or one that is protected, is left to the checker.
End Sub

Private Function IsCopy(ByVal Link As String) As Boolean
    Dim plainLink As String
    plainLink = LCase$(Replace(Link, "/", "\"))
    IsCopy = Right$(plainLink, Len(Built.FILE_NAME) + 1) = "\" & Built.FILE_NAME And StrComp(Link, ThisWorkbook.FullName, vbTextCompare) <> 0
End Function
