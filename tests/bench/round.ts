// A round over a whole network (goal P6): 1,000 endpoints on loopback, one in five hostile, beside what no scheduler can go
// below: all the time that endpoints took over the hands there are, or the longest line of one host.
import { boundOf, ENDPOINTS, grownBy, misjudged, openRound } from "../support/round.ts";
import { type Answer, measure, type Terms } from "./harness.ts";

const OURS = "Relevé: one round, longest first";
const BOUND = "the bound of its own latencies";
/** At most 1.10 times the bound's time: at least so much of its rate. */
export const GOAL_ROUND = 0.91;

export async function benchRound(terms: Terms): Promise<Answer> {
  const network = await openRound();
  let bound = Number.NaN;
  let most = 0;
  try {
    const first = misjudged(await network.round(), "answered"); // nothing is known of it yet: not counted
    if (first !== undefined) throw new Error(`the first round: ${first}`);
    const run = async () => {
      const { value, mib } = await grownBy(network.round);
      const wrong = misjudged(value, "unchanged");
      if (wrong !== undefined) throw new Error(wrong);
      bound = boundOf(value.results);
      most = Math.max(most, mib);
      return value.elapsedMs;
    };
    const answer = await measure(
      {
        name: `a round over ${ENDPOINTS} endpoints, one in five hostile (P6)`,
        unit: "endpoints",
        units: ENDPOINTS,
        contestants: [
          { name: OURS, run },
          { name: BOUND, run: async () => bound },
        ],
        goals: { [OURS]: GOAL_ROUND },
      },
      terms,
    );
    terms.say(`  memory +${most} MiB at most; the healthy ones are all fresh, the hostile all told`);
    return answer;
  } finally {
    await network.close();
  }
}
