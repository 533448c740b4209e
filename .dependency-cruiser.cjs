/** Wings meet only under the roof: see docs/architecture.md. */
const wings = ["ingestors", "processors", "dashboards", "infra"];
const between = wings.map((wing) => ({
  name: `wing-${wing}`,
  comment: `${wing}/ may import schemas/ only: wings meet in cli/`,
  severity: "error",
  from: { path: `^${wing}/` },
  to: { path: `^(${[...wings.filter((other) => other !== wing), "cli", "tests"].join("|")})/` },
}));
module.exports = {
  forbidden: [
    ...between,
    {
      name: "ground",
      comment: "schemas/ is the ground: it stands on nothing of ours",
      severity: "error",
      from: { path: "^schemas/" },
      to: { path: "^(ingestors|processors|dashboards|infra|cli|tests)/" },
    },
    { name: "no-tests-in-product", severity: "error", from: { pathNot: "^tests/" }, to: { path: "^tests/" } },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
