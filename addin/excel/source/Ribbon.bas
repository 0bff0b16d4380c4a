Option Explicit

' Callbacks of the ribbon. A control's tag holds the command and what it needs: score;ours

Private shown As IRibbonUI

Public Sub OnLoad(ByVal Handle As IRibbonUI)
    Set shown = Handle
End Sub

' Let Excel ask again which buttons are enabled.
Public Sub Refresh()
    If Not shown Is Nothing Then shown.Invalidate
End Sub

Public Sub ShowChinese(ByVal Control As IRibbonControl, ByRef Visible As Variant)
    Visible = Words.IsChinese()
End Sub

Public Sub ShowEnglish(ByVal Control As IRibbonControl, ByRef Visible As Variant)
    Visible = Not Words.IsChinese()
End Sub

Public Sub IsEnabled(ByVal Control As IRibbonControl, ByRef Enabled As Variant)
    Select Case Split(Control.Tag, ";")(1)
        Case "ours": Enabled = IsOurs()
        Case "book": Enabled = Not ActiveWorkbook Is Nothing
        Case Else: Enabled = True
    End Select
End Sub

Public Sub Click(ByVal Control As IRibbonControl)
    Shim.Run Split(Control.Tag, ";")(0)
    Refresh
End Sub

' A workbook of ours carries its template's key under a hidden name.
Public Function IsOurs() As Boolean
    On Error Resume Next
    If Not ActiveWorkbook Is Nothing Then IsOurs = Len(ActiveWorkbook.Names(Built.MARK).Name) > 0
End Function
