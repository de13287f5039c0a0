import { expect as baseExpect, test as base, type Page } from '@playwright/test';
import { connectionOrStart } from '../../scripts/lib/postgres.mjs';
import { openSql, type Sql } from '../../lib/server/testing/sql';
import { clickByKeyboard } from './by-keyboard';

/** Patience is no claim about speed: a busy machine is not a broken desk. */
const PATIENCE = { expectation: 20_000, test: 90_000 };

export const expect = baseExpect.configure({ timeout: PATIENCE.expectation });

interface Own {
  /** The database of the desk under test, as the role that runs the app. */
  readonly sql: Sql;
  /** What the browser's console may say in this file; anything else it complains of fails the test. */
  readonly noise: readonly RegExp[];
  readonly listening: void;
}

/** Every complaint of a page: errors on its console, and exceptions nobody caught. */
export function listenTo(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
}

/** The journeys' test: a browser that must not complain, and the store to look behind the screen. */
export const test = base.extend<Own>({
  noise: [[], { option: true }],
  // The empty pattern is how Playwright is told that a fixture needs no other.
  sql: async ({}, provide) => {
    const { databaseUrl } = await connectionOrStart();
    const sql = await openSql(databaseUrl);
    await provide(sql);
    await sql.end();
  },
  listening: [
    async ({ context, noise }, provide, info) => {
      info.setTimeout(Math.max(info.timeout, PATIENCE.test));
      const complaints: string[] = [];
      context.on('page', (page) => {
        listenTo(page, complaints);
        clickByKeyboard(page);
      });
      await provide();
      expect(complaints.filter((text) => !noise.some((allowed) => allowed.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});
