// The development server: changed sources show at once, no service worker.
import { ensureInstalled } from './prepare.mjs';
import { runTool } from './run.mjs';

await ensureInstalled();
const { buildFonts } = await import('./build-fonts.mjs');
await buildFonts();
const { buildBundles } = await import('./build-bundles.mjs');
await buildBundles();
const { status } = await runTool('next/dist/bin/next', ['dev', '-p', process.env.PORT ?? '3000']);
process.exit(status);
