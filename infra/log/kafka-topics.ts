// Kafka's topics: made when missing, and checked when there, since wrong settings lose records silently.
import { setTimeout as sleep } from "node:timers/promises";
import kafkajs, { type Admin } from "kafkajs";
import { ReleveError } from "../../schemas/errors.ts";
import { PARTITIONS, type Topic } from "../../schemas/ports.ts";
import { unfinished } from "./restoring.ts";
import { ALL_TOPICS, topicSettings } from "./topics.ts";

export type Stamps = "append" | "create";
type NameOf = (name: Topic | typeof RESTORING) => string;

/** An empty topic whose name goes on with the backup's id: a restore was begun and did not end. See restoring.ts. */
export const RESTORING = "releve.restoring.";
/** The backup that is being restored, by the names of all topics; `undefined`: none. */
export const markIn = (names: Iterable<string>, nameOf: NameOf): string | undefined =>
  [...names].find((name) => name.startsWith(nameOf(RESTORING)))?.slice(nameOf(RESTORING).length);

/**
 * @param restoring  the backup that the caller restores
 * @throws {ReleveError} RELEVE_CONFIG naming every topic and setting that differs; RELEVE_RESTORE_UNFINISHED.
 */
export async function ensureTopics(admin: Admin, nameOf: NameOf, timestamps: Stamps, restoring?: string) {
  const there = new Set(await admin.listTopics());
  const mark = markIn(there, nameOf);
  if (mark !== undefined && mark !== restoring) throw unfinished("The log in Kafka", mark);
  const missing = ALL_TOPICS.filter((topic) => !there.has(nameOf(topic)));
  if (missing.length > 0) await create(admin, missing, nameOf, timestamps);
  const wrong = await differences(admin, nameOf, timestamps);
  if (wrong.length === 0) return;
  throw new ReleveError(
    "RELEVE_CONFIG",
    `Topics in Kafka do not have the settings that keep the log whole: ${wrong.join("; ")}.`,
    "Set them with kafka-configs.sh, or let Relevé create the topics itself. The number of partitions can never change.",
  );
}

async function create(admin: Admin, topics: readonly Topic[], nameOf: NameOf, timestamps: Stamps) {
  const wanted = topics.map((topic) => ({
    topic: nameOf(topic),
    numPartitions: PARTITIONS,
    replicationFactor: -1, // the broker's default
    configEntries: Object.entries(settingsOf(topic, timestamps)).map(([name, value]) => ({ name, value })),
  }));
  try {
    await admin.createTopics({ topics: wanted, waitForLeaders: false, timeout: 8_000 });
  } catch (error) {
    const there = new Set(await admin.listTopics()); // another process may have been faster
    if (!wanted.every(({ topic }) => there.has(topic))) throw error;
  }
  await led(admin, topics.map(nameOf));
}

/** Waits until every partition answers; kafkajs' own waiting gives up when a new topic is not known yet. */
async function led(admin: Admin, names: readonly string[]): Promise<void> {
  const answers = (name: string) =>
    admin.fetchTopicOffsets(name).then(
      (partitions) => partitions.length > 0,
      () => false,
    );
  for (const name of names) for (let tries = 0; tries < 80 && !(await answers(name)); tries += 1) await sleep(50);
}

/** A simulated clock may run far ahead; brokers refuse that by default. */
export function settingsOf(topic: Topic, timestamps: Stamps): Readonly<Record<string, string>> {
  const settings = topicSettings(topic, timestamps);
  return timestamps === "append" ? settings : { ...settings, "message.timestamp.after.max.ms": "9223372036854775807" };
}

/** Each topic and setting that is not as it should be. */
export async function differences(
  admin: Admin,
  nameOf: NameOf,
  timestamps: Stamps,
  of = ALL_TOPICS,
): Promise<string[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: of.map(nameOf) });
  const counts = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: of.map((topic) => ({ type: kafkajs.ConfigResourceTypes.TOPIC, name: nameOf(topic) })),
  });
  return of.flatMap((topic) => {
    const name = nameOf(topic);
    const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
    const actual = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    const found = Object.entries(topicSettings(topic, timestamps))
      .filter(([setting, value]) => actual.get(setting) !== value)
      .map(([setting, value]) => `${name}: ${setting} is ${actual.get(setting) ?? "unset"}, should be ${value}`);
    const count = counts.get(name) ?? 0;
    return count === PARTITIONS ? found : [`${name}: ${count} partitions, should be ${PARTITIONS}`, ...found];
  });
}
