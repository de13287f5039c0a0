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

export interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Takes a one-time link, for a desk of one's own or an invitation, and signs in. */
export async function takeLink(page: Page, link: string, person: Newcomer, desk?: string): Promise<void> {
  await page.goto(link);
  if (desk) await page.getByLabel('Name of the desk').fill(desk);
  await page.getByLabel('Your name').fill(person.name);
  if (desk) await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: desk ? 'Set up the desk' : 'Join the desk' }).click();
  await page.waitForURL('**/sign-in');
  await signInWith(page, person.email, person.password);
}

/** Invites somebody in Settings, and gives the link that is shown once. */
export async function invite(page: Page, email: string, role: 'viewer' | 'analyst' | 'approver' | 'administrator'): Promise<string> {
  await page.goto('/settings');
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Make an invitation link' }) });
  await form.getByLabel('E-mail address').fill(email);
  await form.getByLabel('Role').selectOption(role);
  await form.getByRole('button', { name: 'Make an invitation link' }).click();
  return page.getByTestId('invitation').innerText();
}
