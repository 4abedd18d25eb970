import '../ui/globals.css';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { answerNonce } from '../features/session/answer-nonce.server.ts';
import { StyleNonce } from '../ui/style-nonce.tsx';
import { ThemeProvider } from '../ui/theme-provider.tsx';
import { Toaster } from '../ui/toaster.tsx';

export const metadata: Metadata = {
  title: { default: 'Gridsky', template: '%s · Gridsky' },
  description: 'Your own embeddings API. OpenAI-compatible, multilingual, on your machine in one command.',
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafbfc' },
    { media: '(prefers-color-scheme: dark)', color: '#0d0f12' },
  ],
};

/** Reading the nonce makes every page one of its own request: an answer that was rendered at build time has none. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = await answerNonce();
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <StyleNonce nonce={nonce}>
          <ThemeProvider nonce={nonce}>
            {children}
            <Toaster />
          </ThemeProvider>
        </StyleNonce>
      </body>
    </html>
  );
}
