def date_reports(reports, packs): return ()
def basis_of(d, lang="en"): return ""
