import type { CardAddress } from './card-address';
import { addressOf, type Credential, deviceOf, isCredentialValid } from './credential';
import { type CardDocument, parseDocument } from './document';
import { publishSchema } from './requests';
import { verify } from './signature';

export type SignedCard = { document: CardDocument; credential: Credential };

/**
 * Parses and verifies a server's response for the card at `address`, signed by its owner's device for `host`. Returns
 * `null` for anything else. The address derives from the owner's key, so the server cannot substitute another card.
 */
export async function readSignedCard(answer: unknown, address: CardAddress, host: string): Promise<SignedCard | null> {
  const parsed = publishSchema.safeParse(answer);
  if (!parsed.success) return null;
  const { document: text, signature, credential } = parsed.data;
  const document = parseDocument(text);
  if (document === null || document.card !== address || document.host !== host) return null;
  const isVerified =
    (await addressOf(credential.owner)) === address &&
    (await isCredentialValid(credential, address)) &&
    (await verify(deviceOf(credential), 'card', text, signature));
  return isVerified ? { document, credential } : null;
}
