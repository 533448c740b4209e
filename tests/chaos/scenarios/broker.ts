// The broker is killed with -9 while `serve` pulls and processes, and comes back with what it had on its disk.
import { brokerOfChaos, overKafka } from "../logs.ts";
import { look } from "../look.ts";
import { type Answered, round } from "../round.ts";
import { endWell, onStage, type Played, type Scenario, type Stage } from "./scenario.ts";

export const broker: Scenario = {
  log: "kafka",
  short: false,
  async play(seed) {
    const kafka = await brokerOfChaos();
    if ("skipped" in kafka) return kafka;
    const { crash } = kafka;
    try {
      if (!crash) return { skipped: "the broker is not ours to kill: it needs Java and Maven, and no KAFKA_BROKERS" };
      const log = overKafka(kafka.brokers);
      return await onStage(
        seed,
        "broker",
        { RELEVE_LOG: `kafka://${kafka.brokers}` },
        async (stage): Promise<Played> => {
          const program = await stage.serve();
          await stage.rounds(2);
          const [{ restart }, cut] = await Promise.all([
            afterOneQuestion(stage, crash),
            round(stage.setting, stage.asked, "new"),
          ]);
          const down = await whileDown(stage, cut);
          await restart();
          await completed(stage);
          await stage.rounds(2);
          await endWell(program, stage.setting);
          const { differences } = await look(stage.setting, log, stage.history);
          return { proof: `killed in a round; pulls said ${down.split(/\s/)[0]}`, differences };
        },
      );
    } finally {
      await kafka.stop();
    }
  },
};

/** Kills the broker as soon as the round that begins now has asked something. */
async function afterOneQuestion<T>({ history: { endpoints } }: Stage, kill: () => Promise<T>): Promise<T> {
  const asked = endpoints.servings.length;
  while (endpoints.servings.length === asked) await new Promise((resolve) => setTimeout(resolve, 1));
  return kill();
}

/** The round that was cut, or the next one, says that the log does not answer. */
async function whileDown(stage: Stage, cut: Answered): Promise<string> {
  const answered = cut.whole ? await round(stage.setting, stage.asked, "new") : cut;
  if (!answered.whole && answered.said.includes("RELEVE_LOG_UNAVAILABLE")) return answered.said;
  throw new Error(`without a broker a round said: ${answered.whole ? "all was well" : answered.said}`);
}

/** Rounds until one is answered whole: the first ones may still meet an old connection. */
async function completed(stage: Stage): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) if ((await round(stage.setting, stage.asked, "again")).whole) return;
  throw new Error("no round was answered after the broker was back");
}
