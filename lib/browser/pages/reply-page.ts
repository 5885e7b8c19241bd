// The script of a published card's page. It seals the visitor's reply before sending it, and keeps it while there is no
// network. Without the script, the form is submitted as it is and the server seals the reply.
import type { CardAddress, EventToken } from '../../exchange/card-address';
import type { MailboxKey } from '../../exchange/document';
import type { Reply } from '../../exchange/reply';
import { REPLY_LIMITS, replyProblem, withoutPictures } from '../../exchange/reply-form';
import { isRegionProfile, type RegionProfile } from '../../i18n/locales';
import { type PublicProblem, publicPageMessages } from '../../i18n/messages/pages/public-page';
import { typeset } from '../../i18n/typography';
import { html } from '../../page/html';
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
let busy = false;
const AGAIN_MS = 60_000;

function keep(sealed: SealedReply): boolean {
  unsent.set(sealed.request.id, sealed);
  return writeLocal(unsentKey(sealed), JSON.stringify(sealed));
}

function forget(sealed: SealedReply): void {
  unsent.delete(sealed.request.id);
  writeLocal(unsentKey(sealed), null);
}

/** Returns the unsent replies for this card, including those kept in localStorage. */
function keptFor(card: CardAddress): SealedReply[] {
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

function begin(place: FormPlace): void {
  const { form, card, region, name } = place;
  const words = publicPageMessages(region);
  const say = (sentence: string) => typeset(sentence, region).replace('{name}', name);
  const said = form.querySelector('#said');
  const button = form.querySelector('button');

  const tell = (sentence: string) => {
    if (said !== null) said.textContent = sentence;
  };
  const complain = (problem: PublicProblem) => {
    tell(say(words.problems[problem]));
    said?.scrollIntoView({ block: 'center' });
  };
  const working = (on: boolean) => {
    busy = on;
    if (button !== null) {
      button.disabled = on;
      button.textContent = say(on ? words.form.sending : words.form.send);
    }
  };

  function thank(sealed: SealedReply): void {
    const done = document.createElement('section');
    done.tabIndex = -1;
    done.setAttribute('role', 'status');
    done.className = 'actions';
    done.innerHTML =
      html`<h2>${say(words.done.title)}</h2><p>${say(words.done.body)}</p><p><a class="button" href="${receiptPath(sealed)}">${say(words.done.receipt)}</a></p>`.text;
    form.replaceWith(done);
    done.focus();
  }

  let last: { written: string; sealed: SealedReply } | null = null;

  async function send(sealed: SealedReply, isLater = false): Promise<void> {
    working(true);
    const isKept = keep(sealed);
    const outcome = await sendSealed(sealed, () => tell(say(words.done.working)));
    working(false);
    if (outcome.ok) {
      forget(sealed);
      thank(sealed);
      return;
    }
    if (outcome.problem === 'network') {
      tell(say(isKept ? words.done.kept : words.done.keptHere));
      return;
    }
    // The card may be hidden temporarily: its reply is kept until the page is visible again.
    if (isLater && outcome.problem === 'reply.closed') return;
    forget(sealed);
    complain(isLater ? 'reply.lost' : outcome.problem);
  }

  async function submit(): Promise<void> {
    const fields = new FormData(form);
    const text = (field: string) => String(fields.get(field) ?? '').trim();
    const file = fields.get('card');
    const attached = file instanceof File && file.size > 0 ? (await file.text()).replace(/^\ufeff/, '') : '';
    if (attached !== '' && !/^\s*BEGIN:VCARD/i.test(attached)) return complain('reply.not_a_card');
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
        wording: [form.querySelector('#consent')?.textContent, prospecting && say(words.form.prospecting)]
          .filter(Boolean)
          .join(' ')
          .slice(0, REPLY_LIMITS.wording),
        prospecting,
      },
      vcard: withoutPictures(attached),
      sealedBy: 'browser',
    };
    const problem = replyProblem(reply);
    if (problem !== null) return complain(problem);
    // Submitting the same form again while the reply is waiting resends the same reply.
    const written = JSON.stringify(reply);
    if (last !== null && last.written === written && unsent.has(last.sealed.request.id)) return send(last.sealed);
    try {
      const sealed = await sealForSending(reply, card, place.mailbox, place.token);
      last = { written, sealed };
      await send(sealed);
    } catch {
      working(false);
      complain('reply.too_long');
    }
  }

  // The markup's text is for visitors without JavaScript: with this script, the reply is sealed before it is sent.
  const consent = form.querySelector('#consent');
  if (consent !== null) consent.textContent = say(words.form.consent);
  form.querySelector('#unsealed')?.remove();
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!busy) void submit();
  });
  const again = () => {
    const [sealed] = keptFor(card);
    if (sealed !== undefined && !busy) void send(sealed, true);
  };
  addEventListener('online', again);
  setInterval(again, AGAIN_MS);
  again();
}

document.querySelector('#print')?.addEventListener('click', (event) => {
  event.preventDefault();
  print();
});

const place = formPlace();
// Over plain http Web Crypto is unavailable: the form is submitted as it is, and its text says so.
if (place !== null && globalThis.crypto?.subtle !== undefined) begin(place);
