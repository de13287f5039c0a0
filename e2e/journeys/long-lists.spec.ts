import { sendImport } from '../support/imports';
import { takeLink } from '../support/people';
import { makeSetUpLink } from '../support/set-up';
import { expect, test } from '../support/test';

const COUNT = 900;

test('a desk with nine hundred series is searched and scrolled, and only what is in view is drawn', async ({ page, baseURL }) => {
  // A desk of its own: the others are walked by other stories, which nine hundred series would slow down.
  await takeLink(page, await makeSetUpLink(baseURL ?? ''), { name: 'Lena Long', email: 'lena.long@example.invalid', password: 'so many series here' }, 'Long desk');
  const codes = Array.from({ length: COUNT }, (_, k) => `LONG.${String(k).padStart(3, '0')}`);
  const text = `date,${codes.join(',')}\n2025-12-30,${codes.map(() => '100').join(',')}\n2025-12-31,${codes.map((_, k) => 100 + k / 100).join(',')}\n`;
  const answer = await sendImport(page.request, baseURL ?? '', { fileName: 'long.csv', request: { kind: 'prices', basis: 'price', sampling: 'end', currency: 'USD' } }, text);
  expect(answer.status(), await answer.text()).toBe(200);

  await page.goto('/data');
  const table = page.getByRole('region', { name: 'Series at this desk' });
  await expect(table.getByRole('rowheader').first()).toBeVisible();
  const drawn = () => table.getByRole('rowheader').count();
  expect(await drawn()).toBeLessThan(100);

  await test.step('the end is reached by keyboard', async () => {
    await table.focus();
    // Rows are measured as they come into view, so the end can lie a little further than the first jump.
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(table.getByRole('rowheader', { name: 'LONG.899' })).toBeInViewport({ timeout: 1_000 });
    }).toPass();
    expect(await drawn()).toBeLessThan(100);
  });

  await test.step('a name is found', async () => {
    await page.getByRole('searchbox', { name: /Find among [\d,]+ series/ }).fill('long.77');
    await expect(page.getByText('10 of them')).toBeVisible();
    await expect(table.getByRole('rowheader')).toHaveText(Array.from({ length: 10 }, (_, k) => `LONG.77${k}`));
  });

  await test.step('a name that nothing has is said so', async () => {
    await page.getByRole('searchbox').fill('nothing of this name');
    await expect(page.getByText('Nothing here has “nothing of this name” in it.')).toBeVisible();
  });
});
