import type { ReactNode } from 'react';
import { OwnerShell } from '@/components/shell/owner-shell';

export default function ShellLayout({ children }: { children: ReactNode }) {
  return <OwnerShell>{children}</OwnerShell>;
}
