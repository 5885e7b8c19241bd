import { describe, expect, test } from 'vitest';
import { readConfig } from '@/server/config';

describe('the environment', () => {
  test('can be empty: SQLite under ./data by default', () => {
    expect(readConfig({ PATH: '/bin' }, '/srv/poignee')).toEqual({
      dataFolder: '/srv/poignee/data',
      databaseUrl: null,
      connections: 10,
      secret: null,
      origin: null,
      proxies: 0,
      visitsPort: null,
      pushOrigins: [],
      registration: 'open',
      maxCards: null,
      maxBytes: null,
    });
    const behindProxies = {
      POIGNEE_DATA: '/var/lib/p',
      POIGNEE_ORIGIN: 'https://cartes.exemple.ca',
      POIGNEE_PROXIES: '2',
    };
    expect(readConfig({ ...behindProxies, POIGNEE_MAX_MEGABYTES: '500', DATABASE_URL: '' }, '/x')).toMatchObject({
      dataFolder: '/var/lib/p',
      databaseUrl: null,
      origin: 'https://cartes.exemple.ca',
      proxies: 2,
      maxBytes: 500_000_000,
    });
  });

  test.each([
    ['DATABASE_URL', 'mysql://x', 'postgresql://user:password@host:5432/database'],
    ['DATABASE_CONNECTIONS', '0', 'a number from 1 to 999'],
    ['POIGNEE_SECRET', 'short', 'at least 32 random characters'],
    ['POIGNEE_ORIGIN', 'https://example.org/path', 'without a path'],
    ['POIGNEE_PROXIES', '-1', '0 to 9'],
    ['POIGNEE_VISITS_PORT', '99999', '1024 to 65535'],
    ['POIGNEE_PUSH_ORIGINS', 'ftp://push', 'separated by commas'],
    ['POIGNEE_REGISTRATION', 'maybe', 'open or closed'],
    ['POIGNEE_MAX_CARDS', '0', '1 or more'],
    ['POIGNEE_MAX_MEGABYTES', '-5', '1 or more'],
  ])('%s=%s is refused with a message that says what is expected', (name, value, expected) => {
    expect(() => readConfig({ [name]: value }, '/x')).toThrow(
      new RegExp(`${name} is not usable: expected .*${expected}`),
    );
    // The value itself is not printed: it may contain a password.
    if (value.length > 4)
      expect(() => readConfig({ [name]: value }, '/x')).not.toThrow(new RegExp(`${name}.*${value}`));
  });

  test('requires the origin behind a proxy: a forged Host would otherwise reach the page that everybody gets', () => {
    expect(() => readConfig({ POIGNEE_PROXIES: '1' }, '/x')).toThrow(/POIGNEE_ORIGIN is needed with POIGNEE_PROXIES/);
    expect(() => readConfig({ POIGNEE_VISITS_PORT: '3001' }, '/x')).toThrow(/POIGNEE_ORIGIN is needed/);
    expect(() => readConfig({ POIGNEE_PROXIES: '0' }, '/x')).not.toThrow();
  });

  test('reports several problems at once; PostgreSQL requires a secret shared by every process', () => {
    const invalidEnvironment = { POIGNEE_ORIGIN: 'x', POIGNEE_PROXIES: 'y' };
    expect(() => readConfig(invalidEnvironment, '/x')).toThrow(/POIGNEE_ORIGIN[\s\S]*POIGNEE_PROXIES/);
    expect(() => readConfig({ DATABASE_URL: 'postgres://h/d' }, '/x')).toThrow(
      /POIGNEE_SECRET is needed with DATABASE_URL/,
    );
  });
});
