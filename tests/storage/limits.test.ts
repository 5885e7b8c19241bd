import { describe, expect, test } from 'vitest';
import { createLimits, LIMITS, prefixOf } from '@/lib/server/limits';

const DAY_MS = 86_400_000;
const NOON_MS = Date.UTC(2026, 10, 23, 12);

function limitsAt(startMs: number) {
  const clock = { nowMs: startMs };
  return { clock, limits: createLimits(() => clock.nowMs) };
}

const times = (count: number, once: () => boolean) => Array.from({ length: count }, once).filter(Boolean).length;

describe('limits', () => {
  test('count an IPv4 address, and the /64 an IPv6 address is in, however it is written', () => {
    expect(prefixOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(prefixOf('2001:db8:1:2:3:4:5:6')).toBe(prefixOf('2001:0db8:0001:0002::9%eth0'));
    expect(prefixOf('2001:db8:1:2::1')).not.toBe(prefixOf('2001:db8:1:3::1'));
    expect(prefixOf('::1')).toBe('0:0:0:0');
  });

  test('let through what a bucket holds, then what it regains', () => {
    const { clock, limits } = limitsAt(NOON_MS);
    const { capacity, refillMs } = LIMITS.reply;
    expect(times(20, () => limits.allow('reply', '192.0.2.1'))).toBe(capacity);
    expect(limits.allow('reply', '192.0.2.2')).toBe(true);
    expect(limits.allow('other', '192.0.2.1')).toBe(true);
    clock.nowMs += refillMs - 1;
    expect(limits.allow('reply', '192.0.2.1')).toBe(false);
    clock.nowMs += 1;
    expect(times(5, () => limits.allow('reply', '192.0.2.1'))).toBe(1);
  });

  test('a clock that jumps back neither locks anybody out for long nor fills a bucket; one that jumps ahead fills it once', () => {
    const { clock, limits } = limitsAt(NOON_MS);
    const { capacity, refillMs } = LIMITS.reply;
    times(20, () => limits.allow('reply', '192.0.2.1'));
    clock.nowMs -= 3_600_000;
    expect(times(20, () => limits.allow('reply', '192.0.2.1'))).toBe(0);
    clock.nowMs += refillMs;
    expect(times(20, () => limits.allow('reply', '192.0.2.1'))).toBe(1);
    clock.nowMs += 10 * 3_600_000;
    expect(times(20, () => limits.allow('reply', '192.0.2.1'))).toBe(capacity);
  });

  test('forget everybody each day, with the key they were known by', () => {
    const keys: number[] = [];
    const clock = { nowMs: NOON_MS };
    const limits = createLimits(
      () => clock.nowMs,
      (bytes) => {
        keys.push(bytes);
        return new Uint8Array(bytes).fill(keys.length);
      },
    );
    times(20, () => limits.allow('reply', '192.0.2.1'));
    clock.nowMs += DAY_MS;
    expect(limits.allow('reply', '192.0.2.1')).toBe(true);
    expect(keys).toEqual([32, 32]);
  });

  test('a card’s own, and an evening’s token’s, are theirs alone', () => {
    const { clock, limits } = limitsAt(NOON_MS);
    expect(times(300, () => limits.allowCard('A'))).toBe(120);
    expect(limits.allowCard('B')).toBe(true);
    expect(times(300, () => limits.allowToken('A', 'X'))).toBe(240);
    expect(limits.allowToken('A', 'Y')).toBe(true);
    expect(limits.allowToken('B', 'X')).toBe(true);
    clock.nowMs += 5_000;
    expect(times(5, () => limits.allowToken('A', 'X'))).toBe(1);
  });
});
