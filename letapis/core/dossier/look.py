"""The look of a dossier on a screen and on paper: one column, quiet, nothing loaded from anywhere."""

from __future__ import annotations

from letapis.core.export.page.style import PALETTE

STYLE = (
    PALETTE
    + """*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:50rem;padding:0 1.5rem 4rem;background:var(--paper);color:var(--ink);
font:1.0625rem/1.55 "IBM Plex Serif",Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",Georgia,serif;
overflow-wrap:break-word}
h1,h2,h3,h4{line-height:1.2;font-weight:600;text-wrap:balance}
h1{font-size:2.6rem;margin:.2rem 0 1.6rem}
h2{font-size:1.5rem;margin:3.4rem 0 1rem;padding-top:.9rem;border-top:2px solid var(--ink)}
h4{font-size:1.15rem;margin:2.2rem 0 .3rem}
p{margin:.4rem 0 .8rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.kicker,dt,th,nav,.quiet,code,sup,.back{font-family:system-ui,-apple-system,"Segoe UI",
Roboto,"Noto Sans","DejaVu Sans",sans-serif}
.kicker{font-size:.85rem;letter-spacing:.12em;text-transform:uppercase;color:var(--accent);margin:3.4rem 0 0;font-weight:600}
.quiet{color:var(--quiet);font-size:.87rem}
.lede{font-size:1.17rem}
.notice{border-left:4px solid var(--accent);padding:.2rem 0 .2rem 1rem;margin:1.6rem 0}
dl{display:grid;grid-template-columns:10.5rem 1fr;gap:.25rem 1.2rem;margin:.6rem 0 1rem}
dt{color:var(--quiet);font-size:.87rem;padding-top:.15rem}
dd{margin:0}
blockquote{margin:.6rem 0;padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--line)}
sup{font-size:.7rem;line-height:0}
sup a{text-decoration:none;padding:0 .1rem}
code{font-size:.82em;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem;margin:.8rem 0 1.4rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--line)}
th{font-size:.8rem;color:var(--quiet);border-bottom-color:var(--ink)}
.text{white-space:pre-wrap;font-size:.95rem}
nav ol{list-style:none;columns:2;padding:1rem 1.4rem;margin:1.6rem 0;background:var(--soft);font-size:.93rem;line-height:1.8}
#notes li{font-size:.9rem;margin:.45rem 0;padding-left:.4rem}
.back{text-decoration:none}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.6rem}
@media (max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}nav ol{columns:1}}
@media print{body{max-width:none;font-size:10.5pt;padding:0}nav,.skip,.back{display:none}h2,h3,h4{break-after:avoid}
blockquote,tr{break-inside:avoid}a{color:inherit;text-decoration:none}}
"""
)
