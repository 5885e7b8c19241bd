'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<typeof Link>, 'href' | 'prefetch'> & { href: string };

/**
 * A link to a screen. The screen is fetched when the pointer or the focus reaches the link, not when the link becomes
 * visible: a screen shows up to a dozen links, and each would cost four requests, although the service worker already
 * holds every screen.
 */
export function ScreenLink({ href, ...rest }: Props) {
  const router = useRouter();
  const prefetch = () => router.prefetch(href);
  return (
    <Link
      href={href}
      prefetch={false}
      onPointerEnter={prefetch}
      onPointerDown={prefetch}
      onFocus={prefetch}
      {...rest}
    />
  );
}
