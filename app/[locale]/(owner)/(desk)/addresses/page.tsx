import { screenMetadata } from '@/app/screen-metadata';
import { AddressesScreen } from '@/components/book/addresses-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'addresses');

export default function Page() {
  return <AddressesScreen />;
}
