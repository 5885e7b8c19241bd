import { screenMetadata } from '@/app/screen-metadata';
import { SettingsScreen } from '@/components/settings/settings-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'fr' }];
export const metadata = screenMetadata('fr', 'settings');

export default function Page() {
  return <SettingsScreen />;
}
