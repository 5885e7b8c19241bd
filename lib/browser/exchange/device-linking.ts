import { encodeBase64url } from '../../exchange/base64url';
import {
  commitmentTo,
  isRevealed,
  type LinkInvitation,
  linkDigits,
  type NewDevice,
  openLinkMessage,
  readNewDevice,
  sealLinkMessage,
} from '../../exchange/device-link';
import { hpkeSuite } from '../../exchange/mailbox-keys';
import { SLOTS } from '../../exchange/recovery';
import { newSigningKeys, publicKeyText } from '../../exchange/signature';
import type { SlotRecord } from '../storage/records';
import type { ExchangeContext } from './context';
import { readIdentity, signerFor } from './identity';
import { exportKeyTransfer, importKeyTransfer, parseKeyTransfer } from './key-transfer';
import { readPublications } from './publication-store';
import { ExchangeError } from './server-api';

// Linking a second device: docs/protocol.md, "Linking a device".

const POLL_INTERVAL_MS = 1500;
/** Attempts at typing the digits. */
const MAX_ATTEMPTS = 3;
const LINK_LIFETIME_MS = 10 * 60 * 1000;
const randomToken = () => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type HpkeKeys = Awaited<ReturnType<ReturnType<typeof hpkeSuite>['GenerateKeyPair']>>;
async function newHpkeKeys(): Promise<{ keys: HpkeKeys; publicKey: string }> {
  const keys = await hpkeSuite().GenerateKeyPair();
  return { keys, publicKey: encodeBase64url(await hpkeSuite().SerializePublicKey(keys.publicKey)) };
}

export type LinkInvite = {
  invitation: LinkInvitation;
  /**
   * Resolves once the new device has answered. `approve` sends it the keys if the typed digits are the ones that it shows;
   * resolves with whether they are. @throws ExchangeError `link.wrong` after three wrong attempts
   */
  answered: Promise<{ approve: (typedDigits: string) => Promise<boolean> }>;
  stop: () => void;
};

/** The first device's half. @throws ExchangeError `exchange.no_identity`, `exchange.nothing_published` */
export async function inviteDevice(context: ExchangeContext): Promise<LinkInvite> {
  const identity = await readIdentity(context);
  if (identity === null) throw new ExchangeError('exchange.no_identity');
  const publication = (await readPublications(context)).find(({ rev, isRevoked }) => rev > 0 && !isRevoked);
  const slot = identity.slots.find(({ index }) => index === publication?.slot);
  if (slot === undefined) throw new ExchangeError('exchange.nothing_published');
  const { keys, publicKey } = await newHpkeKeys();
  const nonce = encodeBase64url(crypto.getRandomValues(new Uint8Array(32)));
  const invitation: LinkInvitation = {
    commitment: await commitmentTo(nonce),
    card: slot.address,
    link: randomToken(),
    secret: randomToken(),
    key: publicKey,
  };
  await putMessage(context, invitation, 'open', 'open', slot);
  let isStopped = false;
  const answered = (async () => {
    const message = await pollMessage(context, invitation, 'new', () => isStopped);
    const text = await openLinkMessage(message, keys, invitation, 'new');
    const newDevice = text === null ? null : readNewDevice(text);
    if (newDevice === null || newDevice.devices.length !== identity.slots.length) throw new ExchangeError('link.wrong');
    await putMessage(context, invitation, 'reveal', nonce, slot);
    const digits = await linkDigits(invitation, newDevice, nonce);
    let attempts = 0;
    const approve = async (typedDigits: string) => {
      attempts += 1;
      if (attempts > MAX_ATTEMPTS) throw new ExchangeError('link.wrong');
      if (typedDigits.replace(/\D/g, '') !== digits) {
        if (attempts === MAX_ATTEMPTS) throw new ExchangeError('link.wrong');
        return false;
      }
      const transfer = await exportKeyTransfer(context, identity, newDevice.devices, { withPhotos: false });
      const sealed = await sealLinkMessage(JSON.stringify(transfer), newDevice.key, invitation, 'first');
      await putMessage(context, invitation, 'first', sealed, slot);
      return true;
    };
    return { approve };
  })();
  answered.catch(() => undefined);
  return {
    invitation,
    answered,
    stop: () => {
      isStopped = true;
    },
  };
}

export type LinkJoin = {
  /** Resolves to the digits to type on the first device. */
  digits: Promise<string>;
  /** Resolves to the number of cards that were transferred. */
  finished: Promise<number>;
  stop: () => void;
};

/** The new device's half. @throws ExchangeError `link.has_identity`; `link.taken` if another device answered */
export async function joinDevice(context: ExchangeContext, invitation: LinkInvitation): Promise<LinkJoin> {
  if ((await readIdentity(context)) !== null) throw new ExchangeError('link.has_identity');
  const signingKeys = await Promise.all(Array.from({ length: SLOTS }, newSigningKeys));
  const devices = await Promise.all(signingKeys.map(({ publicKey }) => publicKeyText(publicKey)));
  const { keys, publicKey } = await newHpkeKeys();
  const newDevice: NewDevice = { devices, key: publicKey };
  const message = await sealLinkMessage(JSON.stringify(newDevice), invitation.key, invitation, 'new');
  await putMessage(context, invitation, 'new', message);
  let isStopped = false;
  const digits = (async () => {
    const nonce = await pollMessage(context, invitation, 'reveal', () => isStopped);
    if (!(await isRevealed(invitation, nonce))) throw new ExchangeError('link.wrong');
    return linkDigits(invitation, newDevice, nonce);
  })();
  const finished = (async () => {
    await digits;
    const sealed = await pollMessage(context, invitation, 'first', () => isStopped);
    const text = await openLinkMessage(sealed, keys, invitation, 'first');
    const transfer = text === null ? null : parseKeyTransfer(text);
    if (transfer === null) throw new ExchangeError('link.wrong');
    return importKeyTransfer(
      context,
      transfer,
      signingKeys.map(({ privateKey }) => privateKey),
    );
  })();
  finished.catch(() => undefined);
  return {
    digits,
    finished,
    stop: () => {
      isStopped = true;
    },
  };
}

async function putMessage(
  { server }: ExchangeContext,
  { card, link }: LinkInvitation,
  side: 'open' | 'new' | 'reveal' | 'first',
  message: string,
  slot?: SlotRecord,
): Promise<void> {
  const request = server.request({
    method: 'PUT',
    address: card,
    path: `/links/${link}?side=${side}`,
    body: JSON.stringify({ message }),
    ...(slot !== undefined && { signer: signerFor(slot) }),
  });
  await request.catch((error: unknown) => {
    throw error instanceof ExchangeError && error.code === 'link.unknown' ? new ExchangeError('link.expired') : error;
  });
}

/** Polls until the other device has sent its message. @throws ExchangeError `link.expired`, `link.stopped` */
async function pollMessage(
  { server, now }: ExchangeContext,
  { card, link }: LinkInvitation,
  side: 'new' | 'reveal' | 'first',
  isStopped: () => boolean,
): Promise<string> {
  const untilMs = now() + LINK_LIFETIME_MS;
  while (now() < untilMs) {
    if (isStopped()) throw new ExchangeError('link.stopped');
    try {
      const response = await server.request({ method: 'GET', address: card, path: `/links/${link}?side=${side}` });
      const { message } = (await response.json()) as { message: string | null };
      if (message !== null) return message;
    } catch (error) {
      if (!(error instanceof ExchangeError) || error.code !== 'exchange.offline') throw error;
    }
    await wait(POLL_INTERVAL_MS);
  }
  throw new ExchangeError('link.expired');
}
