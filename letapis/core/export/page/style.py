"""The look of the case file: quiet, printable, light or dark as the reader's screen is;
no fonts or pictures from anywhere."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from letapis.core.export.page.markup import Html, h

PALETTE = """
:root{color-scheme:light dark;--paper:#fdfcf9;--ink:#1d1c1a;--quiet:#5c5953;--line:#dcd8ce;--soft:#f2efe7;--accent:#7a2e1d;
--mark:#fbe9a9;--held:#efe6d2;--link:#234f7a}
@media (prefers-color-scheme:dark){:root{--paper:#191817;--ink:#e9e6df;--quiet:#a9a49a;--line:#3b3935;--soft:#242220;
--accent:#e39a82;--mark:#57491a;--held:#2d2820;--link:#9cc3ea}}
"""
"""The colours of every page made here, light and dark."""

STYLE = (
    PALETTE
    + """*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:4rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 Charter,"Bitstream Charter","Sitka Text",
Cambria,"Noto Serif",Georgia,serif;
text-rendering:optimizeLegibility;overflow-wrap:break-word}
main,header.top{max-width:62rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3,h4,h5{line-height:1.2;font-weight:600;text-wrap:balance}
h1{font-size:2.6rem;margin:.1rem 0 .4rem;letter-spacing:-.01em}
h2{font-size:1.5rem;margin:3.2rem 0 .8rem;padding-top:.9rem;border-top:2px solid var(--ink)}
h3{font-size:1.2rem;margin:0 0 .4rem}
h4{font-size:1.15rem;margin:0 0 .6rem}
p{margin:.4rem 0 .8rem}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.sans,.eyebrow,dt,.back,.refs,.tag,figcaption,th,.num,nav,.quiet,code,.basis,footer{font-family:system-ui,-apple-system,
"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
.eyebrow{font-size:.8rem;letter-spacing:.12em;text-transform:uppercase;color:var(--accent);margin:2.6rem 0 0;font-weight:600}
.quiet,figcaption,.basis{color:var(--quiet);font-size:.86rem;line-height:1.5}
.lede{font-size:1.2rem;max-width:46rem}
.status{border-left:4px solid var(--accent);padding:.3rem 0 .3rem 1rem;margin:1.2rem 0}
.status p{font-size:1.15rem;margin:.2rem 0 .5rem}.status dd{margin-bottom:.4rem}
.episodes{list-style:none;margin:0;padding:0}.episodes>li{padding:.6rem 0}.episodes ul{margin:.2rem 0;padding-left:1.2rem}
.about{display:grid;grid-template-columns:1fr 1fr;gap:0 2.5rem;background:var(--soft);padding:1rem 1.4rem;
margin:1.6rem 0;font-size:.95rem}
.about h2{font-size:1rem;border:0;padding:0;margin:.2rem 0 .3rem}
.about ul{margin:.2rem 0;padding-left:1.1rem}
nav{position:sticky;top:0;background:var(--paper);border-bottom:1px solid var(--line);font-size:.9rem;z-index:2}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;max-width:62rem;margin:0 auto;padding:.6rem 1.5rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:3}
figure{margin:1rem 0}
.drawing{width:100%;height:auto;display:block}
.drawing text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;fill:var(--ink)}
.drawing .when{fill:var(--quiet);font-size:12px}
.drawing .tick{stroke:var(--line)}.drawing .row{stroke:var(--line);stroke-dasharray:1 4}
.drawing .held{fill:var(--held)}
.drawing .mark{fill:var(--accent);stroke:var(--accent);stroke-width:1.8}
.drawing .mark.soft{fill:url(#soft);stroke:none}
.drawing .mark.hollow{fill:var(--paper)}.drawing .mark.hollow.soft{fill:none;stroke:var(--accent);stroke-dasharray:3 3}
.drawing stop.soft{stop-color:var(--accent)}
.drawing .denied{stroke:var(--ink);stroke-width:2;fill:none}
.drawing a:hover .label,.drawing a:focus .label{text-decoration:underline}
.acts{list-style:none;margin:0;padding:0}
.acts>li{display:grid;grid-template-columns:12.5rem 1fr;gap:0 1.8rem;padding:1.1rem 0;border-top:1px solid var(--line);
break-inside:avoid}
.acts>li:target,article.page:target{background:var(--soft)}
.date{font-weight:600}.date .basis{display:block;font-weight:400;margin-top:.2rem}
.tag{display:inline-block;font-size:.76rem;font-weight:500;border:1px solid var(--quiet);color:var(--quiet);
border-radius:2px;padding:.02rem .4rem;margin:0 .3rem .2rem 0;vertical-align:.12em}
.tag.alleged{border-style:dashed}.tag.denied{border-color:var(--accent);color:var(--accent)}
dl{margin:.3rem 0;display:grid;grid-template-columns:max-content 1fr;gap:.12rem 1.1rem}
dt{font-size:.8rem;color:var(--quiet);padding-top:.2rem}
dd{margin:0}
.acts blockquote{margin:.6rem 0 0;padding-left:.9rem;border-left:3px solid var(--line);font-size:.97rem}
.acts blockquote .basis{display:inline}
.refs{line-height:0;font-size:.68rem;margin-left:.15rem}.refs a{text-decoration:none;padding:0 .08rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th{font-size:.8rem;text-align:left;color:var(--quiet);font-weight:600;border-bottom:1px solid var(--ink)}
th,td{padding:.45rem .9rem .45rem 0;vertical-align:top}
.nowrap{white-space:nowrap}
td{border-bottom:1px solid var(--line)}
.scroll{overflow-x:auto}
.findings{padding-left:0;list-style:none;margin:.4rem 0 1.2rem}.findings li{padding:.4rem 0 .4rem 1.1rem;
border-left:3px solid var(--line);margin:.4rem 0}
.findings.conflict li{border-color:var(--accent)}
article.page{border-top:1px solid var(--line);padding:1.6rem 0 1rem}
.num{font-size:.8rem;color:var(--accent);font-weight:600;letter-spacing:.04em;text-transform:uppercase;margin-right:.4rem}
.custody{font-size:.88rem;background:var(--soft);padding:.7rem 1rem;margin:.6rem 0 1rem}
code{font-size:.8rem;font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;
overflow-wrap:anywhere}
.text{max-width:42rem}.text blockquote{margin:.6rem 1.4rem}
.text p,.text h4,.text h5,.beside p{white-space:pre-line}
mark{background:var(--mark);color:inherit;padding:.05em 0}
mark:target{outline:3px solid var(--accent);outline-offset:2px}
.back{font-size:.68rem;color:var(--quiet);vertical-align:super;line-height:0;margin:0 .25rem}
.beside{color:var(--quiet);font-size:.9rem;margin:1rem 0}summary{cursor:pointer}
footer{max-width:62rem;margin:3rem auto 2rem;padding:1rem 1.5rem;border-top:1px solid var(--line);font-size:.85rem;
color:var(--quiet)}
@media (max-width:44rem){.acts>li,.about{grid-template-columns:1fr}h1{font-size:2rem}.drawing text{font-size:17px}}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--soft:#f6f6f6;--accent:#6b2616;--mark:#f3e6b3;--held:#eee;--link:#000}
@page{size:A4;margin:18mm 16mm 20mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif}}
body{font-size:10.5pt}nav,.skip{display:none}main,header.top,footer{max-width:none;padding:0}
h1{font-size:22pt}h2{font-size:14pt;break-after:avoid}h3,h4{break-after:avoid}
a{text-decoration:none}mark,.held,.about,.custody{print-color-adjust:exact;-webkit-print-color-adjust:exact}
#pages{break-before:page}.acts>li{break-inside:auto}.acts h3,.acts dl{break-inside:avoid;break-after:avoid}
.acts blockquote{break-inside:avoid}figure,tr,.findings li{break-inside:avoid}.acts>li{grid-template-columns:10rem 1fr}
}
"""
)


def head(title: str, style: str = STYLE) -> Html:
    """The head of a page that runs nothing and loads nothing."""
    return h(
        "head",
        h("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">'),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="referrer", content="no-referrer"),
        h("title", title),
        Html(f"<style>{style}</style>"),
    )


def policy(style: str = STYLE) -> str:
    """What the file may load: nothing, but this one style, known by its hash."""
    known = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
