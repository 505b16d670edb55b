import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

export interface BrowserOptions {
  readonly program: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The editor's display language follows the browser's. */
  readonly locale?: string;
  readonly dark?: boolean;
}

export interface Browser {
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
}

/** A headless browser with a profile of its own, which is removed when it closes. It reaches nothing but this machine. */
export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'neurona-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.program,
    headless: true,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.dark === false ? 'light' : 'dark',
    ...(options.locale !== undefined && { locale: options.locale }),
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  // Marketplaces and experiments: nothing that a test may depend on.
  await context.route(
    (url) => /(^|\.)(open-vsx\.org|vsassets\.io|main\.vscode-cdn\.net)$/.test(url.hostname),
    (route) => route.abort(),
  );
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
