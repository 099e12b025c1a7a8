// @vitest-environment node
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const dist = join(import.meta.dirname, '../dist');
const budget = 150 * 1024;
const latinFont = /inter-latin-wght-normal-.*\.woff2$/;

function read(path: string): Buffer {
  return readFileSync(join(dist, path));
}

/** Everything a browser fetches before the worklist stands: page, entry, what it imports, styles, the Latin font. */
function worklistFiles(manifest: Record<string, Chunk>): Set<string> {
  const files = new Set(['index.html']);
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(visit);
  };
  Object.keys(manifest).filter((key) => manifest[key]?.isEntry).forEach(visit);
  for (const style of [...files].filter((file) => file.endsWith('.css')))
    for (const [, font] of read(style).toString().matchAll(/url\(\/?([^)"']+\.woff2)\)/g)) if (font && latinFont.test(font)) files.add(font);
  return files;
}

describe('the built portal', () => {
  it('is there', () => {
    expect(existsSync(dist), 'portal/dist is absent: npm run build').toBe(true);
  });

  it('shows the worklist for less than 150 kB, without the viewer', () => {
    const files = [...worklistFiles(JSON.parse(read('.vite/manifest.json').toString()) as Record<string, Chunk>)];
    expect(files.filter((file) => latinFont.test(file))).toHaveLength(1);
    const bytes = files.reduce((sum, file) => sum + (file.endsWith('.woff2') ? read(file).length : gzipSync(read(file)).length), 0);
    expect(files.some((file) => file.includes('StackViewer'))).toBe(false);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(budget);
  });

  it('names no other origin in its page and styles', () => {
    for (const file of worklistFiles(JSON.parse(read('.vite/manifest.json').toString()) as Record<string, Chunk>))
      if (/\.(html|css)$/.test(file)) expect(read(file).toString()).not.toMatch(/https?:\/\/|data:/);
  });

  it('is served under a policy without inline scripts, inline styles or eval', () => {
    const headers = JSON.parse(readFileSync(join(dist, '../security-headers.json'), 'utf8')) as Record<string, string>;
    const policy = headers['Content-Security-Policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
    expect(read('index.html').toString()).not.toMatch(/<script(?![^>]*src=)|style=/);
  });
});
