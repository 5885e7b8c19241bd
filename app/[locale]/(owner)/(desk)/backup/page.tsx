import { screenMetadata } from '@/app/screen-metadata';
import { BackupScreen } from '@/components/book/backup-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'backup');

export default function Page() {
  return <BackupScreen />;
}
