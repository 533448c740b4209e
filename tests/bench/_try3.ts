import { openPlace } from "./place.ts";
import { fillTopic, followTopic, SNAPSHOTS } from "./native.ts";
import { generate } from "./generate.ts";
import { Reference, sumOf, assertEqual } from "./reference.ts";
const place = await openPlace();
try {
const brokers = (await place.kafka())!;
const load = { startups: 20, cells: 1000, statements: 50, changing: 1, seed: 1 };
const ref = new Reference(); for (const g of generate(load)) ref.see(g);
const filled = await fillTopic(brokers, load);
console.log(filled);
for (let i = 0; i < 3; i++) {
const wh = await place.warehouse();
const cpu = process.cpuUsage();
const ms = await followTopic(wh, brokers, filled);
const used = process.cpuUsage(cpu);
console.log("native", Math.round(ms), "ms", Math.round(ref.snapshots.rows / ms), "k cells/s; cpu", ((used.user + used.system) / 1e6).toFixed(1));
assertEqual("native", await sumOf(wh, SNAPSHOTS), ref.snapshots);
await place.drop(wh);
}
} finally { await place.close(); }
process.exit(0);
