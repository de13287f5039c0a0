import { BUDGETS, openCold, scriptBudget, shiftOf } from '../support/measuring';
import { signInAs } from '../support/people';
import { ROOMS } from '../support/rooms';
import { expect, test } from '../support/test';

test('no room moves while it is read, and charts are within what they may send', async ({ page, browser, baseURL }) => {
  test.setTimeout(240_000);
  await signInAs(page, 'viewer');
  const options = { baseURL, storageState: await page.context().storageState() };
  let charts = 0;
  for (const room of ROOMS) {
    const opened = await openCold(browser, options, room);
    charts += opened.withCharts ? 1 : 0;
    expect.soft(opened.scriptKb, `${room}, KB of script`).toBeLessThanOrEqual(BUDGETS.scriptKb.withCharts);
    expect.soft(shiftOf(opened), `${room}, layout shift`).toBeLessThanOrEqual(BUDGETS.shift);
  }
  expect(charts).toBeGreaterThan(0);
});

test('the measure sees a page that moves, and script that is too much', async ({ browser, baseURL }) => {
  const moving = await openCold(browser, { baseURL }, `data:text/html,${encodeURIComponent('<div id=a></div><h1>Moved</h1><script>setTimeout(() => { document.getElementById("a").style.height = "300px" }, 300)</script>')}`);
  expect(shiftOf(moving)).toBeGreaterThan(BUDGETS.shift);
  expect(scriptBudget({ ...moving, withCharts: true })).toBeGreaterThan(scriptBudget(moving));
});
