import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Axe = { run(options: object): Promise<AxeResults> };

/** Runs axe with all its rules, best practices included, or only `rules`. Returns one line per violation. */
async function findViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const results = await page.evaluate(
    (options) => (window as unknown as { axe: Axe }).axe.run(options),
    rules === undefined ? {} : { runOnly: [...rules] },
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Runs axe in the light theme, then the rule that depends on the theme in the dark one: the themes differ only in colours. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const violations = await findViolations(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  return [...violations, ...(await findViolations(page, ['color-contrast'])).map((line) => `dark: ${line}`)];
}
