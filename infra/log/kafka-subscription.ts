// A subscription over Kafka: kafkajs' consumer group, with positions that come from the subscriber and never from the group.
import type { Consumer, ConsumerGroupJoinEvent, EachBatchPayload, Kafka } from "kafkajs";
import type { Subscriber, Subscription, Topic } from "../../schemas/ports.ts";
import type { Signal } from "../../schemas/signals.ts";
import { batchesOf, cursorsOf, type Delivery, deliver } from "./deliver.ts";
import { PATIENT_RETRY } from "./kafka-client.ts";
import { recordOf } from "./kafka-reader.ts";
import { MAX_MESSAGE_BYTES } from "./topics.ts";
import { unavailable } from "./unavailable.ts";

export interface KafkaSubscriptionOptions {
  readonly topic: Topic;
  /** The topic's name in Kafka. */
  readonly name: string;
  readonly group: string;
  readonly subscriber: Subscriber;
  readonly sessionMs: number;
  readonly ends: () => Promise<number[]>;
  readonly signal: Signal | undefined;
}

/** Resolves when the group was joined. */
export async function subscribeKafka(kafka: Kafka, options: KafkaSubscriptionOptions): Promise<Subscription> {
  const consumer = kafka.consumer({
    groupId: options.group,
    sessionTimeout: options.sessionMs,
    heartbeatInterval: Math.min(1_000, options.sessionMs / 6),
    maxWaitTimeInMs: 500, // the default of 5 s makes joining and leaving 8 times slower
    maxBytesPerPartition: MAX_MESSAGE_BYTES,
    maxBytes: 2 * MAX_MESSAGE_BYTES,
    allowAutoTopicCreation: false,
    retry: PATIENT_RETRY,
  });
  const following = new Following(consumer, options);
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: options.name, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => following.take(payload),
    });
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
  return { done: following.done, stop: () => following.stop() };
}

class Following {
  readonly done: Promise<void>;
  private readonly consumer: Consumer;
  private readonly options: KafkaSubscriptionOptions;
  private readonly quit = new AbortController();
  private finish: () => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;
  private held: readonly number[] = [];
  /** How often we joined: what was begun for an earlier assignment is dropped. */
  private joined = 0;
  /** Why the group did not take our last heartbeat: nothing more of that fetch is delivered. */
  private evicted: { readonly error: unknown } | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(consumer: Consumer, options: KafkaSubscriptionOptions) {
    this.consumer = consumer;
    this.options = options;
    this.done = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = (error) => {
        this.quit.abort();
        reject(error);
        void consumer.disconnect().catch(() => undefined);
      };
    });
    consumer.on(consumer.events.GROUP_JOIN, (event) => this.join(event));
    consumer.on(consumer.events.FETCH_START, () => {
      this.evicted = undefined; // what was fetched under the lost assignment is gone
    });
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      this.joined += 1;
      if (restart || this.quit.signal.aborted) return;
      const hint = "End this process and start it again: it goes on where it stopped.";
      this.fail(unavailable(`Following ${options.topic} ended`, hint, error));
    });
  }

  /** Everything stays paused until the subscriber has said where to go on. */
  private join({ payload }: ConsumerGroupJoinEvent): void {
    const partitions = payload.memberAssignment[this.options.name] ?? [];
    this.evicted = undefined;
    this.joined += 1;
    const mine = this.joined;
    this.consumer.pause([{ topic: this.options.name, partitions }]);
    this.turn = this.turn.then(() => this.assign(mine, partitions)).catch((error: Error) => this.fail(error));
  }

  private async assign(mine: number, partitions: readonly number[]): Promise<void> {
    const { topic, name, subscriber, ends } = this.options;
    await this.revoke();
    const goesOn = () => mine === this.joined && !this.quit.signal.aborted;
    if (!goesOn() || partitions.length === 0) return;
    this.held = partitions;
    const said = await subscriber.onAssign(partitions);
    const cursors = cursorsOf(topic, partitions, said, await ends());
    if (!goesOn()) return;
    for (const [partition, offset] of cursors) this.consumer.seek({ topic: name, partition, offset: String(offset) });
    this.consumer.resume([{ topic: name, partitions: [...partitions] }]);
  }

  private async revoke(): Promise<void> {
    const lost = this.held;
    this.held = [];
    if (lost.length > 0) await this.options.subscriber.onRevoke(lost);
  }

  async take({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale }: EachBatchPayload) {
    const { topic, name, subscriber, signal } = this.options;
    const { partition } = batch;
    const delivery: Delivery = {
      topic,
      subscriber,
      signal,
      quit: this.quit.signal,
      goesOn: () => !this.quit.signal.aborted && this.evicted === undefined && isRunning() && !isStale(),
      beat: async () => {
        try {
          await heartbeat();
        } catch (error) {
          this.evicted = { error };
          throw error;
        }
      },
    };
    if (this.evicted === undefined) await delivery.beat();
    for (const records of batchesOf(batch.messages.map((message) => recordOf(partition, message)))) {
      if (!(await deliver(delivery, partition, records))) break;
      const last = Number(records.at(-1)?.offset);
      resolveOffset(String(last));
      // A hint for monitoring. Without arguments nothing would be committed.
      await commitOffsetsIfNecessary({
        topics: [{ topic: name, partitions: [{ partition, offset: String(last + 1) }] }],
      });
    }
    if (this.evicted !== undefined) throw (this.evicted as { error: unknown }).error; // kafkajs joins again
  }

  async stop(): Promise<void> {
    this.quit.abort();
    await this.consumer.disconnect().catch(() => undefined);
    await this.turn;
    await this.revoke();
    this.finish();
  }
}
