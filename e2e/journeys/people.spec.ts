import type { Browser, Page } from '@playwright/test';
import { expectActing, signInWith, takeLink } from '../support/people';
import { makeSetUpLink } from '../support/set-up';
import { expect, test } from '../support/test';

const BOSS = { name: 'Nia Osei', email: 'nia@people.invalid', password: 'a long enough one' };
const CLERK = { name: 'Sam Ferrer', email: 'sam@people.invalid', password: 'another long one' };

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test('an administrator invites, changes a role, lets somebody choose a new password, and removes them', async ({ browser, page, baseURL }) => {
  await takeLink(page, await makeSetUpLink(baseURL ?? ''), BOSS, 'People desk');
  await page.goto('/settings');
  await page.getByLabel('E-mail address').fill(CLERK.email);
  await page.getByRole('button', { name: 'Make an invitation link' }).click();
  const invitation = await page.getByTestId('invitation').innerText();

  const clerk = await newPage(browser);
  await takeLink(clerk, invitation, CLERK);
  await expectActing(clerk, 'approver');
  await clerk.goto('/settings');
  await expect(clerk.getByRole('heading', { name: 'Invite a person' })).toHaveCount(0);

  await page.reload();
  await page.getByLabel('Person', { exact: true }).selectOption({ label: CLERK.name });
  const role = page.getByRole('combobox', { name: 'Role' }).first();
  await expect(role).toHaveValue('approver');
  await role.selectOption('analyst');
  await page.getByRole('button', { name: 'Change the role' }).click();
  await expect(page.getByText(`The role of ${CLERK.name} is changed`)).toBeVisible();
  await expect(role).toHaveValue('analyst');
  await clerk.reload();
  await expectActing(clerk, 'analyst');

  await page.getByLabel('Who forgot').selectOption({ label: CLERK.name });
  await page.getByRole('button', { name: 'Make a link for a new password' }).click();
  const reset = await page.getByTestId('reset-link').innerText();
  const elsewhere = await newPage(browser);
  await elsewhere.goto(reset);
  await elsewhere.getByLabel('New password').fill('password12');
  await elsewhere.getByRole('button', { name: 'Change the password' }).click();
  await expect(elsewhere.getByRole('alert').filter({ hasText: 'first that are guessed' })).toBeVisible();
  await elsewhere.getByLabel('New password').fill('a brand new long one');
  await elsewhere.getByRole('button', { name: 'Change the password' }).click();
  await elsewhere.waitForURL('**/sign-in');
  await clerk.reload();
  await clerk.waitForURL('**/sign-in');
  await signInWith(clerk, CLERK.email, 'a brand new long one');

  await page.reload();
  const remove = page.getByRole('button', { name: `Remove ${CLERK.name} from this desk` });
  const question = page.getByRole('dialog', { name: `Remove ${CLERK.name} from this desk?` });
  await remove.click();
  await question.getByRole('button', { name: 'Keep' }).click();
  await expect(question).toBeHidden();
  await expect(remove).toBeFocused();
  await remove.click();
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: CLERK.email })).toHaveCount(0);
  await clerk.goto('/');
  await clerk.waitForURL('**/sign-in');
});

test('a person changes their password, sees where they are signed in, and signs out everywhere', async ({ browser, page, baseURL }) => {
  const person = { ...BOSS, name: 'Una Berg', email: 'una@people.invalid' };
  await takeLink(page, await makeSetUpLink(baseURL ?? ''), person, 'Own desk');
  const other = await newPage(browser);
  await signInWith(other, person.email, person.password);
  await page.goto('/settings?tab=account');
  const sessions = page.getByRole('region', { name: 'Your open sessions' });
  await expect(sessions.getByRole('row')).toHaveCount(3);
  await sessions.getByRole('button', { name: /^End the session/ }).click();
  await expect(sessions.getByRole('row')).toHaveCount(2);
  await other.reload();
  await other.waitForURL('**/sign-in');

  const change = async (now: string, next: string) => {
    await page.getByLabel('Password of now').fill(now);
    await page.getByLabel('New password').fill(next);
    await page.getByRole('button', { name: 'Change the password' }).click();
  };
  await change('not the one at all', 'a brand new long one');
  await expect(page.getByText('This is not your password of now')).toBeVisible();
  await signInWith(other, person.email, person.password);
  await change(person.password, 'a brand new long one');
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await other.reload();
  await other.waitForURL('**/sign-in');
  await signInWith(other, person.email, 'a brand new long one');

  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.waitForURL('**/sign-in');
  await other.reload();
  await other.waitForURL('**/sign-in');
});
