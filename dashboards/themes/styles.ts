// The style sheet: one file, roles only, no image, no font. Breaks at 62 rem (one column) and 42 rem (phone).
import { createHash } from "node:crypto";
import { NETWORK } from "./network.ts";
import { NEUTRAL } from "./neutral.ts";
import { PLACES } from "./places.ts";

const BASE = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--bg);color:var(--ink);font:400 1rem/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
h1,h2,h3,p,ul,ol,dl,dd,figure,fieldset{margin:0;padding:0}
h1{font-size:var(--t-5);line-height:1.2;font-weight:700;text-wrap:balance}
h2{font-size:var(--t-3);line-height:1.3;font-weight:700}
h3{font-size:var(--t-2);line-height:1.35;font-weight:700}
a{color:var(--link);text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
main:focus{outline:none}
.wrap{max-width:76rem;margin-inline:auto;padding-inline:1.5rem}
.skip{position:absolute;left:-999rem;top:0;background:var(--surface);padding:var(--s-2) var(--s-4);z-index:2}
.skip:focus{left:0}
.quiet,.sub,.of,.under,.dated,small{color:var(--ink-2)}
.sub,.of,.under,.quiet{font-size:var(--t-1)}
.absent{color:var(--ink-2);font-style:italic}
.good{color:var(--ok)}.bad{color:var(--cut)}
code{font:var(--t-0)/1.4 ui-monospace,"Liberation Mono",monospace;overflow-wrap:anywhere}
`;
const FRAME = `
.top{background:var(--surface);border-bottom:1px solid var(--line)}
.top-row{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s-3) var(--s-5);padding-top:var(--s-3)}
.brand{display:flex;align-items:center;gap:var(--s-3);margin-right:auto;color:var(--ink);text-decoration:none}
.brand b{display:block;font-size:var(--t-4);line-height:1.2}
.brand small{display:block;font-size:var(--t-0)}
.dial{flex:none}.dial-arc{stroke:var(--accent)}.dial-ticks{stroke:var(--ink-2)}.dial-needle{stroke:var(--needle)}.dial-hub{fill:var(--needle)}
.search-box{flex:0 1 20rem}.search{display:flex}
.search input[type=search]{flex:1;min-width:0;border-radius:var(--radius) 0 0 var(--radius);border-right:0}
.search button{border-radius:0 var(--radius) var(--radius) 0;padding-inline:var(--s-3);display:flex;align-items:center}
.search svg{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round}
.choices{display:flex;gap:var(--s-4);align-items:center;font-size:var(--t-1);position:relative}
.choices a,.choices summary{color:var(--ink);text-decoration:underline;text-underline-offset:.25em;padding-block:var(--s-1)}
.theme summary{cursor:pointer;list-style:none}.theme summary::-webkit-details-marker{display:none}
.theme form{position:absolute;right:0;top:100%;z-index:1;background:var(--surface);border:1px solid var(--line-strong);border-radius:var(--radius);padding:var(--s-4);min-width:13rem}
.theme fieldset{border:0;margin-bottom:var(--s-3)}.theme legend{color:var(--ink-2);margin-bottom:var(--s-2);padding:0}.theme label{display:block;padding-block:var(--s-1)}
input[type=search],input[type=date],.field input,.field textarea,select,button{font:inherit;font-size:var(--t-1);color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:var(--radius);padding:.5rem .75rem;min-height:2.5rem;max-width:100%}
input::placeholder{color:var(--ink-2);opacity:1}
button{color:var(--link);border-color:var(--accent);font-weight:600;cursor:pointer}
button:hover{background:var(--accent);color:var(--on-accent)}
.menu ul{display:flex;flex-wrap:wrap;gap:0 var(--s-5);list-style:none;margin-top:var(--s-2)}
.menu a{display:block;padding:var(--s-3) 0 var(--s-2);border-bottom:4px solid transparent;color:var(--ink);font-weight:600;text-decoration:none}
.menu a:hover{border-color:var(--line-strong)}
.menu a[aria-current]{border-color:var(--needle);font-weight:700}
.demo{background:var(--late-bg);color:var(--late);border-bottom:1px solid var(--late);font-size:var(--t-1)}
.demo p{padding-block:var(--s-2)}
.known{position:sticky;top:0;z-index:1;background:var(--held-bg);color:var(--held);border-bottom:1px solid var(--held);font-size:var(--t-1)}
.known p{padding-block:var(--s-2)}.known a{color:var(--held)}
html:has(.known){scroll-padding-top:5rem}
main{flex:1;width:100%;padding-block:var(--s-5) var(--s-7);display:block}
main>*+*{margin-top:var(--s-4)}
.hero{display:grid;grid-template-columns:1fr 1fr;gap:var(--s-5) var(--s-6)}
.lead{font-size:var(--t-3);color:var(--ink-2);margin-top:var(--s-3);max-width:44rem}
.moved{border-left:4px solid var(--needle);padding-left:var(--s-4)}
.moved p{padding-block:var(--s-2)}.moved p+p{border-top:1px solid var(--line)}
.crumbs ol{display:flex;flex-wrap:wrap;list-style:none;font-size:var(--t-0);gap:var(--s-1) var(--s-2)}
.crumbs li+li::before{content:"/";color:var(--ink-2);margin-right:var(--s-2)}
.chips{display:flex;flex-wrap:wrap;align-items:center;gap:var(--s-2) var(--s-3)}
.bar{background:var(--sunken);border-radius:var(--radius);padding:var(--s-3) var(--s-4);display:flex;flex-wrap:wrap;gap:var(--s-3) var(--s-6);align-items:end;justify-content:space-between;font-size:var(--t-1)}
.bar-fields{display:flex;flex-wrap:wrap;gap:var(--s-3);align-items:end}
.bar label span{display:block;color:var(--ink-2);font-size:var(--t-0);margin-bottom:var(--s-1)}
.bottom{background:var(--surface);border-top:1px solid var(--line);padding-block:var(--s-5);font-size:var(--t-0);color:var(--ink-2)}
.bottom ul{display:flex;flex-wrap:wrap;gap:var(--s-2) var(--s-5);list-style:none;margin-bottom:var(--s-4);font-size:var(--t-1)}
`;
const PARTS = `
.section-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:var(--s-1) var(--s-4);margin-top:var(--s-6)}
.section-head h2{font-size:var(--t-4)}.section-head p{font-size:var(--t-1);color:var(--ink-2)}
.grid-2,.grid-3,.grid-8-5,.figs{display:grid;gap:var(--s-4)}
.grid-2{grid-template-columns:repeat(2,minmax(0,1fr))}.grid-3{grid-template-columns:repeat(3,minmax(0,1fr))}.grid-8-5{grid-template-columns:minmax(0,8fr) minmax(0,5fr)}
.panel,.fig{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:var(--s-5);min-width:0;display:flex;flex-direction:column;gap:var(--s-2)}
.panel-head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:start;gap:var(--s-1) var(--s-4)}
.panel-foot{display:flex;flex-wrap:wrap;gap:var(--s-2) var(--s-5);border-top:1px solid var(--line);padding-top:var(--s-3);margin-top:auto;font-size:var(--t-1)}
.panel-foot details{min-width:0}.panel-foot details[open]{flex-basis:100%}
summary{color:var(--link);cursor:pointer}
.plain{padding:var(--s-2) 0 0 var(--s-4);list-style:disc}
.figs{grid-template-columns:repeat(auto-fill,minmax(15.5rem,1fr));list-style:none}
.fig{padding:var(--s-4);gap:var(--s-1)}
.fig h3{font-size:var(--t-1)}.fig h3 a{color:var(--ink)}
.fig-value .value,.headline,.headline strong{font-size:var(--t-6);line-height:1.15;font-weight:700;display:block}
.fig-people{font-size:var(--t-1)}
.fig-foot{margin-top:auto;padding-top:var(--s-3);font-size:var(--t-1);display:flex;flex-direction:column;gap:var(--s-1);align-items:flex-start}
.former{color:var(--ink-2)}
.ratio{display:flex;flex-wrap:wrap;gap:var(--s-4) var(--s-6);margin-bottom:var(--s-2)}
.facts{display:flex;flex-direction:column;gap:var(--s-4)}
.facts dt{font-size:var(--t-0);color:var(--ink-2)}.facts dd+dt{margin-top:var(--s-3)}
.facts .value,.series-value .value{font-size:var(--t-5);line-height:1.2;font-weight:700}
.dated{font-size:var(--t-0);padding-bottom:var(--s-2)}
.note{font-size:var(--t-1);border-left:3px solid var(--line-strong);padding-left:var(--s-3);margin-top:var(--s-1)}
.note-held{border-color:var(--held);color:var(--held)}.note-late{border-color:var(--late);color:var(--late)}
.definition{font-size:var(--t-1);color:var(--ink-2)}.refusals{margin-top:var(--s-2)}.refusals b{color:var(--ink)}.refusals dt{font-weight:600}.refusals dd{margin-bottom:var(--s-1)}
.rows{font-size:var(--t-1)}.rows>div{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:var(--s-1) var(--s-4);padding-block:var(--s-2)}.rows>div+div{border-top:1px solid var(--line)}
.rows dt{color:var(--ink-2)}.rows dd p+p{margin-top:var(--s-1)}
.sources>*+*{margin-top:var(--s-4)}
.chip{display:inline-flex;align-items:center;gap:.35rem;border:1px solid;border-radius:1rem;padding:.05rem .6rem;font-size:var(--t-0);font-weight:700;white-space:nowrap}
.chip svg{flex:none;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
${["ok", "late", "cut", "held", "never", "unconnected", "idle", "hand"].map((state) => `.chip-${state}{color:var(--${state});background:var(--${state}-bg)}`).join("")}
.mark{display:inline-flex;align-items:center;gap:.3rem;font-size:var(--t-0);font-weight:700;white-space:nowrap;color:var(--ink-2)}
.mark svg{fill:none;stroke:currentColor;stroke-width:2}.mark-impact{color:var(--link)}.mark-impact svg{fill:currentColor}
.chain{display:grid;grid-template-columns:repeat(5,1fr);gap:var(--s-4);list-style:none;padding-block:var(--s-2)}
.chain li{border-left:3px solid var(--line);padding-left:var(--s-4)}.chain li:last-child{border-color:var(--needle)}
.chain-5{grid-template-columns:repeat(5,1fr)}.lines{list-style:none}.lines li{padding-block:var(--s-2)}.lines li+li{border-top:1px solid var(--line)}
.report-grid{grid-template-rows:auto 1fr}.report-grid #services{grid-row:span 2}.report-grid #corriges{grid-column:1/-1}
.beside ul{display:flex;flex-wrap:wrap;gap:var(--s-2) var(--s-4);list-style:none;margin-top:var(--s-3);font-size:var(--t-1)}
.chain strong{display:block;font-size:var(--t-5);line-height:1.2}.chain span{font-size:var(--t-0);color:var(--ink-2)}
.annotations{list-style:none;counter-reset:a;font-size:var(--t-1)}
.annotations li{counter-increment:a;position:relative;padding:.2rem 0 .2rem 2rem;min-height:1.7rem}
.annotations li::before{content:counter(a);position:absolute;left:0;top:.2rem;width:1.35rem;height:1.35rem;border-radius:50%;background:var(--ink);color:var(--bg);font-size:.75rem;font-weight:700;display:grid;place-items:center}
.milestone-note{display:flex;gap:var(--s-2);align-items:flex-start;font-size:var(--t-1)}.milestone-note svg{flex:none}
`;
const QUALITY = `
.alert{background:var(--cut-bg);color:var(--cut);border:1px solid var(--cut);border-left-width:5px;border-radius:var(--radius);padding:var(--s-4) var(--s-5)}
.alert h2{font-size:var(--t-2)}.alert ul{padding-left:var(--s-4);margin-top:var(--s-2)}.alert a{color:inherit}
.fig-name{font-size:var(--t-1)}.measures .value{display:inline;margin-right:var(--s-2);overflow-wrap:anywhere}
.states,.strip-legend{display:flex;flex-wrap:wrap;gap:var(--s-2) var(--s-4);list-style:none;align-items:center;font-size:var(--t-1)}
.states a[aria-current]{font-weight:700;border-bottom:4px solid var(--needle)}
.strip{display:block;height:14px}.strip-legend .strip{display:inline-block}
.strip-o{fill:var(--ok)}.strip-l{fill:var(--late)}.strip-h{fill:var(--held)}.strip-m{fill:none;stroke:var(--cut)}.strip-none{fill:none;stroke:var(--line-strong);stroke-width:2}
.contents ul{display:flex;flex-wrap:wrap;gap:var(--s-2) var(--s-5);list-style:none;font-size:var(--t-1)}
.prose p{max-width:44rem}.prose dt{font-weight:600;color:var(--ink)}.prose .chip{white-space:normal}
`;
const FORMS = `
.form{display:flex;flex-direction:column;gap:var(--s-4);align-items:flex-start}.form>*{max-width:44rem;width:100%}.form>button{width:auto}
.form fieldset{border:0;min-width:0}.form legend{font-weight:700;padding:0;margin-bottom:var(--s-2)}
.field{display:flex;flex-direction:column;gap:var(--s-1);min-width:0}.field label{font-weight:600}.field textarea{min-height:8rem;font-family:ui-monospace,"Liberation Mono",monospace}
.hint{font-size:var(--t-1);color:var(--ink-2)}.error{font-size:var(--t-1);font-weight:600;color:var(--cut)}.field [aria-invalid]{border-color:var(--cut);border-width:2px}
.ways{display:flex;flex-direction:column;gap:var(--s-3)}.way{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 var(--s-3)}.way label{font-weight:600}.way .hint{grid-column:2}
.figure-row{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,1fr) minmax(0,1fr) minmax(0,1.4fr);gap:var(--s-3);align-items:start}.form .wide{max-width:none}
.done{background:var(--ok-bg);color:var(--ok);border:1px solid var(--ok);border-radius:var(--radius);padding:var(--s-3) var(--s-4)}.done a{color:inherit}
.secret{display:block;font-size:var(--t-2);padding:var(--s-3);background:var(--sunken);border-radius:var(--radius);overflow-wrap:anywhere}pre{overflow-x:auto;background:var(--sunken);border-radius:var(--radius);padding:var(--s-3)}pre code{overflow-wrap:normal}
.buttons{display:flex;flex-wrap:wrap;gap:var(--s-2)}@media (max-width:42rem){.figure-row{grid-template-columns:minmax(0,1fr)}}
`;
const DRAWINGS = `
.chart svg{display:block;width:100%;height:auto}.chart-narrow,.chart svg.chart-narrow{display:none}
.tick{font-size:12px;fill:var(--ink-2)}.end-label{font-size:13px;font-weight:700;fill:var(--ink)}
.halo{paint-order:stroke;stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}
.grid{stroke:var(--grid)}.axis{stroke:var(--line-strong)}
.curve{fill:none;stroke:var(--accent);stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}.end{fill:var(--accent)}
.stem{stroke:var(--ink-2);stroke-dasharray:2 3}.disc{fill:var(--ink)}.disc-number{fill:var(--bg);font-size:11px;font-weight:700}
.milestone{stroke:var(--needle);stroke-width:2.4}.ring{fill:var(--surface);stroke:var(--needle);stroke-width:3}
.gauge{display:block;overflow:visible;margin-block:var(--s-2)}.track{fill:var(--track)}.fill{fill:var(--accent)}
.bars{list-style:none;font-size:var(--t-1)}
.bars li{display:grid;grid-template-columns:minmax(0,11rem) minmax(0,1fr) minmax(3.5rem,auto);gap:var(--s-3);align-items:center;padding-block:.25rem}
.bar-value{text-align:right}.bars svg{display:block}.spark{display:block}
.scroll{overflow-x:auto;max-height:26rem;overflow-y:auto;margin-top:var(--s-2)}
table{border-collapse:collapse;width:100%;font-size:var(--t-1)}
caption{text-align:left;color:var(--ink-2);font-size:var(--t-0);padding-bottom:var(--s-2)}
thead th{font-size:var(--t-0);text-align:left;vertical-align:bottom;border-bottom:2px solid var(--line-strong);padding:var(--s-2) var(--s-3) var(--s-2) 0}
tbody th,td{text-align:left;font-weight:400;border-bottom:1px solid var(--line);padding:var(--s-2) var(--s-3) var(--s-2) 0;vertical-align:top}
.n{text-align:right}th.n:last-child,td.n:last-child{padding-right:var(--s-2)}
.bytes{display:block}.bytes+.bytes{margin-top:var(--s-2)}
.cards tbody th{font-weight:700}.cards small{display:block;font-size:var(--t-0);font-weight:400}
`;
const NARROW = `
@media (max-width:62rem){.hero,.grid-2,.grid-3,.grid-8-5{grid-template-columns:minmax(0,1fr)}.report-grid{grid-template-rows:none}.report-grid #services{grid-row:auto}}
@media (min-width:42.01rem) and (max-width:62rem){.grid-3{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media (max-width:42rem){
.wrap{padding-inline:1rem}.brand small{display:none}
.top-row{gap:var(--s-3)}.search-box{flex:1 0 100%;order:3}
.menu{padding:0}.menu ul{display:grid;grid-template-columns:repeat(3,1fr);gap:0;border-top:1px solid var(--line);margin-top:var(--s-3)}
.menu li{border-left:1px solid var(--line);border-bottom:1px solid var(--line)}.menu a{text-align:center;font-size:var(--t-1);padding:var(--s-3) var(--s-1) var(--s-2);height:100%}
h1{font-size:1.5rem}
.panel{padding:var(--s-4)}.figs{grid-template-columns:minmax(0,1fr)}
.bar{display:block}.bar-words{margin-top:var(--s-3)}.bar-fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));align-items:end}.bar-fields button{grid-column:1/-1}.bar input,.bar select{width:100%;padding-inline:var(--s-2);font-size:var(--t-0)}
.chain{grid-template-columns:minmax(0,1fr);gap:var(--s-2)}.chain li{display:flex;gap:var(--s-3);align-items:baseline}.chain strong{min-width:2.5rem}
.chart svg.chart-wide{display:none}.chart svg.chart-narrow{display:block}
.bars li{grid-template-columns:minmax(0,1fr) auto;gap:0 var(--s-3)}.bars svg{grid-row:2;grid-column:1/3}
.rows>div{grid-template-columns:minmax(0,1fr)}
.cards,.cards tbody,.cards tr,.cards th,.cards td{display:block}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tbody tr{border-top:1px solid var(--line-strong);padding-block:var(--s-3)}.cards tbody tr:first-child{border-top:0}
.cards tbody th,.cards td{border:0;padding:.2rem 0}.cards tbody th{font-size:var(--t-2)}
.chip{white-space:normal}.cards td{display:grid;grid-template-columns:minmax(0,7.5rem) minmax(0,1fr);gap:0 var(--s-2)}.cards td::before{content:attr(data-l);color:var(--ink-2)}.cards td>*{grid-column:2;justify-self:start}.cards td::before{grid-column:1;grid-row:1}
.spark,.cards .strip{max-width:100%}
}
@media print{.top,.bar,.skip,.bottom nav{display:none}body{background:none}.panel,.fig{break-inside:avoid}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (forced-colors:active){.curve{stroke:CanvasText}.fill{fill:Highlight}.track{fill:GrayText}}
`;

/** The whole style sheet. */
export const STYLES = [NEUTRAL, BASE, FRAME, PARTS, QUALITY, FORMS, DRAWINGS, NARROW, NETWORK, PLACES]
  .join("")
  .replace(/\n/g, "");

/** Its address changes with its content: it can be kept for ever. */
export const STYLES_PATH = `/styles.css?v=${createHash("sha256").update(STYLES).digest("base64url").slice(0, 12)}`;
