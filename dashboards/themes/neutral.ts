// The neutral theme: colours by role, light and dark. Paper and ink, one petrol accent, one vermilion index stroke.
// Contrasts were computed: text at least 4.5, graphics at least 3, but for `none`, which has its word.

/** Role → [light, dark]. */
export const ROLES = {
  bg: ["#f5f6f3", "#0f1716"],
  surface: ["#ffffff", "#182221"],
  sunken: ["#eceeea", "#202c2b"],
  line: ["#d5dad5", "#334240"],
  "line-strong": ["#768380", "#7f908d"],
  ink: ["#14201f", "#edf2f0"],
  "ink-2": ["#4a5857", "#b1bfbc"],
  link: ["#00585a", "#7ad3cf"],
  accent: ["#006667", "#5cc4c0"],
  "on-accent": ["#ffffff", "#06201f"],
  needle: ["#c2410c", "#f58a52"],
  focus: ["#1d4ed8", "#9dbcff"],
  "seq-1": ["#669b71", "#44709e"],
  "seq-2": ["#2c826b", "#3389a4"],
  "seq-3": ["#006667", "#49aaa9"],
  "seq-4": ["#004960", "#77cab1"],
  "seq-5": ["#03294f", "#c7e7a8"],
  none: ["#e3e5e2", "#2c3837"],
  "none-line": ["#b9c0bc", "#4c5a58"],
  "hatch-bg": ["#ffffff", "#182221"],
  hatch: ["#6d7775", "#8b9895"],
  grid: ["#dde2de", "#2a3736"],
  track: ["#dfe4e0", "#33413f"],
  ok: ["#12612f", "#86dba0"],
  "ok-bg": ["#e0f2e4", "#12351f"],
  late: ["#7a4b00", "#f3c567"],
  "late-bg": ["#fdeecb", "#3b2b06"],
  cut: ["#a3161c", "#ff9d97"],
  "cut-bg": ["#fde4e2", "#451a1a"],
  held: ["#5b2c98", "#cfb0f7"],
  "held-bg": ["#efe6fa", "#322147"],
  never: ["#8a2a63", "#f3a3cd"],
  "never-bg": ["#fbe5f1", "#42192f"],
  unconnected: ["#4d5957", "#c0cac8"],
  "unconnected-bg": ["#e9ecea", "#2b3736"],
  idle: ["#4d5957", "#c0cac8"],
  "idle-bg": ["#e9ecea", "#2b3736"],
  hand: ["#1c4d8f", "#a5c8f7"],
  "hand-bg": ["#e2ecfa", "#182f4d"],
} as const satisfies Record<string, readonly [string, string]>;

const column = (index: 0 | 1) =>
  Object.entries(ROLES)
    .map(([role, shades]) => `--${role}:${shades[index]}`)
    .join(";");

/** Roles and scales as CSS variables: the device's choice, unless the reader made one (`data-theme` on html). */
export const NEUTRAL = `
:root{color-scheme:light;${column(0)};
--t-0:.8125rem;--t-1:.875rem;--t-2:1rem;--t-3:1.125rem;--t-4:1.3125rem;--t-5:1.75rem;--t-6:2.25rem;
--s-1:.25rem;--s-2:.5rem;--s-3:.75rem;--s-4:1rem;--s-5:1.5rem;--s-6:2rem;--s-7:3rem;--radius:.5rem}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${column(1)}}}
:root[data-theme=dark]{color-scheme:dark;${column(1)}}
`;
