import { screenMetadata } from '@/app/screen-metadata';
import { SettingsScreen } from '@/components/settings/settings-screen';

export const dynamicParams = false;
export const generateStaticParams = () => [{ locale: 'en' }];
export const metadata = screenMetadata('en', 'settings');

export default function Page() {
  return <SettingsScreen />;
}
