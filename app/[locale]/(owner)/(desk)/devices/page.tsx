import { screenMetadata } from '@/app/screen-metadata';
import { DevicesScreen } from '@/components/exchange/devices-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'devices');

export default function Page() {
  return <DevicesScreen />;
}
