// The script of a published card's page. It seals the visitor's reply before sending it, and keeps it while there is no
// network. Without the script, the form is submitted as it is and the server seals the reply.
import type { CardAddress, EventToken } from '../../exchange/card-address';
import type { MailboxKey } from '../../exchange/document';
import type { Reply } from '../../exchange/reply';
import { REPLY_LIMITS, replyProblem, withoutPictures } from '../../exchange/reply-form';
import { isRegionProfile, type RegionProfile } from '../../i18n/locales';
import { type PublicProblem, publicPageMessages } from '../../i18n/messages/pages/public-page';
import { typeset } from '../../i18n/typography';
import {
  receiptPath,
  type SealedReply,
  sealForSending,
  sendSealed,
  UNSENT_REPLY_PREFIX,
  unsentKey,
} from '../exchange/send-reply';
import { localEntries, writeLocal } from '../storage/local-storage';

type FormPlace = {
  form: HTMLFormElement;
  card: CardAddress;
  token: EventToken | null;
  mailbox: MailboxKey;
  region: RegionProfile;
  name: string;
};

function formPlace(): FormPlace | null {
  const form = document.querySelector<HTMLFormElement>('#reply');
  const { card, token, mailbox, region = 'fr-CA' } = form?.dataset ?? {};
  if (form === null || card === undefined || mailbox === undefined) return null;
  return {
    form,
    card: card as CardAddress,
    token: (token ?? null) as EventToken | null,
    mailbox: JSON.parse(mailbox) as MailboxKey,
    region: isRegionProfile(region) ? region : 'fr-CA',
    name: document.title,
  };
}

/** Unsent replies. If storage is refused they exist only here, and the page has to stay open. */
const unsent = new Map<string, SealedReply>();
/** A retry was due while a reply was being sent: the network came back too late for that attempt. */
let isRetryDue = false;
const RETRY_INTERVAL_MS = 60_000;

function store(sealed: SealedReply): boolean {
  unsent.set(sealed.request.id, sealed);
  return writeLocal(unsentKey(sealed), JSON.stringify(sealed));
}

function discard(sealed: SealedReply): void {
  unsent.delete(sealed.request.id);
  writeLocal(unsentKey(sealed), null);
}

/** Returns the unsent replies for this card, including those kept in localStorage. */
function unsentFor(card: CardAddress): SealedReply[] {
  for (const [key, text] of localEntries(`${UNSENT_REPLY_PREFIX}${card}.`)) {
    try {
      const sealed = JSON.parse(text) as SealedReply;
      unsent.set(sealed.request.id, sealed);
    } catch {
      writeLocal(key, null);
    }
  }
  return [...unsent.values()];
}

const newElement = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
) => Object.assign(document.createElement(tag), properties);

function setUpForm(place: FormPlace): void {
  const { form, card, region, name } = place;
  const messages = publicPageMessages(region);
  const format = (sentence: string) => typeset(sentence, region).replace('{name}', () => name);
  const status = form.querySelector('#said');
  const button = form.querySelector('button');

  const showStatus = (sentence: string) => {
    if (status !== null) status.textContent = sentence;
  };
  const showProblem = (problem: PublicProblem) => {
    showStatus(format(messages.problems[problem]));
    status?.scrollIntoView({ block: 'center' });
  };
  /** Runs one task at a time: sealing takes time, and a second submission meanwhile would be a second reply. */
  const runExclusively = (task: () => Promise<void>) => {
    if (button?.disabled !== false) return;
    const setBusy = (isBusy: boolean) => {
      button.disabled = isBusy;
      button.textContent = format(messages.form[isBusy ? 'sending' : 'send']);
    };
    setBusy(true);
    void task().finally(() => setBusy(false));
  };

  function showThanks(sealed: SealedReply): void {
    const confirmation = newElement('section', { tabIndex: -1, className: 'actions' });
    confirmation.setAttribute('role', 'status');
    const receipt = newElement('p');
    receipt.append(
      newElement('a', {
        className: 'button',
        href: receiptPath(sealed),
        textContent: format(messages.done.receipt),
      }),
    );
    confirmation.append(
      newElement('h2', { textContent: format(messages.done.title) }),
      newElement('p', { textContent: format(messages.done.body) }),
      receipt,
    );
    form.replaceWith(confirmation);
    confirmation.focus();
  }

  let lastSubmission: { written: string; sealed: SealedReply } | null = null;

  async function send(sealed: SealedReply, isLater = false): Promise<void> {
    const isKept = store(sealed);
    const outcome = await sendSealed(sealed, () => showStatus(format(messages.done.working)));
    if (outcome.ok) {
      discard(sealed);
      showThanks(sealed);
      return;
    }
    if (outcome.problem === 'network') {
      if (isRetryDue) {
        isRetryDue = false;
        return send(sealed, isLater);
      }
      showStatus(format(isKept ? messages.done.kept : messages.done.keptHere));
      return;
    }
    // The card may be hidden temporarily: its reply is kept until the page is visible again.
    if (isLater && outcome.problem === 'reply.closed') return;
    discard(sealed);
    showProblem(isLater ? 'reply.lost' : outcome.problem);
  }

  async function submit(): Promise<void> {
    const fields = new FormData(form);
    const text = (field: string) => String(fields.get(field) ?? '').trim();
    const file = fields.get('card');
    const attached = file instanceof File && file.size > 0 ? (await file.text()).replace(/^\ufeff/, '') : '';
    if (attached !== '' && !/^\s*BEGIN:VCARD/i.test(attached)) return showProblem('reply.not_a_card');
    const prospecting = fields.get('prospecting') !== null;
    const reply: Reply = {
      v: 1,
      name: text('name'),
      phone: text('phone'),
      email: text('email'),
      organisation: text('organisation'),
      note: text('note'),
      callBack: fields.get('callBack') !== null,
      consent: {
        // The text above the button and, if the box was ticked, the text beside it.
        wording: [form.querySelector('#consent')?.textContent, prospecting && format(messages.form.prospecting)]
          .filter(Boolean)
          .join(' ')
          .slice(0, REPLY_LIMITS.wording),
        prospecting,
      },
      vcard: withoutPictures(attached),
      sealedBy: 'browser',
    };
    const problem = replyProblem(reply);
    if (problem !== null) return showProblem(problem);
    // Submitting the same form again while the reply is waiting resends the same reply.
    const written = JSON.stringify(reply);
    if (lastSubmission !== null && lastSubmission.written === written && unsent.has(lastSubmission.sealed.request.id))
      return send(lastSubmission.sealed);
    try {
      const sealed = await sealForSending(reply, card, place.mailbox, place.token);
      lastSubmission = { written, sealed };
      await send(sealed);
    } catch {
      showProblem('reply.too_long');
    }
  }

  // The markup's text is for visitors without JavaScript: with this script, the reply is sealed before it is sent.
  const consent = form.querySelector('#consent');
  if (consent !== null) consent.textContent = format(messages.form.consent);
  form.querySelector('#unsealed')?.remove();
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    runExclusively(submit);
  });
  const retry = () => {
    const [sealed] = unsentFor(card);
    isRetryDue = button?.disabled === true;
    if (sealed !== undefined) runExclusively(() => send(sealed, true));
  };
  addEventListener('online', retry);
  setInterval(retry, RETRY_INTERVAL_MS);
  retry();
}

document.querySelector('#print')?.addEventListener('click', (event) => {
  event.preventDefault();
  print();
});

const place = formPlace();
// Over plain http Web Crypto is unavailable: the form is submitted as it is, and its text says so.
if (place !== null && globalThis.crypto?.subtle !== undefined) setUpForm(place);
