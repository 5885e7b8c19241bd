// What the server's figures need of the tests' own means.

export { startEngine } from '../storage/engines';
export { newOwner, REPLY, sealedReply, shownDocument, signed } from '../support/exchange-owner';
