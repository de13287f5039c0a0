'use client';

import { ThemeProvider as NextThemes, useTheme } from 'next-themes';
import type { ReactNode } from 'react';

/** Follows the system until a person chooses; the choice is kept in this browser. */
export function ThemeProvider({ nonce, children }: { readonly nonce?: string; readonly children: ReactNode }) {
  return (
    <NextThemes attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
    </NextThemes>
  );
}

/** Changes between light and dark. */
export function ThemeSwitch() {
  const { resolvedTheme, setTheme } = useTheme();
  return (
    <button type="button" className="link" onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}>
      Light or dark
    </button>
  );
}
