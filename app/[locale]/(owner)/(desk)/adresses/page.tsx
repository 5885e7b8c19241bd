import { screenMetadata } from '@/app/screen-metadata';
import { AddressesScreen } from '@/components/book/addresses-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'addresses');

export default function Page() {
  return <AddressesScreen />;
}
