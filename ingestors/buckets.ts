// Token buckets: so many at once, and as many again in a minute. Kept in the process, for as long as they are not full.

export interface Buckets {
  /** Takes one out. @throws what the refusal says, when there is none */
  take(key: string): void;
}
/** Above so many, those that are full again are forgotten: a full one and none are the same. */
const KEPT = 10_000;

/**
 * @param most     how many at once, and how many a minute
 * @param refusal  made with the seconds until there is one again
 * @param now      milliseconds, of a clock that only goes forward
 */
export function openBuckets(
  most: number,
  refusal: (retryAfter: number) => Error,
  now: () => number = () => performance.now(),
): Buckets {
  const buckets = new Map<string, { left: number; at: number }>();
  const filled = ({ left, at }: { left: number; at: number }, time: number) =>
    Math.min(most, left + ((time - at) / 60_000) * most);
  return {
    take(key) {
      const at = now();
      const left = filled(buckets.get(key) ?? { left: most, at }, at);
      if (left < 1) throw refusal(Math.ceil(((1 - left) / most) * 60));
      if (buckets.size >= KEPT)
        for (const [name, bucket] of buckets) if (filled(bucket, at) >= most) buckets.delete(name);
      buckets.set(key, { left: left - 1, at });
    },
  };
}
