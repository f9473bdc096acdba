@"%~dp0runtime\node.exe" "%~dp0fund.mjs" %*
