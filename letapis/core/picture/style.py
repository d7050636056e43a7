"""The look of the picture of a page: each kind of block has a colour and a label, main text is bright and the rest is dim."""

from __future__ import annotations

from letapis.core.export.page.style import PALETTE
from letapis.words.kinds import KINDS

COLOURS = {
    "headline": ("#7a2e1d", "#e8a48e"),
    "standfirst": ("#804600", "#e0b06a"),
    "byline": ("#5a4494", "#bcadef"),
    "dateline": ("#743a86", "#d5a8e3"),
    "paragraph": ("#234f7a", "#9cc3ea"),
    "quote": ("#0d5f60", "#7fd0cc"),
    "caption": ("#2a6426", "#95cf8d"),
    "list": ("#4a5a10", "#b9cb80"),
    "table": ("#3a5a5f", "#a5c8cc"),
    "heading": ("#94330f", "#f0a676"),
    "related": ("#92285c", "#ee9fc4"),
    "menu": ("#5c5953", "#b3aea4"),
    "advert": ("#9c2424", "#f39b97"),
    "comment": ("#6f4b00", "#d9b36a"),
    "legal": ("#4c5866", "#aeb9c7"),
    "social": ("#17607a", "#85c6de"),
    "other": ("#625e57", "#b9b4aa"),
}
"""Kind → its colour on light and on dark paper; each is as legible on the paper as the paper is on it."""


def _kinds(shade: int) -> str:
    return "".join(f".k-{kind}{{--k:{COLOURS[kind][shade]}}}" for kind in KINDS)


STYLE = (
    PALETTE
    + _kinds(0)
    + "\n@media (prefers-color-scheme:dark){"
    + _kinds(1)
    + "}"
    + """
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere;text-rendering:optimizeLegibility;
font:.9rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
.page{max-width:76rem;margin:0 auto;padding:0 1.5rem 2rem}
.page+.page{border-top:2px solid var(--ink)}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:3}
.eyebrow{font-size:.78rem;letter-spacing:.12em;text-transform:uppercase;color:var(--accent);margin:2rem 0 0;font-weight:600}
h1,.words{font-family:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif",Georgia,serif}
h1{font-size:2rem;line-height:1.2;margin:.2rem 0 .4rem;font-weight:600;text-wrap:balance;max-width:54rem}
h2{font-size:.8rem;font-weight:600;color:var(--quiet);margin:0 0 .3rem}
.lede{font-size:1.05rem;margin:.2rem 0 1rem}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr) max-content minmax(0,1fr);gap:.15rem 1.1rem;
margin:0 0 1rem;background:var(--soft);
padding:.7rem 1rem}
dt{color:var(--quiet)}dd{margin:0}
code{font:.76rem ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
.faults{list-style:none;margin:0 0 1rem;padding:0}
.faults li{border-left:4px solid var(--accent);padding:.3rem 0 .3rem .9rem;margin:.3rem 0}
.strip{margin:0 0 .9rem}.strip svg{width:100%;height:2.6rem;display:block;background:var(--soft)}
.strip rect{fill:var(--k)}.strip .out{opacity:.75}.strip a:hover rect,.strip a:focus rect{stroke:var(--ink);stroke-width:2;
vector-effect:non-scaling-stroke}
.legend{display:flex;flex-wrap:wrap;gap:.8rem 2.4rem;margin:0 0 1rem}
.legend ul{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;margin:0;padding:0}
.legend li{white-space:nowrap}
.kind{display:inline-block;font-size:.78rem;line-height:1.35;font-weight:600;color:var(--k);border:1.5px solid var(--k);
border-radius:3px;padding:0 .4rem}
.out .kind{border-style:dashed;font-weight:500}.gutter .kind{white-space:nowrap}
.in .kind{background:var(--k);color:var(--paper)}
.blocks{list-style:none;margin:0;padding:.6rem 0;border-top:1px solid var(--line)}
.blocks>li{display:grid;grid-template-columns:9rem minmax(0,44rem) minmax(8rem,1fr);gap:0 1rem}
.blocks>.out+.in,.blocks>.in+.out{margin-top:.45rem}
.blocks>li:target{background:var(--soft);outline:2px solid var(--k)}
.gutter{display:grid;grid-template-columns:2.4rem 1fr;gap:.6rem;justify-items:end;align-items:baseline;align-content:start;
font-variant-numeric:tabular-nums;padding-top:.4rem}
.out .gutter{padding-top:0}.out .gutter .kind{font-size:.74rem;line-height:1.2}
.no{color:var(--quiet);text-decoration:none}.no:hover,.no:focus{text-decoration:underline}
.words{border-left:5px solid var(--k);padding:.3rem 0 .3rem 1rem}
.words p{margin:0;white-space:pre-line;text-align:start}
.out .words{border-left:5px dotted var(--k);padding:.05rem 0 .05rem 1rem}
.in .words{font-size:1.06rem;line-height:1.5}
.out .words p{color:var(--quiet);
font:.84rem/1.4 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
.in.k-headline .words{font-size:1.6rem;line-height:1.2;font-weight:600}
.in.k-headline .gutter,.in.k-headline .why{padding-top:.7rem}
.in.k-standfirst .words{font-size:1.16rem;font-style:italic}
.in.k-heading .words{font-size:1.16rem;font-weight:600}
.in.k-quote .words p{padding-inline-start:1.2rem;font-style:italic}
.in.k-caption .words{font-size:.94rem}
.in.k-list .words p{padding-inline-start:1.2rem}
.why{color:var(--quiet);font-size:.8rem;line-height:1.35;padding-top:.45rem}.out .why{padding-top:.1rem}
.tag{font-weight:600;color:var(--accent)}
.ctl{font:.7em ui-monospace,monospace;border:1px solid var(--accent);color:var(--accent);padding:0 .15rem}
.note,footer{color:var(--quiet);font-size:.84rem}
footer{max-width:76rem;margin:0 auto;padding:1rem 1.5rem 2rem;border-top:1px solid var(--line)}
@media (max-width:60rem){dl{grid-template-columns:max-content minmax(0,1fr)}
.blocks>li{grid-template-columns:9rem minmax(0,1fr)}
.blocks>li.in .why,.blocks>li.out .why{grid-column:2;padding:0 0 0 1.3rem}}
@media (max-width:40rem){.page{padding:0 .8rem 1rem}h1{font-size:1.5rem}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.3rem}
.blocks>li{grid-template-columns:max-content minmax(0,1fr);gap:0 .7rem;padding:.15rem 0}
.blocks>li.in .gutter,.blocks>li.out .gutter{padding:0;grid-template-columns:max-content 1fr}
.blocks>li.in .why,.blocks>li.out .why{grid-row:1;padding:0}.blocks .words{grid-column:1/-1;grid-row:2;padding-left:.7rem}
.in.k-headline .words{font-size:1.3rem}}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--soft:#f6f6f6;--accent:#6b2616;--link:#000}
"""
    + _kinds(0)
    + """
@page{size:A4;margin:16mm 14mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif}}
html{font-size:9.5pt}.skip{display:none}.page,footer{max-width:none;padding:0}.page+.page{break-before:page}
a{text-decoration:none}
.kind,.strip rect,.words{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.blocks>li{grid-template-columns:9rem minmax(0,1fr) 9rem}
.blocks>li.in .why,.blocks>li.out .why{grid-column:3;grid-row:1;padding-left:0}
.blocks>li .gutter{grid-column:1;grid-row:1}.blocks .words{grid-column:2;grid-row:1}
.in .words{break-inside:avoid}
}
"""
)
