import { screenMetadata } from '@/app/screen-metadata';
import { SendScreen } from '@/components/send/send-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'send');

export default function Page() {
  return <SendScreen />;
}
