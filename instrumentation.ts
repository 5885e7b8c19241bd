// Run once by the server before it answers anything: https://nextjs.org/docs, "instrumentation".
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('./lib/server/start');
  await startServer();
}
