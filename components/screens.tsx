'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { Card } from '@/lib/card/card';
import type { AppScreen as AppScreenName, Screen } from '@/lib/i18n/screens';
import { useLazyModule } from './card/use-lazy-module';
import { type LazyCatalogue, LazyMessages, useTranslations } from './i18n/translations';
import { LockGate } from './lock/lock-gate';
import { ForCard } from './shell/for-card';
import { ScreenTitle } from './shell/screen-title';

/** Only the contact book's screens load the book's store. */
const StorageNotice = dynamic(() => import('./book/storage-notice').then((module) => module.StorageNotice));

/** A screen that is prerendered whole and draws its own title. */
type StaticScreen = { component: ComponentType };

/** A screen whose title is prerendered; its component and its messages are fetched in the browser. */
type LazyScreen = {
  back?: Screen;
  messages: LazyCatalogue;
  load: () => Promise<ComponentType>;
};

/** A lazy screen about the card named in the address, or the default card. */
type CardScreen = Pick<LazyScreen, 'messages'> & { loadForCard: () => Promise<ComponentType<{ card: Card }>> };

const SCREENS: Record<AppScreenName, StaticScreen | LazyScreen | CardScreen> = {
  edit: { component: dynamic(() => import('./editor/edit-screen').then((module) => module.EditScreen)) },
  send: { component: dynamic(() => import('./send/send-screen').then((module) => module.SendScreen)) },
  signature: {
    messages: 'print',
    loadForCard: () => import('./send/signature-screen').then((module) => module.SignatureScreen),
  },
  codes: {
    messages: 'print',
    loadForCard: () => import('./codes/codes-screen').then((module) => module.CodesScreen),
  },
  otherwise: {
    component: dynamic(() => import('./otherwise/otherwise-screen').then((module) => module.OtherwiseScreen)),
  },
  dictate: { component: dynamic(() => import('./otherwise/dictate-screen').then((module) => module.DictateScreen)) },
  open: { component: dynamic(() => import('./open/open-screen').then((module) => module.OpenScreen)) },
  settings: { component: dynamic(() => import('./settings/settings-screen').then((module) => module.SettingsScreen)) },
  print: {
    messages: 'print',
    loadForCard: async () => {
      const { PrintScreen } = await import('./print/print-screen');
      return ({ card }) => <PrintScreen key={card.id} card={card} />;
    },
  },
  look: {
    messages: 'print',
    loadForCard: async () => {
      const { LookScreen } = await import('./print/look-screen');
      return ({ card }) => <LookScreen key={card.id} card={card} />;
    },
  },
  batches: {
    messages: 'print',
    loadForCard: () => import('./print/batches-screen').then((module) => module.BatchesScreen),
  },
  printer: { messages: 'print', load: () => import('./print/printer-screen').then((module) => module.PrinterScreen) },
  contacts: {
    messages: 'book',
    load: () => import('./book/contacts/contacts-screen').then((module) => module.ContactsScreen),
  },
  contact: {
    back: 'contacts',
    messages: 'book',
    load: () => import('./book/contact/contact-screen').then((module) => module.ContactScreen),
  },
  inbox: {
    back: 'contacts',
    messages: 'book',
    load: () => import('./book/inbox-screen').then((module) => module.InboxScreen),
  },
  receive: {
    back: 'contacts',
    messages: 'book',
    load: () => import('./book/receive/receive-screen').then((module) => module.ReceiveScreen),
  },
  scan: {
    back: 'receive',
    messages: 'book',
    load: () => import('./book/receive/scan-screen').then((module) => module.ScanScreen),
  },
  paperCard: {
    back: 'receive',
    messages: 'book',
    load: () => import('./book/receive/paper-card-screen').then((module) => module.PaperCardScreen),
  },
  import: {
    back: 'receive',
    messages: 'book',
    load: () => import('./book/receive/import-screen').then((module) => module.ImportScreen),
  },
  guidedEntry: {
    back: 'receive',
    messages: 'book',
    load: () => import('./book/receive/guided-entry-screen').then((module) => module.GuidedEntryScreen),
  },
  event: {
    messages: 'book',
    load: async () => {
      const [{ EventScreen }, { EventTokenSection }] = await Promise.all([
        import('./book/event/event-screen'),
        import('./exchange/event-token-section'),
      ]);
      return () => <EventScreen tokenSection={<EventTokenSection />} />;
    },
  },
  todo: {
    back: 'contacts',
    messages: 'book',
    load: () => import('./book/todo-screen').then((module) => module.TodoScreen),
  },
  duplicates: {
    back: 'contacts',
    messages: 'book',
    load: () => import('./book/duplicates-screen').then((module) => module.DuplicatesScreen),
  },
  insights: {
    back: 'contacts',
    messages: 'book',
    load: async () => {
      const [{ InsightsScreen }, { VisitsSection }] = await Promise.all([
        import('./book/insights-screen'),
        import('./exchange/visits-section'),
      ]);
      return () => (
        <div className="flex max-w-3xl flex-col gap-10">
          <InsightsScreen />
          <VisitsSection />
        </div>
      );
    },
  },
  backup: {
    back: 'settings',
    messages: 'book',
    load: () => import('./book/backup-screen').then((module) => module.BackupScreen),
  },
  recover: {
    messages: 'book',
    load: () => import('./recover/recover-screen').then((module) => module.RecoverScreen),
  },
  addresses: {
    back: 'contacts',
    messages: 'book',
    load: () => import('./book/addresses-screen').then((module) => module.AddressesScreen),
  },
  publish: {
    messages: 'exchange',
    load: () => import('./exchange/publish-screen').then((module) => module.PublishScreen),
  },
  devices: {
    back: 'publish',
    messages: 'exchange',
    load: () => import('./exchange/devices-screen').then((module) => module.DevicesScreen),
  },
  move: {
    back: 'publish',
    messages: 'exchange',
    load: () => import('./exchange/move-screen').then((module) => module.MoveScreen),
  },
  reply: {
    messages: 'exchange',
    load: () => import('./exchange/reply-screen').then((module) => module.ReplyScreen),
  },
};

/** Screens whose fields are stored nowhere until the owner is done. */
const TYPED = new Set<AppScreenName>(['receive', 'scan', 'paperCard', 'import', 'guidedEntry']);

/** The screen named `screen`, inside the app's shell. */
export function AppScreen({ screen }: { screen: AppScreenName }) {
  const t = useTranslations('app');
  const entry = SCREENS[screen];
  if ('component' in entry) return <entry.component />;
  if ('load' in entry) return <LazyScreenContent screen={screen} {...entry} props={{}} />;
  const { loadForCard, messages } = entry;
  return (
    <ForCard title={t(`${screen}.title`)}>
      {(card) => <LazyScreenContent screen={screen} messages={messages} load={loadForCard} props={{ card }} />}
    </ForCard>
  );
}

function LazyScreenContent<Props extends object>({
  screen,
  back = 'home',
  messages,
  load,
  props,
}: {
  screen: AppScreenName;
  back?: Screen;
  messages: LazyCatalogue;
  load: () => Promise<ComponentType<Props>>;
  props: Props;
}) {
  const t = useTranslations('app');
  const Content = useLazyModule(load);
  return (
    <>
      <ScreenTitle back={back}>{t(`${screen}.title`)}</ScreenTitle>
      {messages === 'book' && <StorageNotice />}
      <LazyMessages catalogue={messages}>
        {Content &&
          (messages === 'print' ? (
            <Content {...props} />
          ) : (
            <LockGate keepsTyping={TYPED.has(screen)}>
              <Content {...props} />
            </LockGate>
          ))}
      </LazyMessages>
    </>
  );
}
