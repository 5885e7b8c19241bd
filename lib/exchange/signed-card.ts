import type { CardAddress } from './card-address';
import { addressOf, type Credential, deviceOf, isCredentialValid } from './credential';
import { type CardDocument, parseDocument } from './document';
import { publishSchema } from './requests';
import { verify } from './signature';

export type SignedCard = { document: CardDocument; credential: Credential };

/**
 * What a server gave as the card at `address`, as its owner's device signed it for `host`; `null` for anything else. The address
 * is the owner's key's own, so that whoever serves it cannot have put another card in its place.
 */
export async function readSignedCard(answer: unknown, address: CardAddress, host: string): Promise<SignedCard | null> {
  const parsed = publishSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { document: text, signature, credential } = parsed.data;
  const document = parseDocument(text);
  if (document === null || document.card !== address || document.host !== host) return null;
  const isTheirs =
    (await addressOf(credential.owner)) === address &&
    (await isCredentialValid(credential, address)) &&
    (await verify(deviceOf(credential), 'card', text, signature));
  return isTheirs ? { document, credential } : null;
}
