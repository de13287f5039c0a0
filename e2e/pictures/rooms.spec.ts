import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expectActing, rail, signInAs } from '../support/people';
import { PICTURE_ROOMS } from '../support/picture-rooms';
import { daysOfToday, keyOfPictures, layoutFaults, levelText, PICTURE_HEIGHT, settledPicture, TOLERANCE } from '../support/pictures';
import { expect, test } from '../support/test';

const WIDTHS = [390, 1_280, 1_920] as const;
const THEMES = ['light', 'dark'] as const;
const README = { width: 1_440, mostHeight: 1_600 } as const;
const BASELINES = path.join('e2e', 'baselines');
const isMaking = process.env.MAINSHEET_SCREENSHOTS === '1';

/** With 256 colours a picture has a third of its size, and is so near to itself that no pixel counts as changed. */
async function keep(picture: Buffer, file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  await writeFile(file, await sharp(picture).removeAlpha().png({ palette: true, colours: 256, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer());
}

test.beforeEach('nobody did anything at the desk yet', async ({ sql, page }) => {
  const [last] = await sql.query<{ kind: string }>('SELECT kind FROM journal_entry ORDER BY sequence DESC LIMIT 1');
  expect(last.kind, 'the pictures are of a fresh sample desk, so they run before the journeys').toBe('sample.completed');
  await signInAs(page, 'approver');
});

for (const [name, { address, picture, inReadme }] of Object.entries(PICTURE_ROOMS)) {
  test(`${name} in pictures`, async ({ page, browser }, info) => {
    const key = await keyOfPictures(browser);
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    if (isMaking && inReadme) {
      await page.setViewportSize({ width: README.width, height: 800 });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: README.width, height: Math.min(README.mostHeight, height) });
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        await keep(await settledPicture(page), `docs/images/${name}-${theme}.png`);
      }
    }
    await page.evaluate(levelText, daysOfToday());
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: PICTURE_HEIGHT });
        if (width >= 1_280) await expectActing(page, 'approver');
        await expect(page.locator(picture).filter({ visible: true }).first(), `${name}, ${width}`).toBeVisible();
        expect.soft(await page.evaluate(layoutFaults), `${name}, ${width}`).toEqual([]);
        const file = `${name}-${theme}-${width}.png`;
        if (isMaking) await keep(await settledPicture(page), path.join(BASELINES, key, file));
        else if (existsSync(path.join(BASELINES, key))) await expect.soft(page).toHaveScreenshot([key, file], TOLERANCE);
        else await info.attach(`${file}, without baselines in ${path.join(BASELINES, key)}`, { body: await settledPicture(page), contentType: 'image/png' });
      }
    }
  });
}

test('a word, a colour and a block that moved are each refused', async ({ page }) => {
  const folder = 'control';
  const baseline = [folder, 'book.png'];
  const changes: Readonly<Record<string, () => void>> = {
    word: () => {
      const link = document.querySelector('.rail a[href="/journal"]') as Element;
      link.textContent = 'Diary';
    },
    colour: () => document.documentElement.style.setProperty('--accent', '#8a2d5b'),
    block: () => document.querySelector('main table')?.setAttribute('style', 'position: relative; top: 2px'),
  };
  await page.setViewportSize({ width: 1_280, height: PICTURE_HEIGHT });
  await page.waitForLoadState('networkidle');
  await keep(await settledPicture(page), path.join(BASELINES, ...baseline));
  try {
    for (const [what, change] of Object.entries(changes)) {
      await page.reload();
      await page.waitForLoadState('networkidle');
      await expect(page, 'as it is').toHaveScreenshot(baseline, TOLERANCE);
      await page.evaluate(change);
      await expect(page, `another ${what}`).not.toHaveScreenshot(baseline, TOLERANCE);
    }
  } finally {
    rmSync(path.join(BASELINES, folder), { recursive: true });
  }
});

test('words that are cut off or lie on each other are found', async ({ page }) => {
  await page.setViewportSize({ width: 1_280, height: PICTURE_HEIGHT });
  expect(await page.evaluate(layoutFaults)).toEqual([]);
  await rail(page).getByRole('link', { name: 'Mix', exact: true }).evaluate((link) => link.setAttribute('style', 'position: relative; top: 28px'));
  expect(await page.evaluate(layoutFaults)).toEqual([expect.stringContaining('lie on each other')]);
  await page.reload();
  await page.locator('h1').evaluate((heading) => heading.setAttribute('style', 'overflow: hidden; white-space: nowrap; width: 8em'));
  expect(await page.evaluate(layoutFaults)).toEqual([expect.stringContaining('is cut off')]);
});
