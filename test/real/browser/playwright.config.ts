import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

/** Playwright's runner with Debian's Chromium, without a window and without calls home. */
const config: PlaywrightTestConfig = defineConfig({
  testDir: '.',
  fullyParallel: true,
  workers: 2,
  reporter: 'json',
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});

export default config;
