#include "adapters/cli/trace_style.h"

namespace quyche::cli {
namespace {

constexpr std::string_view style = R"css(
:root{color-scheme:light dark;--paper:#fff;--ground:#f3f4f6;--ink:#1b2430;--soft:#5b6675;--line:#d9dee5;
--accent:#1f5fa8;--good:#1d7a46;--wait:#9a6200;--bad:#b3261e;--none:#77808c;--good-bg:#e8f5ed;--wait-bg:#fdf3e0;
--bad-bg:#fdecea;--none-bg:#eef0f3;--s0:#8a94a3;--s1:#3b7dc4;--s2:#7a5cc0;--s3:#1d8a63;--s4:#b06a12;--s5:#a2416f}
@media (prefers-color-scheme:dark){:root{--paper:#171c23;--ground:#0e1116;--ink:#e6eaf0;--soft:#9aa6b5;--line:#2d3540;
--accent:#7db4f0;--good:#6fd09a;--wait:#e9b85c;--bad:#ff8a80;--none:#96a0ad;--good-bg:#12291d;--wait-bg:#2d2410;
--bad-bg:#331614;--none-bg:#20262e;--s0:#6d7786;--s1:#4f8fd6;--s2:#9075d6;--s3:#35a57c;--s4:#cc8a35;--s5:#c46291}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);line-height:1.5;overflow-wrap:anywhere;
font:16px/1.5 "Segoe UI",system-ui,-apple-system,"Noto Sans","DejaVu Sans",Arial,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.7rem;line-height:1.25;margin:.1rem 0 .6rem}
h2{font-size:1.1rem;margin:0 0 .7rem}
section,header{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.3rem;margin:0 0 1rem}
.kind{color:var(--accent);font-weight:600;letter-spacing:.02em;margin:0;font-size:.9rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.6rem 1.5rem;margin:0}
dl .wide{grid-column:1/-1}
dt{color:var(--soft);font-size:.82rem}
dd{margin:0}
code,.mono{font-family:ui-monospace,"DejaVu Sans Mono",Consolas,monospace;font-size:.85em}
.question{margin:.9rem 0 0;padding:.6rem .8rem;border-left:.25rem solid var(--accent);background:var(--ground);border-radius:.2rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:.7rem;margin:.8rem 0 0}
.card{border-left:.3rem solid;border-radius:.3rem;padding:.55rem .8rem}
.card p{margin:0}.card .clause{font-size:.85rem}
.met{border-color:var(--good);background:var(--good-bg)}.pending{border-color:var(--wait);background:var(--wait-bg)}
.missed,.met_late{border-color:var(--bad);background:var(--bad-bg)}.lapsed{border-color:var(--none);background:var(--none-bg)}
b.met,b.pending,b.missed,b.met_late,b.lapsed{background:none}
.good{color:var(--good)}.bad{color:var(--bad)}.gone{color:var(--soft)}
.chip{display:inline-block;border-radius:1rem;padding:.05rem .65rem;font-size:.85rem;color:#fff;background:var(--s0);white-space:normal}
.s0{background:var(--s0)}.s1{background:var(--s1)}.s2{background:var(--s2)}.s3{background:var(--s3)}.s4{background:var(--s4)}.s5{background:var(--s5)}
.state{margin:0}.state .chip{font-size:1rem;padding:.15rem .9rem}
ul.plain{list-style:none;margin:.7rem 0 0;padding:0}ul.plain li{padding:.15rem 0}
.strip{position:relative;height:1.5rem;margin:1.7rem 0 .3rem;border-radius:.3rem;background:var(--none-bg)}
.strip i{position:absolute;top:0;bottom:0}
.strip i:first-of-type{border-radius:.3rem 0 0 .3rem}
.strip .mark{position:absolute;top:-.45rem;bottom:-.45rem;width:0;border-left:2px solid var(--bad)}
.strip .mark.kept{border-color:var(--good)}.strip .mark.open{border-color:var(--wait)}.strip .mark.none{border-color:var(--none)}
.strip .mark.now{border-left:2px dashed var(--ink)}
.strip .mark span{position:absolute;top:-1.15rem;left:-.6rem;width:1.2rem;text-align:center;font-size:.75rem;font-weight:700}
.strip b{position:absolute;top:0;bottom:0;background:repeating-linear-gradient(115deg,var(--paper) 0 3px,transparent 3px 7px)}
.ends{position:relative;height:1.2rem;color:var(--soft);font-size:.8rem}.ends span{position:absolute}.ends .last{right:0}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;margin:.6rem 0 0;font-size:.85rem}
.legend .box{display:inline-block;width:.8rem;height:.8rem;border-radius:.15rem;vertical-align:-.08rem;margin-right:.35rem}
ol.steps{list-style:none;margin:0;padding:0 0 0 1.3rem;border-left:2px solid var(--line)}
ol.steps>li{position:relative;margin:0 0 1.1rem}
ol.steps>li::before{content:"";position:absolute;left:-1.72rem;top:.4rem;width:.75rem;height:.75rem;border-radius:50%;
background:var(--accent);border:2px solid var(--paper)}
ol.steps>li.by-time::before{background:var(--none)}
ol.steps>li.miss::before,ol.steps>li.closing::before{background:var(--bad)}
ol.steps>li.closing::before,ol.steps>li.now::before{border-radius:0;transform:rotate(45deg)}
ol.steps>li.closing.kept::before{background:var(--good)}ol.steps>li.closing.open::before{background:var(--wait)}
ol.steps>li.closing.none::before{background:var(--none)}
ol.steps>li.now::before{background:var(--ink)}
ol.steps>li.closing,ol.steps>li.now{color:var(--soft);font-size:.9rem}
ol.steps>li.now{font-weight:600;color:var(--ink)}
ol.steps>li.later>div{opacity:.72}
.day{font-weight:700;margin:1.4rem 0 .6rem!important}.day:first-child{margin-top:0!important}
ol.steps>li.day::before{display:none}
.line{display:flex;flex-wrap:wrap;gap:.15rem .8rem;align-items:baseline}
.line time{font-weight:700;font-variant-numeric:tabular-nums}.line .clause{color:var(--soft);margin-left:auto}
.what{margin:.15rem 0 0;font-weight:600}
ul.facts{margin:.3rem 0 0;padding-left:1.1rem}ul.facts li{margin:.1rem 0}
ul.facts li.follows{list-style:"↳ "}
.proof{margin:.35rem 0 0;color:var(--soft);font-size:.78rem}
footer{color:var(--soft);font-size:.8rem;text-align:center}
@media (max-width:30rem){main{padding:.7rem .5rem 2rem}section,header{padding:.9rem .8rem}h1{font-size:1.35rem}
.line .clause{margin-left:0}.ends .mid{display:none}.cards{grid-template-columns:1fr}}
@page{size:A4;margin:14mm}
@media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#1f5fa8;--good:#1d7a46;
--wait:#9a6200;--bad:#b3261e;--none:#77808c;--good-bg:#e8f5ed;--wait-bg:#fdf3e0;--bad-bg:#fdecea;--none-bg:#eef0f3;
--s0:#8a94a3;--s1:#3b7dc4;--s2:#7a5cc0;--s3:#1d8a63;--s4:#b06a12;--s5:#a2416f}
body{font-size:10.5pt}main{max-width:none;padding:0}section,header{border:0;border-bottom:1px solid var(--line);border-radius:0;padding:.5rem 0}
ol.steps>li,.card,.strip,dl{break-inside:avoid}h2,.day{break-after:avoid}ol.steps>li.later>div{opacity:1}
.chip,.card,.strip i,.strip b,.box,.question,ol.steps>li::before{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";

}  // namespace

std::string_view trace_style() { return style; }

}  // namespace quyche::cli
