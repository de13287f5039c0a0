import type { Locator, Page } from '@playwright/test';

/** Members of a widget with one stop for Tab: its arrow keys reach the others. */
const BY_ARROWS = ['menuitem', 'menuitemradio', 'menuitemcheckbox', 'option', 'tab', 'radio', 'treeitem'];

/** The key that does what a click would; an error where no key reaches the element. */
function keyOf(element: Element, byArrows: readonly string[]): string {
  const isReached = element instanceof HTMLElement && (element.tabIndex >= 0 || byArrows.includes(element.getAttribute('role') ?? ''));
  if (!isReached) throw new Error(`no key reaches this element: ${element.outerHTML.slice(0, 200)}`);
  const isTicked = element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio');
  return isTicked ? 'Space' : 'Enter';
}

const changed = new WeakSet<object>();

/**
 * From here on, whatever a test clicks or ticks is pressed by a key instead, after a look that a pointer could have
 * hit it: so each journey is done by keyboard alone, and would be done by mouse. A click at a place of its own, or with
 * a key held, stays the pointer's.
 */
export function clickByKeyboard(page: Page): void {
  const locators = Object.getPrototypeOf(page.locator('html')) as Locator;
  if (changed.has(locators)) return;
  changed.add(locators);
  const { click } = locators;
  const press = async (locator: Locator, options: Parameters<Locator['click']>[0]): Promise<void> => {
    await click.call(locator, { ...options, trial: true });
    await locator.press(await locator.evaluate(keyOf, BY_ARROWS), { timeout: options?.timeout });
  };
  Object.assign(locators, {
    async click(this: Locator, options?: Parameters<Locator['click']>[0]) {
      await (options?.position || options?.modifiers || options?.button || options?.clickCount ? click.call(this, options) : press(this, options));
    },
    async check(this: Locator, options?: Parameters<Locator['check']>[0]) {
      if (!(await this.isChecked(options))) await press(this, options);
    },
    async uncheck(this: Locator, options?: Parameters<Locator['uncheck']>[0]) {
      if (await this.isChecked(options)) await press(this, options);
    },
  });
}
