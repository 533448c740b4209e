// Style of the pages of territories, metrics and search: groups of a table, gauges in cells, the finder.

export const PLACES = `
.group th{background:var(--sunken);font-size:var(--t-0);font-weight:700;padding-left:var(--s-3)}
.cards .more td{color:var(--ink-2);font-size:var(--t-0)}
.cards td>div>small{white-space:normal}
.stack{display:flex;flex-direction:column;gap:var(--s-4);min-width:0}.stack .panel-foot{margin-top:0}
td .gauge{min-width:8rem}
.finder label{display:block;font-size:var(--t-0);color:var(--ink-2);margin-bottom:var(--s-1)}
.finder .search button{font-size:var(--t-1)}
.pager{display:flex;flex-wrap:wrap;gap:var(--s-2) var(--s-4);align-items:baseline;font-size:var(--t-1)}
.cut-mark::before{content:"";display:inline-block;width:3px;height:.9em;background:var(--needle);margin-right:var(--s-2);vertical-align:-.1em}
@media (max-width:42rem){.cards .group th{padding:var(--s-2) var(--s-3)}.cards .n{text-align:left}.cards .blank{display:none}.cards tbody tr.group{padding-block:0;border:0;margin-top:var(--s-3)}.cards .more td{display:block}.cards td>div{min-width:0;width:100%}}
`;
