import { screenMetadata } from '@/app/screen-metadata';
import { BackupScreen } from '@/components/book/backup-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'backup');

export default function Page() {
  return <BackupScreen />;
}
