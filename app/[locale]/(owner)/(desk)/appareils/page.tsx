import { screenMetadata } from '@/app/screen-metadata';
import { DevicesScreen } from '@/components/exchange/devices-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'devices');

export default function Page() {
  return <DevicesScreen />;
}
