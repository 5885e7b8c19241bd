import { describe, expect, test } from 'vitest';
import { clientAddress, networkOf } from '@/server/http/client-network';
import { createLimits, LIMITS } from '@/server/limits';

const DAY_MS = 86_400_000;
const NOON_MS = Date.UTC(2026, 10, 23, 12);

function limitsAt(startMs: number) {
  const clock = { nowMs: startMs };
  return { clock, limits: createLimits(() => clock.nowMs) };
}

const countAllowed = (count: number, attempt: () => boolean) =>
  Array.from({ length: count }, attempt).filter(Boolean).length;

describe('limits', () => {
  test('apply to an IPv4 address, and to the /64 of an IPv6 address, in any notation', () => {
    expect(networkOf('::ffff:192.0.2.1')).toEqual({ host: '192.0.2.1', site: null });
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toEqual(networkOf('2001:0db8:0001:0002::9%eth0'));
    expect(networkOf('2001:db8:1:2::1').host).not.toBe(networkOf('2001:db8:1:3::1').host);
    expect(networkOf('2001:db8:1:2::1').site).toBe(networkOf('2001:db8:1:3::1').site);
    expect(networkOf('2001:db8:2::1').site).not.toBe(networkOf('2001:db8:1::1').site);
    expect(networkOf('::1').host).toBe('0:0:0:0');
  });

  test('ignore the port in an address forwarded by a proxy', () => {
    for (const [forwarded, address] of [
      ['192.0.2.1:4711', '192.0.2.1'],
      ['192.0.2.1', '192.0.2.1'],
      ['[2001:db8::1]:4711', '2001:db8::1'],
      ['[2001:db8::1]', '2001:db8::1'],
      ['2001:db8::1', '2001:db8::1'],
      ['203.0.113.9, 192.0.2.1:80', '192.0.2.1'],
      ['', '127.0.0.1'],
    ])
      expect(clientAddress(forwarded, '127.0.0.1', 1), forwarded).toBe(address);
    expect(clientAddress('192.0.2.1', '198.51.100.7', 0)).toBe('198.51.100.7');
    expect(clientAddress('203.0.113.9, 192.0.2.1', '198.51.100.7', 2)).toBe('203.0.113.9');
  });

  test('also apply to each IPv6 /48 and to IPv6 as a whole', () => {
    const { limits } = limitsAt(NOON_MS);
    const { capacity } = LIMITS.create;
    // Each call uses another /64 of the same /48.
    const attemptFrom = (site: string) => (_: unknown, at: number) =>
      limits.allow('create', `2001:db8:${site}:${at.toString(16)}::1`);
    const allowedInSite = Array.from({ length: 40 * capacity }, attemptFrom('1')).filter(Boolean).length;
    expect(allowedInSite).toBe(16 * capacity);
    let allowedInAll = allowedInSite;
    for (let site = 2; site < 40; site += 1)
      allowedInAll += Array.from({ length: 16 * capacity }, attemptFrom(site.toString(16))).filter(Boolean).length;
    expect(allowedInAll).toBe(256 * capacity);
    // IPv4 networks are not affected.
    expect(limits.allow('create', '192.0.2.1')).toBe(true);
  });

  test('allow the capacity of a bucket, then its refill', () => {
    const { clock, limits } = limitsAt(NOON_MS);
    const { capacity, refillMs } = LIMITS.reply;
    expect(countAllowed(20, () => limits.allow('reply', '192.0.2.1'))).toBe(capacity);
    expect(limits.allow('reply', '192.0.2.2')).toBe(true);
    expect(limits.allow('other', '192.0.2.1')).toBe(true);
    clock.nowMs += refillMs - 1;
    expect(limits.allow('reply', '192.0.2.1')).toBe(false);
    clock.nowMs += 1;
    expect(countAllowed(5, () => limits.allow('reply', '192.0.2.1'))).toBe(1);
  });

  test('a clock jump back neither locks anybody out for long nor fills a bucket; a jump ahead fills it once', () => {
    const { clock, limits } = limitsAt(NOON_MS);
    const { capacity, refillMs } = LIMITS.reply;
    countAllowed(20, () => limits.allow('reply', '192.0.2.1'));
    clock.nowMs -= 3_600_000;
    expect(countAllowed(20, () => limits.allow('reply', '192.0.2.1'))).toBe(0);
    clock.nowMs += refillMs;
    expect(countAllowed(20, () => limits.allow('reply', '192.0.2.1'))).toBe(1);
    clock.nowMs += 10 * 3_600_000;
    expect(countAllowed(20, () => limits.allow('reply', '192.0.2.1'))).toBe(capacity);
  });

  test('forget every network each day, together with the hashing key', () => {
    const keys: number[] = [];
    const clock = { nowMs: NOON_MS };
    const limits = createLimits(
      () => clock.nowMs,
      (bytes) => {
        keys.push(bytes);
        return new Uint8Array(bytes).fill(keys.length);
      },
    );
    countAllowed(20, () => limits.allow('reply', '192.0.2.1'));
    clock.nowMs += DAY_MS;
    expect(limits.allow('reply', '192.0.2.1')).toBe(true);
    expect(keys).toEqual([32, 32]);
  });

  test('are separate for each card and for each event token', () => {
    const { clock, limits } = limitsAt(NOON_MS);
    expect(countAllowed(300, () => limits.allowCard('A'))).toBe(120);
    expect(limits.allowCard('B')).toBe(true);
    expect(countAllowed(300, () => limits.allowToken('A', 'X'))).toBe(240);
    expect(limits.allowToken('A', 'Y')).toBe(true);
    expect(limits.allowToken('B', 'X')).toBe(true);
    clock.nowMs += 5_000;
    expect(countAllowed(5, () => limits.allowToken('A', 'X'))).toBe(1);
  });
});
