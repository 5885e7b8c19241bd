import { screenMetadata } from '@/app/screen-metadata';
import { SendScreen } from '@/components/send/send-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'send');

export default function Page() {
  return <SendScreen />;
}
