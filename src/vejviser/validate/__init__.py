"""The structure of the data, checked by SHACL: shapes → engine → findings, of units and of days."""
