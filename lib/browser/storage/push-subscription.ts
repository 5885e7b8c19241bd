/** This browser's subscription to push messages (Push API §6); `null` if it has none. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  const container = (globalThis.navigator as Partial<Navigator> | undefined)?.serviceWorker;
  const registration = await container?.getRegistration('/');
  return (await registration?.pushManager?.getSubscription()) ?? null;
}
