import type { Page } from '@playwright/test';
import { expect } from './test';

export type Persona = 'analyst' | 'approver' | 'viewer';

export const rail = (page: Page) => page.getByRole('navigation', { name: 'Rooms' });

/** Who the desk says is signed in: "Ana Lindgren, analyst". */
export const expectActing = (page: Page, role: string) => expect(rail(page).getByText(new RegExp(`, ${role}$`))).toBeVisible();

/** One click into the sample desk. */
export async function signInAs(page: Page, persona: Persona): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: new RegExp(`, ${persona}:`) }).click();
  await expectActing(page, persona);
}

/** Becomes another person of the sample desk by the switch in the rail, and stays in the room. */
export async function actAs(page: Page, persona: Persona): Promise<void> {
  const before = new URL(page.url()).pathname;
  await rail(page).getByRole('form', { name: 'Act as' }).getByRole('button', { name: persona }).click();
  await expectActing(page, persona);
  expect(new URL(page.url()).pathname).toBe(before);
}

/** Signs in with an e-mail address and a password. */
export async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(rail(page)).toBeVisible();
}
