import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { fontClasses } from './fonts';
import { ThemeProvider } from '@/components/shell/theme';

export const metadata: Metadata = {
  title: { default: 'Mainsheet', template: '%s · Mainsheet' },
  description: 'The open-source desk for dynamic asset allocation.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#0f1115' },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // The script that sets the theme before the first paint must carry the nonce of the page's security policy.
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en" className={fontClasses} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>{children}</ThemeProvider>
      </body>
    </html>
  );
}
