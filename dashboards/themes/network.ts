// The style of what the pages about the network add: cards of figures, maps, lists to choose from, portfolios, their print.

const CLASSES = [1, 2, 3, 4, 5].map((of) => `.seq-${of}{fill:var(--seq-${of})}`).join("");

export const NETWORK = `
.four{display:flex;flex-direction:column;gap:var(--s-3)}
.figs-4{grid-template-columns:repeat(4,minmax(0,1fr))}
.four .panel-foot{border:0;padding:0;margin:0}
.fig h3 a{color:var(--ink)}.four .fig-value strong{font-size:var(--t-6);line-height:1.15;font-weight:700}.four .fig-foot{font-size:var(--t-1)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:var(--s-1) var(--s-4);font-size:var(--t-0);margin-block:var(--s-1)}
.legend li{display:flex;align-items:center;gap:var(--s-2)}
.legend-2{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--s-1) var(--s-2)}.legend-2 li{gap:.3rem;flex-wrap:wrap}
.swatch,.stacked{flex:none;display:block}.stacked rect{stroke:var(--surface);stroke-width:1}
${CLASSES}
.none{fill:var(--none);stroke:var(--none-line)}
.hatch{fill:url(#hatch);stroke:var(--hatch)}.hatch-ground{fill:var(--hatch-bg)}.hatch-line{fill:var(--hatch)}
.swatch .hatch{fill:var(--hatch-bg);stroke:var(--hatch);stroke-dasharray:2 1.5}
.map{display:block;width:100%;height:auto}
.map path{stroke:var(--surface);stroke-width:2.5;stroke-linejoin:round}.map .inset path{stroke-width:.6}
.map path.none{stroke:var(--none-line)}.map a:hover path{stroke:var(--needle);stroke-width:5}.map .inset a:hover path{stroke-width:1.4}
.map-label{font-size:36px;fill:var(--ink-2);text-anchor:middle}
.notes{margin-top:var(--s-2);font-size:var(--t-0)}
.events{font-size:var(--t-1)}
.reference{fill:var(--needle)}
.tag{border:1px solid var(--line-strong);border-radius:.25rem;padding:.05rem .5rem;font-size:var(--t-0)}
.choose{display:flex;flex-wrap:wrap;gap:var(--s-3);align-items:end;font-size:var(--t-1);background:var(--sunken);border-radius:var(--radius);padding:var(--s-3) var(--s-4)}
.choose label{min-width:0;max-width:100%}.choose label span{display:block;color:var(--ink-2);font-size:var(--t-0);margin-bottom:var(--s-1)}
.choose select{max-width:15rem;width:100%}.choose>a{padding-block:.5rem}
.orders{font-size:var(--t-1)}.pager{display:flex;flex-wrap:wrap;gap:var(--s-2) var(--s-5);font-size:var(--t-1);padding-top:var(--s-2)}
.group th{background:var(--sunken);font-size:var(--t-0);padding-left:var(--s-3)}
.on-time{min-width:7rem}.on-time .gauge{margin-block:var(--s-1)}
.two th{font-weight:700;width:40%}.two small{display:block;font-size:var(--t-0)}.facts small{display:block}
@media (max-width:62rem){.figs-4{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media (max-width:42rem){
.figs-4,.legend-2{grid-template-columns:minmax(0,1fr)}.legend-2{grid-template-columns:repeat(2,minmax(0,1fr))}
.choose,.choose label{display:block}.choose label+label,.choose button{margin-top:var(--s-2)}.choose select,.choose input{max-width:none;width:100%}
.choose>a{display:inline-block;margin-left:var(--s-3)}
.cards .group th{padding:var(--s-2) var(--s-3)}
}
@media (max-width:22rem){.menu ul{grid-template-columns:repeat(2,1fr)}}
@media print{
.bar{display:block;background:none;padding:0}.bar-fields{display:none}.legend-2{grid-template-columns:minmax(0,1fr)}
.choose,.orders,.pager,.panel-foot,.crumbs,.search-box,.choices,.demo{display:none}
main,.panel,.fig{border-color:#999;break-inside:auto}.group,tr,.fig{break-inside:avoid}
.figs-4{grid-template-columns:repeat(4,1fr)}.hero{grid-template-columns:1fr 1fr}
.map path,.seq-1,.seq-2,.seq-3,.seq-4,.seq-5,.fill,.track,.events{font-size:var(--t-1)}
.reference{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:.8rem}.wrap{max-width:none}
}
`;
