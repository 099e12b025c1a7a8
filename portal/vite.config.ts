import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/',
  // Cornerstone's decoders are module workers with dynamic imports, which the classic worker format cannot hold.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    // A data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // The viewer is one big chunk on purpose: it loads only when an image is opened.
    chunkSizeWarningLimit: 4096,
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    // One worker for all files: a forked process that never answered its start has failed a whole run.
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    restoreMocks: true,
  },
});
