// The script of a published card's page: seals what its visitor leaves before it is sent, keeps it while there is no network.
// Without it the form sends by itself, and the server seals.
import { withoutPictures } from '../exchange/attached-card';
import type { CardAddress, EventToken } from '../exchange/card-address';
import type { MailboxKey } from '../exchange/document';
import type { Reply } from '../exchange/reply';
import { isRegionProfile, type RegionProfile } from '../i18n/locales';
import { type PublicProblem, publicPageWords } from '../i18n/messages/public-page';
import { typeset } from '../i18n/typography';
import { html } from '../page/html';
import { localEntries, writeLocal } from './local-value';
import { receiptPath, type SealedReply, sealForSending, sendSealed, UNSENT_REPLY, unsentKey } from './send-reply';

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

/** In memory where storage is refused: the page then has to stay open. */
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

/** What was left for this card and has not left. */
function keptFor(card: CardAddress): SealedReply[] {
  for (const [key, text] of localEntries(`${UNSENT_REPLY}${card}.`)) {
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
  const words = publicPageWords(region);
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

  async function send(sealed: SealedReply): Promise<void> {
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
    forget(sealed);
    complain(outcome.problem);
  }

  async function submit(): Promise<void> {
    const fields = new FormData(form);
    const text = (field: string) => String(fields.get(field) ?? '').trim();
    if (text('website') !== '') return;
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
        // What stood over the button, and beside the box where that was ticked.
        wording: [form.querySelector('#consent')?.textContent, prospecting && say(words.form.prospecting)]
          .filter(Boolean)
          .join(' ')
          .slice(0, 600),
        prospecting,
      },
      vcard: withoutPictures(attached),
      sealedBy: 'browser',
    };
    if (attached === '' && reply.name === '' && reply.organisation === '') return complain('reply.nobody');
    if (attached === '' && reply.phone === '' && reply.email === '') return complain('reply.no_way');
    try {
      await send(await sealForSending(reply, card, place.mailbox, place.token));
    } catch {
      working(false);
      complain('reply.too_long');
    }
  }

  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!busy) void submit();
  });
  const again = () => {
    const [sealed] = keptFor(card);
    if (sealed !== undefined && !busy) void send(sealed);
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
// Over plain http a browser seals nothing: the form sends by itself, and says so.
if (place !== null && globalThis.crypto?.subtle === undefined)
  document.querySelector<HTMLElement>('#unsealed')?.removeAttribute('hidden');
else if (place !== null) begin(place);
