import { Dialog as Headless } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

/** A modal dialog for a question or a small task; Escape and the backdrop close it, then focus is restored. */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}) {
  return (
    <Headless.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Headless.Portal>
        <Headless.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <Headless.Popup className="fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col gap-4 overflow-auto rounded-t-surface bg-paper p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-surface">
          <Headless.Title className="text-large font-semibold">{title}</Headless.Title>
          {children}
        </Headless.Popup>
      </Headless.Portal>
    </Headless.Root>
  );
}
